"""Add: sources, records, and what belongs to a record."""

from desktop.commands.command import Command, Section
from desktop.commands.states import EDITED_RECORD, EVENT, WRITABLE
from desktop.text.translate import tr

__all__ = ["add_commands"]


def add_commands() -> tuple[Command, ...]:
    """Return the commands of the menu Add, in its order."""
    section = Section.ADD

    def new(kind: str, text: str, *keys: str, parts: bool = False) -> Command:
        return Command(f"new_{kind}", text, section, kind, keys, WRITABLE, parts=parts)

    return (
        Command("add_sources", tr("Add sources…"), section, "source", ("Ctrl+I",), WRITABLE),
        Command(
            "paste_source",
            tr("Paste as a source"),
            section,
            "source",
            ("Ctrl+Shift+V",),
            WRITABLE,
        ),
        new("meeting", tr("New meeting"), "Ctrl+N", parts=True),
        new("official", tr("New official"), "Ctrl+Shift+N"),
        new("statement", tr("New statement"), "Ctrl+Shift+S"),
        new("agreement", tr("New agreement"), "Ctrl+Shift+A"),
        new("relation", tr("New relation"), "Ctrl+Shift+R"),
        new("organization", tr("New organization")),
        new("place", tr("New place")),
        Command(
            "add_participant",
            tr("Add a participant"),
            section,
            "official",
            ("Ctrl+J",),
            EVENT,
            parts=True,
        ),
        Command("add_name", tr("Add a name…"), section, "", (), EDITED_RECORD),
        Command("add_post", tr("Add a post…"), section, "tenure", (), EDITED_RECORD),
        Command("add_identifier", tr("Add an identifier…"), section, "", (), EDITED_RECORD),
    )
