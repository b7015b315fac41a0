"""The command palette: every command by a few letters of its words, with its keys."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.commands.command_set import CommandSet
from desktop.commands.matching import match_words
from desktop.commands.table import Command
from desktop.overlay.items import OverlayItem
from desktop.overlay.panel import Overlay
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.text.segments import Span

__all__ = ["CommandPalette"]

_ITSELF = "all_commands"


class CommandPalette(Overlay):
    """All commands, those that can be used first; Enter carries one out.

    A command that cannot be used now is listed last and says why.
    """

    def __init__(self, commands: CommandSet, theme: Theme, parent: QWidget) -> None:
        """Make a closed palette of `parent` for `commands`."""
        super().__init__(theme, parent)
        self._commands = commands
        self.describe(
            name=tr("All commands"),
            placeholder=tr("Type a few letters of what you want to do"),
            footer=tr("↑ ↓ choose · Enter does it · Esc closes"),
        )
        self.text_edited.connect(self._on_text)
        self.item_chosen.connect(lambda item: self._commands.action(item.key).trigger())

    def _on_text(self, text: str) -> None:
        found = []
        for place, command in enumerate(self._commands.commands):
            if command.id == _ITSELF:
                continue
            words = f"{self._commands.words(command.id)} {command.section.title}"
            match = match_words(words, text)
            if match is not None:
                usable = not self._commands.reason(command.id)
                # With nothing typed the table's own order is the one people know.
                score = match.score if text.strip() else 0.0
                found.append((not usable, -score, place, command, match.spans))
        found.sort(key=lambda entry: entry[:3])
        items = [self._item(command, spans) for *_, command, spans in found]
        none = tr("No command is called “{text}”.", text=text.strip())
        self.show_items(items, "" if items else none)

    def _item(self, command: Command, spans: tuple[Span, ...]) -> OverlayItem:
        section = command.section.title
        text = self._commands.words(command.id)
        length = len(text)
        in_text = tuple(Span(s.start, min(s.end, length)) for s in spans if s.start < length)
        in_section = tuple(
            Span(s.start - length - 1, s.end - length - 1) for s in spans if s.start > length
        )
        keys = command.shortcuts[0] if command.shortcuts else ""
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        reason = self._commands.reason(command.id)
        switched = tr("on") if self._commands.action(command.id).isChecked() else ""
        trailing = reason or shown
        heard = ", ".join(part for part in (text, section, switched, shown, reason) if part)
        return OverlayItem(
            key=command.id,
            text=text,
            heard=heard,
            icon="check" if switched else command.icon,
            spans=in_text,
            beside=section,
            beside_spans=in_section,
            trailing=trailing,
            enabled=not reason,
        )
