"""Knowing whether a file has exactly the tables, indexes and triggers this program makes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache

from models.reference.database import ReferenceDatabase
from models.schema.version import APPLICATION_ID, SCHEMA_DIGEST, SCHEMA_VERSION

SchemaObject = tuple[str, str, str]
"""Type, name and text of one table, index, trigger or view."""

LISTING = (
    "SELECT type, name, tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema "
    "WHERE NOT (type = 'table' AND name = tbl_name AND (name, sql) IN (VALUES "
    "('sqlite_stat1', 'CREATE TABLE sqlite_stat1(tbl,idx,stat)'), "
    "('sqlite_stat4', 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)')))"
)
"""Everything but the statistics ANALYZE keeps, as it makes them.

No other name of SQLite's own is passed over: whoever can write the schema table can give a trigger
such a name.
"""


def digest(objects: Iterable[SchemaObject]) -> str:
    """Return what these objects come to, in whatever order they stand."""
    # As they are written: a file of others may hold anything in their place.
    written = "\n".join(sorted(map(repr, objects)))
    return hashlib.sha256(written.encode("utf-8", "backslashreplace")).hexdigest()


@cache
def expected_objects() -> frozenset[SchemaObject]:
    """Return every schema object of a file of this version."""
    # Only a file that is not ours, or a test, needs the tables themselves.
    from models.schema.creation import create_schema  # noqa: PLC0415

    database = ReferenceDatabase(":memory:", create=True)
    database.connect()
    try:
        with database.atomic():
            create_schema(database)
        return frozenset(database.rows(LISTING))
    finally:
        database.close()


def shape_of(database: ReferenceDatabase) -> str:
    """Return a SHA-256 of type, name and text of every schema object."""
    return digest(database.rows(LISTING))


def foreign_objects(database: ReferenceDatabase) -> str | None:
    """Return what differs from a file of ours, in words; None when nothing does.

    An added trigger, view or virtual table could act on its own, a missing trigger would let laws
    be broken: both are named.
    """
    setting = _foreign_setting(database)
    if setting:
        return setting
    found: list[SchemaObject] = database.rows(LISTING)
    return None if digest(found) == SCHEMA_DIGEST else _difference(frozenset(found))


def _difference(found: frozenset[SchemaObject]) -> str | None:
    expected = expected_objects()
    ours = {name for _, name, _ in expected}
    for type_, name, _ in sorted(found - expected):
        if name in ours:
            return f"its {type_} {name!r} is not the one we made"
        return f"it has a {type_} named {name!r} that does not belong to it"
    for type_, name, _ in sorted(expected - found):
        return f"its {type_} {name!r} is missing"
    return None


def _foreign_setting(database: ReferenceDatabase) -> str | None:
    """Return which mark of the file is not ours as SQLite sees it; None when all are.

    The first page can stand in a log beside the file, where nobody looked before.
    """
    for name, ours, said in (
        ("application_id", APPLICATION_ID, "it is a database of another program"),
        ("user_version", SCHEMA_VERSION, "its version is another one in the log beside it"),
        ("encoding", "UTF-8", "it keeps its text otherwise than we do"),
    ):
        if database.rows(f"PRAGMA {name}") != [(ours,)]:
            return said
    return None
