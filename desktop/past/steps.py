"""Undo and redo of the open reference: what they would do, in words, and doing it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.editing.editing import Editing
from desktop.editing.writer import Writer
from desktop.jobs.jobs import Jobs
from desktop.jobs.written_beside import written_beside
from desktop.progress.line import Ending
from desktop.progress.strip import ProgressStrip
from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from models.editing.done import Done, RefusedError
from models.reference.problems import ProblemError
from models.reference.reference import Reference
from models.undo import NextStep, imported_records, next_redo, next_undo, redo, undo_last

__all__ = ["Steps"]

SHOWN_LABEL = 60


class Steps(QObject):
    """Takes steps back and makes them again, and knows what the next of each would be.

    An import is a question first, asked in the strip: it can be long, and cannot be made again
    from the history.
    """

    named = Signal(str, str)
    """What undo and redo are called now: `Undo: Rename X to Y`."""
    failed = Signal(object)
    """A `ProblemError`."""
    taken_back = Signal(object)
    """The `Reference` from which an import was taken back."""

    def __init__(
        self,
        reference: Reference,
        jobs: Jobs,
        editing: Editing,
        writer: Writer,
        strip: ProgressStrip,
        parent: QObject,
    ) -> None:
        """Know nothing yet; `look` asks."""
        super().__init__(parent)
        self._reference = reference
        self._jobs = jobs
        self._editing = editing
        self._writer = writer
        self._strip = strip

    def look(self) -> None:
        """Ask beside the window what would be taken back or made again."""
        reference = self._reference
        if reference.read_only:
            return
        self._jobs.run(
            "steps",
            lambda *_: (next_undo(reference), next_redo(reference)),
            lambda steps: self.named.emit(_undo_words(steps[0]), _redo_words(steps[1])),
            self.failed.emit,
        )

    def undo(self) -> None:
        """Take the last step back, also one of an earlier day, and go to what changed."""
        self._write(_undone)

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        self._write(redo)

    def _write(self, work: Callable[[Reference], Done | tuple[NextStep, int]]) -> None:
        def finished(result: Done | tuple[NextStep, int]) -> None:
            if isinstance(result, tuple):
                self._ask(*result)
            else:
                self._editing.tell(result)

        def problem(error: ProblemError) -> None:
            if isinstance(error, RefusedError):
                self._editing.said.emit(error.sentence)
            else:
                self.failed.emit(error)

        self._writer.write(work, finished, problem)

    # ------------------------------------------------------------- an import

    def _ask(self, step: NextStep, records: int) -> None:
        """Ask before an import of so many records is taken back."""
        self._strip.ask(
            Ending(
                tr_count(
                    "“{label}” is an import of {count} record. To have it again, it would have "
                    "to be imported again.",
                    "“{label}” is an import of {count} records. To have them again, they would "
                    "have to be imported again.",
                    records,
                    label=plain(step.label, SHOWN_LABEL),
                ),
                "warning",
                action=tr("Take it back"),
                then=lambda: self._take_back(step),
                leave=tr("Leave it"),
            ),
            hesitate=True,
        )

    def _take_back(self, step: NextStep) -> None:
        reference = self._reference

        def ended(done: Done) -> Ending:
            self.taken_back.emit(reference)
            return Ending(tr("{done}. It is taken back.", done=plain(done.label, SHOWN_LABEL)))

        self._strip.run(
            tr("Taking back “{label}”", label=plain(step.label, SHOWN_LABEL)),
            lambda tell, cancelled: _without_import(reference, step, tell, cancelled),
            ended=ended,
            cancelled=tr("Nothing was taken back: cancelled"),
        )


def _undone(reference: Reference) -> Done | tuple[NextStep, int]:
    """Take the last step back; an import is returned with its records, to be asked about."""
    step = next_undo(reference)
    if step is not None and step.is_import:
        return step, imported_records(reference, step.step)
    return undo_last(reference)


def _without_import(
    reference: Reference,
    step: NextStep,
    tell: Callable[[int, int, str], None],
    cancelled: Callable[[], bool],
) -> Done:
    with written_beside(reference):
        last = next_undo(reference)
        if last is None or last.step != step.step:
            raise RefusedError(None, tr("Something was done since; look again."))
        return undo_last(reference, imports=True, progress=tell, cancelled=cancelled)


def _undo_words(step: NextStep | None) -> str:
    if step is None or step.is_final:
        return ""
    if step.is_import:
        return tr("Undo: {label}…", label=plain(step.label, SHOWN_LABEL))
    return tr("Undo: {label}", label=plain(step.label, SHOWN_LABEL))


def _redo_words(step: NextStep | None) -> str:
    return tr("Redo: {label}", label=plain(step.label, SHOWN_LABEL)) if step is not None else ""
