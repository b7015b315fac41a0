"""The list of sentences that could back a field, found in the sources of the reference."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.overlay.items import OverlayItem
from desktop.overlay.panel import Overlay
from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from desktop.theme.theme import Theme
from models.names.folding import fold
from models.proposing.evidence_search import EvidenceSearch, FoundSentence
from models.text.segments import Span

__all__ = ["EvidenceList"]

SHOWN_BEFORE = 36
"""So many letters of a sentence stand before the words that decide, which are always in view."""
SHOWN = 150


class EvidenceList(Overlay):
    """Sentences with the words that decide; Enter backs the field with one."""

    sentence_chosen = Signal(object)
    """A `FoundSentence`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a closed list over `parent`."""
        super().__init__(theme, parent)
        self._all: tuple[OverlayItem, ...] = ()
        self._nothing = ""
        self._quoted = False
        self.text_edited.connect(self._narrow)
        self.item_chosen.connect(self._tell)

    def wait_for(self, value: str, *, quoted: bool) -> None:
        """Open at once; `quoted` says that other words back the value already."""
        self._all = ()
        self._quoted = quoted
        self._nothing = tr("Looking through the sources…")
        self._describe(value, tr("Esc breaks it off"))
        self.open()

    def show_found(self, search: EvidenceSearch) -> None:
        """Show what was found, unless the list was closed meanwhile."""
        if not self.isVisible():
            return
        self._all = tuple(map(self._item, search.found))
        sources = tr_count("{count} source was read", "{count} sources were read", search.sources)
        if not search.complete:
            sources = tr("{sources}, not all of them", sources=sources)
        value = plain(search.shown, 60)
        self._nothing = (
            tr("No other sentence says “{value}”: {sources}.", value=value, sources=sources)
            if self._quoted
            else tr("No sentence says “{value}”: {sources}.", value=value, sources=sources)
        )
        said = tr_count("{count} sentence", "{count} sentences", len(search.found))
        self._describe(
            value,
            tr(
                "{said} · {sources} · Enter backs the field · Esc closes",
                said=said,
                sources=sources,
            ),
        )
        self._narrow(self.field.text())

    def _describe(self, value: str, footer: str) -> None:
        self.describe(
            name=tr("Find evidence"),
            placeholder=tr("Which sentence says “{value}”?", value=plain(value, 60)),
            footer=footer,
        )

    def _item(self, found: FoundSentence) -> OverlayItem:
        start, end = (
            at - found.sentence.start for at in (found.decisive.start, found.decisive.end)
        )
        first = max(0, start - SHOWN_BEFORE)
        while 0 < first < start and not found.text[first - 1].isspace():
            first += 1
        lead = "… " if first else ""
        words = found.text[first : first + SHOWN].replace("\n", " ")
        text = f"{lead}{words}"
        shift = len(lead) - first
        return OverlayItem(
            key=found,
            text=text,
            heard=tr("{words} — {source}", words=plain(found.text), source=plain(found.source)),
            icon="quoted",
            spans=(Span(start + shift, min(end + shift, len(text))),),
            trailing=plain(found.source, 40),
        )

    def _narrow(self, text: str) -> None:
        wanted = fold(text).split()
        found = [one for one in self._all if all(word in fold(one.heard) for word in wanted)]
        self.show_items(found, "" if found else self._nothing)

    def _tell(self, item: OverlayItem) -> None:
        self.sentence_chosen.emit(item.key)
