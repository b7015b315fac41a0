"""Copies of the reference, its place, and removing a record for good, from the window."""

from pathlib import Path

import pytest

from models.backups.backup import backups_in
from models.backups.making import back_up
from models.backups.place import room
from models.checking.verification import verify
from models.editing import create_record, set_note, trash
from models.reference.reference import Reference
from tests.journeys.desk import CONTROL, Desk, Key, beside
from tests.journeys.test_past import status
from tests.journeys.test_writing import saved


@pytest.fixture(autouse=True)
def own_backups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the backups of these tests apart."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "data"))


def ended(desk: Desk) -> str:
    """Wait until the strip's last work has ended, and return what it says."""
    desk.until(lambda: bool(desk.window.progress.lines))
    desk.until(lambda: not any(line.working for line in desk.window.progress.lines))
    return desk.window.progress.lines[-1].text


def test_a_copy_has_everything_and_is_no_second_window(desk: Desk, path: Path) -> None:
    record = desk.go_to("Mohammad Bagheri")
    desk.session.editing.make(lambda r: set_note(r, record=record, note="before"))
    saved(desk)
    copy = path.with_name("copy.attache")
    desk.window.filing.save_copy(copy)
    assert ended(desk) == "copy.attache is a copy of what the reference is now."
    with Reference.open(copy) as reference:
        assert verify(reference).failures == ()
        assert reference.database.rows("SELECT label FROM step ORDER BY id DESC LIMIT 1") == [
            ("Note on Mohammad Bagheri",)
        ]
    assert desk.session.reference.path == path
    desk.window.filing.save_copy(copy)
    assert "exists already" in ended(desk)


def test_a_copy_without_history_tells_nothing_of_before(desk: Desk, path: Path) -> None:
    record = desk.go_to("Mohammad Bagheri")
    for note in ("Zebediah's secret", "nothing"):
        desk.session.editing.make(lambda r, note=note: set_note(r, record=record, note=note))
    saved(desk)
    copy = path.with_name("copy.attache")
    desk.window.filing.save_copy(copy, history=False)
    assert "a copy without history" in ended(desk)
    with Reference.open(copy) as reference:
        assert verify(reference).failures == ()
        assert reference.database.rows("SELECT count(*) FROM change") == [(0,)]
    assert b"Zebediah" not in copy.read_bytes()
    desk.window.close()
    assert b"Zebediah" in path.read_bytes()
    assert beside(path) == ["copy.attache", "story.attache"]


def test_the_reference_goes_on_at_its_new_place(desk: Desk, path: Path, tmp_path: Path) -> None:
    record = desk.go_to("Mohammad Bagheri")
    desk.session.editing.make(lambda r: set_note(r, record=record, note="moved along"))
    saved(desk)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    into = folder / "گزارش 🤝.attache"
    with desk.qtbot.waitSignal(desk.window.opened):
        desk.window.filing.move(into)
    desk.settle()
    assert desk.session.reference.path == into
    assert not path.exists()
    assert desk.window._single is not None
    assert desk.window._single.shows(into)
    assert desk.window.settings.recent()[0] == into
    assert path not in desk.window.settings.recent()
    desk.until(lambda: desk.shown == "Mohammad Bagheri")
    desk.session.editing.make(lambda r: set_note(r, record=record, note="and edited"))
    saved(desk)
    desk.window.close()
    with Reference.open(into) as reference:
        assert verify(reference).failures == ()
    assert beside(into) == [into.name]


def test_a_name_that_is_taken_moves_nothing(desk: Desk, path: Path) -> None:
    other = path.with_name("other.attache")
    other.write_bytes(b"mine")
    desk.window.filing.move(other)
    assert "exists already; nothing was moved" in desk.window.progress.lines[-1].text
    assert desk.session.reference.path == path
    assert other.read_bytes() == b"mine"


def test_a_record_is_removed_for_good_once_its_name_is_typed(desk: Desk, path: Path) -> None:
    record = desk.go_to("Mohammad Bagheri")
    with Reference.open(path) as reference:
        own = room(reference.facts()["uid"])
        back_up(reference)
    overlay = desk.window.filing.overlay
    desk.window.commands.action("remove_for_good").trigger()
    desk.until(overlay.isVisible)
    assert "1 backup that Attaché made is deleted" in overlay.says
    assert "This cannot be undone." in overlay.says
    desk.press(Key.Key_Return)
    assert overlay.isVisible()
    desk.type("mohammad bagher")
    desk.press(Key.Key_Return)
    assert overlay.isVisible()
    desk.type("i")
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: record not in desk.ids)
    assert "1 backup was deleted." in desk.window.progress.lines[-1].text
    assert desk.has_keyboard(desk.window.panes.table)
    with Reference.open(path) as reference:
        assert verify(reference).failures == ()
        assert reference.database.rows("SELECT 1 FROM record WHERE id = ?", (record,)) == []
    (backup,) = backups_in(own)
    with Reference.open(backup.path, read_only=True) as reference:
        assert reference.database.rows("SELECT 1 FROM record WHERE id = ?", (record,)) == []
    desk.press(Key.Key_Z, CONTROL)
    desk.until(lambda: "removed for good" in status(desk))


def test_the_trash_is_emptied_once_the_words_are_typed(desk: Desk, path: Path) -> None:
    record = desk.go_to("Mohammad Bagheri")
    with Reference.open(path) as reference:
        trash(reference, record=record)
        other = create_record(reference, kind="official", label="Zebediah Quux").focus
        assert other is not None
        trash(reference, record=other)
    overlay = desk.window.filing.overlay
    desk.window.commands.action("empty_trash").trigger()
    desk.until(overlay.isVisible)
    assert "All 2 records in the trash go" in overlay.says
    assert "still name what is in the trash." in overlay.says
    assert "This cannot be undone." in overlay.says
    desk.press(Key.Key_Return)
    assert overlay.isVisible()
    desk.type("empty the trash")
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: "Removed for good: 2 records in the trash." in last_line(desk))
    with Reference.open(path) as reference:
        assert verify(reference).failures == ()
        assert reference.database.rows("SELECT 1 FROM record WHERE trashed IS NOT NULL") == []
    assert b"Quux" not in path.read_bytes()
    desk.window.commands.action("empty_trash").trigger()
    desk.until(lambda: status(desk) == "The trash is empty")
    assert not overlay.isVisible()


def last_line(desk: Desk) -> str:
    return desk.window.progress.lines[-1].text


def test_esc_removes_nothing(desk: Desk) -> None:
    record = desk.go_to("Mohammad Bagheri")
    desk.window.commands.action("remove_for_good").trigger()
    desk.until(desk.window.filing.overlay.isVisible)
    desk.press(Key.Key_Escape)
    desk.until(lambda: not desk.window.filing.overlay.isVisible())
    assert record in desk.ids
    assert not desk.session.writer.busy
