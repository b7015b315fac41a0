"""The copies of one source beside each other, and which quotes of the others stand in one."""

from __future__ import annotations

from dataclasses import dataclass

from models.capture.comparison import Comparison, compare
from models.reference.database import ReferenceDatabase


@dataclass(frozen=True, slots=True)
class Copy:
    """One snapshot of a source; `captured` is ISO 8601 in UTC."""

    snapshot: int
    captured: str
    method: str
    length: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Copies:
    """All copies of a source, newest first, and what of the others' quotes stands in `shown`."""

    shown: int
    copies: tuple[Copy, ...]
    comparison: Comparison


def copies_beside(database: ReferenceDatabase, snapshot: int) -> Copies | None:
    """Return a snapshot's source with all its copies; None when the snapshot is gone.

    Every quote of the other copies is looked for in its text: a worker's job.
    """
    rows = database.rows("SELECT source_id, text FROM snapshot WHERE id = ?", (snapshot,))
    if not rows:
        return None
    source, text = rows[0]
    copies = tuple(
        Copy(*row)
        for row in database.rows(
            "SELECT id, captured, method, length, "
            "(SELECT count(*) FROM quote WHERE snapshot_id = snapshot.id) "
            "FROM snapshot WHERE source_id = ? ORDER BY captured DESC, id DESC",
            (source,),
        )
    )
    labels = database.rows(
        'SELECT start, "end" FROM inserted_label WHERE snapshot_id = ?', (snapshot,)
    )
    comparison = Comparison(())
    if len(copies) > 1:
        comparison = compare(database, source, text, labels, without=snapshot)
    return Copies(snapshot, copies, comparison)
