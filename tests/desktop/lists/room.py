"""A window that holds one pane."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


class Room(QWidget):
    """A window with one pane that fills it, as a splitter would.

    Without a layout of its own, so that it has no least size to tell the offscreen platform,
    which would answer with a warning.
    """

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._pane: QWidget | None = None
        self.resize(width, height)

    def hold(self, pane: QWidget) -> None:
        self._pane = pane
        pane.setParent(self)
        pane.setGeometry(self.rect())
        pane.show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt
        super().resizeEvent(event)
        if self._pane is not None:
            self._pane.setGeometry(self.rect())


def opened(qtbot: QtBot, width: int, height: int, pane: QWidget | None = None) -> Room:
    """Show a window, with `pane` in it."""
    room = Room(width, height)
    qtbot.addWidget(room)
    if pane is not None:
        room.hold(pane)
    with qtbot.waitExposed(room):
        room.show()
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    return room
