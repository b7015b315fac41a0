"""The detail pane: one record with its fields, marks and sections, in a page that scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFont,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import QLabel, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from desktop.detail.adding_row import AddingRow
from desktop.detail.drop_target import DropTarget
from desktop.detail.grid import FieldsGrid, Line
from desktop.detail.section import SectionGroup
from desktop.detail.value_line import ValueLine
from desktop.detail.wording import caption, shown_text, summary
from desktop.text.escaping import visible
from desktop.text.translate import tr
from desktop.theme.icons import icon_names, picture, usual_colour
from desktop.theme.theme import Theme
from models.queries.views import RecordDetail, ValueView

__all__ = ["DetailPane"]

_RING = 2
"""The width of the focus ring around the title, in pixels; there is room for it at all times."""


class DetailPane(QWidget):
    """Shows one record at a time; the widgets of the last one are filled with the next.

    Which sections are folded is remembered by their names while the pane lives.
    """

    link_followed = Signal(int)
    """Record id."""
    address_wanted = Signal(str)
    """An address of the web that somebody wants to open."""
    slots_pointed = Signal(frozenset)
    """The value under the mouse or the keyboard; empty when there is none."""
    evidence_requested = Signal(str)
    """The slot of a value whose quotes are wanted."""
    copied = Signal(str)
    """This text is on the clipboard now."""
    words_dropped = Signal(str)
    """Marked words were dropped on the value of this slot; empty beside all values."""
    edit_wanted = Signal(str)
    """The slot of a line that is to be edited."""
    removal_wanted = Signal(str)
    """The slot of a line that is to be taken away."""
    shift_wanted = Signal(str, int)
    """A slot, and the steps down in its list."""
    field_wanted = Signal(str)
    """The name of an empty field that is to be filled."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._record: RecordDetail | None = None
        self._pointed: frozenset[str] = frozenset()
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._leaving.timeout.connect(lambda: self._point(frozenset()))
        self._folded: set[str] = set()
        self._sections: list[SectionGroup] = []
        self._section_count = 0
        self._arranging = False
        self._writable = False
        self.line_actions: list[QAction] = []
        """What stands in the menu of every line."""
        self._icons = frozenset(icon_names())
        self._nothing = self._label("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll = QScrollArea(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet = QWidget()
        self._scroll.setWidget(self._sheet)
        self._scroll.viewport().installEventFilter(self)
        self._kind_icon = QLabel(self._sheet)
        self._caption = self._label("caption", self._sheet)
        self._title = self._label("heading", self._sheet)
        self._title.setIndent(0)  # a label with a frame would move its words in
        self._title.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._summary = self._label("caption", self._sheet)
        self._grid = FieldsGrid(theme, self._sheet, self.line_actions)
        self._connect(self._grid)
        self._note = self._label("muted", self._sheet)
        self._note.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._adding = AddingRow(theme, self._sheet)
        self._adding.wanted.connect(self.field_wanted)
        for label in (self._title, self._note):
            label.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._scroll, 1)
        self.setAccessibleName(tr("Record"))
        self._target = DropTarget(self, self._slot_at, self.light)
        self._target.dropped.connect(self.words_dropped)
        theme.changed.connect(self._dress)
        self._frame_title()
        self.show_nothing("")

    @property
    def record_id(self) -> int | None:
        """The record that is shown."""
        return None if self._record is None else self._record.id

    @property
    def title(self) -> QLabel:
        """The label that shows the record's title."""
        return self._title

    @property
    def scroll_bar(self) -> QScrollBar:
        """The bar that scrolls the record."""
        return self._scroll.verticalScrollBar()

    @property
    def sections(self) -> tuple[SectionGroup, ...]:
        """The sections that are shown, from the top."""
        return tuple(self._sections[: self._section_count])

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines that are shown, those of the sections included, from the top."""
        return (*self._grid.lines, *(line for part in self.sections for line in part.grid.lines))

    def _label(self, role: str, parent: QWidget | None = None) -> QLabel:
        label = QLabel(parent or self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label

    def _connect(self, grid: FieldsGrid) -> None:
        grid.link_followed.connect(self.link_followed)
        grid.address_wanted.connect(self.address_wanted)
        grid.slots_pointed.connect(self._on_pointed)
        grid.evidence_requested.connect(self.evidence_requested)
        grid.copy_requested.connect(self._copy)
        grid.moved.connect(self._move)
        grid.grown.connect(self._regrown)
        grid.edit_wanted.connect(self.edit_wanted)
        grid.removal_wanted.connect(self.removal_wanted)
        grid.shift_wanted.connect(self.shift_wanted)

    def set_writable(self, writable: bool) -> None:
        """Offer empty fields to be filled, or not, from the next record on."""
        self._writable = writable

    def show_record(self, record: RecordDetail, words: Sequence[str] = ()) -> None:
        """Show `record` from its top, with the search `words` highlighted in its values."""
        same = self._record is not None and self._record.id == record.id
        kept = self._scroll.verticalScrollBar().value() if same else 0
        self._record = record
        self._point(frozenset())
        self._caption.setText(caption(record))
        self._title.setText(visible(record.label))
        self._title.setAccessibleName(tr("Title: {title}", title=visible(record.label)))
        self._summary.setText(summary(record))
        self._note.setText(visible(record.note or ""))
        self._note.setVisible(bool(record.note))
        self._show_kind_icon()
        self._note.setAccessibleName(tr("Note: {note}", note=visible(record.note or "")))
        self._grid.show_fields(record.fields, words)
        self._adding.show_fields(record.empty if self._writable else ())
        self._section_count = len(record.sections)
        while len(self._sections) < self._section_count:
            section = SectionGroup(self._theme, self._sheet, self.line_actions)
            section.grown.connect(self._regrown)
            section.folded.connect(self._remember_folded)
            self._connect(section.grid)
            self._sections.append(section)
        for number, section in enumerate(self._sections):
            shown = number < self._section_count
            if shown:
                view = record.sections[number]
                section.show_section(view, words, folded=view.name in self._folded)
            section.setVisible(shown)
        self._nothing.hide()
        self._scroll.show()
        self._arrange()
        self._chain_tab_stops()
        self._scroll.verticalScrollBar().setValue(kept)

    def show_nothing(self, message: str) -> None:
        """Show no record but `message`: why there is none, and the next key to press."""
        self._record = None
        self._point(frozenset())
        self._nothing.setText(visible(message))
        self._scroll.hide()
        self._nothing.show()

    def light(self, slots: frozenset[str]) -> None:
        """Light the values of `slots`; nothing for the empty set."""
        self._grid.light(slots)
        self._adding.light({slot.partition(":")[2] for slot in slots})
        for section in self.sections:
            section.grid.light(slots)

    def focus_slot(self, slot: str) -> bool:
        """Give the keyboard to the line of `slot`, in view; False when it is not shown."""
        for line in self.lines:
            if line.value.slot == slot:
                self._focus(line.text)
                return True
        return False

    def focus_first(self) -> bool:
        """Give the keyboard to the first value; False when there is none."""
        lines = self.lines
        if self._record is None or not lines:
            return False
        self._focus(lines[0].text)
        return True

    @property
    def current_slot(self) -> str | None:
        """The slot of the value, or of its mark, that has the keyboard."""
        for line in self.lines:
            if line.text.hasFocus() or line.mark.hasFocus():
                return line.value.slot
        if self._record is not None and self._title.hasFocus():
            return f"{self._record.id}:label"
        if self._record is not None and self._note.hasFocus():
            return f"{self._record.id}:note"
        return None

    def place_of_slot(self, slot: str) -> QRect:
        """Return where a line is shown, in the pane; where a new one would be when it is not."""
        for line in self.lines:
            if line.value.slot == slot:
                return QRect(line.text.mapTo(self, QPoint(0, 0)), line.text.size())
        record, _, name = slot.partition(":")
        return self.place_of_field(int(record) if record.isdecimal() else 0, name)

    def place_of_field(self, record: int, name: str) -> QRect:
        """Return where a field is shown, in the pane; where it would be when it is not yet."""
        mine = f"{record}:{name}:"
        for line in self.lines:
            slot = f"{line.value.slot}:"
            if slot.startswith(mine) or slot == f"{record}:participation:":
                return QRect(line.text.mapTo(self, QPoint(0, 0)), line.text.size())
        if self._record is not None and record == self._record.id:
            label = {"label": self._title, "note": self._note}.get(name)
            if label is not None and not label.isHidden():
                return QRect(label.mapTo(self, QPoint(0, 0)), label.size())
            button = self._adding.place_of(name)
            if button is not None:
                top = self._adding.mapTo(self, button.topLeft()).y()
                left = self._grid.mapTo(self, QPoint(0, 0)).x()
                return QRect(left, top, self._grid.width(), button.height())
        below = self._grid.mapTo(self, QPoint(0, self._grid.height()))
        top = min(max(below.y(), 0), max(0, self.height() - self._theme.metrics.unit(30)))
        return QRect(below.x(), top, self._grid.width(), 0)

    def _slot_at(self, point: QPoint) -> str | None:
        """Return what words dropped at `point` are for; None where no record is shown."""
        if self._record is None:
            return None
        for line in self.lines:
            grid = line.text.parentWidget()
            if grid is not None and line.place.contains(grid.mapFrom(self, point)):
                return line.value.slot
        name = self._adding.name_at(self._adding.mapFrom(self, point))
        return f"{self._record.id}:{name}" if name else ""

    def _on_pointed(self, slots: frozenset[str]) -> None:
        if slots:
            self._point(slots)
        else:
            # From a value to its mark nothing has been left: told once the keyboard has arrived.
            self._leaving.start()

    def _point(self, slots: frozenset[str]) -> None:
        self._leaving.stop()
        if slots != self._pointed:
            self._pointed = slots
            self.slots_pointed.emit(slots)

    def _move(self, text: ValueLine, step: int) -> None:
        texts = [line.text for line in self.lines]
        number = min(max(texts.index(text) + step, 0), len(texts) - 1)
        self._focus(texts[number])

    def _focus(self, text: ValueLine) -> None:
        text.setFocus(Qt.FocusReason.TabFocusReason)
        unit = self._theme.metrics.unit
        self._scroll.ensureWidgetVisible(text, 0, unit(6))

    def _copy(self, value: ValueView, with_quote: bool) -> None:
        text = shown_text(value) if value.edtf else value.text
        if with_quote and self._record is not None:
            citations = {quote.id: quote.citation for quote in self._record.quotes}
            parts = [citations[number] for number in value.quote_ids if number in citations]
            text = "\n\n".join((text, *parts))
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)

    def _remember_folded(self, name: str, folded: bool) -> None:
        (self._folded.add if folded else self._folded.discard)(name)

    def _regrown(self) -> None:
        self._arrange()
        self._chain_tab_stops()

    def _chain_tab_stops(self) -> None:
        stops = [self._title, *self._grid.stops(), *self._adding.buttons, self._note]
        for section in self.sections:
            stops.extend(section.stops())
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _show_kind_icon(self) -> None:
        record = self._record
        side = self._theme.metrics.icon
        known = record is not None and record.kind in self._icons
        self._kind_icon.setVisible(known)
        if known and record is not None:
            colour = usual_colour(record.kind, self._theme.palette)
            ratio = self.devicePixelRatioF()
            self._kind_icon.setPixmap(picture(record.kind, colour, side, ratio))

    def _frame_title(self) -> None:
        self._title.setStyleSheet(
            f"QLabel {{ border: {_RING}px solid transparent; }}"
            f"QLabel:focus {{ border: {_RING}px solid {self._theme.palette.focus}; }}"
        )

    def _dress(self) -> None:
        self._frame_title()
        self._show_kind_icon()
        self._grid.dress()
        self._adding.dress()
        for section in self._sections:
            section.dress()
        self._arrange()

    def _arrange(self) -> None:
        """Place everything below one another in the width there is."""
        if self._arranging or self._record is None:
            return
        self._arranging = True
        unit = self._theme.metrics.unit
        viewport = self._scroll.viewport().width()
        narrow = viewport < unit(100)
        left = unit(2 if narrow else 4)
        width = max(viewport - left - unit(2), unit(20))
        self._set_fonts()
        top = self._arrange_head(left, unit(4), width)
        height = self._grid.arrange(width)
        self._grid.setGeometry(left, top, width, height)
        # The bar of a lit line stands left of its place.
        top += height
        if not self._adding.isHidden():
            top += unit(1)
            height = self._adding.arrange(width)
            self._adding.setGeometry(left, top, width, height)
            top += height
        if not self._note.isHidden():
            top = self._place(self._note, QRect(left, top + unit(2), width, 0))
        for section in self.sections:
            top += unit(3)
            height = section.arrange(width)
            section.setGeometry(left, top, width, height)
            top += height
        self._sheet.resize(viewport, top + unit(4))
        self._arranging = False

    def _set_fonts(self) -> None:
        # The style sheet says the same; without this, heights would be those of another size
        # until a label has been shown for the first time.
        fonts, metrics = self._theme.fonts, self._theme.metrics
        small, heading = fonts.ui_font(metrics.small), fonts.ui_font(metrics.heading)
        heading.setWeight(QFont.Weight.DemiBold)
        for label, font in (
            (self._caption, small),
            (self._summary, small),
            (self._title, heading),
            (self._note, self._theme.ui_font()),
        ):
            if label.font() != font:
                label.setFont(font)

    def _arrange_head(self, left: int, top: int, width: int) -> int:
        unit = self._theme.metrics.unit
        side = self._theme.metrics.icon
        indent = 0
        if not self._kind_icon.isHidden():
            line = self._caption.fontMetrics().height()
            self._kind_icon.setGeometry(left, top + (line - side) // 2, side, side)
            indent = side + unit(1.5)
        top = self._place(self._caption, QRect(left + indent, top, width - indent, 0)) + unit(1)
        # The frame in which the focus ring appears stands out, so that the words are in line.
        framed = QRect(left - _RING, top, width + 2 * _RING, 0)
        top = self._place(self._title, framed) + unit(0.5)
        return self._place(self._summary, QRect(left, top, width, 0)) + unit(3)

    def _place(self, label: QLabel, area: QRect) -> int:
        height = label.heightForWidth(area.width())
        label.setGeometry(area.left(), area.top(), area.width(), height)
        return area.top() + height

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place everything anew when the width changes."""
        if event.type() == QEvent.Type.Resize and watched is self._scroll.viewport():
            self._arrange()
        elif event.type() == QEvent.Type.MouseButtonDblClick and self._record is not None:
            if watched is self._title:
                self.edit_wanted.emit(f"{self._record.id}:label")
                return True
            if watched is self._note:
                self.edit_wanted.emit(f"{self._record.id}:note")
                return True
        elif (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self._record is not None
            and watched in (self._title, self._note)
        ):
            name = "label" if watched is self._title else "note"
            self.edit_wanted.emit(f"{self._record.id}:{name}")
            return True
        return super().eventFilter(watched, event)
