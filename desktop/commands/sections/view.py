"""View: the table, the colours, the size of the text."""

from desktop.commands.command import Check, Command, Section
from desktop.commands.states import REFERENCE, WRITABLE
from desktop.text.translate import tr

__all__ = ["view_commands"]


def view_commands() -> tuple[Command, ...]:
    """Return the commands of the menu View, in its order."""
    section = Section.VIEW

    def scheme(id_: str, text: str, icon: str = "", *, parts: bool = False) -> Command:
        return Command(id_, text, section, icon, check=Check.ONE_OF, group="scheme", parts=parts)

    return (
        Command(
            "show_places",
            tr("Show places in the table"),
            section,
            "place",
            needs=REFERENCE,
            check=Check.SWITCH,
        ),
        Command(
            "show_sources",
            tr("Show sources in the table"),
            section,
            "source",
            needs=REFERENCE,
            check=Check.SWITCH,
        ),
        Command("columns", tr("Columns…"), section, "columns", needs=REFERENCE),
        Command("save_view", tr("Save this view…"), section, "saved", ("Ctrl+D",), WRITABLE),
        scheme("theme_system", tr("Colours: as the system"), parts=True),
        scheme("theme_light", tr("Colours: light"), "sun"),
        scheme("theme_dark", tr("Colours: dark"), "moon"),
        # "+" is Shift+"=" on many keyboards, and a key of its own on others.
        Command("text_larger", tr("Larger text"), section, "", ("Ctrl+=", "Ctrl++"), parts=True),
        Command("text_smaller", tr("Smaller text"), section, "", ("Ctrl+-",)),
        Command("text_reset", tr("Text at its usual size"), section, "", ("Ctrl+0",)),
        Command("reset_layout", tr("Reset the layout"), section, parts=True),
    )
