"""Ending by the system's signals: the window closes as if somebody had closed it."""

import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

__all__ = ["EndingSignals"]


class EndingSignals(QObject):
    """Turns SIGINT, SIGTERM and SIGHUP into `asked`, on the window's thread.

    Python would run a handler only when Qt's loop next calls into Python, which can be never; so
    the interpreter writes a byte into a pipe that Qt watches (`signal.set_wakeup_fd`), and the
    handlers do nothing. Windows has no such signals; there Ctrl+C stays an exception.
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        """Listen from now on, until `close`."""
        super().__init__(parent)
        self._before: dict[int, object] = {}
        if sys.platform != "win32":
            self._listen()

    def _listen(self) -> None:
        self._reading, self._writing = os.pipe()
        for end in (self._reading, self._writing):
            os.set_blocking(end, False)
        self._wakeup_before = signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name)
            self._before[number] = signal.signal(number, _nothing)
        self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def _on_signal(self) -> None:
        if any(number in self._before for number in os.read(self._reading, 64)):
            self.asked.emit()

    def close(self) -> None:
        """Listen no more: signals do again what they did before. Harmless a second time."""
        if not self._before:
            return
        self._notifier.setEnabled(False)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal() gave us
        self._before.clear()
        signal.set_wakeup_fd(self._wakeup_before)
        os.close(self._reading)
        os.close(self._writing)


def _nothing(number: int, frame: FrameType | None) -> None:
    """Have the interpreter write its byte, which it does only for signals that are handled."""
