"""The table model: a vector of ids in display order, and a few pages of rows around the reader.

Nothing here grows with the number of records but the vector of ids itself, four bytes each.
Sorting, filtering and counting are done where the ids come from.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.table.columns import NAME_COLUMN, Column
from desktop.text.escaping import tip
from desktop.text.translate import tr

if TYPE_CHECKING:
    from models.queries.rows import TableRow

__all__ = ["ROW_ROLE", "WORDS_ROLE", "RecordTableModel", "RowSource", "runs"]

RowSource = Callable[[Sequence[int]], Sequence["TableRow"]]
"""Answers ids with their rows, in any order; an id that is gone has none."""

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `TableRow` of an index, or None when the record is gone."""
WORDS_ROLE = Qt.ItemDataRole.UserRole + 1
"""The words to highlight in a cell."""

_PAGE = 64
_PAGES_KEPT = 120
_SEVERAL = 8
"""So many rows are looked for one by one; more are found in one walk through the vector."""

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class RecordTableModel(QAbstractTableModel):
    """Rows of the combined table for a vector of record ids.

    It is reset only when the vector changes, and not when it merely goes on: then rows are added.
    `rows` is asked for pages of 64 ids, and answers are kept for the last 120 pages used.
    """

    def __init__(
        self, rows: RowSource, columns: Sequence[Column], parent: QObject | None = None
    ) -> None:
        """Ask `rows` for what is shown in `columns`."""
        super().__init__(parent)
        self._rows = rows
        self._columns = tuple(columns)
        self._name = next(column for column in self._columns if column.key == NAME_COLUMN)
        self._ids: array[int] = array("i")
        self._bytes = b""
        self._words: tuple[str, ...] = ()
        self._pages: OrderedDict[int, dict[int, TableRow]] = OrderedDict()
        self._orders: tuple[tuple[str, bool], ...] = ()

    # ------------------------------------------------------------------ ids

    @property
    def ids(self) -> array[int]:
        """The ids in display order; not to be changed."""
        return self._ids

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in model order."""
        return self._columns

    def show_ids(self, ids: Sequence[int], words: tuple[str, ...]) -> bool:
        """Show `ids`, with `words` to highlight; tell whether the model was reset.

        With the same ids only the highlighting changes, and no row is asked for again: use
        `refresh` when records were edited.
        """
        taken = ids if isinstance(ids, array) else array("q", ids)
        shown = len(self._ids)
        if shown and taken[:shown] == self._ids:
            self._set_words(words)
            if len(taken) > shown:
                self._go_on(taken)
            return False
        if not shown and not len(taken):
            return False
        self.beginResetModel()
        self._ids = taken
        self._bytes = b""
        self._words = words
        self._pages.clear()
        self.endResetModel()
        return True

    def _go_on(self, ids: array[int]) -> None:
        """Show `ids`, which begin with those that are shown: nothing that is in view moves."""
        shown = len(self._ids)
        self.beginInsertRows(_NO_PARENT, shown, len(ids) - 1)
        self._ids = ids
        self._bytes = b""
        # The last page was not whole.
        self._pages.pop((shown - 1) // _PAGE, None)
        self.endInsertRows()

    def _set_words(self, words: tuple[str, ...]) -> None:
        if words == self._words:
            return
        self._words = words
        if self._ids:
            self.dataChanged.emit(
                self.index(0, 0),
                self.index(len(self._ids) - 1, len(self._columns) - 1),
                [WORDS_ROLE],
            )

    def id_at(self, row: int) -> int:
        """Return the id shown in `row`; raises IndexError outside the table."""
        if row < 0:
            message = f"there is no row {row}"
            raise IndexError(message)
        return self._ids[row]

    def row_of(self, record: int) -> int | None:
        """Return the row that shows `record`, or None.

        The vector is searched as bytes: a millisecond or two in a million, where a map from ids to
        rows would take a hundred megabytes.
        """
        if not self._bytes and len(self._ids):
            self._bytes = self._ids.tobytes()
        try:
            wanted = array(self._ids.typecode, (record,)).tobytes()
        except OverflowError:
            return None
        width, place = self._ids.itemsize, self._bytes.find(wanted)
        while place % width and place >= 0:
            place = self._bytes.find(wanted, place + 1)
        return place // width if place >= 0 else None

    def rows_showing(self, records: Collection[int]) -> list[int]:
        """Return the rows that show any of `records`, in order."""
        if len(records) <= _SEVERAL:
            found = (self.row_of(record) for record in records)
            return sorted(row for row in found if row is not None)
        wanted = frozenset(records)
        return [row for row, record in enumerate(self._ids) if record in wanted]

    # ----------------------------------------------------------------- rows

    def row(self, row: int) -> TableRow | None:
        """Return what is known of the record in `row`; None when it is gone."""
        number = row // _PAGE
        page = self._pages.get(number)
        if page is None:
            wanted = self._ids[number * _PAGE : (number + 1) * _PAGE]
            page = {found.id: found for found in self._rows(wanted)}
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[row])

    def words(self, column: int) -> tuple[str, ...]:
        """Return the words to highlight in a column."""
        return self._words if self._columns[column].highlighted else ()

    def rows_of(self, ids: Sequence[int]) -> list[TableRow]:
        """Return the rows of `ids` in their order, past the cache; those that are gone missing."""
        found: dict[int, TableRow] = {}
        for first in range(0, len(ids), _PAGE):
            found.update((row.id, row) for row in self._rows(ids[first : first + _PAGE]))
        return [found[record] for record in ids if record in found]

    def refresh(self, ids: Iterable[int]) -> None:
        """Forget what is known of `ids` and announce those that are shown as changed."""
        last = len(self._columns) - 1
        rows = self.rows_showing(tuple(ids))
        for number in {row // _PAGE for row in rows}:
            self._pages.pop(number, None)
        for first, final in runs(rows):
            self.dataChanged.emit(self.index(first, 0), self.index(final, last))

    def refresh_all(self) -> None:
        """Forget every row and announce all as changed."""
        self._pages.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # ------------------------------------------------------------------- Qt

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of records."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of columns, hidden ones included."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words, the alignment, the row or what a screen reader is told."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment | Qt.AlignmentFlag.AlignVCenter
        if role == WORDS_ROLE:
            return self.words(index.column())
        if role not in _ROLES_OF_A_ROW:
            return None
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        if row is None:
            return tr("This record is gone") if role == _HEARD else None
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == _HEARD:
            return column.heard(row) or tr("nothing given")
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return tr("{column} of {name}", column=column.title, name=self._name.text(row))
        # The tooltip: Qt would read markup in it, and load the pictures it names.
        return tip(column.heard(row)) or None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's title, what it means, and how it sorts."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return column.tip
        if role == _HEARD:
            return self._header_heard(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.InitialSortOrderRole:
            descending, ascending = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
            return descending if column.descending_first else ascending
        return None

    def set_order(self, order: str, *, descending: bool) -> None:
        """Note which column the ids are sorted by, for those who hear the header."""
        self.set_orders(((order, descending),))

    def set_orders(self, orders: Sequence[tuple[str, bool]]) -> None:
        """Note which columns the ids are sorted by, the first first, for those who hear them."""
        self._orders = tuple(orders)
        last = len(self._columns) - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def _header_heard(self, column: Column) -> str:
        for place, (order, descending) in enumerate(self._orders, 1):
            if order != column.order:
                continue
            if descending:
                heard = tr("{column}, sorted descending", column=column.title)
            else:
                heard = tr("{column}, sorted ascending", column=column.title)
            if len(self._orders) == 1:
                return heard
            return tr(
                "{heard}, key {place} of {count}", heard=heard, place=place, count=len(self._orders)
            )
        return column.title


_HEARD = Qt.ItemDataRole.AccessibleTextRole
_ROLES_OF_A_ROW = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.AccessibleDescriptionRole,
        ROW_ROLE,
    }
)


def runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return sorted `rows` as (first, last) runs without a gap."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
