"""A lock on an open file that the system drops with the process, however it ends."""

from __future__ import annotations

import os
import sys

__all__ = ["take_lock"]

if sys.platform == "win32":
    import msvcrt

    def take_lock(handle: int) -> bool:
        """Lock the open file `handle` until it is closed; False when another has it. No wait."""
        # Far behind the end: Windows forbids others to read what is locked.
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def take_lock(handle: int) -> bool:
        """Lock the open file `handle` until it is closed; False when another has it. No wait."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
