"""How a cell looks."""

from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.lists.line import draw_line, match_format
from desktop.lists.signs import Signs
from desktop.table.columns import EVIDENCE_COLUMN, NAME_COLUMN, Column, evidence_signs
from desktop.table.model import ROW_ROLE, WORDS_ROLE
from desktop.text.translate import grouped
from desktop.theme.theme import Theme
from models.names.folding import matches
from models.queries.views import TableRow

__all__ = ["RecordDelegate"]


class _Rows(Protocol):
    """What the delegate asks its view."""

    def current_row(self) -> int:
        """Return the row that is current; -1 for none."""

    def hovered_row(self) -> int:
        """Return the row the mouse is over; -1 for none."""

    def hasFocus(self) -> bool:
        """Tell whether the keyboard is here."""


class RecordDelegate(QStyledItemDelegate):
    """Paints the cells of the table: nothing but text, and signs beside the evidence.

    The view it belongs to says which row is current and which one the mouse is over.
    """

    def __init__(
        self, columns: tuple[Column, ...], theme: Theme, view: _Rows, parent: QObject
    ) -> None:
        """Paint `columns` in the colours of `theme` for `view`."""
        super().__init__(parent)
        self._columns = columns
        self._theme = theme
        self._view = view
        self._signs = Signs(theme, self)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return what the cell needs to show everything, for fitting a column to its content."""
        unit = self._theme.metrics.unit
        width = option.fontMetrics.horizontalAdvance(str(index.data() or "")) + 2 * unit(1.5) + 1
        row = index.data(ROW_ROLE)
        if isinstance(row, TableRow) and self._columns[index.column()].key == EVIDENCE_COLUMN:
            for _, count in evidence_signs(row):
                width += self._theme.metrics.icon + unit(2)
                width += option.fontMetrics.horizontalAdvance(_counted(count))
        return QSize(width, self._theme.metrics.row_height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        view = self._view
        current = view.current_row() == index.row()
        palette, unit = self._theme.palette, self._theme.metrics.unit
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(palette.selection))
        elif view.hovered_row() == index.row():
            painter.fillRect(rect, QColor(palette.hover))
        row = index.data(ROW_ROLE)
        if isinstance(row, TableRow):
            column = self._columns[index.column()]
            font = QFont(option.font)
            if current and column.key == NAME_COLUMN:
                font.setWeight(QFont.Weight.DemiBold)
            colour = palette.selection_text if selected else palette.text
            inner = rect.adjusted(unit(1.5), 0, -unit(1.5), 0)
            if column.key == EVIDENCE_COLUMN:
                inner = self._paint_signs(painter, inner, row, font)
            self._paint_text(
                painter, inner, index, font, palette.text_muted if column.quiet else colour
            )
        if current and view.hasFocus():
            self._paint_ring(painter, rect)
        painter.restore()

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        font: QFont,
        colour: str,
    ) -> None:
        column = self._columns[index.column()]
        text = str(index.data() or "")
        words = index.data(WORDS_ROLE)
        palette = self._theme.palette
        draw_line(
            painter,
            rect,
            text,
            font=font,
            colour=colour,
            alignment=column.alignment,
            spans=_found(text, words) if words and text else (),
            match=match_format(palette.mark_strong, palette.mark_line) if words else None,
        )

    def _paint_signs(self, painter: QPainter, rect: QRect, row: TableRow, font: QFont) -> QRect:
        """Paint what is wrong with the evidence before its numbers; return what is left.

        The numbers keep their room. In a narrow column the signs lose first their counts, then
        their place: the tooltip and the record itself still say everything.
        """
        metrics, palette = self._theme.metrics, self._theme.palette
        painter.setFont(font)
        advance = painter.fontMetrics().horizontalAdvance
        column = next(column for column in self._columns if column.key == EVIDENCE_COLUMN)
        room = rect.width() - advance(column.text(row)) - metrics.unit(1)
        signs = evidence_signs(row)
        widths = [metrics.icon + metrics.unit(1) for _ in signs]
        counts = [_counted(count) for _, count in signs]
        with_counts = [
            width + (advance(words) + metrics.unit(1) if words else 0)
            for width, words in zip(widths, counts, strict=True)
        ]
        counted = sum(with_counts) <= room
        for (name, _), bare, full, words in zip(signs, widths, with_counts, counts, strict=True):
            width = full if counted else bare
            if width > room:
                break
            square = QRect(rect.left(), rect.top(), metrics.icon, rect.height())
            self._signs.draw(painter, square, name)
            if counted and words:
                left = square.right() + metrics.unit(0.5)
                beside = QRect(left, rect.top(), advance(words) + 1, rect.height())
                colour: str = getattr(palette, name)
                draw_line(painter, beside, words, font=font, colour=colour)
            rect = rect.adjusted(width, 0, 0, 0)
            room -= width
        return rect

    def _paint_ring(self, painter: QPainter, rect: QRect) -> None:
        """Frame the current row, cell by cell; its ends are drawn by the view."""
        painter.setPen(QPen(QColor(self._theme.palette.focus), 1))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


# Folding is slow beside painting, and a repaint asks for the same cells again.
_found = lru_cache(maxsize=2048)(matches)


def _counted(count: int) -> str:
    return grouped(count) if count else ""
