"""The ring around what a card explains, and the pointer from the card to it."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygon, QRegion
from PySide6.QtWidgets import QWidget

from desktop.theme.theme import Theme

__all__ = ["Guide"]

_SHADOW = 6


class Guide(QWidget):
    """Draws over its parent and is never in the way: no press, no key, no focus ends in it.

    The ring is drawn in the colour of marked words: blue would say that the keyboard is there.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Draw nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._ring: QRect | None = None
        self._pointer: tuple[QPoint, QPoint, QPoint] | None = None
        self._card = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def ring(self) -> QRect | None:
        """The ring's outer edge in the parent's coordinates, None when there is none."""
        return QRect(self._ring) if self._ring is not None else None

    @property
    def line(self) -> int:
        """The width of the ring's line."""
        return max(2, round(self._theme.metrics.unit(0.75)))

    def show_around(
        self, ring: QRect | None, pointer: tuple[QPoint, QPoint, QPoint] | None, card: QRect
    ) -> None:
        """Draw a ring, a pointer to it, and the shadow of the card."""
        self._ring, self._pointer, self._card = ring, pointer, card
        parent = self.parentWidget()
        assert parent is not None
        # A mask that changes leaves what was drawn where a widget below paints all of itself; to
        # hide first has the window paint it anew. It is shown again before anything is painted.
        shown = not self.isHidden()
        self.hide()
        self.setGeometry(parent.rect())
        self.setMask(self._drawn())
        self.setVisible(shown)

    def _drawn(self) -> QRegion:
        """Return all that is ever painted; what lies inside the ring is left to the window."""
        shadow = self._card.adjusted(-_SHADOW, -_SHADOW, _SHADOW, 2 * _SHADOW)
        drawn = QRegion(shadow).subtracted(QRegion(self._card))
        if self._ring is not None:
            inset = 2 * self.line
            inner = self._ring.adjusted(inset, inset, -inset, -inset)
            drawn = drawn.united(QRegion(self._ring).subtracted(QRegion(inner)))
        if self._pointer is not None:
            drawn = drawn.united(QRegion(QPolygon(self._pointer).boundingRect()))
        return drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shadow, the ring and the pointer."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.metrics.radius
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(_SHADOW, 0, -1):
            painter.setBrush(QColor(0, 0, 0, 10))
            grown = self._card.adjusted(-spread, -spread + 3, spread, spread + 3)
            painter.drawRoundedRect(grown, radius + spread, radius + spread)
        # A card's own border is faint; over other cards this one must be told from them.
        painter.setBrush(QColor(self._theme.palette.control_border))
        painter.drawRoundedRect(self._card.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)
        colour = QColor(self._theme.palette.mark_line)
        if self._pointer is not None:
            painter.setBrush(colour)
            painter.drawPolygon(QPolygon(self._pointer))
        if self._ring is not None:
            half = self.line / 2
            painter.setPen(QPen(colour, self.line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            outline = QRectF(self._ring).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(outline, radius / 2, radius / 2)
        painter.end()
