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

__all__ = ["Piece", "Stretch", "draw_line", "elided_line", "line_layout", "match_format"]

_ELLIPSIS = "…"
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


def line_layout(
    text: str, font: QFont, spans: Sequence[Stretch], match: QTextCharFormat
) -> QTextLayout:
    """Return `text` laid out in one line at its natural width, its spans formatted."""
    positions = Utf16Map(text)
    formats = []
    for span in spans:
        start, end = positions.span_to_utf16(span.start, span.end)
        piece = QTextLayout.FormatRange()
        piece.start = start
        piece.length = end - start
        piece.format = match
        formats.append(piece)
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(direction_of(text))
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    # Without a width Qt aligns right-to-left text in an endless line.
    line.setLineWidth(QFontMetricsF(font).horizontalAdvance(text) + 1)
    layout.endLayout()
    return layout
