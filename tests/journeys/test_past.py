"""What was done before: undo that says what it does, the trash, and the way back, by keys."""

from pathlib import Path

from models.checking.verification import verify
from models.editing import rename, set_note
from models.reference.reference import Reference
from models.seeds.loading import load_seed
from models.seeds.shipped import named_seed, seeds_folder
from models.undo import next_undo
from tests.journeys.conftest import Sit
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key
from tests.journeys.test_writing import opened, saved, write_meeting


def undo_words(desk: Desk) -> str:
    return desk.window.commands.action("undo").text()


def status(desk: Desk) -> str:
    return desk.window.status.currentMessage()


def test_undo_and_redo_say_what_they_would_do_and_go_there(desk: Desk) -> None:
    desk.go_to("Bagheri – Khrenin talks")
    record = desk.session.record.detail.id
    desk.session.editing.make(lambda reference: rename(reference, record=record, label="A & B"))
    desk.until(lambda: undo_words(desk) == "Undo: Rename Bagheri – Khrenin talks to A && B")
    desk.go_to("Mohammad Bagheri")
    desk.press(Key.Key_Z, CONTROL)
    desk.until(lambda: desk.shown == "Bagheri – Khrenin talks")
    assert status(desk) == "Undo: Rename Bagheri – Khrenin talks to A & B"
    assert desk.window.panes.table.current_id == record
    redo = desk.window.commands.action("redo")
    desk.until(lambda: redo.text() == "Redo: Rename Bagheri – Khrenin talks to A && B")
    desk.press(Key.Key_P, CONTROL | SHIFT)
    desk.until(desk.window.palette_overlay.isVisible)
    desk.type("redo")
    desk.until(lambda: desk.window.palette_overlay.current_item.text.startswith("Redo: Rename"))
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.shown == "A & B")
    assert redo.text() == "Redo"


def test_undo_goes_to_the_meeting_and_not_to_the_place_made_on_the_way(
    sit: Sit, tmp_path: Path
) -> None:
    path = tmp_path / "notes.attache"
    Reference.create(path, title="Notes").close()
    desk = sit(path)
    write_meeting(desk)
    desk.press(Key.Key_Z, CONTROL)
    saved(desk)
    desk.go_to("Talks in Tehran")
    for _ in range(4):
        desk.press(Key.Key_Z, CONTROL)
        saved(desk)
        desk.until(lambda: desk.shown == "Talks in Tehran")
    for _ in range(5):
        desk.press(Key.Key_Z, CONTROL | SHIFT)
        saved(desk)
        desk.until(lambda: desk.shown == "Talks in Tehran")


def test_what_another_program_did_is_what_undo_would_take_back(desk: Desk, path: Path) -> None:
    record = desk.go_to("Mohammad Bagheri")
    desk.session.browsing.look_for_changes()
    desk.settle()
    with Reference.open(path) as other:
        set_note(other, record=record, note="from elsewhere")
    desk.session.browsing.look_for_changes()
    desk.until(lambda: undo_words(desk) == "Undo: Note on Mohammad Bagheri")


def test_an_import_is_asked_about_and_taken_back_beside_the_window(
    sit: Sit, tmp_path: Path
) -> None:
    path = tmp_path / "notes.attache"
    with Reference.create(path, title="Notes") as reference:
        load_seed(reference, named_seed("iran-belarus", seeds_folder()))
    desk = sit(path)
    count = len(desk.ids)
    assert count
    desk.until(lambda: undo_words(desk).endswith("…"))
    desk.press(Key.Key_Z, CONTROL)
    desk.until(lambda: any(line.asks for line in desk.window.progress.lines))
    (line,) = [line for line in desk.window.progress.lines if line.asks]
    assert "is an import of" in line.text
    assert line.leave_button.hasFocus()
    desk.press(Key.Key_Escape)
    desk.until(lambda: not desk.window.progress.lines)
    assert desk.has_keyboard(desk.window.panes.table)
    assert len(desk.ids) == count
    desk.press(Key.Key_Z, CONTROL)
    desk.until(lambda: bool(desk.window.progress.lines))
    line = desk.window.progress.lines[-1]
    line.action_button.setFocus()
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.ids == ())
    with Reference.open(path) as reference:
        assert next_undo(reference) is None
        assert verify(reference).failures == ()


def test_delete_asks_first_where_something_rests_on_it(desk: Desk) -> None:
    table = desk.window.panes.table
    record = desk.go_to("Mohammad Bagheri")
    table.setFocus()
    desk.press(Key.Key_Delete)
    desk.until(lambda: bool(desk.window.progress.lines))
    (line,) = desk.window.progress.lines
    assert line.text.startswith("2 statements, 1 meeting still name “Mohammad Bagheri”.")
    desk.press(Key.Key_Escape)
    desk.until(lambda: not desk.window.progress.lines)
    assert record in desk.ids
    following = desk.ids[desk.ids.index(record) + 1]
    desk.press(Key.Key_Delete)
    desk.until(lambda: bool(desk.window.progress.lines))
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: record not in desk.ids and table.current_id == following)
    assert status(desk) == "Move Mohammad Bagheri to the trash: done. Undo takes it out again."
    assert desk.has_keyboard(table)
    desk.press(Key.Key_Z, CONTROL)
    desk.until(lambda: table.current_id == record)


