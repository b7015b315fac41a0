"""Two records that are the same become one by keys, and two again."""

from pathlib import Path

import pytest

from models.checking.verification import verify
from models.editing import add_name, create_record, not_the_same, set_field
from models.editing.given import Link
from models.reference.reference import Reference
from tests.journeys.conftest import Sit
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key
from tests.journeys.test_past import status
from tests.journeys.test_writing import saved

TWIN = "Mohammad Baqeri"


@pytest.fixture
def twins(path: Path) -> Path:
    """The story with somebody in it twice, under two spellings."""
    with Reference.open(path) as reference:
        iran = reference.database.rows(
            "SELECT id FROM record WHERE label = 'Iran' AND kind = 'organization'"
        )[0][0]
        twin = create_record(reference, kind="official", label=TWIN).focus
        assert twin is not None
        add_name(reference, record=twin, text=TWIN, form="preferred")
        add_name(reference, record=twin, text="Mohammad Bagheri", form="alias")
        set_field(reference, record=twin, field="country", value=Link(iran))
    return path


def compared(desk: Desk) -> dict[str, str]:
    comparison = desk.window.overlays.past.merge.comparison
    assert comparison is not None
    return {field.label: field.outcome for field in comparison.fields}


def begin_with_other(desk: Desk) -> None:
    desk.go_to("Mohammad Bagheri")
    desk.window.panes.table.setFocus()
    desk.press(Key.Key_M, CONTROL | SHIFT)
    other = desk.window.overlays.past.other
    desk.until(other.isVisible)
    desk.type("baqeri")
    desk.until(lambda: other.current_item is not None and other.current_item.text == TWIN)
    desk.press(Key.Key_Return)
    desk.until(desk.window.overlays.past.merge.isVisible)


def test_two_records_are_compared_merged_and_taken_apart_by_keys(sit: Sit, twins: Path) -> None:
    desk = sit(twins)
    panel = desk.window.overlays.past.merge
    begin_with_other(desk)
    assert compared(desk)["Country"] == "same"
    assert panel.comparison.kept.label == "Mohammad Bagheri"
    assert panel.comparison.moving.names == 2
    assert "Mohammad Bagheri stays, Mohammad Baqeri goes into it." in panel.text
    desk.press(Key.Key_S)
    desk.until(lambda: panel.comparison.kept.label == TWIN)
    assert panel.comparison.moving.participations == 1
    desk.press(Key.Key_S)
    desk.until(lambda: panel.comparison.kept.label == "Mohammad Bagheri")
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: not panel.isVisible() and TWIN not in desk.names)
    assert desk.shown == "Mohammad Bagheri"
    assert status(desk) == f"Merge {TWIN} into Mohammad Bagheri"
    assert desk.has_keyboard(desk.window.panes.table)
    with Reference.open(twins) as reference:
        assert verify(reference).failures == ()

    desk.window.commands.action("take_apart").trigger()
    apart = desk.window.overlays.past.apart
    desk.until(apart.isVisible)
    assert apart.current_item.text == TWIN
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: desk.shown == TWIN and "Mohammad Bagheri" in desk.names)
    with Reference.open(twins) as reference:
        assert verify(reference).failures == ()


def test_esc_leaves_both_as_they_are(sit: Sit, twins: Path) -> None:
    desk = sit(twins)
    begin_with_other(desk)
    desk.press(Key.Key_Escape)
    desk.until(lambda: not desk.window.overlays.past.merge.isVisible())
    assert {TWIN, "Mohammad Bagheri"} <= set(desk.names)
    assert desk.has_keyboard(desk.window.panes.table)


def test_two_selected_records_are_compared_at_once_and_other_kinds_are_refused(
    sit: Sit, twins: Path
) -> None:
    desk = sit(twins)
    desk.go_to("Mohammad Bagheri")
    table = desk.window.panes.table
    table.setFocus()
    place = desk.ids.index(table.current_id)
    desk.press(Key.Key_Down, SHIFT)
    desk.until(lambda: len(table.selected_ids()) == 2)
    kinds = [row.kind for row in desk.window._rows(desk.ids[place : place + 2])]
    desk.press(Key.Key_M, CONTROL | SHIFT)
    panel = desk.window.overlays.past.merge
    desk.until(panel.isVisible)
    same = kinds[0] == kinds[1]
    assert panel.merge_button.isEnabled() == same
    assert bool(panel.problem) != same
    desk.press(Key.Key_Escape)


