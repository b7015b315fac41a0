"""An application in Attaché's look, and windows that hold one pane."""

from collections.abc import Iterator

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme.theme import Theme


def dressed(application: QApplication) -> Iterator[Theme]:
    sheet, font, palette = application.styleSheet(), application.font(), application.palette()
    theme = Theme(application)
    theme.set_choice("light")
    yield theme
    theme.set_choice("system")
    theme.deleteLater()
    application.setStyleSheet(sheet)
    application.setFont(font)
    application.setPalette(palette)


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