def test_several_records_go_to_the_trash_in_one_step_and_come_back_from_there(desk: Desk) -> None:
    for name in ("Lonely one", "Lonely two"):
        desk.press(Key.Key_N, CONTROL)
        opened(desk, "Called")
        desk.type(name)
        desk.press(Key.Key_Return)
        desk.press(Key.Key_Escape)
        saved(desk)
    table = desk.window.panes.table
    desk.search("lonely")
    desk.press(Key.Key_Down)
    desk.press(Key.Key_A, CONTROL)
    desk.until(lambda: len(table.selected_ids()) == 2)
    both = set(table.selected_ids())
    desk.press(Key.Key_Delete)
    saved(desk)
    desk.until(lambda: not both & set(desk.ids))
    assert not desk.window.progress.lines
    assert status(desk).startswith("Move 2 records to the trash")
    desk.window.commands.action("show_trash").trigger()
    desk.until(lambda: set(desk.ids) == both)
    assert desk.window.panes.filter_line.said == "2 records in the trash"
    desk.until(lambda: desk.shown.startswith("Lonely"))
    assert desk.session.record.detail.trashed
    desk.until(lambda: ("Meetings", 2) in [line[1:] for line in desk.lines("KIND")])
    desk.press(Key.Key_A, CONTROL)
    desk.press(Key.Key_Backspace, CONTROL | SHIFT)
    saved(desk)
    desk.until(lambda: desk.ids == ())
    desk.search("lonely")
    desk.until(lambda: set(desk.ids) == both)


def test_delete_in_a_text_field_deletes_a_letter(desk: Desk) -> None:
    count = len(desk.ids)
    desk.search("bagheri")
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Delete)
    desk.until(lambda: desk.session.browsing.query == "agheri")
    assert not desk.window.progress.lines
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    desk.until(lambda: len(desk.ids) == count)


def test_the_history_tells_what_was_changed_and_takes_one_old_step_back(desk: Desk) -> None:
    record = desk.go_to("Mohammad Bagheri")
    for note in ("first", "second"):
        desk.session.editing.make(lambda r, note=note: set_note(r, record=record, note=note))
    desk.session.editing.make(lambda r: rename(r, record=record, label="محمد باقری 🎖"))
    saved(desk)
    desk.settle()
    overlay = desk.window.overlays.past.history
    desk.press(Key.Key_H, CONTROL | SHIFT)
    desk.until(lambda: overlay.isVisible() and overlay.items.rowCount() >= 3)
    assert overlay.current_item.text == "Rename Mohammad Bagheri to محمد باقری 🎖"
    desk.until(lambda: overlay.verdict == "Enter takes it back")
    assert "Name: \u2068Mohammad Bagheri\u2069 → \u2068محمد باقری 🎖\u2069" in overlay.page
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down)
    desk.until(lambda: "changed the same" in overlay.verdict)
    assert "Note: first" in overlay.page.replace("\u2068", "").replace("\u2069", "")
    desk.press(Key.Key_Up)
    desk.until(lambda: overlay.verdict == "Enter takes it back")
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: desk.session.record.detail.note == "first")
    assert status(desk).startswith("Take back: Note on")
    assert desk.shown == "محمد باقری 🎖"


def test_everything_that_was_done_is_one_tab_away(desk: Desk) -> None:
    one = desk.go_to("Mohammad Bagheri")
    other = desk.go_to("Khrenin – Ashtiani meeting")
    for record in (one, other):
        desk.session.editing.make(lambda r, record=record: set_note(r, record=record, note="x"))
    saved(desk)
    desk.until(lambda: desk.shown == "Khrenin – Ashtiani meeting")
    overlay = desk.window.overlays.past.history
    desk.press(Key.Key_H, CONTROL | SHIFT)
    desk.until(lambda: overlay.items.rowCount() > 0)
    own = overlay.items.rowCount()
    desk.press(Key.Key_Tab)
    desk.until(lambda: overlay.items.rowCount() > own)
    assert overlay.items.item(1).text == "Note on Mohammad Bagheri"
    desk.press(Key.Key_Down)
    desk.until(lambda: "Mohammad Bagheri: Note" in overlay.page)
    desk.press(Key.Key_Escape)
    desk.until(lambda: not overlay.isVisible())
    assert desk.has_keyboard(desk.window.panes.table)


def test_a_file_that_is_only_read_shows_its_history_and_takes_nothing(sit: Sit, path: Path) -> None:
    with Reference.open(path) as reference:
        record = reference.database.rows("SELECT id FROM record WHERE label = 'Ali Khamenei'")[0][0]
        set_note(reference, record=record, note="x")
    desk = sit()
    desk.window.open_found(path.name, lambda: path)
    desk.qtbot.waitUntil(lambda: desk.window.session is not None)
    desk.settle()
    desk.session.reference.database.read_only = True
    desk.window.update_states()
    desk.go_to("Ali Khamenei")
    count = len(desk.ids)
    assert not desk.window.commands.action("undo").isEnabled()
    desk.press(Key.Key_Delete)
    desk.press(Key.Key_Z, CONTROL)
    desk.press(Key.Key_M, CONTROL | SHIFT)
    desk.settle()
    assert not desk.window.overlays.past.other.isVisible()
    overlay = desk.window.overlays.past.history
    desk.press(Key.Key_H, CONTROL | SHIFT)
    desk.until(lambda: overlay.verdict == "This reference can only be read")
    desk.press(Key.Key_Return)
    desk.settle()
    assert not desk.session.writer.busy
    assert len(desk.ids) == count


def test_delete_in_the_sidebar_leaves_the_records_alone(desk: Desk) -> None:
    sidebar = desk.window.panes.sidebar
    for pane in (sidebar.list, sidebar.years):
        pane.setFocus()
        desk.until(pane.hasFocus)
        desk.press(Key.Key_Delete)
        desk.settle()
        assert not desk.window.progress.lines
        assert not desk.session.writer.busy
    with Reference.open(desk.session.reference.path) as reference:
        assert reference.database.rows("SELECT 1 FROM record WHERE trashed IS NOT NULL") == []
