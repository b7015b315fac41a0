"""Everything about what was done before, for one open reference."""

from PySide6.QtCore import QObject, Signal

from desktop.editing.editing import Editing
from desktop.editing.writer import Writer
from desktop.jobs.jobs import Jobs
from desktop.past.history import History
from desktop.past.merging import Merging
from desktop.past.overlays import PastOverlays
from desktop.past.steps import Steps
from desktop.past.trash import Trash
from desktop.progress.strip import ProgressStrip
from desktop.window.browsing import Browsing
from desktop.window.listing import Listing
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from desktop.window.ties import Ties
from models.reference.reference import Reference

__all__ = ["Past"]


class Past(QObject):
    """Makes the parts, and has them look again whenever the file was changed by whomever."""

    said = Signal(str)
    """A short sentence about what was just done."""
    failed = Signal(object)
    """A `ProblemError`."""

    def __init__(
        self,
        reference: Reference,
        jobs: Jobs,
        editing: Editing,
        writer: Writer,
        browsing: Browsing,
        listing: Listing,
        record: RecordShown,
        panes: Panes,
        strip: ProgressStrip,
        overlays: PastOverlays,
        ties: Ties,
        parent: QObject,
    ) -> None:
        """Tie the parts to the reference; `start` asks for the first time."""
        super().__init__(parent)
        self.steps = Steps(reference, jobs, editing, writer, strip, self)
        self.trash = Trash(reference, jobs, editing, listing, record, panes, strip, self)
        self.history = History(reference, jobs, editing, record, overlays.history, ties, self)
        self.merging = Merging(
            reference,
            jobs,
            editing,
            record,
            panes,
            overlays.merge,
            overlays.other,
            overlays.apart,
            ties,
            self,
        )
        ties.tie(browsing.refreshed, lambda _: self.steps.look())
        for part in (self.steps, self.trash, self.history, self.merging):
            ties.tie(part.failed, self.failed.emit)
        for speaker in (self.trash, self.merging):
            ties.tie(speaker.said, self.said.emit)

    def start(self) -> None:
        """Ask what could be undone."""
        self.steps.look()
