"""A field and a list over the window: typed into, walked with the arrows, gone with Esc."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.lists.announce import announce
from desktop.overlay.item_list import ItemList
from desktop.overlay.items import OverlayItem
from desktop.text.translate import tr_count
from desktop.theme.theme import Theme

__all__ = ["Overlay"]

_WIDTH = 150
_ROWS_SHOWN = 12
_LIST_KEYS = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))
_FIRST_AND_LAST = frozenset((Qt.Key.Key_Home, Qt.Key.Key_End))
_KEEPING_OPEN = frozenset((Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason))


class Overlay(QWidget):
    """Covers its parent while open; the field keeps the focus, the list follows its keys.

    A subclass fills the list with `show_items` when `text_edited` is emitted, and acts when
    `item_chosen` is. Esc, a press outside, or the focus going elsewhere close it; Esc and a
    choice give the focus back to where it was.
    """

    text_edited = Signal(str)
    item_chosen = Signal(object)
    """The `OverlayItem` that Enter or a click chose; the overlay is closed already."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a closed overlay of `parent`, which is usually the window."""
        super().__init__(parent)
        self._theme = theme
        self._window = parent
        self._focus_before: QWidget | None = None
        self.hide()
        self._frame = QFrame(self)
        self._frame.setProperty("role", "card")
        self.field = QLineEdit(self._frame)
        self.field.setProperty("role", "search")
        self.list = ItemList(theme, self._frame)
        self.items = self.list.items
        self._says = QLabel(self._frame)
        self._footer = QLabel(self._frame)
        self._build()
        parent.installEventFilter(self)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self.text_edited)
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self._measure)
        self._measure()

    def _build(self) -> None:
        for label, role in ((self._says, "muted"), (self._footer, "caption")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._layout = QVBoxLayout(self._frame)
        self._layout.addWidget(self.field)
        self._layout.addWidget(self._says)
        self._layout.addWidget(self.list)
        self._layout.addWidget(self._footer)

    def describe(self, *, name: str, placeholder: str, footer: str) -> None:
        """Say what the overlay is for, what can be typed, and which keys there are."""
        self.setAccessibleName(name)
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(f"{placeholder} {footer}")
        self.field.setPlaceholderText(placeholder)
        self.list.setAccessibleName(name)
        self._footer.setText(footer)

    # ------------------------------------------------------------ open, close

    def open(self, text: str = "") -> None:
        """Open with `text` in the field; open already, the field is selected to type anew."""
        if not self.isVisible():
            self._focus_before = QApplication.focusWidget()
            self.setGeometry(self._window.rect())
            self.show()
        self.raise_()
        self.field.setText(text)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text_edited.emit(text)
        self._measure()

    def dismiss(self) -> None:
        """Close and give the focus back."""
        before = self._focus_before
        self._close()
        # What had the focus may have been deleted meanwhile: cards are made anew for each record.
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        if not self.isVisible():
            return
        self._focus_before = None
        self.hide()
        self.closed.emit()

    # ------------------------------------------------------------------ list

    def show_items(self, items: Sequence[OverlayItem], says: str = "") -> None:
        """Show `items`, the first chosen; `says` is a sentence above them, or in their place."""
        self.list.show_items(items, first=True)
        self._says.setText(says)
        self._says.setVisible(bool(says))
        self._measure()
        if self.isVisible():
            count = tr_count("{count} result", "{count} results", len(items))
            announce(self.field, says or count)

    @property
    def current_item(self) -> OverlayItem | None:
        """The line that Enter would choose."""
        return self.list.current

    @property
    def panel_geometry(self) -> QRect:
        """Where the panel stands inside the overlay."""
        return self._frame.geometry()

    @property
    def says(self) -> str:
        """The sentence shown above the list, or in its place."""
        return self._says.text()

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid() and self.isVisible():
            announce(self.field, self.items.item(current.row()).heard)

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        item = self.items.item(index.row())
        if not item.enabled:
            announce(self.field, item.heard)
            return
        self.dismiss()
        self.item_chosen.emit(item)

    # ---------------------------------------------------------------- events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size; send the field's walking keys to the list."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        elif watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._handled(event)
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif watched is self.field and isinstance(event, QFocusEvent):
            self._on_field_focus(event)
        return super().eventFilter(watched, event)

    def _on_field_focus(self, event: QFocusEvent) -> None:
        # Elsewhere is a choice too: close, and do not pull the focus back from it.
        if not event.gotFocus() and event.reason() not in _KEEPING_OPEN:
            self._close()

    def _handled(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            pass  # There is nowhere else to go inside, and leaving would lose what was typed.
        elif key in _LIST_KEYS or (control and key in _FIRST_AND_LAST):
            self._walk(key)
        else:
            return False
        return True

    def _walk(self, key: Qt.Key) -> None:
        count = self.items.rowCount()
        if not count:
            return
        row = max(0, self.list.currentIndex().row())
        target = {
            Qt.Key.Key_Up: (row - 1) % count,
            Qt.Key.Key_Down: (row + 1) % count,
            Qt.Key.Key_PageUp: max(0, row - _ROWS_SHOWN + 1),
            Qt.Key.Key_PageDown: min(count - 1, row + _ROWS_SHOWN - 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }[key]
        self.list.choose(target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the panel closes it."""
        self.dismiss()
        event.accept()

    def resizeEvent(self, event: object) -> None:
        """Keep the panel in its place."""
        del event
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window a little, and lay a soft shadow under the panel."""
        del event
        painter = QPainter(self)
        dark = self._theme.palette.scheme == "dark"
        painter.fillRect(self.rect(), QColor(0, 0, 0, 110 if dark else 50))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self._theme.metrics.radius
        for spread in range(6, 0, -1):
            painter.setBrush(QColor(0, 0, 0, 10))
            grown = self._frame.geometry().adjusted(-spread, -spread + 3, spread, spread + 3)
            painter.drawRoundedRect(grown, radius + spread, radius + spread)
        painter.end()

    def _measure(self) -> None:
        unit = self._theme.metrics.unit
        self._layout.setContentsMargins(unit(2), unit(2), unit(2), unit(2))
        self._layout.setSpacing(unit(2))
        for label in (self._says, self._footer):
            label.setContentsMargins(unit(1), 0, unit(1), 0)
        self.list.setFixedHeight(self.list.height_of(_ROWS_SHOWN))
        width = min(unit(_WIDTH), self.width() - 2 * unit(4))
        top = min(unit(16), self.height() // 10)
        self._layout.activate()
        wanted = self._layout.totalHeightForWidth(width)
        height = wanted if wanted > 0 else self._frame.sizeHint().height()
        spare = self.height() - top - unit(4)
        if height > spare:
            less = self.list.height() - (height - spare)
            # Whole lines only: half a line at the end looks like a mistake.
            whole = max(1, less // unit(9)) * unit(9) + 2
            height -= self.list.height() - whole
            self.list.setFixedHeight(whole)
        left = (self.width() - width) // 2
        self._frame.setGeometry(QRect(QPoint(left, top), self._frame.size()))
        self._frame.resize(max(width, 1), max(height, 1))
        self.update()
