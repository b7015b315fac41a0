"""Lines drawn around and beside words on the page: what a character format cannot say."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTextLayout, QTextLine

from desktop.reader.marking import Looks

__all__ = ["draw_label_box", "draw_outline", "draw_side_rule", "word_boxes"]


def _lines(layout: QTextLayout, piece: tuple[int, int]) -> Iterator[tuple[QTextLine, int, int]]:
    line = layout.lineForTextPosition(piece[0])
    index = line.lineNumber() if line.isValid() else 0
    while index < layout.lineCount():
        line = layout.lineAt(index)
        if line.textStart() >= piece[1]:
            return
        first = max(piece[0], line.textStart())
        last = min(piece[1], line.textStart() + line.textLength())
        if first < last:
            yield line, first, last
        index += 1


def word_boxes(layout: QTextLayout, at: QPointF, piece: tuple[int, int]) -> list[QRectF]:
    """Return the boxes of a piece's words: one a line and run of one direction."""
    boxes: list[QRectF] = []
    for line, first, last in _lines(layout, piece):
        for run in line.glyphRuns(first, last - first):
            glyphs = run.boundingRect()
            left, right = glyphs.left(), glyphs.right()
            boxes.append(QRectF(at.x() + left, at.y() + line.y(), right - left, line.height()))
    return boxes


def draw_outline(
    painter: QPainter,
    layout: QTextLayout,
    at: QPointF,
    piece: tuple[int, int],
    pen: QPen,
    leading: float,
) -> None:
    """Draw one line around a piece, joined over the lines of text it runs through."""
    path = QPainterPath()
    for box in word_boxes(layout, at, piece):
        part = QPainterPath()
        # Half the space between two lines of text, and a little more, so that the boxes join.
        beyond = max(1.0, (leading - box.height()) / 2 + 0.5)
        part.addRect(box.adjusted(-3, -beyond, 3, beyond))
        path = path.united(part)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path.simplified())
    painter.restore()


def draw_side_rule(
    painter: QPainter,
    layout: QTextLayout,
    at: QPointF,
    piece: tuple[int, int],
    looks: Looks,
    leading: float,
) -> None:
    """Draw the dotted rule that stands beside the lines of a sentence that backs nothing."""
    lines = [line for line, _, _ in _lines(layout, piece)]
    if not lines:
        return
    right = layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
    x = at.x() + (lines[0].width() + leading * 0.6 if right else -leading * 0.6)
    top = at.y() + lines[0].y()
    bottom = at.y() + lines[-1].y() + lines[-1].height()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(looks.rule, 2.5, Qt.PenStyle.CustomDashLine)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2.2])
    painter.setPen(pen)
    painter.drawLine(QPointF(x, top + 2), QPointF(x, bottom - 2))
    painter.restore()


def draw_label_box(
    painter: QPainter, layout: QTextLayout, at: QPointF, piece: tuple[int, int], looks: Looks
) -> None:
    """Draw the grey box behind a label that the extractor added."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(looks.label)
    for box in word_boxes(layout, at, piece):
        painter.drawRoundedRect(box.adjusted(-4, 0, 4, 0), 4, 4)
    painter.restore()
