"""The menu bar, made from the table of commands, and the menu of files opened lately."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.commands.command_set import CommandSet
from desktop.commands.table import Section
from desktop.text.escaping import plain, tip

__all__ = ["fill_menus", "recent_menu"]


def fill_menus(bar: QMenuBar, commands: CommandSet) -> None:
    """Put each command into the menu of its section, in the table's order.

    A menu's icons are drawn when it opens for the first time.
    """
    for section in Section:
        menu = bar.addMenu(f"&{section.title}")
        menu.setToolTipsVisible(True)
        menu.addActions(commands.of_section(section))
        menu.aboutToShow.connect(partial(commands.draw_icons, section))


def recent_menu(paths: Iterable[Path], chosen: Callable[[Path], object], parent: QWidget) -> QMenu:
    """Return a menu of files, to be shown with `popup`; it deletes itself when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for path in paths:
        # An ampersand in a menu would underline the letter after it.
        action = menu.addAction(plain(path.name).replace("&", "&&"))
        action.setToolTip(tip(str(path)))
        action.triggered.connect(lambda _=False, path=path: chosen(path))
    menu.setToolTipsVisible(True)
    return menu
