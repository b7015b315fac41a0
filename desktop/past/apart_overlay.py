"""The list of records that were merged into another, to take one out of it again."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.commands.matching import match_words
from desktop.overlay.items import OverlayItem
from desktop.overlay.panel import Overlay
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.queries.comparing import MergedRecord

__all__ = ["ApartOverlay"]

SHOWN_LABEL = 80


class ApartOverlay(Overlay):
    """Enter takes the chosen record out of the other."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a closed list over `parent`."""
        super().__init__(theme, parent)
        self._all: tuple[MergedRecord, ...] = ()
        self.text_edited.connect(self._narrow)
        self.item_chosen.connect(lambda item: self.chosen.emit(item.key))

    def ask(self, label: str, merged: Sequence[MergedRecord]) -> None:
        """Open with what was merged into the record called `label`."""
        self._all = tuple(merged)
        self.describe(
            name=tr("Take apart again"),
            placeholder=tr("Which one is to stand beside {name} again?", name=label),
            footer=tr("Enter takes it out, with everything it brought · Esc closes"),
        )
        self.open()

    def _narrow(self, text: str) -> None:
        items = [item for item in (self._item(one, text) for one in self._all) if item]
        self.show_items(items, "" if items else tr("Nothing is called so."))

    @staticmethod
    def _item(one: MergedRecord, text: str) -> OverlayItem | None:
        label = plain(one.label, SHOWN_LABEL)
        match = match_words(label, text)
        if match is None:
            return None
        moment = datetime.fromisoformat(one.moment).astimezone().strftime("%Y-%m-%d %H:%M")
        merged = tr("merged {moment}", moment=moment)
        return OverlayItem(
            key=one.id,
            text=label,
            heard=f"{label}, {merged}",
            icon=one.kind,
            spans=match.spans,
            trailing=merged,
        )
