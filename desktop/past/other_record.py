"""The list that asks for the other record of two that are the same."""

from PySide6.QtWidgets import QWidget

from desktop.quick_open.overlay import QuickOpen
from desktop.text.translate import tr
from desktop.theme.theme import Theme

__all__ = ["OtherRecord"]


class OtherRecord(QuickOpen):
    """Records of the same kind by a few letters; while nothing is typed, those that look alike."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a closed list over `parent`."""
        super().__init__(lambda _: None, theme, parent)

    def ask(self, label: str, *, apart: bool = False) -> None:
        """Open, to be told which record is, or is not, the same as the one called `label`."""
        self.set_recent(())
        self.describe(
            name=tr("Not the same as") if apart else tr("Merge with"),
            placeholder=(
                tr("Which one is not the same as {name}?", name=label)
                if apart
                else tr("Which one is the same as {name}?", name=label)
            ),
            footer=tr("↑ ↓ choose · Enter compares the two · Esc closes"),
        )
        self.open()

    def _recent_words(self) -> str:
        return tr("These look alike")

    def _nothing_words(self) -> str:
        return tr("Type a few letters of the other one’s name, in any script.")
