"""One open reference in the window: what the panes show of it, and how they answer each other."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.jobs.jobs import Jobs
from desktop.lists.wording import kinds_name
from desktop.quick_open.overlay import QuickOpen
from desktop.search_field.field import SearchField
from desktop.state.settings import Settings
from desktop.text.translate import tr, tr_count
from desktop.window.browsing import Browsing
from desktop.window.narrowing import Narrowing, same_value
from desktop.window.panes import Panes
from models.queries.views import (
    Facet,
    FacetValue,
    RecordDetail,
    SearchOutcome,
    SnapshotView,
    Totals,
)
from models.reference import problems
from models.reference.reference import Reference
from models.schema.vocabulary import ASKED_KINDS, TABLE_KINDS
from models.search.finding import ORDERS
from models.search.grammar import Query, Term, parse_query, with_term, without

__all__ = ["Session"]

_TABLE_KINDS = frozenset((*TABLE_KINDS, *ASKED_KINDS))


class Session(QObject):
    """Ties the panes to one reference until it is closed."""

    changed = Signal()
    """What can be done now may be different: the states of the commands."""
    said = Signal(str)
    """A short sentence about what was just done."""
    counted = Signal(object)
    """`Totals` of the reference."""
    failed = Signal(object)
    """A `ProblemError`."""
    crashed = Signal(object)
    """A bug: the exception."""

    def __init__(
        self,
        reference: Reference,
        panes: Panes,
        search: SearchField,
        quick_open: QuickOpen,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        """Tie everything together; `start` asks for the first records."""
        super().__init__(parent)
        self.reference = reference
        self.jobs = Jobs(reference, self)
        self.browsing = Browsing(reference, self.jobs, self)
        self._panes = panes
        self._search = search
        self._quick_open = quick_open
        self._settings = settings
        self._key = f"reference-{reference.facts().get('uid', '')}"
        self._detail: RecordDetail | None = None
        self._snapshot: SnapshotView | None = None
        self._opened_from: int | None = None
        self._wanted: int | None = None
        self._gone = False
        self._passing = False
        self._narrowing = Narrowing()
        self._words: tuple[str, ...] = ()
        self._kinds: Sequence[FacetValue] = ()
        self._totals: Totals | None = None
        self._ties: list[tuple[SignalInstance, Callable[..., object]]] = []
        self._tie_all()

    # ---------------------------------------------------------------- ties

    def _tie_all(self) -> None:
        panes, browsing = self._panes, self.browsing
        self._tie(self._search.changed, browsing.set_query)
        self._tie(self._search.left_down, self._leave_search)
        self._tie(panes.filter_line.clear_requested, self.clear_query)
        self._tie(panes.sidebar.kind_chosen, self._choose_kind)
        self._tie(panes.sidebar.narrowed, self._narrow)
        self._tie(panes.sidebar.widened, self._widen)
        self._tie(panes.table.record_selected, self._on_selected)
        self._tie(panes.table.record_activated, self._on_activated)
        self._tie(panes.table.order_requested, self._on_order)
        self._tie(panes.table.copied, self.said.emit)
        self._tie(panes.detail.link_followed, self.go_to)
        self._tie(panes.detail.slots_pointed, panes.quotes.light)
        self._tie(panes.detail.slots_pointed, lambda _: self.changed.emit())
        self._tie(panes.detail.evidence_requested, panes.quotes.focus_slot)
        self._tie(panes.detail.copied, lambda _: self.said.emit(tr("Copied")))
        self._tie(panes.quotes.slots_pointed, panes.detail.light)
        self._tie(panes.quotes.source_requested, browsing.read_source_of)
        self._tie(panes.quotes.copy_requested, self.copy_quote)
        self._tie(panes.quotes.link_followed, self.go_to)
        self._tie(panes.quotes.copied, lambda _: self.said.emit(tr("Words copied")))
        self._tie(panes.reader.record_requested, self.go_to)
        self._tie(panes.reader.original_requested, browsing.read_original)
        self._tie(panes.reader.quote_chosen, self._on_quote_chosen)
        self._tie(panes.reader.closed, self.close_reader)
        self._tie(self._quick_open.asked, browsing.look_up)
        self._tie(self._quick_open.chosen, self._open_hit)
        self._tie(browsing.found, self._on_found)
        self._tie(browsing.completed, self._on_completed)
        self._tie(browsing.faceted, self._on_faceted)
        self._tie(browsing.counted, self._on_counted)
        self._tie(browsing.record_read, self._on_record)
        self._tie(browsing.snapshot_read, self._on_snapshot)
        self._tie(browsing.original_read, self._on_original)
        self._tie(browsing.hits_read, self._quick_open.show_hits)
        self._tie(browsing.recent_read, self._quick_open.set_recent)
        self._tie(browsing.history_changed, self.changed.emit)
        self._tie(browsing.failed, self.failed.emit)
        self._tie(self.jobs.crashed, self.crashed.emit)

    def _tie(self, signal: Any, slot: Callable[..., object]) -> None:
        signal.connect(slot)
        self._ties.append((signal, slot))

    def start(self) -> None:
        """Ask for the first records, in the order and at the record of the last time."""
        key = self._settings.text("table/order", "when")
        descending = self._settings.text("table/direction", "descending") == "descending"
        if key not in ORDERS:
            key, descending = "when", True
        self._wanted = self._settings.number(f"{self._key}/record", 0) or None
        self._panes.table.set_order(key, descending)
        asked = [kind for kind in ASKED_KINDS if self._settings.flag(f"table/show_{kind}s")]
        self.browsing.prepare(key, descending=descending, asked_kinds=asked)
        self.browsing.count()
        self._search.set_text("")
        self.browsing.find()

    def close(self) -> None:
        """Untie everything, end the threads, close the file."""
        for signal, slot in self._ties:
            signal.disconnect(slot)
        self._ties.clear()
        order = self.browsing.order
        self._settings.set_text("table/order", order.key)
        self._settings.set_text(
            "table/direction", "descending" if order.descending else "ascending"
        )
        if self._detail is not None:
            self._settings.set_number(f"{self._key}/record", self._detail.id)
        self.browsing.stop()
        self.jobs.stop()
        self.reference.close()
        self.close_reader()
        self._panes.table.show_ids((), ())
        self._panes.detail.show_nothing("")
        self._panes.quotes.show_quotes((), ())
        self._panes.sidebar.show_kinds((), None)
        self._panes.sidebar.show_facets((), set())
        self._panes.filter_line.say("")

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

    # --------------------------------------------------------------- states

    def states(self) -> frozenset[str]:
        """Return what holds now, in the words of the table of commands."""
        reader = not self._panes.reader.isHidden()
        holds = {
            "reference": True,
            "record": self._detail is not None,
            "quote": self._detail is not None and bool(self._detail.quotes),
            "field": self._panes.detail.current_slot is not None,
            "reader": reader,
            "unused": reader and self._snapshot is not None and bool(self._snapshot.unused),
            "back": self.browsing.history.can_go_back,
            "forward": self.browsing.history.can_go_forward,
        }
        return frozenset(name for name, held in holds.items() if held)

    # ------------------------------------------------------------ the query

    def _parsed(self) -> Query:
        return parse_query(self._search.text())

    def _ask(self, text: str) -> None:
        self._search.set_text(text)
        self.browsing.set_query(text)

    def clear_query(self) -> None:
        """Show everything again."""
        self._ask("")
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_kind(self, kind: object) -> None:
        text = self._search.text()
        for term in reversed(self._kind_terms(parse_query(text))):
            text = without(parse_query(text), term)
        if isinstance(kind, str):
            text = with_term(parse_query(text), "kind", kind)
        self._ask(text)

    @staticmethod
    def _kind_terms(query: Query) -> list[Term]:
        return [
            term
            for term in query.terms
            if term.kind == "kind" and term.value.casefold() in _TABLE_KINDS and not term.negated
        ]

    def _narrow(self, key: str, value: str) -> None:
        self._ask(with_term(self._parsed(), key, value))

    def _widen(self, key: str, value: str) -> None:
        query = self._parsed()
        for term in query.terms:
            if same_value(term, key, value):
                self._ask(without(query, term))
                return

    def _leave_search(self) -> None:
        self._panes.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_order(self, key: str, descending: bool) -> None:
        self._panes.table.set_order(key, descending)
        self.browsing.set_order(key, descending=descending)

    def _on_found(self, outcome: SearchOutcome) -> None:
        self._words = outcome.words
        self._say_filter(outcome)
        if not outcome.ids:
            self._show_nothing_found(outcome)
        else:
            # What comes up while one types only passes by; the first record of all does not.
            self._passing = self.browsing.history.recent() != ()
            self._panes.table.show_ids(
                outcome.ids, outcome.words, complete=outcome.complete, wanted=self._wanted
            )
            self._passing = False
            if outcome.complete:
                self._wanted = None
            if self._detail is not None and self._panes.table.current_id == self._detail.id:
                # The same record under other words: their highlights change.
                self.browsing.show_record(self._detail.id, visit=False)
        self._show_kinds()
        self.changed.emit()

    def _on_completed(self, outcome: SearchOutcome) -> None:
        self._say_filter(outcome)
        self._passing = self.browsing.history.recent() != ()
        self._panes.table.show_ids(outcome.ids, outcome.words)
        self._passing = False
        self._wanted = None
        self.changed.emit()

    def _say_filter(self, outcome: SearchOutcome) -> None:
        said = ""
        if outcome.said and not outcome.complete:
            said = tr("Records {filter}", filter=outcome.said)
        elif outcome.said:
            said = tr_count(
                "{count} record {filter}",
                "{count} records {filter}",
                len(outcome.ids),
                filter=outcome.said,
            )
        self._panes.filter_line.say(said, outcome.problems)

    def _show_nothing_found(self, outcome: SearchOutcome) -> None:
        if outcome.said:
            self._panes.table.show_empty(
                outcome.culprit or tr("Nothing was found."), tr("Esc in the search field clears it")
            )
            self._panes.detail.show_nothing(tr("No record is shown: nothing was found."))
        else:
            self._panes.table.show_empty(
                tr("This reference is empty"), tr("Ctrl+O opens another reference")
            )
            self._panes.detail.show_nothing(tr("There is no record yet."))
        self._panes.quotes.show_quotes((), ())
        self._detail = None

    def _on_faceted(self, found: Sequence[Facet]) -> None:
        self._panes.sidebar.show_facets(*self._narrowing.shown(found, self._parsed()))

    def _on_counted(self, kinds: Sequence[FacetValue], totals: Totals) -> None:
        self._kinds, self._totals = kinds, totals
        self._show_kinds()
        self.counted.emit(totals)

    def _show_kinds(self) -> None:
        if self._totals is None:
            return
        kind_terms = self._kind_terms(self._parsed())
        current = kind_terms[-1].value.casefold() if kind_terms else None
        everything = FacetValue("kind", "", tr("All records"), self._totals.records)
        named = (everything, *(replace(kind, label=kinds_name(kind.value)) for kind in self._kinds))
        self._panes.sidebar.show_kinds(named, current)

    # ------------------------------------------------------------ the record

    def _on_selected(self, record: object) -> None:
        if isinstance(record, int):
            self.browsing.show_record(record, passing=self._passing)
        else:
            self.browsing.forget_record()
            self._detail = None
            self._panes.detail.show_nothing(tr("No record is selected."))
            self._panes.quotes.show_quotes((), ())
            self.changed.emit()

    def _on_activated(self, record: int) -> None:
        detail = self._detail
        if detail is not None and detail.id == record and detail.snapshot_ids:
            self.browsing.read_snapshot(detail.snapshot_ids[0])
        elif not self._panes.quotes.focus_first():
            self._panes.detail.focus_first()

    def _on_record(self, detail: RecordDetail | None) -> None:
        self._detail = detail
        if detail is None:
            self._panes.detail.show_nothing(tr("This record is not there any more."))
            self._panes.quotes.show_quotes((), ())
        else:
            self._panes.detail.show_record(detail, self._words)
            self._panes.quotes.show_quotes(detail.quotes, self._words)
        self.changed.emit()

    def go_to(self, record: int, *, visit: bool = True) -> None:
        """Show a record; the table goes to it where the table has it."""
        if self._panes.table.current_id == record or not self._panes.table.select(record):
            self.browsing.show_record(record, visit=visit)

    def _open_hit(self, record: int) -> None:
        self.go_to(record)
        self._panes.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        """Show the record that was shown before."""
        self._travel(self.browsing.history.back())

    def forward(self) -> None:
        """Show the record one came back from."""
        self._travel(self.browsing.history.forward())

    def _travel(self, record: int | None) -> None:
        if record is None:
            return
        # The history stands at this record already: selecting its row visits it once more,
        # which changes nothing.
        self.go_to(record, visit=False)
        self.changed.emit()

    def open_quick(self) -> None:
        """Open quick open with the records visited lately."""
        self.browsing.read_recent()
        self._quick_open.open()

    # ------------------------------------------------------------ the source

    def current_quote(self) -> int | None:
        """Return the quote that is meant: the one with the focus, else the record's first."""
        chosen = self._panes.quotes.current_quote_id
        if chosen is not None:
            return chosen
        return self._detail.quotes[0].id if self._detail and self._detail.quotes else None

    def open_quote(self) -> None:
        """Show the quote that is meant in its source."""
        quote = self.current_quote()
        if quote is not None:
            self.browsing.read_source_of(quote)

    def copy_quote(self, quote: int | None = None) -> None:
        """Put a quote with its citation on the clipboard."""
        wanted = self.current_quote() if quote is None else quote
        if self._detail is None:
            return
        for card in self._detail.quotes:
            if card.id == wanted:
                QGuiApplication.clipboard().setText(card.citation)
                self.said.emit(tr("Quote copied with its citation"))

    def show_field_evidence(self) -> None:
        """Go to the quotes of the field that is meant."""
        slot = self._panes.detail.current_slot
        if slot is not None:
            self._panes.quotes.focus_slot(slot)

    def _on_snapshot(self, snapshot: SnapshotView | None, quote: int | None) -> None:
        if snapshot is None:
            self.said.emit(tr("The source of this quote is not there any more"))
            return
        self._snapshot = snapshot
        reader = self._panes.reader
        self._panes.open_reader()
        if reader.snapshot_id != snapshot.id or reader.original_shown:
            reader.show_snapshot(snapshot)
        if quote is not None:
            self._opened_from = quote
            reader.show_passage(quote)
        reader.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_original(self, original: Any) -> None:
        if original is None:
            self.said.emit(tr("The original is not in this file"))
        else:
            self._panes.reader.show_original(original)

    def _on_quote_chosen(self, quote: int) -> None:
        for card in self._detail.quotes if self._detail is not None else ():
            if card.id == quote:
                slots = frozenset(backing.slot for backing in card.backings)
                self._panes.quotes.light(slots)
                self._panes.detail.light(slots)

    def close_reader(self) -> None:
        """Close the reader; the focus goes back to the quote that was read in it."""
        reader, quotes = self._panes.reader, self._panes.quotes
        focused = QApplication.focusWidget()
        had_focus = focused is not None and reader.isAncestorOf(focused)
        read = [reader.current_quote_id, self._opened_from]
        self._panes.close_reader()
        # The quote that is shown, if the record has it; else the one the reader was opened from.
        if had_focus and not (
            any(quote is not None and quotes.focus_quote(quote) for quote in read)
            or quotes.focus_first()
        ):
            self._panes.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def say_verified(self, count: int) -> str:
        """Return what Verify found, in a sentence."""
        if count == 0:
            return tr("Verified: every hash, every quote and every value holds")
        return tr_count("Verify found {count} failure", "Verify found {count} failures", count)
