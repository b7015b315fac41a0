"""The bar above the panes: back and forward, the search field, quick open."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.commands.command_set import CommandSet
from desktop.search_field.field import SearchField
from desktop.theme.theme import Theme

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
        shown = (
            ("back", False),
            ("forward", False),
            ("open", True),
            ("quick_open", True),
            ("all_commands", False),
        )
        self._buttons = [self._button(commands.action(name)) for name, _ in shown]
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

    @staticmethod
    def _button(action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
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
