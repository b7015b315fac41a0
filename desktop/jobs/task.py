"""One piece of work that needs no reference, on a thread of its own."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

__all__ = ["Task"]


class Task(QObject):
    """Runs one function beside the window; its result or its bug arrives on the window's thread.

    The thread is no daemon: what it writes is finished also when the window closes meanwhile.
    """

    done = Signal(object)
    """What the function returned."""
    crashed = Signal(object)
    """The exception it ended in."""
    _ended = Signal(object, object)

    def __init__(self, work: Callable[[], Any], parent: QObject) -> None:
        """Prepare; `start` begins."""
        super().__init__(parent)
        self._work = work
        self._thread = threading.Thread(target=self._live, name="attache-task")
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin; connect the signals first."""
        self._thread.start()

    def _live(self) -> None:
        try:
            result, bug = self._work(), None
        except Exception as error:  # noqa: BLE001 - a bug is shown in the window, never lost
            result, bug = None, error
        self._ended.emit(result, bug)

    def _deliver(self, result: object, bug: object) -> None:
        if bug is not None:
            self.crashed.emit(bug)
        else:
            self.done.emit(result)
        self.deleteLater()
