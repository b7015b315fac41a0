"""Words of a source dropped on a record: on a value, on an empty field, or beside them."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.text.carried_words import are_carried

__all__ = ["DropTarget"]

_NONE: frozenset[str] = frozenset()


class DropTarget(QObject):
    """Takes what is dragged from a reader over a pane, and says where it was dropped."""

    dropped = Signal(str)
    """The slot the words are for, empty where they were dropped beside all of them."""

    def __init__(
        self,
        pane: QWidget,
        slot_at: Callable[[QPoint], str | None],
        light: Callable[[frozenset[str]], None],
    ) -> None:
        """Take drops on `pane`.

        `slot_at` tells what a point of it is for: None where nothing can be dropped at all.
        """
        super().__init__(pane)
        self._slot_at = slot_at
        self._light = light
        pane.setAcceptDrops(True)
        pane.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Light what the words would be used for, and tell it when they are dropped."""
        if event.type() == QEvent.Type.DragEnter:
            entered = cast(QDragEnterEvent, event)
            slot = self._slot_at(entered.position().toPoint())
            if slot is not None and are_carried(entered.mimeData()):
                entered.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._light(_NONE)
            return True
        if event.type() in (QEvent.Type.DragMove, QEvent.Type.Drop):
            moved = cast(QDropEvent, event)
            slot = self._slot_at(moved.position().toPoint())
            moved.acceptProposedAction()
            dropped = event.type() == QEvent.Type.Drop
            self._light(frozenset((slot,)) if slot and not dropped else _NONE)
            if dropped:
                self.dropped.emit(slot or "")
            return True
        return super().eventFilter(watched, event)
