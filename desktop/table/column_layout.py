"""Which columns the table shows, in which order, and how wide.

Widths are kept in average characters of the font: they grow with the text. The name takes what
the others leave until the reader sizes it; everything is remembered by the columns' keys.
"""

import json
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView

from desktop.table.columns import NAME_COLUMN, Column

__all__ = ["ColumnLayout"]

_VERSION = 1
_LEAST_NAME = 18.0
_LEAST = 4.0
_GREATEST = 400.0


class ColumnLayout(QObject):
    """The columns of one table view."""

    def __init__(self, view: QTableView, columns: Sequence[Column]) -> None:
        """Begin with the widths the columns ask for; call `apply` to give them to the view."""
        super().__init__(view)
        self._view = view
        self._columns = tuple(columns)
        self._sections = {column.key: section for section, column in enumerate(self._columns)}
        self._widths = {column.key: column.width for column in self._columns}
        self._name_sized = False
        self._arranging = False
        view.horizontalHeader().sectionResized.connect(self._on_resized)

    def apply(self) -> None:
        """Give every column its width in the font of now."""
        self._arranging = True
        header = self._view.horizontalHeader()
        header.setMinimumSectionSize(self._pixels(_LEAST))
        for key, section in self._sections.items():
            if not header.isSectionHidden(section):
                header.resizeSection(section, self._pixels(self._widths[key]))
        self._arranging = False
        self.fill()

    def fill(self) -> None:
        """Give the free width to the name, unless the reader sized it.

        Where that is too little, columns that the reader has not sized give up some of theirs.
        """
        if self._name_sized:
            return
        header = self._view.horizontalHeader()
        name = self._sections[NAME_COLUMN]
        shown = [
            column
            for column in self._columns
            if column.key != NAME_COLUMN and not header.isSectionHidden(self._sections[column.key])
        ]
        widths = {column.key: self._pixels(self._widths[column.key]) for column in shown}
        free = self._view.viewport().width() - sum(widths.values())
        least = self._pixels(_LEAST_NAME)
        self._arranging = True
        for column in shown:
            if self._widths[column.key] == column.width:
                given = min(max(least - free, 0), self._pixels(column.yields))
                widths[column.key] -= given
                free += given
            header.resizeSection(self._sections[column.key], widths[column.key])
        header.resizeSection(name, max(free, least))
        self._arranging = False

    def set_hidden(self, key: str, *, hidden: bool) -> None:
        """Hide or show a column; the name stays.

        Raises:
            KeyError: there is no column of that key.
        """
        section = self._sections[key]
        if key == NAME_COLUMN:
            return
        self._arranging = True
        header = self._view.horizontalHeader()
        header.setSectionHidden(section, hidden)
        if not hidden:
            header.resizeSection(section, self._pixels(self._widths[key]))
        self._arranging = False
        self.fill()

    def is_hidden(self, key: str) -> bool:
        """Tell whether a column is hidden; raises KeyError when there is none of that key."""
        return self._view.horizontalHeader().isSectionHidden(self._sections[key])

    def reset(self) -> None:
        """Show every column in its first place and width."""
        self._restore({}, [column.key for column in self._columns], frozenset(), sized=False)

    # ---------------------------------------------------------------- state

    def state(self) -> bytes:
        """Return the layout, to be given to `restore` another day."""
        header = self._view.horizontalHeader()
        order = [self._columns[header.logicalIndex(visual)].key for visual in range(header.count())]
        kept = {
            "version": _VERSION,
            "order": order,
            "hidden": [key for key in order if self.is_hidden(key)],
            "widths": {key: round(width, 2) for key, width in self._widths.items()},
            "name_sized": self._name_sized,
        }
        return json.dumps(kept, sort_keys=True).encode()

    def restore(self, state: bytes) -> bool:
        """Take a layout back; tell whether it could be read, and change nothing if not.

        Columns the state does not know come last; those that are no more are passed over.
        """
        try:
            kept = json.loads(state)
        except ValueError:
            return False
        if not isinstance(kept, dict) or kept.get("version") != _VERSION:
            return False
        order, hidden, widths = kept.get("order"), kept.get("hidden"), kept.get("widths")
        if not (isinstance(order, list) and isinstance(hidden, list) and isinstance(widths, dict)):
            return False
        readable = {
            key: float(width)
            for key, width in widths.items()
            if isinstance(width, int | float) and _LEAST <= width <= _GREATEST
        }
        known = [key for key in dict.fromkeys(map(str, order)) if key in self._sections]
        known += [key for key in self._sections if key not in known]
        self._restore(
            readable, known, frozenset(map(str, hidden)), sized=kept.get("name_sized") is True
        )
        return True

    def _restore(
        self,
        widths: Mapping[str, float],
        order: Sequence[str],
        hidden: frozenset[str],
        *,
        sized: bool,
    ) -> None:
        header = self._view.horizontalHeader()
        self._name_sized = sized
        self._widths = {
            column.key: widths.get(column.key, column.width) for column in self._columns
        }
        self._arranging = True
        for visual, key in enumerate(order):
            header.moveSection(header.visualIndex(self._sections[key]), visual)
        for key, section in self._sections.items():
            header.setSectionHidden(section, key in hidden and key != NAME_COLUMN)
        self._arranging = False
        self.apply()

    # ---------------------------------------------------------------- sizes

    def _on_resized(self, section: int, before: int, after: int) -> None:
        del before
        # Hiding a section resizes it to nothing.
        if self._arranging or after == 0:
            return
        key = self._columns[section].key
        self._widths[key] = after / self._character()
        if key == NAME_COLUMN:
            self._name_sized = True
        else:
            self.fill()

    def _pixels(self, characters: float) -> int:
        return round(characters * self._character())

    def _character(self) -> float:
        return float(self._view.fontMetrics().averageCharWidth())
