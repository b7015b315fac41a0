"""Random acts at the real window, with real keys: what somebody in no order at all would do."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt

from models.editing import rename, set_note, set_review
from models.reference.reference import Reference
from models.undo import next_redo, next_undo, redo, undo_last
from tests.journeys.desk import ALT, CONTROL, NONE, SHIFT, Desk, Key

TYPED = (
    "tehran", "khrenin", "иран", "هران", "王", "meeting", "a", "m", "iran belarus",
    '"armed forces"', "kind:meeting", "kind:official ", "is:unsourced", "after:2023",
    "before:2020", "on:2023-08", "country:iran", "with:bagheri", "place:tehran", "-iran", "zzzz",
    "kind:", "tag:x", "ﬁ", "é",
    "review:draft origin:1", "(", '"', "2023-08-02", "🙂",
)  # fmt: skip
WRITTEN = (
    "Talks",
    "2 aug 2023",
    "tehran",
    "march 2022",
    "31 feb",
    "Иван Иванов",
    "王毅",
    "",
    "confirmed",
)
AROUND = (Key.Key_Down, Key.Key_Up, Key.Key_PageDown, Key.Key_PageUp, Key.Key_Home, Key.Key_End)


class Hands:
    """Does one act after another; every one is a method and told by its name."""

    def __init__(self, desk: Desk, path: Path, chance: random.Random) -> None:
        self._desk = desk
        self._path = path
        self._chance = chance
        self.did = ""
        """What was done last, in words that let one do it again."""

    def acts(self) -> dict[Callable[[], None], int]:
        """Return every act with how often it is done."""
        return {
            self.move_in_table: 10,
            self.type_a_query: 8,
            self.sort: 4,
            self.scroll: 4,
            self.open_a_source: 6,
            self.read: 6,
            self.follow_a_link: 6,
            self.go_back_or_forward: 5,
            self.choose_in_the_sidebar: 5,
            self.walk_through_the_record: 5,
            self.walk_through_quotes: 4,
            self.open_quick: 4,
            self.look_at_commands: 2,
            self.go_to_the_next_pane: 4,
            self.escape: 5,
            self.copy: 2,
            self.change_the_size: 2,
            self.change_the_text_size: 1,
            self.edit_a_field: 6,
            self.make_a_record: 3,
            self.undo_or_redo: 6,
            self.edit_from_outside: 4,
            self.undo_or_redo_from_outside: 3,
        }

    def act(self) -> None:
        """Do one act by chance."""
        acts = self.acts()
        chosen = self._chance.choices(list(acts), list(acts.values()))[0]
        self.did = chosen.__name__
        chosen()

    def _tell(self, *details: object) -> None:
        self.did += f" {' '.join(map(str, details))}"

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, *, times: int = 1) -> None:
        for _ in range(times):
            self._desk.press(key, modifiers)

    # ------------------------------------------------------------- the table

    def move_in_table(self) -> None:
        key, times = self._chance.choice(AROUND), self._chance.randint(1, 4)
        shifted = SHIFT if self._chance.random() < 0.2 else NONE
        self._tell(key.name, times, shifted.name)
        self._press(Key.Key_2, CONTROL)
        self._press(key, shifted, times=times)

    def sort(self) -> None:
        header = self._desk.window.panes.table.view.header
        shown = [n for n in range(header.count()) if not header.isSectionHidden(n)]
        section = self._chance.choice(shown)
        self._tell(section)
        if not header.isVisible():
            return
        place = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
        self._desk.click(header.viewport(), QPoint(place, header.height() // 2))

    def scroll(self) -> None:
        bar = self._desk.window.panes.table.view.verticalScrollBar()
        place = self._chance.randint(0, max(0, bar.maximum()))
        self._tell(place)
        bar.setValue(place)

    def copy(self) -> None:
        self._press(Key.Key_2, CONTROL)
        self._press(Key.Key_C, CONTROL)

    # ------------------------------------------------------------ the search

    def type_a_query(self) -> None:
        text = self._chance.choice(TYPED)
        typed = text[: self._chance.randint(1, len(text))]
        cleared = self._chance.random() < 0.7
        self._tell(repr(typed), "cleared" if cleared else "added")
        self._press(Key.Key_F, CONTROL)
        if not self._desk.has_keyboard(self._desk.window.search):
            # In the reader the same key finds in the source.
            self._desk.type(typed)
            return
        if cleared:
            self._press(Key.Key_A, CONTROL)
            self._press(Key.Key_Backspace)
        for letter in typed:
            self._desk.type(letter)
            if self._chance.random() < 0.3:
                self._desk.settle()
        self._press(self._chance.choice((Key.Key_Escape, Key.Key_Down, Key.Key_Return)))

    def open_quick(self) -> None:
        text = self._chance.choice(TYPED)
        last = self._chance.choice((Key.Key_Return, Key.Key_Escape))
        self._tell(repr(text), last.name)
        self._press(Key.Key_K, CONTROL)
        self._desk.type(text)
        self._desk.settle()
        self._press(Key.Key_Down, times=self._chance.randint(0, 3))
        self._press(last)
        if self._desk.window.quick_open.isVisible():
            self._press(Key.Key_Escape)

    def look_at_commands(self) -> None:
        self._press(Key.Key_P, CONTROL | SHIFT)
        self._desk.type(self._chance.choice(("re", "open", "zz", "t")))
        self._press(Key.Key_Escape)

    # ------------------------------------------------------------ the record

    def walk_through_the_record(self) -> None:
        self._press(Key.Key_3, CONTROL)
        self._press(self._chance.choice((Key.Key_Down, Key.Key_Up, Key.Key_Tab)),
                    times=self._chance.randint(1, 6))  # fmt: skip
        if self._chance.random() < 0.4:
            self._press(Key.Key_E, CONTROL)

    def follow_a_link(self) -> None:
        self._press(Key.Key_3, CONTROL)
        self._press(Key.Key_Down, times=self._chance.randint(0, 8))
        self._press(Key.Key_Return)

    def go_back_or_forward(self) -> None:
        key = self._chance.choice((Key.Key_Left, Key.Key_Left, Key.Key_Right, Key.Key_Up,
                                   Key.Key_Down))  # fmt: skip
        self._tell(key.name)
        self._press(key, ALT)

    def walk_through_quotes(self) -> None:
        self._press(Key.Key_3, CONTROL)
        self._press(Key.Key_F6)
        self._press(Key.Key_Down, times=self._chance.randint(0, 4))
        if self._chance.random() < 0.4:
            self._press(Key.Key_C, CONTROL | SHIFT)

    # ------------------------------------------------------------ the source

    def open_a_source(self) -> None:
        self._press(Key.Key_E, CONTROL | SHIFT)

    def read(self) -> None:
        self._press(Key.Key_4, CONTROL)
        key, modifiers = self._chance.choice(
            ((Key.Key_F8, NONE), (Key.Key_F8, SHIFT), (Key.Key_PageDown, NONE),
             (Key.Key_Down, NONE), (Key.Key_End, NONE), (Key.Key_Home, NONE),
             (Key.Key_N, NONE), (Key.Key_P, SHIFT))
        )  # fmt: skip
        self._tell(key.name)
        self._press(key, modifiers, times=self._chance.randint(1, 3))

    # ------------------------------------------------------------ the window

    def choose_in_the_sidebar(self) -> None:
        self._press(Key.Key_1, CONTROL)
        self._press(self._chance.choice((Key.Key_Down, Key.Key_Up)),
                    times=self._chance.randint(1, 12))  # fmt: skip
        self._press(Key.Key_Return)

    def go_to_the_next_pane(self) -> None:
        self._press(Key.Key_F6, self._chance.choice((NONE, SHIFT)))

    def escape(self) -> None:
        self._press(Key.Key_Escape)

    def change_the_size(self) -> None:
        size = self._chance.randint(700, 1700), self._chance.randint(480, 1000)
        self._tell(*size)
        self._desk.window.resize(*size)

    def change_the_text_size(self) -> None:
        self._press(self._chance.choice((Key.Key_Equal, Key.Key_Minus, Key.Key_0)), CONTROL)

    # ----------------------------------------------------------------- edits

    def edit_a_field(self) -> None:
        """Write something, sense or nonsense, into a field of the record, or give it up."""
        self._press(Key.Key_3, CONTROL)
        self._press(Key.Key_Down, times=self._chance.randint(0, 8))
        self._press(Key.Key_F2)
        self._write_and_leave()

    def make_a_record(self) -> None:
        made = self._chance.choice((NONE, SHIFT))
        self._tell(made.name)
        self._press(Key.Key_N, CONTROL | made)
        self._write_and_leave()

    def _write_and_leave(self) -> None:
        self._desk.settle()
        text = self._chance.choice(WRITTEN)
        last = self._chance.choice((Key.Key_Return, Key.Key_Tab, Key.Key_Escape))
        self._tell(repr(text), last.name)
        editor = self._desk.window.overlays.field_editor
        if not editor.isVisible():
            return
        self._desk.type(text)
        self._desk.settle()
        self._press(last)
        self._desk.until(lambda: not self._desk.session.writer.busy)
        # Once for the list of offers, once for the field, once for the form.
        for _ in range(3):
            if editor.isVisible():
                self._press(Key.Key_Escape)

    def undo_or_redo(self) -> None:
        shifted = SHIFT if self._chance.random() < 0.4 else NONE
        self._tell(shifted.name)
        self._press(Key.Key_Z, CONTROL | shifted)

    def edit_from_outside(self) -> None:
        """Change a record as another window on the same file would."""
        ids = self._desk.ids
        if not ids:
            return
        record = self._chance.choice(ids)
        service = self._chance.choice((self._rename, self._review, self._note))
        self._tell(record, service.__name__)
        with Reference.open(self._path) as reference:
            service(reference, record)
        self._desk.session.browsing.look_for_changes()

    def _rename(self, reference: Reference, record: int) -> None:
        label = self._chance.choice(("Ø renamed", "Zed", "اسم دیگر", "Another name"))
        rename(reference, record=record, label=f"{label} {record}")

    def _review(self, reference: Reference, record: int) -> None:
        review = self._chance.choice(("draft", "checked", "verified"))
        set_review(reference, record=record, review=review)

    def _note(self, reference: Reference, record: int) -> None:
        set_note(reference, record=record, note=self._chance.choice(("Seen.", None)))

    def undo_or_redo_from_outside(self) -> None:
        with Reference.open(self._path) as reference:
            if self._chance.random() < 0.6 and next_undo(reference) is not None:
                step = next_undo(reference)
                if step is not None and not step.is_import:
                    undo_last(reference)
            elif next_redo(reference) is not None:
                redo(reference)
        self._desk.session.browsing.look_for_changes()
