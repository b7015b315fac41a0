"""The pane of source quotes: a heading with their number, and a card for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from desktop.quotes.card import CardView
from desktop.text.translate import tr, tr_count
from desktop.theme.theme import Theme
from models.queries.views import Backing, QuoteCard

__all__ = ["QuotesPane"]

FIRST_CARDS = 6
MORE_CARDS = 8


class QuotesPane(QWidget):
    """Shows the quotes behind a record, the first of them at once, more as one scrolls.

    Pointing at a card or at one of its chips tells the values (`slots_pointed`); `light` is the
    way back. Nothing here writes or fetches: what is asked for goes up as a signal.
    """

    source_requested = Signal(int)
    """Quote id: show its place in the source."""
    copy_requested = Signal(int)
    """Quote id: copy it with its citation."""
    link_followed = Signal(int)
    """Record id of a source."""
    slots_pointed = Signal(frozenset)
    claims_wanted = Signal(int, object)
    """A quote and a `Backing` on it whose claims are to be weighed; None for the whole quote."""
    copied = Signal(str)
    """These words, exactly as stored, are on the clipboard now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quotes: tuple[QuoteCard, ...] = ()
        self._words: tuple[str, ...] = ()
        self._cards: list[CardView] = []
        self._lit: frozenset[str] = frozenset()
        self._pointed: frozenset[str] = frozenset()
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._leaving.timeout.connect(lambda: self._point(frozenset()))
        self._arranging = False
        self._writable = False
        self._mouse_at_start = QCursor.pos()
        self._heading = QLabel(self)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setProperty("role", "caption")
        self._empty = QLabel(self)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._scroll = QScrollArea(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet = QWidget()
        self._scroll.setWidget(self._sheet)
        self._scroll.viewport().installEventFilter(self)
        self._scroll.verticalScrollBar().valueChanged.connect(self._build_when_near_the_end)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self._empty, 1)
        column.addWidget(self._scroll, 1)
        self.setAccessibleName(tr("Source quotes"))
        theme.changed.connect(self._dress)
        self._dress()
        self.show_quotes((), ())

    @property
    def cards(self) -> tuple[CardView, ...]:
        """The cards built so far, in order."""
        return tuple(self._cards)

    @property
    def scroll_bar(self) -> QScrollBar:
        """The bar that scrolls the cards."""
        return self._scroll.verticalScrollBar()

    @property
    def current_quote_id(self) -> int | None:
        """The quote whose card, or a control in it, has the keyboard."""
        focused = _focused()
        if focused is None:
            return None
        for card in self._cards:
            if card is focused or card.isAncestorOf(focused):
                return card.card.id
        return None

    @property
    def current_backing(self) -> Backing | None:
        """What the chip with the keyboard stands for."""
        found = (card.current_backing for card in self._cards)
        return next((backing for backing in found if backing is not None), None)

    def quote(self, quote_id: int) -> QuoteCard | None:
        """Return a quote that is shown."""
        return next((quote for quote in self._quotes if quote.id == quote_id), None)

    def place_of_quote(self, quote_id: int) -> QRect:
        """Return where a card is, in the pane; its top where it is not built yet."""
        for card in self._cards:
            if card.card.id == quote_id:
                return QRect(card.mapTo(self, QPoint(0, 0)), card.size())
        return QRect(0, 0, self.width(), 0)

    def set_writable(self, writable: bool) -> None:
        """Let the chips offer what can be done, or only explain, from the next record on."""
        self._writable = writable

    def show_quotes(self, quotes: Sequence[QuoteCard], words: Sequence[str] = ()) -> None:
        """Show `quotes` from the top, with the search `words` highlighted in them."""
        self._quotes = tuple(quotes)
        self._words = tuple(words)
        self._lit = frozenset()
        self._point(frozenset())
        self._mouse_at_start = QCursor.pos()
        had_keyboard = self.current_quote_id is not None
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = []
        count = len(self._quotes)
        self._heading.setText(tr("SOURCE QUOTES · {count}", count=count))
        self._heading.setAccessibleName(
            tr_count("{count} source quote", "{count} source quotes", count)
        )
        self._empty.setText(tr("Nothing is quoted here."))
        self._empty.setVisible(not count)
        self._scroll.setVisible(bool(count))
        self._scroll.verticalScrollBar().setValue(0)
        self._build(FIRST_CARDS)
        self._build_when_near_the_end(0)
        if had_keyboard:
            self.focus_first()

    def light(self, slots: frozenset[str]) -> None:
        """Light the quotes behind `slots`, and their decisive words; nothing for the empty set."""
        self._lit = slots
        self._show_light()

    def focus_slot(self, slot: str) -> bool:
        """Give the keyboard to the first quote behind `slot`, in view; False without one."""
        for number, quote in enumerate(self._quotes):
            if any(backing.slot == slot for backing in quote.backings):
                self.light(frozenset((slot,)))
                self._focus(number)
                return True
        return False

    def focus_quote(self, quote_id: int) -> bool:
        """Give the keyboard to the card of a quote, in view; False when it is not here."""
        for number, quote in enumerate(self._quotes):
            if quote.id == quote_id:
                self._focus(number)
                return True
        return False

    def focus_first(self) -> bool:
        """Give the keyboard to the first card; False when there is none."""
        if not self._quotes:
            return False
        self._focus(0)
        return True

    def _focus(self, number: int) -> None:
        self._build(number + 1 - len(self._cards))
        card = self._cards[number]
        # The Tab reason: a ring is shown, as after any move by keyboard.
        card.setFocus(Qt.FocusReason.TabFocusReason)
        self._bring_into_view(card)

    def _bring_into_view(self, card: QWidget) -> None:
        margin = self._theme.metrics.unit(2)
        bar = self._scroll.verticalScrollBar()
        height = self._scroll.viewport().height()
        top, bottom = card.y() - margin, card.y() + card.height() + margin
        if bottom > bar.value() + height:
            bar.setValue(min(top, bottom - height))
        if top < bar.value():
            bar.setValue(max(top, 0))

    def _build(self, more: int) -> None:
        first = len(self._cards)
        for number, quote in enumerate(self._quotes[first : first + max(more, 0)], first + 1):
            card = CardView(
                quote,
                (number, len(self._quotes)),
                self._words,
                self._theme,
                self._sheet,
                writable=self._writable,
            )
            card.claims_wanted.connect(
                lambda backing, number=quote.id: self.claims_wanted.emit(number, backing)
            )
            card.source_requested.connect(self.source_requested)
            card.copy_requested.connect(self.copy_requested)
            card.link_followed.connect(self.link_followed)
            card.words_copied.connect(self.copied)
            card.pointed.connect(self._on_pointed)
            card.resized.connect(self._arrange)
            card.moved.connect(lambda step, view=card: self._move(view, step))
            card.light(self._pointed or self._lit)
            card.show()
            self._cards.append(card)
        self._arrange()

    def _build_when_near_the_end(self, value: int) -> None:
        if self._arranging:
            return
        page = self._scroll.viewport().height()
        while len(self._cards) < len(self._quotes) and self._sheet.height() < value + 2 * page:
            self._build(MORE_CARDS)

    def _move(self, card: CardView, step: int) -> None:
        number = self._cards.index(card) + step
        self._focus(min(max(number, 0), len(self._quotes) - 1))

    def _on_pointed(self, slots: frozenset[str]) -> None:
        if slots:
            if not self._is_resting_mouse():
                self._point(slots)
        else:
            # From one chip to the next nothing has been left: told once the keyboard has arrived.
            self._leaving.start()

    def _is_resting_mouse(self) -> bool:
        """Whether the cards came to a mouse that lay still: nobody points at anything then."""
        focused = _focused()
        if focused is not None and self.isAncestorOf(focused):
            return False
        return QCursor.pos() == self._mouse_at_start

    def _point(self, slots: frozenset[str]) -> None:
        self._leaving.stop()
        if slots != self._pointed:
            self._pointed = slots
            self._show_light()
            self.slots_pointed.emit(slots)

    def _show_light(self) -> None:
        # One chip lights its own words; a whole card is read as it is, with all its marks.
        lit = self._pointed if len(self._pointed) == 1 else self._lit
        for card in self._cards:
            card.light(lit)

    def _set_margins(self) -> None:
        unit = self._theme.metrics.unit
        layout = self.layout()
        assert layout is not None
        narrow = self.width() < unit(100)
        layout.setContentsMargins(unit(2 if narrow else 4), unit(3), unit(1), 0)
        self._heading.setContentsMargins(0, 0, 0, unit(2))

    def _dress(self) -> None:
        self._set_margins()
        for card in self._cards:
            card.dress()
        self._arrange()

    def _arrange(self) -> None:
        """Place the cards below one another in the width there is."""
        if self._arranging:
            return
        self._arranging = True
        unit = self._theme.metrics.unit
        width = max(1, self._scroll.viewport().width() - unit(2))
        top = 0
        for card in self._cards:
            height = card.arrange(width)
            card.setGeometry(0, top, width, height)
            top += height + unit(2.5)
        self._sheet.resize(self._scroll.viewport().width(), top + unit(2))
        self._arranging = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place everything anew, and build what comes into view."""
        if event.type() == QEvent.Type.Resize and watched is self._scroll.viewport():
            self._arrange()
            self._build_when_near_the_end(self._scroll.verticalScrollBar().value())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew, and build what comes into view."""
        super().resizeEvent(event)
        self._set_margins()


def _focused() -> QWidget | None:
    """Return what has the keyboard; the stubs leave out that it may be nothing."""
    return QApplication.focusWidget()
