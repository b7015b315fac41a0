"""Edit: writing records, and taking it back."""

from desktop.commands.command import Command, Reach, Section
from desktop.commands.states import EDITED_RECORD, EVENT, WRITABLE
from desktop.text.translate import tr

__all__ = ["edit_commands"]


def edit_commands() -> tuple[Command, ...]:
    """Return the commands of the menu Edit, in its order."""
    section = Section.EDIT
    words = frozenset({"reference", "writable", "words"})
    return (
        Command("undo", tr("Undo"), section, "undo", ("Ctrl+Z",), WRITABLE),
        Command("redo", tr("Redo"), section, "redo", ("Ctrl+Shift+Z", "Ctrl+Y"), WRITABLE),
        Command("edit_field", tr("Edit the field"), section, "edit", ("F2",), EDITED_RECORD),
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
        Command("new_meeting", tr("New meeting"), section, "meeting", ("Ctrl+N",), WRITABLE),
        Command(
            "new_official", tr("New official"), section, "official", ("Ctrl+Shift+N",), WRITABLE
        ),
        Command(
            "new_statement", tr("New statement"), section, "statement", ("Ctrl+Shift+S",), WRITABLE
        ),
        Command(
            "new_agreement", tr("New agreement"), section, "agreement", ("Ctrl+Shift+A",), WRITABLE
        ),
        Command(
            "new_relation", tr("New relation"), section, "relation", ("Ctrl+Shift+R",), WRITABLE
        ),
        Command("add_participant", tr("Add a participant"), section, "new", ("Ctrl+J",), EVENT),
        Command("add_name", tr("Add a name…"), section, "", (), EDITED_RECORD),
        Command("prefer_name", tr("Call it by this name"), section, "", (), EDITED_RECORD),
        Command("add_post", tr("Add a post…"), section, "tenure", (), EDITED_RECORD),
        Command("add_identifier", tr("Add an identifier…"), section, "", (), EDITED_RECORD),
        Command("edit_note", tr("Write a note…"), section, "", (), EDITED_RECORD),
        Command("tags", tr("Tags…"), section, "", ("Ctrl+T",), EDITED_RECORD),
        Command(
            "review",
            tr("How far it is checked…"),
            section,
            "check",
            ("Ctrl+Shift+T",),
            EDITED_RECORD,
        ),
        Command("mark_draft", tr("Mark as draft"), section, "", (), EDITED_RECORD),
        Command("mark_checked", tr("Mark as checked"), section, "", (), EDITED_RECORD),
        Command("mark_verified", tr("Mark as verified"), section, "", (), EDITED_RECORD),
        Command("new_organization", tr("New organization"), section, "organization", (), WRITABLE),
        Command("new_place", tr("New place"), section, "place", (), WRITABLE),
    )
