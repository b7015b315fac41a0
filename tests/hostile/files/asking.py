"""What a window asks of a reference."""

from __future__ import annotations

from models.queries.detail import record_detail
from models.queries.reading import snapshot_view
from models.queries.rows import table_rows
from models.queries.table import totals
from models.reference.reference import Reference
from models.search.finding import find_records
from models.search.shelf import Shelf


def everything(reference: Reference) -> None:
    """Ask for rows, details, texts, and a search."""
    with reference.connected() as database:
        ids = [number for (number,) in database.rows("SELECT id FROM record")]
        totals(database)
        table_rows(database, ids)
        for number in ids:
            record_detail(database, number)
        for (number,) in database.rows("SELECT id FROM snapshot"):
            snapshot_view(database, number)
        find_records(database, "iran", shelf=Shelf())
