"""Help: keys, the tour, double-click, versions."""

from desktop.commands.command import Command, Section
from desktop.commands.states import REFERENCE
from desktop.text.translate import tr

__all__ = ["help_commands"]


def help_commands() -> tuple[Command, ...]:
    """Return the commands of the menu Help, in its order."""
    section = Section.HELP
    return (
        Command("keys", tr("Keys"), section, "keyboard", ("F1",)),
        Command("tour", tr("Tour in five steps"), section, needs=REFERENCE),
        Command(
            "register",
            tr("Set up opening by double-click"),
            section,
            needs=frozenset({"unregistered"}),
        ),
        Command(
            "unregister",
            tr("Undo opening by double-click"),
            section,
            needs=frozenset({"registered"}),
        ),
        Command("about", tr("About Attaché"), section, "info"),
    )
