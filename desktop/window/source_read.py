"""The source that is read: the reader pane, opened from a quote or a record."""

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop.reader.marking import MarkedText
from desktop.text.translate import tr
from desktop.window.browsing import Browsing
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from desktop.window.ties import Ties
from models.queries.views import SnapshotView

__all__ = ["SourceRead"]


class SourceRead(QObject):
    """Opens the reader on a snapshot and gives the keyboard back when it is closed."""

    changed = Signal()
    """Another source is read, or none."""
    opened = Signal(object)
    """A `SnapshotView` is shown in the reader."""
    said = Signal(str)
    """A short sentence about what was just done."""

    def __init__(
        self, browsing: Browsing, panes: Panes, record: RecordShown, ties: Ties, parent: QObject
    ) -> None:
        """Listen to the reader; it stays closed."""
        super().__init__(parent)
        self.snapshot: SnapshotView | None = None
        """The snapshot that was read last."""
        self._panes = panes
        self._browsing = browsing
        self._record = record
        self._opened_from: int | None = None
        reader, tie = panes.reader, ties.tie
        tie(reader.original_requested, browsing.read_original)
        tie(reader.quote_chosen, self._on_quote_chosen)
        tie(reader.closed, self.close)
        tie(browsing.snapshot_read, self._on_snapshot)
        tie(browsing.original_read, self._on_original)
        tie(browsing.refreshed, lambda _: self._read_again())
        tie(browsing.snapshot_reread, self._on_reread)

    def states(self) -> dict[str, bool]:
        """Return what holds of the reader now, in the words of the table of commands."""
        reader = not self._panes.reader.isHidden()
        unused = self.snapshot is not None and bool(self.snapshot.unused)
        return {"reader": reader, "unused": reader and unused}

    def _on_snapshot(
        self, snapshot: SnapshotView | None, quote: int | None, marked: MarkedText | None
    ) -> None:
        if snapshot is None:
            self.said.emit(tr("The source of this quote is not there any more"))
            return
        self.snapshot = snapshot
        self.opened.emit(snapshot)
        reader = self._panes.reader
        self._panes.open_reader()
        if reader.snapshot_id != snapshot.id or reader.original_shown:
            reader.show_snapshot(snapshot, marked)
        else:
            reader.renew_snapshot(snapshot, marked)
        if quote is not None:
            self._opened_from = quote
            reader.show_passage(quote)
        reader.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _read_again(self) -> None:
        """Ask what rests on the source by now; one that is not shown is read when it is opened."""
        reader = self._panes.reader
        if not reader.isHidden() and reader.snapshot_id is not None:
            self._browsing.reread_snapshot(reader.snapshot_id)

    def _on_reread(self, snapshot: SnapshotView | None, marked: MarkedText | None) -> None:
        reader = self._panes.reader
        if reader.isHidden():
            return
        if snapshot is None:
            self.snapshot = None
            self.close()
            self.said.emit(tr("The source that was read is not there any more"))
        elif snapshot.id == reader.snapshot_id and snapshot != self.snapshot:
            self.snapshot = snapshot
            reader.renew_snapshot(snapshot, marked)
            self.changed.emit()

    def _on_original(self, original: Any) -> None:
        if original is None:
            self.said.emit(tr("The original is not in this file"))
        else:
            self._panes.reader.show_original(original)

    def _on_quote_chosen(self, quote: int) -> None:
        detail = self._record.detail
        for card in detail.quotes if detail is not None else ():
            if card.id == quote:
                slots = frozenset(backing.slot for backing in card.backings)
                self._panes.quotes.light(slots)
                self._panes.detail.light(slots)

    def close(self) -> None:
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
