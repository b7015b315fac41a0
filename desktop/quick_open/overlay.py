"""Quick open: a few letters, and the records they may mean."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.lists.wording import kind_name
from desktop.overlay.items import OverlayItem
from desktop.overlay.panel import Overlay
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.theme.icons import icon_names
from desktop.theme.theme import Theme
from models.names.folding import matches
from models.queries.views import OpenHit

__all__ = ["QuickOpen"]


class QuickOpen(Overlay):
    """The records that answer a few letters; the recent ones while nothing is typed.

    Whenever the text changes, `search` is called and `asked` emitted with it. The text is its own
    token: an answer to another text than the one in the field comes too late and is dropped.
    """

    asked = Signal(str)
    chosen = Signal(int)
    """The id of a record to go to; the overlay is closed already."""

    def __init__(self, search: Callable[[str], None], theme: Theme, parent: QWidget) -> None:
        """Make a closed overlay of `parent`; `search` begins a search and returns at once."""
        super().__init__(theme, parent)
        self._search = search
        self._recent: tuple[OpenHit, ...] = ()
        self._icons = frozenset(icon_names())
        self.describe(
            name=tr("Go to record"),
            placeholder=tr("Go to a person, meeting, country… in any script"),
            footer=tr("↑ ↓ choose · Enter opens · Esc closes"),
        )
        self.text_edited.connect(self._on_text)
        self.item_chosen.connect(lambda item: self.chosen.emit(item.key))

    def set_recent(self, hits: Sequence[OpenHit]) -> None:
        """Take the records to show while nothing is typed, the latest first."""
        self._recent = tuple(hits)
        if self.isVisible() and not self.field.text().strip():
            self._show_recent()

    def show_hits(self, token: str, hits: Sequence[OpenHit]) -> None:
        """Show the answer to the text `token`, unless another text is in the field by now."""
        if token != self.field.text() or not token.strip():
            return
        if hits:
            self.show_items([self._item(hit, token) for hit in hits])
        else:
            self.show_items(
                (), tr("No record is called “{text}”. Try another spelling.", text=plain(token, 60))
            )

    def _on_text(self, text: str) -> None:
        if not text.strip():
            self._show_recent()
            return
        self._search(text)
        self.asked.emit(text)

    def _show_recent(self) -> None:
        if self._recent:
            items = [self._item(hit, "") for hit in self._recent]
            self.show_items(items, self._recent_words())
        else:
            self.show_items((), self._nothing_words())

    def _recent_words(self) -> str:
        return tr("Opened lately")

    def _nothing_words(self) -> str:
        return tr("Type a few letters of a name, a title or a place.")

    def _item(self, hit: OpenHit, typed: str) -> OverlayItem:
        words = tuple(typed.split())
        label, matched, hint = plain(hit.label), plain(hit.matched or ""), plain(hit.hint)
        kind = kind_name(hit.kind)
        heard = ", ".join(part for part in (label, matched, kind, hint) if part)
        return OverlayItem(
            key=hit.id,
            text=label,
            heard=heard,
            icon=hit.kind if hit.kind in self._icons else "",
            spans=matches(label, words) if words else (),
            beside=matched,
            beside_spans=matches(matched, words) if matched and words else (),
            trailing=hint or kind,
        )
