"""How the rows of the table look.

A screen has some two hundred cells, and all of them are new when one leafs through a reference.
So a row is painted in one go, past Qt's way of asking for each cell, and what was laid out for it
is kept for as long as its columns, its words and the theme stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelectionModel, QObject, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QRegion, QTextCharFormat

from desktop.lists.line import ReadyLine, Stretch, match_format
from desktop.lists.signs import Signs
from desktop.table.columns import EVIDENCE_COLUMN, NAME_COLUMN, evidence_signs
from desktop.table.model import RecordTableModel
from desktop.text.translate import grouped
from desktop.theme.theme import Theme

if TYPE_CHECKING:
    from models.queries.rows import TableRow

__all__ = ["Place", "RowPainter", "State", "counted"]

_ROWS_KEPT = 240
"""Rows that are ready to be painted again: some screens, about ten kilobytes each."""
_LINES_KEPT = 1500
"""Lines without a word that is searched for: many rows share them (kinds, dates, places, counts,
states), and the next letter that is typed finds the most of them again."""

_TEXT = "text"
_MUTED = "text_muted"


class Place(NamedTuple):
    """Where a visible column stands: its number in the model, left edge and width in pixels."""

    column: int
    left: int
    width: int


class State(NamedTuple):
    """What the view says of its rows for one painting; -1 stands for no row."""

    current: int
    hovered: int
    chosen: QItemSelectionModel


class _Words(NamedTuple):
    """A line of text in a row."""

    column: int
    at: float
    """From the column's left edge, in pixels."""
    ink: str
    line: ReadyLine


class _Sign(NamedTuple):
    """A sign in a row."""

    column: int
    at: int
    name: str


