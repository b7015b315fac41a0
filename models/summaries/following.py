"""What one step's changes ask for elsewhere: labels, table lines and search text that follow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import INSIDE_KINDS, KINDS
from models.summaries.refresh import refresh
from models.summaries.waiting import RECORDS, Causes, following_records, wait

Row = dict[str, Any]

OWNER_COLUMNS: Final = {"tenure": "official_id", "participation": "event_id", "name": "bearer_id"}
HOLDERS: Final = {
    "author": "source_id",
    "topic": "event_id",
    "agenda_item": "meeting_id",
    "addressee": "statement_id",
    "meeting_agreement": "meeting_id",
    "reason": "relation_id",
    "accuser": "relation_id",
    "identifier": "record_id",
    "tagging": "record_id",
    "claim": "record_id",
}
"""Tables whose rows belong to a record, and the column that says to which."""

BELONGING: Final = {
    "official": ("country_id",),
    "organization": ("type", "country_id", "territory_id"),
    "place": ("within_id",),
}
"""Columns that say for which state or on which ground others act."""

AT_ONCE: Final = 200
"""So many other records follow within the step; more are left for `models.summaries.waiting`."""

ORIGINS: Final = ("derived_from_id", "part_of_id")


@dataclass(slots=True)
class Following:
    """The records one step touched, and what others take from them."""

    touched: dict[int, None] = field(default_factory=dict)
    """Records, inside ones too, whose own rows changed; in the order of the changes."""
    named: set[int] = field(default_factory=set)
    """Records that are called otherwise now, so that all who name them say so."""
    posts: set[int] = field(default_factory=set)
    """Tenures that are called otherwise."""
    placed: set[int] = field(default_factory=set)
    """Records that stand for another state or lie on other ground."""
    derived: set[int] = field(default_factory=set)
    """Sources that come from elsewhere now."""
    owners: dict[int, int] = field(default_factory=dict)
    """Owner of inside records that are gone."""

    @property
    def causes(self) -> Causes:
        """What makes other records follow, by kind of cause."""
        return {
            "named": sorted(self.named),
            "placed": sorted(self.placed),
            "posts": sorted(self.posts),
            "derived": sorted(self.derived),
        }


def following(database: ReferenceDatabase, step: int) -> Following:
    """Return what the recorded changes of `step` touched."""
    found = Following()
    claims: set[int] = set()
    for table, key, before, after in database.rows(
        "SELECT table_name, row_key, before, after FROM change WHERE step_id = ? "
        # Nothing follows from a captured copy by itself, and it can be large.
        "AND table_name NOT IN ('snapshot', 'original') ORDER BY id",
        (step,),
    ):
        rows = [json.loads(row) for row in (before, after) if row is not None]
        _note(found, claims, table, json.loads(key), rows)
    for chunk in chunks(sorted(claims)):
        found.touched |= dict.fromkeys(
            row[0]
            for row in database.rows(
                f"SELECT record_id FROM claim WHERE id IN ({marks(len(chunk))})", chunk
            )
        )
    return found


def _note(
    found: Following, claims: set[int], table: str, key: Sequence[Any], rows: Sequence[Row]
) -> None:
    if table == "record":
        _note_record(found, rows)
    elif table in KINDS:
        _note_typed(found, table, rows)
    elif table in HOLDERS:
        found.touched |= dict.fromkeys(row[HOLDERS[table]] for row in rows)
    elif table in ("premise", "attribution"):
        claims.add(key[0])


def _note_record(found: Following, rows: Sequence[Row]) -> None:
    for row in rows:
        found.touched[row["id"]] = None
        if row["owner_id"] is not None:
            found.touched[row["owner_id"]] = None
            found.owners[row["id"]] = row["owner_id"]
    if len(rows) == 1 or _differ(rows, ("label",)):
        found.named.add(rows[0]["id"])
    if rows[0]["kind"] == "name" and (len(rows) == 1 or _differ(rows, ("trashed", "owner_id"))):
        found.named.update(row["owner_id"] for row in rows)


def _note_typed(found: Following, kind: str, rows: Sequence[Row]) -> None:
    record = rows[0]["record_id"]
    found.touched[record] = None
    owner = OWNER_COLUMNS.get(kind)
    if owner is not None:
        found.touched |= dict.fromkeys(row[owner] for row in rows)
        found.owners.setdefault(record, rows[-1][owner])
    whole = len(rows) == 1
    if kind == "name" and owner is not None and (whole or _differ(rows, ("text",))):
        found.named.update(row[owner] for row in rows)
    if kind == "tenure" and (whole or _differ(rows, ("title", "organization_id"))):
        found.posts.add(record)
    if kind in BELONGING and (whole or _differ(rows, BELONGING[kind])):
        found.placed.add(record)
        found.placed.update(
            row["territory_id"] for row in rows if row.get("territory_id") is not None
        )
    if kind == "source" and not whole and _differ(rows, ORIGINS):
        found.derived.add(record)


def _differ(rows: Sequence[Row], columns: Iterable[str]) -> bool:
    return any(rows[0][column] != rows[-1][column] for column in columns)


def shown(database: ReferenceDatabase, found: Following) -> list[int]:
    """Return the records of the table that the step touched, owners for what is inside them."""
    answer: dict[int, None] = {}
    touched = list(found.touched)
    owners: dict[int, int] = dict(found.owners)
    for chunk in chunks(touched):
        owners.update(
            database.rows(
                "SELECT id, owner_id FROM record WHERE owner_id IS NOT NULL "
                f"AND id IN ({marks(len(chunk))})",
                chunk,
            )
        )
    for record in touched:
        answer[owners.get(record, record)] = None
    return list(answer)


def follow(database: ReferenceDatabase, found: Following) -> None:
    """Bring labels inside records, table lines, counts, facets and search text up to date.

    What follows from other rows is no history: the caller holds the transaction and records
    nothing meanwhile (see `unrecorded`).
    """
    records = shown(database, found)
    found.posts |= relabel(database, found, set(records))
    refresh(database, sorted(records[:AT_ONCE]))
    causes = found.causes | {RECORDS: sorted(records[AT_ONCE:])}
    others = following_records(database, causes, most=AT_ONCE + 1)
    if len(others) > AT_ONCE:
        wait(database, causes)
    else:
        refresh(database, sorted(set(others) - set(records[:AT_ONCE])))


LABELS: Final = {
    "participation": (
        "(SELECT other.label FROM participation AS typed JOIN record AS other "
        "ON other.id = typed.participant_id WHERE typed.record_id = record.id)"
    ),
    "tenure": (
        "(SELECT coalesce(nullif(concat_ws(', ', typed.title, other.label), ''), own.label) "
        "FROM tenure AS typed JOIN record AS own ON own.id = typed.official_id "
        "LEFT JOIN record AS other ON other.id = typed.organization_id "
        "WHERE typed.record_id = record.id)"
    ),
    "name": "(SELECT typed.text FROM name AS typed WHERE typed.record_id = record.id)",
}
"""What a record inside another is called."""


def relabel(database: ReferenceDatabase, found: Following, records: set[int]) -> set[int]:
    """Call what is inside other records as it must be called now; return the tenures renamed."""
    renamed: set[int] = set()
    for chunk in chunks(sorted(found.named | found.touched.keys() | records)):
        inside = {
            "participation": "owner_id IN ({0}) OR id IN (SELECT record_id FROM participation "
            "WHERE participant_id IN ({0}))",
            "tenure": "owner_id IN ({0}) OR id IN (SELECT record_id FROM tenure "
            "WHERE organization_id IN ({0}))",
            "name": "owner_id IN ({0}) OR id IN ({0})",
        }
        for kind in INSIDE_KINDS:
            listed = marks(len(chunk))
            changed = database.rows(
                f"UPDATE record SET label = {LABELS[kind]} WHERE kind = '{kind}' "
                f"AND ({inside[kind].format(listed)}) AND label IS NOT {LABELS[kind]} "
                "RETURNING id",
                (*chunk, *chunk),
            )
            if kind == "tenure":
                renamed.update(row[0] for row in changed)
    return renamed


@contextmanager
def unrecorded(database: ReferenceDatabase) -> Iterator[None]:
    """Record nothing inside the block: for what follows from other rows and is no history."""
    step = database.rows("SELECT step_id FROM recording")[0][0]
    database.run("UPDATE recording SET step_id = NULL")
    try:
        yield
    finally:
        database.run("UPDATE recording SET step_id = ?", (step,))
