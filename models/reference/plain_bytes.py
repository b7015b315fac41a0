"""Reading a file's bytes beside the connections this process has to it.

POSIX drops all locks a process holds on a file as soon as it closes the file anywhere (section 2.2
of SQLite's "How To Corrupt An SQLite Database File"). SQLite's own file functions know of that and
put the closing off, so whatever may be open is read through them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import apsw

PIECE: Final = 1 << 20
_FLAGS: Final = apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_READONLY


def first_bytes(path: Path, size: int) -> bytes:
    """Return the first `size` bytes, or all where there are fewer.

    Raises:
        OSError: it cannot be opened or read.
    """
    with _opened(path) as file:
        return file.xRead(min(size, file.xFileSize()), 0)


def copy_bytes(path: Path, into: Path) -> None:
    """Copy the bytes of `path` as they are into the file `into`, made anew.

    Raises:
        OSError: one of the two cannot be opened, read or written.
    """
    with _opened(path) as file, into.open("wb") as copy:
        size, done = file.xFileSize(), 0
        while done < size:
            piece = file.xRead(min(PIECE, size - done), done)
            copy.write(piece)
            done += len(piece)


@contextmanager
def _opened(path: Path) -> Iterator[apsw.VFSFile]:
    try:
        file = apsw.VFSFile("", str(path.resolve()), [_FLAGS, 0])
        try:
            yield file
        finally:
            file.xClose()
    except apsw.Error as error:
        raise OSError(None, str(error)) from error
    except UnicodeEncodeError as error:
        # A name in bytes that are no text: SQLite takes none.
        raise OSError(None, "its name is not in UTF-8") from error
