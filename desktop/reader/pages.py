"""The two pages of the reader: the reading text, and the captured bytes in place of it."""

from PySide6.QtWidgets import QStackedWidget

from desktop.reader.header import ReaderHeader
from desktop.reader.original_page import OriginalPage
from desktop.reader.reading_text import ReadingText
from models.queries.views import OriginalView

__all__ = ["ReaderPages"]


class ReaderPages(QStackedWidget):
    """Shows the text or the original; the header says which."""

    def __init__(self, header: ReaderHeader, text: ReadingText, original: OriginalPage) -> None:
        """Begin with the text."""
        super().__init__()
        self._header = header
        self._text = text
        self._original = original
        self.addWidget(text)
        self.addWidget(original)
        original.back_wanted.connect(self.show_reading_text)

    @property
    def original_shown(self) -> bool:
        """Whether the original stands in place of the reading text."""
        return self.currentWidget() is self._original

    def show_original(self, original: OriginalView) -> None:
        """Show the captured bytes, and give them the keyboard."""
        self._original.show_original(original)
        self.setCurrentWidget(self._original)
        self._header.say_original_shown(shown=True)
        self._original.letters.setFocus()

    def show_reading_text(self) -> None:
        """Go back from the original to the reading text, where one was."""
        if self.original_shown:
            self.setCurrentWidget(self._text)
            self._original.clear()
            self._text.setFocus()
        self._header.say_original_shown(shown=False)
