"""The menu bar, made from the table of commands, and the menu of files opened lately."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.commands.command_set import CommandSet
from desktop.commands.table import Section
from desktop.text.escaping import plain, tip

__all__ = ["fill_menu", "fill_menus", "recent_menu", "title_menus"]


def title_menus(bar: QMenuBar) -> dict[Section, QMenu]:
    """Give the bar its menus, which are empty yet, and so its height."""
    return {section: bar.addMenu(section.menu_title) for section in Section}


def fill_menus(menus: Mapping[Section, QMenu], commands: CommandSet) -> None:
    """Put each command into the menu of its section, in the table's order."""
    for section, menu in menus.items():
        fill_menu(menu, section, commands)


def fill_menu(menu: QMenu, section: Section, commands: CommandSet) -> None:
    """Put the commands of a section into a menu, with the lines that part its groups.

    Its icons are drawn when it opens for the first time.
    """
    menu.setToolTipsVisible(True)
    for action in commands.of_section(section):
        if commands.parts(action.objectName()):
            menu.addSeparator()
        menu.addAction(action)
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
