"""The line that says in words what the table is filtered by, and takes it away."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.lists.announce import announce
from desktop.text.translate import tr
from desktop.theme.icons import icon
from desktop.theme.theme import Theme

__all__ = ["FilterLine"]


class FilterLine(QWidget):
    """What is shown and why, with a button that clears; takes no room when nothing is filtered."""

    clear_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._theme = theme
        self._said = _label("muted")
        self._problems = _label("")
        self._problems.setProperty("evidence", "unsourced")
        self._clear = QToolButton()
        self._clear.setProperty("role", "quiet")
        self._clear.setText(tr("Clear"))
        self._clear.setToolTip(tr("Show everything again (Esc in the search field)"))
        self._clear.setAccessibleName(tr("Clear the filter"))
        self._clear.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._clear.clicked.connect(self.clear_requested)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._said)
        words.addWidget(self._problems)
        self._layout = QHBoxLayout(self)
        self._layout.addLayout(words, 1)
        self._layout.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._measure)
        self._measure()
        self.hide()

    def say(self, said: str, problems: Sequence[str] = ()) -> None:
        """Say the filter in words (with its count), and what in it does not do what it seems to.

        With neither, the line goes away.
        """
        if (said, "\n".join(problems)) != (self._said.text(), self._problems.text()):
            announce(self, " ".join((said, *problems)))
        self._said.setText(said)
        self._problems.setText("\n".join(problems))
        self._problems.setVisible(bool(problems))
        self.setVisible(bool(said or problems))

    @property
    def said(self) -> str:
        """What the line says."""
        return self._said.text()

    @property
    def problems(self) -> str:
        """The problems it names, one a line."""
        return self._problems.text()

    @property
    def clear_button(self) -> QToolButton:
        """The button that clears."""
        return self._clear

    def _measure(self) -> None:
        unit = self._theme.metrics.unit
        self._layout.setContentsMargins(unit(2), unit(1), unit(2), unit(1))
        self._layout.setSpacing(unit(2))
        self._clear.setIcon(icon("clear", self._theme.palette))
        side = self._theme.metrics.icon
        self._clear.setIconSize(QSize(side, side))


def _label(role: str) -> QLabel:
    label = QLabel()
    if role:
        label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
