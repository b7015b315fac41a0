"""How a line of an overlay looks."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.lists.line import draw_line, match_format
from desktop.lists.signs import Signs
from desktop.overlay.items import ITEM_ROLE, OverlayItem
from desktop.theme.theme import Theme

__all__ = ["ItemDelegate"]

_WIDEST_TRAILING = 0.45


class ItemDelegate(QStyledItemDelegate):
    """Paints icon, words, what stands beside them, and what stands at the end."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        """Paint in the look of `theme` for `view`."""
        super().__init__(view)
        self._theme = theme
        self._signs = Signs(theme, self)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every line is as high as a row of the table and a little more."""
        del option, index
        return QSize(self._theme.metrics.unit(40), self._theme.metrics.unit(9))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one line."""
        item = index.data(ITEM_ROLE)
        if not isinstance(item, OverlayItem):
            return
        rect: QRect = option.rect
        font: QFont = option.font
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        palette, metrics = self._theme.palette, self._theme.metrics
        unit = metrics.unit
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selection if chosen else palette.hover))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), metrics.radius, metrics.radius)
        if chosen:
            # A bar beside the line: which one is chosen shows without its colour.
            painter.setBrush(QColor(palette.accent))
            bar = QRect(rect.left() + 1, rect.top() + unit(2), unit(0.75), rect.height() - unit(4))
            painter.drawRoundedRect(bar, unit(0.375), unit(0.375))
        inner = rect.adjusted(unit(3), 0, -unit(3), 0)
        if item.icon:
            square = QRect(inner.left(), inner.top(), metrics.icon, inner.height())
            self._signs.draw(painter, square, item.icon)
        inner.setLeft(inner.left() + metrics.icon + unit(2))
        inner = self._paint_trailing(painter, inner, item, font)
        self._paint_words(painter, inner, item, font, chosen=chosen)
        painter.restore()

    def _paint_trailing(
        self, painter: QPainter, rect: QRect, item: OverlayItem, font: QFont
    ) -> QRect:
        if not item.trailing:
            return rect
        advance = QFontMetrics(font).horizontalAdvance(item.trailing) + 1
        width = min(advance, round(rect.width() * _WIDEST_TRAILING))
        place = QRect(rect.right() - width + 1, rect.top(), width, rect.height())
        draw_line(
            painter,
            place,
            item.trailing,
            font=font,
            colour=self._theme.palette.text_muted,
            alignment=Qt.AlignmentFlag.AlignRight,
        )
        return rect.adjusted(0, 0, -width - self._theme.metrics.unit(3), 0)

    def _paint_words(
        self, painter: QPainter, rect: QRect, item: OverlayItem, font: QFont, *, chosen: bool
    ) -> None:
        palette = self._theme.palette
        match = match_format(palette.mark_strong, palette.mark_line)
        colour = palette.selection_text if chosen else palette.text
        draw_line(
            painter,
            rect,
            item.text,
            font=font,
            colour=colour if item.enabled else palette.text_faint,
            spans=item.spans,
            match=match,
        )
        if item.beside:
            advance = QFontMetrics(font).horizontalAdvance(item.text)
            left = advance + self._theme.metrics.unit(2)
            draw_line(
                painter,
                rect.adjusted(left, 0, 0, 0),
                item.beside,
                font=font,
                colour=palette.text_muted,
                spans=item.beside_spans,
                match=match,
            )
