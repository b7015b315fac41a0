"""File: copies of the reference, its place, and what is to leave it for good."""

from desktop.commands.command import Command, Section
from desktop.commands.states import EDITED_RECORD, REFERENCE, WRITABLE
from desktop.text.translate import tr

__all__ = ["filing_commands"]


def filing_commands() -> tuple[Command, ...]:
    """Return these commands of the menu File, in its order."""
    section = Section.FILE
    return (
        Command(
            "save_copy",
            tr("Save a copy as…"),
            section,
            "copy",
            needs=REFERENCE,
            parts=True,
        ),
        Command(
            "save_copy_without_history",
            tr("Save a copy without history…"),
            section,
            "copy",
            needs=REFERENCE,
        ),
        Command(
            "move_reference", tr("Rename or move the reference…"), section, "edit", needs=WRITABLE
        ),
        Command("remove_for_good", tr("Remove for good…"), section, "trash", needs=EDITED_RECORD),
    )
