"""The table with its header menu, its clipboard, and what stands there when it is empty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from desktop.lists.announce import announce
from desktop.lists.empty import EmptyPage
from desktop.table.columns import NAME_COLUMN, table_columns
from desktop.table.model import RecordTableModel, RowSource, runs
from desktop.table.text import rows_as_text
from desktop.table.view import RecordTableView
from desktop.text.translate import grouped, tr, tr_count
from desktop.theme.theme import Theme
from models.search.orders import MOST_KEYS

if TYPE_CHECKING:
    from models.queries.views import NearName

__all__ = ["COPY_LIMIT", "TablePane"]

COPY_LIMIT = 5_000
"""So many rows are copied at once: the clipboard is filled while the reader waits."""

_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
_KEPT_SELECTION = 10_000
"""A selection of more rows than this is not carried into another vector of ids."""

_SELECT_ROW = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)


class TablePane(QWidget):
    """The combined table: shows ids in the order given, and says which record is current.

    The current record, the selection and the scroll position belong to ids, not to rows: they
    survive every new vector that still holds them.
    """

    record_selected = Signal(object)
    """The id that became current, or None when the table has nothing to show."""
    record_activated = Signal(int)
    """Enter or a double click on a record."""
    order_requested = Signal(str, bool)
    """Another order is wanted: its name, and whether descending. Nothing was sorted yet."""
    orders_requested = Signal(object)
    """An order by several columns is wanted: (name, whether descending) of each, as a tuple."""
    near_chosen = Signal(str)
    """A query that was offered in place of one that found nothing."""
    copied = Signal(str)
    """Rows are on the clipboard; the sentence says how many."""

    def __init__(self, rows: RowSource, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet; `rows` is asked for pages of about 200 ids when they come into view."""
        super().__init__(parent)
        self._columns = table_columns()
        self._model = RecordTableModel(rows, self._columns, self)
        self.view = RecordTableView(self._model, theme, self)
        self.empty = EmptyPage(theme, self)
        self.empty.say(tr("No records"), "")
        self.empty.chosen.connect(self.near_chosen)
        self._announced: int | None = None
        self._announced_anything = False
        self._restoring = False
        self._held: tuple[int, tuple[int, ...]] | None = None
        self._ordering = False
        self._orders: tuple[tuple[str, bool], ...] = ()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._stack.setCurrentWidget(self.empty)
        self.setFocusProxy(self.empty)
        self._column_actions = [self._toggle(key) for key in self._toggled_keys()]
        self.view.current_row_changed.connect(self._on_current_row)
        self.view.activated_row.connect(self._on_activated)
        self.view.copy_asked.connect(self.copy_rows)
        self.view.header.sortIndicatorChanged.connect(self._on_indicator)
        self.view.header.menu_asked.connect(self._open_menu)
        self.view.header.also_asked.connect(self._on_also)

    # ------------------------------------------------------------------ ids

    def show_ids(
        self,
        ids: Sequence[int],
        words: tuple[str, ...],
        *,
        complete: bool = True,
        wanted: int | None = None,
    ) -> None:
        """Show the records `ids` in this order, `words` highlighted.

        What was current, selected and in view stays so by id; `wanted` is to be current instead,
        where it is among them.
        When the current record is not among them, the first becomes current; `record_selected`
        tells, with None for no record. If the ids are not `complete`, only the first of what
        will be shown next, that waits: no record is current until the rest is there, which then
        leaves in place what is in view.
        """
        current, selected = self.current_id, self._selected_for_later()
        before = current, selected
        if wanted is not None:
            current, selected = wanted, ()
        elif self._held is not None and current is None:
            current, selected = self._held
        offset = self._offset_of_current()
        top = self.view.verticalScrollBar().value()
        goes_on = self._held is not None
        self._held = None
        self._restoring = True
        try:
            reset = self._model.show_ids(ids, words)
            if wanted is not None and complete and self._model.row_of(wanted) is None:
                # It has no row, as places and sources have none: one stays at the row one was at.
                (current, selected), wanted = before, None
            if reset or goes_on or wanted is not None:
                if not complete and current is not None and self._model.row_of(current) is None:
                    self._hold(current, selected)
                else:
                    self._restore(current, selected, offset)
                    if not reset and goes_on and wanted is None:
                        self.view.verticalScrollBar().setValue(top)
        finally:
            self._restoring = False
        self._show_page(self.view if self._model.ids else self.empty)
        if self._held is None:
            self._announce_current()

    def _hold(self, current: int, selected: tuple[int, ...]) -> None:
        """Have nothing current until the rest of the ids tells whether `current` is among them."""
        self._held = (current, selected)
        self.view.selectionModel().clear()
        self.view.scrollToTop()

    def show_empty(self, message: str, hint: str, commands: Sequence[QAction] = ()) -> None:
        """Show `message`, the next key to press (`hint`) and what can be done, not the table."""
        self.say_empty(message, hint, commands)
        self.show_ids((), ())

    def say_empty(self, message: str, hint: str, commands: Sequence[QAction]) -> None:
        """Say something else where the table would be, were it not empty."""
        self.empty.say(message, hint)
        self.empty.list_commands(commands)

    def show_near(self, names: Sequence[NearName]) -> None:
        """Offer queries that may have been meant, below why nothing was found."""
        self.empty.offer(tr("Did you mean"), [(near.label, near.query) for near in names])

    def refresh_rows(self, ids: Iterable[int] | None) -> None:
        """Ask again for what is shown of `ids` (of all when None), and repaint it."""
        if ids is None:
            self._model.refresh_all()
        else:
            self._model.refresh(ids)

    @property
    def current_id(self) -> int | None:
        """The id of the current record."""
        row = self.view.current_row()
        return self._model.ids[row] if row >= 0 else None

    @property
    def leafs(self) -> bool:
        """Whether the record that is selected is one that was leafed to, by pages or to an end."""
        return self.view.leafs

    def select(self, record: int) -> bool:
        """Make `record` current and show it; tell whether the table has it."""
        row = self._model.row_of(record)
        if row is None:
            return False
        self.view.go_to(row)
        return True

    def neighbour(self, records: Collection[int]) -> int | None:
        """Return the record to go to when `records` go: the next one, else the one above them."""
        rows = [row for row in map(self._model.row_of, records) if row is not None]
        if not rows:
            return None
        ids = self._model.ids
        places = chain(range(max(rows) + 1, len(ids)), range(min(rows) - 1, -1, -1))
        return next((ids[row] for row in places if ids[row] not in records), None)

    def select_next(self, step: int = 1) -> bool:
        """Go `step` rows on, or back when negative; tell whether there is such a row."""
        row = self.view.current_row() + step
        if not 0 <= row < len(self._model.ids):
            return False
        self.view.go_to(row)
        return True

    def selected_ids(self) -> tuple[int, ...]:
        """Return the selected ids in display order."""
        ids = self._model.ids
        return tuple(
            record for first, last in self._selected_runs() for record in ids[first : last + 1]
        )

    def _selected_runs(self) -> list[tuple[int, int]]:
        ranges = self.view.selectionModel().selection()
        return sorted((ranges.at(n).top(), ranges.at(n).bottom()) for n in range(ranges.count()))

    def _selected_for_later(self) -> tuple[int, ...]:
        count = sum(last - first + 1 for first, last in self._selected_runs())
        return self.selected_ids() if count <= _KEPT_SELECTION else ()

    def _offset_of_current(self) -> int | None:
        """Return how far the current row stands from the top, None when it is out of sight."""
        row = self.view.current_row()
        if row < 0:
            return None
        top = self.view.rowViewportPosition(row)
        return top if 0 <= top < self.view.viewport().height() else None

    def _restore(self, current: int | None, selected: tuple[int, ...], offset: int | None) -> None:
        if not self._model.ids:
            return
        row = None if current is None else self._model.row_of(current)
        rows = self._rows_still_there(selected, current, row)
        self.view.doItemsLayout()
        choice = self.view.selectionModel()
        choice.setCurrentIndex(
            self._model.index(0 if row is None else row, 0),
            QItemSelectionModel.SelectionFlag.NoUpdate,
        )
        chosen = QItemSelection()
        last_column = self._model.columnCount() - 1
        for first, last in runs(rows or [0 if row is None else row]):
            chosen.select(self._model.index(first, 0), self._model.index(last, last_column))
        choice.select(chosen, _SELECT_ROW)
        if row is None:
            self.view.scrollToTop()
        elif offset is not None:
            height = self.view.verticalHeader().defaultSectionSize()
            self.view.verticalScrollBar().setValue(row * height - offset)

    def _rows_still_there(
        self, selected: tuple[int, ...], current: int | None, row: int | None
    ) -> list[int]:
        if selected == (current,):
            return [] if row is None else [row]
        return self._model.rows_showing(selected)

    def _show_page(self, page: QWidget) -> None:
        if self._stack.currentWidget() is page:
            return
        choices = self.empty.choices
        had_focus = any(each.hasFocus() for each in (self.view, self.empty, *choices))
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        if had_focus:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        if page is self.empty:
            announce(self, self.empty.message)
        else:
            self.empty.offer("", ())

    # -------------------------------------------------------------- signals

    def _on_current_row(self, row: int) -> None:
        del row
        if not self._restoring:
            self._held = None
            self._announce_current()

    def _announce_current(self) -> None:
        current = self.current_id
        if current != self._announced or not self._announced_anything:
            self._announced, self._announced_anything = current, True
            self.record_selected.emit(current)

    def _on_activated(self, row: int) -> None:
        self.record_activated.emit(self._model.id_at(row))

    def _on_indicator(self, section: int, order: Qt.SortOrder) -> None:
        if not self._ordering and 0 <= section < len(self._columns):
            descending = order == Qt.SortOrder.DescendingOrder
            self.order_requested.emit(self._columns[section].order, descending)

    def set_order(self, key: str, descending: bool) -> None:
        """Show in the header which order the ids have; an order of no column shows none."""
        self.set_orders(((key, descending),))

    def set_orders(self, orders: Sequence[tuple[str, bool]]) -> None:
        """Show in the header by which columns the ids are ordered, the first first."""
        self._orders = tuple(orders)
        sections = {column.order: place for place, column in enumerate(self._columns)}
        shown = [
            (sections[key], _DOWN if descending else _UP)
            for key, descending in orders
            if key in sections
        ]
        header = self.view.header
        self._ordering = True
        header.setSortIndicator(*(shown[0] if shown else (-1, _UP)))
        self._ordering = False
        header.set_orders(shown)
        self._model.set_orders(self._orders)

    def _on_also(self, section: int) -> None:
        """Sort by a column as well; once more turns it round, and then takes it away."""
        key = self._columns[section].order
        first = self._model.headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.InitialSortOrderRole
        )
        self.sort_also(key, descending=first == _DOWN)

    def sort_also(self, key: str, *, descending: bool) -> None:
        """Ask for the order of now with a column added: `descending` at first, then turned."""
        known = dict(self._orders)
        if key not in known:
            wanted = (*self._orders[: MOST_KEYS - 1], (key, descending))
        elif known[key] == descending:
            wanted = tuple((each, not way if each == key else way) for each, way in self._orders)
        else:
            wanted = tuple(order for order in self._orders if order[0] != key)
        if wanted:
            self.orders_requested.emit(wanted)

    # ------------------------------------------------------------ clipboard

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard as text, at most 5,000 of them."""
        chosen = self.selected_ids()
        if not chosen:
            return
        taken = chosen[:COPY_LIMIT]
        header = self.view.header
        visible = [
            self._columns[header.logicalIndex(visual)]
            for visual in range(header.count())
            if not header.isSectionHidden(header.logicalIndex(visual))
        ]
        QGuiApplication.clipboard().setText(rows_as_text(self._model.rows_of(taken), visible))
        if len(taken) < len(chosen):
            said = tr(
                "The first {taken} of {chosen} selected rows copied",
                taken=grouped(len(taken)),
                chosen=grouped(len(chosen)),
            )
        else:
            said = tr_count("{count} row copied", "{count} rows copied", len(taken))
        announce(self.view, said)
        self.copied.emit(said)

    # -------------------------------------------------------------- columns

    def header_state(self) -> bytes:
        """Return which columns are shown, where and how wide."""
        return self.view.columns.state()

    def restore_header_state(self, state: bytes) -> bool:
        """Take columns back; tell whether `state` could be read, and change nothing if not."""
        return self.view.columns.restore(state)

    def columns_menu_actions(self) -> list[QAction]:
        """Return a switch for each column that can be hidden, then the way back to the start."""
        for action, key in zip(self._column_actions, self._toggled_keys(), strict=True):
            action.setChecked(not self.view.columns.is_hidden(key))
        separator = QAction(self)
        separator.setSeparator(True)
        reset = QAction(tr("Reset the columns"), self)
        reset.triggered.connect(self.view.columns.reset)
        return [*self._column_actions, separator, reset]

    def _toggled_keys(self) -> list[str]:
        return [column.key for column in self._columns if column.key != NAME_COLUMN]

    def _toggle(self, key: str) -> QAction:
        column = next(column for column in self._columns if column.key == key)
        action = QAction(column.title, self)
        action.setCheckable(True)
        action.setChecked(True)
        action.setToolTip(column.tip)
        action.triggered.connect(lambda shown: self.view.columns.set_hidden(key, hidden=not shown))
        return action

    def column_menu(self, section: int) -> QMenu:
        """Return the menu of one column of the header; the caller shows and deletes it."""
        menu = QMenu(self)
        header = self.view.header
        if 0 <= section < len(self._columns):
            column = self._columns[section]
            for words, order in (
                (tr("Sort ascending"), Qt.SortOrder.AscendingOrder),
                (tr("Sort descending"), Qt.SortOrder.DescendingOrder),
            ):
                action = menu.addAction(words)
                action.triggered.connect(
                    lambda _=False, order=order: header.setSortIndicator(section, order)
                )
            if self._orders and all(key != column.order for key, _ in self._orders):
                also = menu.addAction(tr("Then sort by this column"))
                also.setToolTip(tr("Shift+click on the heading, or Shift+Enter"))
                also.triggered.connect(lambda: self._on_also(section))
            menu.addSeparator()
            left = menu.addAction(tr("Move left"))
            left.triggered.connect(lambda: header.move_column(section, -1))
            right = menu.addAction(tr("Move right"))
            right.triggered.connect(lambda: header.move_column(section, 1))
            if column.key != NAME_COLUMN:
                hide = menu.addAction(tr("Hide {column}", column=column.title))
                hide.triggered.connect(
                    lambda: self.view.columns.set_hidden(column.key, hidden=True)
                )
            menu.addSeparator()
        for action in self.columns_menu_actions():
            menu.addAction(action)
        return menu

    def _open_menu(self, section: int, position: QPoint) -> None:
        menu = self.column_menu(section)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)
