"""What writes comes a moment after the first records, and as soon as somebody asks for it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from tests.journeys.desk import Desk

Sit = Callable[..., Desk]


def test_a_reference_is_shown_before_what_writes_is_made(sit: Sit, path: Path) -> None:
    desk = sit()
    window = desk.window
    writing: list[bool] = []
    window.opened.connect(
        lambda _: writing.append(window.session is None or window.session.can_write)
    )
    window.open_path(path)
    desk.qtbot.waitUntil(lambda: window.session is not None and window.session.can_write)
    assert writing == [False]
    assert window.panes.table.current_id is not None


def test_an_editor_that_is_asked_for_at_once_is_there_in_the_size_of_the_text(
    sit: Sit, path: Path
) -> None:
    desk = sit(path)
    session = desk.window.session
    assert session is not None
    desk.window.commands.action("text_larger").trigger()
    desk.qtbot.waitUntil(lambda: desk.window.panes.table.current_id is not None)
    desk.window.commands.action("new_meeting").trigger()
    assert session.can_write
    editor = desk.window.overlays.field_editor
    desk.qtbot.waitUntil(editor.isVisible)
    assert editor.line.font().pointSizeF() == desk.window.theme.ui_font().pointSizeF()


def test_a_reference_closed_before_what_writes_is_made_leaves_nothing_behind(
    sit: Sit, path: Path
) -> None:
    desk = sit()
    window = desk.window
    window.opened.connect(
        lambda _: window.close_reference(), Qt.ConnectionType.SingleShotConnection
    )
    with desk.qtbot.waitSignal(window.opened):
        window.open_path(path)
    assert window.session is None
    assert desk.open(path)
    desk.qtbot.waitUntil(lambda: window.panes.table.current_id is not None)
