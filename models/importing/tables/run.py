"""A table from its file to the report: all of it or nothing, in one undoable step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from models.capture import problems
from models.capture.adding import known_copy, planned, write
from models.capture.capturing import LIMITS, Hint, bytes_of, never, read_document
from models.capture.child_process import Limits
from models.capture.document import CapturedDocument
from models.capture.known_sources import KnownSources
from models.capture.sniffing import NAMES, Form, sniff
from models.editing.edit import Edit, cut, editing
from models.importing.tables.evidence import Place
from models.importing.tables.mapping import BadMappingError, Mapping
from models.importing.tables.reading import RowDraft, RowReader
from models.importing.tables.report import TableReport
from models.importing.tables.sheet import Row, Sheet, headings_of, rows_of, sheets_of
from models.importing.tables.writing import ROWS, Writer
from models.reference.database import ReferenceDatabase
from models.reference.problems import ProblemError, not_writable
from models.reference.reference import Reference
from models.summaries.refresh import refresh
from models.summaries.waiting import RECORDS, Causes, following_records
from models.text.reading_text import UnreadableTextError

LOGGED: Final = 2_000
"""Rows up to which each change is recorded, so that the import can be made again after undo. Of
more, the history would be larger than what it tells of: they are one bulk step."""
MOST_ROWS: Final = 50_000
"""They are one text and one step: so many are held, shown and taken back without a long wait."""
EVERY: Final = 50
"""Rows between two reports of progress and two looks at whether somebody cancelled."""
BITE: Final = 2_000

Progress = Callable[[int, int, str], None]


def _ignore(done: int, total: int, what: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table that was read: its text, its sheets, and the sheet and headings that are meant."""

    document: CapturedDocument
    sheets: tuple[Sheet, ...]
    sheet: Sheet
    heading: Row | None
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    """What stands below the headings."""

    def of_sheet(self, name: str | None, heading_row: int | None = None) -> TableFile:
        """Return the same file with another sheet chosen, or another row of headings.

        Raises:
            BadMappingError: there is no such sheet.
        """
        return _chosen(self.document, name, heading_row)


def read_table(
    file: Path | bytes,
    *,
    name: str = "",
    mapping: Mapping | None = None,
    limits: Limits = LIMITS,
    cancelled: Callable[[], bool] = never,
) -> TableFile:
    """Read a table and find its headings; `mapping` may name sheet, delimiter and encoding.

    Raises:
        UnreadableDocumentError: it cannot be read, with the reason.
        CaptureCancelledError: `cancelled` said so.
        BadMappingError: the sheet is not there, or has no rows.
    """
    encoding = mapping.encoding if mapping else None
    delimiter = mapping.delimiter if mapping else None
    if isinstance(file, Path):
        name = name or file.name
        file = bytes_of(file, name)
    form = _form_of(file, name)
    hint = Hint(name=name, encoding=encoding, form=form, delimiter=delimiter)
    document = read_document(file, hint, limits=limits, cancelled=cancelled)
    wanted = (mapping.sheet, mapping.heading_row) if mapping else (None, None)
    return _chosen(document, *wanted)


def _form_of(content: bytes, name: str) -> Form:
    """Return which kind of table the bytes are.

    Raises:
        UnreadableDocumentError: they are something else.
    """
    try:
        form = sniff(content)
    except UnreadableTextError as error:
        raise problems.unreadable(name, str(error), "Nothing was imported.") from error
    if form in {Form.PLAIN, Form.E_MAIL}:
        # A first cell can look like the first line of an e-mail.
        return Form.TABLE
    if form is not Form.SPREADSHEET:
        why = f"It is {NAMES[form]}, no table."
        raise problems.unreadable(name, why, "Nothing was imported.")
    return form


def _chosen(document: CapturedDocument, name: str | None, heading_row: int | None) -> TableFile:
    sheets = sheets_of(document)
    if name:
        sheet = next((one for one in sheets if one.name == name), None)
    else:
        sheet = next((one for one in sheets if not one.hidden), sheets[0])
    if sheet is None:
        raise BadMappingError(
            f"The table has no sheet “{(name or '')[:60]}”.", "Nothing was imported."
        )
    rows = list(rows_of(document.text, sheet))
    if len(rows) == 0:
        raise BadMappingError("The table has no rows.", "Nothing was imported.")
    heading: Row | None = None
    if heading_row is None:
        told = document.text[rows[0].start : rows[0].end].lower().startswith("sep=")
        heading = rows[1] if told and len(rows) > 1 else rows[0]
    elif heading_row > 0:
        heading = next((row for row in rows if row.number == heading_row), None)
    below = tuple(row for row in rows if heading is None or row.number > heading.number)
    width = 1 + max(max(row.cells) for row in rows)
    return TableFile(document, sheets, sheet, heading, headings_of(heading, width), below)


def read_rows(table: TableFile, mapping: Mapping, report: TableReport) -> list[RowDraft]:
    """Return what the rows say; what cannot be read is in the report.

    Raises:
        BadMappingError: the table cannot be read so.
    """
    mapping.check(table.headings)
    reader = RowReader(mapping, table.headings, report)
    report.rows = len(table.rows)
    return [draft for row in table.rows if (draft := reader.read(row)) is not None]


