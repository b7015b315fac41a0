"""What an edit asked for elsewhere, and a crash broke off, goes on once the file is opened."""

from pathlib import Path

import pytest

from models.editing import rename
from models.reference.reference import Reference
from models.summaries import following
from models.summaries.waiting import anything_waits
from tests.journeys.conftest import Sit
from tests.journeys.desk import Desk


def who(desk: Desk) -> set[str]:
    with desk.session.reference.connected() as database:
        return {row[0] for row in database.rows("SELECT who FROM record WHERE who LIKE '%Rus%'")}


def test_records_that_name_a_renamed_one_follow_without_a_further_edit(
    sit: Sit, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 0)
    with Reference.open(path) as reference:
        rows = reference.database.rows(
            "SELECT record_id FROM organization WHERE record_id IN "
            "(SELECT id FROM record WHERE label = 'Belarus')"
        )
        rename(reference, record=rows[0][0], label="Rus")
        assert anything_waits(reference.database)
    desk = sit(path)
    with desk.session.reference.connected() as database:
        desk.until(lambda: not anything_waits(database))
    assert who(desk)


def test_a_file_from_which_nothing_waits_is_not_written(sit: Sit, path: Path) -> None:
    before = path.read_bytes()
    desk = sit(path)
    desk.until(lambda: "writing" in vars(desk.session))
    desk.settle()
    assert not desk.session.writing.writer.busy
    desk.window.close_reference()
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
