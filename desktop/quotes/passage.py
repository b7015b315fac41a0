"""The words of one quote, drawn with their marks, selectable, copied exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
)
from PySide6.QtWidgets import QWidget

from desktop.controls.marked_layout import MarkedLayout
from desktop.text.direction import is_right_to_left
from desktop.text.marked import MarkColours, Marks, MarkStyle
from models.queries.views import Span

if TYPE_CHECKING:
    from desktop.theme.tokens import Palette

__all__ = ["PassageText", "quotation_marks"]

_ARABIC_SCRIPT = frozenset(("fa", "ar", "ps", "ur", "ckb"))
_LEADING = 1.18


def quotation_marks(language: str | None, text: str) -> tuple[str, str]:
    """Return the marks that enclose a quote in its language; they are never part of the quote."""
    primary = (language or "").split("-")[0].lower()
    if primary in _ARABIC_SCRIPT:
        return "«", "»"
    if primary == "he" or (not primary and is_right_to_left(text)):
        return "”", "”"
    return "“", "”"


class PassageText(QWidget):
    """Shows the exact words between quotation marks, as high as its width asks.

    Words are selected with the mouse and copied as the stored code points. Positions are code
    points of the quote's own words; what is around them on the screen (quotation marks, the
    words before and after) cannot be selected.
    """

    selection_changed = Signal()

    def __init__(
        self, exact: str, before: str, after: str, language: str | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._exact = exact
        self._before = before
        self._after = after
        self._opening, self._closing = quotation_marks(language, exact)
        self._context = False
        self._marks: tuple[tuple[Span, MarkStyle], ...] = ()
        self._anchor = 0
        self._selection: Span | None = None
        self._colours: MarkColours | None = None
        self._text_colour = QColor()
        self._selected = QTextCharFormat()
        self._layout = self._laid_out()
        self.setCursor(Qt.CursorShape.IBeamCursor)
        # A click on the words gives the keyboard to the card.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(parent)

    @property
    def margin(self) -> int:
        """The room at both sides into which the opening mark stands out."""
        return round(self.fontMetrics().horizontalAdvance(self._opening)) + 1

    @property
    def shows_context(self) -> bool:
        """Whether the words before and after are shown."""
        return self._context

    @property
    def selection(self) -> Span | None:
        """The selected words, or None."""
        return self._selection

    @property
    def marks(self) -> Marks:
        """What is marked in the quote's own words, and how."""
        return self._marks

    def selected_text(self) -> str:
        """Return the selected words, code point for code point as they are stored."""
        if self._selection is None:
            return ""
        return self._exact[self._selection.start : self._selection.end]

    def select(self, span: Span | None) -> None:
        """Select `span` of the quote's words, or nothing."""
        chosen = None if span is None or span.start >= span.end else span
        if chosen != self._selection:
            self._selection = chosen
            self.selection_changed.emit()
            self.update()

    def select_all(self) -> None:
        """Select all words of the quote."""
        self.select(Span(0, len(self._exact)))

    def show_context(self, shown: bool) -> None:
        """Show or hide the words before and after; the owner lays out anew."""
        if shown != self._context:
            self._context = shown
            self._layout = self._laid_out()
            self._apply_marks()

    def set_marks(self, marks: Sequence[tuple[Span, MarkStyle]]) -> None:
        """Show `marks`, positions in the quote's own words."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self._apply_marks()

    def dress(self, palette: Palette, font: QFont) -> None:
        """Use the colours and the face; the owner lays out anew."""
        self.setFont(font)
        self._colours = MarkColours.of(palette)
        self._text_colour = QColor(palette.text)
        self._selected.setBackground(QBrush(QColor(palette.accent)))
        self._selected.setForeground(QBrush(QColor(palette.accent_text)))
        self._layout.set_font(font)
        self._apply_marks()

    def height_for(self, width: int) -> int:
        """Lay the words out in `width` and return the height they take."""
        return round(self._layout.lay_out(max(1, width - 2 * self.margin)) + 0.5)

    def _laid_out(self) -> MarkedLayout:
        before, after = (self._before, self._after) if self._context else ("", "")
        self._prefix = before + self._opening
        return MarkedLayout(
            self._prefix + self._exact + self._closing + after,
            self.font(),
            leading=_LEADING,
            hanging=0 if before else len(self._opening),
        )

    def _apply_marks(self) -> None:
        if self._colours is None:
            return
        first = len(self._prefix)
        last = first + len(self._exact)
        around = (
            (Span(0, first), MarkStyle.CONTEXT),
            (Span(last, len(self._layout.text)), MarkStyle.CONTEXT),
        )
        moved = tuple(
            (Span(span.start + first, span.end + first), style) for span, style in self._marks
        )
        marks: Marks = (*around, *moved)
        # Laid out when it is asked for its height, or painted: marks come and go in between.
        self._layout.set_marks(marks, self._colours)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room it likes to have."""
        return QSize(self.width(), self.height_for(max(self.width(), 200)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words with their marks and what is selected."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(self._text_colour))
        self._layout.lay_out(max(1, self.width() - 2 * self.margin))
        first = len(self._prefix)
        selection = self._selection
        shown = None if selection is None else Span(selection.start + first, selection.end + first)
        self._layout.draw(painter, QPointF(self.margin, 0), shown, self._selected)
        painter.end()

    def point_of(self, position: int) -> QPoint:
        """Return where the code point `position` of the quote's words begins."""
        self._layout.lay_out(max(1, self.width() - 2 * self.margin))
        place = self._layout.rectangle_of(position + len(self._prefix))
        return QPoint(round(place.x()) + self.margin, round(place.center().y()))

    def _position(self, event: QMouseEvent) -> int:
        self._layout.lay_out(max(1, self.width() - 2 * self.margin))
        point = event.position() - QPointF(self.margin, 0)
        found = self._layout.position_at(point)
        return min(max(found - len(self._prefix), 0), len(self._exact))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._anchor = self._position(event)
            self.select(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select on the way."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            here = self._position(event)
            self.select(Span(min(self._anchor, here), max(self._anchor, here)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hand the selection to the systems that paste it with the middle button."""
        super().mouseReleaseEvent(event)
        clipboard = QGuiApplication.clipboard()
        if self._selection is not None and clipboard.supportsSelection():
            clipboard.setText(self.selected_text(), clipboard.Mode.Selection)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.select(self._word_at(self._position(event)))
            event.accept()

    def _word_at(self, position: int) -> Span:
        start = end = min(position, len(self._exact))
        while start > 0 and self._joins(start - 1):
            start -= 1
        while end < len(self._exact) and self._joins(end):
            end += 1
        return Span(start, end)

    def _joins(self, index: int) -> bool:
        character = self._exact[index]
        return character.isalnum() or character in "'’-\u200c\u200d_״׳"
