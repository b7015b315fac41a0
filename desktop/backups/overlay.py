"""The backups of the open reference in a list: what each holds, Enter restores one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.backups.wording import say_changes, say_counts, say_made, say_reason, say_size
from desktop.commands.matching import match_words
from desktop.overlay.items import OverlayItem
from desktop.overlay.panel import Overlay
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.backups.backup import Backup

__all__ = ["BackupsOverlay"]

NOW = "now"
FOLDER = "folder"


class BackupsOverlay(Overlay):
    """Lists backups, the newest first; under them, making one now and choosing their folder."""

    restore_requested = Signal(object)
    """The `Backup` that is to become a new file."""
    make_requested = Signal()
    folder_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a closed overlay of `parent`."""
        super().__init__(theme, parent)
        self._backups: tuple[Backup, ...] | None = None
        self._present: Mapping[str, int] = {}
        self._folder = ""
        self.describe(
            name=tr("Backups"),
            placeholder=tr("Backups: type a date or a word"),
            footer=tr("Enter restores it into a new file beside this one · Esc closes"),
        )
        self.text_edited.connect(self._on_text)
        self.item_chosen.connect(self._on_chosen)

    def wait(self) -> None:
        """Open before the backups are known."""
        self._backups = None
        self.open()

    def show_backups(
        self, backups: Sequence[Backup], present: Mapping[str, int], folder: str
    ) -> None:
        """Show the backups, what the reference holds at present, and where they lie."""
        self._backups, self._present, self._folder = tuple(backups), present, folder
        self._on_text(self.field.text())

    def _on_text(self, text: str) -> None:
        if self._backups is None:
            self.show_items((), tr("Looking for backups…"))
            return
        items = [item for item in (self._item(backup, text) for backup in self._backups) if item]
        commands = (
            self._command(NOW, tr("Make a backup now"), "new", "", text),
            self._command(
                FOLDER, tr("Choose another folder for backups…"), "open", self._folder, text
            ),
        )
        says = "" if self._backups else tr("There is no backup yet: the first edit brings one.")
        self.show_items([*items, *(command for command in commands if command)], says)

    def _item(self, backup: Backup, text: str) -> OverlayItem | None:
        made, reason = say_made(backup), say_reason(backup)
        words = tr("{made} · {reason}", made=made, reason=reason) if reason else made
        match = match_words(words, text)
        if match is None:
            return None
        counts = say_counts(backup.counts) if backup.counts else ""
        changes = say_changes(backup, self._present)
        beside = " · ".join(part for part in (changes, counts) if part)
        size = say_size(backup.size)
        return OverlayItem(
            key=backup,
            text=words,
            heard=", ".join(part for part in (words, beside, size) if part),
            icon="recent",
            spans=match.spans,
            beside=beside,
            trailing=size,
        )

    @staticmethod
    def _command(key: str, words: str, icon: str, beside: str, text: str) -> OverlayItem | None:
        match = match_words(words, text)
        if match is None:
            return None
        heard = f"{words}, {beside}" if beside else words
        return OverlayItem(
            key=key, text=words, heard=heard, icon=icon, spans=match.spans, beside=beside
        )

    def _on_chosen(self, item: OverlayItem) -> None:
        if isinstance(item.key, Backup):
            self.restore_requested.emit(item.key)
        elif item.key == NOW:
            self.make_requested.emit()
        elif item.key == FOLDER:
            self.folder_requested.emit()
