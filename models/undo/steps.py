"""What was done lately to the whole reference, and what one step changed."""

from __future__ import annotations

from typing import Final

from models.reference.database import ReferenceDatabase
from models.reference.reference import CLOSED
from models.undo.history import HistoryChange, HistoryEntry, Teller, netted, row_of
from models.undo.meant import records_of

MOST_STEPS: Final = 200
MOST_CHANGES: Final = 200


def recent_steps(
    database: ReferenceDatabase, *, most: int = MOST_STEPS
) -> tuple[HistoryEntry, ...]:
    """Return the last `most` steps of the file, the last one first, without what they changed."""
    return tuple(
        HistoryEntry(step, made, actor, label, undone and undone.removesuffix(CLOSED), ())
        for step, made, actor, label, undone in database.rows(
            "SELECT id, made, actor, label, undone FROM step ORDER BY id DESC LIMIT ?", (most,)
        )
    )


def changes_of(
    database: ReferenceDatabase, step: int, *, most: int = MOST_CHANGES
) -> tuple[HistoryChange, ...]:
    """Return what one step changed, each with the record it belongs to; the first of many."""
    teller = Teller(database)
    told: list[HistoryChange] = []
    for table, before, after in database.rows(
        "SELECT table_name, before, after FROM change WHERE step_id = ? "
        "AND table_name NOT IN ('snapshot', 'original') ORDER BY id LIMIT ?",
        (step, most),
    ):
        old, new = row_of(before), row_of(after)
        row = new if new is not None else old
        records = records_of(table, row) if row is not None else ()
        for change in teller.told(table, old, new):
            what = f"{teller.label(records[0])}: {change.what}" if records else change.what
            told.append(HistoryChange(what, change.before, change.after))
    return netted(told)
