"""Two records that are the same become one, and two again if they are not (law 9)."""

from __future__ import annotations

import json
from typing import Any

from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.moving import ADDED, Mover, move_back
from models.editing.names import add_name
from models.editing.rows import Row, any_row, record_row, update
from models.editing.settling import settle
from models.evidence.claims import load_claims
from models.fields.registry import FIELD_BY_NAME, Field, FieldType, fields_of
from models.names.folding import fold
from models.records.values import names_the_other
from models.reference.database import ReferenceDatabase
from models.reference.reference import now
from models.schema.vocabulary import INSIDE_KINDS
from models.seeds.problems import shown

NAMED_KINDS = ("official", "organization", "place")
MERGED = "(merged)"
"""In the log in place of a column: a record inside the other became one with its like."""


@service
def merge(edit: Edit, *, keep: int, gone: int) -> Told:
    """Let `gone` be the same as `keep`: everything that is said of it is said of `keep`.

    Every claim, name, post and participation is kept; what `keep` does not know yet it takes from
    the other; where they disagree, both claims stand. `gone` waits in the trash, and `unmerge`
    takes them apart again, also after later edits.

    Raises:
        RefusedError: they cannot be the same: of other kinds, declared not the same, one names
            the other, or the one that goes is a source with a captured text.
    """
    database = edit.database
    kept, lost = record_row(database, keep), record_row(database, gone)
    why = cannot_merge(database, kept, lost)
    if why is not None:
        raise RefusedError(None, why)
    _merge(edit, kept, lost)
    if kept.kind in NAMED_KINDS and not _is_called(database, keep, lost.label):
        name = add_name(edit, record=keep, text=lost.label, form="alias").focus
        Mover(database, edit.step, gone, keep).log("record", ADDED, (name,))
    return Told(f"Merge {lost.label} into {kept.label}", keep)


def cannot_merge(database: ReferenceDatabase, kept: Row, lost: Row) -> str | None:
    """Return why `lost` cannot be merged into `kept`, in a sentence; None where it can."""
    if kept.id == lost.id or kept.kind != lost.kind or kept.kind in INSIDE_KINDS:
        return "Only two records of one kind can be the same."
    apart = told_apart(database, kept.id, lost.id)
    if apart is not None:
        because = f" ({apart})" if apart else ""
        return f"Somebody said that these two are not the same{because}."
    if kept.kind == "source" and database.rows(
        "SELECT 1 FROM snapshot WHERE source_id = ?", (lost.id,)
    ):
        return (
            f"{shown(lost.label)} has a captured text of its own, which is never changed. Keep "
            "that one, or say what it is derived from."
        )
    if names_the_other(database, kept.kind, kept.id, lost.id):
        return "One of these names the other; they cannot be the same."
    return None


def told_apart(database: ReferenceDatabase, one: int, other: int) -> str | None:
    """Return why somebody said that two are not the same, "" without a reason, None if nobody."""
    rows = database.rows(
        "SELECT coalesce(reason, '') FROM distinct_pair WHERE one_id = ? AND other_id = ?",
        sorted((one, other)),
    )
    return rows[0][0] if rows else None


def _merge(edit: Edit, kept: Row, lost: Row) -> None:
    database = edit.database
    mover = Mover(database, edit.step, lost.id, kept.id)
    named = _named_by(database, lost.id)
    inside = _inside(database, lost.id)
    before = _values(database, kept)
    mover.move_all()
    _take_values(database, kept, lost)
    update(database, "record", {"trashed": now(), "merged_into_id": kept.id}, lost.id)
    for twin, other in _twins(database, kept, inside):
        mover.log("record", MERGED, (other,))
        _merge(edit, any_row(database, twin), any_row(database, other))
    for record in {kept.id, lost.id, *named}:
        settle_all(edit, record)
    for name, cells in _values(database, kept).items():
        if cells[0] != before[name][0]:
            mover.log(kept.kind, f"value {name}", (kept.id, *before[name]))


def _named_by(database: ReferenceDatabase, record: int) -> set[int]:
    """Return the records with claims whose value is `record`."""
    return {
        row[0]
        for row in database.rows(
            "SELECT DISTINCT record_id FROM claim WHERE value_record_id = ?", (record,)
        )
    }


