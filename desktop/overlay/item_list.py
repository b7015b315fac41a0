"""The list under a field: the field keeps the keyboard, and its keys walk the lines."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.overlay.delegate import ItemDelegate
from desktop.overlay.items import ItemModel, OverlayItem
from desktop.theme.theme import Theme

__all__ = ["ItemList"]

_LINE = 9


class ItemList(QListView):
    """Shows the lines of `items`; it never takes the focus, and lies on a card of its owner's."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._theme = theme
        self.items = ItemModel(self)
        self.setModel(self.items)
        self.setItemDelegate(ItemDelegate(theme, self))
        # The card shows through: the style sheet gives every list a ground of its own.
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_items(self, items: Sequence[OverlayItem], *, first: bool) -> None:
        """Show other lines, the `first` of them chosen or none; without any the list is hidden."""
        self.items.show(items)
        self.setVisible(bool(items))
        if items and first:
            self.choose(0)

    @property
    def current(self) -> OverlayItem | None:
        """The line that is chosen."""
        index = self.currentIndex()
        return self.items.item(index.row()) if index.isValid() else None

    def choose(self, row: int) -> None:
        """Choose the line in `row`."""
        self.setCurrentIndex(self.items.index(row))

    def walk(self, step: int) -> OverlayItem | None:
        """Choose the next line, or with a negative step the one before; at the ends, around."""
        count = self.items.rowCount()
        if count:
            row = self.currentIndex().row()
            self.choose((row + step) % count if row >= 0 else (0 if step > 0 else count - 1))
        return self.current

    def height_of(self, most: int) -> int:
        """Return the height of the lines, of `most` where there are more, and of one at least."""
        return max(1, min(self.items.rowCount(), most)) * self._theme.metrics.unit(_LINE) + 2
