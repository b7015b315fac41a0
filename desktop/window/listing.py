"""The query and its answer: the search field, the filter line, the sidebar and the table."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction

from desktop.lists.wording import kinds_name
from desktop.search_field.field import SearchField
from desktop.text.translate import tr, tr_count
from desktop.window.browsing import PAUSE_MILLISECONDS, Browsing
from desktop.window.narrowing import (
    Narrowing,
    same_value,
    with_years,
    without_kinds,
    without_years,
    years_of,
)
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from desktop.window.ties import Ties
from models.queries.facets import FACETS
from models.queries.views import Facet, FacetValue, SearchOutcome, Totals
from models.schema.vocabulary import ASKED_KINDS, TABLE_KINDS
from models.search.grammar import Query, Term, parse_query, with_term, without
from models.search.orders import Order, order_by

__all__ = ["Listing"]

_TABLE_KINDS = frozenset((*TABLE_KINDS, *ASKED_KINDS))

TOGETHER_MILLISECONDS = 30
"""Facets that come so soon after each other are shown together: the lines move once."""
OLD_MILLISECONDS = PAUSE_MILLISECONDS + 150
"""Counts that come sooner replace the old ones without a flicker in between."""


class Listing(QObject):
    """Asks what the search field and the sidebar say, and shows what was found."""

    changed = Signal()
    """Something else is listed."""

    def __init__(
        self,
        browsing: Browsing,
        panes: Panes,
        search: SearchField,
        record: RecordShown,
        ties: Ties,
        parent: QObject,
    ) -> None:
        """Listen to the panes; `start` asks for the first records."""
        super().__init__(parent)
        self._browsing = browsing
        self._panes = panes
        self._search = search
        self._record = record
        self._wanted: int | None = None
        self._narrowing = Narrowing()
        self._facets: dict[str, Facet] = {}
        self._waiting: set[str] = set()
        self._old = QTimer(self)
        self._old.setSingleShot(True)
        self._old.setInterval(OLD_MILLISECONDS)
        self._old.timeout.connect(self._show_old)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TOGETHER_MILLISECONDS)
        self._soon.timeout.connect(self._show_facets)
        self._kinds: Sequence[FacetValue] = ()
        self._totals: Totals | None = None
        self._found_kinds: dict[str, int] | None = None
        self._tie(ties)

    def _tie(self, ties: Ties) -> None:
        panes, browsing, tie = self._panes, self._browsing, ties.tie
        tie(self._search.changed, browsing.set_query)
        tie(self._search.left_down, self._leave_search)
        tie(panes.filter_line.clear_requested, self.clear_query)
        tie(panes.sidebar.kind_chosen, self._choose_kind)
        tie(panes.sidebar.narrowed, self._narrow)
        tie(panes.sidebar.widened, self._widen)
        tie(panes.table.order_requested, lambda key, down: self.order_by(((key, down),)))
        tie(panes.table.orders_requested, self.order_by)
        tie(panes.table.near_chosen, self._ask_near)
        tie(browsing.found, self._on_found)
        tie(browsing.completed, self._on_completed)
        tie(panes.sidebar.years.chosen, self._choose_years)
        tie(panes.sidebar.years.cleared, self._clear_years)
        tie(browsing.counting, self._on_counting)
        tie(browsing.facet_counted, self._on_facet)
        tie(browsing.kinds_counted, self._on_kinds)
        tie(browsing.faceted, self._on_faceted)
        tie(browsing.counted, self._on_counted)
        tie(browsing.refreshed, panes.table.refresh_rows)

    def start(self, order: Order, *, asked_kinds: Sequence[str], record: int | None) -> None:
        """Ask for all records in this order, and go to `record` when it is among them.

        Where the table shows their first rows already, the one that is current there stays so.
        """
        current = self._panes.table.current_id
        self._wanted = record if current is None else None
        if current is not None:
            self._browsing.show_record(current)
        self._panes.table.set_orders(order.keys)
        self._browsing.prepare(order, asked_kinds=asked_kinds)
        self._browsing.count()
        self._search.set_text("")
        self._browsing.find()

    def show_edited(self, records: Sequence[int]) -> None:
        """Show what an edit changed: go to the first of `records`, read anew what shows them."""
        if records:
            self._wanted = records[0]
            # One that is on its way would take the place of what is shown.
            shown = self._browsing.record_asked
            if shown is None and self._record.detail is not None:
                shown = self._record.detail.id
            if shown != records[0]:
                self._browsing.show_record(records[0])
        self._browsing.refresh(records)

    @property
    def shows_trash(self) -> bool:
        """Whether what is listed is in the trash."""
        return any(
            term.kind == "is" and term.value.casefold() == "trashed" and not term.negated
            for term in parse_query(self._browsing.query).terms
        )

    def clear(self) -> None:
        """Show nothing any more: the reference is being closed."""
        self._old.stop()
        self._soon.stop()
        self._panes.table.show_ids((), ())
        self._panes.sidebar.show_kinds((), None)
        self._panes.sidebar.show_facets((), set())
        self._panes.sidebar.years.forget()
        self._panes.filter_line.say("")

    # ------------------------------------------------------------ the query

    def _parsed(self) -> Query:
        return parse_query(self._search.text())

    def ask(self, text: str) -> None:
        """Put `text` into the search field and show what answers it."""
        self._search.set_text(text)
        self._browsing.set_query(text)

    def show_view(self, query: str, keys: Sequence[tuple[str, bool]]) -> None:
        """Show what answers `query`, in the order of `keys`; without any in the order of now."""
        order = order_by(keys) if keys else self._browsing.order
        self._panes.table.set_orders(order.keys)
        self._browsing.prepare(order, asked_kinds=self._browsing.asked_kinds)
        self.ask(query)

    def clear_query(self) -> None:
        """Show everything again."""
        self.ask("")
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_near(self, query: str) -> None:
        """Ask what was offered; who chose it by keyboard goes on in the table."""
        self.ask(query)
        self._panes.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_kind(self, kind: object) -> None:
        text = without_kinds(self._search.text())
        if isinstance(kind, str):
            text = with_term(parse_query(text), "kind", kind)
        self.ask(text)

    @staticmethod
    def _kind_terms(query: Query) -> list[Term]:
        return [
            term
            for term in query.terms
            if term.kind == "kind" and term.value.casefold() in _TABLE_KINDS and not term.negated
        ]

    def _narrow(self, key: str, value: str) -> None:
        self.ask(with_term(self._parsed(), key, value))

    def _widen(self, key: str, value: str) -> None:
        query = self._parsed()
        for term in query.terms:
            if same_value(term, key, value):
                self.ask(without(query, term))
                return

    def _leave_search(self) -> None:
        self._browsing.hurry()
        self._panes.focus_table(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def order_by(self, keys: Sequence[tuple[str, bool]]) -> None:
        """Show the same records in another order: (column, whether descending), the first first."""
        order = order_by(keys)
        self._panes.table.set_orders(order.keys)
        self._browsing.set_order(order)

    # ----------------------------------------------------------- its answer

    def _on_found(self, outcome: SearchOutcome) -> None:
        table, record = self._panes.table, self._record
        record.show_words(outcome.words)
        self._say_filter(outcome)
        if not outcome.ids:
            self._show_nothing_found(outcome)
        else:
            with record.passing():
                table.show_ids(
                    outcome.ids, outcome.words, complete=outcome.complete, wanted=self._wanted
                )
            if outcome.complete:
                self._wanted = None
            if record.detail is not None and table.current_id == record.detail.id:
                # The same record under other words: their highlights change.
                record.show_again(passing=True)
        self._show_kinds()
        self.changed.emit()

    def _on_completed(self, outcome: SearchOutcome) -> None:
        self._say_filter(outcome)
        with self._record.passing():
            self._panes.table.show_ids(outcome.ids, outcome.words)
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
            self._record.show_nothing(tr("No record is shown: nothing was found."))
        else:
            self._panes.table.show_empty(*self._nothing_yet())
            if self._record.detail is None:
                # A source one went to is shown although the table lists none.
                self._record.show_nothing(tr("There is no record yet."))

    def _nothing_yet(self) -> tuple[str, str, Sequence[QAction]]:
        """Return what to say of a reference without records, and what can be done first."""
        if self._totals is not None and self._totals.sources:
            hint = tr("Mark words in a source: beside them is offered what they can be used for.")
            return tr("There is no record yet"), hint, self._panes.when_only_sources
        first = tr("Drop an article here, or begin with one of these:")
        return tr("This reference is empty"), first, self._panes.when_empty

    # ----------------------------------------------------------- its counts

    def _on_counting(self) -> None:
        self._soon.stop()
        self._waiting = set(self._facets)
        self._panes.sidebar.years.show_range(years_of(self._search.text()))
        self._old.start()

    def _show_old(self) -> None:
        """Say that counts are old, when new ones take longer than the eye would notice."""
        if self._waiting:
            self._show_facets()
            if "on" in self._waiting:
                self._panes.sidebar.years.wait()

    def _on_facet(self, facet: Facet) -> None:
        self._facets[facet.key] = facet
        self._waiting.discard(facet.key)
        if facet.key == "on":
            self._panes.sidebar.years.show_years(
                {int(value.value): value.count for value in facet.values}
            )
        elif not self._soon.isActive():
            self._soon.start()

    def _on_faceted(self, found: Sequence[Facet]) -> None:
        self._old.stop()
        self._soon.stop()
        self._facets = {facet.key: facet for facet in found}
        self._waiting.clear()
        self._show_facets()

    def _show_facets(self) -> None:
        listed = [self._facets[key] for key in FACETS if key in self._facets and key != "on"]
        shown, active = self._narrowing.shown(
            [facet for facet in listed if facet.values], self._parsed()
        )
        self._panes.sidebar.show_facets(shown, active, self._waiting)

    def _choose_years(self, first: int, last: int) -> None:
        self.ask(with_years(self._search.text(), first, last))

    def _clear_years(self) -> None:
        self.ask(without_years(self._search.text()))

    def _on_counted(self, kinds: Sequence[FacetValue], totals: Totals) -> None:
        self._kinds, self._totals = kinds, totals
        self._show_kinds()
        table = self._panes.table
        if not totals.records and table.current_id is None and not self._search.text():
            table.say_empty(*self._nothing_yet())

    def _on_kinds(self, found: dict[str, int] | None) -> None:
        self._found_kinds = found
        self._show_kinds()

    def _show_kinds(self) -> None:
        if self._totals is None:
            return
        kind_terms = self._kind_terms(self._parsed())
        current = kind_terms[-1].value.casefold() if kind_terms else None
        found, shown = self._found_kinds, (*TABLE_KINDS, *self._browsing.asked_kinds)
        if found is None:
            kinds, total = self._kinds, self._totals.records
        else:
            kinds = [replace(kind, count=found.get(kind.value, 0)) for kind in self._kinds]
            total = sum(found.get(kind, 0) for kind in shown)
        everything = FacetValue("kind", "", tr("All records"), total)
        named = (everything, *(replace(kind, label=kinds_name(kind.value)) for kind in kinds))
        self._panes.sidebar.show_kinds(named, current)
