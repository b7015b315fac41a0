"""Writing rows on another thread while the one that owns the connection prepares the next ones.

SQLite works without Python's lock, for a hundred rows at a time; what it writes costs no time that
could be spent on reading and reckoning. One connection is never used by two threads at once: who
asks it anything waits first (`models.reference.database`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import apsw


class _Work(threading.Thread):
    def __init__(self, act: Callable[[Any], None], connection: apsw.Connection) -> None:
        super().__init__(name="writing meanwhile")
        self._act = act
        self._connection = connection
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self._act(self._connection)
        except BaseException as error:  # noqa: BLE001 - raised again where the end is waited for
            self.error = error


class Meanwhile(threading.local):
    """What is being written for each thread: one thing at a time."""

    _work: _Work | None = None

    def begin(self, act: Callable[[Any], None], connection: apsw.Connection) -> None:
        """Let another thread do `act` on this thread's connection."""
        self._work = _Work(act, connection)
        self._work.start()

    def wait(self) -> BaseException | None:
        """Wait until nothing is being written, and return what went wrong."""
        work, self._work = self._work, None
        if work is None:
            return None
        work.join()
        return work.error
