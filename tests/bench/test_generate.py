"""The generator makes references that are ours in every object and in every derived column."""

import pytest

from bench.generate import generate
from models.checking.verification import verify
from models.queries.table import kind_counts
from models.reference.reference import Reference


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    path = tmp_path_factory.mktemp("generated") / "small.attache"
    generate(path, 300)
    return path


def test_a_generated_reference_holds_and_derives_as_the_program_does(generated):
    with Reference.open(generated) as reference:
        assert verify(reference).failures == ()


def test_it_has_as_many_records_in_the_table_as_was_asked_for(generated):
    with Reference.open(generated, read_only=True) as reference:
        counts = {value.value: value.count for value in kind_counts(reference.database)}
        rows = reference.database.rows
        shown = sum(counts[kind] for kind in ("official", "meeting", "agreement", "statement"))
        assert shown == 300
        assert rows("SELECT count(*) FROM quote") == [(300,)]
        assert rows("SELECT count(DISTINCT script) FROM name") == [(4,)]


def test_the_same_size_gives_the_same_records(generated, tmp_path):
    again = tmp_path / "again.attache"
    generate(again, 300)
    everything = "SELECT * FROM record ORDER BY id"
    with Reference.open(generated) as one, Reference.open(again) as other:
        assert one.database.rows(everything) == other.database.rows(everything)
