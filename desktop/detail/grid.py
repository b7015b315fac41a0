"""Labels, values and evidence marks in columns, placed by hand and used again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.detail.mark import EvidenceMark, widest_mark
from desktop.detail.value_line import ValueLine
from desktop.text.escaping import plain
from desktop.theme.theme import Theme
from models.queries.views import FieldView, ValueView

__all__ = ["FieldsGrid", "Line"]


@dataclass(slots=True)
class Line:
    """One value on the screen: the label stands at the first line of its field alone."""

    label: str
    first: bool
    text: ValueLine
    mark: EvidenceMark
    place: QRect
    label_place: QRect

    @property
    def value(self) -> ValueView:
        """The value it shows."""
        return self.text.value


class FieldsGrid(QWidget):
    """Shows fields as lines. Widgets are kept when another record comes, and filled again.

    The label column and the mark column are as wide as the font makes them, whatever the record
    holds, so nothing jumps from one record to the next. In a narrow pane the marks leave their
    words out; in a very narrow one the label goes above its values.
    """

    link_followed = Signal(int)
    address_wanted = Signal(str)
    slots_pointed = Signal(frozenset)
    evidence_requested = Signal(str)
    copy_requested = Signal(object, bool)
    """A `ValueView`, and whether its quotes come along."""
    moved = Signal(object, int)
    """A `ValueLine` and the steps to another one."""
    grown = Signal()
    edit_wanted = Signal(str)
    """A slot, as in the next two."""
    removal_wanted = Signal(str)
    shift_wanted = Signal(str, int)

    def __init__(
        self, theme: Theme, parent: QWidget, actions: Sequence[QAction] | None = None
    ) -> None:
        """Make an empty grid; `actions` stand in the menu of each line, as they are then."""
        super().__init__(parent)
        self._theme = theme
        self._actions = actions
        self._lines: list[Line] = []
        self._shown = 0
        self._lit: frozenset[str] = frozenset()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are shown, from the top."""
        return tuple(self._lines[: self._shown])

    def stops(self) -> list[QWidget]:
        """Return what Tab passes through, in order."""
        return [stop for line in self.lines for stop in (line.text, line.mark)]

    def show_fields(
        self, fields: Sequence[FieldView], words: Sequence[str], most: int | None = None
    ) -> bool:
        """Show the values of `fields`, at most `most`; True when new widgets had to be made."""
        before = len(self._lines)
        number = 0
        for field in fields:
            label = plain(field.label)
            for value in field.values:
                if most is not None and number >= most:
                    break
                line = self._line(number)
                line.first = value is field.values[0]
                line.label = label
                line.text.show_value(label, value, words)
                line.mark.show_value(label, value)
                number += 1
        for line in self._lines[number : self._shown]:
            line.text.hide()
            line.mark.hide()
        for line in self._lines[self._shown : number]:
            line.text.show()
            line.mark.show()
        self._shown = number
        self._lit = frozenset()
        return len(self._lines) > before

    def _line(self, number: int) -> Line:
        if number < len(self._lines):
            return self._lines[number]
        text, mark = ValueLine(self._theme, self, self._actions), EvidenceMark(self._theme, self)
        mark.dress(self._theme.fonts.ui_font(self._theme.metrics.small))
        line = Line("", True, text, mark, QRect(), QRect())
        text.link_followed.connect(self.link_followed)
        text.address_wanted.connect(self.address_wanted)
        text.pointed.connect(lambda here: self._point(line, here))
        mark.pointed.connect(lambda here: self._point(line, here))
        mark.clicked.connect(lambda: self._ask(line))
        text.copy_value.connect(lambda: self.copy_requested.emit(line.value, False))
        text.copy_with_quote.connect(lambda: self.copy_requested.emit(line.value, True))
        text.moved.connect(lambda step: self.moved.emit(text, step))
        text.edit_wanted.connect(lambda: self.edit_wanted.emit(line.value.slot))
        text.removal_wanted.connect(lambda: self.removal_wanted.emit(line.value.slot))
        text.shift_wanted.connect(lambda steps: self.shift_wanted.emit(line.value.slot, steps))
        self._lines.append(line)
        return line

    def _point(self, line: Line, here: bool) -> None:
        self.update(line.place)
        self.slots_pointed.emit(frozenset((line.value.slot,)) if here else frozenset())

    def _ask(self, line: Line) -> None:
        if line.value.reasons:
            line.text.explain(not line.text.explained)
            self.grown.emit()
        self.evidence_requested.emit(line.value.slot)

    def light(self, slots: frozenset[str]) -> None:
        """Light the lines of `slots`."""
        if slots != self._lit:
            self._lit = slots
            self.update()

    def is_lit(self, line: Line) -> bool:
        """Whether a quote that is pointed at backs the line's value."""
        return line.value.slot in self._lit

    def dress(self) -> None:
        """Use the theme's present faces and colours; the owner arranges anew."""
        small = self._theme.fonts.ui_font(self._theme.metrics.small)
        for line in self._lines:
            line.mark.dress(small)
            line.text.dress()
        self.update()

    def arrange(self, width: int) -> int:
        """Place the lines in `width` and return the height."""
        if not self._shown:
            return 0
        unit = self._theme.metrics.unit
        label_width = unit(20)
        mark = self._lines[0].mark
        wide, tight = widest_mark(mark, compact=False), widest_mark(mark, compact=True)
        room = width - label_width - unit(1)
        if room - tight < unit(28):
            top = self._arrange_stacked(width)
        else:
            compact = room - wide < unit(44)
            top = self._arrange_columns(width, label_width, tight if compact else wide, compact)
        self.update()
        return top

    def _arrange_columns(
        self,
        width: int,
        label_width: int,
        mark_width: int,
        compact: bool,
    ) -> int:
        unit = self._theme.metrics.unit
        left = label_width + unit(1)
        text_width = width - left - mark_width
        metrics = QFontMetrics(self._theme.ui_font())
        baseline = unit(0.5) + metrics.ascent()
        top = 0
        for line in self.lines:
            label_height = 0
            if line.first:
                top += unit(0.5) if top else 0
                label_height = _wrapped_height(metrics, label_width, line.label) + unit(1)
            line.label_place = QRect(0, top + unit(0.5), label_width, label_height)
            height = line.text.height_for(text_width)
            line.text.setGeometry(left, top, text_width, height)
            line.mark.set_compact(compact)
            hint = line.mark.sizeHint()
            # The number stands on the line on which the value stands.
            down = max(baseline - line.mark.baseline, 0)
            line.mark.setGeometry(width - hint.width(), top + down, hint.width(), hint.height())
            line.place = QRect(left, top, width - left, max(height, hint.height() + down))
            top += max(line.place.height(), label_height)
        return top

    def _arrange_stacked(self, width: int) -> int:
        """Label and mark on a line of their own, the value below in the whole width."""
        unit = self._theme.metrics.unit
        left = unit(1)
        metrics = QFontMetrics(self._theme.ui_font())
        top = 0
        for line in self.lines:
            line.mark.set_compact(False)
            hint = line.mark.sizeHint()
            if line.first and top:
                top += unit(1.5)
            label_width = max(width - left - hint.width(), unit(8))
            label_height = _wrapped_height(metrics, label_width, line.label) if line.first else 0
            line.label_place = QRect(left + unit(1), top, label_width, label_height)
            line.mark.setGeometry(width - hint.width(), top, hint.width(), hint.height())
            head = max(hint.height(), label_height)
            height = line.text.height_for(width - left)
            line.text.setGeometry(left, top + head, width - left, height)
            line.place = QRect(left, top + head, width - left, height)
            top += head + height
        return top

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the labels, and what is lit or pointed at."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, unit = self._theme.palette, self._theme.metrics.unit
        painter.setFont(self._theme.ui_font())
        for line in self.lines:
            if line.first:
                painter.setPen(QColor(palette.text_muted))
                painter.drawText(line.label_place, _LABEL, line.label)
            lit = self.is_lit(line)
            if not lit and not line.text.is_pointed_at and not line.mark.underMouse():
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selection if lit else palette.hover))
            painter.drawRoundedRect(QRectF(line.place), unit(1), unit(1))
            if lit:
                painter.setBrush(QColor(palette.accent))
                bar = QRectF(
                    line.place.left() - unit(0.75),
                    line.place.top(),
                    unit(0.75),
                    line.place.height(),
                )
                painter.drawRect(bar)
        painter.end()


_LABEL = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def _wrapped_height(metrics: QFontMetrics, width: int, label: str) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 0), _LABEL, label).height()
