"""What a style sheet cannot say about tables, lists and trees."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QTableView, QTreeView

from desktop.theme.metrics import Metrics

__all__ = ["dress_list", "dress_table"]


def dress_table(table: QTableView, metrics: Metrics) -> None:
    """Give a table the calm look: even rows, no grid, whole rows selected, scrolled by pixels.

    Call it again when the theme has changed, for the height of the rows.
    """
    table.ensurePolished()
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = table.verticalHeader()
    rows.hide()
    rows.setMinimumSectionSize(metrics.row_height)
    rows.setDefaultSectionSize(metrics.row_height)
    columns = table.horizontalHeader()
    columns.setHighlightSections(False)
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


def dress_list(view: QListView | QTreeView) -> None:
    """Give a list or a tree even rows, scrolled by pixels.

    Call it after its `role` is set and before it is filled: a view that lays its rows out before
    it knows the style sheet keeps rows of the wrong height.
    """
    view.ensurePolished()
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    if isinstance(view, QTreeView):
        view.setUniformRowHeights(True)
    else:
        view.setUniformItemSizes(True)
