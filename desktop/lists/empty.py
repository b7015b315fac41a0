"""What stands in place of a list that has nothing to show: a sentence, and what to press next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.theme.theme import Theme

__all__ = ["EmptyPage"]


class EmptyPage(QWidget):
    """A message in the middle, with a hint below it; takes the focus, so that no key is lost."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty page without words."""
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._message = _label("subheading")
        self._hint = _label("muted")
        self._layout = QVBoxLayout(self)
        self._layout.addStretch(2)
        self._layout.addWidget(self._message)
        self._layout.addWidget(self._hint)
        self._layout.addStretch(3)
        theme.changed.connect(self._measure)
        self._measure()

    def say(self, message: str, hint: str) -> None:
        """Show `message`, and `hint` below it."""
        self._message.setText(message)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(message)
        self.setAccessibleDescription(hint)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the page while the keyboard is here."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.palette.focus), 2))
        radius = self._theme.metrics.radius
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    @property
    def message(self) -> str:
        """The message shown."""
        return self._message.text()

    @property
    def hint(self) -> str:
        """The hint shown."""
        return self._hint.text()

    def _measure(self) -> None:
        unit = self._theme.metrics.unit
        self._layout.setContentsMargins(unit(6), unit(6), unit(6), unit(6))
        self._layout.setSpacing(unit(2))


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
