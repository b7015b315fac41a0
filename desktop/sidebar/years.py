"""The years of what was found as a small histogram, in which a range can be brushed."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.lists.line import draw_line
from desktop.sidebar.bins import Bin, bins_of
from desktop.text.translate import tr, tr_count
from desktop.theme.theme import Theme

__all__ = ["YearHistogram"]

Range = tuple[int | None, int | None]

TITLE_UNITS, BARS_UNITS, AXIS_UNITS = 6, 9, 5
LEAST_UNITS = 64
"""Grid units of height in which the list above still shows all kinds."""
NARROWEST = 1.25
"""Grid units of the narrowest bar, with its gap."""


class YearHistogram(QWidget):
    """Bars of records by year; drag, or Shift with the arrows, narrows to a range of years.

    It hides while there is no dated record at all. A bar that is chosen stands on a line and is
    drawn in another colour; the range is written above.
    """

    chosen = Signal(int, int)
    """The first and the last year to narrow to."""
    cleared = Signal()
    """No range of years any more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without years."""
        super().__init__(parent)
        self._theme = theme
        self._counts: dict[int, int] = {}
        self._bins: tuple[Bin, ...] = ()
        self._range: Range | None = None
        self._waiting = False
        self._room = theme.metrics.unit(LEAST_UNITS)
        self._cursor = 0
        self._anchor: int | None = None
        self._brushed: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleDescription(
            tr(
                "The arrows go through the years, with Shift they narrow to a range, "
                "Enter narrows to the years under the cursor, Delete shows all years again"
            )
        )
        theme.changed.connect(self._measure)
        self._measure()
        self.hide()

    # ---------------------------------------------------------------- shown

    @property
    def bins(self) -> tuple[Bin, ...]:
        """The bars, from the first years to the last."""
        return self._bins

    @property
    def range(self) -> Range | None:
        """The years the table is narrowed to; None without, an open end is None."""
        return self._range

    def show_years(self, counts: Mapping[int, int]) -> None:
        """Show the number of records of each year; with none at all, the axis stays."""
        self._waiting = False
        if counts or self._counts:
            axis = counts or dict.fromkeys(self._counts, 0)
            self._counts = dict(axis)
            self._sort_into_bins()
        self._appear()
        self._say()
        self.update()

    def make_room(self, height: int) -> None:
        """Step aside where `height` is all the room there is for the list above as well."""
        self._room = height
        self._appear()

    def _appear(self) -> None:
        least = self._theme.metrics.unit(LEAST_UNITS)
        self.setVisible(bool(self._counts) and self._room >= least)

    def forget(self) -> None:
        """Show nothing: another reference comes."""
        self._counts, self._bins, self._range = {}, (), None
        self.hide()

    def show_range(self, years: Range | None) -> None:
        """Show that the table is narrowed to `years`, both included; None ends are open."""
        if (years, None) == (self._range, self._brushed):
            return
        self._range = years
        self._brushed = None
        self._say()
        self.update()

    def wait(self) -> None:
        """Show that the bars are those of a question asked before."""
        self._waiting = True
        self.update()

    def _sort_into_bins(self) -> None:
        at_cursor = self._bins[self._cursor].first if self._bins else None
        room = max(1, int(self._plot().width() / self._theme.metrics.unit(NARROWEST)))
        counts = self._counts
        if not any(counts.values()):
            # Nothing was found: the axis stays, its bars are empty.
            whole = bins_of(dict.fromkeys(counts, 1), room)
            self._bins = tuple(Bin(each.first, each.last, 0) for each in whole)
        else:
            self._bins = bins_of(counts, room)
        self._brushed = self._anchor = None
        self._cursor = max(0, len(self._bins) - 1)
        for place, each in enumerate(self._bins):
            if at_cursor is not None and each.first <= at_cursor <= each.last:
                self._cursor = place

    def _say(self) -> None:
        """Tell a screen reader what is shown."""
        said = [tr("Years")]
        if self._bins:
            said.append(_years(*self._ends()))
            here = self._bins[self._cursor]
            said.append(_counted(here))
        if self._range is not None:
            said.append(tr("narrowed to {years}", years=self._range_words()))
        words = ", ".join(said)
        if words != self.accessibleName():
            self.setAccessibleName(words)
            changed = QAccessibleEvent(self, QAccessible.Event.NameChanged)
            QAccessible.updateAccessibility(changed)

    def _ends(self) -> tuple[int, int]:
        """Return the first and the last year of the axis."""
        first, last = min(self._counts), max(self._counts)
        return (first if first <= self._bins[0].last else self._bins[0].first), last

    def _range_words(self) -> str:
        first, last = self._range or (None, None)
        if first is None and last is None:
            return tr("all years")
        if first is None:
            return tr("until {year}", year=last)
        if last is None:
            return tr("from {year}", year=first)
        return _years(first, last)

    # ---------------------------------------------------------------- places

    def _measure(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self._sort_into_bins()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a width in which decades of centuries fit, and the height of title, bars, axis."""
        unit = self._theme.metrics.unit
        return QSize(unit(30), unit(TITLE_UNITS + BARS_UNITS + AXIS_UNITS))

    def _plot(self) -> QRect:
        unit = self._theme.metrics.unit
        return QRect(unit(3), unit(TITLE_UNITS), max(1, self.width() - unit(6)), unit(BARS_UNITS))

    def _bar(self, place: int) -> QRect:
        """Return the column of a bin, gap included, as high as the bars can be."""
        plot, number = self._plot(), len(self._bins)
        left = plot.left() + plot.width() * place // number
        right = plot.left() + plot.width() * (place + 1) // number
        return QRect(left, plot.top(), right - left, plot.height())

    def _place_at(self, x: float) -> int | None:
        if not self._bins:
            return None
        plot = self._plot()
        place = int((x - plot.left()) * len(self._bins) / plot.width())
        return min(max(place, 0), len(self._bins) - 1)

    def _is_chosen(self, each: Bin, place: int) -> bool:
        if self._brushed is not None:
            return self._brushed[0] <= place <= self._brushed[1]
        if self._range is None:
            return False
        first, last = self._range
        return (first is None or each.last >= first) and (last is None or each.first <= last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the bins to the width."""
        super().resizeEvent(event)
        self._sort_into_bins()

    # -------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title, the bars and the axis."""
        del event
        if not self._bins:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._paint_words(painter)
        painter.fillRect(0, 0, self.width(), 1, QColor(self._theme.palette.border))
        highest = max(each.count for each in self._bins) or 1
        palette, unit = self._theme.palette, self._theme.metrics.unit
        narrowed = self._range is not None or self._brushed is not None
        for place, each in enumerate(self._bins):
            column = self._bar(place)
            gap = 1 if column.width() > 2 else 0
            chosen = self._is_chosen(each, place)
            if each.count:
                height = max(unit(0.5), column.height() * each.count // highest)
                bar = QRect(
                    column.left(), column.bottom() - height + 1, column.width() - gap, height
                )
                painter.fillRect(bar, self._bar_colour(chosen=chosen, narrowed=narrowed))
            ground = QRect(column.left(), column.bottom() + 1, column.width(), 1)
            painter.fillRect(ground, QColor(palette.control_border))
            if chosen:
                line = QRect(column.left(), column.bottom() + 1, column.width(), unit(0.75))
                painter.fillRect(line, QColor(palette.accent))
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            here = self._bar(self._cursor)
            painter.drawRect(here.adjusted(-2, -2, 1, unit(1)))
        painter.end()

    def _bar_colour(self, *, chosen: bool, narrowed: bool) -> QColor:
        palette = self._theme.palette
        if self._waiting:
            return QColor(palette.border)
        return QColor(palette.accent if chosen or not narrowed else palette.control_border)

    def _paint_words(self, painter: QPainter) -> None:
        palette, metrics = self._theme.palette, self._theme.metrics
        unit = metrics.unit
        wide = QRect(unit(3), unit(0.5), self.width() - unit(6), unit(TITLE_UNITS - 1))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        draw_line(painter, wide, tr("Years"), font=font, colour=palette.text_muted)
        if self._brushed is not None:
            first, last = self._brushed
            said = _years(self._bins[first].first, self._bins[last].last)
        else:
            said = self._range_words() if self._range is not None else ""
        right = Qt.AlignmentFlag.AlignRight
        draw_line(painter, wide, said, font=font, colour=palette.text, alignment=right)
        small = QFont(self.font())
        small.setPointSizeF(metrics.small)
        axis = QRect(unit(3), self._plot().bottom() + unit(1), wide.width(), unit(AXIS_UNITS - 1))
        first, last = self._ends()
        ends = (first, Qt.AlignmentFlag.AlignLeft), (last, right)
        for year, side in ends:
            draw_line(
                painter,
                axis,
                str(year),
                font=small,
                colour=palette.text_muted,
                alignment=side,
            )

    # ------------------------------------------------------------- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to brush, or with the right button show all years again."""
        place = self._place_at(event.position().x())
        if place is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._anchor, self._cursor = place, place
        self._brushed = (place, place)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Brush on."""
        place = self._place_at(event.position().x())
        if self._anchor is not None and place is not None:
            if event.buttons() & Qt.MouseButton.LeftButton:
                self._cursor = place
                self._brushed = (min(self._anchor, place), max(self._anchor, place))
                self.update()
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Narrow to what was brushed."""
        brushed, self._anchor = self._brushed, None
        if event.button() == Qt.MouseButton.LeftButton and brushed is not None:
            self._choose(*brushed)

    def event(self, event: QEvent) -> bool:
        """Tell the years and the number of records of the bar the mouse is on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(event.pos().x())
            words = "" if place is None else _counted(self._bins[place])
            QToolTip.showText(event.globalPos(), words, self)
            return True
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        ):
            # A command of the window, too: here it means the years, and never a record.
            event.accept()
            return True
        return super().event(event)

    # -------------------------------------------------------------- the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the years, narrow to a range, show all again."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Home: -len(self._bins),
            Qt.Key.Key_End: len(self._bins),
        }
        key, modifiers = event.key(), event.modifiers()
        if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            event.ignore()
        elif key in steps and self._bins:
            self._go(steps[Qt.Key(key)], extend=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._bins:
            self._anchor = None
            self._choose(self._cursor, self._cursor)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._range is not None:
            self._anchor = None
            self.cleared.emit()
        else:
            event.ignore()

    def _go(self, step: int, *, extend: bool) -> None:
        before = self._cursor
        self._cursor = min(max(before + step, 0), len(self._bins) - 1)
        if not extend:
            self._anchor = None
        else:
            self._anchor = before if self._anchor is None else self._anchor
            first, last = sorted((self._anchor, self._cursor))
            anchor = self._anchor
            self._choose(first, last)
            self._anchor = anchor
        self._say()
        self.update()

    def _choose(self, first: int, last: int) -> None:
        years = (self._bins[first].first, self._bins[last].last)
        self._brushed = (first, last)
        self.update()
        if years == self._range and first == last:
            # The same years once more: all of them again.
            self.cleared.emit()
        else:
            self.chosen.emit(*years)


def _years(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return tr("{first}–{last}", first=first, last=last)


def _counted(each: Bin) -> str:
    counted = tr_count("{count} record", "{count} records", each.count)
    return tr("{years}: {counted}", years=_years(each.first, each.last), counted=counted)
