"""Who changed what of a record, when, from what to what, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from models.dates import display_date
from models.fields.registry import FIELDS, Field, FieldType, fields_of
from models.reference.database import ReferenceDatabase
from models.reference.reference import CLOSED, Reference
from models.schema.vocabulary import KINDS
from models.summaries.following import HOLDERS


@dataclass(frozen=True, slots=True)
class HistoryChange:
    """One thing that changed: what it is called, and its value before and after, None for none."""

    what: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step that touched a record; `made` and `undone` are moments in UTC (ISO 8601)."""

    step: int
    made: str
    actor: str
    label: str
    undone: str | None
    changes: tuple[HistoryChange, ...]


QUERY: Final = """
SELECT step.id, step.made, step.actor, step.label, step.undone, change.table_name,
       change.row_key, change.before, change.after
FROM change JOIN step ON step.id = change.step_id
WHERE (change.table_name IN ({tables})
       AND coalesce(change.after, change.before) ->> '$.record_id' IN ({ids}))
   OR (change.table_name = 'record' AND change.row_key IN ({keys}))
   OR {listed}
ORDER BY change.id
"""
BY_TABLE: Final = {field.table: field for field in FIELDS if field.table is not None}
WORDS: Final = {"label": "Name", "review": "Review", "note": "Note", "trashed": "Trash"}
WEIGHTS: Final = {"rank": "Weight", "reason": "Reason", "credibility": "Credibility"}


def history(reference: Reference, record: int) -> tuple[HistoryEntry, ...]:
    """Return the steps that touched `record` or what is inside it, the last one first.

    Steps that were undone are told, too. Goes through all changes of the file: ask it beside the
    window.
    """
    with reference.connected() as database:
        return Teller(database).of(record)


