"""One open reference: the file, its connections, and what may be done with it."""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw
import peewee

from models.reference import journal, problems
from models.reference.companions import check_beside
from models.reference.database import ReferenceDatabase
from models.reference.faults import MISREADINGS, fault_of
from models.reference.header import check_header, is_write_ahead, of_version
from models.reference.journal import nearly_full
from models.reference.shape import foreign_objects
from models.schema.version import APPLICATION_ID, SCHEMA_VERSION

ACTOR = "editor"

CLOSED = " closed"
"""Behind the moment a step was undone: something else was made since, it is not redone."""

OPENING_MILLISECONDS = 300
"""How long opening, and reading where a window waits for it, waits for another program's lock."""


def now() -> str:
    """Return the present moment as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def close_way_forward(database: ReferenceDatabase) -> None:
    """Let what was undone stay so: something else is made instead, and it cannot be redone."""
    database.run(
        f"UPDATE step SET undone = undone || '{CLOSED}' "
        f"WHERE undone IS NOT NULL AND undone NOT LIKE '%{CLOSED}'"
    )


class Reference:
    """An open `.attache` file.

    Made by `Reference.open` or `Reference.create` and handed down; it is a context manager.
    Looking changes nothing on the disk: the file is whole in one file whenever nobody is writing
    (law 11; see `models.reference.journal` for when somebody is). Several references can be open
    at once. Each thread connects for itself with `connected()`.
    """

    def __init__(self, path: Path, database: ReferenceDatabase) -> None:
        self.path = path
        self.database = database

    @property
    def read_only(self) -> bool:
        """Whether the file can only be read."""
        return bool(self.database.read_only)

    @classmethod
    def create(cls, path: Path, *, title: str) -> Self:
        """Make a new empty reference at `path` and open it.

        Raises:
            ExistsError: something is there already; it is left alone.
            NotWritableError: the folder does not exist or cannot be written.
        """
        from models.reference.versions import versions  # noqa: PLC0415 - not needed to open one
        from models.schema.creation import create_schema  # noqa: PLC0415
        from models.schema.plumbing import FileFact  # noqa: PLC0415

        try:
            str(path.absolute()).encode()
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
        except FileExistsError as error:
            raise problems.exists(path) from error
        except UnicodeEncodeError as error:
            raise problems.not_writable(path, "its name is not in UTF-8") from error
        except OSError as error:
            raise problems.not_writable(path, error.strerror or str(error)) from error
        os.close(descriptor)
        database = ReferenceDatabase(path.absolute(), create=True)
        try:
            database.connect()
            database.run(f"PRAGMA application_id = {APPLICATION_ID}")
            with database.atomic():
                create_schema(database)
                FileFact.insert_many(
                    [
                        {"key": "title", "value": title},
                        {"key": "uid", "value": str(uuid.uuid4())},
                        {"key": "created", "value": now()},
                        *({"key": key, "value": value} for key, value in versions().items()),
                    ]
                ).execute(database)
                database.run(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except (peewee.DatabaseError, apsw.Error) as error:
            if not database.is_closed():
                database.close()
            path.unlink(missing_ok=True)
            raise problems.not_writable(path, str(error)) from error
        database.close()
        # Another one, which would not make the file anew should it vanish.
        database = ReferenceDatabase(path.absolute())
        database.connect()
        return cls(path, database)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open the reference at `path`, after making sure that it is one and is untouched.

        A file or folder that cannot be written is opened read-only. Nothing on disk is changed,
        except that SQLite finishes or takes back what a crash left half done.

        Raises:
            ProblemError: one of the kinds in `models.reference.problems`.
        """
        path = Path(path)
        check_header(path)
        check_beside(path)
        writable = can_write(path)
        read_only = read_only or not writable
        # Absolute, because SQLite would read a name that begins with "file:" as an address.
        name: Path | str = path.absolute()
        logged = journal.left_over(path)
        interrupted = is_write_ahead(path)
        if interrupted and not writable and logged:
            raise problems.unfinished(path)
        if logged and not interrupted and writable:
            journal.set_aside(path)
            logged = False
        elif (interrupted or logged) and not writable:
            name = f"{path.absolute().as_uri()}?immutable=1"
        database = ReferenceDatabase(name, read_only=read_only)
        database.log_apart = logged
        try:
            database.connect()
            # A window waits for this thread: it says that the file is locked instead of freezing.
            database.connection().setbusytimeout(OPENING_MILLISECONDS)
            _check_version(path, database)
            extra = foreign_objects(database)
            if interrupted and not read_only and not extra:
                fault = fault_of(database) if logged else None
                if fault is not None:
                    raise problems.damaged(path, fault)
                journal.trust_log(database)
                # A window that was ended by force left it so; one that is open keeps it so.
                journal.write_in_one_piece(database)
        except (peewee.DatabaseError, apsw.Error, UnicodeDecodeError) as error:
            _close(database)
            problem = _translated(path, error)
            raise problems.unfitting(problem) if logged else problem from error
        except problems.ProblemError as problem:
            _close(database)
            raise problems.unfitting(problem) if logged else problem from problem
        if extra:
            _close(database)
            raise problems.tampered(path, extra)
        return cls(path, database)

    @contextmanager
    def connected(self) -> Iterator[ReferenceDatabase]:
        """Give this thread a connection for the length of the block; nested blocks share it.

        A broken law, a query that was broken off and a mistake in our own SQL are no problems of
        the file and pass through as they are.

        Raises:
            ProblemError: the file vanished, is locked or damaged.
        """
        try:
            opened = self.database.connect(reuse_if_open=True)
        except (peewee.DatabaseError, apsw.Error) as error:
            raise _translated(self.path, error) from error
        try:
            yield self.database
        except (peewee.DatabaseError, apsw.Error, UnicodeDecodeError) as error:
            if not _is_problem(error):
                raise
            raise self._behind(error) from error
        except MISREADINGS as error:
            # A value of a type that its column forbids, or a missing row, would look like a bug.
            fault = None if self.database.in_transaction() else fault_of(self.database)
            if fault is None:
                raise
            raise problems.damaged(self.path, fault) from error
        finally:
            if opened:
                self.database.close()

    def _behind(self, error: Exception) -> problems.ProblemError:
        """Return the problem behind an error while the file is open."""
        problem = _translated(self.path, error)
        if isinstance(problem, problems.NotWritableError) and not self.database.is_closed():
            # With a rollback journal SQLite notices by itself, and calls the file read-only.
            return problems.moved(self.path) if self.database.has_moved() else problem
        return problem

    def stay_connected(self) -> None:
        """Give this thread a connection until it calls `close`: a window reads at once.

        It waits for another program's lock no longer than `OPENING_MILLISECONDS`.

        Raises:
            ProblemError: the file vanished or cannot be read any more.
        """
        try:
            self.database.connect(reuse_if_open=True)
            self.database.connection().setbusytimeout(OPENING_MILLISECONDS)
        except (peewee.DatabaseError, apsw.Error) as error:
            raise _translated(self.path, error) from error

    def interrupter(self) -> Callable[[], None]:
        """Return a function that any thread may call to break off what this thread is asking.

        The broken-off query fails in this thread; the connection stays good.
        """
        interrupt: Callable[[], None] = self.database.connection().interrupt
        return interrupt

    @contextmanager
    def step(self, *, label: str, bulk: bool = False, many_quotes: bool = False) -> Iterator[int]:
        """Make one labelled edit in one transaction, and yield the id of its step.

        The change triggers record it row by row, except in a `bulk` step, whose rows carry the
        step's id as `batch_id` instead. Of `many_quotes` it is asked at the end, together, whether
        they are the text of their snapshots. An error takes everything back.

        Raises:
            NotWritableError: the reference is open read-only.
            RuntimeError: this thread is inside a transaction already; a step inside a step would
                leave the rest of the outer one unrecorded.
        """
        from models.schema.plumbing import Recording  # noqa: PLC0415 - not needed to open one
        from models.schema.records import Step  # noqa: PLC0415

        with self.transaction(label, many_quotes=many_quotes) as database:
            close_way_forward(database)
            step = int(
                Step.insert(uid=str(uuid.uuid4()), label=label, actor=ACTOR, made=now()).execute(
                    database
                )
            )
            if not bulk:
                Recording.update(step=step).execute(database)
            yield step
            Recording.update(step=None).execute(database)

    def begin_editing(self) -> bool:
        """Let everybody else read on while this thread edits; False where they have to wait.

        `fold_back` after the edits, and `close` in the end, leave one whole file.
        """
        return journal.write_beside_readers(self.database, self.path)

    def fold_back(self) -> bool:
        """Bring all edits into the one file; False while somebody still reads the older state."""
        return journal.fold_back(self.database)

    @contextmanager
    def transaction(self, label: str, *, many_quotes: bool = False) -> Iterator[ReferenceDatabase]:
        """Write without a step of its own: for undo, which takes back and makes again.

        `many_quotes` are looked at together (`models.schema.quotes_together`).

        Raises:
            NotWritableError: the reference is open read-only.
            RuntimeError: this thread is inside a transaction already.
        """
        if self.read_only:
            raise problems.not_writable(self.path, "it is open read-only")
        if self.database.in_transaction():
            message = f"The step {label!r} would lie inside another transaction."
            raise RuntimeError(message)
        from models.schema.quotes_together import quotes_together  # noqa: PLC0415 - not to open one

        with (
            self.connected() as database,
            database.atomic(),
            quotes_together(database) if many_quotes else nullcontext(),
        ):
            yield database
            if database.has_moved():
                # In write-ahead mode SQLite would acknowledge an edit of a file that is no more.
                raise problems.moved(self.path)

    def facts(self) -> dict[str, str]:
        """Return what the file says of itself: title, uid, created and the like."""
        with self.connected() as database:
            return dict(database.rows("SELECT key, value FROM meta"))

    def close(self) -> None:
        """Close this thread's connection; other threads close theirs when their block ends.

        Whoever closes last leaves one file that opens on read-only media.
        """
        try:
            if not self.read_only and not self.database.is_closed():
                journal.leave(self.database)
        finally:
            _close(self.database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _close(database: ReferenceDatabase) -> None:
    if not database.is_closed():
        database.close()


def _check_version(path: Path, database: ReferenceDatabase) -> None:
    """Ask again by SQLite: the number can stand in a journal that was just taken back."""
    ((version,),) = database.rows("PRAGMA user_version")
    problem = of_version(path, version)
    if isinstance(problem, problems.OlderVersionError):
        raise problem


def can_write(path: Path) -> bool:
    """Whether the file and its folder may be written, as far as the system tells.

    One with a second name (a hard link) is not: each name would have a journal of its own, and a
    copy that shares its bytes would be changed along.
    """
    if path.stat().st_nlink > 1:
        return False
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


BROKEN_INDEX = ("vtable constructor failed", "invalid fts5 file format", "malformed")
"""What SQLite says of broken search tables with the code it has for wrong SQL."""


def _is_problem(error: Exception) -> bool:
    """Whether an error inside `connected()` lies with the file and not with us."""
    if isinstance(error, peewee.IntegrityError):
        return False
    cause = error.__cause__ or error.__context__ or error
    if isinstance(cause, apsw.InterruptError):
        return False
    if isinstance(cause, apsw.SQLError):
        return any(words in str(cause) for words in BROKEN_INDEX)
    return True


def _of_drive(path: Path, error: apsw.Error) -> problems.ProblemError:
    """Return the problem behind an input or output error, which is not yet damage of the file."""
    if not path.exists():
        return problems.missing(path)
    if nearly_full(path):
        # In write-ahead mode even reading needs a little room, for the index of the log.
        return problems.not_writable(path, "the disk is full")
    if isinstance(error, apsw.CantOpenError) and not os.access(path.parent, os.W_OK):
        return problems.not_writable(path, "the folder can only be read")
    # No journal can begin where the system made a drive read-only because it fails.
    return problems.drive_fails(path, str(error))


def _translated(path: Path, error: Exception) -> problems.ProblemError:
    """Return the problem behind an error of SQLite, by the class apsw gave it."""
    cause = error.__cause__ or error.__context__ or error
    name = type(cause).__name__
    if name in {"BusyError", "LockedError"}:
        return problems.locked(path)
    if name == "NotADBError":
        return problems.not_a_reference(path, "it is no SQLite database")
    if name in {"CorruptError", "FormatError", "TooBigError", "MismatchError"}:
        return problems.damaged(path, str(cause))
    if isinstance(cause, apsw.IOError | apsw.CantOpenError):
        return _of_drive(path, cause)
    if name == "FullError":
        return problems.not_writable(path, "the disk is full")
    if name in {"ReadOnlyError", "PermissionsError"}:
        return problems.not_writable(path, str(cause))
    if not path.exists():
        return problems.missing(path)
    if isinstance(cause, OSError) and cause.errno == errno.ENOENT:
        return problems.missing(path)
    return problems.damaged(path, str(cause))
