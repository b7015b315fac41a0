"""Draws the visible lines of one paragraph with all their marks."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
)

from desktop.reader.marking import Looks, Marking
from desktop.reader.page_marks import draw_label_box, draw_outline, draw_side_rule

__all__ = ["ParagraphDrawing", "format_range"]

_CARET_WIDTH = 2


class ParagraphDrawing:
    """Draws paragraphs of one page in one go of painting.

    Only what can be seen is looked at: a whole book can be a single paragraph.
    """

    def __init__(
        self,
        painter: QPainter,
        context: QAbstractTextDocumentLayout.PaintContext,
        marking: Marking,
        looks: Looks,
        leading: float,
    ) -> None:
        """Draw with `painter` what `context` wants to see."""
        self._painter = painter
        self._context = context
        # Held for as long as their cursors and formats are looked at: those point into them.
        self._selections = list(context.selections)
        self._marking = marking
        self._looks = looks
        self._leading = leading
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))

    def draw(self, layout: QTextLayout, at: QPointF, start: int, end: int) -> None:
        """Draw a paragraph that stands at `at` and holds `start` to `end` of the document."""
        first, last = _visible(layout, at, self._context.clip)
        seen = (start + first, min(end, start + last))
        for index in self._marking.inserted.touching(*seen):
            piece = _inside(self._marking.inserted[index], start, seen)
            draw_label_box(self._painter, layout, at, piece, self._looks)
        layout.draw(self._painter, at, self._ranges(start, seen), self._context.clip)
        self._draw_lines(layout, at, start, seen)
        caret = self._context.cursorPosition
        if start <= caret <= end:
            layout.drawCursor(self._painter, at, caret - start, _CARET_WIDTH)

    def _ranges(self, start: int, seen: tuple[int, int]) -> list[QTextLayout.FormatRange]:
        selected = self._selected(start, seen)
        ranges: list[QTextLayout.FormatRange] = []
        for first, last, styles in self._marking.pieces(*seen):
            made = self._looks.format_of(styles)
            ranges.extend(_around(first - start, last - start, made, selected))
        if selected is not None:
            ranges.append(format_range(*selected, QTextCharFormat(self._selections[0].format)))
        return ranges

    def _selected(self, start: int, seen: tuple[int, int]) -> tuple[int, int] | None:
        for selection in self._selections:
            first = max(selection.cursor.selectionStart(), seen[0])
            last = min(selection.cursor.selectionEnd(), seen[1])
            if first < last:
                return first - start, last - start
        return None

    def _draw_lines(
        self, layout: QTextLayout, at: QPointF, start: int, seen: tuple[int, int]
    ) -> None:
        marking, looks = self._marking, self._looks
        for index in marking.unused.touching(*seen):
            piece = _inside(marking.unused[index], start, seen)
            draw_side_rule(self._painter, layout, at, piece, looks, self._leading)
        for stretch, colour, dash in (
            (marking.pointed, looks.quiet, Qt.PenStyle.DashLine),
            (marking.match, looks.match_outline, Qt.PenStyle.SolidLine),
            (marking.leaning, looks.match_outline, Qt.PenStyle.DotLine),
            (marking.current, looks.outline, Qt.PenStyle.SolidLine),
        ):
            if stretch is not None and stretch[0] < seen[1] and stretch[1] > seen[0]:
                piece = _inside(stretch, start, seen)
                pen = QPen(colour, 1.5, dash)
                draw_outline(self._painter, layout, at, piece, pen, self._leading)


def format_range(start: int, end: int, made: QTextCharFormat) -> QTextLayout.FormatRange:
    """Return a format for a stretch of a paragraph."""
    result = QTextLayout.FormatRange()
    # PySide declares the C++ members as plain values.
    result.start = start
    result.length = end - start
    result.format = made
    return result


def _visible(layout: QTextLayout, at: QPointF, clip: QRectF) -> tuple[int, int]:
    """Return the characters of the lines in view, and of two more on either side."""
    count = layout.lineCount()
    if not count:
        return 0, 0

    def line_at(y: float) -> int:
        low, high = 0, count - 1
        while low < high:
            middle = (low + high + 1) // 2
            if layout.lineAt(middle).y() <= y:
                low = middle
            else:
                high = middle - 1
        return low

    first = layout.lineAt(max(0, line_at(clip.top() - at.y()) - 2))
    last = layout.lineAt(min(count - 1, line_at(clip.bottom() - at.y()) + 2))
    return int(first.textStart()), int(last.textStart() + last.textLength())


def _inside(stretch: tuple[int, int], start: int, seen: tuple[int, int]) -> tuple[int, int]:
    return max(stretch[0], seen[0]) - start, min(stretch[1], seen[1]) - start


def _around(
    start: int, end: int, made: QTextCharFormat, selected: tuple[int, int] | None
) -> list[QTextLayout.FormatRange]:
    """Return the parts of a piece that are not selected.

    Two ranges are never drawn in one place, for letters drawn twice look bold.
    """
    if selected is None or selected[0] >= end or selected[1] <= start:
        return [format_range(start, end, made)]
    parts = ((start, selected[0]), (selected[1], end))
    return [format_range(first, last, made) for first, last in parts if first < last]
