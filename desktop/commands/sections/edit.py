"""Edit: what a record says, and taking it back."""

from desktop.commands.command import Command, Reach, Section
from desktop.commands.states import EDITED_RECORD, WRITABLE
from desktop.text.translate import tr

__all__ = ["edit_commands"]


def edit_commands() -> tuple[Command, ...]:
    """Return the first commands of the menu Edit, in its order."""
    section = Section.EDIT
    words = frozenset({"reference", "writable", "words"})
    return (
        Command("undo", tr("Undo"), section, "undo", ("Ctrl+Z",), WRITABLE),
        Command("redo", tr("Redo"), section, "redo", ("Ctrl+Shift+Z", "Ctrl+Y"), WRITABLE),
        Command(
            "edit_field", tr("Edit the field"), section, "edit", ("F2",), EDITED_RECORD, parts=True
        ),
        Command(
            "use_words",
            tr("Fill in a field, or use the marked words…"),
            section,
            "edit",
            ("Ctrl+U",),
            WRITABLE,
        ),
        Command(
            "keep_quote",
            tr("Keep the marked words as a quote"),
            section,
            "quoted",
            ("Ctrl+Shift+U",),
            words,
        ),
        Command(
            "lean_on",
            tr("Let the next reading lean on the marked words"),
            section,
            "inferred",
            ("L",),
            words,
            reach=Reach.WIDGET,
        ),
        Command("prefer_name", tr("Call it by this name"), section, "", (), EDITED_RECORD),
        Command("edit_note", tr("Write a note…"), section, "", (), EDITED_RECORD),
        Command("tags", tr("Tags…"), section, "", ("Ctrl+T",), EDITED_RECORD),
        Command(
            "review",
            tr("How far it is checked…"),
            section,
            "check",
            ("Ctrl+Shift+T",),
            EDITED_RECORD,
            parts=True,
        ),
        Command("mark_draft", tr("Mark as draft"), section, "", (), EDITED_RECORD),
        Command("mark_checked", tr("Mark as checked"), section, "", (), EDITED_RECORD),
        Command("mark_verified", tr("Mark as verified"), section, "", (), EDITED_RECORD),
    )
