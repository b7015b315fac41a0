"""One long piece of work on a thread of its own: told of, cancelled, never waited for."""

import threading
from collections.abc import Callable
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from models.reference.problems import ProblemError

__all__ = ["LongWork", "Tell", "Work"]

Tell: TypeAlias = Callable[[int, int, str], None]
"""Told done, total and what is being done; total 0 when nobody knows how long it will take."""

Work: TypeAlias = Callable[[Tell, Callable[[], bool]], Any]
"""Given `tell` and `cancelled`; raises a `ProblemError` when it is broken off or cannot be done."""

LOOK_MILLISECONDS = 100
"""Between two looks at how far the work is: more often than a person can read."""


class LongWork(QObject):
    """Runs one function beside the window.

    Exactly one of `done`, `failed`, `cancelled` and `crashed` comes at the end, on the window's
    thread; none after `abandon`. The thread is no daemon: what it must tidy up it does, also when
    the window closes meanwhile.
    """

    progressed = Signal(int, int, str)
    done = Signal(object)
    """What the function returned."""
    failed = Signal(object)
    """A `ProblemError`."""
    cancelled = Signal()
    """It was broken off, and has taken back what it did."""
    crashed = Signal(object)
    """A bug: the exception."""
    _ended = Signal(object, object)

    def __init__(self, work: Work, parent: QObject) -> None:
        """Prepare; `start` begins."""
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._told: tuple[int, int, str] | None = None
        self._shown: tuple[int, int, str] | None = None
        self._listening = threading.Lock()
        self._abandoned = False
        self._thread = threading.Thread(target=self._live, name="attache-long-work")
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MILLISECONDS)
        self._look.timeout.connect(self._show)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin; connect the signals first."""
        self._thread.start()
        self._look.start()

    def cancel(self) -> None:
        """Ask it to stop; `cancelled` comes when it has."""
        self._stop.set()

    def abandon(self) -> None:
        """Ask it to stop and listen no more: the window closes. The thread ends by itself."""
        self._stop.set()
        self._look.stop()
        with self._listening:
            self._abandoned = True

    def _tell(self, done: int, total: int, what: str) -> None:
        # Looked at by the timer: a work that tells of every file must not flood the window.
        self._told = (done, total, what)

    def _live(self) -> None:
        result: object = None
        error: Exception | None = None
        try:
            result = self._work(self._tell, self._stop.is_set)
        except Exception as found:  # noqa: BLE001 - a bug is shown in the window, never lost
            error = found
        with self._listening:
            if not self._abandoned:
                self._ended.emit(result, error)

    def _show(self) -> None:
        told = self._told
        if told is not None and told != self._shown:
            self._shown = told
            self.progressed.emit(*told)

    def _deliver(self, result: object, error: Exception | None) -> None:
        if self._abandoned:
            return
        self._look.stop()
        if error is None:
            self.done.emit(result)
        elif not isinstance(error, ProblemError):
            self.crashed.emit(error)
        elif self._stop.is_set():
            self.cancelled.emit()
        else:
            self.failed.emit(error)
