"""The combined table: rows for ids, and the counts the sidebar and status bar show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.queries.views import FacetValue, TableRow, Totals
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import ASKED_KINDS, TABLE_KINDS

ROW_QUERY = """
SELECT record.id, record.kind, record.label, record.when_edtf, place.label, record.who,
       record.quotes, record.origins, record.review, record.state, record.unsourced,
       record.disputed
FROM record LEFT JOIN record AS place ON place.id = record.where_id
WHERE record.id IN ({marks})
"""


def table_rows(database: ReferenceDatabase, ids: Sequence[int]) -> tuple[TableRow, ...]:
    """Return the rows of `ids` in that order; ids that are gone are left out. One query a chunk."""
    found: dict[int, TableRow] = {}
    for chunk in chunks(ids):
        for row in database.rows(ROW_QUERY.format(marks=marks(len(chunk))), chunk):
            found[row[0]] = _row(row)
    return tuple(found[record_id] for record_id in ids if record_id in found)


def _row(row: tuple[Any, ...]) -> TableRow:
    cells = list(row)
    cells[-1] = bool(cells[-1])
    return TableRow(*cells)


def kind_counts(database: ReferenceDatabase) -> tuple[FacetValue, ...]:
    """Return how many records of each kind the table can show, in the order of the sidebar."""
    counts = dict(
        database.rows(
            "SELECT kind, count(*) FROM record WHERE trashed IS NULL AND owner_id IS NULL "
            "GROUP BY kind"
        )
    )
    return tuple(
        FacetValue("kind", kind, kind, counts.get(kind, 0)) for kind in (*TABLE_KINDS, *ASKED_KINDS)
    )


def totals(database: ReferenceDatabase, asked_kinds: Sequence[str] = ()) -> Totals:
    """Return what the status bar says of the whole reference. Three queries.

    Records are those of the kinds the table shows, `asked_kinds` among them.
    """
    shown = (*TABLE_KINDS, *asked_kinds)
    kinds = marks(len(shown))
    records = database.rows(
        "SELECT count(*) FROM record "
        f"WHERE trashed IS NULL AND owner_id IS NULL AND kind IN ({kinds})",
        shown,
    )[0][0]
    gaps = database.rows(
        "SELECT coalesce(sum(unsourced), 0), coalesce(sum(disputed), 0), "
        "count(*) FILTER (WHERE kind = 'source') FROM record "
        "WHERE trashed IS NULL AND owner_id IS NULL"
    )[0]
    quotes = database.rows("SELECT count(*) FROM quote")[0][0]
    return Totals(records, quotes, gaps[2], gaps[0], gaps[1])
