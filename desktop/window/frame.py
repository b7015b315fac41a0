"""What of the window stands at its first moment: menus by name, search, the table, empty rooms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.commands.command_set import CommandSet
from desktop.commands.table import all_commands
from desktop.search_field.field import SearchField
from desktop.text.translate import tr
from desktop.window.menus import title_menus
from desktop.window.panes import Panes
from desktop.window.status import StatusLine
from desktop.window.top_bar import TopBar

if TYPE_CHECKING:
    from desktop.state.settings import Settings
    from desktop.theme.theme import Theme
    from models.queries.rows import FirstPage, TableRow

__all__ = ["Frame"]

FIRST_SIZE = QSize(1360, 860)


class Frame(QMainWindow):
    """Holds its shape from the first moment: what comes later takes the room kept for it."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        """Lay out what stands at once, in the remembered shape."""
        super().__init__()
        self.theme = theme
        self.settings = settings
        self._first: dict[int, TableRow] = {}
        self.commands = CommandSet(all_commands(), theme, self)
        self.search = SearchField(theme)
        self.search.setEnabled(False)
        self.panes = Panes(self._rows, theme)
        self.status = StatusLine(theme)
        self.top_bar = TopBar(self.commands, self.search, theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.panes)
        centre = QWidget()
        self._column = QVBoxLayout(centre)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.top_bar)
        self._column.addWidget(self._pages, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)
        self._menus = title_menus(self.menuBar())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setWindowTitle(tr("Attaché"))
        self._restore()

    def _restore(self) -> None:
        geometry = self.settings.layout("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            available = self.screen().availableSize()
            self.resize(FIRST_SIZE.boundedTo(available))
        self.panes.restore(self.settings)

    def show_first(self, page: FirstPage, *, wanted: int | None, states: frozenset[str]) -> None:
        """Show the first rows of a reference that nothing else reads yet.

        `wanted` is the record one was at the last time, `states` are what holds of the reference.
        """
        self._first = {row.id: row for row in page.rows}
        self.search.setEnabled(True)
        self.commands.set_states(states)
        self.panes.table.show_ids(page.ids, (), complete=page.complete, wanted=wanted)
        self.panes.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rows(self, ids: Sequence[int]) -> Sequence[TableRow]:
        """Return the rows of `ids`, as far as they are known."""
        return [self._first[record] for record in ids if record in self._first]
