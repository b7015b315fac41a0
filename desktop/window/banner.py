"""A sentence across the window: what stands in the way, and what to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton

from desktop.lists.announce import announce
from desktop.text.translate import tr
from desktop.theme.icons import icon
from desktop.theme.theme import Theme

__all__ = ["Banner"]


class Banner(QFrame):
    """Shows one sentence until it is closed or the next one comes; never takes the focus."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Begin hidden."""
        super().__init__()
        self._theme = theme
        self._severity = "warning"
        self.setProperty("role", "banner")
        self._sign = QLabel()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        self._action.clicked.connect(self._act)
        self._close = QToolButton()
        self._close.setProperty("role", "quiet")
        self._close.setAccessibleName(tr("Close this message"))
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._then: Callable[[], object] | None = None
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def text(self) -> str:
        """What the banner says, empty when it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    @property
    def action_button(self) -> QPushButton:
        """The button that leads on, hidden when there is none."""
        return self._action

    def say(
        self,
        sentence: str,
        advice: str = "",
        *,
        severity: str = "warning",
        action: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """Show `sentence` and `advice`; `action` names a button that calls `then`."""
        self._severity = severity
        self.setProperty("severity", severity)
        self._words.setText(f"{sentence} {advice}".strip())
        self._then = then
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._dress()
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        announce(self, self._words.text())

    def dismiss(self) -> None:
        """Hide the banner."""
        self.hide()
        self._words.clear()
        self.closed.emit()

    def _act(self) -> None:
        then = self._then
        self.dismiss()
        if then is not None:
            then()

    def _dress(self) -> None:
        unit = self._theme.metrics.unit
        side = self._theme.metrics.icon
        self._row.setContentsMargins(unit(3), unit(2), unit(2), unit(2))
        self._row.setSpacing(unit(2))
        name = {"error": "error", "info": "info"}.get(self._severity, "warning")
        self._sign.setPixmap(icon(name, self._theme.palette).pixmap(side, side))
        self._close.setIcon(icon("close", self._theme.palette))
