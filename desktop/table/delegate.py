"""How wide a cell would like to be; rows are painted by `RowPainter`."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.table.columns import EVIDENCE_COLUMN, evidence_signs
from desktop.table.model import RecordTableModel
from desktop.table.row_painter import counted
from desktop.theme.theme import Theme

__all__ = ["RecordDelegate"]


class RecordDelegate(QStyledItemDelegate):
    """Measures the cells of the table, for fitting a column to its content."""

    def __init__(self, model: RecordTableModel, theme: Theme, parent: QObject) -> None:
        """Measure the cells of `model` by the measures of `theme`."""
        super().__init__(parent)
        self._records = model
        self._theme = theme
        self._evidence = [column.key for column in model.columns].index(EVIDENCE_COLUMN)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return what the cell needs to show everything."""
        metrics = self._theme.metrics
        row = self._records.row(index.row())
        if row is None:
            return QSize(0, metrics.row_height)
        advance = option.fontMetrics.horizontalAdvance
        text = self._records.columns[index.column()].text(row)
        width = advance(text) + 2 * metrics.unit(1.5) + 1
        if index.column() == self._evidence:
            for _, count in evidence_signs(row):
                width += metrics.icon + 2 * metrics.unit(1) + advance(counted(count))
        return QSize(width, metrics.row_height)
