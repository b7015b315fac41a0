"""Making search and sort keys anew, in place, where they were made by other rules than ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from models.backups.making import before
from models.checking.inspection import LEAST_ID, Progress, StoppedError
from models.names.folding import search_text
from models.names.skeleton import skeletons
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference
from models.reference.versions import stale_rules, versions
from models.summaries.refresh import refresh

ROWS_AT_ONCE: Final = 1_000
LOCKED: Final = "quote_is_never_updated"
"""The trigger that keeps quotes as they are; their search text follows from their words."""


def renew(
    reference: Reference,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda *_: None,
) -> bool:
    """Make every stored key of `reference` anew, after a backup, in one step; False: none is stale.

    No word, value or quote is changed: only what search and sorting derive from them. In one
    transaction, in which the lock on quotes is lifted and put back as it was.

    Raises:
        ProblemError: no backup can be made, or nothing can be written; nothing was changed.
        StoppedError: `cancelled` said so; nothing was changed.
    """
    if not stale_rules(reference.facts()):
        return False
    before(reference, "before search keys are made anew", cancelled=cancelled)
    with reference.step(label="Search keys made anew", bulk=True):
        database = reference.database
        ((lock,),) = database.rows("SELECT sql FROM sqlite_schema WHERE name = ?", (LOCKED,))
        database.run(f"DROP TRIGGER {LOCKED}")
        _each(database, "quote", "id", ("exact",), ("folded",), _of_quote, cancelled)
        database.run(lock)
        progress(1, 3, "names")
        _each(database, "name", "record_id", ("text",), ("folded", "skeleton"), _of_name, cancelled)
        progress(2, 3, "summaries")
        refresh(database)
        if cancelled():
            raise StoppedError
        for key, value in versions().items():
            database.run("UPDATE meta SET value = ? WHERE key = ?", (value, key))
    progress(1, 1, "done")
    return True


def _of_quote(exact: str) -> tuple[str, ...]:
    return (search_text(exact),)


def _of_name(text: str) -> tuple[str, ...]:
    return (search_text(text), " ".join(skeletons(text)))


def _each(
    database: ReferenceDatabase,
    table: str,
    key: str,
    read: tuple[str],
    written: tuple[str, ...],
    derive: Callable[[str], tuple[Any, ...]],
    cancelled: Callable[[], bool],
) -> None:
    """Store what follows from each row's words, in bites."""
    assigned = ", ".join(f"{column} = ?" for column in written)
    last = LEAST_ID
    while True:
        if cancelled():
            raise StoppedError
        rows = database.rows(
            f"SELECT {key}, {read[0]} FROM {table} WHERE {key} > ? ORDER BY {key} LIMIT ?",
            (last, ROWS_AT_ONCE),
        )
        if not rows:
            return
        database.run_many(
            f"UPDATE {table} SET {assigned} WHERE {key} = ?",
            [(*derive(words), number) for number, words in rows],
        )
        last = rows[-1][0]
