"""Edit: writing records, and taking it back."""

from desktop.commands.command import Command, Section
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
        Command("new_organization", tr("New organization"), section, "organization", (), WRITABLE),
        Command("new_place", tr("New place"), section, "place", (), WRITABLE),
    )
