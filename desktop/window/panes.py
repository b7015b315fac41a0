"""The panes of the window and how they lie: sidebar, table over reader, record over quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.table.pane import TablePane

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QResizeEvent, QShowEvent

    from desktop.detail.pane import DetailPane
    from desktop.quotes.pane import QuotesPane
    from desktop.reader.pane import ReaderPane
    from desktop.search_field.filter_line import FilterLine
    from desktop.sidebar.pane import Sidebar
    from desktop.state.settings import Settings
    from desktop.theme.theme import Theme
    from models.queries.rows import TableRow

__all__ = ["Panes"]

Pane = TypeVar("Pane", bound=QWidget)

WIDTHS = (14, 53, 33)
"""Shares of sidebar, middle and record in the window's width, at first."""
RECORD_HEIGHTS = (45, 55)
READER_HEIGHTS = (36, 64)
SCALE = 100
SIDEBAR = 44
"""Grid units in which the names of all kinds stand whole."""
MOST_SIDEBAR = 26
"""The largest share of the window's width that large text gives the sidebar."""
ROOM_FOR_BOTH = 150
"""Grid units of height that table and reader need to stand above each other."""


class Panes(QWidget):
    """Lays the panes out and remembers their sizes; ties nothing together by itself.

    The table is there at once. The others are made by `furnish`, in the rooms that are kept for
    them; until then nobody may ask for one.
    """

    sidebar: Sidebar
    filter_line: FilterLine
    reader: ReaderPane
    detail: DetailPane
    quotes: QuotesPane

    def __init__(
        self,
        rows: Callable[[Sequence[int]], Sequence[TableRow]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """Make the table, and rooms for all others but the reader, which is closed at first."""
        super().__init__(parent)
        self._theme = theme
        self.when_empty: Sequence[QAction] = ()
        self.when_only_sources: Sequence[QAction] = ()
        """What can be done in a reference that holds nothing, or nothing but sources."""
        self._sized = False
        self.table = TablePane(rows, theme)
        self._beside, self._above, self._below = _room("sidebar"), _room(), _room()
        self.listing = QWidget()
        self._column = QVBoxLayout(self.listing)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.table, 1)
        self.middle = self._splitter(Qt.Orientation.Vertical, self.listing)
        self.record = self._splitter(Qt.Orientation.Vertical, self._above, self._below)
        self.columns = self._splitter(
            Qt.Orientation.Horizontal, self._beside, self.middle, self.record
        )
        self.columns.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.columns)
        self._scale = theme.metrics.font_scale
        theme.changed.connect(self._on_theme)
        self._measure()

    def furnish(self, settings: Settings) -> Iterator[None]:
        """Make the panes but the table, one at each step, without moving anything."""
        import models.queries.views  # noqa: F401, PLC0415 - no part of the first moment, all of it

        yield
        import desktop.detail.grid  # noqa: F401, PLC0415

        yield
        from desktop.detail.pane import DetailPane  # noqa: PLC0415

        yield
        self.detail = self._above = self._put(self.record, self._above, DetailPane(self._theme))
        yield
        from desktop.quotes.pane import QuotesPane  # noqa: PLC0415

        self.quotes = self._below = self._put(self.record, self._below, QuotesPane(self._theme))
        yield
        from desktop.sidebar.pane import Sidebar  # noqa: PLC0415

        yield
        self.sidebar = self._beside = self._put(self.columns, self._beside, Sidebar(self._theme))
        self.sidebar.set_closed_facets(settings.words("panes/closed_facets"))
        yield
        from desktop.reader.pane import ReaderPane  # noqa: PLC0415

        yield
        self.reader = ReaderPane(self._theme)
        self.reader.hide()
        self.middle.addWidget(self.reader)
        from desktop.search_field.filter_line import FilterLine  # noqa: PLC0415

        self.filter_line = FilterLine(self._theme)
        self._column.insertWidget(0, self.filter_line)
        self._measure()

    @staticmethod
    def _put(splitter: QSplitter, room: QWidget, pane: Pane) -> Pane:
        """Put a pane into the room that was kept for it."""
        pane.setMinimumSize(room.minimumSize())
        splitter.replaceWidget(splitter.indexOf(room), pane)
        room.deleteLater()
        return pane

    @staticmethod
    def _splitter(orientation: Qt.Orientation, *widgets: QWidget) -> QSplitter:
        splitter = QSplitter(orientation)
        splitter.setChildrenCollapsible(False)
        for widget in widgets:
            splitter.addWidget(widget)
        return splitter

    @property
    def furnished(self) -> bool:
        """Whether all panes are there."""
        return "reader" in vars(self)

    def _measure(self) -> None:
        unit, room = self._theme.metrics.unit, self.screen().availableSize()
        # Large text must not make the window larger than the screen.
        widths: tuple[tuple[QWidget, int, int], ...] = (
            (self._beside, SIDEBAR, 14),
            (self.middle, 60, 28),
            (self.record, 70, 28),
        )
        for pane, wanted, share in widths:
            pane.setMinimumWidth(min(unit(wanted), room.width() * share // SCALE))
        heights: list[tuple[QWidget, int, int]] = [
            (self._above, 24, 18),
            (self._below, 24, 18),
            (self.table, 20, 14),
        ]
        if self.furnished:
            heights.append((self.reader, 40, 36))
        for pane, wanted, share in heights:
            pane.setMinimumHeight(min(unit(wanted), room.height() * share // SCALE))

    def _on_theme(self) -> None:
        """Measure anew; with the text the sidebar grows and shrinks, so that names stand whole."""
        self._measure()
        before, self._scale = self._scale, self._theme.metrics.font_scale
        sizes = self.columns.sizes()
        if self._scale == before or not self._sized or not sizes[0]:
            return
        usual = self._usual_sidebar(sum(sizes))
        if self._scale > before:
            width = max(sizes[0], usual)
        else:
            # Who had made it wider keeps it as wide as the text is large.
            width = max(usual, round(sizes[0] * self._scale / before))
        self.columns.setSizes([width, sizes[1] + sizes[0] - width, sizes[2]])

    def _usual_sidebar(self, width: int) -> int:
        wanted = min(self._theme.metrics.unit(SIDEBAR), width * MOST_SIDEBAR // SCALE)
        return max(width * WIDTHS[0] // SCALE, wanted)

    def showEvent(self, event: QShowEvent) -> None:
        """Share the room out once it is known, unless sizes were remembered."""
        super().showEvent(event)
        if not self._sized:
            self.reset()

    def reset(self) -> None:
        """Lay the panes out as at first."""
        self._sized = True
        width, height = max(self.width(), SCALE), max(self.height(), SCALE)
        shared = [width * share // SCALE for share in WIDTHS]
        sidebar = self._usual_sidebar(width)
        self.columns.setSizes([sidebar, shared[1] + shared[0] - sidebar, shared[2]])
        self.record.setSizes([height * share // SCALE for share in RECORD_HEIGHTS])
        self.middle.setSizes([height * share // SCALE for share in READER_HEIGHTS])

    def open_reader(self) -> None:
        """Show the reader below the table; where there is no room for both, in place of it.

        The sidebar steps aside then too: what one reads gets the room.
        """
        if self.reader.isHidden():
            self.reader.show()
            height = max(self.middle.height(), SCALE)
            self._share_with_reader()
            self.middle.setSizes([height * share // SCALE for share in READER_HEIGHTS])

    def _share_with_reader(self) -> None:
        both = self.height() >= self._theme.metrics.unit(ROOM_FOR_BOTH)
        self.listing.setVisible(both)
        self.sidebar.setVisible(both)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bring table and sidebar back beside the reader as soon as there is room for all."""
        super().resizeEvent(event)
        if self.furnished and not self.reader.isHidden():
            self._share_with_reader()

    def close_reader(self) -> None:
        """Hide the reader and give its room back to the table."""
        self.reader.hide()
        self.listing.show()
        self.sidebar.show()

    def focus_table(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to the table; a reader that stands in its place makes room."""
        if not self.listing.isVisibleTo(self):
            self.close_reader()
        self.table.setFocus(reason)

    def order(self) -> tuple[QWidget, ...]:
        """Return the panes in the order F6 goes through them."""
        panes = (self.sidebar, self.table, self.reader, self.detail, self.quotes)
        return tuple(pane for pane in panes if pane.isVisibleTo(self))

    def save(self, settings: Settings) -> None:
        """Remember the sizes and the table's columns."""
        for name, splitter in self._splitters():
            settings.set_layout(f"panes/{name}", bytes(splitter.saveState().data()))
        settings.set_layout("panes/table", self.table.header_state())
        settings.set_words("panes/closed_facets", tuple(self.sidebar.closed_facets()))

    def restore(self, settings: Settings) -> None:
        """Take back what was remembered; what cannot be read stays as it is."""
        for name, splitter in self._splitters():
            state = settings.layout(f"panes/{name}")
            if state is not None and splitter.restoreState(state):
                self._sized = True
        header = settings.layout("panes/table")
        if header is not None:
            self.table.restore_header_state(header)

    def _splitters(self) -> tuple[tuple[str, QSplitter], ...]:
        return (("columns", self.columns), ("record", self.record))


def _room(role: str = "") -> QWidget:
    """Return a room that looks like the pane that is to come, as long as that is empty."""
    room = QWidget()
    if role:
        room.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        room.setProperty("role", role)
    return room
