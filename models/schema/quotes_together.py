"""Many quotes at once: compared with the text of their snapshot together, instead of one by one.

The trigger that keeps law 1 reads the whole text for each quote; for the rows of a large table
that is hours. Inside the block the trigger is gone, and stands again before the transaction ends:
a reader, a crash or a refusal never leaves a file without it, because what SQLite does to a schema
belongs to the transaction.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from typing import Final

from models.reference.database import BrokenRuleError, ReferenceDatabase
from models.schema.triggers import LABEL_QUOTED, QUOTE_TRIGGERS, QUOTED_WRONGLY, trigger

_TRIGGER: Final = QUOTE_TRIGGERS[0]
_NAME: Final = "quote_is_the_snapshot"
_GUARD: Final = "quote_is_new"


@contextmanager
def quotes_together(database: ReferenceDatabase) -> Iterator[None]:
    """Let quotes in unasked, and ask of all of them when the block ends.

    The caller holds the transaction, and gives it up when an error comes out of here. A quote gets
    a number above all there were: by that it is known as new.

    Raises:
        BrokenRuleError: a quote is not the text of its snapshot, or touches an inserted label.
    """
    last = int(database.rows("SELECT coalesce(max(id), 0) FROM quote")[0][0])
    database.run(f"DROP TRIGGER {_NAME}")
    refusal = "SELECT RAISE(ABORT, 'a new quote has a new number');"
    database.run(trigger(_GUARD, "AFTER INSERT ON quote", refusal, f"NEW.id <= {last}"))
    yield
    _check(database, last)
    database.run(f"DROP TRIGGER {_GUARD}")
    database.run(_TRIGGER)


def _check(database: ReferenceDatabase, last: int) -> None:
    """Look at each quote above `last` as the trigger would, with the text read once."""
    present = None
    text = ""
    labels = _Labels(database, None)
    for snapshot, start, end, exact, before, after in database.stream(
        'SELECT snapshot_id, start, "end", exact, before, after FROM quote '
        f"WHERE id > {last} ORDER BY id"
    ):
        if snapshot != present:
            present = snapshot
            ((text,),) = database.rows("SELECT text FROM snapshot WHERE id = ?", (snapshot,))
            labels = _Labels(database, snapshot)
        if not (
            0 <= start < end
            and text[start:end] == exact
            and len(before) <= start
            and text[start - len(before) : start] == before
            and text[end : end + len(after)] == after
        ):
            raise BrokenRuleError(QUOTED_WRONGLY)
        if labels.touch(start, end):
            raise BrokenRuleError(LABEL_QUOTED)


class _Labels:
    """The inserted labels of one snapshot."""

    def __init__(self, database: ReferenceDatabase, snapshot: int | None) -> None:
        spans = database.rows(
            'SELECT start, "end" FROM inserted_label WHERE snapshot_id = ? ORDER BY start',
            (snapshot,),
        )
        self._starts = [start for start, _ in spans]
        self._reached = list(accumulate((end for _, end in spans), max))
        """How far the labels up to each one reach."""

    def touch(self, start: int, end: int) -> bool:
        """Whether a label lies in a passage, be it in part."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reached[before - 1] > start
