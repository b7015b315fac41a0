"""Knowing whether a file has exactly the tables, indexes and triggers this program makes."""

from __future__ import annotations

from functools import cache

from models.reference.database import ReferenceDatabase
from models.schema.creation import create_schema

LISTING = (
    "SELECT type, name, tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema "
    "WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4') "
    "AND sql LIKE 'CREATE TABLE sqlite!_stat_(tbl,idx,%' ESCAPE '!')"
)
"""Everything but the statistics ANALYZE keeps.

No other name of SQLite's own is passed over: whoever can write the schema table can give a trigger
such a name.
"""


@cache
def expected_objects() -> frozenset[tuple[str, str, str]]:
    """Return type, name and text of every schema object of a file of this version."""
    database = ReferenceDatabase(":memory:", create=True)
    database.connect()
    try:
        with database.atomic():
            create_schema(database)
        return frozenset(database.rows(LISTING))
    finally:
        database.close()


def foreign_objects(database: ReferenceDatabase) -> str | None:
    """Return what differs from a file of ours, in words; None when nothing does.

    An added trigger, view or virtual table could act on its own, a missing trigger would let laws
    be broken: both are named.
    """
    found = frozenset(database.rows(LISTING))
    expected = expected_objects()
    ours = {name for _, name, _ in expected}
    for type_, name, _ in sorted(found - expected):
        if name in ours:
            return f"its {type_} {name!r} is not the one we made"
        return f"it has a {type_} named {name!r} that does not belong to it"
    for type_, name, _ in sorted(expected - found):
        return f"its {type_} {name!r} is missing"
    return None
