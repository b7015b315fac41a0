"""Whether the full-text index follows from the stored text, asked of a file that nobody writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import apsw
import peewee

from models.reference.database import ReferenceDatabase

IN_MEMORY: Final = 64 * 1024 * 1024
"""Bytes of a file that may be copied into memory where there is no better way."""

STEPS_BETWEEN_LOOKS: Final = 100_000


class _LookingFile(apsw.VFSFile):
    """A file that says it can be written and never is."""

    def __init__(self, base: str, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        asked = [
            (flags[0] & ~(apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE))
            | apsw.SQLITE_OPEN_READONLY,
            0,
        ]
        super().__init__(base, name, asked)
        flags[1] = flags[0]
        self._writing = False

    def xLock(self, level: int) -> None:  # noqa: N802 - SQLite's name
        """Take a reader's lock and no more: what is asked begins to write, and writes nothing.

        Taking everything at once, from reading, is how a journal left by a crash is played back:
        that is refused, since the journal may belong to somebody who is writing just now.
        """
        if level == apsw.SQLITE_LOCK_SHARED:
            super().xLock(level)
        elif level == apsw.SQLITE_LOCK_RESERVED:
            self._writing = True
        elif not self._writing:
            raise apsw.BusyError

    def xUnlock(self, level: int) -> None:  # noqa: N802
        """Give the reader's lock back with the rest."""
        self._writing = False
        super().xUnlock(level)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: ARG002, N802
        raise apsw.ReadOnlyError

    def xTruncate(self, newsize: int) -> None:  # noqa: ARG002, N802
        raise apsw.ReadOnlyError


class _LookingSystem(apsw.VFS):
    """The usual files, opened for reading under another name."""

    def __init__(self) -> None:
        self.name = f"attache-looking-{id(self)}"
        super().__init__(self.name, base="")

    def xOpen(  # noqa: N802
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        return _LookingFile("", name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: ARG002, N802
        raise apsw.ReadOnlyError


def index_follows(
    database: ReferenceDatabase, index: str, *, stopped: Callable[[], bool]
) -> bool | None:
    """Whether the words in a full-text index are those of its content table; None: not known.

    FTS5 compares the two only when asked by an INSERT, which writes nothing: `integrity-check`
    with rank 1 (FTS5, section 6.6). It is asked through a connection of its own that takes a
    reader's lock alone, so that nobody waits for it and the file can be read-only. A file in
    write-ahead mode that cannot be written is copied into memory if it is small.

    Raises:
        apsw.InterruptError: `stopped` said so.
    """
    question = f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"
    path = str(database.connection().filename)
    immutable = "immutable=1" in str(database.database)
    if immutable and Path(path).stat().st_size > IN_MEMORY:
        return None
    system = _LookingSystem()
    try:
        copy = (
            apsw.Connection(":memory:")
            if immutable
            else ReferenceDatabase(path, file_system=system.name)._connect()  # noqa: SLF001
        )
        try:
            if immutable:
                with copy.backup("main", database.connection(), "main") as backup:
                    backup.step()
            copy.set_progress_handler(stopped, STEPS_BETWEEN_LOOKS)
            copy.execute(question)
        finally:
            copy.close()
    except (peewee.DatabaseError, apsw.Error) as error:
        cause = error.__cause__ or error.__context__ or error
        if isinstance(error, apsw.CorruptError) or isinstance(cause, apsw.CorruptError):
            return False
        raise
    finally:
        system.unregister()
    return True
