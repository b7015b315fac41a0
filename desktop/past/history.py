"""The history of the record that is shown, and of the whole reference."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.editing.editing import Editing
from desktop.jobs.jobs import Jobs
from desktop.past.history_overlay import HistoryOverlay
from desktop.text.translate import tr
from desktop.window.record_shown import RecordShown
from desktop.window.ties import Ties
from models.reference.problems import ProblemError
from models.reference.reference import Reference
from models.undo import changes_of, history, recent_steps, take_back, why_not
from models.undo.steps import MOST_STEPS

__all__ = ["History"]


class History(QObject):
    """Reads what was done, shows it, and takes one old step back."""

    failed = Signal(object)
    """A `ProblemError`."""

    def __init__(
        self,
        reference: Reference,
        jobs: Jobs,
        editing: Editing,
        record: RecordShown,
        overlay: HistoryOverlay,
        ties: Ties,
        parent: QObject,
    ) -> None:
        """Listen to the overlay."""
        super().__init__(parent)
        self._reference = reference
        self._jobs = jobs
        self._editing = editing
        self._record = record
        self._overlay = overlay
        self._of: int | None = None
        ties.tie(overlay.asked, self._look_at)
        ties.tie(overlay.turned, self._turn)
        ties.tie(overlay.take_back_requested, self._take_back)

    def open(self) -> None:
        """Show who changed what of the record that is shown."""
        detail = self._record.detail
        if detail is None:
            self.open_all()
            return
        reference, record = self._reference, detail.id
        self._of = record
        self._overlay.wait(detail.label)
        self._read(lambda *_: history(reference, record), "")

    def open_all(self) -> None:
        """Show what was done lately to the whole reference."""
        self._of = None
        self._overlay.wait(None)

        def work(database: Any, _: object) -> Any:
            return recent_steps(database)

        self._read(work, tr("The last {count} steps at most", count=MOST_STEPS))

    def _read(self, work: Any, said: str) -> None:
        def failed(problem: ProblemError) -> None:
            self._overlay.dismiss()
            self.failed.emit(problem)

        self._jobs.run(
            "history",
            work,
            lambda entries: self._overlay.show_steps(entries, said),
            failed,
            whole=True,
        )

    def _turn(self) -> None:
        if self._of is None:
            self.open()
        else:
            self.open_all()

    def _look_at(self, step: int) -> None:
        whole = self._of is None
        writable = self._editing.writable

        def work(database: Any, _: object) -> Any:
            changes = changes_of(database, step) if whole else ()
            if not writable:
                return changes, tr("This reference can only be read")
            return changes, why_not(database, step)

        self._jobs.run("step", work, lambda told: self._overlay.tell(step, *told), self.failed.emit)

    def _take_back(self, step: int) -> None:
        if self._editing.writable:
            self._editing.make(partial(take_back, step=step), show=self._of)
