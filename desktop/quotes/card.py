"""One quote as a card: the words, where they come from, what they back, what one can do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QKeyCombination,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QWidget

from desktop.controls.drawn import DrawnButton, draw_focus_ring
from desktop.controls.marked_layout import MarkedLayout
from desktop.quotes.passage import PassageText
from desktop.quotes.wording import (
    backing_name,
    card_description,
    card_name,
    grade_meaning,
    provenance,
    translation_line,
)
from desktop.text.escaping import plain
from desktop.text.marked import MarkStyle
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.names.folding import matches
from models.queries.views import Backing, Mark, QuoteCard, Span

__all__ = ["CardView"]

_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
_CITE = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_C
)
_ICON_OF_MARK = {Mark.INFERRED: "inferred", Mark.DISPUTED: "disputed"}


_MOST_DECISIVE = 0.6
"""A larger share of decisive words is underlined quietly while nothing is pointed at."""


class CardView(QWidget):
    """Shows one quote. Its owner asks `arrange` for the height of a width and places it.

    Keys while it or one of its controls has the focus: Enter or R reads in the source,
    Ctrl+Shift+C copies with the citation, Ctrl+C the selected words (or all of them), Ctrl+A
    selects all words, Up, Down, J, K, Home and End ask for another card (`moved`).
    """

    source_requested = Signal(int)
    copy_requested = Signal(int)
    link_followed = Signal(int)
    words_copied = Signal(str)
    pointed = Signal(frozenset)
    moved = Signal(int)
    """Steps to another card; beyond the ends means the first or the last."""
    claims_wanted = Signal(object)
    """A `Backing` whose claims are to be weighed, or None for the quote as a whole."""
    resized = Signal()
    """The card wants another height for the same width."""

    TO_THE_END = 1_000_000

    def __init__(
        self,
        card: QuoteCard,
        place: tuple[int, int],
        words: Sequence[str],
        theme: Theme,
        parent: QWidget,
        *,
        writable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.card = card
        self._writable = writable
        self._theme = theme
        self._lit: frozenset[str] = frozenset()
        self._captions: list[tuple[QRect, str]] = []
        self._translated: list[tuple[QPointF, MarkedLayout]] = []
        self._matches = tuple(
            (Span(found.start, found.end), MarkStyle.MATCH)
            for found in (matches(card.exact, words) if words else ())
        )
        self._slots = frozenset(backing.slot for backing in card.backings)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(card_name(card, *place))
        self.setAccessibleDescription(card_description(card))
        self._passage = PassageText(card.exact, card.before, card.after, card.language, self)
        self._title = self._button("link")
        self._grade = self._button("quiet")
        self._chips = [self._button("chip") for _ in card.backings]
        self._context = self._button("quiet")
        self._copy = self._button("quiet")
        self._read = self._button("link")
        self._say()
        self._connect()
        self.dress()

    @property
    def slots(self) -> frozenset[str]:
        """The values the quote backs."""
        return self._slots

    @property
    def passage(self) -> PassageText:
        """The words."""
        return self._passage

    @property
    def lit(self) -> bool:
        """Whether the quote backs a value that is pointed at."""
        return bool(self._lit & self._slots)

    def _button(self, role: str) -> DrawnButton:
        return DrawnButton(
            "link" if role == "link" else "chip" if role == "chip" else "quiet", self._theme, self
        )

    def _say(self) -> None:
        card = self.card
        source = plain(card.source.label)
        self._title.say(
            card.source.label, tr("Source: {title}", title=source), tr("Go to the source record")
        )
        self._grade.say(card.grade, grade_meaning(card.grade), grade_meaning(card.grade))
        for chip, backing in zip(self._chips, card.backings, strict=True):
            sentence = backing_name(backing)
            label = (
                tr("not {field}", field=plain(backing.label)) if backing.denies else (backing.label)
            )
            if backing.rank == "deprecated":
                label = tr("{field}, set aside", field=plain(label))
            chip.say(label, sentence, sentence)
            if backing.rank == "preferred":
                chip.show_icon("check", "quoted")
            elif backing.denies:
                chip.show_icon("close", "disputed")
            elif backing.mark in _ICON_OF_MARK:
                chip.show_icon(_ICON_OF_MARK[backing.mark], backing.mark.value)
        self._say_context()
        self._copy.say(
            tr("Copy"), tr("Copy with citation"), tr("Copy with citation (Ctrl+Shift+C)")
        )
        self._copy.show_icon("copy")
        self._read.say(tr("Read in source ↗"), tr("Read in source"), tr("Enter or R"))
        self._context.setVisible(bool(card.before or card.after))

    def _say_context(self) -> None:
        shown = self._passage.shows_context
        words = tr("Less") if shown else tr("Context")
        name = tr("Hide the words around") if shown else tr("Show the words before and after")
        self._context.say(words, name, name)

    def _connect(self) -> None:
        number = self.card.id
        self._title.clicked.connect(lambda: self.link_followed.emit(self.card.source.id))
        self._grade.clicked.connect(lambda: self._weigh(self._grade, None))
        self._context.clicked.connect(self._toggle_context)
        self._copy.clicked.connect(lambda: self.copy_requested.emit(number))
        self._read.clicked.connect(lambda: self.source_requested.emit(number))
        for chip, backing in zip(self._chips, self.card.backings, strict=True):
            chip.pointed.connect(
                lambda here, slot=backing.slot: self.pointed.emit(
                    frozenset((slot,)) if here else self._slots_under()
                )
            )
            chip.clicked.connect(
                lambda _=False, chip=chip, backing=backing: self._weigh(chip, backing)
            )

    def _weigh(self, button: DrawnButton, backing: Backing | None) -> None:
        """Ask what is to be done with the claims; where nothing can be, only explain."""
        if self._writable:
            self.claims_wanted.emit(backing)
        else:
            button.tell_tip()

    @property
    def current_backing(self) -> Backing | None:
        """What the chip with the keyboard stands for; None on the card itself."""
        for chip, backing in zip(self._chips, self.card.backings, strict=True):
            if chip.hasFocus():
                return backing
        return None

    def _slots_under(self) -> frozenset[str]:
        """What is pointed at when no chip is: the whole quote, or nothing."""
        return self._slots if self.underMouse() or self.hasFocus() else frozenset()

    def dress(self) -> None:
        """Use the theme's present faces and colours; the owner arranges anew."""
        theme = self._theme
        small = theme.fonts.ui_font(theme.metrics.small)
        self._small = small
        self._passage.dress(theme.palette, theme.reading_font())
        for button in (self._title, self._grade, *self._chips, self._context, self._copy):
            button.dress(small)
        self._read.dress(theme.fonts.ui_font(theme.metrics.point_size * 0.94))
        self._mark()
        self.update()

    def light(self, slots: frozenset[str]) -> None:
        """Light the words that decide `slots`; the other decisive words become faint."""
        if slots == self._lit:
            return
        self._lit = slots
        for chip, backing in zip(self._chips, self.card.backings, strict=True):
            chip.set_lit(backing.slot in slots)
        self._mark()
        self.update()

    def _mark(self) -> None:
        marks: list[tuple[Span, MarkStyle]] = []
        length = len(self.card.exact)
        # Where nearly every word decides something, a background on all of them would say
        # nothing: a quiet line does until one field is pointed at.
        quiet = bool(self._lit) or self._decisive_share() > _MOST_DECISIVE
        for backing in self.card.backings:
            if backing.decisive is None:
                # Without decisive words the whole quote speaks, once it is pointed at.
                if backing.slot in self._lit:
                    marks.append((Span(0, length), MarkStyle.LIT))
                continue
            start, end = backing.decisive.start, backing.decisive.end
            if not 0 <= start < end <= length:
                continue  # a damaged file: Verify names it, the words are shown all the same
            if backing.slot in self._lit:
                style = MarkStyle.LIT
            else:
                style = MarkStyle.FAINT if quiet else MarkStyle.DECISIVE
            marks.append((Span(start, end), style))
        self._passage.set_marks((*marks, *self._matches))

    def _decisive_share(self) -> float:
        """Return which part of the quote's characters decides something."""
        places = {
            place
            for backing in self.card.backings
            if backing.decisive is not None
            for place in range(backing.decisive.start, backing.decisive.end)
        }
        return len(places) / max(len(self.card.exact), 1)

    def _toggle_context(self) -> None:
        self._passage.show_context(not self._passage.shows_context)
        self._say_context()
        self.resized.emit()

    def arrange(self, width: int) -> int:
        """Place everything in `width` and return the height."""
        unit = self._theme.metrics.unit
        side, gap = unit(3 if width > unit(90) else 2.5), unit(1.5)
        margin = self._passage.margin
        side = max(side, margin + 1)
        room = width - 2 * side
        passage_width = room + 2 * margin
        height = self._passage.height_for(passage_width)
        self._passage.setGeometry(side - margin, unit(2.5), passage_width, height)
        top = self._arrange_translations(QRect(side, unit(2.5) + height, room, 0)) + gap
        top = self._arrange_provenance(QRect(side, top, room, 0))
        return self._arrange_actions(QRect(side, top + gap, room, 0)) + unit(2)

    def _arrange_translations(self, area: QRect) -> int:
        """What the words say in other languages, each with its translator; returns the bottom."""
        unit = self._theme.metrics.unit
        small = self._theme.fonts.ui_font(self._theme.metrics.small)
        self._translated = []
        top = area.top()
        for translation in self.card.translations:
            said = translation_line(translation)
            layout = MarkedLayout(said, small, leading=1.15)
            top += unit(1.5)
            self._translated.append((QPointF(area.left() + unit(2), top), layout))
            top += round(layout.lay_out(max(area.width() - unit(2), 1)))
        return top

    def _arrange_provenance(self, area: QRect) -> int:
        """Title, then the caption's parts and the grade, wrapped; returns the bottom."""
        metrics = QFontMetrics(self._small)
        separator = metrics.horizontalAdvance(" · ")
        inset = self._theme.metrics.unit(1)
        self._captions = []
        hint = self._title.sizeHint()
        narrow = area.width() < self._theme.metrics.unit(110)
        longest = area.width() + inset if narrow else area.width() // 2
        width = min(hint.width(), longest, area.width() + inset)
        self._title.setGeometry(
            QRect(QPoint(area.left() - inset, area.top()), QSize(width, hint.height()))
        )
        left, top, line = area.left() - inset + width - inset, area.top(), hint.height()
        parts: list[str | DrawnButton] = [*provenance(self.card), self._grade]
        for part in parts:
            if isinstance(part, str):
                natural = metrics.horizontalAdvance(part)
            else:
                natural = part.sizeHint().width() - 2 * inset
            if left + separator + natural > area.right() and left > area.left():
                left, top = area.left(), top + line
            else:
                self._captions.append((QRect(left, top, separator, line), " · "))
                left += separator
            width = min(natural, area.right() - left)
            if not isinstance(part, str):
                part.setGeometry(left - inset, top, width + 2 * inset, line)
            elif natural > area.width():
                wrapped = metrics.boundingRect(QRect(0, 0, area.width(), 0), _WRAPPED, part)
                self._captions.append((QRect(left, top, area.width(), wrapped.height()), part))
                top += max(wrapped.height() - line, 0)
                width = area.width()
            else:
                self._captions.append((QRect(left, top, width + 1, line), part))
            left += width
        return top + line

    def _arrange_actions(self, area: QRect) -> int:
        """Chips from the left, actions at the right of the last line or below; returns bottom."""
        unit = self._theme.metrics.unit
        gap = unit(1.5)
        left, top, line = area.left(), area.top(), self._read.sizeHint().height()
        for chip in self._chips:
            hint = chip.sizeHint()
            width = min(hint.width(), area.width())
            if left + width > area.right() + 1 and left > area.left():
                left, top = area.left(), top + line + unit(1)
            chip.setGeometry(left, top + (line - hint.height()) // 2, width, hint.height())
            left += width + gap
        shown = [self._context] if self.card.before or self.card.after else []
        actions = [*shown, self._copy, self._read]
        total = sum(action.sizeHint().width() for action in actions)
        if left + total > area.right() + 1 and left > area.left():
            top += line + unit(1)
        inset = unit(1)
        if total <= area.width() + 2 * inset:
            left = area.right() + 1 + inset - total
        else:
            # Too narrow for one line: the most wanted first, from the left.
            actions.reverse()
            left = area.left() - inset
        start = left
        for action in actions:
            hint = action.sizeHint()
            width = min(hint.width(), area.width() + 2 * inset)
            if left + width > area.right() + 2 + inset and left > start:
                left, top = start, top + line
            action.setGeometry(left, top + (line - hint.height()) // 2, width, hint.height())
            left += width
        return top + line

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, its captions and its state."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        palette, radius = theme.palette, theme.metrics.radius
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(palette.accent if self.lit else palette.border), 1.0))
        painter.setBrush(QColor(palette.card))
        painter.drawRoundedRect(area, radius, radius)
        if self.lit:
            bar = QRectF(1, radius, theme.metrics.unit(0.75), self.height() - 2 * radius)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            painter.drawRect(bar)
        painter.setFont(self._small)
        painter.setPen(QColor(palette.text_muted))
        for point, layout in self._translated:
            layout.draw(painter, point)
        for place, words in self._captions:
            painter.drawText(place, _WRAPPED | Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            draw_focus_ring(painter, self.rect(), theme, radius)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read, copy, select, or ask for another card."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_J: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_K: -1,
            Qt.Key.Key_Home: -self.TO_THE_END,
            Qt.Key.Key_End: self.TO_THE_END,
        }
        key = event.key()
        plain_key = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_words()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._passage.select_all()
        elif event.keyCombination() == _CITE:
            self.copy_requested.emit(self.card.id)
        elif plain_key and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_R):
            self.source_requested.emit(self.card.id)
        elif plain_key and key in steps:
            self.moved.emit(steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def copy_words(self) -> None:
        """Put the selected words, or all words of the quote, on the clipboard as stored."""
        words = self._passage.selected_text() or self.card.exact
        QGuiApplication.clipboard().setText(words)
        self.words_copied.emit(words)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it; on a chip, with what the chip stands for."""
        under = self.childAt(event.pos())
        for chip, backing in zip(self._chips, self.card.backings, strict=True):
            if chip is under and self._writable:
                chip.setFocus(Qt.FocusReason.MouseFocusReason)
                self.claims_wanted.emit(backing)
                return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return the context menu, not yet shown."""
        menu = QMenu(self)
        selected = self._passage.selection is not None
        words = tr("Copy selected words") if selected else tr("Copy the words")
        menu.addAction(words).triggered.connect(self.copy_words)
        number = self.card.id
        menu.addAction(tr("Copy with citation")).triggered.connect(
            lambda: self.copy_requested.emit(number)
        )
        menu.addAction(tr("Read in source")).triggered.connect(
            lambda: self.source_requested.emit(number)
        )
        if self._writable:
            menu.addSeparator()
            menu.addAction(tr("What can be done with it…")).triggered.connect(
                lambda: self.claims_wanted.emit(None)
            )
        return menu

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the mouse has come."""
        super().enterEvent(event)
        self.pointed.emit(self._slots)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse has left."""
        super().leaveEvent(event)
        self.pointed.emit(frozenset())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard has come."""
        super().focusInEvent(event)
        self.pointed.emit(self._slots)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard has left."""
        super().focusOutEvent(event)
        if not self.underMouse():
            self.pointed.emit(frozenset())
        self.update()
