"""What the panes show of one open reference: the query, the record, its quotes, the reader."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.jobs.jobs import Jobs
from desktop.reader.marking import MarkedText
from desktop.window.counting import Counting, Kinds
from desktop.window.history import History
from desktop.window.narrowing import without_years
from desktop.window.remembered import FIRST_ROWS
from models.queries.detail import record_detail
from models.queries.facets import read_ahead
from models.queries.lookup import quick_open, recent_hits
from models.queries.reading import original_view, snapshot_of_quote, snapshot_view
from models.queries.rows import table_rows
from models.queries.table import data_version, kind_counts, totals
from models.queries.views import Facet, RecordDetail, SearchOutcome, SnapshotView, TableRow
from models.reference.database import ReferenceDatabase
from models.reference.problems import ProblemError
from models.reference.reference import Reference
from models.search.finding import Order, find_first, find_records
from models.search.shelf import Shelf

__all__ = ["Browsing"]

_MarkedSnapshot = tuple[SnapshotView | None, MarkedText | None]

PAUSE_MILLISECONDS = 60
"""What follows the first rows of an answer (the rest of it, its counts, the record that is first
among them) is asked for when the next key stroke has not come for so long: it would slow down the
rows that are waited for, and be there for a moment only."""

LOOK_MILLISECONDS = 2_000
"""So often the file is asked whether another program has changed it; that reads one page."""


class Browsing(QObject):
    """Reads one reference on behalf of the window and tells what came.

    It knows no widget. Everything but the rows of a page is read beside the window;
    an answer nobody waits for any more is dropped.
    """

    found = Signal(object)
    """`SearchOutcome` of the present query; when it is not complete, the rest follows."""
    completed = Signal(object)
    """The complete `SearchOutcome`, when the one before was not."""
    counting = Signal()
    """What was found is going to be counted: facets shown so far are old."""
    facet_counted = Signal(object)
    """One `Facet` of what was found. That of the years takes in what `without_years` finds."""
    kinds_counted = Signal(object)
    """How many records of each kind the rest of the query finds; None where it asks for all."""
    faceted = Signal(object)
    """All facets of what was found, the last of them counted."""
    counted = Signal(object, object)
    """Kinds with their counts, and the totals of the whole reference."""
    record_read = Signal(object)
    """`RecordDetail`, or None when the record is gone."""
    snapshot_read = Signal(object, object, object)
    """`SnapshotView` or None, the id of the quote to show in it or None, its `MarkedText`."""
    original_read = Signal(object)
    hits_read = Signal(str, object)
    """The text that was asked, and its hits."""
    recent_read = Signal(object)
    snapshot_reread = Signal(object, object)
    """The `SnapshotView` that is read already, as it is now, and its `MarkedText`; None when it is
    not there any more."""
    history_changed = Signal()
    refreshed = Signal(object)
    """The file was changed: the ids of the records that were, or None when nobody knows."""
    failed = Signal(object)
    """A `ProblemError`."""
    _came = Signal(int, object)
    _kinds_came = Signal(int, object)

    def __init__(self, reference: Reference, jobs: Jobs, parent: QObject | None = None) -> None:
        """Read `reference` through `jobs`; nothing is asked yet."""
        super().__init__(parent)
        self.reference = reference
        self.history = History()
        self.record_asked: int | None = None
        """The record whose answer somebody waits for."""
        self._jobs = jobs
        self._query = ""
        self._order = Order()
        self._asked_kinds: tuple[str, ...] = ()
        self._told = self.found
        self._shelf = Shelf()
        self._version: int | None = None
        self._turn = 0
        self._years: tuple[tuple[str, tuple[str, ...]], Facet] | None = None
        self._came.connect(self._on_facet)
        self._kinds_came.connect(self._on_kinds)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._go_on)
        self._complete: SearchOutcome | None = None
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(PAUSE_MILLISECONDS)
        self._passing.timeout.connect(self._read_record)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MILLISECONDS)
        self._look.timeout.connect(self.look_for_changes)
        self._look.start()

    # -------------------------------------------------------------- the table

    @property
    def query(self) -> str:
        """The query the table answers."""
        return self._query

    @property
    def order(self) -> Order:
        """The order of the table."""
        return self._order

    @property
    def asked_kinds(self) -> tuple[str, ...]:
        """The kinds the table shows beyond the usual ones."""
        return self._asked_kinds

    def rows(self, ids: Sequence[int]) -> Sequence[TableRow]:
        """Return the rows of one page, at once; none when the file cannot be read any more."""
        try:
            with self.reference.connected() as database:
                return table_rows(database, ids)
        except ProblemError as problem:
            self.failed.emit(problem)
            return ()

    def set_query(self, text: str) -> None:
        """Ask for the records that answer `text`."""
        self._query = text
        self.find()

    def set_order(self, order: Order) -> None:
        """Ask for the same records in another order."""
        self._order = order
        self.find()

    def prepare(self, order: Order, *, asked_kinds: Sequence[str]) -> None:
        """Say how the next question is to be answered, without asking it."""
        self._query = ""
        self._order = order
        self._asked_kinds = tuple(asked_kinds)

    def set_asked_kinds(self, kinds: Sequence[str]) -> None:
        """Ask for kinds beyond the usual ones: places, sources."""
        self._asked_kinds = tuple(kinds)
        self.find()
        self.count()

    def find(self) -> None:
        """Ask again for what the table shows: its first rows, all of them, then its facets."""
        query, order, asked = self._query, self._order, self._asked_kinds
        self._pause.stop()
        if self._passing.isActive():
            # The answer may leave this record where it is, and nobody would ask for it again.
            self._passing.start()
        self._jobs.cancel("whole search")
        self._stop_counting()
        self._run(
            "search",
            lambda database, _: find_first(
                database,
                query,
                order=order,
                limit=FIRST_ROWS,
                asked_kinds=asked,
                shelf=self._shelf,
            ),
            self._on_first,
        )

    def _on_first(self, outcome: SearchOutcome | None) -> None:
        self._told = self.found if outcome is None else self.completed
        if outcome is None:
            self._find_rest()
            return
        self._complete = outcome if outcome.complete else None
        self._pause.start()
        self.found.emit(outcome)

    def _go_on(self) -> None:
        if self._complete is None:
            self._find_rest()
        else:
            self._count_facets(self._complete)

    @property
    def waits(self) -> bool:
        """Whether what follows the first rows will be asked for in a moment."""
        return self._pause.isActive() or self._passing.isActive()

    def stop(self) -> None:
        """Ask for nothing more."""
        self._pause.stop()
        self._passing.stop()
        self._look.stop()

    def _find_rest(self) -> None:
        query, order, asked = self._query, self._order, self._asked_kinds
        told = self._told

        def done(whole: SearchOutcome) -> None:
            told.emit(whole)
            self._count_facets(whole)

        self._run(
            "whole search",
            lambda database, cancelled: find_records(
                database,
                query,
                order=order,
                asked_kinds=asked,
                shelf=self._shelf,
                cancelled=cancelled,
            ),
            done,
            whole=True,
        )

    def _stop_counting(self) -> None:
        self._jobs.cancel("facets")
        self._jobs.cancel("columns")
        self._turn += 1
        self.counting.emit()

    def _count_facets(self, outcome: SearchOutcome) -> None:
        turn = self._turn
        asked_for = without_years(self._query), self._asked_kinds
        known = self._years is not None and self._years[0] == asked_for
        counting = Counting(
            found=outcome,
            query=self._query,
            order=self._order,
            asked_kinds=self._asked_kinds,
            shelf=self._shelf,
            known_years=self._years[1] if self._years is not None and known else None,
            told=lambda facet: self._came.emit(turn, facet),
            kinds_told=lambda kinds: self._kinds_came.emit(turn, kinds),
        )

        def done(found: tuple[Facet, ...]) -> None:
            self._years = (asked_for, next(facet for facet in found if facet.key == "on"))
            self.faceted.emit(found)
            # Whoever narrows next finds the columns read; until then nobody waits.
            self._run(
                "columns",
                lambda database, cancelled: read_ahead(database, self._shelf, cancelled),
                lambda _: None,
                whole=True,
            )

        self._run("facets", counting, done, whole=True)

    def _on_facet(self, turn: int, facet: Facet) -> None:
        if turn == self._turn:
            self.facet_counted.emit(facet)

    def _on_kinds(self, turn: int, counts: Kinds | None) -> None:
        if turn == self._turn:
            self.kinds_counted.emit(counts)

    def count(self) -> None:
        """Ask for the counts of the whole reference."""
        asked = self._asked_kinds
        self._run(
            "counts",
            lambda database, _: (kind_counts(database), totals(database, asked)),
            lambda counts: self.counted.emit(*counts),
            whole=True,
        )

    # -------------------------------------------------------------- changes

    def refresh(self, records: Collection[int] | None = None) -> None:
        """Read again what is shown, because the file was changed and committed.

        `records` are those that were changed, None when nobody knows. Rows in sight are read at
        once; the list is found again, with its counts and facets, and keeps its selection and
        its scroll; the record that is shown is read again.
        """
        self._shelf.forget()
        self._version = None
        self.look_for_changes()
        self.refreshed.emit(None if records is None else tuple(records))
        self._pause.stop()
        self._jobs.cancel("search")
        self._stop_counting()
        self._years = None
        # No first rows beforehand: with them what is selected further down would be let go.
        self._told = self.found
        self._find_rest()
        self.count()

    def look_for_changes(self) -> None:
        """Find out whether somebody else has changed the file, and if so read again."""

        def told(version: int) -> None:
            known, self._version = self._version, version
            if known is not None and version != known:
                self.refresh()

        # A file that cannot be read now is told of when something of it is wanted.
        self._jobs.run("changes", lambda database, _: data_version(database), told, lambda _: None)

    # ------------------------------------------------------------- the record

    def show_record(
        self, record: int, *, visit: bool = True, passing: bool = False, leafed: bool = False
    ) -> None:
        """Ask for a record; with `visit` one can come back to it.

        `passing` says that nobody chose it: it is the first of what was found. It is read when no
        other one has come for a moment, and so is one that is gone on to before the last one came,
        or that was `leafed` to: who leafs wants to see the next page.
        """
        if visit:
            self.history.visit(record, passing=passing)
            self.history_changed.emit()
        hastened = self.record_asked not in (None, record)
        self.record_asked = record
        if passing or leafed or hastened:
            self._jobs.cancel("record")
            self._passing.start()
        else:
            self._read_record()

    def hurry(self) -> None:
        """Read at once the record that only passed by: somebody goes to it."""
        if self._passing.isActive():
            self._read_record()

    def _read_record(self) -> None:
        self._passing.stop()
        record = self.record_asked
        if record is not None:
            self._run(
                "record", lambda database, _: record_detail(database, record), self._tell_record
            )

    def _tell_record(self, detail: RecordDetail | None) -> None:
        self.record_asked = None
        self.record_read.emit(detail)

    def forget_record(self) -> None:
        """Wait for no record any more."""
        self.record_asked = None
        self._passing.stop()
        self._jobs.cancel("record")

    def read_recent(self) -> None:
        """Ask for the records visited lately, as quick open shows them."""
        visited = self.history.recent()[:20]
        self._run(
            "recent", lambda database, _: recent_hits(database, visited), self.recent_read.emit
        )

    def look_up(self, text: str) -> None:
        """Ask for the records whose names begin with the words of `text`."""
        self._run(
            "look up",
            lambda database, _: quick_open(database, text),
            lambda hits: self.hits_read.emit(text, hits),
        )

    # ------------------------------------------------------------- the source

    def read_source_of(self, quote: int) -> None:
        """Ask for the snapshot a quote was taken from, to show the quote in it."""
        self._read_source(lambda database: snapshot_of_quote(database, quote), quote)

    def read_snapshot(self, snapshot: int) -> None:
        """Ask for a snapshot from its beginning."""
        self._read_source(lambda _: snapshot, None)

    def _read_source(self, which: Callable[[Any], int | None], quote: int | None) -> None:
        def done(read: _MarkedSnapshot) -> None:
            view, marked = read
            self.snapshot_read.emit(view, quote, marked)

        self._run("snapshot", lambda database, _: _marked_snapshot(database, which(database)), done)

    def reread_snapshot(self, snapshot: int) -> None:
        """Ask for the snapshot that is read once more, because the file was changed."""
        # Beside what somebody waits for: a long source takes a while to be gone through.
        self._run(
            "snapshot again",
            lambda database, _: _marked_snapshot(database, snapshot),
            lambda read: self.snapshot_reread.emit(*read),
            whole=True,
        )

    def read_original(self, snapshot: int) -> None:
        """Ask for the captured bytes of a snapshot."""
        self._run(
            "original",
            lambda database, _: original_view(database, snapshot),
            self.original_read.emit,
        )

    def _run(
        self,
        channel: str,
        work: Callable[[Any, Any], Any],
        done: Callable[[Any], object],
        *,
        whole: bool = False,
    ) -> None:
        self._jobs.run(channel, work, done, self.failed.emit, whole=whole)


def _marked_snapshot(database: ReferenceDatabase, snapshot: int | None) -> _MarkedSnapshot:
    view = None if snapshot is None else snapshot_view(database, snapshot)
    return view, None if view is None else MarkedText.of(view)
