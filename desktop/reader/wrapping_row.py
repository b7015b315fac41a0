"""A row that goes on in the next line when it is full, as words do."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

__all__ = ["WrappingRow"]


class WrappingRow(QLayout):
    """Lays its items out in reading direction, each at the size it asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty row without margins."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out and return it, or None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return none: items keep their size."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return True: a narrower row has more lines."""
        return True

    def one_line(self) -> int:
        """Return the width at which all items that are shown stand in one line."""
        widths = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
        margins = self.contentsMargins()
        gaps = max(0, len(widths) - 1) * self.spacing()
        return sum(widths) + gaps + margins.left() + margins.right()

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return self._arranged(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Return the least size; the height follows from the width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rectangle: QRect) -> None:
        """Place the items inside a rectangle."""
        super().setGeometry(rectangle)
        self._arranged(rectangle, move=True)

    def _arranged(self, rectangle: QRect, *, move: bool) -> int:
        """Place the items, or only reckon with them; return the height they need."""
        inside = rectangle.marginsRemoved(self.contentsMargins())
        x, y, line_height = inside.x(), inside.y(), 0
        line: list[tuple[QLayoutItem, QRect]] = []

        def finish() -> None:
            if move:
                for item, place in line:
                    item.setGeometry(place.translated(0, (line_height - place.height()) // 2))

        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(1, inside.width())))
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if line and x + size.width() > inside.right() + 1:
                finish()
                line = []
                x, y, line_height = inside.x(), y + line_height + self.spacing(), 0
            line.append((item, QRect(QPoint(x, y), size)))
            x += size.width() + self.spacing()
            line_height = max(line_height, size.height())
        finish()
        return y + line_height - rectangle.y() + self.contentsMargins().bottom()
