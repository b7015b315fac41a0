"""Every key of the window, from the table of commands, filtered while one types."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.commands.command_set import CommandSet
from desktop.commands.matching import match_words
from desktop.commands.table import Section
from desktop.overlay.items import OverlayItem
from desktop.overlay.panel import Overlay
from desktop.text.translate import tr
from desktop.theme.theme import Theme

__all__ = ["KeysOverlay", "reader_keys"]


def reader_keys() -> tuple[tuple[str, str], ...]:
    """Return the keys that are heard inside panes only, with what they do."""
    return (
        ("N · Shift+N", tr("In the source: next and previous quoted passage")),
        ("U · Shift+U", tr("In the source: next and previous sentence that backs nothing")),
        ("M", tr("In the source: the records that rest on this paragraph")),
        ("S · Shift+S", tr("In the source: mark the sentence, the next one too; one less")),
        ("Enter", tr("In the source: what are the marked words for?")),
        ("F3 · Shift+F3", tr("In the source: next and previous match")),
        ("Enter", tr("In the table: to the quotes of the record")),
        ("Shift+Enter", tr("On a heading: sort by it as well")),
        ("F2 · Del", tr("On a saved view: rename it, delete it")),
        ("↑ ↓ · J K", tr("In the quotes: next and previous quote")),
        ("Enter · R", tr("On a quote: read it in its source")),
        ("Enter", tr("On a link: go there; on another line: edit it")),
        ("Del", tr("On a line of the record: take it away")),
        (
            "Alt+Shift+Up · Alt+Shift+Down",
            tr("On a line of a list: move it up, move it down"),
        ),
        ("Ctrl+Enter", tr("While editing a long text, or tags: save")),
        (
            "Tab · Shift+Tab",
            tr("While editing: save, and go on to the next or the previous field"),
        ),
        ("Alt+R", tr("While editing: say why the words are read so")),
        ("Alt+Q", tr("While editing: let the marked words back the value, or not")),
        ("Alt+P", tr("While editing: how the source prints the value")),
        ("Alt+V", tr("While editing: who said it and who passed it on")),
        ("Alt+L", tr("While editing: what the reading leans on")),
        ("Tab", tr("In the search field: take the first completion")),
        ("Esc", tr("Closes what is open on top, or clears the search")),
    )


_FIRST = (Section.GO, Section.EVIDENCE, Section.SOURCE)
"""What a newcomer looks for; the rest follows in the order of the menus."""


def _place(section: Section) -> int:
    return _FIRST.index(section) if section in _FIRST else len(_FIRST)


class KeysOverlay(Overlay):
    """Lists keys; Enter carries out the command of the line."""

    def __init__(self, commands: CommandSet, theme: Theme, parent: QWidget) -> None:
        """Make a closed overlay of `parent`."""
        super().__init__(theme, parent)
        self._commands = commands
        self.describe(
            name=tr("Keys"),
            placeholder=tr("All keys: type to find one"),
            footer=tr("Enter does it · Esc closes"),
        )
        self.text_edited.connect(self._on_text)
        self.item_chosen.connect(self._trigger)

    def _trigger(self, item: OverlayItem) -> None:
        if isinstance(item.key, str) and item.key:
            self._commands.action(item.key).trigger()

    def _on_text(self, text: str) -> None:
        items: list[OverlayItem] = []
        for command in sorted(self._commands.commands, key=lambda command: _place(command.section)):
            if not command.shortcuts:
                continue
            keys = " · ".join(
                QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                for key in command.shortcuts
            )
            item = self._item(text, command.id, command.text, command.icon, keys)
            if item is not None:
                items.append(item)
        for keys, words in reader_keys():
            item = self._item(text, "", words, "keyboard", keys)
            if item is not None:
                items.append(item)
        self.show_items(items, "" if items else tr("No key does that."))

    @staticmethod
    def _item(text: str, key: str, words: str, icon: str, keys: str) -> OverlayItem | None:
        match = match_words(words, text)
        if match is None:
            return None
        return OverlayItem(
            key=key,
            text=words,
            heard=f"{words}, {keys}",
            icon=icon,
            spans=match.spans,
            trailing=keys,
        )
