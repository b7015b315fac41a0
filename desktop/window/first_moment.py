"""The first moment of a window: the first rows as soon as they are read, then everything else.

What a person sees and does first is the table. It is painted, and answers the keys that go through
it, before the rest of the window is made: in short steps, between which the window answers. Any
other key, and any button of the mouse, has all of it made at once, before it is delivered: so none
is lost, and none finds half a window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.instance.single_window import SingleWindow
    from desktop.jobs.opening import Opened, Opening
    from desktop.window.window import Window

__all__ = ["FirstMoment"]

QUIET_MILLISECONDS = 25
"""After the first rows were painted: whoever goes on to the next row at once is answered first."""
LATE_MILLISECONDS = 120
"""A file that takes longer to open is not waited for."""

_GOING = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))
_ACTING = frozenset(
    (
        QEvent.Type.ShortcutOverride,
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.DragEnter,
    )
)
_ENDING = frozenset((QEvent.Type.Close,))


class FirstMoment(QObject):
    """Sees a window that was just shown through its first moment, once."""

    over = Signal()
    """All of the window is there."""
    _came = Signal(object)

    def __init__(
        self, window: Window, name: str, opening: Opening, single: SingleWindow | None
    ) -> None:
        """Await `opening`, which has begun; `single` is the hold on its file, where it is had."""
        super().__init__(window)
        self._window = window
        self._name, self._opening, self._single = name, opening, single
        self._over = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._step)
        self._next.start(LATE_MILLISECONDS)
        self._viewport = window.panes.table.view.viewport()
        self._handle = window.windowHandle()
        self._handle.installEventFilter(self)
        # Closed by the program, the handle is not told.
        window.installEventFilter(self)
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)
        opening.then(self._came.emit)

    def _on_came(self, opened: Opened) -> None:
        if self._over:
            return
        if opened.first is None or not opened.first.ids:
            self._next.start(0)
            return
        self._window.show_first_of(opened)
        self._viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the rows are being painted, and be done before anything else is asked for."""
        if watched is self._viewport:
            if event.type() == QEvent.Type.Paint:
                self._viewport.removeEventFilter(self)
                # This comes before the painting, what is timed from now on after it.
                QTimer.singleShot(0, self, self._be_quiet)
        elif event.type() in (
            _ACTING if watched is self._handle else _ENDING
        ) and not self._goes_through_rows(event):
            self.finish()
        return False

    def _be_quiet(self) -> None:
        if not self._over:
            self._next.start(QUIET_MILLISECONDS)

    def _goes_through_rows(self, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        key: QKeyEvent = event  # type: ignore[assignment]  # as its type says
        return (
            key.key() in _GOING
            and key.modifiers() == Qt.KeyboardModifier.NoModifier
            and self._window.panes.table.view.hasFocus()
        )

    def _step(self) -> None:
        if next(self._window.steps, self) is self:
            self.finish()
        else:
            self._next.start(0)

    def finish(self) -> None:
        """Make what is not there yet, and leave the window to itself."""
        if self._over:
            return
        self._over = True
        self._next.stop()
        self._handle.removeEventFilter(self)
        self._window.removeEventFilter(self)
        self._viewport.removeEventFilter(self)
        self._window.furnish()
        self._window.follow_opening(self._name, self._opening, self._single)
        self.over.emit()
        self.deleteLater()
