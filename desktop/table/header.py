"""The header of the table: sorts, moves, sizes and hides columns, by mouse and by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.lists.announce import announce
from desktop.lists.line import draw_line
from desktop.text.translate import tr
from desktop.theme.theme import Theme

__all__ = ["TableHeader"]

_STEP = 1.0
_Index = QModelIndex | QPersistentModelIndex


class TableHeader(QHeaderView):
    """A header one can also walk through: arrows choose a column, Enter sorts by it.

    Shift+Enter, and Shift with a click, sort by it as well where records are alike in the columns
    sorted by so far. With the header in focus, Shift+arrows move the column, Ctrl+arrows size it,
    and the Menu key opens its menu.
    """

    menu_asked = Signal(int, QPoint)
    """A column's menu is wanted: logical section, position on the screen."""
    also_asked = Signal(int)
    """The table is to be sorted by this column as well: logical section."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the header of a table."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._walked = 0
        self._orders: tuple[tuple[int, Qt.SortOrder], ...] = ()
        self._also = -1
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setStretchLastSection(False)
        self.setSortIndicatorShown(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Columns"))
        self.setAccessibleDescription(
            tr(
                "Arrow keys choose a column, Enter sorts, Shift+Enter sorts by it as well, "
                "Shift+arrow moves, Ctrl+arrow sizes"
            )
        )

    def set_orders(self, orders: Sequence[tuple[int, Qt.SortOrder]]) -> None:
        """Show by which columns the table is sorted, the first first."""
        self._orders = tuple(orders)
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Stay as it is: the header shows nothing of what is selected, in this and in what follows.

        The base class would paint all of it anew with every step through the table.
        """

    def currentChanged(self, current: _Index, old: _Index) -> None:
        """Stay as it is."""

    def reset(self) -> None:
        """Stay as it is, where other records come under the same columns."""
        model: QAbstractItemModel | None = self.model()
        if model is None or self.count() != model.columnCount():
            super().reset()

    # ------------------------------------------------------------- painting

    def sizeHint(self) -> QSize:
        """Return the height of a table row."""
        # No width: nobody asks the header for one, and Qt would measure every title for it.
        return QSize(0, self._theme.metrics.row_height)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Paint a column's title, and the arrow where the table is sorted by it."""
        palette, metrics = self._theme.palette, self._theme.metrics
        painter.save()
        painter.fillRect(rect, QColor(palette.pane))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(palette.border))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        place = next(
            (place for place, (each, _) in enumerate(self._orders) if each == logicalIndex), None
        )
        sorted_by = place is not None
        inner = rect.adjusted(metrics.unit(1.5), 0, -metrics.unit(1.5), -1)
        title = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        alignment = self.model().headerData(
            logicalIndex, self.orientation(), Qt.ItemDataRole.TextAlignmentRole
        )
        to_the_right = bool(int(alignment) & int(Qt.AlignmentFlag.AlignRight))
        text_rect = QRect(inner)
        if place is not None:
            number = str(place + 1) if len(self._orders) > 1 else ""
            small = QFont(font)
            small.setPointSizeF(metrics.small)
            beside = QFontMetrics(small).horizontalAdvance(number)
            side = metrics.unit(3) + beside
            painter.setFont(font)
            width = min(painter.fontMetrics().horizontalAdvance(title), inner.width() - side)
            if to_the_right:
                text_rect.setRight(inner.right() - side)
                left = inner.right() - side + 1
            else:
                text_rect.setWidth(width + 1)
                left = inner.left() + width + metrics.unit(0.5)
            arrow = QRect(left, inner.top(), metrics.unit(3), inner.height())
            self._paint_arrow(painter, arrow, self._orders[place][1])
            draw_line(
                painter,
                QRect(arrow.right() + 1, inner.top(), beside + 1, inner.height()),
                number,
                font=small,
                colour=palette.accent,
            )
        draw_line(
            painter,
            text_rect,
            title,
            font=font,
            colour=palette.text if sorted_by else palette.text_muted,
            alignment=Qt.AlignmentFlag.AlignRight if to_the_right else Qt.AlignmentFlag.AlignLeft,
        )
        if self.hasFocus() and logicalIndex == self._walked:
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                rect.adjusted(2, 2, -2, -3), metrics.radius / 2, metrics.radius / 2
            )
        painter.restore()

    def _paint_arrow(self, painter: QPainter, rect: QRect, order: Qt.SortOrder) -> None:
        unit = self._theme.metrics.unit
        down = order == Qt.SortOrder.DescendingOrder
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(self._theme.palette.accent), max(1.5, unit(0.4)))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        middle = rect.center()
        half, wing = unit(1), unit(0.75)
        tip = middle + QPoint(0, half if down else -half)
        side = -wing if down else wing
        painter.drawLine(middle - QPoint(0, half), middle + QPoint(0, half))
        painter.drawLine(tip, tip + QPoint(-wing, side))
        painter.drawLine(tip, tip + QPoint(wing, side))
        painter.restore()

    # ------------------------------------------------------------- keyboard

    @property
    def walked_section(self) -> int:
        """The column the keyboard stands on (logical)."""
        return self._walked

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard stands, and say it."""
        super().focusInEvent(event)
        if self.isSectionHidden(self._walked):
            self._walk(1)
        self._say()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, sort, move or size."""
        key, modifiers = event.key(), event.modifiers()
        direction = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                self.also_asked.emit(self._walked)
                self._say()
            else:
                self.sort_by(self._walked)
        elif direction is None:
            super().keyPressEvent(event)
            return
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.move_column(self._walked, direction)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            step = round(_STEP * self.fontMetrics().averageCharWidth())
            self.resizeSection(self._walked, self.sectionSize(self._walked) + direction * step)
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            # Alt+arrows go back and forward in the window.
            super().keyPressEvent(event)
            return
        else:
            self._walk(direction)
            self._say()
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note a click with Shift: the base class would sort by the column alone."""
        sizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        if (
            event.button() == Qt.MouseButton.LeftButton
            and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            and not sizing
        ):
            self._also = self.logicalIndexAt(event.position().toPoint())
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the column as well when the button is let go where it was pressed."""
        also, self._also = self._also, -1
        if also < 0:
            super().mouseReleaseEvent(event)
        elif self.logicalIndexAt(event.position().toPoint()) == also:
            self.also_asked.emit(also)

    def sort_by(self, section: int) -> None:
        """Ask for the order by a column; once more turns it round."""
        if self.sortIndicatorSection() == section:
            turned = (
                Qt.SortOrder.AscendingOrder
                if self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
                else Qt.SortOrder.DescendingOrder
            )
            self.setSortIndicator(section, turned)
            return
        first = self.model().headerData(
            section, self.orientation(), Qt.ItemDataRole.InitialSortOrderRole
        )
        self.setSortIndicator(section, Qt.SortOrder(first))

    def move_column(self, section: int, direction: int) -> None:
        """Move a column over its next visible neighbour to the left (-1) or right (1)."""
        here = self.visualIndex(section)
        there = here + direction
        while 0 <= there < self.count() and self.isSectionHidden(self.logicalIndex(there)):
            there += direction
        if 0 <= there < self.count():
            self.moveSection(here, there)

    def _walk(self, direction: int) -> None:
        for step in range(1, self.count() + 1):
            visual = self.visualIndex(self._walked) + direction * step
            if not 0 <= visual < self.count():
                return
            logical = self.logicalIndex(visual)
            if not self.isSectionHidden(logical):
                self._walked = logical
                return

    def _say(self) -> None:
        heard = self.model().headerData(
            self._walked, self.orientation(), Qt.ItemDataRole.AccessibleTextRole
        )
        announce(self, str(heard or ""))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the column pointed at, or walked to."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            left = self.sectionViewportPosition(self._walked)
            self.menu_asked.emit(self._walked, self.mapToGlobal(QPoint(left, self.height())))
        else:
            self.menu_asked.emit(self.logicalIndexAt(event.pos()), event.globalPos())
        event.accept()
