"""How a cell looks.

A screen of the table has some two hundred cells, painted anew at every step of the scroll bar:
what does not change from cell to cell is made once a theme.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.lists.line import draw_line, match_format
from desktop.lists.signs import Signs
from desktop.table.columns import EVIDENCE_COLUMN, NAME_COLUMN, evidence_signs
from desktop.table.model import RecordTableModel
from desktop.text.translate import grouped
from desktop.theme.theme import Theme
from models.names.folding import matches
from models.queries.views import TableRow

__all__ = ["RecordDelegate"]

_SELECTED = QStyle.StateFlag.State_Selected


class _Rows(Protocol):
    """What the delegate asks its view."""

    def current_row(self) -> int:
        """Return the row that is current; -1 for none."""

    def hovered_row(self) -> int:
        """Return the row the mouse is over; -1 for none."""

    def font(self) -> QFont:
        """Return the font of the cells."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What the cells of one theme share."""

    font: QFont
    bold: QFont
    match: QTextCharFormat
    selection: QColor
    hover: QColor
    text: str
    selected_text: str
    muted: str
    padding: int
    gap: int
    icon: int

    @classmethod
    def of(cls, theme: Theme, font: QFont) -> "_Look":
        palette, metrics = theme.palette, theme.metrics
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        return cls(
            font=QFont(font),
            bold=bold,
            match=match_format(palette.mark_strong, palette.mark_line),
            selection=QColor(palette.selection),
            hover=QColor(palette.hover),
            text=palette.text,
            selected_text=palette.selection_text,
            muted=palette.text_muted,
            padding=metrics.unit(1.5),
            gap=metrics.unit(1),
            icon=metrics.icon,
        )


class RecordDelegate(QStyledItemDelegate):
    """Paints the cells of the table: nothing but text, and signs beside the evidence.

    The view it belongs to says which row is current and which one the mouse is over.
    """

    def __init__(self, model: RecordTableModel, theme: Theme, view: _Rows, parent: QObject) -> None:
        """Paint the cells of `model` in the look of `theme` for `view`."""
        super().__init__(parent)
        self._records = model
        self._columns = model.columns
        self._theme = theme
        self._view = view
        self._signs = Signs(theme, self)
        self._look: _Look | None = None
        self._evidence = [column.key for column in self._columns].index(EVIDENCE_COLUMN)
        self._name = [column.key for column in self._columns].index(NAME_COLUMN)

    def forget_look(self) -> None:
        """Make what the cells share anew: the theme or the font is another one."""
        self._look = None

    def _looked(self) -> _Look:
        if self._look is None:
            self._look = _Look.of(self._theme, self._view.font())
        return self._look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return what the cell needs to show everything, for fitting a column to its content."""
        look = self._looked()
        advance = option.fontMetrics.horizontalAdvance
        text = self._records.text(index.row(), index.column())
        width = advance(text) + 2 * look.padding + 1
        row = self._records.row(index.row())
        if row is not None and index.column() == self._evidence:
            for _, count in evidence_signs(row):
                width += look.icon + 2 * look.gap + advance(_counted(count))
        return QSize(width, self._theme.metrics.row_height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        look, rect = self._looked(), option.rect
        number, place = index.row(), index.column()
        selected = bool(option.state & _SELECTED)
        if selected:
            painter.fillRect(rect, look.selection)
        elif self._view.hovered_row() == number:
            painter.fillRect(rect, look.hover)
        text = self._records.text(number, place)
        if not text:
            return
        current = place == self._name and self._view.current_row() == number
        font = look.bold if current else look.font
        inner = rect.adjusted(look.padding, 0, -look.padding, 0)
        column = self._columns[place]
        if place == self._evidence:
            row = self._records.row(number)
            if row is not None and (row.disputed or row.unsourced):
                inner = self._paint_signs(painter, inner, row, text)
        colour = look.selected_text if selected else look.text
        words = self._records.words(place)
        draw_line(
            painter,
            inner,
            text,
            font=font,
            colour=look.muted if column.quiet else colour,
            alignment=column.alignment,
            spans=_found(text, words) if words else (),
            match=look.match,
        )

    def _paint_signs(self, painter: QPainter, rect: QRect, row: TableRow, text: str) -> QRect:
        """Paint what is wrong with the evidence before its numbers; return what is left.

        In a narrow column the signs lose their counts first, then the numbers are cut: that
        something is wrong is what must be seen.
        """
        look = self._looked()
        painter.setFont(look.font)
        advance = painter.fontMetrics().horizontalAdvance
        room = rect.width() - advance(text) - look.gap
        signs = [(name, _counted(count)) for name, count in evidence_signs(row)]
        bare = look.icon + look.gap
        with_counts = [bare + (advance(words) + look.gap if words else 0) for _, words in signs]
        counted = sum(with_counts) <= room
        for (name, words), full in zip(signs, with_counts, strict=True):
            width = full if counted else bare
            square = QRect(rect.left(), rect.top(), look.icon, rect.height())
            self._signs.draw(painter, square, name)
            if counted and words:
                left = square.right() + look.gap // 2 + 1
                beside = QRect(left, rect.top(), advance(words) + 1, rect.height())
                colour: str = getattr(self._theme.palette, name)
                draw_line(painter, beside, words, font=look.font, colour=colour)
            rect = rect.adjusted(width, 0, 0, 0)
        return rect


# Folding is slow beside painting, and a repaint asks for the same cells again.
_found = lru_cache(maxsize=2048)(matches)


def _counted(count: int) -> str:
    return grouped(count) if count else ""
