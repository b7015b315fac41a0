"""The copies of the source that is read: how many there are, and the list of them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.jobs.jobs import Jobs
from desktop.reader.copies import CopiesOverlay
from desktop.window.browsing import Browsing
from desktop.window.panes import Panes
from desktop.window.ties import Ties
from models.capture.copies import Copies, copies_beside
from models.queries.views import SnapshotView, Span

__all__ = ["SourceCopies"]


class SourceCopies(QObject):
    """Tells the reader how many copies there are and goes to what is chosen among them."""

    failed = Signal(object)
    """A `ProblemError`."""

    def __init__(
        self,
        jobs: Jobs,
        browsing: Browsing,
        overlay: CopiesOverlay,
        panes: Panes,
        ties: Ties,
        parent: QObject,
    ) -> None:
        """Listen to the list; it stays closed."""
        super().__init__(parent)
        self._jobs = jobs
        self._overlay = overlay
        self._reader = panes.reader
        ties.tie(overlay.copy_chosen, browsing.read_snapshot)
        ties.tie(overlay.quote_chosen, browsing.read_source_of)
        ties.tie(overlay.place_chosen, self._go_to)
        ties.tie(panes.reader.header.copies_wanted, self.show)

    def count(self, snapshot: SnapshotView) -> None:
        """Say in the reader which of the copies is shown, and what of the others stands in it."""
        self._reader.say_copies(None)
        self._ask(snapshot.id, self._reader.say_copies)

    def show(self) -> None:
        """List the copies of the source that is read."""
        snapshot = self._reader.snapshot_id
        if snapshot is not None:
            self._ask(snapshot, self._list)

    def _ask(self, snapshot: int, done: Callable[[Copies | None], object]) -> None:
        self._jobs.run(
            "copies",
            lambda database, _: copies_beside(database, snapshot),
            done,
            self.failed.emit,
            whole=True,
        )

    def _list(self, copies: Copies | None) -> None:
        if copies is not None:
            self._overlay.show_copies(copies)

    def _go_to(self, span: Span) -> None:
        self._reader.show_reading_text()
        self._reader.select(span)
        self._reader.text.ensureCursorVisible()
        self._reader.text.setFocus()
