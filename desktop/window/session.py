"""One open reference in the window: its parts, what can be done with it, its beginning and end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.jobs.jobs import Jobs
from desktop.progress.strip import ProgressStrip
from desktop.quick_open.overlay import QuickOpen
from desktop.search_field.field import SearchField
from desktop.state.settings import Settings
from desktop.window.browsing import Browsing
from desktop.window.listing import Listing
from desktop.window.offering import Offering
from desktop.window.overlays import Overlays
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from desktop.window.remembered import (
    remember_order,
    remember_record,
    remembered_kinds,
    remembered_order,
    remembered_record,
)
from desktop.window.source_read import SourceRead
from desktop.window.ties import Ties
from models.queries.views import Totals
from models.reference import problems
from models.reference.reference import Reference
from models.schema.vocabulary import EVENT_KINDS
from models.search.orders import order_by

if TYPE_CHECKING:
    from desktop.editing.editing import Editing
    from desktop.editing.evidence_finding import EvidenceFinding
    from desktop.editing.form_filling import FormFilling
    from desktop.editing.here import EditedHere
    from desktop.editing.page_locators import PageLocators
    from desktop.editing.words_used import WordsUsed
    from desktop.editing.writer import Writer
    from desktop.past.past import Past
    from desktop.window.saved_views import SavedViews
    from desktop.window.source_copies import SourceCopies
    from desktop.window.writing import Writing
    from models.queries.views import SnapshotView

__all__ = ["Session"]

WRITING_MILLISECONDS = 250
"""After the first records: whoever presses a key as soon as there are any is answered first."""


class Session(QObject):
    """Ties the panes to one reference until it is closed.

    `listing` is the query and what answers it, `record` the record that is shown, `source` the
    source that is read. Each listens to the panes it fills; a new part of the window gets a
    file and a class of its own beside them, and is made here, or in `Writing`, which comes a
    moment after the first records, or as soon as one of its parts is asked for.
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
    writing_made = Signal()
    """Everything is there, what writes as well."""

    def __init__(
        self,
        reference: Reference,
        panes: Panes,
        search: SearchField,
        quick_open: QuickOpen,
        strip: ProgressStrip,
        overlays: Overlays,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        """Tie everything together; `start` asks for the first records."""
        super().__init__(parent)
        self.reference = reference
        self.jobs = Jobs(reference, self)
        self.browsing = Browsing(reference, self.jobs, self)
        self._panes = panes
        self._strip = strip
        self._overlays = overlays
        self._settings = settings
        self._facts = reference.facts()
        self._gone = False
        self._ties = Ties()
        # From the first record on, which is shown before what writes is made.
        for pane in (panes.detail, panes.quotes):
            pane.set_writable(not reference.read_only)
        browsing, ties = self.browsing, self._ties
        self.record = RecordShown(browsing, panes, quick_open, ties, self)
        self.listing = Listing(browsing, panes, search, self.record, ties, self)
        self.offering = Offering(self.jobs, browsing, search, panes.table, ties, self)
        self.source = SourceRead(browsing, panes, self.record, ties, self)
        ties.tie(self.source.opened, self._on_source_opened)
        ties.tie(panes.reader.text.selectionChanged, self.changed.emit)
        for part in (self.record, self.listing, self.source):
            ties.tie(part.changed, self.changed.emit)
        for speaker in (self.record, self.source):
            ties.tie(speaker.said, self.said.emit)
        ties.tie(panes.table.copied, self.said.emit)
        ties.tie(browsing.counted, self._on_counted)
        ties.tie(browsing.failed, self.failed.emit)
        ties.tie(self.offering.failed, self.failed.emit)
        ties.tie(self.jobs.crashed, self.crashed.emit)

    def start(self) -> None:
        """Ask for the first records, in the order and at the record of the last time."""
        self.listing.start(
            order_by(remembered_order(self._settings)),
            asked_kinds=remembered_kinds(self._settings),
            record=remembered_record(self._settings, self._facts),
        )
        self.browsing.found.connect(self._make_ready, Qt.ConnectionType.SingleShotConnection)

    # --------------------------------------------------------------- writing

    def _make_ready(self) -> None:
        """Bring in what writes, in a moment: the models beside the window, then part by part."""
        QTimer.singleShot(WRITING_MILLISECONDS, self, self._bring_writing)

    def _bring_writing(self) -> None:
        if self._ties.untied or self.can_write:
            return
        self.jobs.run(
            "writing",
            lambda *_: bring_models(),
            lambda _: self._bring_part(self._parts()),
            self.failed.emit,
            long=True,
        )

    def _bring_part(self, parts: Iterator[None]) -> None:
        """Bring the next part; between two of them the window answers."""
        if self._ties.untied or self.can_write:
            return
        for _ in parts:
            QTimer.singleShot(0, self, lambda: self._bring_part(parts))
            return

    def _parts(self) -> Iterator[None]:
        """Bring everything that writes; nothing here takes as long as one frame."""
        import desktop.editing.tools  # noqa: PLC0415 - no part of the start, all of it

        yield
        import desktop.past.past  # noqa: PLC0415

        yield
        import desktop.editing.here  # noqa: PLC0415

        yield
        import desktop.window.writing  # noqa: F401, PLC0415

        yield
        for part in self._overlays.parts():
            del part
            yield
        assert self.writing

    @property
    def can_write(self) -> bool:
        """Whether what writes is there already."""
        return "writing" in vars(self)

    @cached_property
    def writing(self) -> Writing:
        """What writes; made when it is first asked for."""
        from desktop.window.writing import Writing  # noqa: PLC0415 - no part of the start

        writing = Writing(
            self.reference,
            self.jobs,
            self.browsing,
            self.listing,
            self.record,
            self._panes,
            self._strip,
            self._overlays,
            self._ties,
            self,
        )
        tie = self._ties.tie
        tie(writing.changed, self.changed.emit)
        tie(writing.said, self.said.emit)
        tie(writing.noticed, self.noticed.emit)
        tie(writing.failed, self.failed.emit)
        tie(writing.saved, self.saved.emit)
        tie(writing.crashed, self.crashed.emit)
        # Whoever asked gets it first: those who are told of it may ask for it as well.
        QTimer.singleShot(0, self, self._on_writing_made)
        return writing

    def _on_writing_made(self) -> None:
        if not self._ties.untied:
            self.writing.start()
            self.writing_made.emit()

    @property
    def writer(self) -> Writer:
        """The thread that writes."""
        return self.writing.writer

    @property
    def editing(self) -> Editing:
        """Edits, made one after the other."""
        return self.writing.editing

    @property
    def views(self) -> SavedViews:
        """The views that are saved in the reference."""
        return self.writing.views

    @property
    def pages(self) -> PageLocators:
        """Which page a passage stands on."""
        return self.writing.pages

    @property
    def filling(self) -> FormFilling:
        """The editor at a field."""
        return self.writing.filling

    @property
    def words(self) -> WordsUsed:
        """What marked words are used for."""
        return self.writing.words

    @property
    def past(self) -> Past:
        """What was done before."""
        return self.writing.past

    @property
    def evidence(self) -> EvidenceFinding:
        """Looking for the words behind a field."""
        return self.writing.evidence

    @property
    def here(self) -> EditedHere:
        """Editing at what is shown."""
        return self.writing.here

    @property
    def copies(self) -> SourceCopies:
        """The copies of the source that is read."""
        return self.writing.copies

    def _on_source_opened(self, snapshot: SnapshotView) -> None:
        self.pages.prepare(snapshot)
        self.copies.count(snapshot)

    def close(self) -> None:
        """Make the edits that wait, untie everything, end the threads, close the file."""
        if self.can_write:
            self.writer.stop()
        self._ties.untie_all()
        remember_order(self._settings, self.browsing.order.keys)
        if self.record.detail is not None:
            remember_record(self._settings, self._facts, self.record.detail.id)
        self.browsing.stop()
        self.jobs.stop()
        self.reference.close()
        if self.can_write:
            self.writing.close()
        self.source.close()
        self.listing.clear()
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
            "writable": not self.reference.read_only,
            "record": detail is not None,
            "quote": detail is not None and bool(detail.quotes),
            "event": detail is not None and detail.kind in EVENT_KINDS,
            "field": self._panes.detail.current_slot is not None,
            "back": self.browsing.history.can_go_back,
            "forward": self.browsing.history.can_go_forward,
            "readable": detail is not None and bool(detail.snapshot_ids or detail.quotes),
            "source": self.source_meant is not None,
            **self.source.states(),
            "words": self.can_write and self.words.are_marked,
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
        """Open the newest copy of the source that is shown, or the one of the quote meant."""
        detail = self.record.detail
        if detail is not None and detail.snapshot_ids:
            self.browsing.read_snapshot(detail.snapshot_ids[0])
        else:
            self.record.open_quote()

    def _on_counted(self, _kinds: object, totals: Totals) -> None:
        self.counted.emit(totals)


def bring_models() -> None:
    """Import what an edit, a backup and a check need; on a thread beside the window."""
    import models.backups.making  # noqa: PLC0415 - no part of the start, all of it
    import models.capture.capturing  # noqa: PLC0415
    import models.capture.copies  # noqa: PLC0415
    import models.checking.verification  # noqa: PLC0415
    import models.editing.filling  # noqa: PLC0415
    import models.proposing.evidence_search  # noqa: PLC0415
    import models.proposing.reading_off  # noqa: PLC0415
    import models.proposing.writing  # noqa: PLC0415
    import models.queries.claim_lines  # noqa: PLC0415
    import models.queries.comparing  # noqa: PLC0415
    import models.queries.duplicates  # noqa: PLC0415
    import models.queries.forms  # noqa: PLC0415
    import models.undo  # noqa: F401, PLC0415
