"""The table itself: keys, columns that share the width, and letters that find a row."""

import time

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from desktop.table.column_layout import ColumnLayout
from desktop.table.delegate import RecordDelegate
from desktop.table.header import TableHeader
from desktop.table.model import RecordTableModel
from desktop.table.row_painter import Place, RowPainter, State
from desktop.text.translate import tr
from desktop.theme.theme import Theme

__all__ = ["RecordTableView"]

_LETTERS_REACH = 1000
"""So many rows after the current one are read to find what was typed, and as many from the top."""

_LEAFING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


class RecordTableView(QTableView):
    """Shows a `RecordTableModel`; selection is by rows."""

    activated_row = Signal(int)
    """Enter or a double click on a row."""
    copy_asked = Signal()
    current_row_changed = Signal(int)
    """The row that became current; -1 for none."""

    def __init__(self, model: RecordTableModel, theme: Theme, parent: QWidget) -> None:
        """Show `model` in the look of `theme`."""
        super().__init__(parent)
        self._theme = theme
        self._records = model
        self._hovered = -1
        self.leafs = False
        """Whether the row that becomes current is one that was leafed to, by pages or to an end."""
        self._typed = ""
        self._typed_at = 0.0
        self.setModel(model)
        self.setHorizontalHeader(TableHeader(theme, self))
        self.setItemDelegate(RecordDelegate(model, theme, self))
        self._painter = RowPainter(model, theme, self.font(), self)
        self.columns = ColumnLayout(self, model.columns)
        self._set_up()
        self.apply_measures()
        theme.changed.connect(self.apply_measures)
        self.doubleClicked.connect(lambda index: self.activated_row.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(self._on_current_row)

    def _set_up(self) -> None:
        # One that Python knows: to find out what one of Qt's own is, it would make the types of
        # all widgets there are. It looks and behaves as the one it takes the place of.
        viewport = QWidget()
        viewport.setObjectName("qt_scrollarea_viewport")
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        viewport.setAutoFillBackground(True)
        self.setViewport(viewport)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAlternatingRowColors(False)
        self.setMouseTracking(True)
        # All of it is painted here: Qt then moves what stays in view, and asks for the rest alone.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # The current cell's column is for screen readers; the table must not jump sideways.
        self.setAutoScroll(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # With sorting switched on a click on the header asks for an order instead of selecting
        # the whole column. The model's own sort() does nothing.
        self.setSortingEnabled(True)
        self.setAccessibleName(tr("Records"))

    def apply_measures(self) -> None:
        """Take row height and column widths from the theme."""
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._theme.metrics.row_height)
        self._painter.dress(self.font())
        self.columns.apply()
        self.viewport().update()

    @property
    def header(self) -> TableHeader:
        """The header."""
        header = self.horizontalHeader()
        assert isinstance(header, TableHeader)
        return header

    # ------------------------------------------------------------- current

    def current_row(self) -> int:
        """Return the row that is current; -1 for none."""
        return self.currentIndex().row()

    def go_to(self, row: int, flags: QItemSelectionModel.SelectionFlag | None = None) -> None:
        """Make `row` current, by default select it alone, and show it."""
        column = max(0, self.currentIndex().column())
        index = self._records.index(row, column)
        if flags is None:
            flags = (
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows
            )
        self.selectionModel().setCurrentIndex(index, flags)
        self.show_row(row)

    def show_row(self, row: int) -> None:
        """Scroll `row` into view, up and down only."""
        height = self.verticalHeader().defaultSectionSize()
        bar = self.verticalScrollBar()
        top, page = row * height, self.viewport().height()
        if top < bar.value():
            bar.setValue(top)
        elif top + height > bar.value() + page:
            bar.setValue(top + height - page)

    def _on_current_row(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self.show_row(current.row())
        self._repaint_rows(previous.row(), current.row())
        self.current_row_changed.emit(current.row())

    # ----------------------------------------------------------------- keys

    def moveCursor(
        self,
        cursorAction: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Home and End go to the first and the last row, as in a list."""
        action = QAbstractItemView.CursorAction
        last = self._records.rowCount() - 1
        if last >= 0 and cursorAction in (action.MoveHome, action.MoveEnd):
            row = 0 if cursorAction == action.MoveHome else last
            return self._records.index(row, max(0, self.currentIndex().column()))
        return super().moveCursor(cursorAction, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, copy with the usual key; leave Alt+arrows to the window."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.activated_row.emit(self.currentIndex().row())
        elif (
            event.modifiers() & Qt.KeyboardModifier.AltModifier or event.key() == Qt.Key.Key_Escape
        ):
            event.ignore()
        else:
            self.leafs = event.key() in _LEAFING
            super().keyPressEvent(event)
            self.leafs = False

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row with a name in which a word begins with the letters typed.

        A pause begins anew; the same letter again goes to the next such row. Reads at most
        1,000 rows onwards and 1,000 from the top: for a whole reference there is the search.
        """
        now = time.monotonic()
        pause = QApplication.keyboardInputInterval() / 1000
        again = self._typed == search and len(search) == 1
        if now - self._typed_at > pause:
            self._typed = ""
        continued = bool(self._typed) and not again
        self._typed = self._typed + search if continued else search
        self._typed_at = now
        if not self._typed.strip() or not self._records.rowCount():
            return
        start = max(0, self.current_row()) + (0 if continued else 1)
        found = self._row_beginning(self._typed.strip(), start)
        if found is not None:
            self.go_to(found)

    def forget_letters(self) -> None:
        """Begin anew with the next letter, as after a pause."""
        self._typed = ""

    def _row_beginning(self, typed: str, start: int) -> int | None:
        from models.names.folding import matches  # noqa: PLC0415 - nobody types at first

        count = self._records.rowCount()
        onwards = range(start, min(count, start + _LETTERS_REACH))
        from_the_top = range(min(start, _LETTERS_REACH))
        for rows in (onwards, from_the_top):
            for row in rows:
                record = self._records.row(row)
                if record is not None and matches(record.name, (typed,)):
                    return row
        return None

    # ---------------------------------------------------------------- mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Note the row the mouse is over."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row the mouse was over."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            self._repaint_rows(before, row)

    # ------------------------------------------------------------- painting

    def _repaint_rows(self, *rows: int) -> None:
        """Have `rows` painted anew; -1 is no row."""
        width, height = self.viewport().width(), self.verticalHeader().defaultSectionSize()
        for row in rows:
            if row >= 0:
                self.viewport().update(0, self.rowViewportPosition(row), width, height)

    def _places(self) -> tuple[Place, ...]:
        """Return where the visible columns stand."""
        header = self.header
        return tuple(
            Place(section, header.sectionViewportPosition(section), header.sectionSize(section))
            for section in range(header.count())
            if not header.isSectionHidden(section)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are asked for, and the ring around the current one."""
        height = self.verticalHeader().defaultSectionSize()
        above = self.verticalOffset()
        first = max(0, (event.rect().top() + above) // height)
        end = min(self._records.rowCount(), (event.rect().bottom() + above) // height + 1)
        current = self.current_row()
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        self._painter.paint(
            painter,
            event.region(),
            range(first, end),
            first * height - above,
            self._places(),
            State(current, self._hovered, self.selectionModel()),
        )
        if first <= current < end and self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.palette.focus), 1))
            width = min(self.header.length(), self.viewport().width())
            painter.drawRect(QRect(0, current * height - above, width - 1, height - 1))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Take another font into the cells."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._painter.dress(self.font())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the free width to the name."""
        super().resizeEvent(event)
        self.columns.fill()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make sure that there is a current row to move from."""
        super().focusInEvent(event)
        self._repaint_rows(self.current_row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._repaint_rows(self.current_row())
