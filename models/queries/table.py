"""What is counted of the whole reference: for the sidebar and the status bar."""

from __future__ import annotations

from collections.abc import Sequence

from models.queries.views import FacetValue, Totals
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import ASKED_KINDS, TABLE_KINDS


def kind_counts(database: ReferenceDatabase) -> tuple[FacetValue, ...]:
    """Return how many records of each kind the table can show, in the order of the sidebar."""
    counts = _counts_of_kinds(database)
    return tuple(
        FacetValue("kind", kind, kind, counts.get(kind, 0)) for kind in (*TABLE_KINDS, *ASKED_KINDS)
    )


def totals(database: ReferenceDatabase, asked_kinds: Sequence[str] = ()) -> Totals:
    """Return what the status bar says of the whole reference. Three queries.

    Records are those of the kinds the table shows, `asked_kinds` among them.
    """
    kinds = _counts_of_kinds(database)
    gaps = database.rows(
        "SELECT (SELECT coalesce(sum(unsourced), 0) FROM record INDEXED BY record_unsourced "
        "WHERE trashed IS NULL AND owner_id IS NULL AND unsourced > 0), "
        "(SELECT coalesce(sum(disputed), 0) FROM record INDEXED BY record_disputed "
        "WHERE trashed IS NULL AND owner_id IS NULL AND disputed > 0)"
    )[0]
    quotes = database.rows("SELECT count(*) FROM quote")[0][0]
    shown = dict.fromkeys((*TABLE_KINDS, *asked_kinds))
    records = sum(kinds.get(kind, 0) for kind in shown)
    return Totals(records, quotes, kinds.get("source", 0), gaps[0], gaps[1])


def data_version(database: ReferenceDatabase) -> int:
    """Return a number that is another one once anybody else has committed to the file.

    Only numbers that the same connection gave can be compared (SQLite, `PRAGMA data_version`).
    """
    version: int = database.rows("PRAGMA data_version")[0][0]
    return version


def _counts_of_kinds(database: ReferenceDatabase) -> dict[str, int]:
    return dict(
        database.rows(
            "SELECT kind, count(*) FROM record INDEXED BY record_by_kind "
            "WHERE trashed IS NULL AND owner_id IS NULL GROUP BY kind"
        )
    )
