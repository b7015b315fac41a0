"""Every action of the window, in one table: words, icon, keys, and when it can be used.

The table is data. `desktop.commands.command_set` makes the actions from it, the menus and the
palette show them, and the guide's list of keys is checked against it.
"""

from dataclasses import dataclass
from enum import Enum

from desktop.text.translate import tr

__all__ = ["STATES", "Check", "Command", "Reach", "Section", "all_commands", "missing_state"]


class Section(Enum):
    """The menu a command stands in, in the order of the menu bar."""

    FILE = "file"
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
            Section.GO: tr("Go"),
            Section.EVIDENCE: tr("Evidence"),
            Section.SOURCE: tr("Source"),
            Section.VIEW: tr("View"),
            Section.HELP: tr("Help"),
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
    The command can be used while all states in `needs` hold; `missing_state` says in words what
    one of them asks for. `icon` is a name in the theme's set, or empty.
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


_REFERENCE = frozenset({"reference"})
_RECORD = frozenset({"reference", "record"})
_QUOTE = frozenset({"reference", "record", "quote"})
_READER = frozenset({"reference", "reader"})


STATES = (
    "reference",
    "record",
    "reader",
    "quote",
    "field",
    "unused",
    "back",
    "forward",
    "recent",
    "registered",
    "unregistered",
)
"""All states a command can need, what stands first being the better reason when several lack."""


def missing_state(state: str) -> str:
    """Say in a sentence why a command that needs `state` cannot be used without it.

    Raises:
        KeyError: no command needs a state of that name.
    """
    return {
        "reference": tr("No reference is open"),
        "record": tr("No record is selected"),
        "quote": tr("The record has no quote"),
        "field": tr("No field of the record is chosen"),
        "reader": tr("No source is open in the reader"),
        "unused": tr("Every sentence of the source backs something"),
        "back": tr("There is nothing to go back to"),
        "forward": tr("There is nothing to go forward to"),
        "recent": tr("No other reference has been opened yet"),
        "registered": tr("Opening by double-click is not set up"),
        "unregistered": tr("Opening by double-click is set up already"),
    }[state]


def all_commands() -> tuple[Command, ...]:
    """Return every command in menu order, in the reader's language at the time of the call."""
    return (*_file(), *_go(), *_evidence(), *_source(), *_view(), *_help())


def _file() -> tuple[Command, ...]:
    section = Section.FILE
    return (
        Command("open", tr("Open reference…"), section, "open", ("Ctrl+O",)),
        Command("new_reference", tr("New empty reference…"), section, "new"),
        Command("open_recent", tr("Open recent…"), section, "recent", needs=frozenset({"recent"})),
        Command("verify", tr("Verify the reference"), section, "check", needs=_REFERENCE),
        Command("close_window", tr("Close window"), section, "close", ("Ctrl+W",)),
        Command("quit", tr("Quit Attaché"), section, "", ("Ctrl+Q",)),
    )


def _go() -> tuple[Command, ...]:
    section = Section.GO
    return (
        Command("quick_open", tr("Go to record…"), section, "search", ("Ctrl+K",), _REFERENCE),
        Command("all_commands", tr("All commands…"), section, "all", ("Ctrl+Shift+P",)),
        # In the reader it finds in the source, elsewhere it goes to the search field: two
        # actions on one key would be ambiguous, and Qt would then trigger neither.
        Command("find", tr("Find"), section, "find", ("Ctrl+F",), _REFERENCE),
        Command("next_record", tr("Next record"), section, "arrow-down", ("Alt+Down",), _RECORD),
        Command(
            "previous_record", tr("Previous record"), section, "arrow-up", ("Alt+Up",), _RECORD
        ),
        Command(
            "back",
            tr("Back"),
            section,
            "back",
            ("Alt+Left", "Ctrl+["),
            frozenset({"reference", "back"}),
        ),
        Command(
            "forward",
            tr("Forward"),
            section,
            "forward",
            ("Alt+Right", "Ctrl+]"),
            frozenset({"reference", "forward"}),
        ),
        Command("go_to_sidebar", tr("Go to the sidebar"), section, "", ("Ctrl+1",), _REFERENCE),
        Command("go_to_table", tr("Go to the table"), section, "", ("Ctrl+2",), _REFERENCE),
        Command("go_to_record", tr("Go to the record"), section, "", ("Ctrl+3",), _REFERENCE),
        Command("go_to_source", tr("Go to the source"), section, "", ("Ctrl+4",), _READER),
        Command("next_pane", tr("Next pane"), section, "", ("F6",)),
        Command("previous_pane", tr("Previous pane"), section, "", ("Shift+F6",)),
    )


