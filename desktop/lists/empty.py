"""What stands in place of a list that has nothing to show: a sentence, and what to press next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.lists.announce import announce
from desktop.text.escaping import plain, tip
from desktop.text.translate import tr
from desktop.theme.theme import Theme

__all__ = ["EmptyPage"]


class EmptyPage(QWidget):
    """A message in the middle, with a hint below it; takes the focus, so that no key is lost.

    It can offer a few ways on, or list commands. Of ways on, the keyboard then stands on
    the first: Enter takes it, Tab and the arrows go to the next.
    """

    chosen = Signal(str)
    """What the way on that was chosen stands for."""

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
        self._offer = QHBoxLayout()
        self._prompt = _label("muted")
        self._prompt.setParent(self)
        self._prompt.setWordWrap(False)
        self._choices: list[QPushButton] = []
        self._layout.addLayout(self._offer)
        self._prompt.hide()
        self._commands: list[QToolButton] = []
        # All as wide as the widest.
        across = QHBoxLayout()
        self._listed = QVBoxLayout()
        across.addStretch(1)
        across.addLayout(self._listed)
        across.addStretch(1)
        self._layout.addLayout(across)
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
        self.offer("", ())
        self.list_commands(())

    def list_commands(self, actions: Sequence[QAction]) -> None:
        """Show a button for each command, which goes on telling whether it can be used."""
        for button in self._commands:
            self._listed.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._commands = [_command(action) for action in actions]
        for button in self._commands:
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            self._listed.addWidget(button)

    @property
    def commands(self) -> tuple[QToolButton, ...]:
        """The buttons of the commands that are listed."""
        return tuple(self._commands)

    def offer(self, prompt: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer ways on as (words, what they stand for) behind `prompt`, in place of any before."""
        had_focus = self.hasFocus() or any(button.hasFocus() for button in self._choices)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # None takes the proxy away
        for button in self._choices:
            button.hide()
            button.deleteLater()
        while self._offer.count():
            self._offer.takeAt(0)
        self._choices = [self._button(words, meant) for words, meant in choices]
        self._prompt.setText(prompt)
        self._prompt.setVisible(bool(choices))
        if choices:
            self._offer.addStretch(1)
            for widget in (self._prompt, *self._choices):
                self._offer.addWidget(widget)
                # A layout shows what is added only later, and what is hidden takes no focus.
                widget.show()
            self._offer.addStretch(1)
            self.setFocusProxy(self._choices[0])
            announce(self, " ".join((prompt, ", ".join(plain(words) for words, _ in choices))))
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, words: str, meant: str) -> QPushButton:
        # An ampersand would underline the letter after it.
        button = QPushButton(plain(words, 40).replace("&", "&&"), self)
        button.setProperty("role", "link")
        button.setAutoDefault(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(plain(words))
        button.setToolTip(tip(plain(meant)))
        button.clicked.connect(lambda: self.chosen.emit(meant))
        return button

    @property
    def choices(self) -> tuple[QPushButton, ...]:
        """The ways on that are offered."""
        return tuple(self._choices)

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
        self._offer.setSpacing(unit(1))
        self._listed.setSpacing(unit(2))


def _command(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(action.text())
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    command = action.text()
    button.setText(tr("{command} ({keys})", command=command, keys=keys) if keys else command)
    return button


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
