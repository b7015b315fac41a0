"""Marking words by keyboard: sentence by sentence, and the words the next reading leans on."""

from PySide6.QtCore import QObject

from desktop.reader.pages import ReaderPages
from desktop.reader.reading_text import ReadingText
from desktop.reader.sentence_marking import one_sentence_less, one_sentence_more
from models.queries.views import Span

__all__ = ["WordMarking"]


class WordMarking(QObject):
    """Marks words of the text that is read."""

    def __init__(self, text: ReadingText, pages: ReaderPages, parent: QObject) -> None:
        """Begin with nothing marked."""
        super().__init__(parent)
        self._text = text
        self._pages = pages

    def mark_sentence(self) -> None:
        """Mark the sentence at the caret; where whole sentences are marked, the next one too."""
        span = self._text.selection() or self._caret()
        self._mark(one_sentence_more(self._text.stored.text, span.start, span.end))

    def mark_less(self) -> None:
        """Mark one sentence less than before."""
        span = self._text.selection()
        if span is not None:
            less = one_sentence_less(self._text.stored.text, span.start, span.end)
            if less is None:
                self._text.let_go()
            else:
                self._mark(less)

    def lean_on(self) -> None:
        """Let the next reading lean on the marked words; without any, or on these, on nothing."""
        span, before = self._text.selection(), self.leaning
        marking = self._text.marking
        marking.leaning = None
        if span is not None and span != before:
            marking.leaning = self._text.stored.on_page(span)
        self._text.viewport().update()

    @property
    def leaning(self) -> Span | None:
        """The words the next reading leans on."""
        place = self._text.marking.leaning
        return self._text.stored.in_text(*place) if place is not None else None

    def _caret(self) -> Span:
        position = self._text.textCursor().position()
        return self._text.stored.in_text(position, position)

    def _mark(self, span: Span | None) -> None:
        if span is not None:
            self._pages.show_reading_text()
            self._text.select(span)
            self._text.ensureCursorVisible()
            self._text.setFocus()
