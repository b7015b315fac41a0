"""The copies of the source that is read, and where the quotes of the others stand in this one."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.overlay.items import OverlayItem
from desktop.overlay.panel import Overlay
from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from desktop.theme.icons import icon_names
from desktop.theme.theme import Theme
from models.capture.comparison import Fate, QuoteFate
from models.capture.copies import Copies, Copy
from models.dates import DateError, display_date
from models.names.folding import fold
from models.queries.views import Span

__all__ = ["CopiesOverlay"]

SHOWN_WORDS = 90


@dataclass(frozen=True, slots=True)
class _Here:
    """A place in the copy that is shown."""

    span: Span


class CopiesOverlay(Overlay):
    """Lists the copies, then the quotes of the other copies: those that do not stand here first.

    Enter on a copy shows it; on a quote that stands here it marks the place; on another it opens
    the copy the quote was taken from.
    """

    copy_chosen = Signal(int)
    """A snapshot to show."""
    place_chosen = Signal(object)
    """A `Span` of the copy that is shown."""
    quote_chosen = Signal(int)
    """A quote to show in its own copy."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a closed list over `parent`."""
        super().__init__(theme, parent)
        self._all: tuple[OverlayItem, ...] = ()
        self._icons = frozenset(icon_names())
        self.text_edited.connect(self._narrow)
        self.item_chosen.connect(self._tell)

    def show_copies(self, copies: Copies) -> None:
        """Open with the copies of one source."""
        quotes = sorted(copies.comparison.quotes, key=lambda one: one.fate is Fate.STANDS)
        self._all = (
            *(self._copy(one, shown=one.snapshot == copies.shown) for one in copies.copies),
            *(self._quote(one) for one in quotes),
        )
        said = copies.comparison.sentence() if len(copies.copies) > 1 else tr("The only copy.")
        self.describe(
            name=tr("Copies of this source"),
            placeholder=tr("Copies, and the quotes of the others"),
            footer=tr("{said} · Enter goes there · Esc closes", said=said),
        )
        self.open()

    def _copy(self, one: Copy, *, shown: bool) -> OverlayItem:
        text = tr("Captured {when}", when=_date(one.captured))
        quotes = tr_count("{count} quote", "{count} quotes", one.quotes)
        told = tr("{quotes} · shown now", quotes=quotes) if shown else quotes
        return OverlayItem(
            key=one.snapshot,
            text=text,
            heard=tr("{copy}, {told}", copy=text, told=told),
            icon="check" if shown else "source" if "source" in self._icons else "",
            beside=plain(one.method),
            trailing=told,
        )

    def _quote(self, one: QuoteFate) -> OverlayItem:
        told = {
            Fate.STANDS: tr("stands here"),
            Fate.SEVERAL_PLACES: tr("stands here several times"),
            Fate.GONE: tr("does not stand here"),
        }[one.fate]
        text = tr("“{words}”", words=plain(one.exact, SHOWN_WORDS))
        return OverlayItem(
            key=_Here(one.span) if one.span is not None else one,
            text=text,
            heard=tr("{quote}, {told}", quote=text, told=told),
            icon="quoted" if one.fate is Fate.STANDS else "warning",
            trailing=told,
        )

    def _narrow(self, text: str) -> None:
        wanted = fold(text).split()
        found = [one for one in self._all if all(word in fold(one.heard) for word in wanted)]
        self.show_items(found, "" if found else tr("No copy and no quote is called so."))

    def _tell(self, item: OverlayItem) -> None:
        if isinstance(item.key, _Here):
            self.place_chosen.emit(item.key.span)
        elif isinstance(item.key, QuoteFate):
            self.quote_chosen.emit(item.key.quote_id)
        elif isinstance(item.key, int):
            self.copy_chosen.emit(item.key)


def _date(captured: str) -> str:
    try:
        return display_date(captured)
    except DateError:
        return plain(captured)
