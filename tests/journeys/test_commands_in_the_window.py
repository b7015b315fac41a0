"""Everything the window can do, by key, by palette, and in every state it can be in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from desktop.commands.table import all_commands
from models.reference.reference import Reference
from models.summaries.refresh import refresh
from tests.factories import add_record, make_reference
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key

ENDING = ("close_window", "quit")
PALETTE = CONTROL | SHIFT


@pytest.fixture
def one_record(tmp_path: Path) -> Path:
    path = tmp_path / "one.attache"
    with make_reference(path, title="One") as reference, reference.step(label="One"):
        add_record(reference.database, "official", "Only One")
        refresh(reference.database)
    return path


@pytest.fixture
def no_record(tmp_path: Path) -> Path:
    path = tmp_path / "none.attache"
    make_reference(path, title="None").close()
    return path


@pytest.fixture
def no_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody answer a question about files: as if it were cancelled."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")


def close_what_opened(desk: Desk) -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, (QDialog, QMenu)) and widget.isVisible():
            widget.close()
    for overlay in (desk.window.quick_open, desk.window.palette_overlay):
        overlay.dismiss()


def with_nothing(sit: Callable[..., Desk], path: Path) -> Desk:
    return sit()


def with_a_record(sit: Callable[..., Desk], path: Path) -> Desk:
    return sit(path)


def with_the_reader_open(sit: Callable[..., Desk], path: Path) -> Desk:
    desk = sit(path)
    desk.window.commands.action("open_quote").trigger()
    desk.until(lambda: not desk.window.panes.reader.isHidden())
    return desk


def with_nothing_found(sit: Callable[..., Desk], path: Path) -> Desk:
    desk = sit(path)
    desk.search("zzzz")
    desk.until(lambda: desk.ids == ())
    return desk


def with_an_empty_reference(sit: Callable[..., Desk], path: Path) -> Desk:
    empty = path.with_name("none.attache")
    make_reference(empty, title="None").close()
    return sit(empty)


STATES = [
    with_nothing,
    with_a_record,
    with_the_reader_open,
    with_nothing_found,
    with_an_empty_reference,
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("force", [False, True], ids=["as enabled", "even when disabled"])
def test_every_command_can_be_carried_out_in_every_state(
    sit: Callable[..., Desk],
    path: Path,
    no_dialogs: None,
    state: Callable[..., Desk],
    force: bool,
) -> None:
    """An exception in a handler fails the test; a late trigger must find nothing broken either."""
    desk = state(sit, path)
    carried_out = []
    for command in all_commands():
        if command.id in (*ENDING, "register", "unregister"):
            continue
        action = desk.window.commands.action(command.id)
        if force:
            action.setEnabled(True)
        if action.isEnabled():
            action.trigger()
            carried_out.append(command.id)
            desk.settle()
            close_what_opened(desk)
    assert {"all_commands", "keys", "about", "theme_dark"} <= set(carried_out)
    assert desk.window.isVisible()


@pytest.mark.parametrize("ending", ENDING)
def test_closing_by_command_closes_everything(desk: Desk, ending: str) -> None:
    desk.window.commands.action(ending).trigger()
    desk.qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert desk.window.session is None


def test_every_command_with_keys_hears_them(desk: Desk, no_dialogs: None) -> None:
    heard: list[str] = []
    for command in all_commands():
        action = desk.window.commands.action(command.id)
        action.triggered.disconnect()
        action.triggered.connect(lambda _=False, id_=command.id: heard.append(id_))
        action.setEnabled(True)
    for command in all_commands():
        for keys in command.shortcuts if command.reach.name == "WINDOW" else ():
            combination = QKeySequence(keys)[0]
            desk.window.panes.table.setFocus()
            desk.press(combination.key(), combination.keyboardModifiers())
            assert heard, f"{keys} is not heard"
            assert heard.pop() == command.id


# -------------------------------------------------------------------- palette


def test_the_palette_lists_every_command_that_can_be_used(desk: Desk) -> None:
    palette = desk.window.palette_overlay
    desk.press(Key.Key_P, PALETTE)
    desk.until(palette.isVisible)
    listed = {palette.items.item(row).key for row in range(palette.items.rowCount())}
    usable = {
        command.id
        for command in all_commands()
        if desk.window.commands.action(command.id).isEnabled()
    }
    assert listed >= usable - {"all_commands"}
    enabled = {
        palette.items.item(row).key
        for row in range(palette.items.rowCount())
        if palette.items.item(row).enabled
    }
    assert enabled == usable - {"all_commands"}


def test_the_palette_carries_a_command_out(desk: Desk) -> None:
    palette = desk.window.palette_overlay
    desk.press(Key.Key_P, PALETTE)
    desk.type("colours dark")
    assert palette.current_item is not None
    assert palette.current_item.key == "theme_dark"
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.window.theme.scheme == "dark")
    assert not palette.isVisible()
    assert desk.has_keyboard(desk.window.panes.table)


def test_f1_shows_the_keys_and_enter_does_what_the_line_says(desk: Desk) -> None:
    desk.press(Key.Key_F1)
    overlay = next(
        widget
        for widget in desk.window.findChildren(QWidget)
        if widget.accessibleName() == "Keys" and widget.isVisible()
    )
    desk.type("larger text")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.window.theme.text_scale == 110)
    assert not overlay.isVisible()
    desk.press(Key.Key_F1)
    desk.until(overlay.isVisible)
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.has_keyboard(desk.window.panes.table))


# -------------------------------------------------------------------- F6


def round_trip(desk: Desk, modifiers: Qt.KeyboardModifier) -> list[str]:
    """Press F6 until the keyboard is where it was; return the panes it went through."""
    panes = desk.window.panes
    rooms = {
        "search": desk.window.search,
        "sidebar": panes.sidebar,
        "table": panes.table,
        "reader": panes.reader,
        "record": panes.detail,
        "quotes": panes.quotes,
    }

    def here() -> str:
        return next((name for name, room in rooms.items() if desk.has_keyboard(room)), "nowhere")

    start, seen = here(), []
    for _ in range(10):
        desk.press(Key.Key_F6, modifiers)
        seen.append(here())
        if seen[-1] == start:
            return seen
    raise AssertionError(f"F6 does not come round: {seen}")


def test_f6_goes_round_all_panes_both_ways(desk: Desk) -> None:
    there = round_trip(desk, Qt.KeyboardModifier.NoModifier)
    assert there == ["record", "quotes", "search", "sidebar", "table"]
    back = round_trip(desk, SHIFT)
    assert back == ["sidebar", "search", "quotes", "record", "table"]
    desk.window.commands.action("open_quote").trigger()
    desk.until(lambda: desk.has_keyboard(desk.window.panes.reader))
    assert set(round_trip(desk, Qt.KeyboardModifier.NoModifier)) == {*there, "reader"}


def test_f6_walks_a_reference_with_one_record(sit, one_record: Path) -> None:
    desk = sit(one_record)
    assert desk.shown == "Only One"
    assert desk.window.status.counts.startswith("1 record · 0 quotes in 0 sources")
    assert set(round_trip(desk, Qt.KeyboardModifier.NoModifier)) >= {"search", "sidebar", "table"}
    desk.search("only")
    assert len(desk.ids) == 1


def test_f6_walks_a_reference_without_any_record(sit, no_record: Path) -> None:
    desk = sit(no_record)
    assert desk.ids == ()
    assert desk.shown == ""
    assert "empty" in desk.window.panes.table.empty.message
    assert desk.window.status.counts.startswith("0 records · 0 quotes in 0 sources")
    assert round_trip(desk, Qt.KeyboardModifier.NoModifier) == ["search", "sidebar", "table"]


def test_f6_does_nothing_harmful_without_a_reference(sit) -> None:
    desk = sit()
    for modifiers in (Qt.KeyboardModifier.NoModifier, SHIFT):
        for _ in range(7):
            desk.press(Key.Key_F6, modifiers)
            assert desk.has_keyboard(desk.window.welcome)


# ------------------------------------------------------- references by command


def test_a_new_empty_reference_is_made_and_opened(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tmp_path / "fresh"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wanted), ""))
    desk.window.commands.action("new_reference").trigger()
    desk.until(lambda: desk.ids == ())
    made = tmp_path / "fresh.attache"
    assert desk.session.reference.path == made
    desk.window.close()
    with Reference.open(made) as reference:
        assert reference.facts()["title"] == "fresh"


def test_open_and_open_recent_lead_to_references(
    desk: Desk, one_record: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(one_record), ""))
    desk.press(Key.Key_O, CONTROL)
    desk.until(lambda: desk.shown == "Only One")
    assert "One" in desk.window.windowTitle()
    menu = desk.window.open_recent_menu()
    named = {action.toolTip(): action for action in menu.actions()}
    assert list(named) == [str(one_record), str(path)]
    named[str(path)].trigger()
    menu.close()
    desk.until(lambda: len(desk.ids) == 35)


def test_the_welcome_page_has_the_keyboard_and_enter_opens_what_was_open(sit, path: Path) -> None:
    desk = sit()
    assert desk.has_keyboard(desk.window.welcome)
    assert desk.open(path)
    desk.window.close_reference()
    desk.until(lambda: desk.has_keyboard(desk.window.welcome))
    desk.window.welcome.recent.setFocus()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    desk.until(lambda: bool(desk.shown))
    assert desk.session.reference.path == path
