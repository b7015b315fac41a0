"""How a line of the sidebar looks."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.lists.line import draw_line
from desktop.lists.signs import Signs
from desktop.sidebar.lines import Line, LineKind
from desktop.sidebar.model import LINE_ROLE
from desktop.text.translate import grouped
from desktop.theme.theme import Theme
from desktop.theme.tokens import Palette

__all__ = ["LineDelegate"]


class LineDelegate(QStyledItemDelegate):
    """Paints lines: labels on the left, counts under each other on the right."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        """Paint in the look of `theme` for `view`."""
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._signs = Signs(theme, self)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the line's height; the view gives the width."""
        del option
        line = index.data(LINE_ROLE)
        unit = self._theme.metrics.unit
        high = isinstance(line, Line) and line.type in (LineKind.TITLE, LineKind.HEADING)
        return QSize(unit(20), unit(9 if high else 7))

    def elides(self, index: QModelIndex | QPersistentModelIndex, width: int) -> bool:
        """Tell whether the label of `index` is cut in a line of `width`."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return False
        font = self._font(line)
        place = self._label_place(line, QRect(0, 0, width, 1), font)
        return QFontMetrics(font).horizontalAdvance(line.label) > place.width()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one line."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        palette = self._theme.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, line, state)
        font = self._font(line)
        quiet = line.type in (LineKind.TITLE, LineKind.HEADING)
        colour = palette.text_muted if quiet else palette.text
        if line.type is LineKind.MORE:
            colour = palette.link
        if line.count == 0 and not line.checked:
            colour = palette.text_faint
        self._paint_sign(painter, rect, line)
        draw_line(
            painter, self._label_place(line, rect, font), line.label, font=font, colour=colour
        )
        if line.count is not None:
            draw_line(
                painter,
                self._inner(rect),
                grouped(line.count),
                font=font,
                colour=_count_colour(palette, line),
                alignment=Qt.AlignmentFlag.AlignRight,
            )
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, line: Line, state: QStyle.StateFlag
    ) -> None:
        palette, radius = self._theme.palette, self._theme.metrics.radius
        ground = rect.adjusted(0, 1, 0, -1)
        chosen = line.type in (LineKind.KIND, LineKind.VIEW) and line.checked
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if line.type is not LineKind.TITLE and (chosen or hovered):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selection if chosen else palette.hover))
            painter.drawRoundedRect(ground, radius, radius)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), radius, radius)

    def _paint_sign(self, painter: QPainter, rect: QRect, line: Line) -> None:
        metrics = self._theme.metrics
        place = self._inner(rect)
        place.setWidth(metrics.icon)
        if line.type is LineKind.VALUE:
            self._paint_box(painter, place, checked=line.checked)
            place.translate(metrics.icon + metrics.unit(1.5), 0)
        if line.type is LineKind.HEADING:
            name = "chevron-down" if line.checked else "chevron-right"
            self._signs.draw(painter, place, name)
        elif line.icon:
            self._signs.draw(painter, place, line.icon)

    def _paint_box(self, painter: QPainter, place: QRect, *, checked: bool) -> None:
        palette, metrics = self._theme.palette, self._theme.metrics
        side = metrics.unit(3.5)
        box = QRect(0, 0, side, side)
        box.moveCenter(place.center())
        pen = QPen(QColor(palette.accent if checked else palette.control_border), metrics.unit(0.3))
        painter.setPen(pen)
        painter.setBrush(QColor(palette.accent if checked else palette.pane))
        painter.drawRoundedRect(box, metrics.unit(0.75), metrics.unit(0.75))
        if checked:
            self._signs.draw(painter, place, "check", palette.accent_text)

    def _font(self, line: Line) -> QFont:
        font = QFont(self._view.font())
        if line.type is LineKind.TITLE:
            font.setPointSizeF(self._theme.metrics.small)
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
        elif line.type is LineKind.HEADING or line.checked:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _inner(self, rect: QRect) -> QRect:
        unit = self._theme.metrics.unit
        return rect.adjusted(unit(2), 0, -unit(2), 0)

    def _label_place(self, line: Line, rect: QRect, font: QFont) -> QRect:
        metrics = self._theme.metrics
        place = self._inner(rect)
        beside = metrics.icon + metrics.unit(1.5)
        if line.type is LineKind.HEADING or line.icon:
            place.setLeft(place.left() + beside)
        if line.type in (LineKind.VALUE, LineKind.MORE):
            place.setLeft(place.left() + beside)
        if line.count is not None:
            width = QFontMetrics(font).horizontalAdvance(grouped(line.count))
            place.setRight(place.right() - width - metrics.unit(2))
        return place


def _count_colour(palette: Palette, line: Line) -> str:
    if line.waiting:
        return palette.text_faint
    return palette.text if line.checked else palette.text_muted
