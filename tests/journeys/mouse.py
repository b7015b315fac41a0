"""One meeting written with the mouse; only what has no words to point at is typed.

A hand is one of two: events given to the window, or a mouse on a real screen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.detail.adding_row import AddingRow
from desktop.overlay.items import ItemModel
from desktop.window.window import Window
from models.queries.views import Span

Until = Callable[[Callable[[], bool], str], None]
"""Waits until something holds and nothing is read any more; the sentence says what."""


class Hand(Protocol):
    """A hand on the mouse, and the other one near the keyboard."""

    def click(self, widget: QWidget, place: QPoint) -> None: ...
    def double_click(self, widget: QWidget, place: QPoint) -> None: ...
    def mark(self, widget: QWidget, start: QPoint, end: QPoint) -> None: ...
    def carry(self, widget: QWidget, start: QPoint, target: QWidget, end: QPoint) -> None: ...
    def turn_wheel(self, widget: QWidget, place: QPoint, notches: int) -> None: ...
    def type(self, text: str) -> None: ...


@dataclass
class MouseWriter:
    """Writes from the source that is open in the reader."""

    window: Window
    hand: Hand
    until: Until

    # ------------------------------------------------------------- the source

    def mark(self, words: str, *, after: str = "") -> None:
        """Mark words by dragging from their beginning to their end."""
        span = self._place(words, after)
        start, end = self._rect(span.start), self._rect(span.end)
        text = self.window.panes.reader.text.viewport()
        self.hand.mark(text, start.center(), end.center())
        self._see_marked(words)

    def mark_word(self, word: str, *, after: str = "") -> None:
        """Mark one word by a double click."""
        span = self._place(word, after)
        middle = self._rect((span.start + span.end) // 2)
        self.hand.double_click(self.window.panes.reader.text.viewport(), middle.center())
        self._see_marked(word)

    def _place(self, words: str, after: str) -> Span:
        """Find words with the eyes, and turn the wheel until they are in view."""
        reader = self.window.panes.reader
        self._let_go()
        text = reader.text.stored.text
        start = text.index(words, text.index(after))
        span = Span(start, start + len(words))
        view = reader.text.viewport()
        # The bar beside marked words needs room below them.
        lowest = view.height() - 3 * self._rect(start).height()
        while self._rect(span.end).bottom() > lowest or self._rect(start).top() < 0:
            before = self._rect(start).top()
            self.hand.turn_wheel(view, view.rect().center(), 1 if before < 0 else -1)
            self.until(lambda before=before: self._rect(start).top() != before, "it scrolls")
        return span

    def _let_go(self) -> None:
        """Let marked words go by a click beside the lines, so that no bar lies on the text."""
        reader = self.window.panes.reader
        view, bar = reader.text.viewport(), reader.words_bar
        if reader.selection() is not None:
            heights = range(4, view.height(), 4)
            free = (QPoint(4, y) for y in heights if not self._is_on(bar, view, QPoint(4, y)))
            self.hand.click(view, next(free))
            self.until(lambda: reader.selection() is None and not bar.isVisible(), "it is let go")

    @staticmethod
    def _is_on(bar: QWidget, view: QWidget, place: QPoint) -> bool:
        return bar.isVisible() and bar.rect().contains(bar.mapFromGlobal(view.mapToGlobal(place)))

    def _rect(self, position: int) -> QRect:
        """Return where the caret would stand at a position of the text."""
        text = self.window.panes.reader.text
        cursor = text.textCursor()
        cursor.setPosition(text.stored.on_page(Span(position, position))[0])
        return text.cursorRect(cursor)

    def _see_marked(self, words: str) -> None:
        reader = self.window.panes.reader
        bar = reader.words_bar

        def marked() -> bool:
            span = reader.selection()
            text = reader.text.stored.text
            return span is not None and text[span.start : span.end] == words and bar.isVisible()

        self.until(marked, f"“{words}” is marked, and the bar stands beside it")

    def press_beside(self, name: str) -> None:
        """Press a button of the bar beside the marked words."""
        bar = self.window.panes.reader.words_bar
        button = next(one for one in bar.buttons if one.accessibleName() == name)
        self.until(button.isVisible, f"{name} is offered beside the words")
        self.hand.click(button, button.rect().center())

    def carry_to(self, field: str) -> None:
        """Drag the marked words onto a field of the record that is shown, filled or empty."""
        reader, detail = self.window.panes.reader, self.window.panes.detail
        span = reader.selection()
        assert span is not None
        start = self._rect((span.start + span.end) // 2).center()
        line = next((one.text for one in detail.lines if one.label == field), None)
        target = line or self._button(field)
        place = target.mapTo(detail, target.rect().center())
        self.hand.carry(reader.text.viewport(), start, detail, place)

    def press_empty(self, field: str) -> None:
        """Press the button of a field that holds nothing yet."""
        button = self._button(field)
        self.hand.click(button, button.rect().center())

    def _button(self, field: str) -> QWidget:
        (row,) = self.window.panes.detail.findChildren(AddingRow)

        def found() -> list[QWidget]:
            return [one for one in row.buttons if one.words.endswith(f" {field}")]

        self.until(lambda: bool(found()), f"{field} is offered to be filled")
        return found()[0]

    # ------------------------------------------------------------- the editor

    def at_field(self, label: str) -> None:
        """See that the editor stands at a field."""
        editor = self.window.overlays.field_editor
        self.until(
            lambda: editor.isVisible() and label in editor._label.text().split(" · "),
            f"the editor asks for {label}",
        )

    def take(self, offer: str) -> None:
        """Press one of the offers below the field."""
        editor = self.window.overlays.field_editor
        self._press_item(editor.list, editor.items, offer)
        self.until(lambda: not editor.isVisible(), "it is saved")

    def use_for(self, line: str) -> None:
        """Ask what the marked words are for, and press a line of the answer."""
        self.press_beside("Use for…")
        what_for = self.window.overlays.what_for
        self.until(what_for.isVisible, "it is asked what the words are for")
        self._press_item(what_for.list, what_for.items, line)

    def _press_item(self, view: QAbstractItemView, items: ItemModel, text: str) -> None:
        def row() -> int | None:
            rows = range(items.rowCount())
            return next((at for at in rows if items.item(at).text == text), None)

        self.until(lambda: view.isVisible() and row() is not None, f"{text} is offered")
        number = row()
        assert number is not None
        place = view.visualRect(items.index(number)).center()
        while not view.viewport().rect().contains(place):
            before = place.y()
            self.hand.turn_wheel(view.viewport(), view.viewport().rect().center(), -1)
            self.until(
                lambda before=before: view.visualRect(items.index(number)).center().y() < before,
                "the list scrolls",
            )
            place = view.visualRect(items.index(number)).center()
        self.hand.click(view.viewport(), place)

    def leave_field(self) -> None:
        """Save what stands in the editor by a click elsewhere."""
        editor = self.window.overlays.field_editor
        title = self.window.panes.reader.header.title
        self.hand.click(title, title.rect().center())
        self.until(lambda: not editor.isVisible(), "it is saved")

    # -------------------------------------------------------------- the whole

    def write_meeting(self) -> None:
        """Write the meeting of the article: its date, place, two people, posts, sides, outcome."""
        self.press_empty("Published")
        self.at_field("Published")
        self.hand.type("2 aug 2023")
        self.leave_field()
        self.mark("Top military officials from Iran and Belarus met on Wednesday")
        self.press_beside("Meeting")
        self.at_field("Called")
        self.hand.type("Bagheri - Khrenin talks\n")
        self.at_field("When")
        self.leave_field()
        meeting = "The meeting in Tehran"
        self.mark_word("Tehran", after=meeting)
        self.carry_to("Where")
        self.at_field("Where")
        self.take("New place: Tehran")
        for name, post, side in (
            ("Mohammad Bagheri", "chief of staff", "Iran"),
            ("Viktor Khrenin", "Defense Minister", "Belarus"),
        ):
            self.mark(name, after=meeting)
            if name == "Mohammad Bagheri":
                self.carry_to("Present")
            else:
                self.press_beside("Participant")
            self.at_field("Present")
            self.take(f"New official: {name}")
            self.mark(post, after=meeting)
            self.use_for(f"In the capacity of · {name}")
            self.at_field("In the capacity of")
            self.take(f"New post: {post}")
            self.mark(side, after="officials from")
            self.use_for(f"For · {name}")
            self.at_field("For")
            self.take(f"New organization: {side}")
        self.mark("joint commission", after=meeting)
        self.carry_to("Outcome")
        self.at_field("Outcome")
        self.take("New agreement: joint commission")
