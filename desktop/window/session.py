"""One open reference in the window: its parts, what can be done with it, its beginning and end."""

from PySide6.QtCore import QObject, Signal

from desktop.editing.asking import Asking
from desktop.editing.editing import Editing
from desktop.editing.evidence_finding import EvidenceFinding
from desktop.editing.evidence_list import EvidenceList
from desktop.editing.form_filling import FormFilling
from desktop.editing.here import EditedHere
from desktop.editing.overlays import EditingOverlays
from desktop.editing.page_locators import PageLocators
from desktop.editing.tools import Tools
from desktop.editing.words_used import WordsUsed
from desktop.editing.writer import Writer
from desktop.jobs.jobs import Jobs
from desktop.past.overlays import PastOverlays
from desktop.past.past import Past
from desktop.progress.strip import ProgressStrip
from desktop.quick_open.overlay import QuickOpen
from desktop.reader.copies import CopiesOverlay
from desktop.search_field.field import SearchField
from desktop.state.settings import Settings
from desktop.window.browsing import Browsing
from desktop.window.listing import Listing
from desktop.window.offering import Offering
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from desktop.window.remembered import remember_order, remembered_order
from desktop.window.saved_views import SavedViews
from desktop.window.source_copies import SourceCopies
from desktop.window.source_read import SourceRead
from desktop.window.ties import Ties
from models.editing.done import Done, RefusedError
from models.queries.views import Totals
from models.reference import problems
from models.reference.reference import Reference
from models.schema.vocabulary import ASKED_KINDS, EVENT_KINDS
from models.search.orders import order_by

__all__ = ["Session"]


