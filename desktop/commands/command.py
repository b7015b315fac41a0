"""What one command is: words, icon, keys, section, and what it needs."""

from dataclasses import dataclass
from enum import Enum

from desktop.text.translate import tr

__all__ = ["Check", "Command", "Reach", "Section"]


class Section(Enum):
    """The menu a command stands in, in the order of the menu bar."""

    FILE = "file"
    EDIT = "edit"
    ADD = "add"
    GO = "go"
    EVIDENCE = "evidence"
    SOURCE = "source"
    VIEW = "view"
    HELP = "help"

    @property
    def title(self) -> str:
        """The section's name as menus and the palette show it."""
        return {
            Section.FILE: tr("File"),
            Section.EDIT: tr("Edit"),
            Section.ADD: tr("Add"),
            Section.GO: tr("Go"),
            Section.EVIDENCE: tr("Evidence"),
            Section.SOURCE: tr("Source"),
            Section.VIEW: tr("View"),
            Section.HELP: tr("Help"),
        }[self]

    @property
    def menu_title(self) -> str:
        """The same for the menu bar: `&` stands before the letter that opens it with Alt.

        No two menus have one letter: Alt with it would then only choose between them.
        """
        return {
            Section.FILE: tr("&File"),
            Section.EDIT: tr("&Edit"),
            Section.ADD: tr("&Add"),
            Section.GO: tr("&Go"),
            Section.EVIDENCE: tr("Evi&dence"),
            Section.SOURCE: tr("&Source"),
            Section.VIEW: tr("&View"),
            Section.HELP: tr("&Help"),
        }[self]


class Reach(Enum):
    """Where a command's keys are heard."""

    WINDOW = "window"
    WIDGET = "widget"
    """Only in the widget that handles them itself; shown here so that they can be learned."""


class Check(Enum):
    """Whether a command is a switch."""

    NONE = "none"
    SWITCH = "switch"
    ONE_OF = "one of"
    """One of the commands that share its `group` is on."""


@dataclass(frozen=True, slots=True)
class Command:
    """One action of the window.

    `shortcuts` are in Qt's portable form (Ctrl is ⌘ on macOS), the first is the one shown.
    The command can be used while all states in `needs` hold; what one of them asks for is said in
    words by `missing_state`. `icon` is a name in the theme's set, or empty. Where a command `parts`
    its menu, a line stands above it.
    """

    id: str
    text: str
    section: Section
    icon: str = ""
    shortcuts: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    reach: Reach = Reach.WINDOW
    check: Check = Check.NONE
    group: str = ""
    parts: bool = False
