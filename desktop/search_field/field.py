"""The field one types a query into."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from desktop.text.translate import tr
from desktop.theme.icons import icon, icon_names, picture

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from desktop.overlay.items import OverlayItem
    from desktop.search_field.popup import CompletionPopup
    from desktop.theme.theme import Theme
    from models.queries.views import ValueOffer
    from models.search.completion import ValuePlace

__all__ = ["SearchField"]


class SearchField(QLineEdit):
    """A line of query text, completed while it is typed.

    Tab takes the first offer, or the one the arrows chose; Enter only one that was chosen, so
    that it never puts in what nobody asked for. Esc closes the offers, and once more clears the
    field. Ctrl+Space asks for offers anywhere. Keys are offered at once; for values that are in
    the reference `values_wanted` asks, and `show_values` shows what came if it is still wanted.
    """

    changed = Signal(str)
    """The text, after every change the reader makes."""
    left_down = Signal()
    """Down or Enter: the reader goes on to the table."""
    values_wanted = Signal(str, str)
    """A key, and what is typed of its value: answer with `show_values`."""
    values_unwanted = Signal()
    """No value is being typed any more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self._theme = theme
        self._place: ValuePlace | None = None
        self._values: tuple[ValueOffer, ...] = ()
        self._known: list[OverlayItem] = []
        self._told = ""
        self.setProperty("role", "search")
        self.setAccessibleName(tr("Search"))
        self.setAccessibleDescription(
            tr("Words, or terms such as country:iran; Tab completes, Down goes to the table")
        )
        self.setPlaceholderText(tr("Search names, places, quotes… or country:iran after:2023-03"))
        self.setMaxLength(2000)
        self._glass = QLabel(self)
        self._clear = QToolButton(self)
        self._clear.setStyleSheet("QToolButton { border: none; padding: 0; background: none; }")
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setAccessibleName(tr("Clear the search"))
        self._clear.setToolTip(tr("Clear the search (Esc)"))
        self._clear.hide()
        self._clear.clicked.connect(self._clear_text)
        self.textChanged.connect(self._on_changed)
        self.textEdited.connect(lambda _: self._offer(asked=False))
        theme.changed.connect(self._on_theme)
        self._on_theme()

    @cached_property
    def popup(self) -> CompletionPopup:
        """The list of offers; made when it is first needed."""
        from desktop.search_field.popup import CompletionPopup  # noqa: PLC0415 - no part of a start

        popup = CompletionPopup(self._theme, self)
        popup.chosen.connect(self._accept)
        return popup

    def make_ready(self) -> None:
        """Bring in what completes, so that the first letter need not wait for it."""
        import desktop.search_field.offers  # noqa: F401, PLC0415 - no part of a start

        self.popup.hide()

    @property
    def _offering(self) -> bool:
        return "popup" in vars(self) and self.popup.isVisible()

    @property
    def clear_button(self) -> QToolButton:
        """The button that clears the field; hidden while there is nothing to clear."""
        return self._clear

    def set_text(self, text: str) -> None:
        """Show another query without telling: `changed` is for what the reader does here."""
        self._told = text
        self._close_offers()
        self.setText(text)

    def _on_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text != self._told:
            self._told = text
            self.changed.emit(text)

    def _clear_text(self) -> None:
        self._close_offers()
        self.clear()

    def _on_theme(self) -> None:
        # Widgets of our own: the icons QLineEdit has for its actions do not grow with the text.
        palette, metrics = self._theme.palette, self._theme.metrics
        self._glass.setPixmap(
            picture("search", palette.text_muted, metrics.icon, self.devicePixelRatioF())
        )
        self._clear.setIcon(icon("clear", palette))
        self._clear.setIconSize(QSize(metrics.icon, metrics.icon))
        beside = metrics.icon + metrics.unit(1)
        self.setTextMargins(beside, 0, beside, 0)
        self._place_icons()
        self._close_offers()

    def _place_icons(self) -> None:
        metrics = self._theme.metrics
        side, edge = metrics.icon + metrics.unit(1), metrics.unit(2)
        top = (self.height() - side) // 2
        self._glass.setGeometry(edge, top, side, side)
        self._clear.setGeometry(self.width() - edge - side, top, side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the icons at the ends."""
        super().resizeEvent(event)
        self._place_icons()

    # ------------------------------------------------------------ completion

    def _offer(self, *, asked: bool) -> None:
        from desktop.search_field.offers import known_offers, place_at, still_fitting  # noqa: PLC0415
        from desktop.text.positions import from_utf16  # noqa: PLC0415

        text = self.text()
        cursor = from_utf16(text, self.cursorPosition())
        # Between terms everything could follow: a list of it all is in the way unless asked for.
        in_a_term = cursor > 0 and not text[cursor - 1].isspace()
        known = known_offers(text, cursor) if in_a_term or asked else []
        before, self._place = self._place, place_at(text, cursor)
        place = self._place
        if (
            place is None
            or before is None
            or (before.key, before.start) != (place.key, place.start)
        ):
            self._values = ()
        else:
            # Until the answer is there, what fits of the last one stays: nothing flickers.
            self._values = tuple(still_fitting(place, self._values))
        self._known = known
        self._show_offers()
        if place is not None:
            self.values_wanted.emit(place.key, place.typed)
        elif before is not None:
            self.values_unwanted.emit()

    def show_values(self, key: str, typed: str, offers: Sequence[ValueOffer]) -> None:
        """Show what the reference has for `typed` behind `key`, unless something else is wanted."""
        place = self._place
        if place is None or (place.key, place.typed) != (key, typed) or not self.hasFocus():
            return
        self._values = tuple(offers)
        self._show_offers(keep=True)

    def _show_offers(self, *, keep: bool = False) -> None:
        from desktop.search_field.offers import value_items  # noqa: PLC0415

        values = value_items(self._place, self._values, icon_names()) if self._place else []
        self.popup.offer([*values, *self._known], keep=keep)

    def _close_offers(self) -> None:
        """Offer nothing, also when an answer is still on its way."""
        if "popup" in vars(self):
            self.popup.hide()
        self._values = ()
        if self._place is not None:
            self._place = None
            self.values_unwanted.emit()

    def _accept(self, item: OverlayItem) -> None:
        from desktop.text.positions import to_utf16  # noqa: PLC0415
        from models.search.completion import Completion  # noqa: PLC0415

        offer = item.key
        assert isinstance(offer, Completion)
        text = self.text()
        is_key = offer.text.endswith(":")
        space = "" if is_key or text[offer.end : offer.end + 1] == " " else " "
        completed = text[: offer.start] + offer.text + space + text[offer.end :]
        self._close_offers()
        after = offer.start + len(offer.text) + (0 if is_key else 1)
        # Through the widget's own editing, so that Ctrl+Z takes it back.
        self.selectAll()
        self.insert(completed)
        self.setCursorPosition(to_utf16(completed, after))
        if is_key:
            self._offer(asked=True)

    # ---------------------------------------------------------------- events

    def event(self, event: QEvent) -> bool:
        """Take Tab for a completion before it moves the focus, and Esc before a shortcut does."""
        if isinstance(event, QKeyEvent):
            key = event.key()
            if event.type() == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and key == Qt.Key.Key_Tab and self._offering:
                self._accept(self.popup.current or self.popup.items.item(0))
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the offers while they are open; leave to the table with Down or Enter."""
        key, is_open = event.key(), self._offering
        chosen = self.popup.current if is_open else None
        if key == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._offer(asked=True)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and event.modifiers() & _ALT:
            event.ignore()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and is_open:
            self.popup.walk(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down:
            self.left_down.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if chosen is not None:
                self._accept(chosen)
            else:
                self._close_offers()
                self.left_down.emit()
        elif key == Qt.Key.Key_Escape and (is_open or self.text()):
            if is_open:
                self._close_offers()
            else:
                self._clear_text()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the offers when the reader goes elsewhere."""
        self._close_offers()
        super().focusOutEvent(event)


_ALT = Qt.KeyboardModifier.AltModifier
