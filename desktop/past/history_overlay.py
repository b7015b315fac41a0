"""The history in a list: who did what and when; below it what the step changed."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from desktop.commands.matching import match_words
from desktop.overlay.items import OverlayItem
from desktop.overlay.panel import Overlay
from desktop.text.direction import isolate
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.undo import HistoryChange, HistoryEntry

__all__ = ["HistoryOverlay", "say_change"]

SHOWN_LABEL = 110
SHOWN_VALUE = 400
SHOWN_NAME = 50
LINES = 6


class HistoryOverlay(Overlay):
    """Lists the steps of one record, or of the whole reference; Enter takes the chosen one back.

    Tab goes from the one list to the other. What a step changed is asked for when it is walked
    to, and given with `tell`.
    """

    asked = Signal(int)
    """What the step changed, and whether it can be taken back, is wanted."""
    take_back_requested = Signal(int)
    turned = Signal()
    """The other list is wanted: of the record, or of everything."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a closed overlay of `parent`."""
        super().__init__(theme, parent)
        self._entries: tuple[HistoryEntry, ...] | None = None
        self._said = ""
        self._page = QPlainTextEdit(self._frame)
        self._page.setReadOnly(True)
        self._page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page.setProperty("role", "quote")
        self._page.setAccessibleName(tr("What the step changed"))
        self._verdict = QLabel(self._frame)
        self._verdict.setTextFormat(Qt.TextFormat.PlainText)
        self._verdict.setWordWrap(True)
        self._verdict.setProperty("role", "muted")
        place = self._layout.indexOf(self.list) + 1
        self._layout.insertWidget(place, self._page)
        self._layout.insertWidget(place + 1, self._verdict)
        self.text_edited.connect(self._on_text)
        self.item_chosen.connect(self._on_chosen)
        self.list.selectionModel().currentChanged.connect(self._look)
        self.items.modelReset.connect(lambda: self._show_step(None))

    def wait(self, label: str | None) -> None:
        """Open before the steps of the record `label` are known; None for the whole reference."""
        self._entries = None
        footer = tr("Enter takes the step back · Tab: everything that was done · Esc closes")
        if label is None:
            name = tr("Everything that was done lately")
            placeholder = tr("Everything that was done lately: type a word")
            footer = tr("Enter takes the step back · Tab: only this record · Esc closes")
        else:
            name = tr("History of {name}", name=plain(label, SHOWN_NAME))
            placeholder = tr("History of {name}: type a word", name=plain(label, SHOWN_NAME))
        self.describe(name=name, placeholder=placeholder, footer=footer)
        self.open()

    def show_steps(self, entries: Sequence[HistoryEntry], said: str = "") -> None:
        """Show the steps, the last one first; `said` stands above them."""
        self._entries, self._said = tuple(entries), said
        self._on_text(self.field.text())

    def tell(self, step: int, changes: Sequence[HistoryChange], why_not: str | None) -> None:
        """Say what `step` changed, and why it cannot be taken back, if it cannot."""
        item = self.current_item
        if item is None or not isinstance(item.key, HistoryEntry) or item.key.step != step:
            return
        self._show_step(item.key, changes or item.key.changes, why_not or tr("Enter takes it back"))

    @property
    def page(self) -> str:
        """What is said of the chosen step."""
        return self._page.toPlainText()

    @property
    def verdict(self) -> str:
        """Whether the chosen step can be taken back."""
        return self._verdict.text()

    # ------------------------------------------------------------- the list

    def _on_text(self, text: str) -> None:
        if self._entries is None:
            self.show_items((), tr("Looking through the history…"))
            return
        items = [item for item in (_item(entry, text) for entry in self._entries) if item]
        says = self._said
        if not items:
            says = tr("No step is called so.") if text else tr("Nothing was done yet.")
        self.show_items(items, says)
        self._look(self.list.currentIndex())

    def _look(self, current: QModelIndex) -> None:
        if not current.isValid():
            self._show_step(None)
            return
        entry = self.items.item(current.row()).key
        if isinstance(entry, HistoryEntry):
            self._show_step(entry, entry.changes)
            self.asked.emit(entry.step)

    def _show_step(
        self, entry: HistoryEntry | None, changes: Sequence[HistoryChange] = (), verdict: str = ""
    ) -> None:
        lines = []
        if entry is not None:
            lines = [
                tr("{moment} by {actor}", moment=_exact(entry.made), actor=plain(entry.actor)),
                *(say_change(change) for change in changes),
            ]
            if entry.undone is not None:
                lines.insert(1, tr("Undone on {moment}", moment=_exact(entry.undone)))
        self._page.setPlainText("\n".join(lines))
        self._page.setVisible(entry is not None)
        self._verdict.setText(verdict or " ")
        self._verdict.setVisible(entry is not None)
        self._measure()

    def _on_chosen(self, item: OverlayItem) -> None:
        if isinstance(item.key, HistoryEntry):
            self.take_back_requested.emit(item.key.step)

    def _handled(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.turned.emit()
            return True
        return super()._handled(event)

    def _measure(self) -> None:
        if hasattr(self, "_page"):
            unit = self._theme.metrics.unit
            line = self._page.fontMetrics().lineSpacing()
            room = max(3, min(LINES, self.height() // (4 * line)))
            self._page.setFixedHeight(line * room + unit(3))
            self._verdict.setContentsMargins(unit(1), 0, unit(1), 0)
        super()._measure()


def _item(entry: HistoryEntry, text: str) -> OverlayItem | None:
    label = plain(entry.label, SHOWN_LABEL)
    match = match_words(label, text)
    if match is None:
        return None
    moment = _at(entry.made)
    undone = tr("undone") if entry.undone is not None else ""
    parts = (label, undone, plain(entry.actor), _exact(entry.made))
    return OverlayItem(
        key=entry,
        text=label,
        heard=", ".join(part for part in parts if part),
        icon="undo" if undone else "dot",
        spans=match.spans,
        trailing=" · ".join(part for part in (undone, moment) if part),
    )


def say_change(change: HistoryChange) -> str:
    """Say what changed of one field: what it was, and what it is."""
    what = plain(change.what, SHOWN_LABEL)
    before, after = (
        None if value is None else isolate(plain(value, SHOWN_VALUE))
        for value in (change.before, change.after)
    )
    if before is None:
        return tr("{what}: {after}", what=what, after=after or "")
    if after is None:
        return tr("{what}: {before} → nothing", what=what, before=before)
    return tr("{what}: {before} → {after}", what=what, before=before, after=after)


def _at(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def _exact(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M:%S %Z").strip()
