"""The list of what can be done with a value, a quote or a claim: typed into, Enter does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.overlay.items import OverlayItem
from desktop.overlay.panel import Overlay
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.theme.icons import icon_names
from desktop.theme.theme import Theme
from models.names.folding import fold, matches

__all__ = ["Choice", "ChoiceList"]

LONGEST = 120


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be done; `why_not` says why it cannot be at the moment."""

    text: str
    act: Callable[[], object]
    icon: str = ""
    beside: str = ""
    trailing: str = ""
    why_not: str = ""


class ChoiceList(Overlay):
    """Offers choices and does the one that is chosen; one may open the list again."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a closed list over `parent`."""
        super().__init__(theme, parent)
        self._all: tuple[OverlayItem, ...] = ()
        self._sentence = ""
        self._icons = frozenset(icon_names())
        self.text_edited.connect(self._narrow)
        self.item_chosen.connect(_do)

    def ask(self, name: str, sentence: str, choices: Sequence[Choice]) -> None:
        """Open with `choices`; `sentence` above them says what they are about."""
        self._all = tuple(self._item(choice) for choice in choices)
        self._sentence = plain(sentence, LONGEST)
        self.describe(
            name=name,
            placeholder=name,
            footer=tr("Type a few letters · ↑ ↓ choose · Enter does it · Esc closes"),
        )
        self.open()

    @property
    def offered(self) -> Sequence[OverlayItem]:
        """Everything that can be chosen, whatever is typed."""
        return self._all

    def _item(self, choice: Choice) -> OverlayItem:
        text, beside = plain(choice.text, LONGEST), plain(choice.beside, LONGEST)
        trailing = plain(choice.why_not or choice.trailing)
        return OverlayItem(
            key=choice.act,
            text=text,
            heard=", ".join(part for part in (text, beside, trailing) if part),
            icon=choice.icon if choice.icon in self._icons else "",
            beside=beside,
            trailing=trailing,
            enabled=not choice.why_not,
        )

    def _narrow(self, text: str) -> None:
        words = fold(text).split()
        found = [
            one
            for one in self._all
            if all(word in fold(f"{one.text} {one.beside}") for word in words)
        ]
        if words:
            typed = tuple(text.split())
            found = [
                OverlayItem(
                    one.key, one.text, one.heard, one.icon, matches(one.text, typed), one.beside,
                    matches(one.beside, typed), one.trailing, one.enabled,
                )
                for one in found
            ]  # fmt: skip
        self.show_items(found, self._sentence if found else tr("Nothing is called so."))


def _do(item: OverlayItem) -> None:
    if callable(item.key):
        item.key()
