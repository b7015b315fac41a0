"""The find bar: words inside the one source that is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop.text.translate import tr
from desktop.theme.icons import icon
from desktop.theme.theme import Theme

__all__ = ["FindBar"]


class FindBar(QWidget):
    """A field, a count such as "3 of 17", and the way to the next and the previous match."""

    words_changed = Signal(str)
    stepped = Signal(int)
    """+1 to the next match, -1 to the previous one."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a hidden bar."""
        super().__init__(parent)
        self._theme = theme
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Find in this source"))
        self.field.setPlaceholderText(tr("Find in this source"))
        self.field.textChanged.connect(self.words_changed)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.count.setAccessibleName(tr("Matches"))
        self.previous_button = self._button(tr("Previous match (Shift+F3)"))
        self.previous_button.clicked.connect(lambda: self.stepped.emit(-1))
        self.next_button = self._button(tr("Next match (F3)"))
        self.next_button.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button = self._button(tr("Close find (Esc)"))
        self.close_button.clicked.connect(self.closed)
        self._row = row = QHBoxLayout(self)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for button in (self.previous_button, self.next_button, self.close_button):
            row.addWidget(button)
        theme.changed.connect(self._renew)
        self._renew()
        self.hide()

    @staticmethod
    def _button(name: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _renew(self) -> None:
        palette, metrics = self._theme.palette, self._theme.metrics
        self.previous_button.setIcon(icon("arrow-up", palette))
        self.next_button.setIcon(icon("arrow-down", palette))
        self.close_button.setIcon(icon("close", palette))
        unit = metrics.unit(1)
        self._row.setContentsMargins(unit * 3, unit, unit * 3, unit)
        self._row.setSpacing(unit)

    def open(self) -> None:
        """Show the bar with its words selected, ready to be typed over."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def say(self, number: int, total: int) -> None:
        """Say which match of how many one is at; the first is 1, and 0 means none yet."""
        if not self.field.text():
            said = ""
        elif not total:
            said = tr("Not in this source")
        else:
            said = tr("{number} of {total}", number=number, total=total)
        self.count.setText(said)
        self.previous_button.setEnabled(total > 0)
        self.next_button.setEnabled(total > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)
