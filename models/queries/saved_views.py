"""The views that were saved in a reference."""

from __future__ import annotations

from models.names.sorting import collation_key
from models.queries.views import SavedView
from models.reference.database import ReferenceDatabase


def saved_views(database: ReferenceDatabase) -> tuple[SavedView, ...]:
    """Return every saved view, by name."""
    rows = database.rows("SELECT id, name, query, columns FROM saved_view")
    # The table of the collation is loaded only where there is something to put in order.
    if len(rows) > 1:
        rows.sort(key=lambda row: (collation_key(row[1]), row[0]))
    return tuple(SavedView(*row) for row in rows)