def _inside(database: ReferenceDatabase, record: int) -> set[int]:
    """Return what is inside a record, and the participations in which it took part."""
    return {
        row[0]
        for row in database.rows(
            "SELECT id FROM record WHERE owner_id = ?1 AND trashed IS NULL UNION "
            "SELECT record_id FROM participation JOIN record ON record.id = record_id "
            "WHERE participant_id = ?1 AND trashed IS NULL",
            (record,),
        )
    }


def _twins(database: ReferenceDatabase, kept: Row, moved: set[int]) -> list[tuple[int, int]]:
    """Return which inside records now stand twice: the same name, or one guest at one meeting."""
    found: list[tuple[int, int]] = []
    for query in (
        "SELECT name.record_id, text FROM name JOIN record ON record.id = name.record_id "
        "WHERE bearer_id = ? AND trashed IS NULL ORDER BY name.record_id",
        "SELECT record_id, event_id || '/' || participant_id FROM participation "
        "JOIN record ON record.id = record_id WHERE (event_id = ?1 OR participant_id = ?1) "
        "AND trashed IS NULL ORDER BY record_id",
    ):
        by_key: dict[Any, list[int]] = {}
        for record, key in database.rows(query, (kept.id,)):
            by_key.setdefault(key, []).append(record)
        for records in by_key.values():
            first = next((one for one in records if one not in moved), records[0])
            found += [(first, other) for other in records if other in moved and other != first]
    return found


def _cells_of(field: Field) -> list[str]:
    if field.type is FieldType.DATE:
        return [f"{field.column}_{part}" for part in ("edtf", "min", "max", "printed")]
    return [field.column, *([field.kind_column] if field.kind_column else [])]


def _values(database: ReferenceDatabase, row: Row) -> dict[str, tuple[Any, ...]]:
    """Return the cells of the one-valued fields of a record, by field."""
    found = {}
    for field in fields_of(row.kind):
        if not field.several and (row.kind, field.name) != ("tenure", "official"):
            listed = ", ".join(f'"{column}"' for column in _cells_of(field))
            found[field.name] = database.rows(
                f'SELECT {listed} FROM "{row.kind}" WHERE record_id = ?', (row.id,)
            )[0]
    return found


def _take_values(database: ReferenceDatabase, kept: Row, lost: Row) -> None:
    """Fill what the one that stays does not know from the one that goes."""
    ours = _values(database, kept)
    for name, theirs in _values(database, lost).items():
        if ours[name][0] is None and theirs[0] is not None and theirs[0] != kept.id:
            columns = _cells_of(FIELD_BY_NAME[kept.kind, name])
            cells = dict(zip(columns, theirs, strict=True))
            update(database, kept.kind, cells, kept.id, key_column="record_id")


def _is_called(database: ReferenceDatabase, record: int, label: str) -> bool:
    spellings = database.rows(
        "SELECT label FROM record WHERE id = ?1 UNION SELECT text FROM name "
        "JOIN record ON record.id = name.record_id WHERE bearer_id = ?1 AND trashed IS NULL",
        (record,),
    )
    return fold(label) in {fold(spelling) for (spelling,) in spellings}


def settle_all(edit: Edit, record: int) -> None:
    """Let every field of a record that claims speak of follow them."""
    row = any_row(edit.database, record)
    names = dict.fromkeys(claim.field for claim in load_claims(edit.database, [record]))
    for name in names:
        if name is not None:
            settle(edit, row, FIELD_BY_NAME[row.kind, name])


@service
def unmerge(edit: Edit, *, record: int) -> Told:
    """Take a record that was merged away out of the other again.

    What the merge moved goes back, as far as nobody has moved it on since; what was said of the
    other after the merge stays with it.

    Raises:
        RefusedError: the record was not merged, or the other was itself merged since.
    """
    database = edit.database
    rows = database.rows("SELECT merged_into_id FROM record WHERE id = ?", (record,))
    if not rows or rows[0][0] is None:
        raise RefusedError(None, "This record was not merged.")
    kept = rows[0][0]
    if database.rows("SELECT 1 FROM record WHERE id = ? AND merged_into_id IS NOT NULL", (kept,)):
        raise RefusedError(
            None,
            f"{shown(any_row(database, kept).label)} was merged itself; take that apart first.",
        )
    label = any_row(database, record).label
    _unmerge(edit, record, kept)
    return Told(f"Take {label} out of {any_row(database, kept).label}", record)


