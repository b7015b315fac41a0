"""The list of tags: those there are with those that are on, typed into, several at once."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.lists.announce import announce
from desktop.overlay.items import OverlayItem
from desktop.overlay.panel import Overlay
from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from desktop.theme.theme import Theme
from models.names.folding import fold, matches

__all__ = ["TagList"]


class _Save:
    """The line that puts the tags on."""


class TagList(Overlay):
    """Enter puts the tag on or takes it off and stays open; Enter on the first line saves all.

    Ctrl+Enter saves from anywhere. Esc leaves every tag as it was.
    """

    saved = Signal(object, object)
    """The tags to put on and those to take off, each a list of words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a closed list over `parent`."""
        super().__init__(theme, parent)
        self._tags: list[str] = []
        self._before: dict[str, int] = {}
        self._records = 0
        self._on: set[str] = set()
        self._off: set[str] = set()
        self.text_edited.connect(self._show)

    def ask(self, tags: Sequence[str], held: dict[str, int], records: int) -> None:
        """Open for so many `records`; `held` says on how many of them each tag is."""
        self._before = dict(held)
        self._records = records
        self._on, self._off = set(), set()
        # What is on stands first: that is what one takes off.
        self._tags = sorted(tags, key=lambda tag: (tag not in held, fold(tag)))
        self.describe(
            name=tr_count("Tags of {count} record", "Tags of {count} records", records),
            placeholder=tr("A tag, new or one of these"),
            footer=tr("Enter puts a tag on or takes it off · Ctrl+Enter saves · Esc leaves all"),
        )
        self.open()

    def is_on(self, tag: str) -> bool:
        """Whether the tag will be on all records."""
        if tag in self._on:
            return True
        return tag not in self._off and self._before.get(tag, 0) >= self._records

    def _show(self, text: str) -> None:
        wanted, items = fold(text), []
        if (self._on or self._off) and not wanted:
            items.append(self._save_line())
        if wanted and all(fold(tag) != wanted for tag in self._tags):
            words = " ".join(plain(text).split())
            new = tr("New tag: {tag}", tag=words)
            items.append(OverlayItem(words, new, new, "new"))
        items += [self._line(tag, text) for tag in self._tags if wanted in fold(tag)]
        items.sort(key=lambda item: not isinstance(item.key, _Save))
        self.show_items(items, "" if items else tr("There is no tag yet; type one."))

    def _save_line(self) -> OverlayItem:
        added = [tr("＋{tag}", tag=tag) for tag in sorted(self._on)]
        taken = [tr("−{tag}", tag=tag) for tag in sorted(self._off)]
        words = tr("Save: {tags}", tags="  ".join((*added, *taken)))
        return OverlayItem(_Save(), words, words, "check")

    def _line(self, tag: str, text: str) -> OverlayItem:
        on = self.is_on(tag)
        some = not on and tag not in self._off and self._before.get(tag, 0) > 0
        state = tr("on") if on else tr("on some") if some else ""
        shown = plain(tag)
        return OverlayItem(
            key=tag,
            text=shown,
            heard=", ".join(part for part in (shown, state or tr("off")) if part),
            icon="check" if on else "dash" if some else "",
            spans=matches(shown, tuple(text.split())) if text.strip() else (),
            trailing=state,
        )

    def _toggle(self, tag: str) -> None:
        known = {fold(one): one for one in self._tags}
        tag = known.get(fold(tag), tag)
        if tag not in self._tags:
            self._tags.insert(0, tag)
        if self.is_on(tag):
            self._on.discard(tag)
            if self._before.get(tag):
                self._off.add(tag)
        else:
            self._off.discard(tag)
            if self._before.get(tag, 0) < self._records:
                self._on.add(tag)
        self.field.clear()
        self._show("")
        state = tr("on") if self.is_on(tag) else tr("off")
        announce(self.field, tr("{tag}: {state}", tag=plain(tag), state=state))

    def _choose(self, index: QModelIndex) -> None:
        """Put the tag on or take it off, and stay open; the first line saves."""
        if not index.isValid():
            return
        key = self.items.item(index.row()).key
        if isinstance(key, _Save):
            self.save()
        elif isinstance(key, str):
            self._toggle(key)

    def save(self) -> None:
        """Close, and say what is to be put on and taken off."""
        self.dismiss()
        if self._on or self._off:
            self.saved.emit(sorted(self._on), sorted(self._off))

    def _handled(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
            return True
        return super()._handled(event)