def import_table(
    reference: Reference,
    table: TableFile,
    mapping: Mapping,
    *,
    progress: Progress = _ignore,
    cancelled: Callable[[], bool] = never,
    logged: int = LOGGED,
) -> TableReport:
    """Add what a table says to `reference`, or what is new in it, in one undoable step.

    The file becomes a source with a copy of its bytes; each row is a quote, each value a claim.
    Importing the same again adds nothing. Up to `logged` rows undo and redo go as with any edit;
    more are one bulk step, which is taken back whole. `cancelled` is asked all the while.

    Raises:
        BadMappingError: the table cannot be read so; nothing was changed.
        CaptureCancelledError: `cancelled` said so; nothing was changed.
        ProblemError: the reference cannot be written, or the table is too long.
    """
    if reference.read_only:
        raise not_writable(reference.path, "it is open read-only")
    if len(table.rows) > MOST_ROWS:
        raise ProblemError(
            f"The table has {len(table.rows):,} rows; up to {MOST_ROWS:,} are imported at once.",
            "Nothing was imported. Split it, by years for instance.",
        )
    name = problems.shortened(table.document.name) or "the table"
    report = TableReport(name, warnings=list(table.document.warnings))
    drafts = read_rows(table, mapping, report)
    work = _Import(table, mapping, report, progress, cancelled)
    label = f"Import {cut(name, 80)}"
    if len(drafts) <= logged:
        with editing(reference, label=label, many_quotes=True) as edit:
            work.write(edit, drafts, batch=None)
        report.step = edit.done.step
        return report
    report.bulk = True
    with reference.step(label=label, bulk=True, many_quotes=True) as step:
        edit = Edit(reference.database, step, label)
        causes = work.write(edit, drafts, batch=step)
        if work.is_empty(reference.database, step):
            reference.database.run("DELETE FROM step WHERE id = ?", (step,))
        else:
            report.step = step
            work.refresh(reference.database, causes)
    return report


class _Import:
    def __init__(
        self,
        table: TableFile,
        mapping: Mapping,
        report: TableReport,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> None:
        self._table = table
        self._mapping = mapping
        self._report = report
        self._progress = progress
        self._cancelled = cancelled

    def write(self, edit: Edit, drafts: list[RowDraft], *, batch: int | None) -> Causes:
        database, document = edit.database, self._table.document
        known = KnownSources(database)
        found = known_copy(database, document, known)
        if found is None:
            plan = planned(database, document, known)
            found = write(edit, document, known, plan, batch=batch)
        self._report.source = found.source_id
        place = Place(found.snapshot_id, found.source_id, document.text)
        writer = Writer(edit, place, self._table.heading, self._report, batch)
        ordered = writer.in_order(drafts, self._mapping.kind, self._identity)
        for number, draft in enumerate(ordered):
            if number % EVERY == 0:
                self._look(number, len(drafts), "importing")
            writer.write(draft, self._mapping.kind, self._identity(draft))
        writer.finish()
        self._look(len(drafts), len(drafts), "importing")
        # Whoever names a record that is spelled or placed otherwise now is found by that, too.
        changed = sorted(writer.changed)
        touched = [found.source_id, *writer.touched]
        return {RECORDS: sorted(set(touched)), "named": changed, "placed": changed}

    def _identity(self, draft: RowDraft) -> tuple[str, str]:
        """Return the register and the value by which a row is known in every import."""
        kind = self._mapping.kind
        if draft.key is not None:
            register = self._mapping.register or PurePath(self._table.document.name).stem
            return f"table/{register}", f"{kind}/{draft.key}"
        where = f"{self._table.document.original_sha256}/{self._table.sheet.name}"
        return ROWS, f"{where}/{draft.row.number}/{kind}"

    def refresh(self, database: ReferenceDatabase, causes: Causes) -> None:
        """Work out the table's lines of a bulk step."""
        ids = following_records(database, causes)
        for index in range(0, len(ids), BITE):
            self._look(index, len(ids), "working out the table")
            refresh(database, ids[index : index + BITE])
        self._look(len(ids), len(ids), "done")

    def _look(self, done: int, total: int, what: str) -> None:
        if self._cancelled():
            raise problems.CaptureCancelledError(
                "The import was cancelled.", "Nothing was changed."
            )
        self._progress(done, total, what)

    @staticmethod
    def is_empty(database: ReferenceDatabase, step: int) -> bool:
        """Whether a bulk step did nothing: there is nothing to undo."""
        return not database.rows(
            "SELECT 1 FROM change WHERE step_id = ?1 UNION ALL "
            "SELECT 1 FROM snapshot WHERE batch_id = ?1 UNION ALL "
            "SELECT 1 FROM claim WHERE batch_id = ?1 UNION ALL "
            "SELECT 1 FROM record WHERE batch_id = ?1 LIMIT 1",
            (step,),
        )
