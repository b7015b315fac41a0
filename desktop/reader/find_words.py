"""Finding words in the text that is read: every match is marked, and one after another gone to."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.reader.find_bar import FindBar
from desktop.reader.finding import FoldedText
from desktop.reader.pages import ReaderPages
from desktop.reader.reading_text import ReadingText
from desktop.reader.stretches import Stretches
from models.queries.views import Span

__all__ = ["FindingWords"]


class FindingWords(QObject):
    """Marks what the find bar asks for."""

    def __init__(
        self, bar: FindBar, text: ReadingText, pages: ReaderPages, within: QWidget
    ) -> None:
        """Begin closed, with no text; `within` holds the bar and the text."""
        super().__init__(within)
        self._bar = bar
        self._text = text
        self._pages = pages
        self._words: str | None = None
        self._folded: FoldedText | None = None
        self._match: int | None = None
        bar.words_changed.connect(self._find)
        bar.stepped.connect(self._step)
        bar.closed.connect(self.close)

    def look_in(self, words: str) -> None:
        """Look in another text from now on; the find bar stays as it is."""
        self._words = words
        self._folded = None
        self._match = None

    @property
    def is_open(self) -> bool:
        """Whether the find bar is there."""
        return not self._bar.isHidden()

    def open(self) -> None:
        """Open the find bar and give it the keyboard."""
        if self._words is None:
            return
        self._pages.show_reading_text()
        self._bar.open()
        self._find(self._bar.field.text())

    def close(self) -> None:
        """Close the find bar and take its marks away; what was found is marked instead."""
        within = self.parent()
        focused = within.focusWidget() if isinstance(within, QWidget) else None
        had_keyboard = focused is not None and self._bar.isAncestorOf(focused)
        found = self._text.marking.match
        self._bar.hide()
        if had_keyboard and found is not None:
            self._text.select(self._text.stored.in_text(*found))
        self._show(())
        if had_keyboard:
            self._text.setFocus()

    def next_match(self) -> None:
        """Go to the next match, after the last one to the first; opens find when it is closed."""
        self._step(1)

    def previous_match(self) -> None:
        """Go to the previous match, before the first one to the last."""
        self._step(-1)

    def _find(self, words: str) -> None:
        if self._words is None or not self.is_open:
            return
        if self._folded is None:
            self._folded = FoldedText(self._words)
        found = self._folded.find(words)
        self._show(found)
        if found:
            # From where one reads, so that typing on narrows what is already in view.
            at = self._text.textCursor().selectionStart()
            self._go_to(self._text.marking.matches.from_position(at) % len(found))
        else:
            self._bar.say(0, 0)

    def _show(self, found: tuple[Span, ...]) -> None:
        marking = self._text.marking
        marking.matches = Stretches(self._text.stored.all_on_page(found))
        marking.match = None
        self._match = None
        self._text.viewport().update()

    def _step(self, step: int) -> None:
        if not self.is_open:
            self.open()
            return
        count = len(self._text.marking.matches)
        if count:
            self._go_to(((self._match or 0) + step) % count)

    def _go_to(self, number: int) -> None:
        self._match = number
        marking = self._text.marking
        marking.match = marking.matches[number]
        self._text.go_to(marking.match[0])
        self._bar.say(number + 1, len(marking.matches))