class _ReadyRow(NamedTuple):
    """What was laid out for a record."""

    row: TableRow
    words: tuple[_Words, ...]
    signs: tuple[_Sign, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """What all rows of one theme share."""

    font: QFont
    bold: QFont
    metrics: QFontMetrics
    ground: QColor
    selection: QColor
    hover: QColor
    inks: dict[str, QColor]
    selected_inks: dict[str, QColor]
    padding: int
    gap: int
    icon: int
    height: int

    @classmethod
    def of(cls, theme: Theme, font: QFont) -> _Look:
        palette, metrics = theme.palette, theme.metrics
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        inks = {
            name: QColor(getattr(palette, name))
            for name in (_TEXT, _MUTED, "unsourced", "disputed")
        }
        return cls(
            font=QFont(font),
            bold=bold,
            metrics=QFontMetrics(font),
            ground=QColor(palette.pane),
            selection=QColor(palette.selection),
            hover=QColor(palette.hover),
            inks=inks,
            selected_inks={**inks, _TEXT: QColor(palette.selection_text)},
            padding=metrics.unit(1.5),
            gap=metrics.unit(1),
            icon=metrics.icon,
            height=metrics.row_height,
        )


class RowPainter:
    """Paints rows of a model: text, and signs beside the evidence.

    Nothing has to be forgotten by hand when a record, a column's width or the words searched for
    change: what is kept is compared with what is asked for. `dress` is for another theme or font.
    """

    def __init__(self, model: RecordTableModel, theme: Theme, font: QFont, parent: QObject) -> None:
        """Paint the rows of `model` in the look of `theme`, in `font`."""
        self._records = model
        self._theme = theme
        self._columns = model.columns
        right = Qt.AlignmentFlag.AlignRight
        self._at_right = [bool(column.alignment & right) for column in self._columns]
        self._evidence = [column.key for column in self._columns].index(EVIDENCE_COLUMN)
        self._name = [column.key for column in self._columns].index(NAME_COLUMN)
        self._rows: dict[tuple[int, bool], _ReadyRow] = {}
        self._lines: dict[tuple[str, int, bool], ReadyLine] = {}
        self._signs = Signs(theme, parent)
        self._kept_for: object = None
        self.dress(font)

    def dress(self, font: QFont) -> None:
        """Take the theme's present colours and measures, and `font`."""
        self._look = _Look.of(self._theme, font)
        self._match: QTextCharFormat | None = None
        self._kept_for = None
        self._lines.clear()

    def paint(
        self,
        painter: QPainter,
        region: QRegion,
        rows: range,
        top: int,
        places: tuple[Place, ...],
        state: State,
    ) -> None:
        """Paint all of `region`, with those of `rows` that meet it; the first begins at `top`."""
        look = self._look
        painter.fillRect(region.boundingRect(), look.ground)
        self._keep_for(places)
        lefts = {place.column: place.left for place in places}
        first = min((place.left for place in places), default=0)
        width = max((place.left + place.width for place in places), default=0) - first
        for number in rows:
            area = QRect(first, top, width, look.height)
            top += look.height
            if not region.intersects(area):
                continue
            selected = state.chosen.isSelected(self._records.index(number, 0))
            if selected:
                painter.fillRect(area, look.selection)
            elif state.hovered == number:
                painter.fillRect(area, look.hover)
            ready = self._ready(number, places, current=state.current == number)
            if ready is None:
                continue
            inks = look.selected_inks if selected else look.inks
            for column, at, ink, line in ready.words:
                painter.setPen(inks[ink])
                line.draw(painter, lefts[column] + at, area.top(), look.height)
            for column, at, name in ready.signs:
                square = QRect(lefts[column] + at, area.top(), look.icon, look.height)
                self._signs.draw(painter, square, name)

    # --------------------------------------------------------------- ready rows

    def _keep_for(self, places: tuple[Place, ...]) -> None:
        """Forget what was laid out for other widths or other words; scrolled aside is the same."""
        widths = tuple((place.column, place.width) for place in places)
        words = tuple(self._records.words(place.column) for place in places)
        if self._kept_for != (widths, words):
            self._kept_for = (widths, words)
            self._rows.clear()

    def _ready(self, number: int, places: tuple[Place, ...], *, current: bool) -> _ReadyRow | None:
        row = self._records.row(number)
        if row is None:
            return None
        key = (row.id, current)
        ready = self._rows.get(key)
        # A record that was read again is another row, even where it says the same.
        if ready is None or ready.row is not row:
            if len(self._rows) >= _ROWS_KEPT:
                del self._rows[next(iter(self._rows))]
            ready = self._rows[key] = self._made(row, places, current=current)
        return ready

    def _made(self, row: TableRow, places: tuple[Place, ...], *, current: bool) -> _ReadyRow:
        look = self._look
        words: list[_Words] = []
        signs: list[_Sign] = []
        for place in places:
            column = self._columns[place.column]
            text = column.text(row)
            if not text:
                continue
            at, width = look.padding, place.width - 2 * look.padding
            if place.column == self._evidence and (row.disputed or row.unsourced):
                taken = self._add_signs(row, place, text, words, signs)
                at, width = at + taken, width - taken
            if width <= 0:
                continue
            bold = current and place.column == self._name
            line = self._line(place.column, text, width, bold=bold)
            right = width - line.width if self._at_right[place.column] else 0
            ink = _MUTED if column.quiet else _TEXT
            words.append(_Words(place.column, at + right, ink, line))
        return _ReadyRow(row, tuple(words), tuple(signs))

    def _matched(self) -> QTextCharFormat:
        """Return how what was searched for looks; made when there is some."""
        if self._match is None:
            palette = self._theme.palette
            self._match = match_format(palette.mark_strong, palette.mark_line)
        return self._match

    def _line(self, column: int, text: str, width: int, *, bold: bool) -> ReadyLine:
        look = self._look
        searched = self._records.words(column)
        spans = _matches(text, searched) if searched else ()
        if spans:
            font = look.bold if bold else look.font
            return ReadyLine(text, font, width, spans, self._matched())
        return self._unmarked(text, width, bold=bold)

    def _unmarked(self, text: str, width: int, *, bold: bool = False) -> ReadyLine:
        key = (text, width, bold)
        kept = self._lines.get(key)
        if kept is None:
            if len(self._lines) >= _LINES_KEPT:
                del self._lines[next(iter(self._lines))]
            look = self._look
            kept = ReadyLine(text, look.bold if bold else look.font, width)
            self._lines[key] = kept
        return kept

    def _add_signs(
        self, row: TableRow, place: Place, text: str, words: list[_Words], signs: list[_Sign]
    ) -> int:
        """Add what is wrong with the evidence before its numbers; return the width it takes.

        In a narrow column the signs lose their counts first, then the numbers are cut: that
        something is wrong is what must be seen.
        """
        look = self._look
        advance = look.metrics.horizontalAdvance
        room = place.width - 2 * look.padding - advance(text) - look.gap
        found = [(name, counted(count)) for name, count in evidence_signs(row)]
        bare = look.icon + look.gap
        full = [bare + (advance(count) + look.gap if count else 0) for _, count in found]
        with_counts = sum(full) <= room
        at = look.padding
        for (name, count), width in zip(found, full, strict=True):
            signs.append(_Sign(place.column, at, name))
            if with_counts and count:
                line = self._unmarked(count, advance(count) + 1)
                words.append(_Words(place.column, at + look.icon + look.gap // 2, name, line))
            at += width if with_counts else bare
        return at - look.padding


def counted(count: int) -> str:
    """Return what stands beside a sign: how many, or nothing where nobody counted."""
    return grouped(count) if count else ""


def _matches(text: str, words: Sequence[str]) -> Sequence[Stretch]:
    from models.names.folding import matches  # noqa: PLC0415 - nothing is searched for at first

    return matches(text, words)
