"""The record that is shown: its fields, its quotes, and the way there and back."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from desktop.quick_open.overlay import QuickOpen
from desktop.text.translate import tr
from desktop.window.browsing import Browsing
from desktop.window.panes import Panes
from desktop.window.ties import Ties
from models.queries.views import RecordDetail

__all__ = ["RecordShown"]


class RecordShown(QObject):
    """Shows one record in the detail pane and its quotes below, and answers what points at it."""

    changed = Signal()
    """Another record, or another field or quote of it, is meant."""
    shown = Signal()
    """A record has come, or the same one anew, and stands in its panes."""
    said = Signal(str)
    """A short sentence about what was just done."""

    def __init__(
        self,
        browsing: Browsing,
        panes: Panes,
        quick_open: QuickOpen,
        ties: Ties,
        parent: QObject,
    ) -> None:
        """Listen to the panes; nothing is asked yet."""
        super().__init__(parent)
        self.detail: RecordDetail | None = None
        """The record as it is shown, None without one."""
        self._browsing = browsing
        self._panes = panes
        self._quick_open = quick_open
        self._words: tuple[str, ...] = ()
        self._message = ""
        self._coming = False
        self._passing = False
        self._tie(ties)

    def _tie(self, ties: Ties) -> None:
        panes, browsing, tie = self._panes, self._browsing, ties.tie
        tie(panes.table.record_selected, self._on_selected)
        tie(panes.table.record_activated, self._on_activated)
        tie(panes.detail.link_followed, self.go_to)
        tie(panes.detail.slots_pointed, panes.quotes.light)
        tie(panes.detail.slots_pointed, lambda _: self.changed.emit())
        tie(panes.detail.evidence_requested, panes.quotes.focus_slot)
        tie(panes.detail.copied, lambda _: self.said.emit(tr("Copied")))
        tie(panes.quotes.slots_pointed, panes.detail.light)
        tie(panes.quotes.source_requested, browsing.read_source_of)
        tie(panes.quotes.copy_requested, self.copy_quote)
        tie(panes.quotes.link_followed, self.go_to)
        tie(panes.quotes.copied, lambda _: self.said.emit(tr("Words copied")))
        tie(panes.reader.record_requested, self.go_to)
        tie(self._quick_open.asked, browsing.look_up)
        tie(self._quick_open.chosen, self._open_hit)
        tie(browsing.record_read, self._on_record)
        tie(browsing.refreshed, lambda _: self.show_again())
        tie(browsing.hits_read, self._quick_open.show_hits)
        tie(browsing.recent_read, self._quick_open.set_recent)
        tie(browsing.history_changed, self.changed.emit)

    # ---------------------------------------------------------- what is shown

    def show_words(self, words: tuple[str, ...]) -> None:
        """Mark these words of the query in the records shown from now on."""
        self._words = words

    def show_again(self, *, passing: bool = False) -> None:
        """Read the record anew: changed, or `passing` by once more, the same under other words."""
        # One that is on its way is asked for again, not the one that it is to replace.
        asked = self._browsing.record_asked
        if asked is not None:
            self._browsing.show_record(asked, visit=False, passing=passing)
        elif self.detail is not None:
            self._browsing.show_record(self.detail.id, visit=False, passing=passing)

    def show_nothing(self, message: str) -> None:
        """Show no record, and say why."""
        self.detail = None
        self._message = message
        self._coming = False
        self._panes.detail.show_nothing(message)
        self._panes.quotes.show_quotes((), ())

    def show_coming(self, coming: RecordDetail) -> None:
        """Show the empty lines of a record that is only being made, in place of the one shown."""
        self._coming = True
        self._panes.detail.show_record(coming)
        self._panes.quotes.show_quotes((), ())

    def leave_coming(self) -> None:
        """Show again what was shown before a record that was not made after all."""
        if not self._coming:
            return
        if self.detail is None:
            self.show_nothing(self._message)
        else:
            self._show(self.detail)

    def _show(self, detail: RecordDetail) -> None:
        self._coming = False
        self._panes.detail.show_record(detail, self._words)
        self._panes.quotes.show_quotes(detail.quotes, self._words)

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Within it, a record that is selected only passes by; the very first one does not."""
        self._passing = self._browsing.history.recent() != ()
        try:
            yield
        finally:
            self._passing = False

    def _on_selected(self, record: object) -> None:
        if isinstance(record, int):
            self._browsing.show_record(
                record, passing=self._passing, leafed=self._panes.table.leafs
            )
        else:
            self._browsing.forget_record()
            self.show_nothing(tr("No record is selected."))
            self.changed.emit()

    def _on_activated(self, record: int) -> None:
        detail = self.detail
        if detail is not None and detail.id == record and detail.snapshot_ids:
            self._browsing.read_snapshot(detail.snapshot_ids[0])
        elif not self._panes.quotes.focus_first():
            self._panes.detail.focus_first()

    def _on_record(self, detail: RecordDetail | None) -> None:
        if detail is None:
            self.show_nothing(tr("This record is not there any more."))
        else:
            self.detail = detail
            self._show(detail)
        self.shown.emit()
        self.changed.emit()

    # ------------------------------------------------------- there and back

    def go_to(self, record: int, *, visit: bool = True) -> None:
        """Show a record; the table goes to it where the table has it."""
        if self._panes.table.current_id == record or not self._panes.table.select(record):
            self._browsing.show_record(record, visit=visit)

    def _open_hit(self, record: int) -> None:
        self.go_to(record)
        self._panes.focus_table(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def back(self) -> None:
        """Show the record that was shown before."""
        self._travel(self._browsing.history.back())

    def forward(self) -> None:
        """Show the record one came back from."""
        self._travel(self._browsing.history.forward())

    def _travel(self, record: int | None) -> None:
        if record is None:
            return
        # The history stands at this record already: selecting its row visits it once more,
        # which changes nothing.
        self.go_to(record, visit=False)
        self.changed.emit()

    def open_quick(self) -> None:
        """Open quick open with the records visited lately."""
        self._browsing.read_recent()
        self._quick_open.open()

    # ------------------------------------------------------------ its quotes

    def current_quote(self) -> int | None:
        """Return the quote that is meant: the one with the focus, else the record's first."""
        chosen = self._panes.quotes.current_quote_id
        if chosen is not None:
            return chosen
        return self.detail.quotes[0].id if self.detail and self.detail.quotes else None

    def open_quote(self) -> None:
        """Show the quote that is meant in its source."""
        quote = self.current_quote()
        if quote is not None:
            self._browsing.read_source_of(quote)

    def copy_quote(self, quote: int | None = None) -> None:
        """Put a quote with its citation on the clipboard."""
        wanted = self.current_quote() if quote is None else quote
        if self.detail is None:
            return
        for card in self.detail.quotes:
            if card.id == wanted:
                QGuiApplication.clipboard().setText(card.citation)
                self.said.emit(tr("Quote copied with its citation"))

    def show_field_evidence(self) -> None:
        """Go to the quotes of the field that is meant."""
        slot = self._panes.detail.current_slot
        if slot is not None:
            self._panes.quotes.focus_slot(slot)
