"""Presses of the mouse beside a part of the window, also on what takes no keyboard."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

__all__ = ["PressesOutside"]


class PressesOutside(QObject):
    """Tells of every press in the window that is not on `part`, before anybody acts on it."""

    pressed = Signal()

    def __init__(self, part: QWidget) -> None:
        """Listen to nothing yet."""
        super().__init__(part)
        self._part = part
        self._watched: QObject | None = None

    def watch(self) -> None:
        """Tell of presses from now on."""
        # What the window system sends comes by here once, whatever lies below the mouse.
        self.rest()
        self._watched = self._part.window().windowHandle()
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def rest(self) -> None:
        """Tell of no press any more."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look where it was pressed; it goes on to whom it is for."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            place = self._part.mapFromGlobal(event.globalPosition().toPoint())
            if not self._part.rect().contains(place):
                self.pressed.emit()
        return super().eventFilter(watched, event)
