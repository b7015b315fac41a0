"""The measuring finds what it measures in the window, and tells passes from misses."""

import pytest

from bench.bars import ROWS, Row, percentile, verdicts
from bench.generate import generate
from bench.printing import all_verdicts, told
from bench.processes import Processes
from bench.samples import draw


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    path = tmp_path_factory.mktemp("generated") / "small.attache"
    generate(path, 300)
    return path


@pytest.fixture(scope="module")
def acts(generated):
    return Processes("offscreen").answer("bench.acts", str(generated), "warm")


def test_what_is_typed_stands_in_the_reference_in_four_scripts(generated):
    typed = " ".join(draw(generated).typed)
    assert any("a" <= letter <= "z" for letter in typed)
    assert any("а" <= letter <= "я" for letter in typed)
    assert any("ا" <= letter <= "ی" for letter in typed)
    assert any("一" <= letter <= "鿿" for letter in typed)


def test_a_source_with_two_thousand_quotes_is_there_to_be_opened(tmp_path):
    path = tmp_path / "larger.attache"
    generate(path, 2_001)
    assert draw(path).quotes == 2_000


def test_every_act_is_done_in_the_real_window(acts):
    done = {name for name, times in acts["times"].items() if times}
    # So small a reference has no answer of many hits.
    expected = {row.name for row in ROWS if not row.name.endswith("cold")}
    assert done == expected - {"facets, all of many"}
    assert all(time > 0 for times in acts["times"].values() for time in times)
    assert set(acts["blocks"]) >= done


def test_the_limits_are_measured_on_the_same_file(generated):
    raw = Processes("offscreen").answer("bench.raw", str(generated))
    assert {row.limit for row in ROWS} <= set(raw)


def test_the_95th_percentile_is_a_time_that_was_measured():
    assert percentile([5.0], 0.95) == 5.0
    assert percentile([float(n) for n in range(1, 21)], 0.95) == 19.0
    assert percentile([float(n) for n in range(1, 101)], 0.95) == 95.0


def test_a_bar_is_missed_by_what_is_above_it():
    row = Row("act", median=16, p95=50, growth=True)
    found = verdicts(row, [10.0, 12.0, 60.0], block=51.0, small=[4.0])
    assert [(one.bar, one.met) for one in found] == [
        ("median", True),
        ("p95", False),
        ("longest block", False),
        ("growth", False),
    ]


def test_the_report_says_what_was_not_measured(acts):
    found = {
        "facts": {"processors": 2, "load": [0.1], "qt platform": "offscreen", "pyside6": "6",
                  "sqlite": "3", "python": "3", "system": "Linux", "machine": "x"},
        "load after": [0.2], "size": "300 records", "file megabytes": 1, "acts": acts,
        "rename": {"not measured": "because"},
    }  # fmt: skip
    lines = list(told(found))
    assert "  not measured: rename: because" in lines
    assert sum(line.startswith(("  pass", "  MISS")) for line in lines) == len(all_verdicts(found))
    assert any(line.startswith("search as you type") for line in lines)
