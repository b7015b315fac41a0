"""What must hold after every act, whatever was done: compared with the file by plain SQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import apsw
from PySide6.QtWidgets import QApplication

from desktop.table.model import ROW_ROLE
from models.queries.views import TableRow
from models.reference.reference import Reference
from models.search.finding import find_records
from tests.journeys.desk import Desk

ROW = """
SELECT kind, label, when_edtf, who, quotes, origins, review, state, unsourced, disputed
FROM record WHERE id = ? AND trashed IS NULL
"""
QUOTES = """
SELECT quote.id, quote.exact, substr(snapshot.text, quote.start + 1, quote.end - quote.start)
FROM quote JOIN snapshot ON snapshot.id = quote.snapshot_id WHERE quote.id = ?
"""


class Truth:
    """Reads the file beside the window and says what is shown otherwise."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self._desk = desk
        self._path = path

    def lies(self) -> list[str]:
        """Return a sentence for everything the window shows that is not so."""
        connection = apsw.Connection(str(self._path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            return [
                *self._rows(connection),
                *self._ids(),
                *self._record(connection),
                *self._quotes(connection),
                *self._source(connection),
                *self._keyboard(),
            ]
        finally:
            connection.close()

    def _rows(self, connection: apsw.Connection) -> list[str]:
        view = self._desk.window.panes.table.view
        if not view.isVisible():
            return []
        model, lies = view.model(), []
        first = max(0, view.rowAt(0))
        last = view.rowAt(view.viewport().height() - 1)
        if last < 0:
            last = model.rowCount() - 1
        for number in range(first, last + 1):
            shown: TableRow | None = model.index(number, 0).data(ROW_ROLE)
            record = model.id_at(number)
            if shown is None or shown.id != record:
                lies.append(f"row {number} shows {shown}, not record {record}")
                continue
            stored = connection.execute(ROW, (record,)).fetchone()
            if stored is None or _cells(shown) != (*stored[:-1], bool(stored[-1])):
                lies.append(f"row {number} shows {shown}, the file has {stored}")
            name = model.index(number, _NAME).data()
            if stored is not None and name != stored[1]:
                lies.append(f"row {number} is called {name!r}, the file has {stored[1]!r}")
        return lies

    def _ids(self) -> list[str]:
        session = self._desk.session
        browsing = session.browsing
        with Reference.open(self._path, read_only=True) as reference:
            found = find_records(
                reference.database,
                browsing.query,
                order=browsing.order,
                asked_kinds=browsing._asked_kinds,
            )
        shown = self._desk.ids
        if tuple(found.ids) != shown:
            return [f"{browsing.query!r} finds {len(found.ids)} records, {len(shown)} are shown"]
        if self._desk.window.search.text() != browsing.query:
            return [f"{self._desk.window.search.text()!r} is typed, {browsing.query!r} is shown"]
        return []

    def _record(self, connection: apsw.Connection) -> list[str]:
        panes, detail = self._desk.window.panes, self._desk.session.record.detail
        shown, current = panes.detail.record_id, panes.table.current_id
        if detail is None:
            # Nothing is said of a record when the table has none.
            return [f"record {shown} is shown, none is known"] if shown is not None else []
        lies = []
        if shown != detail.id:
            lies.append(f"record {shown} is shown, {detail.id} was read")
        label = connection.execute("SELECT label FROM record WHERE id = ?", (detail.id,)).get
        if panes.detail.title.text() != label:
            lies.append(f"the title is {panes.detail.title.text()!r}, the file has {label!r}")
        if current is not None and current not in panes.table.selected_ids():
            lies.append(f"record {current} is current and not selected")
        # One may have followed a link away from the table's record, but only along the history.
        if current is not None and shown != current:
            visited = self._desk.session.browsing.history.recent()
            if shown not in visited:
                lies.append(f"record {shown} is shown, {current} is selected, nobody went there")
        return lies

    def _quotes(self, connection: apsw.Connection) -> list[str]:
        detail, cards = self._desk.session.record.detail, self._desk.cards
        known = [quote.id for quote in detail.quotes] if detail is not None else []
        built = [card.card.id for card in cards]
        if built != known[: len(built)] or bool(built) != bool(known):
            return [f"the quotes {built} are shown, {known} were read"]
        lies = []
        for quote in detail.quotes if detail is not None else ():
            stored = connection.execute(QUOTES, (quote.id,)).fetchone()
            if stored is None or not quote.exact == stored[1] == stored[2]:
                lies.append(f"quote {quote.id} reads {quote.exact!r}, the file has {stored}")
        return lies

    def _source(self, connection: apsw.Connection) -> list[str]:
        reader = self._desk.window.panes.reader
        if reader.isHidden() or reader.current_quote_id is None:
            return []
        rows = connection.execute(
            "SELECT snapshot_id FROM quote WHERE id = ?", (reader.current_quote_id,)
        ).fetchall()
        if rows != [(reader.snapshot_id,)]:
            return [f"quote {reader.current_quote_id} is not of snapshot {reader.snapshot_id}"]
        return []

    def _keyboard(self) -> list[str]:
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            return [f"the keyboard is at {focused}"]
        return []


_NAME = 1


def _cells(row: TableRow) -> tuple[Any, ...]:
    return (
        row.kind, row.name, row.when_edtf, row.who, row.quotes, row.origins, row.review, row.state,
        row.unsourced, row.disputed,
    )  # fmt: skip
