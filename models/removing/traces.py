"""The traces of a removed record outside of its rows: history, labels of steps, search pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from models.reference.database import ReferenceDatabase

REMOVED: Final = "An edit of a record that was removed for good"
SHORTEST: Final = 2


def forget(
    database: ReferenceDatabase, step: int, records: Iterable[int], spellings: Iterable[str]
) -> None:
    """Empty the history before `step`, and let no step's label name what goes.

    Any older row may hold the name in its own words (a meeting's label, a note), so all of the
    rows go; the steps stay as the list of what was done.
    """
    names = {spelling for spelling in spellings if len(spelling) >= SHORTEST}
    for record in records:
        rows = database.rows(
            "SELECT step_id, coalesce(after, before) ->> '$.label', "
            "coalesce(after, before) ->> '$.text' FROM change WHERE step_id < ?1 AND "
            "((table_name = 'record' AND row_key = '[' || ?2 || ']') "
            "OR coalesce(after, before) ->> '$.record_id' = ?2)",
            (step, record),
        )
        for one in {row[0] for row in rows}:
            database.run("UPDATE step SET label = ? WHERE id = ?", (REMOVED, one))
        names |= {
            name for row in rows for name in row[1:] if name is not None and len(name) >= SHORTEST
        }
    for name in names:
        database.run(
            "UPDATE step SET label = ? WHERE instr(label, ?) > 0 AND id < ?", (REMOVED, name, step)
        )
    database.run("DELETE FROM change WHERE step_id < ?", (step,))


def compact_search(database: ReferenceDatabase) -> None:
    """Let go of deleted words, which stay in the index until its parts are merged.

    FTS5, section 6.8.
    """
    database.run("INSERT INTO record_search (record_search) VALUES ('optimize')")
