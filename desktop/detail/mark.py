"""The evidence mark at the right of a value: a sign and a word, then the number of quotes."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from desktop.controls.drawn import DrawnButton, draw_icon
from desktop.detail.wording import mark_sentence, mark_words, value_sentence
from desktop.text.translate import grouped, tr
from desktop.theme.theme import Theme
from models.queries.views import Mark, ValueView

__all__ = ["EvidenceMark", "widest_mark"]


def _pieces(
    mark: Mark, quotes: int, *, compact: bool, aside: bool = False
) -> list[tuple[str, str]]:
    """Return (icon, words) from the left; no state is told by colour alone."""
    number = grouped(quotes)
    if aside:
        return [("", tr("aside") if compact else tr("set aside")), ("quoted", number)]
    if mark is Mark.QUOTED:
        # What the editor files a record under needs no quote, and must not look quoted.
        return [("quoted", number)] if quotes else [("", tr("editor"))]
    if mark is Mark.UNSOURCED:
        return [("unsourced", tr("none") if compact else mark_words(mark))]
    first = (mark.value, "" if compact else mark_words(mark))
    return [first, ("quoted", number)] if quotes else [first]


class EvidenceMark(DrawnButton):
    """Says how a value is evidenced; pressing it asks for the evidence."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__("quiet", theme, parent)
        self._mark = Mark.QUOTED
        self._quotes = 0
        self._compact = False
        self._aside = False

    def show_value(self, label: str, value: ValueView) -> None:
        """Mark `value`, the field `label` of its record."""
        self._mark = value.mark
        # Beside a value that is disputed only those quotes count that say so.
        weighed = value.mark is Mark.DISPUTED and value.claims
        self._quotes = value.said_by if weighed else len(value.quote_ids)
        self._aside = value.rank == "deprecated"
        sentence = mark_sentence(value)
        reasons = " ".join(value.reasons)
        tip = f"{sentence[:1].upper()}{sentence[1:]}. {reasons}".strip()
        self.say("", value_sentence(label, value), tip)

    def set_compact(self, compact: bool) -> None:
        """Leave the words out where there is no room for them; the signs stay."""
        if compact != self._compact:
            self._compact = compact
            self.forget_size()

    @property
    def baseline(self) -> int:
        """Where its words stand, from its top."""
        return (self.sizeHint().height() + self.fontMetrics().capHeight()) // 2

    def _measured(self) -> QSize:
        width = _width(self, self._shown())
        unit = self.theme.metrics.unit
        return QSize(width + 2 * unit(1), self.fontMetrics().height() + 2 * unit(0.5))

    def _shown(self) -> list[tuple[str, str]]:
        return _pieces(self._mark, self._quotes, compact=self._compact, aside=self._aside)

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        palette, unit = self.theme.palette, self.theme.metrics.unit
        side = self.icon_side
        left = unit(1)
        for icon, words in self._shown():
            colour = getattr(palette, icon) if icon else palette.text_muted
            if icon:
                place = QRect(left, (area.height() - side) // 2, side, side)
                draw_icon(painter, icon, colour, place)
                left += side + unit(0.75)
            if words:
                width = self.fontMetrics().horizontalAdvance(words)
                painter.setPen(QColor(colour))
                painter.setFont(self.font())
                painter.drawText(left, self.baseline, words)
                left += width + unit(1)


def _width(button: DrawnButton, pieces: list[tuple[str, str]]) -> int:
    unit = button.theme.metrics.unit
    width = -unit(0.75)
    for icon, words in pieces:
        width += (button.icon_side if icon else 0) + unit(0.75)
        if words:
            width += button.fontMetrics().horizontalAdvance(words) + unit(1)
    return max(width, 0)


def widest_mark(button: EvidenceMark, *, compact: bool) -> int:
    """Return the width that holds any mark, so that the column never depends on the record."""
    unit = button.theme.metrics.unit
    return 2 * unit(1) + max(
        _width(button, _pieces(mark, 0 if mark is Mark.UNSOURCED else 99, compact=compact))
        for mark in Mark
    )
