"""The reader: one snapshot, every quoted passage marked, jumps both ways, all by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop.reader.find_bar import FindBar
from desktop.reader.finding import FoldedText
from desktop.reader.header import ReaderHeader
from desktop.reader.margin_marks import MarginMarks
from desktop.reader.marking import MarkedText
from desktop.reader.original_page import OriginalPage
from desktop.reader.passage_bar import PassageBar
from desktop.reader.reading_text import ReadingText
from desktop.reader.sentence_marking import one_sentence_less, one_sentence_more
from desktop.reader.stretches import Stretches
from desktop.reader.words_bar import WordsBar
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.queries.views import OriginalView, SnapshotView, Span

if TYPE_CHECKING:
    from models.capture.copies import Copies

__all__ = ["ReaderPane"]

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYS: dict[tuple[int, Qt.KeyboardModifier], str] = {
    (Qt.Key.Key_N, _NONE): "next_passage",
    (Qt.Key.Key_N, _SHIFT): "previous_passage",
    (Qt.Key.Key_U, _NONE): "next_unused",
    (Qt.Key.Key_U, _SHIFT): "previous_unused",
    (Qt.Key.Key_M, _NONE): "open_records",
    (Qt.Key.Key_S, _NONE): "mark_sentence",
    (Qt.Key.Key_S, _SHIFT): "mark_less",
    (Qt.Key.Key_L, _NONE): "lean_on",
    (Qt.Key.Key_F, _CONTROL): "open_find",
    (Qt.Key.Key_F3, _NONE): "next_match",
    (Qt.Key.Key_F3, _SHIFT): "previous_match",
    (Qt.Key.Key_Escape, _NONE): "leave",
}

LEAST_HEIGHT = 80
"""Grid units of height below which the reader keeps to the title and the text."""


class ReaderPane(QWidget):
    """Shows a snapshot. Positions are code points of its stored text throughout.

    Keys, wherever the keyboard is inside the pane: N and Shift+N next and previous passage, U and
    Shift+U next and previous sentence that backs nothing, Enter chooses the passage at the caret,
    M lists the records that rest on the caret's paragraph, S marks the caret's sentence and then
    the next one too, Shift+S one less, Enter asks what marked words are for, Ctrl+F finds, F3
    and Shift+F3 step through the matches, Ctrl+C copies the stored words, Esc closes find, then
    the original, lets marked words go, then asks to close the reader.
    """

    record_requested = Signal(int)
    original_requested = Signal(int)
    """Somebody wants to see the original of this snapshot: answer with `show_original`."""
    closed = Signal()
    leaning_changed = Signal()
    """Other words are to be leaned on, or none."""
    use_wanted = Signal()
    """Enter was pressed with words marked: what are they for?"""
    quote_chosen = Signal(int)
    """Somebody chose a passage by mouse or key; `show_passage` does not send it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a reader that shows nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._snapshot: SnapshotView | None = None
        self._current: int | None = None
        self._unused: int | None = None
        self._compared = ""
        """What of the quotes of other copies stands in this one."""
        self._folded: FoldedText | None = None
        self._match: int | None = None
        self.header = ReaderHeader(theme)
        self.find_bar = FindBar(theme)
        self.text = ReadingText(theme)
        self.marks = MarginMarks(self.text)
        self.words_bar = WordsBar(theme, self.text, self)
        self.original = OriginalPage(theme)
        self.passage_bar = PassageBar(theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.text)
        self._pages.addWidget(self.original)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._line())
        column.addWidget(self.find_bar)
        column.addWidget(self._pages, 1)
        column.addWidget(self._line())
        column.addWidget(self.passage_bar)
        self.setFocusProxy(self.text)
        self.setAccessibleName(tr("Source reader"))
        self._connect()
        self._clear()

    @staticmethod
    def _line() -> QFrame:
        line = QFrame()
        line.setProperty("role", "line")
        return line

    def _connect(self) -> None:
        self.header.find_wanted.connect(self.open_find)
        self.header.close_wanted.connect(self.closed)
        self.header.passage_wanted.connect(self.next_passage)
        self.header.unused_wanted.connect(self.next_unused)
        self.header.original_wanted.connect(self._toggle_original)
        self.original.back_wanted.connect(self.show_reading_text)
        self.find_bar.words_changed.connect(self._find)
        self.find_bar.stepped.connect(self._step_match)
        self.find_bar.closed.connect(self.close_find)
        self.text.passage_chosen.connect(self._choose)
        self.text.use_wanted.connect(self.use_wanted)
        self.marks.record_requested.connect(self.record_requested)
        self.passage_bar.record_requested.connect(self.record_requested)
        self.passage_bar.stepped.connect(self._step_passage)
        # After the text, which asked to be told of the theme first.
        self._theme.changed.connect(self.marks.renew)

    def _clear(self) -> None:
        for part in (self.header, self.passage_bar):
            part.setEnabled(self._snapshot is not None)

    # What is shown

    def show_snapshot(self, snapshot: SnapshotView, marked: MarkedText | None = None) -> None:
        """Show a snapshot from its beginning, no passage current, find closed.

        `marked` is its text where that was made ready already.
        """
        self._snapshot = snapshot
        self._folded = None
        self._match = None
        self._current = None
        self._unused = None
        self._clear()
        self.header.show_snapshot(snapshot)
        self.text.show_text(marked or MarkedText.of(snapshot))
        self.text.setAccessibleDescription(snapshot.source.label)
        self.marks.renew()
        self.close_find()
        self.show_reading_text()
        self._say()

    def renew_snapshot(self, snapshot: SnapshotView, marked: MarkedText | None = None) -> None:
        """Mark what rests on the text by now; what one reads, marks and looks for stays."""
        current, pointed = self.current_quote_id, self.text.marking.pointed
        self._snapshot = snapshot
        self._current = self._unused = None
        self.header.show_snapshot(snapshot)
        self.text.renew_marks(marked or MarkedText.of(snapshot))
        self.text.setAccessibleDescription(snapshot.source.label)
        marking = self.text.marking
        for number, passage in enumerate(self.text.passages):
            if passage.quote_id == current:
                self._current = number
                marking.current = marking.passages[number]
        # The sentence one had gone to may be quoted by now: then one stands at none.
        number = marking.unused.from_position(pointed[0]) if pointed is not None else 0
        if pointed is not None and number < len(marking.unused):
            self._unused = number if marking.unused[number] == pointed else None
        marking.pointed = pointed if self._unused is not None else None
        self.marks.renew()
        self.text.viewport().update()
        self._say()

    @property
    def snapshot_id(self) -> int | None:
        """The snapshot that is shown."""
        return None if self._snapshot is None else self._snapshot.id

    @property
    def current_quote_id(self) -> int | None:
        """The quote whose passage is current."""
        if self._snapshot is None or self._current is None:
            return None
        return self.text.passages[self._current].quote_id

    def selection(self) -> Span | None:
        """Return the selected span of the stored text in code points, or None."""
        return self.text.selection()

    def select(self, span: Span) -> None:
        """Select a span of the stored text."""
        self.text.select(span)

    def mark_sentence(self) -> None:
        """Mark the sentence at the caret; where whole sentences are marked, the next one too."""
        span = self.selection() or self._caret()
        self._mark(one_sentence_more(self.text.stored.text, span.start, span.end))

    def mark_less(self) -> None:
        """Mark one sentence less than before."""
        span = self.selection()
        if span is not None:
            less = one_sentence_less(self.text.stored.text, span.start, span.end)
            if less is None:
                self.text.let_go()
            else:
                self._mark(less)

    def lean_on(self) -> None:
        """Let the next reading lean on the marked words; without any, or on these, on nothing."""
        span, before = self.selection(), self.leaning
        marking = self.text.marking
        marking.leaning = None
        if span is not None and span != before:
            marking.leaning = self.text.stored.on_page(span)
        self.text.viewport().update()
        self.leaning_changed.emit()

    @property
    def leaning(self) -> Span | None:
        """The words the next reading leans on."""
        place = self.text.marking.leaning
        return self.text.stored.in_text(*place) if place is not None else None

    def _caret(self) -> Span:
        position = self.text.textCursor().position()
        return self.text.stored.in_text(position, position)

    def _mark(self, span: Span | None) -> None:
        if span is not None and self._snapshot is not None:
            self.show_reading_text()
            self.select(span)
            self.text.ensureCursorVisible()
            self.text.setFocus()

    # Passages

    def show_passage(self, quote_id: int) -> bool:
        """Make a quote's passage current, a third from the top; False when it is not in here."""
        for number, passage in enumerate(self.text.passages):
            if passage.quote_id == quote_id:
                self._go_to_passage(number)
                return True
        return False

    def _go_to_passage(self, number: int) -> None:
        self.show_reading_text()
        self._set_current(number)
        self.text.go_to(self.text.marking.passages[number][0])

    def _set_current(self, number: int) -> None:
        self._current = number
        self._unused = None
        marking = self.text.marking
        marking.current = marking.passages[number]
        marking.pointed = None
        self.text.viewport().update()
        self._say()

    def _choose(self, number: int) -> None:
        """Take the passage that was clicked: it is in view already, so nothing moves."""
        self._set_current(number)
        self.quote_chosen.emit(self.text.passages[number].quote_id)

    def next_passage(self) -> None:
        """Go to the next passage, after the last one to the first."""
        self._step_passage(1)

    def previous_passage(self) -> None:
        """Go to the previous passage, before the first one to the last."""
        self._step_passage(-1)

    def _step_passage(self, step: int) -> None:
        count = len(self.text.passages)
        if not count:
            return
        if self._current is not None:
            number = self._current + step
        else:
            number = self._first_beyond(self.text.marking.passages, step)
        self._go_to_passage(number % count)
        self.quote_chosen.emit(self.text.passages[number % count].quote_id)

    def _first_beyond(self, stretches: Stretches, step: int) -> int:
        """Return the stretch that follows the caret, or the one that precedes it."""
        following = stretches.from_position(self.text.textCursor().position())
        return following if step > 0 else following - 1

    # Sentences that back nothing

    def next_unused(self) -> None:
        """Go to the next sentence that backs nothing, after the last one to the first."""
        self._step_unused(1)

    def previous_unused(self) -> None:
        """Go to the previous sentence that backs nothing, before the first one to the last."""
        self._step_unused(-1)

    def _step_unused(self, step: int) -> None:
        unused = self.text.marking.unused
        if not len(unused):
            return
        if self._unused is not None:
            number = (self._unused + step) % len(unused)
        else:
            number = self._first_beyond(unused, step) % len(unused)
        self.show_reading_text()
        self._current = None
        self._unused = number
        self.text.marking.current = None
        self.text.marking.pointed = unused[number]
        self.text.go_to(unused[number][0])
        self._say()

    def say_copies(self, copies: Copies | None) -> None:
        """Say which of several copies is shown, and what of the others stands in it."""
        self.header.say_copies(copies)
        self._compared = copies.comparison.sentence() if copies and copies.comparison.quotes else ""
        self._say()

    def _say(self) -> None:
        if self._snapshot is None:
            return
        passages = self.text.passages
        if self._current is not None:
            passage = passages[self._current]
            self.passage_bar.show_passage(passage, self._current + 1, len(passages))
            return
        if self._unused is not None:
            sentence = tr(
                "This sentence backs nothing ({number} of {total}).",
                number=self._unused + 1,
                total=len(self.text.marking.unused),
            )
        elif passages:
            sentence = tr("Choose a marked passage, or press N, to see what rests on it.")
        elif self._compared:
            sentence = tr("Nothing is quoted from this copy. {compared}", compared=self._compared)
        else:
            sentence = tr("Nothing is quoted from this source yet.")
        self.passage_bar.say(sentence, passages=len(passages))

    def open_records(self) -> None:
        """List the records that rest on the caret's paragraph, if there are any."""
        self.show_reading_text()
        self.marks.open_list(self.text.textCursor().block().blockNumber())

    # Find

    def open_find(self) -> None:
        """Open the find bar and give it the keyboard."""
        if self._snapshot is None:
            return
        self.show_reading_text()
        self.find_bar.open()
        self._find(self.find_bar.field.text())

    def close_find(self) -> None:
        """Close the find bar and take its marks away; what was found is marked instead."""
        had_keyboard = self.find_bar.isAncestorOf(self.focusWidget() or self)
        found = self.text.marking.match
        self.find_bar.hide()
        if had_keyboard and found is not None:
            self.text.select(self.text.stored.in_text(*found))
        self._show_matches(())
        if had_keyboard:
            self.text.setFocus()

    def _find(self, words: str) -> None:
        if self._snapshot is None or self.find_bar.isHidden():
            return
        if self._folded is None:
            self._folded = FoldedText(self._snapshot.text)
        found = self._folded.find(words)
        self._show_matches(found)
        if found:
            # From where one reads, so that typing on narrows what is already in view.
            first = self.text.marking.matches.from_position(self.text.textCursor().selectionStart())
            self._go_to_match(first % len(found))
        else:
            self.find_bar.say(0, 0)

    def _show_matches(self, found: tuple[Span, ...]) -> None:
        marking = self.text.marking
        marking.matches = Stretches(self.text.stored.all_on_page(found))
        marking.match = None
        self._match = None
        self.text.viewport().update()

    def next_match(self) -> None:
        """Go to the next match, after the last one to the first; opens find when it is closed."""
        self._step_match(1)

    def previous_match(self) -> None:
        """Go to the previous match, before the first one to the last."""
        self._step_match(-1)

    def _step_match(self, step: int) -> None:
        if self.find_bar.isHidden():
            self.open_find()
            return
        count = len(self.text.marking.matches)
        if count:
            self._go_to_match(((self._match or 0) + step) % count)

    def _go_to_match(self, number: int) -> None:
        self._match = number
        place = self.text.marking.matches[number]
        self.text.marking.match = place
        self.text.go_to(place[0])
        self.find_bar.say(number + 1, len(self.text.marking.matches))

    # The original

    def _toggle_original(self) -> None:
        if self._pages.currentWidget() is self.original:
            self.show_reading_text()
        elif self._snapshot is not None:
            # Pressed only when the bytes are there.
            self.header.say_original_shown(shown=False)
            self.original_requested.emit(self._snapshot.id)

    def show_original(self, original: OriginalView) -> None:
        """Show the captured bytes in place of the reading text.

        An answer for another snapshot than the one shown came too late and is dropped.
        """
        if self._snapshot is None or original.snapshot_id != self._snapshot.id:
            return
        self.close_find()
        self.original.show_original(original)
        self._pages.setCurrentWidget(self.original)
        self.header.say_original_shown(shown=True)
        self.original.letters.setFocus()

    def show_reading_text(self) -> None:
        """Go back from the original to the reading text, where one was."""
        if self._pages.currentWidget() is self.original:
            self._pages.setCurrentWidget(self.text)
            self.original.clear()
            self.text.setFocus()
        self.header.say_original_shown(shown=False)

    @property
    def original_shown(self) -> bool:
        """Whether the original stands in place of the reading text."""
        return self._pages.currentWidget() is self.original

    # Keys

    def leave(self) -> None:
        """Close what was opened last: find, the original, or the reader itself."""
        if not self.find_bar.isHidden():
            self.close_find()
        elif self.original_shown:
            self.show_reading_text()
        elif self.selection() is not None:
            self.text.let_go()
            self.text.setFocus()
        else:
            self.closed.emit()

    @staticmethod
    def _command(event: QKeyEvent) -> str | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        # Letters of many scripts are keys without a name in Qt.Key: compared as numbers.
        return _KEYS.get((event.key(), modifiers))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text what room there is: legend and passage bar step aside first."""
        super().resizeEvent(event)
        tight = self.height() < self._theme.metrics.unit(LEAST_HEIGHT)
        self.header.set_tight(tight)
        self.passage_bar.setVisible(not tight)

    def event(self, event: QEvent) -> bool:
        """Claim the reader's keys before a shortcut of the window gets them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._command(event) is not None
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for."""
        command = self._command(event)
        if command is None:
            super().keyPressEvent(event)
            return
        getattr(self, command)()
        event.accept()
