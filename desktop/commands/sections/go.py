"""Go: records, panes, back and forward."""

from desktop.commands.command import Command, Section
from desktop.commands.states import READER, RECORD, REFERENCE
from desktop.text.translate import tr

__all__ = ["go_commands"]


def go_commands() -> tuple[Command, ...]:
    """Return the commands of the menu Go, in its order."""
    section = Section.GO
    return (
        Command("quick_open", tr("Go to record…"), section, "search", ("Ctrl+K",), REFERENCE),
        Command("all_commands", tr("All commands…"), section, "all", ("Ctrl+Shift+P",)),
        # In the reader it finds in the source, elsewhere it goes to the search field: two
        # actions on one key would be ambiguous, and Qt would then trigger neither.
        Command("find", tr("Find"), section, "find", ("Ctrl+F",), REFERENCE),
        Command(
            "next_record",
            tr("Next record"),
            section,
            "arrow-down",
            ("Alt+Down",),
            RECORD,
            parts=True,
        ),
        Command("previous_record", tr("Previous record"), section, "arrow-up", ("Alt+Up",), RECORD),
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
        Command(
            "go_to_sidebar",
            tr("Go to the sidebar"),
            section,
            "",
            ("Ctrl+1",),
            REFERENCE,
            parts=True,
        ),
        Command("go_to_table", tr("Go to the table"), section, "", ("Ctrl+2",), REFERENCE),
        Command("go_to_record", tr("Go to the record"), section, "", ("Ctrl+3",), REFERENCE),
        Command("go_to_source", tr("Go to the source"), section, "", ("Ctrl+4",), READER),
        Command("next_pane", tr("Next pane"), section, "", ("F6",)),
        Command("previous_pane", tr("Previous pane"), section, "", ("Shift+F6",)),
    )
