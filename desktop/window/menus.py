"""The menu bar, made from the table of commands."""

from PySide6.QtWidgets import QMenuBar

from desktop.commands.command_set import CommandSet
from desktop.commands.table import Section

__all__ = ["fill_menus"]


def fill_menus(bar: QMenuBar, commands: CommandSet) -> None:
    """Put each command into the menu of its section, in the table's order."""
    for section in Section:
        menu = bar.addMenu(f"&{section.title}")
        menu.setToolTipsVisible(True)
        for command in commands.commands:
            if command.section is section:
                menu.addAction(commands.action(command.id))
