"""The menu bar, made from the table of commands."""

from functools import partial

from PySide6.QtWidgets import QMenuBar

from desktop.commands.command_set import CommandSet
from desktop.commands.table import Section

__all__ = ["fill_menus"]


def fill_menus(bar: QMenuBar, commands: CommandSet) -> None:
    """Put each command into the menu of its section, in the table's order.

    A menu's icons are drawn when it opens for the first time.
    """
    for section in Section:
        menu = bar.addMenu(f"&{section.title}")
        menu.setToolTipsVisible(True)
        menu.addActions(commands.of_section(section))
        menu.aboutToShow.connect(partial(commands.draw_icons, section))
