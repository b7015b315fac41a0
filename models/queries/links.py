"""Records one can go to from another, by id."""

from __future__ import annotations

from collections.abc import Iterable

from models.queries.views import RecordLink
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase


def load_links(database: ReferenceDatabase, ids: Iterable[int]) -> dict[int, RecordLink]:
    """Return the records one can go to, by id; an inside record leads to its owner."""
    found: dict[int, RecordLink] = {}
    for chunk in chunks(sorted(ids)):
        for record_id, target, kind, label in database.rows(
            "SELECT record.id, coalesce(owner.id, record.id), coalesce(owner.kind, record.kind), "
            "record.label FROM record LEFT JOIN record AS owner ON owner.id = record.owner_id "
            f"WHERE record.id IN ({marks(len(chunk))})",
            chunk,
        ):
            found[record_id] = RecordLink(target, kind, label)
    return found
