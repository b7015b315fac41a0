"""Moving everything that names one record to another, with a log by which it moves back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from models.fields.registry import FIELDS, FieldType
from models.reference.database import ReferenceDatabase
from models.schema.lists import LISTED_TABLES
from models.schema.plumbing import Tagging
from models.schema.triggers import column_names, table_name

BOTH: Final = "(both)"
"""In the log in place of a column: the row stood for both, and one of the two was taken out."""
ADDED: Final = "(added)"
"""In the log in place of a column: the row was made by the merge."""

CELLS: Final[tuple[tuple[str, str, str | None], ...]] = (
    *(
        (field.kind, field.column, field.kind_column)
        for field in FIELDS
        if field.type is FieldType.RECORD
        and not field.several
        and (field.kind, field.name) != ("tenure", "official")
    ),
    ("claim", "record_id", None),
    ("claim", "value_record_id", None),
    ("attribution", "party_id", None),
    ("premise", "source_id", None),
    ("identifier", "record_id", None),
    ("record", "owner_id", None),
)
"""Cells that name a record: table, column, and the column that holds its kind beside it.

A merge is between records of one kind, so the kind stays. What belongs to an owner (tenures,
participations, names) is moved by `record.owner_id`, which its own row follows.
"""

KEYED: Final[tuple[tuple[str, str], ...]] = (
    ("addressee", "party_id"),
    ("accuser", "party_id"),
    ("meeting_agreement", "agreement_id"),
    ("meeting_agreement", "meeting_id"),
    ("addressee", "statement_id"),
    ("accuser", "relation_id"),
    ("tagging", "record_id"),
)
"""Cells that are part of their row's key: the row is made anew."""

NUMBERED: Final[tuple[tuple[str, str], ...]] = (
    ("topic", "event_id"),
    ("agenda_item", "meeting_id"),
    ("reason", "relation_id"),
)
"""Lists in order: what is not there yet is put at the end."""

KEYS: Final = {
    "claim": ("id",),
    "attribution": ("claim_id", "position"),
    "premise": ("claim_id", "position"),
    "identifier": ("scheme", "value"),
    "record": ("id",),
    "addressee": ("statement_id", "party_id"),
    "accuser": ("relation_id", "party_id"),
    "meeting_agreement": ("meeting_id", "agreement_id", "connection"),
    "tagging": ("tag_id", "record_id"),
    "topic": ("event_id", "position"),
    "agenda_item": ("meeting_id", "position"),
    "reason": ("relation_id", "position"),
}


COLUMNS: Final = {table_name(table): column_names(table) for table in (*LISTED_TABLES, Tagging)}


def keys_of(table: str) -> tuple[str, ...]:
    """Return the columns of the key of a table that names records."""
    return KEYS.get(table, ("record_id",))


