"""A person who writes at the keyboard and looks at the window: no ids, no service, keys alone.

What is pressed is counted as Card, Moran and Newell count it (The Keystroke-Level Model, 1980):
every key is one K, Shift and Ctrl held too; every decision is one M.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.overlay.items import OverlayItem
from models.queries.views import Span
from tests.journeys.desk import ALT, CONTROL, NONE, SHIFT, Desk, Key, Qt

KEY_SECONDS = 0.28
"""An average typist."""
DECISION_SECONDS = 1.35

MODIFIERS = (SHIFT, CONTROL, ALT)


@dataclass
class Tally:
    """What it took: keys, decisions, and the seconds the window was waited for."""

    keys: int = 0
    decisions: int = 0
    waited: float = 0.0

    @property
    def estimate(self) -> float:
        """The seconds an average person needs, without the waiting."""
        return self.keys * KEY_SECONDS + self.decisions * DECISION_SECONDS


@dataclass
class Typist:
    """Two hands on the keyboard of a desk, and eyes on its window."""

    desk: Desk
    tally: Tally = field(default_factory=Tally)

    # ------------------------------------------------------------------- keys

    def decide(self) -> None:
        """Make up one's mind what comes next."""
        self.tally.decisions += 1

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key, as often as that, with the modifiers held all the while."""
        self.tally.keys += times + sum(bool(modifiers & one) for one in MODIFIERS)
        for _ in range(times):
            self.desk.press(key, modifiers)

    def type(self, text: str) -> None:
        """Type letters; one Shift for each run of capitals."""
        capital = False
        for letter in text:
            self.tally.keys += 1 + (letter.isupper() and not capital)
            capital = letter.isupper()
        self.desk.type(text)

    def command(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Decide on a command and press its keys."""
        self.decide()
        self.press(key, modifiers)

    def see(self, holds: Callable[[], bool]) -> None:
        """Wait until something is seen in the window."""
        begun = time.perf_counter()
        self.desk.until(holds)
        self.tally.waited += time.perf_counter() - begun

    # ------------------------------------------------------------- the source

    @property
    def text(self) -> str:
        """The text that is open in the reader."""
        snapshot = self.desk.window.panes.reader._snapshot
        assert snapshot is not None
        return snapshot.text

    @property
    def marked(self) -> str:
        """The words that are marked, empty where none are."""
        span = self.desk.window.panes.reader.selection()
        return self.text[span.start : span.end] if span is not None else ""

    def find(self, words: str, place: Span) -> None:
        """Find words in the source: the place that is meant is marked when find is closed."""
        reader = self.desk.window.panes.reader
        self.command(Key.Key_F, CONTROL)
        self.see(lambda: self.desk.has_keyboard(reader.find_bar.field))
        self.type(words)
        for _ in range(len(reader.text.marking.matches)):
            if self._match() == place:
                break
            self.press(Key.Key_Return)
        assert self._match() == place, f"{words} is not found there"
        self.press(Key.Key_Escape)
        self.see(lambda: reader.selection() == place)

    def _match(self) -> Span | None:
        text = self.desk.window.panes.reader.text
        match = text.marking.match
        return text.stored.in_text(*match) if match is not None else None

    def mark(self, words: str, *, within: str | None = None) -> None:
        """Mark words of the source, those inside the passage `within`: find, then Shift+arrows."""
        text, reader = self.text, self.desk.window.panes.reader
        begin = text.index(within) if within is not None else 0
        start = text.index(words, begin)
        place = Span(start, start + len(words))
        first = self._first_words(words)
        self.find(first, Span(start, start + len(first)))
        for _ in range(len(words)):
            span = reader.selection()
            assert span is not None
            if span.end >= place.end:
                break
            self.press(Key.Key_Right, CONTROL | SHIFT)
        span = reader.selection()
        assert span is not None
        if span.end > place.end:
            self.press(Key.Key_Left, SHIFT, span.end - place.end)
        assert self.marked == words, (self.marked, words)

    @staticmethod
    def _first_words(words: str) -> str:
        """Return as many of the words as one types to find them."""
        if len(words) <= 12:
            return words
        cut = words.find(" ", 8)
        return words if cut < 0 or cut > 16 else words[:cut]

    # ------------------------------------------------------------- the fields

    @property
    def heading(self) -> str:
        """What the open editor says it edits."""
        editor = self.desk.window.overlays.field_editor
        return editor._label.text() if editor.isVisible() else ""

    def at_field(self, label: str) -> None:
        """See that the editor stands at a field."""
        editor = self.desk.window.overlays.field_editor
        self.see(lambda: label in self.heading.split(" · ") and self.desk.has_keyboard(editor))

    def offered(self, beginning: str, trailing: str = "") -> None:
        """See that an offer is chosen, and walk down to the one that is meant: known or new."""
        editor = self.desk.window.overlays.field_editor

        def meant(item: OverlayItem) -> bool:
            named = item.text.startswith(beginning) or item.text.endswith(f": {beginning}")
            return named and trailing in item.trailing

        def there() -> bool:
            return any(map(meant, map(editor.items.item, range(editor.items.rowCount()))))

        self.see(there)
        for _ in range(editor.items.rowCount()):
            if editor.chosen is not None and meant(editor.chosen):
                return
            self.press(Key.Key_Down)
        raise AssertionError(f"{beginning} is not offered")

    def done(self, key: Qt.Key = Key.Key_Tab) -> None:
        """Look once more and leave the field."""
        self.decide()
        self.press(key)

    def saved(self) -> None:
        """See that everything is saved and the editor closed."""
        self.see(lambda: not self.desk.session.writer.busy)

    def field(self, name: str) -> None:
        """Choose a field of the record, or anything else of that list, by a few letters."""
        what_for = self.desk.window.overlays.what_for
        self.command(Key.Key_U, CONTROL)
        self.see(what_for.isVisible)
        self.type(name)
        self.press(Key.Key_Return)
        self.see(lambda: not what_for.isVisible())
