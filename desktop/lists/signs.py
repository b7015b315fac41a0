"""Icons painted by hand into lists, kept for as long as the theme stays what it is."""

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap

from desktop.theme.icons import picture, usual_colour
from desktop.theme.theme import Theme

__all__ = ["Signs"]


class Signs(QObject):
    """The icons of one list."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Draw icons in the colours of `theme`."""
        super().__init__(parent)
        self._theme = theme
        self._pictures: dict[tuple[str, str | None, float], QPixmap] = {}
        theme.changed.connect(self._pictures.clear)

    def draw(self, painter: QPainter, rect: QRect, name: str, colour: str | None = None) -> None:
        """Paint the icon `name` at its usual size into the middle of `rect`.

        Raises KeyError when there is none of that name.
        """
        side = self._theme.metrics.icon
        square = QRect(rect.topLeft(), QSize(side, side))
        square.moveCenter(rect.center())
        ratio = painter.device().devicePixelRatio()
        drawn = self._pictures.get((name, colour, ratio))
        if drawn is None:
            # A picture of this one size: an icon would be drawn in all sizes there are.
            inked = colour or usual_colour(name, self._theme.palette)
            drawn = self._pictures[(name, colour, ratio)] = picture(name, inked, side, ratio)
        painter.drawPixmap(square, drawn)