@dataclass(frozen=True, slots=True)
class Mover:
    """Moves rows from `gone` to `kept` and logs each under `step`."""

    database: ReferenceDatabase
    step: int
    gone: int
    kept: int

    def move_all(self) -> None:
        """Move everything that names the one that goes."""
        for table, column, _ in CELLS:
            self._move_cells(table, column)
        for table, column in KEYED:
            self._move_keyed(table, column)
        for table, column in NUMBERED:
            self._move_numbered(table, column)

    def log(self, table: str, column: str, key: tuple[Any, ...]) -> None:
        """Note that a row was moved; a row can be moved by one merge once."""
        self.database.run(
            "INSERT INTO merge_move (step_id, table_name, column_name, row_key, from_record_id, "
            "to_record_id) VALUES (?, ?, ?, ?, ?, ?)",
            (self.step, table, column, json.dumps(list(key)), self.gone, self.kept),
        )

    def _rows(self, table: str, column: str) -> list[tuple[Any, ...]]:
        keys = ", ".join(f'"{key}"' for key in keys_of(table))
        return self.database.rows(
            f'SELECT {keys} FROM "{table}" WHERE "{column}" = ? ORDER BY {keys}', (self.gone,)
        )

    def _move_cells(self, table: str, column: str) -> None:
        for key in self._rows(table, column):
            where = " AND ".join(f'"{name}" = ?' for name in keys_of(table))
            self.database.run(
                f'UPDATE "{table}" SET "{column}" = ? WHERE {where}', (self.kept, *key)
            )
            self.log(table, column, key)

    def _move_keyed(self, table: str, column: str) -> None:
        names = COLUMNS[table]
        listed = ", ".join(f'"{name}"' for name in names)
        for key in self._rows(table, column):
            where = " AND ".join(f'"{name}" = ?' for name in keys_of(table))
            row = dict(
                zip(
                    names,
                    self.database.rows(f'SELECT {listed} FROM "{table}" WHERE {where}', key)[0],
                    strict=True,
                )
            )
            self.database.run(f'DELETE FROM "{table}" WHERE {where}', key)
            moved = row | {column: self.kept}
            there = self.database.rows(
                f'SELECT 1 FROM "{table}" WHERE {where}', [moved[name] for name in keys_of(table)]
            )
            if there:
                self.log(table, BOTH, key)
                continue
            marks = ", ".join("?" * len(names))
            self.database.run(
                f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', list(moved.values())
            )
            self.log(table, column, key)

    def _move_numbered(self, table: str, column: str) -> None:
        names = [name for name in COLUMNS[table] if name not in (column, "position")]
        listed = ", ".join(f'"{name}"' for name in names)
        theirs = self.database.rows(
            f'SELECT text, {listed} FROM "{table}" WHERE "{column}" = ? ORDER BY position',
            (self.gone,),
        )
        for text, *rest in theirs:
            if self.database.rows(
                f'SELECT 1 FROM "{table}" WHERE "{column}" = ? AND text = ?', (self.kept, text)
            ):
                continue
            marks = ", ".join("?" * len(names))
            self.database.run(
                f'INSERT INTO "{table}" ("{column}", position, {listed}) VALUES (?, '
                f'(SELECT coalesce(max(position) + 1, 0) FROM "{table}" WHERE "{column}" = ?), '
                f"{marks})",
                (self.kept, self.kept, *rest),
            )
            self.log(table, ADDED, (self.kept, text))


def move_back(
    database: ReferenceDatabase, step: int, gone: int, kept: int
) -> list[tuple[str, tuple[Any, ...]]]:
    """Move back what a merge moved and nobody has moved on since.

    Returns the rows the merge had added, as table and key: they are the caller's.
    """
    added: list[tuple[str, tuple[Any, ...]]] = []
    for table, column, text in database.rows(
        "SELECT table_name, column_name, row_key FROM merge_move WHERE step_id = ? "
        "AND from_record_id = ? AND to_record_id = ? ORDER BY rowid DESC",
        (step, gone, kept),
    ):
        key = tuple(json.loads(text))
        if column.startswith(("value ", "(merged)")):
            continue
        if column == ADDED:
            added.append((table, key))
        elif column == BOTH or (table, column) in KEYED:
            _make_anew(database, table, column, key, kept)
        else:
            where = " AND ".join(f'"{name}" = ?' for name in keys_of(table))
            database.run(
                f'UPDATE "{table}" SET "{column}" = ? WHERE {where} AND "{column}" = ?',
                (gone, *key, kept),
            )
    return added


def _make_anew(
    database: ReferenceDatabase, table: str, column: str, key: tuple[Any, ...], kept: int
) -> None:
    """Let a row stand again under its old key; the one that took its place goes if it was moved."""
    names = COLUMNS[table]
    listed = ", ".join(f'"{name}"' for name in names)
    where = " AND ".join(f'"{name}" = ?' for name in keys_of(table))
    old = dict(zip(keys_of(table), key, strict=True))
    for changed in [column] if column != BOTH else [one for name, one in KEYED if name == table]:
        present = database.rows(
            f'SELECT {listed} FROM "{table}" WHERE {where}', list((old | {changed: kept}).values())
        )
        if not present:
            continue
        if column != BOTH:
            database.run(
                f'DELETE FROM "{table}" WHERE {where}', list((old | {changed: kept}).values())
            )
        row = dict(zip(names, present[0], strict=True)) | old
        if not database.rows(f'SELECT 1 FROM "{table}" WHERE {where}', key):
            marks = ", ".join("?" * len(names))
            database.run(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', list(row.values()))
        return
