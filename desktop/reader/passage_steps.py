"""Going through a text by its quoted passages, or by the sentences that back nothing yet."""

from PySide6.QtCore import QObject, Signal

from desktop.reader.pages import ReaderPages
from desktop.reader.passage_bar import PassageBar
from desktop.reader.reading_text import ReadingText
from desktop.reader.stretches import Stretches
from desktop.text.translate import tr

__all__ = ["PassageSteps"]


class PassageSteps(QObject):
    """Knows at which passage or sentence one stands, and says below the text what it backs."""

    quote_chosen = Signal(int)
    """Somebody chose a passage by mouse or key; `show_passage` does not send it."""

    def __init__(
        self, text: ReadingText, pages: ReaderPages, bar: PassageBar, parent: QObject
    ) -> None:
        """Begin with no text."""
        super().__init__(parent)
        self._text = text
        self._pages = pages
        self._bar = bar
        self._any_text = False
        self._current: int | None = None
        self._unused: int | None = None
        self._compared = ""
        """What of the quotes of other copies stands in this one."""
        text.passage_chosen.connect(self._choose)
        bar.stepped.connect(self._step_passage)

    def begin(self) -> None:
        """Stand nowhere: another text is going to be shown. `say` follows once it is."""
        self._any_text = True
        self._current = self._unused = None

    def begin_again(self, quote_id: int | None, pointed: tuple[int, int] | None) -> None:
        """Stand where one stood, at a quote or at a sentence, now that the marks are others."""
        self.begin()
        marking = self._text.marking
        for number, passage in enumerate(self._text.passages):
            if passage.quote_id == quote_id:
                self._current = number
                marking.current = marking.passages[number]
        # The sentence one had gone to may be quoted by now: then one stands at none.
        number = marking.unused.from_position(pointed[0]) if pointed is not None else 0
        if pointed is not None and number < len(marking.unused):
            self._unused = number if marking.unused[number] == pointed else None
        marking.pointed = pointed if self._unused is not None else None

    @property
    def current_quote_id(self) -> int | None:
        """The quote whose passage is current."""
        return None if self._current is None else self._text.passages[self._current].quote_id

    # Passages

    def show_passage(self, quote_id: int) -> bool:
        """Make a quote's passage current, a third from the top; False when it is not in here."""
        for number, passage in enumerate(self._text.passages):
            if passage.quote_id == quote_id:
                self._go_to_passage(number)
                return True
        return False

    def next_passage(self) -> None:
        """Go to the next passage, after the last one to the first."""
        self._step_passage(1)

    def previous_passage(self) -> None:
        """Go to the previous passage, before the first one to the last."""
        self._step_passage(-1)

    def _go_to_passage(self, number: int) -> None:
        self._pages.show_reading_text()
        self._set_current(number)
        self._text.go_to(self._text.marking.passages[number][0])

    def _set_current(self, number: int) -> None:
        self._current = number
        self._unused = None
        marking = self._text.marking
        marking.current = marking.passages[number]
        marking.pointed = None
        self._text.viewport().update()
        self.say()

    def _choose(self, number: int) -> None:
        """Take the passage that was clicked: it is in view already, so nothing moves."""
        self._set_current(number)
        self.quote_chosen.emit(self._text.passages[number].quote_id)

    def _step_passage(self, step: int) -> None:
        count = len(self._text.passages)
        if not count:
            return
        if self._current is not None:
            number = self._current + step
        else:
            number = self._first_beyond(self._text.marking.passages, step)
        self._go_to_passage(number % count)
        self.quote_chosen.emit(self._text.passages[number % count].quote_id)

    def _first_beyond(self, stretches: Stretches, step: int) -> int:
        """Return the stretch that follows the caret, or the one that precedes it."""
        following = stretches.from_position(self._text.textCursor().position())
        return following if step > 0 else following - 1

    # Sentences that back nothing

    def next_unused(self) -> None:
        """Go to the next sentence that backs nothing, after the last one to the first."""
        self._step_unused(1)

    def previous_unused(self) -> None:
        """Go to the previous sentence that backs nothing, before the first one to the last."""
        self._step_unused(-1)

    def _step_unused(self, step: int) -> None:
        unused = self._text.marking.unused
        if not len(unused):
            return
        if self._unused is not None:
            number = (self._unused + step) % len(unused)
        else:
            number = self._first_beyond(unused, step) % len(unused)
        self._pages.show_reading_text()
        self._current = None
        self._unused = number
        self._text.marking.current = None
        self._text.marking.pointed = unused[number]
        self._text.go_to(unused[number][0])
        self.say()

    # What is said below the text

    def compare(self, compared: str) -> None:
        """Say `compared` where nothing is quoted: what of other copies stands in this one."""
        self._compared = compared
        self.say()

    def say(self) -> None:
        """Say below the text at what one stands."""
        if not self._any_text:
            return
        passages = self._text.passages
        if self._current is not None:
            passage = passages[self._current]
            self._bar.show_passage(passage, self._current + 1, len(passages))
            return
        if self._unused is not None:
            sentence = tr(
                "This sentence backs nothing ({number} of {total}).",
                number=self._unused + 1,
                total=len(self._text.marking.unused),
            )
        elif passages:
            sentence = tr("Choose a marked passage, or press N, to see what rests on it.")
        elif self._compared:
            sentence = tr("Nothing is quoted from this copy. {compared}", compared=self._compared)
        else:
            sentence = tr("Nothing is quoted from this source yet.")
        self._bar.say(sentence, passages=len(passages))