def test_proposals_come_one_after_the_other_and_not_the_same_is_remembered(
    sit: Sit, twins: Path
) -> None:
    with Reference.open(twins) as reference:
        create_record(reference, kind="place", label="Tehran")
        alliance = create_record(reference, kind="organization", label="Neto").focus
        assert alliance is not None
        add_name(reference, record=alliance, text="Neto")
    desk = sit(twins)
    panel = desk.window.overlays.past.merge
    desk.window.commands.action("duplicates").trigger()
    desk.until(panel.isVisible)
    assert "1 of 3" in panel.text
    assert "Both are named “Mohammad Bagheri”." in panel.text
    desk.press(Key.Key_Right)
    desk.until(lambda: "2 of 3" in panel.text)
    assert "Both are called “Tehran”." in panel.text
    desk.press(Key.Key_N)
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: "2 of 2" in panel.text)
    assert "sound alike" in panel.text
    assert panel.problem == ""
    desk.press(Key.Key_N)
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: "1 of 1" in panel.text)
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: not panel.isVisible() and TWIN not in desk.names)
    desk.window.commands.action("duplicates").trigger()
    desk.until(lambda: status(desk) == "Nothing is left that looks like the same record twice")
    assert not panel.isVisible()


def test_declared_not_the_same_they_are_not_merged_later(sit: Sit, twins: Path) -> None:
    with Reference.open(twins) as reference:
        ids = dict(reference.database.rows("SELECT label, id FROM record WHERE kind = 'official'"))
        not_the_same(reference, one=ids[TWIN], other=ids["Mohammad Bagheri"], reason="two men")
    desk = sit(twins)
    begin_with_other(desk)
    panel = desk.window.overlays.past.merge
    assert panel.problem == "Somebody said that these two are not the same (two men)."
    desk.press(Key.Key_Return)
    assert panel.isVisible()
    assert not desk.session.writer.busy
    desk.press(Key.Key_Escape)


def test_why_they_are_not_the_same_is_typed_and_taken_back_by_key(sit: Sit, twins: Path) -> None:
    desk = sit(twins)
    panel = desk.window.overlays.past.merge
    desk.go_to("Mohammad Bagheri")
    desk.window.panes.table.setFocus()
    desk.window.commands.action("not_the_same").trigger()
    other = desk.window.overlays.past.other
    desk.until(other.isVisible)
    assert other.field.placeholderText() == "Which one is not the same as Mohammad Bagheri?"
    desk.type("baqeri")
    desk.until(lambda: other.current_item is not None and other.current_item.text == TWIN)
    desk.press(Key.Key_Return)
    desk.until(panel.reason.isVisible)
    assert desk.has_keyboard(panel.reason)
    desk.press(Key.Key_Escape)
    assert panel.isVisible()
    assert desk.has_keyboard(panel)
    desk.press(Key.Key_N)
    desk.type("nobody merges namesakes")
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: not panel.isVisible())
    assert status(desk) == f"Mohammad Bagheri and {TWIN} are not the same"

    desk.window.commands.action("told_apart").trigger()
    desk.until(panel.isVisible)
    assert panel.problem == (
        "Somebody said that these two are not the same (nobody merges namesakes)."
    )
    assert "1 of 1" in panel.text
    desk.press(Key.Key_M)
    saved(desk)
    desk.until(lambda: not panel.isVisible())
    desk.window.commands.action("told_apart").trigger()
    desk.until(lambda: status(desk) == "Of no two records it is said that they are not the same")


def test_two_that_may_be_the_same_after_all_are_merged_at_once(sit: Sit, twins: Path) -> None:
    with Reference.open(twins) as reference:
        ids = dict(reference.database.rows("SELECT label, id FROM record WHERE kind = 'official'"))
        not_the_same(reference, one=ids[TWIN], other=ids["Mohammad Bagheri"])
    desk = sit(twins)
    begin_with_other(desk)
    panel = desk.window.overlays.past.merge
    assert panel.again_button.isVisible()
    assert not panel.apart_button.isVisible()
    desk.press(Key.Key_M)
    saved(desk)
    desk.until(lambda: not panel.problem)
    assert panel.apart_button.isVisible()
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: not panel.isVisible() and TWIN not in desk.names)
