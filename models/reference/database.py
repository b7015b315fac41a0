"""The SQLite connection of a reference: one per thread, opened on purpose, trusting nothing."""

from __future__ import annotations

import ctypes
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from time import monotonic, thread_time
from typing import Any, Final, TypeAlias

import apsw
import peewee
from playhouse.apsw_ext import APSWDatabase

from models.reference.meanwhile import Meanwhile

BUSY_SECONDS: Final = 5
MAXIMUM_VALUE_BYTES: Final = 256 * 1024 * 1024
"""No single value of a reference comes near this; a file that claims so is lying (law 12)."""


STEPS_BETWEEN_LOOKS: Final = 2_000
"""So many steps of SQLite's machine take well under a millisecond."""


PATIENCE: Final = 4
"""How much longer than its own work somebody waits for a thread that others keep from working."""


CACHE_KILOBYTES: Final = 2 * 1024
"""Of each of a window's connections; the system keeps the rest of the file at hand, and a page from
there costs a microsecond. The file is not mapped into memory either: what was looked at of it would
count as ours."""


MARKS_TOGETHER: Final = 2_000
"""Values in one statement that inserts many rows; SQLite lets 32,766 be bound."""


BrokenRuleError = peewee.IntegrityError
"""A statement was refused because a rule of the file would be broken: something rests on a row."""


class TooSlowError(Exception):
    """A question was given up because its answer is only of use at once."""


LIMITS: Final = {
    apsw.SQLITE_LIMIT_LENGTH: MAXIMUM_VALUE_BYTES,
    apsw.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    apsw.SQLITE_LIMIT_COLUMN: 200,
    apsw.SQLITE_LIMIT_EXPR_DEPTH: 1_000,
    apsw.SQLITE_LIMIT_COMPOUND_SELECT: 100,
    apsw.SQLITE_LIMIT_VDBE_OP: 1_000_000,
    apsw.SQLITE_LIMIT_FUNCTION_ARG: 50,
    apsw.SQLITE_LIMIT_ATTACHED: 0,
    apsw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 5_000,
    apsw.SQLITE_LIMIT_TRIGGER_DEPTH: 50,
    apsw.SQLITE_LIMIT_WORKER_THREADS: 0,
}
"""Several times what the longest of our own tables, triggers and questions need (law 12)."""


def limit(connection: apsw.Connection) -> None:
    """Let SQLite refuse what no reference and no question of ours comes near."""
    for kind, most in LIMITS.items():
        connection.limit(kind, most)


_PACKED: Final = (
    "WITH listed (number) AS ({}) "
    "SELECT unhex(group_concat(printf('%08x', number), '')), min(number), max(number) FROM listed"
)
_LARGEST: Final = 2**31 - 1


