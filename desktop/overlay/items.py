"""The lines of an overlay's list: what they show, and what a screen reader hears of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.lists.line import Stretch
from desktop.text.escaping import tip

__all__ = ["ITEM_ROLE", "ItemModel", "OverlayItem"]

ITEM_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class OverlayItem:
    """One line: an icon, words with what matched, more quiet words after them and at the end.

    `key` is what choosing the line means to whoever made it. A line that is not `enabled` cannot
    be chosen; its `trailing` then says why. Spans are code points of `text` and of `beside`.
    """

    key: object
    text: str
    heard: str
    icon: str = ""
    spans: tuple[Stretch, ...] = ()
    beside: str = ""
    beside_spans: tuple[Stretch, ...] = ()
    trailing: str = ""
    enabled: bool = True


class ItemModel(QAbstractListModel):
    """A short list of lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._items: tuple[OverlayItem, ...] = ()

    def show(self, items: Sequence[OverlayItem]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._items = tuple(items)
        self.endResetModel()

    def item(self, row: int) -> OverlayItem:
        """Return the line in `row`; raises IndexError when there is none."""
        return self._items[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._items)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the words, the line itself, or what a screen reader is told."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.heard
        if role == Qt.ItemDataRole.ToolTipRole:
            # Qt would read markup in a tooltip, and load the pictures it names.
            return tip(item.heard)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A line that cannot be chosen can still be walked to, to hear why."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
