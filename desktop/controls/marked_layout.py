"""A text laid out for painting: wrapped, marked, each paragraph in its own direction."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from desktop.text.direction import direction_of
from desktop.text.marked import (
    MarkColours,
    Marks,
    char_format,
    displayed,
    format_range,
    paragraphs,
    segments,
)
from desktop.text.positions import Rounding, Utf16Map, utf16_length
from models.queries.views import Span

__all__ = ["MarkedLayout"]


class MarkedLayout:
    """A text laid out for painting: wrapped to a width, marked, each paragraph in its direction.

    All positions it takes and gives are code points of `text`; all measures are logical pixels.
    `hanging` says how many of the first characters (an opening quotation mark) stand out into the
    margin of the first line. Lay it out before drawing, and again after `set_font`.
    """

    def __init__(self, text: str, font: QFont, *, leading: float = 1.0, hanging: int = 0) -> None:
        """Prepare `text` in `font`; `leading` is the distance of lines as a multiple."""
        self.text = text
        self.positions = Utf16Map(text)
        self._leading = leading
        self._hanging = self.positions.to_utf16(hanging)
        self._width = -1.0
        self._height = 0.0
        self._starts: list[int] = []
        self._layouts: list[QTextLayout] = []
        self._formats: list[tuple[int, int, QTextCharFormat]] = []
        shown = displayed(text)
        for paragraph in paragraphs(text):
            words = shown[paragraph.start : paragraph.end]
            layout = QTextLayout(words, font)
            layout.setCacheEnabled(True)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            direction = direction_of(words)
            option.setTextDirection(direction)
            to_the_left = direction == Qt.LayoutDirection.RightToLeft
            option.setAlignment(
                Qt.AlignmentFlag.AlignRight if to_the_left else Qt.AlignmentFlag.AlignLeft
            )
            layout.setTextOption(option)
            self._layouts.append(layout)
            self._starts.append(self.positions.to_utf16(paragraph.start))

    @property
    def height(self) -> float:
        """The height of the laid-out text."""
        return self._height

    def set_font(self, font: QFont) -> None:
        """Use another font from the next `lay_out` on."""
        for layout in self._layouts:
            layout.setFont(font)
        self._width = -1.0

    def set_formats(self, formats: Iterable[tuple[int, int, QTextCharFormat]]) -> None:
        """Show the pieces (UTF-16 start, end, format), which do not overlap, in their formats."""
        pieces = list(formats)
        for start, layout in zip(self._starts, self._layouts, strict=True):
            end = start + utf16_length(layout.text())
            layout.setFormats(
                [
                    format_range(max(first, start) - start, min(last, end) - start, made)
                    for first, last, made in pieces
                    if first < end and last > start
                ]
            )
        self._width = -1.0

    def set_marks(self, marks: Marks, colours: MarkColours) -> None:
        """Show `marks`; raises ValueError where one lies outside the text."""
        self.set_formats(
            (start, end, char_format(styles, colours))
            for start, end, styles in segments(self.text, marks)
        )

    def lay_out(self, width: float) -> float:
        """Wrap the text to `width` and return its height; costs nothing for the same width."""
        if width == self._width:
            return self._height
        self._width = width
        top = 0.0
        for number, layout in enumerate(self._layouts):
            top = self._lay_out_paragraph(layout, width, top, hang=not number)
        self._height = top
        return top

    def _lay_out_paragraph(
        self, layout: QTextLayout, width: float, top: float, *, hang: bool
    ) -> float:
        to_the_left = layout.textOption().textDirection() == Qt.LayoutDirection.LeftToRight
        layout.beginLayout()
        first = hang and self._hanging > 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            left = 0.0
            if first:
                out = self._hanging_width(layout)
                line.setLineWidth(width + out)
                left = -out if to_the_left else 0.0
                first = False
            line.setPosition(QPointF(left, top))
            top += round(line.height() * self._leading)
        layout.endLayout()
        return top

    def _hanging_width(self, layout: QTextLayout) -> float:
        measure = QTextLayout(layout.text()[: self._hanging], layout.font())
        measure.beginLayout()
        line = measure.createLine()
        measure.endLayout()
        return line.naturalTextWidth()

    def natural_width(self) -> float:
        """The width of the widest line as laid out."""
        return max((layout.maximumWidth() for layout in self._layouts), default=0.0)

    def draw(
        self,
        painter: QPainter,
        origin: QPointF,
        selection: Span | None = None,
        selected: QTextCharFormat | None = None,
    ) -> None:
        """Paint the text with its top left corner at `origin`, `selection` as `selected`."""
        for start, layout in zip(self._starts, self._layouts, strict=True):
            ranges: list[QTextLayout.FormatRange] = []
            if selection is not None and selected is not None:
                first, last = self.positions.span_to_utf16(selection.start, selection.end)
                length = utf16_length(layout.text())
                first, last = max(first - start, 0), min(last - start, length)
                if first < last:
                    ranges.append(format_range(first, last, selected))
            layout.draw(painter, origin, ranges)

    def position_at(self, point: QPointF, rounding: Rounding = "start") -> int:
        """Return the code point nearest to `point`, which is relative to the top left corner."""
        for start, layout in zip(self._starts, self._layouts, strict=True):
            last_paragraph = layout is self._layouts[-1]
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                below = point.y() >= line.y() + round(line.height() * self._leading)
                if below and not (last_paragraph and number == layout.lineCount() - 1):
                    continue
                return self.positions.from_utf16(
                    start + _nearest(layout, line, point.x()), rounding
                )
        return 0

    def rectangle_of(self, position: int) -> QRectF:
        """Return where the code point `position` begins: a rectangle without width."""
        wanted = self.positions.to_utf16(position)
        for start, layout in reversed(list(zip(self._starts, self._layouts, strict=True))):
            if wanted >= start:
                line = layout.lineForTextPosition(wanted - start)
                if line.isValid():
                    left = _x_of(line, wanted - start)
                    return QRectF(left, line.y(), 0.0, line.height())
        return QRectF()


def _x_of(line: QTextLine, position: int) -> float:
    # PySide gives the x and the (possibly moved) cursor together.
    answer: object = line.cursorToX(position)
    return float(str(answer[0] if isinstance(answer, tuple) else answer))


def _nearest(layout: QTextLayout, line: QTextLine, x: float) -> int:
    """Return the position in `line` that is drawn nearest to `x`.

    `xToCursor` alone is not enough: in a line from right to left that was broken at a blank it is
    off by the width of that blank (Qt 6.11), while `cursorToX` is where Qt draws.
    """
    found = line.xToCursor(x)
    first, last = line.textStart(), line.textStart() + line.textLength()
    near = [
        position
        for position in range(max(found - 3, first), min(found + 3, last) + 1)
        if layout.isValidCursorPosition(position)
    ]
    return min(near, key=lambda position: abs(_x_of(line, position) - x), default=found)
