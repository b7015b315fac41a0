"""One value among the fields: its text, the printed words, what is added, what is warned of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QBrush,
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
)
from PySide6.QtWidgets import QMenu, QWidget

from desktop.controls.drawn import draw_focus_ring, draw_icon
from desktop.controls.marked_layout import MarkedLayout
from desktop.detail.wording import apart, shown_text, value_sentence, weight
from desktop.text.escaping import plain
from desktop.text.marked import MarkColours, MarkStyle, char_format
from desktop.text.positions import Utf16Map
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.names.folding import matches
from models.queries.views import Mark, ValueView

__all__ = ["ValueLine"]

_MOVING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_SHIFTS = {
    QKeyCombination(_MOVING, Qt.Key.Key_Up): -1,
    QKeyCombination(_MOVING, Qt.Key.Key_Down): 1,
}


class ValueLine(QWidget):
    """Shows one value; made once and filled again with the next record's.

    Keys: Enter follows the link or edits what is none, Delete takes the value away,
    Alt+Shift+Up and Down move it in its list, Ctrl+C copies it, Up, Down, Home and End ask for
    another line. A double click edits. Its owner asks `height_for` and places it.
    """

    link_followed = Signal(int)
    address_wanted = Signal(str)
    pointed = Signal(bool)
    copy_value = Signal()
    copy_with_quote = Signal()
    moved = Signal(int)
    edit_wanted = Signal()
    removal_wanted = Signal()
    shift_wanted = Signal(int)
    """Steps down in its list; up where negative."""

    TO_THE_END = 1_000_000

    def __init__(
        self, theme: Theme, parent: QWidget, actions: Sequence[QAction] | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._more_actions: Sequence[QAction] = () if actions is None else actions
        self._value = ValueView("", "", Mark.UNSOURCED)
        self._words: tuple[str, ...] = ()
        self._explained = False
        self._here = False
        self._main = MarkedLayout("", self.font())
        self._linked = 0
        self._notes: list[tuple[str, str, MarkedLayout]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def value(self) -> ValueView:
        """The value that is shown."""
        return self._value

    @property
    def explained(self) -> bool:
        """Whether the reasons of the reading are shown below the value."""
        return self._explained

    @property
    def is_pointed_at(self) -> bool:
        """Whether the mouse or the keyboard is here."""
        return self._here

    def show_value(self, label: str, value: ValueView, words: Sequence[str]) -> None:
        """Show `value`, with the search `words` highlighted."""
        self._value = value
        self._words = tuple(words)
        self._explained = False
        self._here = False
        self.setAccessibleName(value_sentence(label, value))
        self.setAccessibleDescription(" ".join(plain(reason) for reason in value.reasons))
        self.dress()

    def explain(self, shown: bool) -> None:
        """Show or hide the reasons; the owner arranges anew."""
        self._explained = shown and bool(self._value.reasons)
        self.dress()

    def dress(self) -> None:
        """Lay the words out in the theme's present faces and colours."""
        theme, value = self._theme, self._value
        palette = theme.palette
        self.setFont(theme.ui_font())
        text = shown_text(value)
        shown = apart(text)
        pieces = [shown]
        if value.printed:
            pieces.append(tr("“{words}”", words=apart(plain(value.printed))))
        line = "\u2002".join(pieces)
        if value.addition:
            line = tr("{value} — {addition}", value=line, addition=apart(plain(value.addition)))
        self._linked = len(shown) if value.link is not None or value.is_address else 0
        self._main = MarkedLayout(line, theme.ui_font(), leading=1.1)
        self._main.set_formats(self._formats(line, len(shown)))
        notes: list[tuple[str, str]] = []
        if value.warning:
            notes.append(("warning", value.warning))
        stands = weight(value)
        if stands:
            notes.append(("check" if value.rank == "preferred" else "info", stands))
        if self._explained:
            notes.extend(("info", reason) for reason in value.reasons)
        self._notes = []
        if not notes:
            self.update()
            return
        small = theme.fonts.ui_font(theme.metrics.small)
        for icon, note in notes:
            layout = MarkedLayout(plain(note), small, leading=1.1)
            self._notes.append(
                (icon, palette.warning if icon == "warning" else palette.text_muted, layout)
            )
        self.update()

    def _formats(self, line: str, length: int) -> list[tuple[int, int, QTextCharFormat]]:
        palette = self._theme.palette
        positions = Utf16Map(line)
        edge = positions.to_utf16(length)
        made: list[tuple[int, int, QTextCharFormat]] = []
        voice = QTextCharFormat()
        if self._linked:
            voice.setForeground(QBrush(QColor(palette.link)))
            voice.setFontUnderline(True)
            thin = QColor(palette.link)
            thin.setAlphaF(0.45)
            voice.setUnderlineColor(thin)
        if self._value.rank == "deprecated":
            voice.setForeground(QBrush(QColor(palette.text_muted)))
            voice.setFontStrikeOut(True)
        at = 0
        # The words that were searched for are looked for in the value itself.
        found = matches(line[:length], self._words) if self._words else ()
        match_format = char_format((MarkStyle.MATCH,), MarkColours.of(palette))
        for span in found:
            start, end = positions.span_to_utf16(span.start, span.end)
            made.append((at, start, voice))
            both = QTextCharFormat(voice)
            both.merge(match_format)
            both.setForeground(QBrush(QColor(palette.text)))
            made.append((start, end, both))
            at = end
        made.append((at, edge, voice))
        quiet = QTextCharFormat()
        quiet.setForeground(QBrush(QColor(palette.text_muted)))
        made.append((edge, positions.utf16_length, quiet))
        return [piece for piece in made if piece[0] < piece[1]]

    @property
    def _inset(self) -> int:
        return self._theme.metrics.unit(1)

    def height_for(self, width: int) -> int:
        """Lay out in `width` and return the height."""
        room = max(1, width - 2 * self._inset)
        unit = self._theme.metrics.unit
        height = self._main.lay_out(room)
        for _, _, layout in self._notes:
            height += layout.lay_out(max(1, room - unit(5))) + unit(0.5)
        return round(height + 2 * unit(0.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the value and its notes."""
        super().paintEvent(event)
        painter = QPainter(self)
        unit, palette = self._theme.metrics.unit, self._theme.palette
        painter.setPen(QPen(QColor(palette.text)))
        top = float(unit(0.5))
        room = max(1, self.width() - 2 * self._inset)
        height = self._main.lay_out(room)
        self._main.draw(painter, QPointF(self._inset, top))
        top += height
        side = unit(3.5)
        for icon, colour, layout in self._notes:
            top += unit(0.5)
            height = layout.lay_out(max(1, room - unit(5)))
            draw_icon(painter, icon, colour, QRect(self._inset, round(top), side, side))
            painter.setPen(QPen(QColor(colour)))
            layout.draw(painter, QPointF(self._inset + unit(5), top))
            top += height
        if self.hasFocus():
            draw_focus_ring(painter, self.rect(), self._theme, unit(1))
        painter.end()

    def _is_link_at(self, point: QPointF) -> bool:
        """Whether `point` is on the very words of a link."""
        inside = point - QPointF(self._inset, self._theme.metrics.unit(0.5))
        if not (self._linked and inside.x() >= 0 and 0 <= inside.y() < self._main.height):
            return False
        if inside.x() > self._main.natural_width():
            return False
        return self._main.position_at(inside) < self._linked

    def _follow(self) -> None:
        if self._value.link is not None:
            self.link_followed.emit(self._value.link.id)
        elif self._value.is_address:
            self.address_wanted.emit(self._value.text)

    def link_point(self) -> QPoint:
        """Return a point on the link's words; the middle of the first line's start."""
        place = self._main.rectangle_of(min(1, len(self._main.text)))
        unit = self._theme.metrics.unit
        return QPoint(
            round(self._inset + place.x()) + 2, round(unit(0.5) + place.y() + place.height() / 2)
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over the link."""
        over = self._is_link_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow the link when it is pressed."""
        if event.button() == Qt.MouseButton.LeftButton and self._is_link_at(event.position()):
            self._follow()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what is shown, unless it leads elsewhere."""
        left = event.button() == Qt.MouseButton.LeftButton
        if left and not self._is_link_at(event.position()):
            self.edit_wanted.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the line from commands of the window on the same keys."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.key() == Qt.Key.Key_Delete or event.keyCombination() in _SHIFTS)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow, edit, take away, move, copy, or ask for another line."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Home: -self.TO_THE_END,
            Qt.Key.Key_End: self.TO_THE_END,
        }
        key = event.key()
        plain_key = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_value.emit()
        elif plain_key and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._linked:
            self._follow()
        elif plain_key and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit()
        elif plain_key and key == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        elif event.keyCombination() in _SHIFTS:
            self.shift_wanted.emit(_SHIFTS[event.keyCombination()])
        elif plain_key and key in steps:
            self.moved.emit(steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it."""
        # What the menu does is done with this line, wherever the keyboard was.
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return the context menu, not yet shown."""
        menu = QMenu(self)
        menu.addAction(tr("Copy value")).triggered.connect(self.copy_value)
        quoted = menu.addAction(tr("Copy with quote"))
        quoted.setEnabled(bool(self._value.quote_ids))
        quoted.triggered.connect(self.copy_with_quote)
        if self._more_actions:
            menu.addSeparator()
            menu.addActions(list(self._more_actions))
        return menu

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the mouse has come."""
        super().enterEvent(event)
        self._tell(here=True)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse has left."""
        super().leaveEvent(event)
        self._tell(here=self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard has come."""
        super().focusInEvent(event)
        self._tell(here=True)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard has left."""
        super().focusOutEvent(event)
        # A menu opened from here is still about this value.
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._tell(here=self.underMouse())
        self.update()

    def _tell(self, *, here: bool) -> None:
        self._here = here
        self.pointed.emit(here)
