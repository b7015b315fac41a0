"""Quotes of rows and claims on them, on their way into the tables."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from models.editing.rows import new_uid
from models.evidence.claims import load_claims
from models.fields.registry import Field, FieldType
from models.importing.rows import Rows
from models.importing.tables.report import TableReport
from models.importing.tables.sheet import Row, Words
from models.names.folding import search_text
from models.records.values import Value
from models.reference.database import ReferenceDatabase
from models.text.segments import context


@dataclass(frozen=True, slots=True)
class Place:
    """The reading text the rows stand in: its snapshot and source."""

    snapshot: int
    source: int
    text: str


class Quoting:
    """Makes one quote a row, where something is claimed by it, and the claims."""

    def __init__(
        self,
        database: ReferenceDatabase,
        rows: Rows,
        place: Place,
        report: TableReport,
        batch: int | None,
    ) -> None:
        self._database = database
        self._rows = rows
        self._place = place
        self._report = report
        self._batch = batch
        self._last_quote = last_id(database, "quote")
        self._last_claim = last_id(database, "claim")
        self._fields: dict[tuple[str, str], int] = {
            (kind, name): number
            for number, kind, name in database.rows("SELECT id, kind, name FROM field")
        }
        self._quotes: dict[tuple[int, int], int] = {
            (start, end): number
            for number, start, end in database.rows(
                'SELECT id, start, "end" FROM quote WHERE snapshot_id = ?', (place.snapshot,)
            )
        }
        self._said: dict[int, set[tuple[str | None, tuple[str, str]]]] = {}
        """What this source says of records, by field and value."""
        self._passed = 0
        """Where the paragraphs were counted to, and how many there are before."""
        self._paragraphs = 0

    def quote(self, row: Row) -> int:
        """Return the quote of a whole row."""
        found = self._quotes.get((row.start, row.end))
        if found is not None:
            return found
        self._last_quote += 1
        self._quotes[row.start, row.end] = self._last_quote
        text = self._place.text
        exact = text[row.start : row.end]
        before, after = context(text, row.start, row.end)
        self._rows.add_cells(
            "quote",
            id=self._last_quote,
            uid=new_uid(),
            snapshot_id=self._place.snapshot,
            start=row.start,
            end=row.end,
            exact=exact,
            before=before,
            after=after,
            paragraph=self._paragraph(row.start),
            folded=search_text(exact),
            batch_id=self._batch,
        )
        self._report.quotes += 1
        return self._last_quote

    def _paragraph(self, start: int) -> int:
        """Return the number of the paragraph; rows come in order, so no line is read twice."""
        line_start = self._place.text.rfind("\n", 0, start) + 1
        if line_start < self._passed:
            self._passed = self._paragraphs = 0
        between = self._place.text[self._passed : line_start]
        self._paragraphs += sum(1 for line in between.split("\n") if line.strip())
        self._passed = line_start
        return self._paragraphs + 1

    def claim(
        self,
        record: int,
        kind: str,
        field: Field | None,
        row: Row,
        words: Words | None,
        value: Value | None,
        *,
        known: bool,
        leans: Row | None = None,
    ) -> bool:
        """Claim a value by a row; False where this source says so already.

        `known` says whether the record was there before the row; `leans` is the row of headings,
        where the value stands in one.
        """
        said = self._said_of(record, known=known)
        key = (field.name if field else None, value.key() if value else ("", ""))
        if key in said:
            return False
        said.add(key)
        self._last_claim += 1
        stored = value or Value()
        self._rows.add_cells(
            "claim",
            id=self._last_claim,
            uid=new_uid(),
            record_id=record,
            record_kind=kind,
            field_id=self._fields[kind, field.name] if field else None,
            quote_id=self.quote(row),
            value_text=stored.text if stored.record_id is None else stored.connection,
            value_record_id=stored.record_id,
            value_edtf=stored.edtf,
            value_min=stored.earliest,
            value_max=stored.latest,
            printed=words.text if words else None,
            span_start=words.start if words else None,
            span_end=words.end if words else None,
            stance="supports",
            directness="inferred" if leans else "direct",
            rank="normal",
            credibility="6",
            batch_id=self._batch,
        )
        if leans is not None:
            heading = self.quote(leans)
            self._rows.add_cells(
                "premise", claim_id=self._last_claim, position=0, type="quote", quote_id=heading
            )
        self._report.claims += 1
        return True

    def _said_of(self, record: int, *, known: bool) -> set[tuple[str | None, tuple[str, str]]]:
        said = self._said.get(record)
        if said is None:
            said = self._said[record] = set()
            if known:
                own = {
                    row[0]
                    for row in self._database.rows(
                        "SELECT claim.id FROM claim JOIN quote ON quote.id = claim.quote_id "
                        "JOIN snapshot ON snapshot.id = quote.snapshot_id "
                        "WHERE claim.record_id = ? AND snapshot.source_id = ?",
                        (record, self._place.source),
                    )
                }
                said.update(
                    (one.field, one.value.key() if one.field else ("", ""))
                    for one in load_claims(self._database, [record])
                    if one.id in own and one.supports
                )
        return said


def last_id(database: ReferenceDatabase, table: str) -> int:
    """Return the largest number in a table."""
    return int(database.rows(f"SELECT coalesce(max(id), 0) FROM {table}")[0][0])


def value_of(text: str) -> Value:
    """Return words as a value."""
    return Value(text=unicodedata.normalize("NFC", text))


def cells_of(
    field: Field, value: Value, kind: str | None, printed: str | None
) -> dict[str, object]:
    """Return the cells in which a one-valued field of a new record keeps its value."""
    if field.type is FieldType.DATE:
        return {
            f"{field.column}_edtf": value.edtf,
            f"{field.column}_min": value.earliest,
            f"{field.column}_max": value.latest,
            f"{field.column}_printed": printed,
        }
    if field.type is FieldType.RECORD:
        cells: dict[str, object] = {field.column: value.record_id}
        if field.kind_column is not None:
            cells[field.kind_column] = kind
        return cells
    return {field.column: value.text}
