"""The page: one centred column, one block a paragraph, laid out only where somebody looks.

Qt's own document layout has to lay out everything above a place to know where it is. Here the
paragraphs not yet seen have an estimated height, so going to a passage costs the same in a text
of ten lines and in one of some megabytes.
"""

import re
from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetricsF,
    QPainter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextLayout,
    QTextOption,
)

from desktop.reader.heights import Heights
from desktop.reader.marking import Looks, Marking
from desktop.reader.paragraph_drawing import ParagraphDrawing, format_range
from desktop.reader.stored_text import StoredText
from desktop.text.direction import is_right_to_left

__all__ = ["MEASURE", "PageLayout"]

MEASURE = 72
"""The widest column, in characters of the reading face (Bringhurst: 45 to 75)."""

_SAMPLE = "the quick brown fox jumps over the lazy dog and reads on to the end of it"
_ENDLESS_WORD = re.compile(r"\S{2000}")
_LEADING = 1.55
_PARAGRAPH_GAP = 0.75
_SIDE_PADDING = 1.6
"""Room on either side of the column for rules and marks, in line heights."""


class PageLayout(QAbstractTextDocumentLayout):
    """Lays out and draws one stored text in its form on the page."""

    def __init__(self, document: QTextDocument, stored: StoredText) -> None:
        """Stand in for Qt's layout of `document`, whose text is `stored.form`."""
        super().__init__(document)
        self._stored = stored
        self._width = 0.0
        self._column = QRectF()
        self._leading = 24.0
        self._heights = Heights([0])
        self._laid: set[int] = set()
        self._padding = 0
        self.marking = Marking()
        self.looks: Looks | None = None
        # The scroll bar follows a corrected height a moment later, never while painting.
        self._announcement = QTimer(self)
        self._announcement.setSingleShot(True)
        self._announcement.setInterval(0)
        self._announcement.timeout.connect(self.announce)

    # What Qt asks of a layout

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        """Break the lines anew for the width the page has now."""
        del start, removed, added
        width = self.document().pageSize().width()
        if width > 0:
            self.set_width(width)

    def pageCount(self) -> int:
        """Return 1: a page on the screen has no end."""
        return 1

    def documentSize(self) -> QSizeF:
        """Return the size of the page, as far as it is known."""
        return QSizeF(self._width, self._heights.total + 2 * self._padding)

    def frameBoundingRect(self, frame: object) -> QRectF:
        """Return the whole page: there is one frame."""
        del frame
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Lay a paragraph out and return its place."""
        number = block.blockNumber()
        if not 0 <= number < len(self._heights):
            return QRectF()
        self._lay_out(number, block)
        return QRectF(
            self._column.left(), self.top(number), self._column.width(), self._heights[number]
        )

    def hitTest(  # type: ignore[override]  # Qt always gives a QPointF
        self, point: QPointF, accuracy: Qt.HitTestAccuracy
    ) -> int:
        """Return the position under a point, or -1 where exactly there no word is."""
        number = self.paragraph_at(point.y())
        layout = self._lay_out(number)
        block = self.document().findBlockByNumber(number)
        inside = point - QPointF(self._column.left(), self.top(number))
        exact = accuracy == Qt.HitTestAccuracy.ExactHit
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            last = index == layout.lineCount() - 1
            if inside.y() < line.y() + line.height() or last:
                if exact and not line.naturalTextRect().contains(inside):
                    return -1
                return block.position() + int(line.xToCursor(inside.x()))
        return -1 if exact else block.position()

    # Measures

    @property
    def column(self) -> QRectF:
        """The left edge and the width of the column; its height means nothing."""
        return self._column

    @property
    def leading(self) -> float:
        """The distance of two base lines in pixels."""
        return self._leading

    def set_width(self, width: float) -> None:
        """Break all lines anew for a page of that width."""
        self._width = width
        metrics = QFontMetricsF(self.document().defaultFont())
        self._leading = float(ceil(metrics.height() * _LEADING / 1.25))
        character = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        side = self._leading * _SIDE_PADDING
        column = max(character * 8, min(character * MEASURE, width - 2 * side))
        left = round((width - column) / 2)
        self._column = QRectF(left, 0, int(column), 0)
        self._padding = round(self._leading)
        for number in self._laid:
            self.document().findBlockByNumber(number).layout().clearLayout()
        self._laid.clear()
        self._heights = Heights(self._estimates(max(1.0, column / character)))
        self.announce()

    def _estimates(self, characters: float) -> Sequence[int]:
        gap = round(self._leading * _PARAGRAPH_GAP)
        lengths = self._stored.paragraph_lengths()
        # Thousands of paragraphs have a few hundred lengths.
        heights = {
            length: round(max(1, ceil(length / characters)) * self._leading) + gap
            for length in set(lengths)
        }
        return [heights[length] for length in lengths]

    def announce(self) -> None:
        """Tell the scroll bar how high the page is now."""
        self._announcement.stop()
        self.documentSizeChanged.emit(self.documentSize())

    # Where things are

    def top(self, number: int) -> int:
        """Return where a paragraph begins on the page, exactly or as estimated."""
        return self._padding + self._heights.top(number)

    def paragraph_at(self, y: float) -> int:
        """Return the number of the paragraph at a height of the page."""
        return self._heights.at(y - self._padding)

    def is_right_to_left(self, number: int) -> bool:
        """Tell whether a paragraph is written right to left."""
        direction = self._lay_out(number).textOption().textDirection()
        return bool(direction == Qt.LayoutDirection.RightToLeft)

    def line_top(self, position: int) -> float:
        """Return where on the page the line with a position of the document begins."""
        block = self.document().findBlock(position)
        layout = self._lay_out(block.blockNumber(), block)
        line = layout.lineForTextPosition(position - block.position())
        return self.top(block.blockNumber()) + (line.y() if line.isValid() else 0.0)

    def settle(self, top: float, height: float) -> int:
        """Lay out what a view from `top` shows; return how far the view must move with it.

        Where the first paragraph was only estimated, its end stays where it was.
        """
        number = self.paragraph_at(top)
        moved = 0
        if number not in self._laid and self.top(number) < top - 1:
            before = self._heights[number]
            self._lay_out(number)
            moved = self._heights[number] - before
        bottom = top + moved + height
        while number < len(self._heights) and self.top(number) < bottom:
            self._lay_out(number)
            number += 1
        return moved

    def _lay_out(self, number: int, block: QTextBlock | None = None) -> QTextLayout:
        block = block or self.document().findBlockByNumber(number)
        layout: QTextLayout = block.layout()
        if number in self._laid:
            return layout
        start, end = self._stored.paragraph_on_page(number)
        layout.setTextOption(self._option(block, start, end))
        layout.setFormats(self._slanted(start, end))
        y = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._column.width())
            advance = max(self._leading, line.height() * 1.1)
            line.setPosition(QPointF(0, y + (advance - line.height()) / 2))
            y += advance
        layout.endLayout()
        self._laid.add(number)
        gap = round(self._leading * _PARAGRAPH_GAP)
        if self._heights.change(number, ceil(y) + gap):
            self._announcement.start()
        return layout

    def _option(self, block: QTextBlock, start: int, end: int) -> QTextOption:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if _ENDLESS_WORD.search(block.text()):
            # Qt looks for the end of the word again in every line: minutes for a long one.
            option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        if is_right_to_left(self._without_labels(block.text(), start, end)):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        else:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        return option

    def _without_labels(self, form: str, start: int, end: int) -> str:
        """Return a paragraph's own words: an English label does not turn Persian words round."""
        inserted = self.marking.inserted
        for index in inserted.touching(start, end):
            span = self._stored.in_text(*inserted[index])
            paragraph = self._stored.paragraph(self._stored.paragraph_at(span.start))
            form = form[max(0, span.end - paragraph.start) :]
        return form

    def _slanted(self, start: int, end: int) -> list[QTextLayout.FormatRange]:
        slanted = QTextCharFormat()
        slanted.setFontItalic(True)
        inserted = self.marking.inserted
        return [
            format_range(
                max(inserted[index][0], start) - start,
                min(inserted[index][1], end) - start,
                slanted,
            )
            for index in inserted.touching(start, end)
        ]

    # Drawing

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Draw the paragraphs that the clip shows, with all their marks."""
        if self.looks is None:
            return
        clip = context.clip
        number = self.paragraph_at(clip.top())
        drawing = ParagraphDrawing(painter, context, self.marking, self.looks, self._leading)
        while number < len(self._heights) and self.top(number) < clip.bottom():
            layout = self._lay_out(number)
            at = QPointF(self._column.left(), self.top(number))
            drawing.draw(layout, at, *self._stored.paragraph_on_page(number))
            number += 1
