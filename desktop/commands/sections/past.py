"""Edit: what was done before, the trash, records that are the same."""

from desktop.commands.command import Command, Section
from desktop.commands.states import EDITED_RECORD, RECORD, REFERENCE, WRITABLE
from desktop.text.translate import tr

__all__ = ["past_commands"]


def past_commands() -> tuple[Command, ...]:
    """Return the last commands of the menu Edit, in its order."""
    section = Section.EDIT
    return (
        Command(
            "trash",
            tr("Move to the trash"),
            section,
            "trash",
            ("Del", "Ctrl+Backspace"),
            EDITED_RECORD,
            parts=True,
        ),
        Command(
            "restore",
            tr("Take out of the trash"),
            section,
            "",
            ("Ctrl+Shift+Backspace",),
            WRITABLE,
        ),
        Command("show_trash", tr("Show the trash"), section, "trash", (), REFERENCE),
        Command(
            "merge",
            tr("Merge with…"),
            section,
            "merge",
            ("Ctrl+Shift+M",),
            EDITED_RECORD,
            parts=True,
        ),
        Command("take_apart", tr("Take apart again…"), section, "", (), EDITED_RECORD),
        Command("not_the_same", tr("Not the same as…"), section, "", (), EDITED_RECORD),
        Command("duplicates", tr("Possible duplicates…"), section, "merge", (), REFERENCE),
        Command("told_apart", tr("Said not to be the same…"), section, "", (), REFERENCE),
        Command("empty_trash", tr("Empty the trash…"), section, "", (), WRITABLE),
        Command(
            "history",
            tr("History of the record…"),
            section,
            "recent",
            ("Ctrl+Shift+H",),
            RECORD,
            parts=True,
        ),
        Command("all_history", tr("Everything done lately…"), section, "recent", (), REFERENCE),
    )
