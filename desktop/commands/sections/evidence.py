"""Evidence: fields and their quotes."""

from desktop.commands.command import Command, Reach, Section
from desktop.commands.states import EDITED_RECORD, QUOTE, RECORD, REFERENCE
from desktop.text.translate import tr

__all__ = ["evidence_commands"]


def evidence_commands() -> tuple[Command, ...]:
    """Return the commands of the menu Evidence, in its order."""
    section = Section.EVIDENCE

    def weighing(id_: str, text: str, icon: str = "", *keys: str, parts: bool = False) -> Command:
        return Command(id_, text, section, icon, keys, EDITED_RECORD, parts=parts)

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
            parts=True,
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
        weighing("weigh", tr("What can be done here…"), "", "Ctrl+.", parts=True),
        weighing("prefer_value", tr("Prefer this value…"), "check"),
        weighing("set_aside", tr("Set aside…"), "dash"),
        weighing("weigh_normal", tr("Weigh as any other"), "undo"),
        weighing("remove_claim", tr("Remove this claim"), "close"),
        weighing("deny_value", tr("The marked words deny this value"), "disputed"),
        Command(
            "show_disputed",
            tr("Show what is disputed"),
            section,
            "disputed",
            (),
            REFERENCE,
            parts=True,
        ),
        Command(
            "show_unsourced", tr("Show what has no source"), section, "unsourced", (), REFERENCE
        ),
    )
