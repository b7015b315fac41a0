"""Putting records in the trash and taking them out; what would still rest on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.rows import any_row, update
from models.fields.registry import FIELDS, FieldType
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference, now

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Resting:
    """A record that still needs another one.

    `record` is the one of the table, `how` the label of the field that names the other, or
    "Quoted" where its claims rest on the source.
    """

    record: int
    kind: str
    label: str
    how: str


@dataclass(frozen=True, slots=True)
class RestingOn:
    """What rests on a record: the first of it, how many records in all, and quotes of a source.

    `kinds` says how many records of each kind there are, the most first.
    """

    shown: tuple[Resting, ...]
    total: int
    quotes: int
    kinds: tuple[tuple[str, int], ...] = ()


@service
def trash(edit: Edit, *, record: int) -> Told:
    """Put a record in the trash; what is inside it goes unseen with it.

    What names it keeps naming it: ask `resting_on` before.

    Raises:
        RefusedError: it is there already.
    """
    return _trashed(edit, record)


def _trashed(edit: Edit, record: int) -> Told:
    row = _there(edit, record)
    update(edit.database, "record", {"trashed": now()}, record)
    return Told(f"Move {row} to the trash", record)


@service
def restore(edit: Edit, *, record: int) -> Told:
    """Take a record out of the trash."""
    return _restored(edit, record)


def _restored(edit: Edit, record: int) -> Told:
    rows = edit.database.rows("SELECT merged_into_id FROM record WHERE id = ?", (record,))
    if not rows:
        raise RefusedError(None, "This record is no longer there.")
    if rows[0][0] is not None:
        raise RefusedError(None, "This record was merged into another; take it out of that one.")
    row = any_row(edit.database, record)
    update(edit.database, "record", {"trashed": None}, record)
    return Told(f"Take {row.named} out of the trash", record)


def _there(edit: Edit, record: int) -> str:
    rows = edit.database.rows("SELECT trashed FROM record WHERE id = ?", (record,))
    if not rows:
        raise RefusedError(None, "This record is no longer there.")
    if rows[0][0] is not None:
        raise RefusedError(None, "This record is in the trash already.")
    return any_row(edit.database, record).named


@service
def trash_all(edit: Edit, *, records: Sequence[int]) -> Told:
    """Put several records in the trash as one step; those that are there already stay.

    Raises:
        RefusedError: one of them is no longer there, or all are in the trash.
    """
    live = [
        record
        for record in records
        if not edit.database.rows(
            "SELECT 1 FROM record WHERE id = ? AND trashed IS NOT NULL", (record,)
        )
    ]
    if len(live) <= 1:
        return _trashed(edit, live[0] if live else records[0])
    for record in live:
        _trashed(edit, record)
    return Told(f"Move {len(live)} records to the trash", live[0])


@service
def restore_all(edit: Edit, *, records: Sequence[int]) -> Told:
    """Take several records out of the trash as one step."""
    told = [_restored(edit, record) for record in records]
    if len(told) == 1:
        return told[0]
    return Told(f"Take {len(told)} records out of the trash", records[0])


def resting_on(reference: Reference, record: int, *, besides: Sequence[int] = ()) -> RestingOn:
    """Return which records name `record`, or rest on it as their source.

    What is inside the record itself does not count, nor what is in the trash, nor `besides`
    (records that go with it).
    """
    found: dict[tuple[int, str], Resting] = {}
    left_out = {record, *besides}
    with reference.connected() as database:
        for how, query in _queries():
            for other, kind, label in database.rows(query, (record,)):
                if other not in left_out:
                    found.setdefault((other, how), Resting(other, kind, label, how))
        quotes = database.rows(
            "SELECT count(*) FROM quote JOIN snapshot ON snapshot.id = quote.snapshot_id "
            "WHERE snapshot.source_id = ?",
            (record,),
        )[0][0]
    kinds = Counter({one.record: one.kind for one in found.values()}.values())
    return RestingOn(
        tuple(found.values())[:MOST_SHOWN],
        sum(kinds.values()),
        quotes,
        tuple(kinds.most_common()),
    )


_LIVE = (
    "JOIN record AS own ON own.id = {id} AND own.trashed IS NULL JOIN record AS other "
    "ON other.id = coalesce(own.owner_id, own.id) AND other.trashed IS NULL"
)


def _queries() -> list[tuple[str, str]]:
    queries = []
    for field in FIELDS:
        if field.type is not FieldType.RECORD or (field.kind, field.name) == ("tenure", "official"):
            continue
        table = field.table or field.kind
        joined = _LIVE.format(id=f"pointing.{field.owner_column or 'record_id'}")
        queries.append(
            (
                field.label,
                f'SELECT other.id, other.kind, other.label FROM "{table}" AS pointing {joined} '
                f'WHERE pointing."{field.column}" = ? ORDER BY other.id',
            )
        )
    claimed = _LIVE.format(id="claim.record_id")
    queries.append(
        (
            "Quoted",
            "SELECT DISTINCT other.id, other.kind, other.label FROM snapshot "
            "JOIN quote ON quote.snapshot_id = snapshot.id "
            f"JOIN claim ON claim.quote_id = quote.id {claimed} "
            "WHERE snapshot.source_id = ? ORDER BY other.id",
        )
    )
    return queries


def in_trash(database: ReferenceDatabase) -> list[int]:
    """Return the records in the trash, the last one first."""
    return [
        row[0]
        for row in database.rows(
            "SELECT id FROM record WHERE trashed IS NOT NULL AND merged_into_id IS NULL "
            "ORDER BY trashed DESC, id DESC"
        )
    ]