class ReferenceDatabase(APSWDatabase):  # type: ignore[misc]  # peewee has no types
    """A peewee database over apsw that treats its file as hostile.

    Connections are per thread and never opened silently (`autoconnect=False`): a thread without
    one fails. `trusted_schema` is off and the connection defensive, so nothing in the file's
    schema can call out; foreign keys and recursive triggers are on (law 1).
    """

    def __init__(
        self,
        path: Path | str,
        *,
        read_only: bool = False,
        create: bool = False,
        file_system: str | None = None,
    ) -> None:
        flags = apsw.SQLITE_OPEN_URI
        if create:
            flags |= apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        else:
            flags |= apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE
        self.read_only = read_only
        self._meanwhile = Meanwhile()
        self.log_apart = False
        """Whether connections leave the log as it is at their end: it is not trusted yet."""
        super().__init__(
            str(path),
            autoconnect=False,
            lock_type="IMMEDIATE",
            timeout=BUSY_SECONDS,
            flags=flags,
            vfs=file_system,
        )

    def _add_conn_hooks(self, connection: Any) -> None:
        # Before anything is read: what does not fit the file must not be written into it.
        connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, int(self.log_apart))
        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        connection.config(apsw.SQLITE_DBCONFIG_DQS_DDL, 0)
        connection.config(apsw.SQLITE_DBCONFIG_DQS_DML, 0)
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0)
        limit(connection)
        for pragma in (
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "cell_size_check = ON",
            "synchronous = EXTRA",
            "temp_store = MEMORY",
            f"cache_size = -{CACHE_KILOBYTES}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows that `statement` gives; its values are always bound parameters."""
        cursor = self.execute_sql(statement, parameters)
        return cursor.fetchall()  # type: ignore[no-any-return]

    def column(self, statement: str, parameters: Sequence[Any] = ()) -> array[int]:
        """Return the integers of a one-column answer, in its order, four bytes each (`i`).

        SQLite puts them together itself and hands them over at once: a million rows handed over
        one by one take twice as long, and Python's lock as often. Where one of them needs more
        room, all have eight bytes (`q`).
        """
        ((packed, least, most),) = self.rows(_PACKED.format(statement), parameters)
        found = array("i")
        if packed is None:
            return found
        if least < 0 or most > _LARGEST:
            cursor = self.execute_sql(statement, parameters)
            return array("q", chain.from_iterable(cursor))
        found.frombytes(packed)
        if sys.byteorder == "little":
            found.byteswap()
        return found

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a statement one after the other, as SQLite finds them."""
        yield from self.execute_sql(statement)

    @staticmethod
    def vector(ids: array[int]) -> object:
        """Return `ids` as one parameter, handed over as they lie in memory; there is one at least.

        A query finds them in `carray(?)`, as `value`.
        """
        return apsw.carray(ids)

    def rows_of(
        self, statement: str, ids: array[int], parameters: Sequence[Any] = ()
    ) -> list[tuple[Any, ...]]:
        """Return all rows of a statement about many ids, which stand where it says `{listed}`.

        They are handed over as they lie in memory (SQLite's carray), however many there are; the
        marks of `parameters` come after them.
        """
        listed = "(SELECT value FROM carray(?1))"
        # An empty vector has no memory to hand over.
        if not ids:
            return []
        return self.rows(statement.format(listed=listed), (self.vector(ids), *parameters))

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Break off what this thread asks inside the block once it has worked for `seconds`.

        On a busy machine, or from a slow disk, it may take `PATIENCE` times as long by the clock.

        Raises:
            TooSlowError: it has.
        """
        connection = self.connection()
        worked, deadline = thread_time() + seconds, monotonic() + seconds * PATIENCE
        late = False

        def over() -> bool:
            nonlocal late
            late = late or thread_time() > worked or monotonic() > deadline
            return late

        connection.set_progress_handler(over, STEPS_BETWEEN_LOOKS)
        try:
            yield
        except (peewee.DatabaseError, apsw.InterruptError) as error:
            if not late:
                raise
            raise TooSlowError from error
        finally:
            connection.set_progress_handler(None)

    def run(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Execute a statement that gives no rows."""
        self.execute_sql(statement, parameters)

    def has_moved(self) -> bool:
        """Whether the open file is no longer the one under its name: moved, deleted or replaced.

        SQLite asks this itself, but not in write-ahead mode. Where the system does not tell (on
        Windows, which lets nobody move an open file), the answer is no.
        """
        self._settle()
        moved = ctypes.c_int(0)
        self.connection().file_control("main", apsw.SQLITE_FCNTL_HAS_MOVED, ctypes.addressof(moved))
        return bool(moved.value)

    def write_anew(self) -> None:
        """Write the whole file anew without what was deleted; outside of a transaction.

        Takes as long as copying it, and as much room beside it.
        """
        connection = self.connection()
        # VACUUM attaches the new file; in memory a large one would not fit.
        connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 1)
        self.run("PRAGMA temp_store = FILE")
        try:
            self.run("VACUUM")
        finally:
            self.run("PRAGMA temp_store = MEMORY")
            connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 0)

    def run_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute a statement that gives no rows once for each of `rows`, in order.

        Raises:
            BrokenRuleError: a row breaks a rule.
            apsw.Error: SQLite fails otherwise; peewee is passed by, for speed.
        """
        try:
            self.connection().executemany(statement, rows)
        except apsw.ConstraintError as error:
            raise BrokenRuleError(str(error)) from error

    def insert_rows(
        self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> None:
        """Insert rows, many by one statement; each has all `columns`, in order.

        What a statement costs besides its rows is paid once for many: a point to go back to, and
        the search tables, which write out what they gathered after each.

        Raises:
            BrokenRuleError: a row breaks a rule.
            apsw.Error: SQLite fails otherwise; peewee is passed by, for speed.
        """
        _insert(self.connection(), table, columns, rows)

    def insert_meanwhile(self, gathered: Sequence[Rows]) -> None:
        """Begin to insert rows of several tables, in order, and return at once.

        Whatever this thread asks of the database next waits for the end, also its commit, and
        raises what `insert_rows` would have raised.
        """

        def act(connection: apsw.Connection) -> None:
            for table, columns, rows in gathered:
                _insert(connection, table, columns, rows)

        self._meanwhile.begin(act, self.connection())

    def connection(self) -> Any:
        """Return this thread's connection when nothing is being written on it."""
        self._settle()
        return super().connection()

    def cursor(self, named_cursor: Any = None) -> Any:
        """Return a cursor of this thread's connection when nothing is being written on it."""
        self._settle()
        return super().cursor(named_cursor)

    def rollback(self) -> bool:
        """Take everything back, also what is just being written, whether or not it succeeds."""
        self._meanwhile.wait()
        return bool(super().rollback())

    def _settle(self) -> None:
        error = self._meanwhile.wait()
        if error is not None:
            raise error


Rows: TypeAlias = tuple[str, Sequence[str], Sequence[Sequence[Any]]]
"""A table, its columns, and rows that have all of them, in order."""


def _insert(
    connection: apsw.Connection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> None:
    listed = ", ".join(f'"{column}"' for column in columns)
    one = f"({', '.join('?' * len(columns))})"
    begin = f'INSERT INTO "{table}" ({listed}) VALUES '
    size = MARKS_TOGETHER // len(columns)
    whole = len(rows) // size * size
    try:
        if whole:
            parts = (chain.from_iterable(rows[at : at + size]) for at in range(0, whole, size))
            connection.executemany(begin + ", ".join([one] * size), map(tuple, parts))
        if whole < len(rows):
            connection.executemany(begin + one, rows[whole:])
    except apsw.ConstraintError as error:
        raise BrokenRuleError(str(error)) from error
