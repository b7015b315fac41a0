"""The combined table: the rows of ids, and the first of them without a question.

Reads nothing else, because the first thing that a window shows waits for it.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from models.reference.database import ReferenceDatabase, TooSlowError
from models.search.orders import Order, walk

__all__ = ["FirstPage", "TableRow", "first_page", "table_rows"]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of the combined table."""

    id: int
    kind: str
    name: str
    when_edtf: str | None
    where: str | None
    who: str
    quotes: int
    origins: int
    review: str
    state: str | None
    """Life of a meeting (occurrence), agreement (stage) or relation (asserted, alleged)."""
    unsourced: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first rows of the whole table in some order."""

    ids: array[int]
    """All of them where the page is not full."""
    rows: tuple[TableRow, ...]
    complete: bool


_ROWS = """
SELECT record.id, record.kind, record.label, record.when_edtf, place.label, record.who,
       record.quotes, record.origins, record.review, record.state, record.unsourced,
       record.disputed
FROM record LEFT JOIN record AS place ON place.id = record.where_id
WHERE record.id IN {listed}
"""


def table_rows(database: ReferenceDatabase, ids: Sequence[int]) -> tuple[TableRow, ...]:
    """Return the rows of `ids` in that order; ids that are gone are left out. One query."""
    found: dict[int, TableRow] = {}
    for row in database.rows_of(_ROWS, array("q", ids)):
        found[row[0]] = TableRow(*(*row[:-1], bool(row[-1])))
    return tuple(found[record_id] for record_id in ids if record_id in found)


def first_page(
    database: ReferenceDatabase, order: Order, *, kinds: Sequence[str], limit: int, seconds: float
) -> FirstPage | None:
    """Return the first `limit` live records of `kinds`, with their rows. Two queries.

    They are those `models.search.finding.find_records` begins with when nothing is asked. None
    when it takes more than `seconds` of work.
    """
    among = ", ".join(f"?{place}" for place in range(1, len(kinds) + 1))
    statement = walk(order, kinds, f"record.kind IN ({among})", limit)
    try:
        with database.within(seconds):
            ids = database.column(statement, tuple(kinds))
            return FirstPage(ids, table_rows(database, ids), complete=len(ids) < limit)
    except TooSlowError:
        return None
