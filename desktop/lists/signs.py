"""Icons painted by hand into lists, kept for as long as the theme stays what it is."""

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QIcon, QPainter, QPixmap

from desktop.theme.icons import icon
from desktop.theme.theme import Theme

__all__ = ["Signs"]


class Signs(QObject):
    """The icons of one list."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Draw icons in the colours of `theme`."""
        super().__init__(parent)
        self._theme = theme
        self._icons: dict[tuple[str, str | None], QIcon] = {}
        self._pictures: dict[tuple[str, str | None, float], QPixmap] = {}
        theme.changed.connect(self._icons.clear)
        theme.changed.connect(self._pictures.clear)

    def icon(self, name: str, colour: str | None = None) -> QIcon:
        """Return the icon `name`; raises KeyError when there is none of that name."""
        kept = self._icons.get((name, colour))
        if kept is None:
            kept = self._icons[(name, colour)] = icon(name, self._theme.palette, colour)
        return kept

    def draw(self, painter: QPainter, rect: QRect, name: str, colour: str | None = None) -> None:
        """Paint the icon `name` at its usual size into the middle of `rect`."""
        side = self._theme.metrics.icon
        square = QRect(rect.topLeft(), QSize(side, side))
        square.moveCenter(rect.center())
        ratio = painter.device().devicePixelRatio()
        picture = self._pictures.get((name, colour, ratio))
        if picture is None:
            # Kept as it is drawn: an icon looks for the best of its pictures each time.
            picture = self.icon(name, colour).pixmap(square.size(), ratio)
            self._pictures[(name, colour, ratio)] = picture
        painter.drawPixmap(square, picture)
