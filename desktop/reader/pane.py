"""The reader: one snapshot, every quoted passage marked, jumps both ways, all by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.reader.find_bar import FindBar
from desktop.reader.find_words import FindingWords
from desktop.reader.header import ReaderHeader
from desktop.reader.margin_marks import MarginMarks
from desktop.reader.marking import MarkedText
from desktop.reader.original_page import OriginalPage
from desktop.reader.pages import ReaderPages
from desktop.reader.passage_bar import PassageBar
from desktop.reader.passage_steps import PassageSteps
from desktop.reader.reading_text import ReadingText
from desktop.reader.word_marking import WordMarking
from desktop.reader.words_bar import WordsBar
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.queries.views import OriginalView, SnapshotView, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.capture.copies import Copies

__all__ = ["ReaderPane"]

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier

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
    use_wanted = Signal()
    """Enter was pressed with words marked: what are they for?"""
    quote_chosen = Signal(int)
    """Somebody chose a passage by mouse or key; `show_passage` does not send it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a reader that shows nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._snapshot: SnapshotView | None = None
        self.header = ReaderHeader(theme)
        self.find_bar = FindBar(theme)
        self.text = ReadingText(theme)
        self.marks = MarginMarks(self.text)
        self.words_bar = WordsBar(theme, self.text, self)
        self.original = OriginalPage(theme)
        self.passage_bar = PassageBar(theme)
        self._pages = ReaderPages(self.header, self.text, self.original)
        self.finding = FindingWords(self.find_bar, self.text, self._pages, self)
        self.steps = PassageSteps(self.text, self._pages, self.passage_bar, self)
        self.word_marking = WordMarking(self.text, self._pages, self)
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
        self.header.find_wanted.connect(self.finding.open)
        self.header.close_wanted.connect(self.closed)
        self.header.passage_wanted.connect(self.steps.next_passage)
        self.header.unused_wanted.connect(self.steps.next_unused)
        self.header.original_wanted.connect(self._toggle_original)
        self.text.use_wanted.connect(self.use_wanted)
        self.steps.quote_chosen.connect(self.quote_chosen)
        self.marks.record_requested.connect(self.record_requested)
        self.passage_bar.record_requested.connect(self.record_requested)
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
        self.finding.look_in(snapshot.text)
        self.steps.begin()
        self._clear()
        self.header.show_snapshot(snapshot)
        self.text.show_text(marked or MarkedText.of(snapshot))
        self.text.setAccessibleDescription(snapshot.source.label)
        self.marks.renew()
        self.finding.close()
        self.show_reading_text()
        self.steps.say()

    def renew_snapshot(self, snapshot: SnapshotView, marked: MarkedText | None = None) -> None:
        """Mark what rests on the text by now; what one reads, marks and looks for stays."""
        current, pointed = self.current_quote_id, self.text.marking.pointed
        self._snapshot = snapshot
        self.steps.begin()
        self.header.show_snapshot(snapshot)
        self.text.renew_marks(marked or MarkedText.of(snapshot))
        self.text.setAccessibleDescription(snapshot.source.label)
        self.steps.begin_again(current, pointed)
        self.marks.renew()
        self.text.viewport().update()
        self.steps.say()

    @property
    def snapshot_id(self) -> int | None:
        """The snapshot that is shown."""
        return None if self._snapshot is None else self._snapshot.id

    @property
    def current_quote_id(self) -> int | None:
        """The quote whose passage is current."""
        return self.steps.current_quote_id

    def selection(self) -> Span | None:
        """Return the selected span of the stored text in code points, or None."""
        return self.text.selection()

    def select(self, span: Span) -> None:
        """Select a span of the stored text."""
        self.text.select(span)

    @property
    def leaning(self) -> Span | None:
        """The words the next reading leans on."""
        return self.word_marking.leaning

    def show_passage(self, quote_id: int) -> bool:
        """Make a quote's passage current, a third from the top; False when it is not in here."""
        return self.steps.show_passage(quote_id)

    def say_copies(self, copies: Copies | None) -> None:
        """Say which of several copies is shown, and what of the others stands in it."""
        self.header.say_copies(copies)
        compared = copies is not None and copies.comparison.quotes
        self.steps.compare(copies.comparison.sentence() if copies and compared else "")

    def open_records(self) -> None:
        """List the records that rest on the caret's paragraph, if there are any."""
        self.show_reading_text()
        self.marks.open_list(self.text.textCursor().block().blockNumber())

    # The original

    def _toggle_original(self) -> None:
        if self.original_shown:
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
        self.finding.close()
        self._pages.show_original(original)

    def show_reading_text(self) -> None:
        """Go back from the original to the reading text, where one was."""
        self._pages.show_reading_text()

    @property
    def original_shown(self) -> bool:
        """Whether the original stands in place of the reading text."""
        return self._pages.original_shown

    # Keys

    def leave(self) -> None:
        """Close what was opened last: find, the original, or the reader itself."""
        if self.finding.is_open:
            self.finding.close()
        elif self.original_shown:
            self.show_reading_text()
        elif self.selection() is not None:
            self.text.let_go()
            self.text.setFocus()
        else:
            self.closed.emit()

    def _commands(self) -> dict[tuple[int, Qt.KeyboardModifier], Callable[[], None]]:
        return {
            (Qt.Key.Key_N, _NONE): self.steps.next_passage,
            (Qt.Key.Key_N, _SHIFT): self.steps.previous_passage,
            (Qt.Key.Key_U, _NONE): self.steps.next_unused,
            (Qt.Key.Key_U, _SHIFT): self.steps.previous_unused,
            (Qt.Key.Key_M, _NONE): self.open_records,
            (Qt.Key.Key_S, _NONE): self.word_marking.mark_sentence,
            (Qt.Key.Key_S, _SHIFT): self.word_marking.mark_less,
            (Qt.Key.Key_L, _NONE): self.word_marking.lean_on,
            (Qt.Key.Key_F, _CONTROL): self.finding.open,
            (Qt.Key.Key_F3, _NONE): self.finding.next_match,
            (Qt.Key.Key_F3, _SHIFT): self.finding.previous_match,
            (Qt.Key.Key_Escape, _NONE): self.leave,
        }

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        # Letters of many scripts are keys without a name in Qt.Key: compared as numbers.
        return self._commands().get((event.key(), modifiers))

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
        command()
        event.accept()
