"""When an environment counts as ready, and when it must be made anew."""

import json
import sys
from pathlib import Path

import pytest

from resources.setup import stamp


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose environment looks whole, without a stamp."""
    (tmp_path / "requirements.txt").write_text("peewee==1\n")
    (tmp_path / "requirements-test.txt").write_text("peewee==1\npytest==2\n")
    python = Path(stamp.python_of(str(tmp_path)))
    python.parent.mkdir(parents=True)
    python.write_text("")
    packages = Path(stamp.site_packages_of(str(tmp_path)))
    for name in ("peewee.py", "peewee-1.dist-info"):
        (packages / name).mkdir(parents=True)
    return tmp_path


def ready(checkout: Path) -> set[str]:
    return stamp.purposes_ready(str(checkout))


def test_nothing_is_ready_before_anything_was_made(tmp_path):
    assert ready(tmp_path) == set()


def test_a_half_made_environment_without_a_stamp_is_not_ready(checkout):
    assert ready(checkout) == set()


def test_a_stamped_environment_is_ready_for_its_purposes_and_no_other(checkout):
    stamp.write_stamp(str(checkout), {"run"})
    assert ready(checkout) == {"run"}
    stamp.write_stamp(str(checkout), {"run", "test"})
    assert ready(checkout) == {"run", "test"}


def test_a_changed_lock_file_asks_for_a_new_environment(checkout):
    stamp.write_stamp(str(checkout), {"run", "test"})
    (checkout / "requirements.txt").write_text("peewee==9\n")
    assert ready(checkout) == set()


def test_a_changed_lock_of_the_tests_does_not_matter_to_the_window(checkout):
    stamp.write_stamp(str(checkout), {"run", "test"})
    (checkout / "requirements-test.txt").write_text("pytest==9\n")
    assert ready(checkout) == {"run"}
    assert stamp.purposes_made(str(checkout)) == {"run", "test"}


def test_a_moved_checkout_asks_for_a_new_environment(checkout, tmp_path_factory):
    stamp.write_stamp(str(checkout), {"run"})
    moved = checkout.rename(tmp_path_factory.mktemp("elsewhere") / "attaché moved")
    assert ready(moved) == set()


def test_another_python_asks_for_a_new_environment(checkout, monkeypatch):
    stamp.write_stamp(str(checkout), {"run"})
    monkeypatch.setattr(stamp, "interpreter", lambda: "cpython-399 linux riscv64")
    assert ready(checkout) == set()


def test_the_interpreter_is_told_apart_by_version_system_and_machine():
    assert sys.implementation.cache_tag in stamp.interpreter()
    assert sys.platform in stamp.interpreter()


def test_a_package_that_has_gone_asks_for_a_new_environment(checkout):
    stamp.write_stamp(str(checkout), {"run"})
    (Path(stamp.site_packages_of(str(checkout))) / "peewee.py").rmdir()
    assert ready(checkout) == set()


def test_a_package_that_a_person_added_does_not_matter(checkout):
    stamp.write_stamp(str(checkout), {"run"})
    (Path(stamp.site_packages_of(str(checkout))) / "debugger").mkdir()
    assert ready(checkout) == {"run"}


def test_an_environment_whose_python_has_gone_is_not_ready(checkout):
    stamp.write_stamp(str(checkout), {"run"})
    Path(stamp.python_of(str(checkout))).unlink()
    assert ready(checkout) == set()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "{}", '{"format": 1}', '{"format": 99}', '"run"'],
)
def test_a_stamp_that_cannot_be_read_is_no_stamp(checkout, text):
    (checkout / ".venv" / stamp.STAMP_NAME).write_text(text)
    assert ready(checkout) == set()


def test_a_stamp_with_a_purpose_nobody_knows_is_no_stamp(checkout):
    stamp.write_stamp(str(checkout), {"run"})
    path = checkout / ".venv" / stamp.STAMP_NAME
    content = json.loads(path.read_text())
    content["locks"]["dance"] = "0" * 64
    path.write_text(json.dumps(content))
    assert ready(checkout) == set()


def test_a_removed_stamp_is_gone_and_removing_it_twice_is_no_error(checkout):
    stamp.write_stamp(str(checkout), {"run"})
    stamp.remove_stamp(str(checkout))
    stamp.remove_stamp(str(checkout))
    assert ready(checkout) == set()