class Session(QObject):
    """Ties the panes to one reference until it is closed.

    `listing` is the query and what answers it, `record` the record that is shown, `source` the
    source that is read. Each listens to the panes it fills; a new part of the window gets a
    file and a class of its own beside them, and is made here.
    """

    changed = Signal()
    """What can be done now may be different: the states of the commands."""
    said = Signal(str)
    """A short sentence about what was just done."""
    noticed = Signal(object)
    """Sentences to be read at leisure: what an edit moved along, what should be looked at."""
    counted = Signal(object)
    """`Totals` of the reference."""
    failed = Signal(object)
    """A `ProblemError`."""
    saved = Signal(bool)
    """Whether every edit is saved; False while one is being written."""
    crashed = Signal(object)
    """A bug: the exception."""

    def __init__(
        self,
        reference: Reference,
        panes: Panes,
        search: SearchField,
        quick_open: QuickOpen,
        writing: EditingOverlays,
        strip: ProgressStrip,
        overlays: PastOverlays,
        copies: CopiesOverlay,
        evidence: EvidenceList,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        """Tie everything together; `start` asks for the first records."""
        super().__init__(parent)
        self.reference = reference
        self.jobs = Jobs(reference, self)
        self.browsing = Browsing(reference, self.jobs, self)
        self.writer = Writer(reference, self)
        self.editing = Editing(reference, self.writer, self)
        self._panes = panes
        self._settings = settings
        self._key = f"reference-{reference.facts().get('uid', '')}"
        self._gone = False
        self._ties = Ties()
        browsing, ties = self.browsing, self._ties
        self.record = RecordShown(browsing, panes, quick_open, ties, self)
        self.listing = Listing(browsing, panes, search, self.record, ties, self)
        self.offering = Offering(self.jobs, browsing, search, panes.table, ties, self)
        self.views = SavedViews(self.jobs, browsing, self.editing, self.listing, panes, ties, self)
        self.source = SourceRead(browsing, panes, self.record, ties, self)
        self.pages = PageLocators(self.jobs, reference)
        self.filling = FormFilling(
            self.jobs, self.editing, writing.field, panes, ties, self.pages, self
        )
        self.words = WordsUsed(
            self.jobs,
            self.editing,
            self.filling,
            self.record,
            writing.what_for,
            panes,
            ties,
            self.pages,
            self,
        )
        self.past = Past(
            reference,
            self.jobs,
            self.editing,
            self.writer,
            browsing,
            self.listing,
            self.record,
            panes,
            strip,
            overlays,
            ties,
            self,
        )
        self.evidence = EvidenceFinding(
            self.jobs, self.editing, self.record, evidence, panes, ties, self.pages, self
        )
        ties.tie(self.evidence.said, self.said.emit)
        ties.tie(self.evidence.failed, self.failed.emit)
        self.copies = SourceCopies(self.jobs, browsing, copies, panes, ties, self)
        ties.tie(self.source.opened, self.pages.prepare)
        ties.tie(self.source.opened, self.copies.count)
        ties.tie(self.copies.failed, self.failed.emit)
        self.here = EditedHere(self._tools(writing), ties, self)
        ties.tie(self.filling.failed, self.failed.emit)
        ties.tie(panes.reader.text.selectionChanged, self.changed.emit)
        for part in (self.record, self.listing, self.source, self.filling):
            ties.tie(part.changed, self.changed.emit)
        for speaker in (self.record, self.source):
            ties.tie(speaker.said, self.said.emit)
        ties.tie(panes.table.copied, self.said.emit)
        ties.tie(browsing.counted, self._on_counted)
        ties.tie(browsing.failed, self.failed.emit)
        ties.tie(self.offering.failed, self.failed.emit)
        ties.tie(self.views.failed, self.failed.emit)
        ties.tie(self.views.said, self.said.emit)
        ties.tie(self.jobs.crashed, self.crashed.emit)
        ties.tie(self.editing.made, self._on_made)
        ties.tie(self.editing.said, self.said.emit)
        ties.tie(self.editing.refused, self._on_refused)
        ties.tie(self.editing.failed, self.failed.emit)
        ties.tie(self.writer.working, lambda working: self.saved.emit(not working))
        ties.tie(self.past.failed, self.failed.emit)
        ties.tie(self.past.said, self.said.emit)
        ties.tie(self.writer.caught_up, lambda: self.listing.show_edited(()))
        ties.tie(self.writer.crashed, self.crashed.emit)

    def _tools(self, overlays: EditingOverlays) -> Tools:
        asking = Asking(self.jobs, self.editing, overlays.question, self._ties, self)
        self._ties.tie(asking.failed, self.failed.emit)
        return Tools(
            jobs=self.jobs,
            editing=self.editing,
            filling=self.filling,
            record=self.record,
            browsing=self.browsing,
            panes=self._panes,
            choices=overlays.choices,
            tags=overlays.tags,
            asking=asking,
            say=self.said.emit,
            failed=self.failed.emit,
        )

    def start(self) -> None:
        """Ask for the first records, in the order and at the record of the last time."""
        asked = [kind for kind in ASKED_KINDS if self._settings.flag(f"table/show_{kind}s")]
        self.listing.start(
            order_by(remembered_order(self._settings)),
            asked_kinds=asked,
            record=self._settings.number(f"{self._key}/record", 0) or None,
        )
        self.views.read()
        self.past.start()

    def close(self) -> None:
        """Make the edits that wait, untie everything, end the threads, close the file."""
        self.writer.stop()
        self._ties.untie_all()
        remember_order(self._settings, self.browsing.order.keys)
        if self.record.detail is not None:
            self._settings.set_number(f"{self._key}/record", self.record.detail.id)
        self.browsing.stop()
        self.jobs.stop()
        self.reference.close()
        self.filling.close()
        self.here.close()
        self.source.close()
        self.listing.clear()
        self.views.close()
        self.record.show_nothing("")

    @property
    def file_is_gone(self) -> bool:
        """Whether the file was not at its place when last looked for."""
        return self._gone

    def look_after_file(self) -> None:
        """Tell, once, when the file is not at its place any more."""
        path = self.reference.path

        def told(there: bool) -> None:
            gone_before, self._gone = self._gone, not there
            if self._gone and not gone_before:
                self.failed.emit(problems.missing(path))

        # Beside the window: a drive that sleeps or is gone can take long to answer.
        self.jobs.run("file", lambda *_: path.exists(), told, self.failed.emit)

    def states(self) -> frozenset[str]:
        """Return what holds now, in the words of the table of commands."""
        detail = self.record.detail
        holds = {
            "reference": True,
            "writable": self.editing.writable,
            "record": detail is not None,
            "quote": detail is not None and bool(detail.quotes),
            "event": detail is not None and detail.kind in EVENT_KINDS,
            "field": self._panes.detail.current_slot is not None,
            "back": self.browsing.history.can_go_back,
            "forward": self.browsing.history.can_go_forward,
            "snapshot": detail is not None and bool(detail.snapshot_ids),
            "source": self.source_meant is not None,
            **self.source.states(),
            "words": self.words.are_marked,
        }
        return frozenset(name for name, held in holds.items() if held)

    @property
    def source_meant(self) -> int | None:
        """The source that is meant: the one shown as a record, else the one in the reader."""
        detail = self.record.detail
        if detail is not None and detail.kind == "source":
            return detail.id
        reading = self.source.snapshot
        return reading.source.id if reading and not self._panes.reader.isHidden() else None

    def read_source(self) -> None:
        """Open the newest copy of the source that is shown as the record."""
        detail = self.record.detail
        if detail is not None and detail.snapshot_ids:
            self.browsing.read_snapshot(detail.snapshot_ids[0])

    def _on_made(self, done: Done) -> None:
        if done.notices:
            self.noticed.emit(done.notices)
        self.listing.show_edited(done.records)
        self.changed.emit()

    def _on_refused(self, refused: RefusedError) -> None:
        self.said.emit(refused.sentence)

    def _on_counted(self, _kinds: object, totals: Totals) -> None:
        self.counted.emit(totals)
