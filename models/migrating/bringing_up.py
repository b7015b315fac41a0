"""Bringing a file of an older version up to this one: after a full backup, wholly or not at all."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import peewee

from models.backups.backup import Backup
from models.backups.making import back_up_older
from models.checking.inspection import Progress, StoppedError
from models.fields.registry import FIELDS
from models.migrating import numbered
from models.migrating.migration import Migration
from models.reference import journal, problems
from models.reference.database import ReferenceDatabase
from models.reference.header import of_version
from models.reference.reference import ACTOR, Reference, can_write, close_way_forward, now
from models.reference.shape import LISTING, expected_objects, shape_of
from models.schema.triggers import NOT_YET_DERIVED
from models.schema.version import SCHEMA_VERSION

REASON: Final = "before an update of the file"
WITHOUT_STEPS: Final = "Removed for good: earlier states, by an update of the file"
"""Begins as the label of every step before which nothing can be undone (`models.undo`)."""
STEPS_BETWEEN_LOOKS: Final = 100_000

SEARCH: Final = frozenset({"record_search"})

RECORDED: Final = (
    "SELECT DISTINCT table_name, (SELECT json_group_array(key) FROM "
    "(SELECT key FROM json_each(coalesce(after, before)) ORDER BY key)) FROM change"
)
"""Which columns the history knows of each table."""

COLUMNS: Final = (
    'SELECT name, "notnull" AND dflt_value IS NULL AND NOT pk FROM pragma_table_xinfo(?)'
)

Cancelled = Callable[[], bool]


class MigrationError(Exception):
    """A migration does not do what it must: a bug of ours; everything was taken back."""


def bring_up_to_date(
    path: Path,
    *,
    folder: Path | None = None,
    cancelled: Cancelled = lambda: False,
    progress: Progress = lambda *_: None,
) -> Backup | None:
    """Bring the reference at `path` to this program's version and return the backup of before.

    None for a file of this version, which is left as it is. The backup (in its room of `folder`)
    is opened and checked page by page first. Everything else is one transaction, in which nobody
    else may read or write: killed amid it, the file is the old one again when it is next opened.
    What comes out has the tables of a new file, to the letter, and every key in order.

    Raises:
        ProblemError: nothing can be written, no backup can be made, another program has the file
            open, or the file is damaged, a stranger's or newer. Nothing was changed.
        StoppedError: `cancelled` said so; nothing was changed.
    """
    path = Path(path)
    try:
        Reference.open(path).close()
    except problems.OlderVersionError as older:
        if not can_write(path):
            raise problems.not_writable(path, "it may not be changed") from older
    else:
        return None
    database = ReferenceDatabase(path.absolute())
    reference = Reference(path, database)
    try:
        with reference.connected():
            pending = _pending(path, database)
            hold_alone(path, database)
            backup = back_up_older(
                reference,
                reason=f"{REASON} to version {SCHEMA_VERSION}",
                folder=folder,
                cancelled=cancelled,
                progress=progress,
            )
            progress(0, 0, "updating")
            migrate(reference, pending, cancelled)
    except peewee.DatabaseError as error:
        if cancelled():
            raise StoppedError from error
        raise
    finally:
        if not database.is_closed():
            database.close()
    Reference.open(path, read_only=True).close()
    progress(1, 1, "done")
    return backup


def _pending(path: Path, database: ReferenceDatabase) -> Sequence[Migration]:
    """Return what is to be done, after making sure that the file is one of ours of its version."""
    ((version,),) = database.rows("PRAGMA user_version")
    problem = of_version(path, version)
    if problem is not None and not isinstance(problem, problems.OlderVersionError):
        raise problem
    pending = [migration for migration in numbered.MIGRATIONS if migration.before >= version]
    if [migration.before for migration in pending] != list(range(version, SCHEMA_VERSION)):
        message = f"A migration is missing between versions {version} and {SCHEMA_VERSION}."
        raise MigrationError(message)
    if shape_of(database) != pending[0].shape:
        raise problems.tampered(path, f"its tables are not those of version {version}")
    return pending


def hold_alone(path: Path, database: ReferenceDatabase) -> None:
    """Let nobody else read or write until the connection is closed."""
    if not journal.write_in_one_piece(database):
        raise problems.locked(path)
    database.rows("PRAGMA locking_mode = EXCLUSIVE")
    database.run("BEGIN EXCLUSIVE")
    database.run("COMMIT")


def migrate(
    reference: Reference,
    pending: Sequence[Migration],
    cancelled: Cancelled = lambda: False,
) -> None:
    """Do what is pending in one transaction, and demand a file as new ones are.

    Raises:
        MigrationError: it is not; everything was taken back.
        StoppedError: `cancelled` said so.
    """
    database = reference.database
    # Tables are made anew under their keys; all keys are looked at in the end.
    database.run("PRAGMA foreign_keys = OFF")
    database.connection().set_progress_handler(cancelled, STEPS_BETWEEN_LOOKS)
    with reference.transaction("Update of the file"):
        _clear_the_way(database)
        for migration in pending:
            migration.change(database)
            database.run(
                "INSERT INTO meta (key, value) VALUES (?, ?)",
                (f"version {migration.before + 1} since", now()),
            )
        _make_missing(database)
        if not all(migration.keeps_steps for migration in pending):
            _let_steps_go(database)
        _bring_fields(database)
        database.run(f"PRAGMA user_version = {SCHEMA_VERSION}")
        _make_sure(reference.path, database)
        database.connection().set_progress_handler(None)
        if cancelled():
            raise StoppedError


def _clear_the_way(database: ReferenceDatabase) -> None:
    """Drop the triggers, and those indexes and search tables that are others from now on."""
    expected = expected_objects()
    for kind, name, said in database.rows(LISTING):
        ours = kind == "trigger" or (kind == "index" and _statement(said)) or name in SEARCH
        if ours and (kind == "trigger" or (kind, name, said) not in expected):
            database.run(f'DROP {kind} "{name}"')


def _make_missing(database: ReferenceDatabase) -> None:
    """Make the search tables, indexes and triggers that a new file has and this one has not."""
    present = {name for _, name, _ in database.rows(LISTING)}
    missing = [one for one in expected_objects() if one[1] not in present and _statement(one[2])]
    for kind in ("table", "index", "trigger"):
        for its_kind, name, said in sorted(missing):
            if its_kind == kind and (kind != "table" or name in SEARCH):
                database.run(_statement(said))
                if name in SEARCH:
                    database.run(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")


def _statement(said: str) -> str:
    """Return the SQL of a schema object as `LISTING` gives it, behind the name of its table."""
    return said.partition(": ")[2]


def _let_steps_go(database: ReferenceDatabase) -> None:
    """Forget what recorded steps were before, and say so in a step nothing goes behind."""
    database.run("DELETE FROM change")
    close_way_forward(database)
    database.run(
        "INSERT INTO step (uid, label, actor, made) VALUES (?, ?, ?, ?)",
        (str(uuid.uuid4()), WITHOUT_STEPS, ACTOR, now()),
    )


def _bring_fields(database: ReferenceDatabase) -> None:
    """Let the file's list of fields say what the registry says; numbers stay as they are."""
    known = {(kind, name) for kind, name in database.rows("SELECT kind, name FROM field")}
    for field in FIELDS:
        said = (field.label, field.type.value, int(field.several), int(field.citable))
        if (field.kind, field.name) in known:
            database.run(
                "UPDATE field SET label = ?, type = ?, several = ?, citable = ? "
                "WHERE kind = ? AND name = ?",
                (*said, field.kind, field.name),
            )
        else:
            database.run(
                "INSERT INTO field (label, type, several, citable, kind, name) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (*said, field.kind, field.name),
            )


def _make_sure(path: Path, database: ReferenceDatabase) -> None:
    """Compare the outcome with a new file, and everything in it with the keys and the history.

    Raises:
        MigrationError: it differs.
        DamagedError: a row names another that is not there; it did before.
    """
    different = frozenset(database.rows(LISTING)) ^ expected_objects()
    if different:
        raise MigrationError(f"Not as in a new file: {sorted(name for _, name, _ in different)}")
    for table, row, parent, _ in database.rows("SELECT * FROM pragma_foreign_key_check LIMIT 1"):
        raise problems.damaged(path, f"row {row} of {table} names a row of {parent} that is gone")
    for table, columns in database.rows(RECORDED):
        told = dict(database.rows(COLUMNS, (table,)))
        given = set(json.loads(columns))
        needed = {name for name, necessary in told.items() if necessary}
        if not given <= told.keys() or needed - given - NOT_YET_DERIVED.keys():
            raise MigrationError(f"Recorded rows of {table} fit it no more: {sorted(given)}")
