"""Where a source can be found on the web."""

from __future__ import annotations

from models.reference.database import ReferenceDatabase


def address_of(database: ReferenceDatabase, source: int) -> str | None:
    """Return the address of a source, else that of its archived copy; None where it has neither."""
    rows = database.rows(
        "SELECT coalesce(url, archive_url) FROM source WHERE record_id = ?", (source,)
    )
    return rows[0][0] if rows else None
