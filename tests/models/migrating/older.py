"""A made-up version 0, so that migrations are proved before there is a real one.

Its tags keep their words in another column and have a colour, its saved views have no columns,
one index and the last field are missing, and its search table was made otherwise.
"""

from __future__ import annotations

from pathlib import Path

import apsw

from models.fields.registry import FIELDS
from models.migrating.migration import Migration, rebuild
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference
from models.reference.shape import expected_objects, shape_of

NOW = {
    name: said.partition(": ")[2]
    for kind, name, said in expected_objects()
    if name in {"tag", "saved_view", "record_search"} and kind == "table"
}
"""How version 1 makes the tables that were others in version 0."""

RENAMED = (
    "UPDATE change SET before = json_remove(json_set(before, '$.{new}', before ->> '$.{old}'), "
    "'$.{old}') WHERE table_name = 'tag' AND before IS NOT NULL",
    "UPDATE change SET after = json_remove(json_set(after, '$.{new}', after ->> '$.{old}'), "
    "'$.{old}') WHERE table_name = 'tag' AND after IS NOT NULL",
)


def make_older(path: Path) -> str:
    """Make the closed reference at `path` one of version 0; return its shape."""
    with Reference.open(path) as reference:
        database = reference.database
        database.run("PRAGMA foreign_keys = OFF")
        with database.atomic():
            for (name,) in database.rows(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('tag', "
                "'saved_view', 'search_document') OR name IN ('record_search', 'record_by_kind')"
            ):
                kind = {"record_search": "TABLE", "record_by_kind": "INDEX"}.get(name, "TRIGGER")
                database.run(f"DROP {kind} {name}")
            words = (
                NOW["tag"]
                .replace('"text" TEXT', '"words" TEXT')
                .replace(") STRICT", ', "colour" TEXT NOT NULL) STRICT')
            )
            rebuild(
                database, "tag", words,
                {"id": "id", "uid": "uid", "words": "text", "colour": "'blue'"},
            )  # fmt: skip
            start = NOW["saved_view"].index(', "columns"')
            rebuild(
                database, "saved_view", f"{NOW['saved_view'][:start]}) STRICT",
                {"id": "id", "uid": "uid", "name": "name", "query": "query"},
            )  # fmt: skip
            database.run(NOW["record_search"].replace("prefix='1 2 3'", "prefix='1 2'"))
            database.run("INSERT INTO record_search (record_search) VALUES ('rebuild')")
            for statement in RENAMED:
                database.run(statement.format(old="text", new="words"))
            database.run(
                "UPDATE change SET before = json_remove(before, '$.columns') "
                "WHERE table_name = 'saved_view'"
            )
            last = FIELDS[-1]
            database.run(
                "DELETE FROM field WHERE kind = ? AND name = ? AND id NOT IN "
                "(SELECT field_id FROM claim WHERE field_id IS NOT NULL)",
                (last.kind, last.name),
            )
            database.run("PRAGMA user_version = 0")
        return shape_of(database)


def tags_and_views(database: ReferenceDatabase) -> None:
    """Bring the tables of version 0 to those of version 1."""
    rebuild(database, "tag", NOW["tag"], {"id": "id", "uid": "uid", "text": "words"})
    rebuild(
        database, "saved_view", NOW["saved_view"],
        {"id": "id", "uid": "uid", "name": "name", "query": "query", "columns": "NULL"},
    )  # fmt: skip


def with_history(database: ReferenceDatabase) -> None:
    """Bring the tables up, and what was recorded of them."""
    tags_and_views(database)
    for statement in RENAMED:
        database.run(statement.format(old="words", new="text"))
    for side in ("before", "after"):
        database.run(
            f"UPDATE change SET {side} = json_remove({side}, '$.colour') WHERE table_name = 'tag' "
            f"AND {side} IS NOT NULL"
        )


def keeping_steps(shape: str) -> Migration:
    """Return the migration after which every old step can still be undone."""
    return Migration(0, shape, with_history, keeps_steps=True)


def letting_steps_go(shape: str) -> Migration:
    """Return the migration that leaves recorded rows as they were: they fit no more, and go."""
    return Migration(0, shape, tags_and_views, keeps_steps=False)


def version_of(path: Path) -> int:
    """Return the number a file says, as SQLite sees it."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return int(next(connection.execute("PRAGMA user_version"))[0])
    finally:
        connection.close()
