"""The hold on a reference: a lock on a file, which the system drops with the process.

Not QLockFile: after a crash it decides by process id and program name whether its file is stale,
and every Attaché is named “python”; the system's own lock needs no such guess.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

from models.files.lock import take_lock

STARTING: Final = b"starting\n"
READY: Final = b"ready   \n"
LONGEST_START: Final = 20.0
"""Seconds a holder may call itself starting; after that it hangs."""


class Hold:
    """Held by one process at a time. The lock file stays when it is let go, for it is the lock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this object holds it."""
        return self._handle is not None

    def take(self) -> bool:
        """Take it, as one that is starting, and return whether it was free. Never waits.

        Raises:
            OSError: the lock file cannot be made.
        """
        if self._handle is not None:
            return True
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(self._path, flags, 0o600)
        if not take_lock(handle):
            os.close(handle)
            return False
        self._handle = handle
        self._say(STARTING)
        return True

    def say_ready(self) -> None:
        """Tell other starts that the event loop runs, so that silence means a hang."""
        self._say(READY)

    def let_go(self) -> None:
        """Give it up; harmless when it is not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _say(self, state: bytes) -> None:
        if self._handle is not None:
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, state)


def holder_is_starting(path: Path) -> bool:
    """Whether the lock file says that its holder began to start a short while ago."""
    try:
        state = path.read_bytes()
        since = path.stat().st_mtime
    except OSError:
        return False
    return state == STARTING and abs(time.time() - since) < LONGEST_START
