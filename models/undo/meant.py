"""Which record a step is about, of all that it touched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import KINDS
from models.summaries.following import HOLDERS, OWNER_COLUMNS

SILENT: Final = frozenset({"modified"})
"""Columns that every edit touches."""

CHANGED, GIVEN, MADE = range(3)


def meant_first(database: ReferenceDatabase, step: int, records: Iterable[int]) -> list[int]:
    """Return the records that `step` touched, the one a person would expect to see first.

    Before all others come those of which something was changed or taken away. Then those that
    were there and were given something more (a post made on the way to say in which capacity
    somebody spoke), and last what was made itself (a new place for a meeting's Where).
    """
    ranks: dict[int, int] = {}
    made: set[int] = set()
    for table, operation, before, after in database.rows(
        "SELECT table_name, operation, before, after FROM change WHERE step_id = ? "
        "AND table_name NOT IN ('snapshot', 'original') ORDER BY id",
        (step,),
    ):
        row = json.loads(after if after is not None else before)
        if operation == "update" and not _differs(row, json.loads(before)):
            continue
        if operation == "insert" and table == "record":
            made.add(row["id"])
        rank = GIVEN if operation == "insert" else CHANGED
        for record in records_of(table, row):
            ranks[record] = min(rank, ranks.get(record, MADE))
    for record in made:
        ranks[record] = MADE
    return sorted(records, key=lambda record: ranks.get(record, MADE))


def _differs(row: dict[str, Any], before: dict[str, Any]) -> bool:
    return any(row[column] != before.get(column) for column in row.keys() - SILENT)


def records_of(table: str, row: dict[str, Any]) -> Sequence[int]:
    """Return the record a row belongs to, and the record that one is inside of."""
    if table == "record":
        return [one for one in (row["id"], row["owner_id"]) if one is not None]
    if table in KINDS:
        owner = OWNER_COLUMNS.get(table)
        return [row["record_id"]] if owner is None else [row["record_id"], row[owner]]
    return [row[HOLDERS[table]]] if table in HOLDERS else []
