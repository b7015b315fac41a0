"""Applying the recorded changes of a step backwards, or forwards again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from models.reference.database import ReferenceDatabase
from models.schema.triggers import LOGGED_TABLES, NOT_YET_DERIVED, key_columns, table_name

KEYS: Final = {table_name(table): key_columns(table) for table in LOGGED_TABLES}
BLOBS: Final = {
    table_name(table): frozenset(
        str(field.column_name) for field in table._meta.sorted_fields if field.field_type == "BLOB"
    )
    for table in LOGGED_TABLES
}
FOLLOWING: Final = {
    "tenure": frozenset({"official_id"}),
    "participation": frozenset({"event_id", "event_kind"}),
    "name": frozenset({"bearer_id"}),
}
"""Columns that the file itself keeps with the owner of their record."""


class LostRowError(Exception):
    """The history speaks of a row that is not there: the file was changed behind its back."""


def backwards(
    database: ReferenceDatabase, step: int, *, without: frozenset[str] = frozenset()
) -> None:
    """Take back everything `step` recorded, the last change first; columns `without` stay.

    Every state in between was one before, so that keys hold all along, but for what was recorded
    in an import: the caller defers them there.

    The caller holds the transaction and brings up to date what follows.
    """
    for table, key, operation, before, after in _changes(database, step, "DESC"):
        if operation == "insert":
            _delete(database, table, key)
        elif operation == "delete":
            _insert(database, table, json.loads(before))
        else:
            _update(database, table, key, json.loads(after), json.loads(before), without)


def forwards(database: ReferenceDatabase, step: int) -> None:
    """Make again everything `step` recorded, in its order, with the same ids, uids and bytes."""
    for table, key, operation, before, after in _changes(database, step, "ASC"):
        if operation == "insert":
            _insert(database, table, json.loads(after))
        elif operation == "delete":
            _delete(database, table, key)
        else:
            _update(database, table, key, json.loads(before), json.loads(after))


def _changes(database: ReferenceDatabase, step: int, order: str) -> Iterator[tuple[Any, ...]]:
    """Yield the changes one by one: those of many captured files do not fit into memory."""
    for number in database.column(
        f"SELECT id FROM change WHERE step_id = ? ORDER BY id {order}", (step,)
    ):
        yield database.rows(
            "SELECT table_name, row_key, operation, before, after FROM change WHERE id = ?",
            (number,),
        )[0]


def _where(table: str) -> str:
    return " AND ".join(f'"{column}" = ?' for column in KEYS[table])


def _delete(database: ReferenceDatabase, table: str, key: str) -> None:
    """Delete a row; one that went along with another is gone already."""
    database.run(f'DELETE FROM "{table}" WHERE {_where(table)}', json.loads(key))


def _insert(database: ReferenceDatabase, table: str, recorded: dict[str, Any]) -> None:
    row = NOT_YET_DERIVED | recorded if table == "record" else recorded
    names = ", ".join(f'"{column}"' for column in row)
    marks = ", ".join("?" * len(row))
    cells = [
        _cell(table, column, cell) if column in recorded else cell for column, cell in row.items()
    ]
    database.run(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', cells)


def _update(
    database: ReferenceDatabase,
    table: str,
    key: str,
    present: dict[str, Any],
    wanted: dict[str, Any],
    without: frozenset[str] = frozenset(),
) -> None:
    kept = without | FOLLOWING.get(table, frozenset())
    changed = {
        column: cell
        for column, cell in wanted.items()
        if present[column] != cell and column not in kept
    }
    if not changed:
        return
    assigned = ", ".join(f'"{column}" = ?' for column in changed)
    cells = [_cell(table, column, cell) for column, cell in changed.items()]
    database.run(
        f'UPDATE "{table}" SET {assigned} WHERE {_where(table)}', (*cells, *json.loads(key))
    )
    if not database.rows("SELECT changes()")[0][0]:
        message = f"The row {key} of {table} is not there."
        raise LostRowError(message)


def _cell(table: str, column: str, cell: Any) -> Any:
    return bytes.fromhex(cell) if column in BLOBS[table] and cell is not None else cell
