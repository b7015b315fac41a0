"""The question before something is removed for good: what goes, and its name typed to go on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.overlay.items import OverlayItem
from desktop.overlay.panel import Overlay
from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from desktop.theme.theme import Theme
from models.names.folding import fold
from models.removing import Removal

__all__ = ["RemovalOverlay", "say_removal"]

SHOWN_LABEL = 80


class RemovalOverlay(Overlay):
    """Enter removes only once the record's name, or what is to be done, stands in the field."""

    confirmed = Signal(int)
    """The record that is to be removed for good."""
    emptying_confirmed = Signal(object)
    """The records in the trash that are to be removed for good, as a tuple."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a closed overlay of `parent`."""
        super().__init__(theme, parent)
        self._meant: int | tuple[int, ...] = 0
        self._label = ""
        self._words = ""
        self._says_what = ""
        self.text_edited.connect(self._on_text)
        self.item_chosen.connect(self._on_chosen)

    def ask(self, record: int, label: str, removal: Removal, backups: int) -> None:
        """Open with what would go along with the record called `label`."""
        self._meant, self._label = record, label
        shown = plain(label, SHOWN_LABEL)
        self._says_what = say_removal(shown, removal, backups)
        self._words = tr("Remove {name} for good", name=shown)
        self.describe(
            name=self._words,
            placeholder=tr("Type the name to go on: {name}", name=shown),
            footer=tr("Enter removes it once the name is typed · Esc leaves it"),
        )
        self.open()

    def ask_all(self, records: Sequence[int], removal: Removal, resting: str, backups: int) -> None:
        """Open with what would go with the `records` in the trash, and what is `resting` on it."""
        self._meant, self._label = tuple(records), tr("empty the trash")
        told = say_removal("", removal, backups, several=len(records))
        self._says_what = f"{resting}\n{told}" if resting else told
        self._words = tr("Empty the trash")
        self.describe(
            name=self._words,
            placeholder=tr("Type this to go on: {words}", words=self._label),
            footer=tr("Enter empties it once the words are typed · Esc leaves it"),
        )
        self.open()

    def _on_chosen(self, item: OverlayItem) -> None:
        if isinstance(item.key, tuple):
            self.emptying_confirmed.emit(item.key)
        else:
            self.confirmed.emit(item.key)

    def _on_text(self, text: str) -> None:
        typed = self._is_typed(text)
        words = self._words
        several = isinstance(self._meant, tuple)
        first = tr("type the words first") if several else tr("type its name first")
        why = "" if typed else first
        item = OverlayItem(
            key=self._meant,
            text=words,
            heard=f"{words}, {why}" if why else words,
            icon="trash",
            trailing=why,
            enabled=typed,
        )
        self.show_items([item], self._says_what)

    def _is_typed(self, text: str) -> bool:
        """Whether the name stands there, in whatever case and with or without accents."""
        wanted = fold(self._label)
        if not wanted:
            return text.strip() == self._label.strip()
        return fold(text) == wanted


def say_removal(label: str, removal: Removal, backups: int, *, several: int = 0) -> str:
    """Say exactly what would go: a record called `label`, or `several` of the trash."""
    inside = removal.records - max(1, several)
    if several:
        label = tr_count("{count} record in the trash", "All {count} records in the trash", several)
    lines = [
        tr_count(
            "{name} go, with {count} record that is about them alone (names, posts, "
            "participations), {claims} and {quotes}.",
            "{name} go, with {count} records that are about them alone (names, posts, "
            "participations), {claims} and {quotes}.",
            inside,
            name=label,
            claims=tr_count("{count} claim", "{count} claims", removal.claims),
            quotes=tr_count("{count} quote", "{count} quotes", removal.quotes),
        )
        if several > 1
        else tr_count(
            "{name} goes, with {count} record that is about it alone (names, posts, "
            "participations), {claims} and {quotes}.",
            "{name} goes, with {count} records that are about it alone (names, posts, "
            "participations), {claims} and {quotes}.",
            inside,
            name=label,
            claims=tr_count("{count} claim", "{count} claims", removal.claims),
            quotes=tr_count("{count} quote", "{count} quotes", removal.quotes),
        )
    ]
    if removal.snapshots:
        lines.append(
            tr_count(
                "{count} captured text goes, with its original.",
                "{count} captured texts go, with their originals.",
                removal.snapshots,
            )
        )
    if removal.named:
        lines.append(
            tr_count(
                "{count} other record loses what named or rested on what goes.",
                "{count} other records lose what named or rested on what goes.",
                removal.named,
            )
        )
    lines.append(tr("The history goes: nothing that was done before can be undone any more."))
    if backups:
        lines.append(
            tr_count(
                "{count} backup that Attaché made is deleted, and a new one is made.",
                "{count} backups that Attaché made are deleted, and a new one is made.",
                backups,
            )
        )
    lines.append(
        tr("Copies you made yourself, and what others say in their own words, stay as they are.")
    )
    lines.append(tr("This cannot be undone."))
    return "\n".join(lines)
