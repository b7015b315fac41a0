"""A meeting written with the mouse is the one that is written by keys."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.journeys.conftest import Sit
from tests.journeys.desk import CONTROL, NONE, Desk, Key
from tests.journeys.mouse import MouseWriter
from tests.journeys.test_keystrokes import ARTICLE, check_meeting
from tests.journeys.test_taking_in import drop, read
from tests.journeys.test_writing import empty, fields, opened, shown
from tests.mouse import double_click

__all__ = ["empty"]

LEFT = Qt.MouseButton.LeftButton


class EventHand:
    """Gives the events of a mouse to the window, which finds out itself whom they are for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._handle = desk.window.windowHandle()

    def _at(self, widget: QWidget, place: QPoint) -> QPoint:
        at = widget.mapTo(self._desk.window, place)
        assert self._desk.window.childAt(at) in (widget, *widget.findChildren(QWidget)), (
            f"{widget} is covered by {self._desk.window.childAt(at)}"
        )
        return at

    def click(self, widget: QWidget, place: QPoint) -> None:
        QTest.mouseClick(self._handle, LEFT, NONE, self._at(widget, place))

    def double_click(self, widget: QWidget, place: QPoint) -> None:
        double_click(self._handle, self._at(widget, place))

    def mark(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        QTest.mousePress(self._handle, LEFT, NONE, self._at(widget, start))
        for part in range(1, 5):
            between = start + (end - start) * part / 4
            QTest.mouseMove(self._handle, self._at(widget, between))
        QTest.mouseRelease(self._handle, LEFT, NONE, self._at(widget, end))

    def carry(self, widget: QWidget, start: QPoint, target: QWidget, end: QPoint) -> None:
        """Deliver what a drag delivers: here no drag can be run, for it asks a real screen."""
        del widget, start
        copy = Qt.DropAction.CopyAction
        mime = self._desk.window.panes.reader.text.createMimeDataFromSelection()
        enter = QDragEnterEvent(end, copy, mime, LEFT, NONE)
        QApplication.sendEvent(target, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(target, QDragMoveEvent(end, copy, mime, LEFT, NONE))
        QApplication.sendEvent(target, QDropEvent(end, copy, mime, LEFT, NONE))

    def turn_wheel(self, widget: QWidget, place: QPoint, notches: int) -> None:
        at = QPointF(self._at(widget, place))
        event = QWheelEvent(
            at, QPointF(widget.mapToGlobal(place)), QPoint(), QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)

    def type(self, text: str) -> None:
        for letter in text:
            if letter == "\n":
                self._desk.press(Key.Key_Return)
            else:
                self._desk.type(letter)


def test_a_meeting_is_written_with_the_mouse(sit: Sit, empty: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, "utf-8")
    desk = sit(empty)
    drop(desk, article)
    read(desk)

    def until(holds: Callable[[], bool], what: str) -> None:
        del what
        desk.until(lambda: holds() and not desk.session.writer.busy)

    MouseWriter(desk.window, EventHand(desk), until).write_meeting()
    check_meeting(desk)


def test_a_click_beside_the_editor_saves_also_where_nothing_takes_the_keyboard(desk: Desk) -> None:
    hand, editor = EventHand(desk), desk.window.overlays.field_editor
    desk.go_to("Khrenin – Ashtiani meeting")
    desk.press(Key.Key_U, CONTROL)
    desk.until(desk.window.overlays.what_for.isVisible)
    desk.type("summary")
    desk.press(Key.Key_Return)
    opened(desk, "Summary")
    desk.type("Two ministers")
    hand.click(editor, editor.rect().topLeft() + QPoint(3, 3))
    assert editor.isVisible()
    hand.click(desk.window.status, desk.window.status.rect().center())
    desk.until(lambda: not editor.isVisible() and not desk.session.writer.busy)
    desk.until(lambda: fields(shown(desk)).get("summary") == ["Two ministers"])
