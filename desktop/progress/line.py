"""One line of the strip: what is being done, how far it is, and how it ended."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from desktop.lists.announce import announce
from desktop.text.translate import tr
from desktop.theme.icons import icon
from desktop.theme.theme import Theme

__all__ = ["Ending", "ProgressLine"]

BETWEEN_ANNOUNCEMENTS = 10.0
"""Seconds between two sentences to a screen reader while work goes on."""

STEPS = 1000

Severity = Literal["done", "info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Ending:
    """How work ended: a sentence, and a button that leads on where there is more to do.

    `leave` names the button that only closes the line, where the sentence is a question.
    """

    sentence: str
    severity: Severity = "done"
    action: str = ""
    then: Callable[[], object] | None = None
    leave: str = ""


class ProgressLine(QFrame):
    """Shows work while it goes on, then its ending until it is closed; never takes the focus."""

    cancel_requested = Signal()
    ended = Signal()
    """The work is over, in whatever way."""
    closed = Signal()
    """Nothing is left to show: the line may go."""

    def __init__(self, title: str, theme: Theme, *, can_cancel: bool = True) -> None:
        """Begin with work called `title` of which nothing is known yet."""
        super().__init__()
        self._theme = theme
        self._can_cancel = can_cancel
        self._severity: Severity = "done"
        self._then: Callable[[], object] | None = None
        self._announced = 0.0
        self.setProperty("role", "progress")
        self._sign = QLabel()
        self._title = _label(title)
        self._words = _label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setAccessibleName(tr("Cancel: {work}", work=title))
        self.cancel_button.clicked.connect(self.cancel)
        self.action_button = QPushButton()
        self.action_button.hide()
        self.action_button.clicked.connect(self._act)
        self.leave_button = QPushButton()
        self.leave_button.hide()
        self.leave_button.clicked.connect(self.closed)
        for button in (self.action_button, self.leave_button):
            # Enter presses the button that has the keyboard, as it does in a dialog.
            button.setAutoDefault(True)
        self.close_button = QToolButton()
        self.close_button.setProperty("role", "quiet")
        self.close_button.setAccessibleName(tr("Close this message"))
        self.close_button.hide()
        self.close_button.clicked.connect(self.closed)
        self._lay_out()
        self.cancel_button.setVisible(can_cancel)
        theme.changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        self._heading = QHBoxLayout()
        self._heading.addWidget(self._title, 1)
        self._heading.addWidget(self._words)
        self._column = QVBoxLayout()
        self._column.addLayout(self._heading)
        self._column.addWidget(self.bar)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign, 0, middle)
        self._row.addLayout(self._column, 1)
        for button in (
            self.cancel_button,
            self.action_button,
            self.leave_button,
            self.close_button,
        ):
            self._row.addWidget(button, 0, middle)
        self._sign.hide()

    # ------------------------------------------------------------ going on

    @property
    def working(self) -> bool:
        """Whether the work still goes on."""
        return not self.bar.isHidden()

    @property
    def can_cancel(self) -> bool:
        """Whether it can be cancelled now."""
        return self._can_cancel and self.working and self.cancel_button.isEnabled()

    @property
    def text(self) -> str:
        """What the line says: the work and how far it is, or its ending."""
        return f"{self._title.text()} {self._words.text()}".strip()

    def tell(self, words: str, share: float | None) -> None:
        """Say in words how far the work is; `share` of it is done, None when nobody knows."""
        if not self.working or (self._can_cancel and not self.can_cancel):
            return
        self._words.setText(words)
        self.bar.setRange(0, 0 if share is None else STEPS)
        if share is not None:
            self.bar.setValue(round(min(max(share, 0.0), 1.0) * STEPS))
        self.bar.setAccessibleDescription(words)
        now = time.monotonic()
        if now - self._announced >= BETWEEN_ANNOUNCEMENTS:
            self._announced = now
            announce(self, self.text)

    def cancel(self) -> None:
        """Ask for the work to be broken off; it says so until it has been."""
        if not self.can_cancel:
            return
        self.cancel_button.setEnabled(False)
        self._words.setText(tr("Cancelling…"))
        self.bar.setRange(0, 0)
        self.cancel_requested.emit()

    # --------------------------------------------------------------- ending

    def end(self, ending: Ending) -> None:
        """Say how the work ended, until the line is closed."""
        self.ended.emit()
        had_focus = self.cancel_button.hasFocus()
        self._severity = ending.severity
        self._then = ending.then
        self._title.setText(ending.sentence)
        self._words.clear()
        self._words.hide()
        self.bar.hide()
        self.cancel_button.hide()
        self.action_button.setText(ending.action)
        self.action_button.setVisible(bool(ending.action))
        self.leave_button.setText(ending.leave)
        self.leave_button.setVisible(bool(ending.leave))
        self.close_button.setVisible(not ending.leave)
        self._sign.show()
        self._dress()
        if had_focus:
            following = self.action_button if ending.action else self.close_button
            following.setFocus(Qt.FocusReason.OtherFocusReason)
        self._hold_height()
        announce(self, ending.sentence)

    def _act(self) -> None:
        then = self._then
        self.closed.emit()
        if then is not None:
            then()

    @property
    def passes(self) -> bool:
        """Whether it only says that something went well or could be done: it may go by itself."""
        return not self.working and self._severity in ("done", "info") and not self.asks

    @property
    def asks(self) -> bool:
        """Whether it is a question that waits for its answer."""
        return not self.leave_button.isHidden()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay as high as the words need at this width: a page above would rather take the room."""
        super().resizeEvent(event)
        self._hold_height()

    def _hold_height(self) -> None:
        self.setMinimumHeight(self._row.heightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc cancels the work, and closes the line once it has ended."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.working:
            self.cancel()
        else:
            self.closed.emit()

    def _dress(self) -> None:
        unit, side = self._theme.metrics.unit, self._theme.metrics.icon
        self._row.setContentsMargins(unit(3), unit(2), unit(3), unit(2))
        self._row.setSpacing(unit(3))
        self._heading.setSpacing(unit(3))
        self._column.setSpacing(unit(1.5))
        self.bar.setFixedHeight(unit(2))
        self.close_button.setIcon(icon("close", self._theme.palette))
        name = {"done": "check"}.get(self._severity, self._severity)
        self._sign.setPixmap(icon(name, self._theme.palette).pixmap(side, side))


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(not role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(
        QSizePolicy.Policy.Preferred if role else QSizePolicy.Policy.Expanding,
        QSizePolicy.Policy.Preferred,
    )
    if role:
        label.setProperty("role", role)
    return label
