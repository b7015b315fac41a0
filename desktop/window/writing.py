"""What a session writes with, made a moment after its first records are shown.

Everything here, and all of the models it brings, is of use only to somebody who sees a record
already. So that nobody waits for it, it is no part of the start.
"""

from PySide6.QtCore import QObject, Signal

from desktop.editing.asking import Asking
from desktop.editing.editing import Editing
from desktop.editing.evidence_finding import EvidenceFinding
from desktop.editing.form_filling import FormFilling
from desktop.editing.here import EditedHere
from desktop.editing.page_locators import PageLocators
from desktop.editing.tools import Tools
from desktop.editing.words_used import WordsUsed
from desktop.editing.writer import Writer
from desktop.jobs.jobs import Jobs
from desktop.past.past import Past
from desktop.progress.strip import ProgressStrip
from desktop.window.browsing import Browsing
from desktop.window.listing import Listing
from desktop.window.overlays import Overlays
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from desktop.window.saved_views import SavedViews
from desktop.window.source_copies import SourceCopies
from desktop.window.ties import Ties
from models.editing.done import Done, RefusedError
from models.reference.reference import Reference
from models.summaries.waiting import anything_waits

__all__ = ["Writing"]


class Writing(QObject):
    """The parts of a session that change the reference, and those that look back on changes.

    A new one of them gets a file and a class of its own beside them, and is made here.
    """

    changed = Signal()
    said = Signal(str)
    noticed = Signal(object)
    failed = Signal(object)
    saved = Signal(bool)
    crashed = Signal(object)
    """The signals of the `Session`, which passes them on."""

    def __init__(
        self,
        reference: Reference,
        jobs: Jobs,
        browsing: Browsing,
        listing: Listing,
        record: RecordShown,
        panes: Panes,
        strip: ProgressStrip,
        overlays: Overlays,
        ties: Ties,
        parent: QObject,
    ) -> None:
        """Tie everything together; `start` asks for what is to be listed."""
        super().__init__(parent)
        self._jobs = jobs
        self._listing = listing
        self.writer = Writer(reference, self)
        self.editing = Editing(reference, self.writer, self)
        self.views = SavedViews(jobs, browsing, self.editing, listing, panes, ties, self)
        self.pages = PageLocators(jobs, reference)
        self.filling = FormFilling(
            jobs, self.editing, overlays.editing.field, record, panes, ties, self.pages, self
        )
        self.words = WordsUsed(
            jobs,
            self.editing,
            self.filling,
            record,
            overlays.editing.what_for,
            panes,
            ties,
            self.pages,
            self,
        )
        self.past = Past(
            reference,
            jobs,
            self.editing,
            self.writer,
            browsing,
            listing,
            record,
            panes,
            strip,
            overlays.past,
            ties,
            self,
        )
        self.evidence = EvidenceFinding(
            jobs, self.editing, record, overlays.evidence, panes, ties, self.pages, self
        )
        self.copies = SourceCopies(jobs, browsing, overlays.copies, panes, ties, self)
        self.here = EditedHere(
            self._tools(jobs, browsing, record, panes, overlays, ties), ties, self
        )
        self._tie(ties)

    def _tools(
        self,
        jobs: Jobs,
        browsing: Browsing,
        record: RecordShown,
        panes: Panes,
        overlays: Overlays,
        ties: Ties,
    ) -> Tools:
        asking = Asking(jobs, self.editing, overlays.editing.question, ties, self)
        ties.tie(asking.failed, self.failed.emit)
        return Tools(
            jobs=jobs,
            editing=self.editing,
            filling=self.filling,
            record=record,
            browsing=browsing,
            panes=panes,
            choices=overlays.editing.choices,
            tags=overlays.editing.tags,
            asking=asking,
            say=self.said.emit,
            failed=self.failed.emit,
        )

    def _tie(self, ties: Ties) -> None:
        for speaker in (self.evidence, self.views, self.past, self.editing):
            ties.tie(speaker.said, self.said.emit)
        for part in (
            self.evidence, self.copies, self.filling, self.views, self.past, self.editing
        ):  # fmt: skip
            ties.tie(part.failed, self.failed.emit)
        ties.tie(self.filling.changed, self.changed.emit)
        ties.tie(self.editing.made, self._on_made)
        ties.tie(self.editing.refused, self._on_refused)
        ties.tie(self.writer.working, lambda working: self.saved.emit(not working))
        ties.tie(self.writer.caught_up, lambda: self._listing.show_edited(()))
        ties.tie(self.writer.crashed, self.crashed.emit)

    def start(self) -> None:
        """Ask for the saved views, and for what could be undone."""
        self.views.read()
        self.past.start()
        if self.editing.writable:
            self._jobs.run(
                "waiting summaries",
                lambda database, _: anything_waits(database),
                lambda waits: self.writer.resume() if waits else None,
                self.failed.emit,
            )

    def close(self) -> None:
        """Take away what is open over the window, and what is listed."""
        self.filling.close()
        self.here.close()
        self.views.close()

    def _on_made(self, done: Done) -> None:
        if done.notices:
            self.noticed.emit(done.notices)
        self._listing.show_edited(done.records)
        self.changed.emit()

    def _on_refused(self, refused: RefusedError) -> None:
        self.said.emit(refused.sentence)
