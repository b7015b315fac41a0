"""The bar above the panes: back and forward, the search field, quick open."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.commands.command_set import CommandSet
from desktop.search_field.field import SearchField
from desktop.theme.theme import Theme

__all__ = ["TopBar"]


class TopBar(QWidget):
    """Buttons of a few commands around the search field."""

    def __init__(self, commands: CommandSet, search: SearchField, theme: Theme) -> None:
        """Put `search` in the middle."""
        super().__init__()
        self._theme = theme
        self.setProperty("role", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._search = search
        self._buttons = [
            self._button(commands.action(name), text=text)
            for name, text in (
                ("back", False),
                ("forward", False),
                ("open", True),
                ("quick_open", True),
                ("all_commands", False),
            )
        ]
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

    @staticmethod
    def _button(action: QAction, *, text: bool) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if text
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        keys = action.shortcut().toString()
        button.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _measure(self) -> None:
        unit = self._theme.metrics.unit
        self._row.setContentsMargins(unit(3), unit(2), unit(3), unit(2))
        self._row.setSpacing(unit(2))
        side = self._theme.metrics.icon
        for button in self._buttons:
            button.setIconSize(QSize(side, side))
        self._search.setMinimumWidth(unit(60))
