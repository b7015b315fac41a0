"""One line of text in a list: elided, in its own direction, with the words searched for marked.

The line's place follows the column (leading edges stand under each other whatever the script);
the order of its characters follows the text itself.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from desktop.text.direction import direction_of
from desktop.text.positions import Utf16Map

__all__ = [
    "Piece",
    "ReadyLine",
    "Stretch",
    "draw_line",
    "elided_line",
    "line_layout",
    "match_format",
]

_ELLIPSIS = "…"
_ENDLESS = float(1 << 20)
"""A line width that no line reaches."""
_ONE_LINE = (
    Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
)
_FLAGS_LEFT = int(_ONE_LINE | Qt.AlignmentFlag.AlignLeft)
_FLAGS_RIGHT = int(_ONE_LINE | Qt.AlignmentFlag.AlignRight)


class Stretch(Protocol):
    """A stretch of text: code points, end exclusive."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point after the last."""


class Piece(NamedTuple):
    """A stretch of a line as it is shown."""

    start: int
    end: int


def match_format(background: str, line: str) -> QTextCharFormat:
    """Return how a matched word looks: a background, and a dashed line for those who see no hue."""
    made = QTextCharFormat()
    made.setBackground(QBrush(QColor(background)))
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
    made.setUnderlineColor(QColor(line))
    return made


def elided_line(
    text: str, spans: Sequence[Stretch], metrics: QFontMetricsF, width: float
) -> tuple[str, tuple[Stretch, ...]]:
    """Return `text` cut to `width` pixels, and its spans cut with it.

    Where a span is cut off, the ellipsis carries it, so that a hidden match is not a lost one.
    """
    elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    if elided == text or not spans:
        return elided, tuple(spans)
    kept = len(elided) - 1 if elided.endswith(_ELLIPSIS) else len(elided)
    cut = tuple(Piece(span.start, min(span.end, kept)) for span in spans if span.start < kept)
    if kept < len(elided) and any(span.end > kept for span in spans):
        cut = (*cut, Piece(kept, kept + 1))
    return elided, cut


def draw_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    font: QFont,
    colour: str,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    spans: Sequence[Stretch] = (),
    match: QTextCharFormat | None = None,
) -> None:
    """Paint `text` into `rect`, centred vertically; spans are code points of `text`.

    `alignment` is the place in `rect`, left or right as it stands on the screen.
    """
    if not text or rect.width() <= 0:
        return
    shown, kept = _fitted(text, tuple(spans), font, rect.width())
    painter.setFont(font)
    painter.setPen(_colour(colour))
    if not kept or match is None:
        painter.setLayoutDirection(direction_of(shown))
        painter.drawText(
            rect, _FLAGS_RIGHT if alignment == Qt.AlignmentFlag.AlignRight else _FLAGS_LEFT, shown
        )
        return
    layout = line_layout(shown, font, kept, match)
    line = layout.lineAt(0)
    left = QRectF(rect).left()
    if alignment & Qt.AlignmentFlag.AlignRight:
        left += rect.width() - line.naturalTextWidth()
    top = rect.top() + (rect.height() - line.height()) / 2
    layout.draw(painter, QPointF(left, top))


_Fitted = tuple[str, tuple[Stretch, ...]]
_fitted_lines: dict[tuple[str, tuple[Stretch, ...], str, int], _Fitted] = {}
_LINES_KEPT = 4000


def _fitted(text: str, spans: tuple[Stretch, ...], font: QFont, width: int) -> _Fitted:
    # Measuring costs as much as painting, and a list paints the same lines at every step.
    key = (text, spans, font.key(), width)
    fitted = _fitted_lines.get(key)
    if fitted is None:
        if len(_fitted_lines) > _LINES_KEPT:
            _fitted_lines.clear()
        fitted = _fitted_lines[key] = elided_line(text, spans, QFontMetricsF(font), width)
    return fitted


@cache
def _colour(name: str) -> QColor:
    return QColor(name)


class ReadyLine:
    """A line that is cut, laid out and formatted once, and drawn as often as it is needed.

    Whoever keeps it makes another when the text, the width, the font or the format is another.
    It must not outlive the application, whose faces it holds.
    """

    __slots__ = ("_height", "_layout", "width")

    def __init__(
        self,
        text: str,
        font: QFont,
        width: int,
        spans: Sequence[Stretch] = (),
        match: QTextCharFormat | None = None,
    ) -> None:
        """Cut `text` to `width` pixels; `spans` (code points of it) look like `match`."""
        metrics = QFontMetricsF(font)
        # Laying out costs more than cutting: what is likely to be cut is not laid out before.
        cut = bool(spans) or len(text) * metrics.averageCharWidth() > width
        if cut:
            text, spans = elided_line(text, spans, metrics, width)
        layout = line_layout(text, font, spans, match)
        line = layout.lineAt(0)
        if not cut and line.naturalTextWidth() > width:
            text, spans = elided_line(text, spans, metrics, width)
            layout = line_layout(text, font, spans, match)
            line = layout.lineAt(0)
        self.width = line.naturalTextWidth()
        """The width of what is shown, in pixels."""
        self._layout = layout
        # As QPainter centres a line: what the line gives as its height is rounded up.
        self._height = line.ascent() + line.descent()

    def draw(self, painter: QPainter, left: float, top: float, height: float) -> None:
        """Paint it in the painter's pen, from `left`, in the middle of `height` below `top`."""
        self._layout.draw(painter, QPointF(left, top + (height - self._height) / 2))


def line_layout(
    text: str, font: QFont, spans: Sequence[Stretch], match: QTextCharFormat | None
) -> QTextLayout:
    """Return `text` laid out in one line at its natural width, its spans formatted."""
    layout = QTextLayout(text, font)
    # Without it the text is shaped anew each time it is drawn.
    layout.setCacheEnabled(True)
    layout.setTextOption(_option(direction_of(text)))
    if spans and match is not None:
        layout.setFormats(_formats(text, spans, match))
    layout.beginLayout()
    # Set from the absolute left, so that the width right of the words means nothing.
    layout.createLine().setLineWidth(_ENDLESS)
    layout.endLayout()
    return layout


@cache
def _option(direction: Qt.LayoutDirection) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(direction)
    return option


def _formats(
    text: str, spans: Sequence[Stretch], match: QTextCharFormat
) -> list[QTextLayout.FormatRange]:
    positions = Utf16Map(text)
    formats = []
    for span in spans:
        start, end = positions.span_to_utf16(span.start, span.end)
        piece = QTextLayout.FormatRange()
        piece.start = start
        piece.length = end - start
        piece.format = match
        formats.append(piece)
    return formats