def _unmerge(edit: Edit, gone: int, kept: int) -> None:
    database = edit.database
    steps = database.rows(
        "SELECT max(step_id) FROM merge_move JOIN step ON step.id = step_id "
        "WHERE from_record_id = ? AND to_record_id = ? AND step.undone IS NULL",
        (gone, kept),
    )
    step = steps[0][0] if steps else None
    update(database, "record", {"trashed": None, "merged_into_id": None}, gone)
    if step is not None:
        named = _named_by(database, kept)
        inside = [
            (row[0], row[1])
            for row in database.rows(
                "SELECT row_key ->> '$[0]', record.merged_into_id FROM merge_move "
                "JOIN record ON record.id = row_key ->> '$[0]' WHERE step_id = ? "
                "AND from_record_id = ? AND column_name = ? "
                "AND record.merged_into_id IS NOT NULL ORDER BY merge_move.rowid DESC",
                (step, gone, MERGED),
            )
        ]
        for other, twin in inside:
            _unmerge(edit, other, twin)
        _give_back(database, step, gone, kept)
        for table, key in move_back(database, step, gone, kept):
            _take_added(database, table, key)
        for record in named | _named_by(database, gone):
            settle_all(edit, record)
    for record in (kept, gone):
        settle_all(edit, record)


def _give_back(database: ReferenceDatabase, step: int, gone: int, kept: int) -> None:
    """Let fields hold again what they held before, where they still hold what the merge left."""
    row = any_row(database, kept)
    left, theirs = _values(database, row), _values(database, any_row(database, gone))
    for column, key in database.rows(
        "SELECT column_name, row_key FROM merge_move WHERE step_id = ? AND from_record_id = ? "
        "AND column_name LIKE 'value %'",
        (step, gone),
    ):
        name = column.removeprefix("value ")
        if left[name][0] == theirs[name][0]:
            columns = _cells_of(FIELD_BY_NAME[row.kind, name])
            cells = dict(zip(columns, json.loads(key)[1:], strict=True))
            update(database, row.kind, cells, kept, key_column="record_id")


def _take_added(database: ReferenceDatabase, table: str, key: tuple[Any, ...]) -> None:
    """Take out a row the merge made, unless something was said of it since."""
    if table == "record":
        if not database.rows("SELECT 1 FROM claim WHERE record_id = ?", key):
            database.run("DELETE FROM record WHERE id = ?", key)
        return
    columns = {"topic": "event_id", "agenda_item": "meeting_id", "reason": "relation_id"}
    database.run(f'DELETE FROM "{table}" WHERE "{columns[table]}" = ? AND text = ?', key)


@service
def not_the_same(edit: Edit, *, one: int, other: int, reason: str | None = None) -> Told:
    """Remember that two records are not the same: they are neither suggested nor merged again."""
    rows = [record_row(edit.database, record) for record in sorted((one, other))]
    if rows[0].id == rows[1].id or rows[0].kind != rows[1].kind:
        raise RefusedError(None, "Name two records of one kind.")
    edit.database.run(
        "DELETE FROM distinct_pair WHERE one_id = ? AND other_id = ?", (rows[0].id, rows[1].id)
    )
    edit.database.run(
        "INSERT INTO distinct_pair (one_id, other_id, reason) VALUES (?, ?, ?)",
        (rows[0].id, rows[1].id, reason.strip() if reason and reason.strip() else None),
    )
    return Told(f"{rows[0].label} and {rows[1].label} are not the same", one)


@service
def may_be_the_same(edit: Edit, *, one: int, other: int) -> Told:
    """Forget that two records were declared not to be the same.

    Raises:
        RefusedError: nobody had declared it.
    """
    pair = sorted((one, other))
    if told_apart(edit.database, one, other) is None:
        raise RefusedError(None, "Nobody said that these two are not the same.")
    edit.database.run("DELETE FROM distinct_pair WHERE one_id = ? AND other_id = ?", pair)
    labels = [record_row(edit.database, record).label for record in pair]
    return Told(f"{labels[0]} and {labels[1]} may be the same", one)
