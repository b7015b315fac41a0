"""Another reference from its file to the report: all of it or nothing, in one undoable step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from models.capture.problems import CaptureCancelledError
from models.editing.edit import Edit, cut, editing
from models.importing.references.reading import UnbelievableError
from models.importing.references.report import ReferenceReport
from models.importing.references.writing import Taking
from models.reference.database import BrokenRuleError, ReferenceDatabase
from models.reference.problems import ProblemError, not_writable
from models.reference.reference import Reference
from models.summaries.refresh import refresh
from models.summaries.waiting import following_records

LOGGED: Final = 4_000
"""Records up to which each change is recorded, so that the import can be made again after undo."""
BITE: Final = 2_000
PARTS: Final = 9


class UnbelievableReferenceError(ProblemError):
    """The other reference holds what no reference can hold; nothing was taken from it."""


def _ignore(done: int, total: int, what: str) -> None:
    """Tell nobody."""


def import_reference(
    reference: Reference,
    path: Path,
    *,
    progress: Callable[[int, int, str], None] = _ignore,
    cancelled: Callable[[], bool] = lambda: False,
    logged: int = LOGGED,
) -> ReferenceReport:
    """Add what the reference at `path` holds to `reference`, in one undoable step.

    The same uid, the same identifier in a register, and a source with the same bytes are the same
    record: it gains the values and claims it lacks, and where both are quoted and disagree, both
    stand (law 5). Nobody is joined by likeness (law 8). History, saved views and suggestions stay
    behind. The other file is opened to be read alone; importing it again adds nothing.

    Raises:
        CaptureCancelledError: `cancelled` said so; nothing was changed.
        ProblemError: one of the files cannot be read or written, or the other is no reference, or
            one that was tampered with; nothing was changed.
    """
    if reference.read_only:
        raise not_writable(reference.path, "it is open read-only")
    if path.exists() and path.samefile(reference.path):
        raise ProblemError("This is the reference that is open.", "Nothing was imported.")
    report = ReferenceReport(path.name)
    with Reference.open(path, read_only=True) as other, other.connected() as theirs:
        try:
            _take(reference, theirs, report, progress, cancelled, logged)
        except (UnbelievableError, BrokenRuleError, TypeError, KeyError) as error:
            why = str(error) if isinstance(error, UnbelievableError) else "a rule is broken in it"
            raise UnbelievableReferenceError(
                f"{path.name} cannot be imported: {why}.",
                "Nothing was changed. Verify that reference; repair can make a whole one of it.",
            ) from error
    return report


def _take(
    reference: Reference,
    theirs: ReferenceDatabase,
    report: ReferenceReport,
    progress: Callable[[int, int, str], None],
    cancelled: Callable[[], bool],
    logged: int,
) -> None:
    def look(done: int, what: str) -> None:
        if cancelled():
            raise CaptureCancelledError("The import was cancelled.", "Nothing was changed.")
        progress(done, PARTS + 1, what)

    def go(edit: Edit, batch: int | None) -> Taking:
        look(0, "importing")
        taking = Taking(edit, theirs, report, batch)
        for done, _ in enumerate(taking.steps(), start=1):
            look(done, "importing")
        return taking

    label = f"Import {cut(report.name, 80)}"
    if int(theirs.rows("SELECT count(*) FROM record")[0][0]) <= logged:
        with editing(reference, label=label, many_quotes=True) as edit:
            go(edit, None)
        report.step = edit.done.step
        return
    report.bulk = True
    with reference.step(label=label, bulk=True, many_quotes=True) as step:
        database = reference.database
        taking = go(Edit(database, step, label), step)
        if not taking.touched and not report.quotes and not report.claims:
            database.run("DELETE FROM step WHERE id = ?", (step,))
            return
        report.step = step
        ids = following_records(database, taking.causes())
        for index in range(0, len(ids), BITE):
            look(PARTS, "working out the table")
            refresh(database, ids[index : index + BITE])
