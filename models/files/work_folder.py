"""A folder for work in progress, which whoever comes later can tell from one left by a crash.

Its owner holds a lock on a file in it for as long as the process lives. A folder whose lock is
free belongs to nobody any more, and may be removed; nobody has to guess by age or process id.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

from models.files.lock import take_lock

__all__ = ["WorkFolder", "sweep"]

LOCK: Final = "owner.lock"
ATTEMPTS: Final = 20


class WorkFolder:
    """An empty folder of this process's own; a context manager that removes it at the end."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle: int | None = handle

    @classmethod
    def make(cls, parent: Path, prefix: str) -> Self:
        """Make one in `parent`; `prefix` says whose kind of work it is, for `sweep`.

        Raises:
            OSError: it cannot be made there.
        """
        for _ in range(ATTEMPTS):
            path = parent / f"{prefix}{secrets.token_hex(4)}"
            try:
                path.mkdir(mode=0o700)
            except FileExistsError:
                continue
            handle = os.open(path / LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            if take_lock(handle) and (path / LOCK).exists():
                return cls(path, handle)
            # Swept between the making and the locking.
            os.close(handle)
        message = f"no folder could be made in {parent}"
        raise FileExistsError(message)

    def remove(self) -> None:
        """Remove the folder with what is in it; harmless a second time."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        # Windows removes no open file; from here on anybody may sweep what is left.
        os.close(handle)
        shutil.rmtree(self.path, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()


def sweep(parent: Path, prefix: str) -> int:
    """Remove the folders of `prefix` in `parent` whose owner is gone, and return how many.

    What is not this person's, has no lock file or cannot be removed is left alone.
    """
    swept = 0
    try:
        found = [entry for entry in parent.iterdir() if entry.name.startswith(prefix)]
    except OSError:
        return 0
    for path in found:
        with _orphan(path) as orphaned:
            if orphaned:
                shutil.rmtree(path, ignore_errors=True)
                swept += not path.exists()
    return swept


@contextmanager
def _orphan(path: Path) -> Iterator[bool]:
    """Hold the lock of a folder that nobody owns any more; tell whether it is one."""
    try:
        if path.is_symlink() or not path.is_dir() or not _is_own(path):
            yield False
            return
        handle = os.open(path / LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        # No lock file: just being made, or not ours.
        yield False
        return
    try:
        yield take_lock(handle)
    finally:
        os.close(handle)


def _is_own(path: Path) -> bool:
    return not hasattr(os, "getuid") or path.lstat().st_uid == os.getuid()
