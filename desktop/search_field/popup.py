"""The list of completions under the search field."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.lists.announce import announce
from desktop.overlay.item_list import ItemList
from desktop.overlay.items import OverlayItem
from desktop.text.translate import tr
from desktop.theme.theme import Theme

__all__ = ["CompletionPopup"]

_ROWS_SHOWN = 9


class CompletionPopup(QFrame):
    """A list that never takes the focus from the field it hangs under.

    It is a child of the window rather than a window of its own: some compositors place those
    where they like.
    """

    chosen = Signal(object)
    """The `OverlayItem` that was clicked."""

    def __init__(self, theme: Theme, field: QWidget) -> None:
        """Make the hidden popup of `field`."""
        super().__init__(field)
        self._theme = theme
        self._field = field
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = ItemList(theme, self)
        self.items = self.list.items
        self.list.setAccessibleName(tr("Completions"))
        self.list.clicked.connect(self._on_clicked)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.list)
        self.hide()

    def offer(self, items: Sequence[OverlayItem], *, keep: bool = False) -> None:
        """Show `items` under the field; hide when there are none.

        None is chosen; with `keep` the one that was stays so where it is still offered.
        """
        chosen = self.current if keep and self.isVisible() else None
        self.list.show_items(items, first=False)
        if not items:
            self.hide()
            return
        unit = self._theme.metrics.unit
        self._layout.setContentsMargins(unit(1), unit(1), unit(1), unit(1))
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        below = self._field.mapTo(window, QPoint(0, self._field.height() + unit(1)))
        height = self.list.height_of(_ROWS_SHOWN) + 2 * unit(1) + 2 * self.list.frameWidth() + 2
        width = min(max(self._field.width(), unit(100)), window.width() - 2 * unit(2))
        left = max(unit(2), min(below.x(), window.width() - width - unit(2)))
        self.setGeometry(
            left, below.y(), width, max(unit(12), min(height, window.height() - below.y()))
        )
        self.show()
        self.raise_()
        for row, item in enumerate(items):
            if chosen is not None and (item.text, item.trailing) == (chosen.text, chosen.trailing):
                self.list.choose(row)
                break

    @property
    def current(self) -> OverlayItem | None:
        """The item the arrows chose; None until they choose one."""
        return self.list.current

    def walk(self, step: int) -> None:
        """Choose the next item, or with a negative step the one before; at the ends, around."""
        item = self.list.walk(step)
        if item is not None:
            announce(self._field, item.heard)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.items.item(index.row()))
