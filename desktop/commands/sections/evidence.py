"""Evidence: fields and their quotes."""

from desktop.commands.command import Command, Reach, Section
from desktop.commands.states import QUOTE, RECORD
from desktop.text.translate import tr

__all__ = ["evidence_commands"]


def evidence_commands() -> tuple[Command, ...]:
    """Return the commands of the menu Evidence, in its order."""
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
            "find_evidence",
            tr("Find evidence for the field…"),
            section,
            "search",
            ("Ctrl+Shift+F",),
            frozenset({"reference", "writable", "record", "field"}),
        ),
        Command(
            "open_quote",
            tr("Open the quote in its source"),
            section,
            "open-in-source",
            ("Ctrl+Shift+E",),
            QUOTE,
        ),
        Command(
            "copy_quote",
            tr("Copy the quote with its citation"),
            section,
            "copy",
            ("Ctrl+Shift+C",),
            QUOTE,
        ),
        Command(
            "copy_rows",
            tr("Copy the selected rows as text"),
            section,
            "copy",
            ("Ctrl+C",),
            RECORD,
            reach=Reach.WIDGET,
        ),
    )
