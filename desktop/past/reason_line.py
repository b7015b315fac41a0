"""One line in which somebody says why, or says nothing."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.text.translate import tr

__all__ = ["ReasonLine"]


class ReasonLine(QLineEdit):
    """Closed until `ask`; Enter gives what was typed, Esc leaves, and neither goes further up."""

    given = Signal(str)
    left = Signal()

    def __init__(self, question: str) -> None:
        """Make it hidden."""
        super().__init__()
        self.setAccessibleName(question)
        self.setPlaceholderText(tr("{question} (may stay empty)", question=question))
        self.hide()

    def ask(self) -> None:
        """Open, empty."""
        self.clear()
        self.show()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from being a command of the window; Qt keeps what is typed."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer Enter and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit(self.text().strip())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
