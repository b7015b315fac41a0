"""A button drawn by hand: a link, a chip or a quiet action among the lines of a pane."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import QAbstractButton, QToolTip, QWidget

from desktop.text.escaping import plain
from desktop.text.escaping import tip as harmless_tip
from desktop.theme.icons import picture
from desktop.theme.theme import Theme

__all__ = ["DrawnButton", "Role", "draw_focus_ring", "draw_icon"]

Role = Literal["link", "chip", "quiet"]


def draw_focus_ring(painter: QPainter, rectangle: QRect, theme: Theme, radius: float) -> None:
    """Draw the two pixels wide ring that says where the keyboard is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.palette.focus), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rectangle).adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def draw_icon(painter: QPainter, name: str, colour: str, place: QRect) -> None:
    """Draw the icon `name` in a colour, crisp at the painter's screen scale."""
    ratio = painter.device().devicePixelRatioF()
    key = f"attache-{name}-{colour}-{place.width()}-{ratio}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = picture(name, colour, place.width(), ratio)
        QPixmapCache.insert(key, pixmap)
    painter.drawPixmap(place.topLeft(), pixmap)


class DrawnButton(QAbstractButton):
    """A button whose words are always plain text and whose name is always a sentence.

    Enter, Return and Space press it. `pointed` tells when the mouse or the keyboard comes (True)
    and when both have left (False).
    """

    pointed = Signal(bool)

    def __init__(self, role: Role, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._role = role
        self.theme = theme
        self._words = ""
        self._icon = ""
        self._icon_colour: str | None = None
        self._lit = False
        self._hint: QSize | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def words(self) -> str:
        """What stands on the button."""
        return self._words

    @property
    def icon_name(self) -> str:
        """The icon before the words, or ""."""
        return self._icon

    @property
    def lit(self) -> bool:
        """Whether it is lit by something pointed at elsewhere."""
        return self._lit

    def say(self, words: str, name: str, tip: str = "") -> None:
        """Write `words` (plain text) on it, call it `name`, and explain it by `tip`."""
        self._words = plain(words)
        self.setAccessibleName(plain(name))
        self.setAccessibleDescription(plain(tip))
        self.setToolTip(harmless_tip(tip))
        self.forget_size()

    def show_icon(self, name: str, colour_token: str | None = None) -> None:
        """Put the icon `name` before the words, in the palette's colour of that token."""
        self._icon = name
        self._icon_colour = colour_token
        self.forget_size()

    def set_lit(self, lit: bool) -> None:
        """Light it: a border and a bar, beside the colour."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def dress(self, font: QFont) -> None:
        """Use `font` and the theme's present colours."""
        self.setFont(font)
        self.forget_size()

    @property
    def _side(self) -> int:
        return self.theme.metrics.unit(2.25 if self._role == "chip" else 1)

    @property
    def icon_side(self) -> int:
        """The side of an icon beside the words."""
        return round(self.fontMetrics().height() * 0.8)

    def sizeHint(self) -> QSize:
        """Return the room it likes to have."""
        if self._hint is None:
            self._hint = self._measured()
        return self._hint

    def forget_size(self) -> None:
        """Measure anew when next asked for the size."""
        self._hint = None
        self.updateGeometry()
        self.update()

    def _measured(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._words) + 2 * self._side + 1
        if self._icon:
            width += self.icon_side + self.theme.metrics.unit(1)
        height = metrics.height() + 2 * self.theme.metrics.unit(0.75 if self._words else 0.5)
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        """Return the room it needs."""
        return QSize(self.theme.metrics.unit(6), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button in its state."""
        del event  # the whole button is drawn
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.theme.palette
        area = self.rect()
        radius = area.height() / 2 if self._role == "chip" else self.theme.metrics.unit(1)
        background = self._background()
        if background is not None:
            painter.setPen(
                QPen(QColor(palette.accent), 1.0) if self._lit else QPen(Qt.PenStyle.NoPen)
            )
            painter.setBrush(QColor(background))
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_words(painter, area)
        if self.hasFocus():
            draw_focus_ring(painter, area, self.theme, radius)
        painter.end()

    def _background(self) -> str | None:
        palette = self.theme.palette
        if self._lit:
            return palette.selection
        if self.isDown():
            return palette.pressed
        if self._role == "chip":
            return palette.pressed if self.underMouse() else palette.chip
        return palette.hover if self.underMouse() else None

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        palette = self.theme.palette
        left = self._side
        if self._icon:
            side = self.icon_side
            colour = getattr(palette, self._icon_colour or "text_muted")
            place = QRect(left, (area.height() - side) // 2, side, side)
            draw_icon(painter, self._icon, colour, place)
            left += side + self.theme.metrics.unit(1)
        room = area.adjusted(left, 0, -self._side + 1, 0)
        font = QFont(self.font())
        font.setUnderline(self._role == "link" and self.underMouse())
        painter.setFont(font)
        colours = {"link": palette.link, "chip": palette.text, "quiet": palette.text_muted}
        painter.setPen(QColor(colours[self._role]))
        words = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine,
            words,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter and Return too; leave the arrows to the pane."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            # QAbstractButton would walk its siblings; the pane has its own order.
            event.ignore()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the mouse has come."""
        super().enterEvent(event)
        self.pointed.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse has left."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.pointed.emit(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard has come."""
        super().focusInEvent(event)
        self.pointed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard has left."""
        super().focusOutEvent(event)
        if not self.underMouse():
            self.pointed.emit(False)

    def tell_tip(self) -> None:
        """Show the explanation at the button: for those who came by the keyboard."""
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.toolTip(), self)
