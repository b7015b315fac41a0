"""Source: what is read in the reader."""

from desktop.commands.command import Command, Section
from desktop.commands.states import READER
from desktop.text.translate import tr

__all__ = ["source_commands"]


def source_commands() -> tuple[Command, ...]:
    """Return the commands of the menu Source, in its order."""
    section = Section.SOURCE
    unused = frozenset({"reference", "reader", "unused"})
    return (
        Command(
            "read_source",
            tr("Read the source"),
            section,
            "open-in-source",
            ("Ctrl+R",),
            frozenset({"reference", "readable"}),
        ),
        Command("copies", tr("Copies of the source…"), section, "source", (), READER, parts=True),
        Command(
            "add_copy",
            tr("Add a newer copy of the source…"),
            section,
            "source",
            (),
            frozenset({"reference", "writable", "source"}),
        ),
        Command(
            "paste_copy",
            tr("Paste as a newer copy"),
            section,
            "source",
            (),
            frozenset({"reference", "writable", "source"}),
        ),
        Command(
            "open_address",
            tr("Open the address of the source…"),
            section,
            "",
            (),
            frozenset({"reference", "source"}),
        ),
        Command("show_original", tr("Show the original"), section, "original", (), READER),
        Command(
            "next_unused",
            tr("Next unused sentence"),
            section,
            "arrow-down",
            ("F8",),
            unused,
            parts=True,
        ),
        Command(
            "previous_unused",
            tr("Previous unused sentence"),
            section,
            "arrow-up",
            ("Shift+F8",),
            unused,
        ),
    )
