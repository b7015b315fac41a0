"""The small field in the sidebar in which a view is given its name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.lists.announce import announce
from desktop.text.translate import tr
from desktop.theme.theme import Theme

__all__ = ["ViewName"]


class ViewName(QFrame):
    """A line of text with what it is for above, and below why a name cannot be taken.

    Enter gives the name, Esc closes the field. It stays open until `close_field`: who asked may
    refuse the name.
    """

    named = Signal(str)
    closed = Signal()
    """Nothing is to be named any more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin closed."""
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "card")
        self._prompt = _label("muted")
        self._problem = _label("")
        self._problem.setProperty("evidence", "unsourced")
        self.field = QLineEdit(self)
        self.field.setMaxLength(200)
        self.field.textEdited.connect(lambda _: self.refuse(""))
        self.field.returnPressed.connect(lambda: self.named.emit(self.field.text()))
        self._layout = QVBoxLayout(self)
        for widget in (self._prompt, self.field, self._problem):
            self._layout.addWidget(widget)
        theme.changed.connect(self._measure)
        self._measure()
        self.hide()

    def ask(self, prompt: str, name: str) -> None:
        """Open the field with `name` in it, all of it selected."""
        self._prompt.setText(prompt)
        self.field.setAccessibleName(prompt)
        self.field.setText(name)
        self.refuse("")
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say why the name cannot be taken; nothing when the sentence is empty."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.field.setProperty("problem", bool(sentence))
        self.field.style().polish(self.field)
        self.field.setAccessibleDescription(sentence or tr("Enter saves, Esc closes"))
        if sentence:
            announce(self.field, sentence)

    @property
    def prompt(self) -> str:
        """What the field is for."""
        return self._prompt.text()

    @property
    def problem(self) -> str:
        """Why the name cannot be taken."""
        return self._problem.text()

    def close_field(self) -> None:
        """Close the field, and tell."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc, which the line of text leaves to its parent."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_field()
        else:
            super().keyPressEvent(event)

    def _measure(self) -> None:
        unit = self._theme.metrics.unit
        self._layout.setContentsMargins(unit(2), unit(2), unit(2), unit(2))
        self._layout.setSpacing(unit(1))


def _label(role: str) -> QLabel:
    label = QLabel()
    if role:
        label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