def _evidence() -> tuple[Command, ...]:
    section = Section.EVIDENCE
    return (
        Command(
            "field_evidence",
            tr("Show the evidence of the field"),
            section,
            "quoted",
            ("Ctrl+E",),
            frozenset({"reference", "record", "field"}),
        ),
        Command(
            "open_quote",
            tr("Open the quote in its source"),
            section,
            "open-in-source",
            ("Ctrl+Shift+E",),
            _QUOTE,
        ),
        Command(
            "copy_quote",
            tr("Copy the quote with its citation"),
            section,
            "copy",
            ("Ctrl+Shift+C",),
            _QUOTE,
        ),
        Command(
            "copy_rows",
            tr("Copy the selected rows as text"),
            section,
            "copy",
            ("Ctrl+C",),
            _RECORD,
            reach=Reach.WIDGET,
        ),
    )


def _source() -> tuple[Command, ...]:
    section = Section.SOURCE
    unused = frozenset({"reference", "reader", "unused"})
    return (
        Command("show_original", tr("Show the original"), section, "original", (), _READER),
        Command("next_unused", tr("Next unused sentence"), section, "arrow-down", ("F8",), unused),
        Command(
            "previous_unused",
            tr("Previous unused sentence"),
            section,
            "arrow-up",
            ("Shift+F8",),
            unused,
        ),
    )


def _view() -> tuple[Command, ...]:
    section = Section.VIEW

    def scheme(id_: str, text: str, icon: str = "") -> Command:
        return Command(id_, text, section, icon, check=Check.ONE_OF, group="scheme")

    return (
        Command(
            "show_places",
            tr("Show places in the table"),
            section,
            "place",
            needs=_REFERENCE,
            check=Check.SWITCH,
        ),
        Command(
            "show_sources",
            tr("Show sources in the table"),
            section,
            "source",
            needs=_REFERENCE,
            check=Check.SWITCH,
        ),
        Command("columns", tr("Columns…"), section, "columns", needs=_REFERENCE),
        scheme("theme_system", tr("Colours: as the system")),
        scheme("theme_light", tr("Colours: light"), "sun"),
        scheme("theme_dark", tr("Colours: dark"), "moon"),
        # "+" is Shift+"=" on many keyboards, and a key of its own on others.
        Command("text_larger", tr("Larger text"), section, "", ("Ctrl+=", "Ctrl++")),
        Command("text_smaller", tr("Smaller text"), section, "", ("Ctrl+-",)),
        Command("text_reset", tr("Text at its usual size"), section, "", ("Ctrl+0",)),
        Command("reset_layout", tr("Reset the layout"), section),
    )


def _help() -> tuple[Command, ...]:
    section = Section.HELP
    return (
        Command("keys", tr("Keys"), section, "keyboard", ("F1",)),
        Command("tour", tr("Tour in five steps"), section, needs=_REFERENCE),
        Command(
            "register",
            tr("Set up opening by double-click"),
            section,
            needs=frozenset({"unregistered"}),
        ),
        Command(
            "unregister",
            tr("Undo opening by double-click"),
            section,
            needs=frozenset({"registered"}),
        ),
        Command("about", tr("About Attaché"), section, "info"),
    )
