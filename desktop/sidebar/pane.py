"""The sidebar: choose a kind, narrow by a value, and widen again by the same key or click."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip, QVBoxLayout, QWidget

from desktop.sidebar.delegate import LineDelegate
from desktop.sidebar.lines import Line, LineKind, facet_lines, kind_lines
from desktop.sidebar.model import LINE_ROLE, LineModel
from desktop.sidebar.years import YearHistogram
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.queries.views import Facet, FacetValue

__all__ = ["Sidebar"]


class _LineView(QListView):
    """A list in which Enter, Space or a click presses a line, and Left and Right close and open."""

    pressed_line = Signal(QModelIndex)
    opened = Signal(QModelIndex, bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = event.key(), self.currentIndex()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed_line.emit(index)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.opened.emit(index, key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        index = self.indexAt(event.pos())
        delegate = self.itemDelegate()
        cut = isinstance(delegate, LineDelegate) and delegate.elides(
            index, self.visualRect(index).width()
        )
        QToolTip.showText(event.globalPos(), str(index.data()) if cut else "", self)


class Sidebar(QWidget):
    """Kinds with their counts, and facets that narrow the table.

    It shows what it is told and changes nothing by itself but which facets are open: a click
    emits, and the window answers with new lines.
    """

    kind_chosen = Signal(object)
    """A kind, or None for all records."""
    narrowed = Signal(str, str)
    """Key and value of the query to add."""
    widened = Signal(str, str)
    """Key and value of the query to take away."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without lines."""
        super().__init__(parent)
        self._theme = theme
        self._kinds: tuple[Line, ...] = ()
        self._facets: tuple[Facet, ...] = ()
        self._active: frozenset[tuple[str, str]] = frozenset()
        self._closed: set[str] = set()
        self._opened: set[str] = set()
        self._waiting: frozenset[str] = frozenset()
        self.model = LineModel(self)
        self.list = _LineView(self)
        self.years = YearHistogram(theme, self)
        self._build()
        theme.changed.connect(self._measure)
        self._measure()

    def _build(self) -> None:
        # A plain widget paints a background from the style sheet only when told to.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "sidebar")
        self.list.setProperty("role", "sidebar")
        self.list.setModel(self.model)
        self.list.setItemDelegate(LineDelegate(self._theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setAccessibleName(tr("Kinds and filters"))
        self.list.setAccessibleDescription(
            tr("Enter chooses a kind or narrows by a value, once more widens again")
        )
        self.list.clicked.connect(self._press)
        self.list.pressed_line.connect(self._press)
        self.list.opened.connect(self._set_open)
        self.setFocusProxy(self.list)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.list, 1)
        self._layout.addWidget(self.years)

    def _measure(self) -> None:
        unit = self._theme.metrics.unit
        self._layout.setContentsMargins(unit(1), unit(2), unit(1), unit(2))
        self.list.scheduleDelayedItemsLayout()

    # ---------------------------------------------------------------- lines

    def show_kinds(self, counts: Sequence[FacetValue], current: str | None) -> None:
        """Show the kinds with their counts; `current` is the one the table shows, None for all."""
        self._kinds = kind_lines(counts, current)
        self._show()

    def show_facets(
        self,
        facets: Sequence[Facet],
        active: set[tuple[str, str]],
        waiting: Collection[str] = (),
    ) -> None:
        """Show the facets with their counts; `active` are the (key, value) narrowed by.

        The facets `waiting` are being counted again: what is shown of them is old.
        """
        self._waiting = frozenset(waiting)
        self._facets = tuple(facets)
        self._active = frozenset(active)
        self._show()

    def _show(self) -> None:
        index = self.list.currentIndex()
        before = index.data(LINE_ROLE)
        scrolled = self.list.verticalScrollBar().value()
        lines = (
            *self._kinds,
            *facet_lines(
                self._facets,
                self._active,
                closed=self._closed,
                opened=self._opened,
                waiting=self._waiting,
            ),
        )
        if not self.model.show(lines):
            return
        self.list.doItemsLayout()
        self.list.setCurrentIndex(self.model.index(self._place_of(before, index.row())))
        self.list.verticalScrollBar().setValue(scrolled)

    def _place_of(self, before: object, row: int) -> int:
        lines = self.model.lines
        if isinstance(before, Line):
            for place, line in enumerate(lines):
                if line.identity == before.identity:
                    return place
            # What was pressed is gone ("more" after it showed all): stay where it was.
            return min(row, len(lines) - 1)
        return next((place for place, line in enumerate(lines) if line.checked), 0)

    # -------------------------------------------------------------- pressing

    def _press(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        match line.type:
            case LineKind.KIND:
                self.kind_chosen.emit(line.value or None)
            case LineKind.VALUE:
                (self.widened if line.checked else self.narrowed).emit(line.key, line.value)
            case LineKind.HEADING:
                self._set_open(index, not line.checked)
            case LineKind.MORE:
                self._opened ^= {line.key}
                self._show()
            case LineKind.TITLE:
                pass

    def _set_open(self, index: QModelIndex, is_open: bool) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(line, Line) and line.type is LineKind.HEADING:
            if is_open:
                self._closed.discard(line.key)
            else:
                self._closed.add(line.key)
            self._show()

    def closed_facets(self) -> tuple[str, ...]:
        """Return the keys of the facets the reader closed, to be remembered."""
        return tuple(sorted(self._closed))

    def set_closed_facets(self, keys: Sequence[str]) -> None:
        """Close the facets `keys` and open all others."""
        self._closed = set(keys)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the list where there is little."""
        super().resizeEvent(event)
        self.years.make_room(self.height())

    def sizeHint(self) -> QSize:
        """Return a width in which the usual labels fit."""
        return QSize(self._theme.metrics.unit(48), self._theme.metrics.unit(120))

    def minimumSizeHint(self) -> QSize:
        """Return the least width in which a count still stands beside a label."""
        return QSize(self._theme.metrics.unit(30), self._theme.metrics.unit(30))
