"""The sidebar: choose a kind, narrow by a value, and widen again by the same key or click."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QToolTip, QVBoxLayout, QWidget

from desktop.sidebar.delegate import LineDelegate
from desktop.sidebar.lines import Line, LineKind, facet_lines, kind_lines, view_lines
from desktop.sidebar.model import LINE_ROLE, LineModel
from desktop.sidebar.view_name import ViewName
from desktop.sidebar.views_menu import view_menu
from desktop.sidebar.years import YearHistogram
from desktop.text.escaping import tip
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.queries.views import Facet, FacetValue, SavedView

__all__ = ["Sidebar"]


class _LineView(QListView):
    """A list in which Enter, Space or a click presses a line, and Left and Right close and open."""

    pressed_line = Signal(QModelIndex)
    opened = Signal(QModelIndex, bool)
    view_edited = Signal(int, bool)
    """A saved view is to be renamed, or with True deleted."""
    menu_asked = Signal(int, QPoint)
    """The menu of a saved view is wanted: the view, position on the screen."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the view pointed at, or with the menu key of the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        view = self.view_at(index)
        if view is None:
            event.ignore()
            return
        below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        self.menu_asked.emit(view, below if by_key else event.globalPos())
        event.accept()

    def event(self, event: QEvent) -> bool:
        # F2 and Delete are commands of the window, too; on a saved view they mean the view, and
        # Delete never means a record while the keyboard is here.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            on_view = self.view_at(self.currentIndex()) is not None
            if event.key() == Qt.Key.Key_Delete or (event.key() == Qt.Key.Key_F2 and on_view):
                event.accept()
                return True
        return super().event(event)

    def view_at(self, index: QModelIndex) -> int | None:
        """Return the saved view that stands at `index`, if one does."""
        line = index.data(LINE_ROLE)
        is_view = isinstance(line, Line) and line.type is LineKind.VIEW
        return int(line.value) if is_view else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = event.key(), self.currentIndex()
        view = self.view_at(index)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        elif view is not None and key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            self.view_edited.emit(view, key == Qt.Key.Key_Delete)
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
        QToolTip.showText(event.globalPos(), tip(str(index.data())) if cut else "", self)


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
    view_chosen = Signal(int)
    """A saved view, to be shown."""
    view_replaced = Signal(int)
    """A saved view is to be what the table shows."""
    view_rename_asked = Signal(int)
    view_deleted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without lines."""
        super().__init__(parent)
        self._theme = theme
        self._kinds: tuple[Line, ...] = ()
        self._views: tuple[Line, ...] = ()
        self._writable = False
        self._facets: tuple[Facet, ...] = ()
        self._active: frozenset[tuple[str, str]] = frozenset()
        self._closed: set[str] = set()
        self._opened: set[str] = set()
        self._waiting: frozenset[str] = frozenset()
        self.model = LineModel(self)
        self.list = _LineView(self)
        self.view_name = ViewName(theme, self)
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
            tr(
                "Enter chooses a kind, shows a saved view or narrows by a value, once more widens "
                "again; F2 renames a saved view, Delete deletes it"
            )
        )
        self.list.clicked.connect(self._press)
        self.list.pressed_line.connect(self._press)
        self.list.opened.connect(self._set_open)
        self.list.view_edited.connect(self._edit_view)
        self.list.menu_asked.connect(self._open_menu)
        self.view_name.closed.connect(self._on_name_closed)
        self.setFocusProxy(self.list)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.view_name)
        self._layout.addWidget(self.list, 1)
        self._layout.addWidget(self.years)

    def _measure(self) -> None:
        unit = self._theme.metrics.unit
        self._layout.setContentsMargins(unit(1), unit(2), unit(1), unit(2))
        self.list.scheduleDelayedItemsLayout()

    # ---------------------------------------------------------------- lines

    def show_kinds(self, counts: Sequence[FacetValue], current: str | None) -> None:
        """Show the kinds with their counts; `current` is the one the table shows, None for all."""
        # Every key typed comes by here, as it does below, and few change what stands there.
        if (kinds := kind_lines(counts, current)) != self._kinds:
            self._kinds = kinds
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
        shown = tuple(facets), frozenset(active), frozenset(waiting)
        if shown != (self._facets, self._active, self._waiting):
            self._facets, self._active, self._waiting = shown
            self._show()

    def show_views(
        self, views: Sequence[SavedView], current: int | None, *, writable: bool
    ) -> None:
        """Show the saved views; `current` is the one the table shows."""
        self._writable = writable
        if (lines := view_lines(views, current)) != self._views:
            self._views = lines
            self._show()

    def ask_view_name(self, prompt: str, name: str) -> None:
        """Ask in the sidebar for the name of a view: `view_name.named` tells it."""
        self.view_name.ask(prompt, name)

    def go_to_view(self, view: int) -> None:
        """Let the keyboard stand on a saved view when it comes to the list."""
        for row, line in enumerate(self.model.lines):
            if line.type is LineKind.VIEW and line.value == str(view):
                self.list.setCurrentIndex(self.model.index(row))

    def _on_name_closed(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        index = self.list.currentIndex()
        before = index.data(LINE_ROLE)
        scrolled = self.list.verticalScrollBar().value()
        lines = (
            *self._kinds,
            *self._views,
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
            case LineKind.VIEW:
                self.view_chosen.emit(int(line.value))
            case LineKind.VALUE:
                (self.widened if line.checked else self.narrowed).emit(line.key, line.value)
            case LineKind.HEADING:
                self._set_open(index, not line.checked)
            case LineKind.MORE:
                self._opened ^= {line.key}
                self._show()
            case LineKind.TITLE:
                pass

    def _edit_view(self, view: int, is_deleted: bool) -> None:
        (self.view_deleted if is_deleted else self.view_rename_asked).emit(view)

    def menu_of_view(self, view: int) -> QMenu:
        """Return the menu of a saved view; the caller shows and deletes it."""
        return view_menu(
            self,
            show=lambda: self.view_chosen.emit(view),
            replace=lambda: self.view_replaced.emit(view),
            rename=lambda: self.view_rename_asked.emit(view),
            delete=lambda: self.view_deleted.emit(view),
            writable=self._writable,
        )

    def _open_menu(self, view: int, position: QPoint) -> None:
        menu = self.menu_of_view(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

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
