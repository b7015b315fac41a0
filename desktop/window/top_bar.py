"""The bar above the panes: back and forward, what can be added, the search field, quick open."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.commands.command_set import CommandSet
from desktop.commands.table import Section
from desktop.search_field.field import SearchField
from desktop.text.translate import tr
from desktop.theme.icons import icon
from desktop.theme.theme import Theme
from desktop.window.menus import fill_menu

__all__ = ["TopBar"]

LARGE_TEXT = 1.5
"""From this scale on the buttons show their icons alone; their names stay for the ear."""


class TopBar(QWidget):
    """Buttons of a few commands around the search field."""

    def __init__(self, commands: CommandSet, search: SearchField, theme: Theme) -> None:
        """Put `search` in the middle."""
        super().__init__()
        self._theme = theme
        self.setProperty("role", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._search = search
        self._commands = commands
        self.add_button = self._menu_button()
        shown = (
            (self._button(commands.action("back")), False),
            (self._button(commands.action("forward")), False),
            (self.add_button, True),
            (self._button(commands.action("quick_open")), True),
            (self._button(commands.action("all_commands")), False),
        )
        self._buttons = [button for button, _ in shown]
        self._texts = [text for _, text in shown]
        self._row = QHBoxLayout(self)
        for button in self._buttons[:3]:
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._row.addWidget(search, 6)
        self._row.addStretch(1)
        for button in self._buttons[3:]:
            self._row.addWidget(button)
        theme.changed.connect(self._measure)
        self._measure()
        # What can be added is there and usable whenever a source can be added.
        adding = commands.action("add_sources")
        adding.enabledChanged.connect(self.add_button.setEnabled)
        self.add_button.setEnabled(adding.isEnabled())

    @staticmethod
    def _button(action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        keys = action.shortcut().toString()
        button.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _menu_button(self) -> QToolButton:
        """Return the button with the menu of what can be added; the menu is made when it opens."""
        button = QToolButton()
        button.setText(Section.ADD.title)
        button.setToolTip(tr("Add a source, a meeting, an official, a statement…"))
        button.setAccessibleName(Section.ADD.title)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(self._fill)
        button.setMenu(menu)
        return button

    def _fill(self) -> None:
        menu = self.add_button.menu()
        menu.aboutToShow.disconnect(self._fill)
        fill_menu(menu, Section.ADD, self._commands)
        self._commands.draw_icons(Section.ADD)

    def _measure(self) -> None:
        unit = self._theme.metrics.unit
        self._row.setContentsMargins(unit(3), unit(2), unit(3), unit(2))
        self._row.setSpacing(unit(2))
        self.add_button.setIcon(icon("new", self._theme.palette))
        side = self._theme.metrics.icon
        # With large text the words of the buttons would take the search field's room.
        large = self._theme.metrics.font_scale > LARGE_TEXT
        for button, text in zip(self._buttons, self._texts, strict=True):
            button.setIconSize(QSize(side, side))
            button.setToolButtonStyle(
                Qt.ToolButtonStyle.ToolButtonTextBesideIcon
                if text and not large
                else Qt.ToolButtonStyle.ToolButtonIconOnly
            )
        room = self.screen().availableSize().width()
        self._search.setMinimumWidth(min(unit(60), room // 5))