class Teller:
    """Tells changes of rows in words, by one connection."""

    def __init__(self, database: ReferenceDatabase) -> None:
        self._database = database
        self._labels: dict[int, str] = {}
        self._fields = {
            number: (kind, name)
            for number, kind, name in database.rows("SELECT id, kind, name FROM field")
        }

    def of(self, record: int) -> tuple[HistoryEntry, ...]:
        """Return the steps that touched `record` or what is inside it, the last one first."""
        ids = [record, *self._inside(record)]
        listed = " OR ".join(
            f"(change.table_name = '{table}' AND "
            f"coalesce(change.after, change.before) ->> '$.{column}' IN ({_marks(ids)}))"
            for table, column in HOLDERS.items()
            if column != "record_id"
        )
        tables = [*KINDS, *(table for table, column in HOLDERS.items() if column == "record_id")]
        query = QUERY.format(
            tables=_marks(tables), ids=_marks(ids), keys=_marks(ids), listed=listed
        )
        lists = sum(column != "record_id" for column in HOLDERS.values())
        parameters = [*tables, *ids, *(f"[{one}]" for one in ids), *(ids * lists)]
        entries: dict[int, HistoryEntry] = {}
        changes: dict[int, list[HistoryChange]] = {}
        # What is made anew may get the number of what was undone: what others did to theirs is
        # not told here.
        own = set(ids)
        for step, made, actor, label, undone, table, key, before, after in self._database.rows(
            query, parameters
        ):
            row = row_of(after) or row_of(before) or {}
            if table == "record":
                number = json.loads(key)[0]
                if before is None and number == record:
                    entries.clear()
                    changes.clear()
                elif before is None and row.get("owner_id") != record:
                    own.discard(number)
                elif row.get("owner_id") == record:
                    own.add(number)
            else:
                number = row.get(HOLDERS.get(table, "record_id"))
            if number not in own:
                continue
            moment = undone.removesuffix(CLOSED) if undone else None
            entries[step] = HistoryEntry(step, made, actor, label, moment, ())
            changes.setdefault(step, []).extend(self.told(table, row_of(before), row_of(after)))
        found = [
            HistoryEntry(
                step, entry.made, entry.actor, entry.label, entry.undone, netted(changes[step])
            )
            for step, entry in entries.items()
        ]
        return (*reversed(found), *self._imported(record))

    def _inside(self, record: int) -> list[int]:
        return [
            row[0]
            for row in self._database.rows(
                "SELECT id FROM record WHERE owner_id = ?1 UNION SELECT row_key ->> '$[0]' "
                "FROM change WHERE table_name = 'record' "
                "AND coalesce(after, before) ->> '$.owner_id' = ?1",
                (record,),
            )
        ]

    def _imported(self, record: int) -> Iterator[HistoryEntry]:
        for step, made, actor, label in self._database.rows(
            "SELECT step.id, step.made, step.actor, step.label FROM record "
            "JOIN step ON step.id = record.batch_id WHERE record.id = ?",
            (record,),
        ):
            yield HistoryEntry(step, made, actor, label, None, ())

    def told(
        self, table: str, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> Iterator[HistoryChange]:
        """Yield what changed of one row of `table`; None stands for a row that is not there."""
        if table == "record":
            yield from self._record(before, after)
        elif table in KINDS:
            for field in fields_of(table):
                if not field.several:
                    yield from _different(
                        field.label, self._cell(field, before), self._cell(field, after)
                    )
        elif table in BY_TABLE:
            field = BY_TABLE[table]
            yield from _different(field.label, self._cell(field, before), self._cell(field, after))
        elif table == "claim":
            yield from self._claim(before, after)
        elif table == "tagging":
            yield from _different("Tag", self._tag(before), self._tag(after))
        elif table == "identifier":
            yield from _different("Identifier", _identifier(before), _identifier(after))
        elif table == "author":
            yield from _different("Author", _author(before), _author(after))

    def _record(
        self, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> Iterator[HistoryChange]:
        for column, what in WORDS.items():
            old, new = ((row or {}).get(column) for row in (before, after))
            if column == "trashed":
                old, new = ("in the trash" if cell else None for cell in (old, new))
            yield from _different(what, old, new)

    def _cell(self, field: Field, row: dict[str, Any] | None) -> str | None:
        if row is None:
            return None
        if field.type is FieldType.DATE:
            edtf = row[f"{field.column}_edtf"]
            return display_date(edtf) if edtf else None
        cell = row[field.column]
        if cell is None or field.type is not FieldType.RECORD:
            return None if cell is None else str(cell)
        how = row.get(field.connection_column or "")
        return f"{self.label(cell)} ({how})" if how else self.label(cell)

    def _claim(
        self, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> Iterator[HistoryChange]:
        row = after or before
        assert row is not None
        kind, name = self._fields.get(row["field_id"] or 0, (None, None))
        label = next((one.label for one in FIELDS if (one.kind, one.name) == (kind, name)), None)
        what = f"Quote for {label}" if label else "Quote"
        if before is None or after is None:
            yield from _different(what, self._said(before), self._said(after))
            return
        yield from _different(f"{what}, reading", self._reading(before), self._reading(after))
        for column, word in WEIGHTS.items():
            yield from _different(f"{what}, {word.lower()}", before[column], after[column])

    def _said(self, row: dict[str, Any] | None) -> str | None:
        if row is None:
            return None
        words = row["printed"]
        if words is None:
            found = self._database.rows("SELECT exact FROM quote WHERE id = ?", (row["quote_id"],))
            words = found[0][0] if found else ""
        reading = self._reading(row)
        denied = "denied: " if row["stance"] == "denies" else ""
        return f"{denied}“{words}”" + (f" → {reading}" if reading and reading != words else "")

    def _reading(self, row: dict[str, Any]) -> str | None:
        if row["value_edtf"]:
            return display_date(row["value_edtf"])
        if row["value_record_id"]:
            return self.label(row["value_record_id"])
        text: str | None = row["value_text"]
        return text

    def _tag(self, row: dict[str, Any] | None) -> str | None:
        if row is None:
            return None
        found = self._database.rows("SELECT text FROM tag WHERE id = ?", (row["tag_id"],))
        if not found:
            found = self._database.rows(
                "SELECT coalesce(after, before) ->> '$.text' FROM change WHERE table_name = 'tag' "
                "AND row_key = ? ORDER BY id DESC LIMIT 1",
                (f"[{row['tag_id']}]",),
            )
        return str(found[0][0]) if found else ""

    def label(self, record: int) -> str:
        """Return what a record is called, or was when it was last there."""
        if record not in self._labels:
            found = self._database.rows("SELECT label FROM record WHERE id = ?", (record,))
            if not found:
                found = self._database.rows(
                    "SELECT coalesce(after, before) ->> '$.label' FROM change "
                    "WHERE table_name = 'record' AND row_key = ? ORDER BY id DESC LIMIT 1",
                    (f"[{record}]",),
                )
            self._labels[record] = str(found[0][0]) if found else ""
        return self._labels[record]


def row_of(text: str | None) -> dict[str, Any] | None:
    """Return a recorded row."""
    return json.loads(text) if text is not None else None


def _marks(items: list[Any]) -> str:
    return ", ".join("?" * len(items))


def _different(what: str, before: str | None, after: str | None) -> Iterator[HistoryChange]:
    if before != after:
        yield HistoryChange(what, before, after)


def _identifier(row: dict[str, Any] | None) -> str | None:
    return f"{row['scheme']} {row['value']}" if row else None


def _author(row: dict[str, Any] | None) -> str | None:
    if row is None:
        return None
    return row["literal"] or " ".join(part for part in (row["given"], row["family"]) if part)


def netted(changes: list[HistoryChange]) -> tuple[HistoryChange, ...]:
    """Leave out what a step took away and put back: a list in another order says so once."""
    removed = {(one.what, one.before) for one in changes if one.after is None}
    added = {(one.what, one.after) for one in changes if one.before is None}
    moved = removed & added
    kept = [
        one
        for one in changes
        if (one.what, one.before) not in moved or one.after is not None
        if (one.what, one.after) not in moved or one.before is not None
    ]
    reordered = dict.fromkeys(what for what, _ in sorted(moved, key=str))
    return (*kept, *(HistoryChange(what, None, "in another order") for what in reordered))
