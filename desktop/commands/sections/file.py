"""File: references."""

from desktop.commands.command import Command, Reach, Section
from desktop.commands.sections.filing import filing_commands
from desktop.commands.states import REFERENCE, WRITABLE
from desktop.text.translate import tr

__all__ = ["file_commands"]


def file_commands() -> tuple[Command, ...]:
    """Return the commands of the menu File, in its order."""
    section = Section.FILE
    return (
        Command("open", tr("Open reference…"), section, "open", ("Ctrl+O",)),
        Command("new_reference", tr("New empty reference…"), section, "new"),
        Command("make_record", tr("Make the US diplomatic record…"), section, "official"),
        Command("open_recent", tr("Open recent…"), section, "recent", needs=frozenset({"recent"})),
        Command(
            "import_table",
            tr("Import a spreadsheet…"),
            section,
            "new",
            needs=WRITABLE,
            parts=True,
        ),
        Command(
            "import_reference", tr("Import another reference…"), section, "new", needs=WRITABLE
        ),
        Command(
            "import_record",
            tr("Import the US diplomatic record…"),
            section,
            "new",
            needs=WRITABLE,
        ),
        *filing_commands(),
        Command(
            "verify",
            tr("Verify the reference"),
            section,
            "check",
            needs=REFERENCE,
            parts=True,
        ),
        Command("backups", tr("Backups…"), section, "recent", needs=REFERENCE),
        Command("repair", tr("Repair into a new file…"), section, "", needs=REFERENCE),
        Command(
            "cancel_work",
            tr("Cancel what is being done"),
            section,
            "clear",
            ("Esc",),
            frozenset({"work"}),
            reach=Reach.WIDGET,
            parts=True,
        ),
        Command("close_window", tr("Close window"), section, "close", ("Ctrl+W",)),
        Command("quit", tr("Quit Attaché"), section, "", ("Ctrl+Q",)),
    )
