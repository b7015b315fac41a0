"""Whether the full-text index follows from the stored text, asked of a file that nobody writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Final

import apsw
import peewee

from models.reference.database import ReferenceDatabase

IN_MEMORY: Final = 64 * 1024 * 1024
"""Bytes of a file that may be copied into memory where there is no better way."""

STEPS_BETWEEN_LOOKS: Final = 100_000

LONGEST_LOCK: Final = 2.0
"""Seconds for which an editor can be made to wait, at most."""


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
    reader's lock alone, so that nobody waits for it and the file can be read-only. While somebody
    edits, in write-ahead mode, there is no way round the writer's lock: it is held for a moment,
    and given back unanswered when that is too short. A file in that mode that cannot be written
    is copied into memory if it is small.

    Raises:
        apsw.InterruptError: `stopped` said so.
    """
    question = f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"
    path = Path(database.connection().filename)
    system = _LookingSystem()
    deadline: float | None = None
    late = False

    def over() -> bool:
        nonlocal late
        late = late or (deadline is not None and monotonic() > deadline)
        return late or stopped()

    try:
        if "immutable=1" in str(database.database):
            if path.stat().st_size > IN_MEMORY:
                return None
            asked = _in_memory(database)
        elif database.rows("PRAGMA journal_mode") == [("wal",)]:
            deadline = monotonic() + LONGEST_LOCK
            asked = _connected(ReferenceDatabase(path))
        else:
            asked = _connected(ReferenceDatabase(path, file_system=system.name))
        try:
            asked.set_progress_handler(over, STEPS_BETWEEN_LOOKS)
            asked.execute(question)
        finally:
            asked.close()
    except (peewee.DatabaseError, apsw.Error) as error:
        cause = error if isinstance(error, apsw.Error) else error.__cause__ or error.__context__
        if isinstance(cause, apsw.CorruptError):
            return False
        if late or (deadline is not None and isinstance(cause, apsw.BusyError)):
            return None
        raise
    finally:
        system.unregister()
    return True


def _connected(database: ReferenceDatabase) -> apsw.Connection:
    """Return a connection with everything a hostile file asks for, to be closed by the caller."""
    return database._connect()  # type: ignore[no-any-return]  # noqa: SLF001 - peewee's own name


def _in_memory(database: ReferenceDatabase) -> apsw.Connection:
    copy = apsw.Connection(":memory:")
    with copy.backup("main", database.connection(), "main") as backup:
        backup.step()
    return copy
