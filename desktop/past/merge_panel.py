"""Two records side by side over the window: what stays, what comes along, what disagrees."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.lists.announce import announce
from desktop.lists.wording import kind_name
from desktop.past.merge_wording import SHOWN_VALUE, say_moving, say_outcome, say_values
from desktop.past.reason_line import ReasonLine
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.queries.comparing import ComparedField, Comparison

__all__ = ["MergePanel"]

WIDTH = 230


class MergePanel(QWidget):
    """Covers the window while open, and has the keyboard: Enter, S, N, M, the arrows, Esc.

    It changes nothing by itself: what is chosen is told by signals.
    """

    merge_requested = Signal()
    swap_requested = Signal()
    not_the_same_requested = Signal(str)
    """Why, in somebody's words; they may be empty."""
    may_be_the_same_requested = Signal()
    moved = Signal(int)
    """The next pair (1) or the one before (-1) is wanted."""
    left = Signal()
    """Everything stays as it is; the panel is closed already."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Make a closed panel over `window`."""
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._before: QWidget | None = None
        self._comparison: Comparison | None = None
        self._several = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Two records side by side"))
        self.hide()
        self._frame = QFrame(self)
        self._frame.setProperty("role", "card")
        self._title = _label("subheading")
        self._reasons = _label("muted")
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body)
        # The card shows through: the style sheet gives every list a ground of its own.
        self._scroll.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)
        self._moving = _label("muted")
        self._problem = _label("error")
        self.reason = ReasonLine(tr("Why are they not the same?"))
        self.reason.given.connect(self._say_apart)
        self.reason.left.connect(self._leave_reason)
        self._footer = _label("caption")
        self._buttons = QHBoxLayout()
        self.merge_button = self._button(tr("Merge"), self.merge_requested.emit, "primary")
        self.swap_button = self._button(tr("Keep the other"), self.swap_requested.emit)
        self.apart_button = self._button(tr("Not the same…"), self.ask_why)
        self.again_button = self._button(
            tr("They may be the same"), self.may_be_the_same_requested.emit
        )
        self.skip_button = self._button(tr("Skip"), lambda: self.moved.emit(1))
        self.leave_button = self._button(tr("Leave"), self.leave)
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self._frame)
        for part in (self._title, self._reasons):
            self._column.addWidget(part)
        self._column.addWidget(self._scroll, 1)
        parts: tuple[QWidget, ...] = (self._moving, self._problem, self.reason)
        for each in parts:
            self._column.addWidget(each)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self._footer)
        window.installEventFilter(self)
        theme.changed.connect(self._measure)

    def _button(self, words: str, act: object, role: str = "") -> QPushButton:
        button = QPushButton(words)
        if role:
            button.setProperty("role", role)
        # Every button has a key of the panel, which keeps the keyboard.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(act)
        self._buttons.addWidget(button)
        return button

    # ------------------------------------------------------------ what it shows

    @property
    def comparison(self) -> Comparison | None:
        """What is shown."""
        return self._comparison

    @property
    def text(self) -> str:
        """Everything it says, as a screen reader hears it."""
        return self.accessibleDescription()

    @property
    def problem(self) -> str:
        """Why these two cannot be merged."""
        return self._problem.text()

    def show_pair(
        self,
        comparison: Comparison,
        *,
        reasons: Sequence[str] = (),
        place: tuple[int, int] = (0, 0),
    ) -> None:
        """Show two records; `place` is which pair of how many this is, where there are several."""
        self._comparison = comparison
        number, count = place
        self._several = count > 0
        kind = kind_name(comparison.kept.kind).lower()
        question = tr("Are these two the same {kind}?", kind=kind)
        if self._several:
            question = tr(
                "{question} · {number} of {count}", question=question, number=number, count=count
            )
        self._title.setText(question)
        self._reasons.setText(" ".join(plain(reason, SHOWN_VALUE) for reason in reasons))
        self._reasons.setVisible(bool(reasons))
        self._fill(comparison)
        self._moving.setText(say_moving(comparison.moving))
        self.say_problem(comparison.why_not or "")
        self.skip_button.setVisible(self._several)
        self.apart_button.setVisible(not comparison.told_apart)
        self.again_button.setVisible(comparison.told_apart)
        self.reason.hide()
        self._say_keys()
        self.setAccessibleDescription(
            " ".join(
                (question, self._reasons.text(), *self._lines(comparison), self._moving.text())
            )
        )
        if not self.isVisible():
            self._before = QApplication.focusWidget()
            self.setGeometry(self._window.rect())
            self.show()
        self._scroll.verticalScrollBar().setValue(0)
        self._measure()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        announce(self, self.accessibleDescription())

    def _say_keys(self) -> None:
        if self.reason.isVisibleTo(self):
            keys = [tr("Enter remembers that they are not the same"), tr("Esc goes back")]
        else:
            told_apart = self._comparison is not None and self._comparison.told_apart
            keys = [tr("S keeps the other one")]
            if told_apart:
                keys.append(tr("M: they may be the same"))
            else:
                keys = [tr("Enter merges"), *keys, tr("N: they are not the same")]
            if self._several:
                keys.append(tr("→ skips, ← goes back"))
            keys += [tr("↑ ↓ scroll"), tr("Esc leaves")]
        self._footer.setText(" · ".join(keys))

    def ask_why(self) -> None:
        """Ask why the two are not the same; Enter remembers it, also without a word."""
        if self._comparison is None or self._comparison.told_apart:
            announce(self, self._problem.text())
            return
        self.reason.ask()
        self._say_keys()
        self._measure()
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say_apart(self, reason: str) -> None:
        self._leave_reason()
        self.not_the_same_requested.emit(reason)

    def _leave_reason(self) -> None:
        self.reason.hide()
        self._say_keys()
        self._measure()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_problem(self, sentence: str) -> None:
        """Say why they cannot be merged; nothing where they can."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.merge_button.setEnabled(not sentence)

    def _lines(self, comparison: Comparison) -> list[str]:
        kept, gone = comparison.kept.label, comparison.gone.label
        lines = [tr("{kept} stays, {gone} goes into it.", kept=plain(kept), gone=plain(gone))]
        for field in comparison.fields:
            ours, theirs = say_values(field.kept) or "–", say_values(field.gone) or "–"
            lines.append(f"{field.label}: {ours} / {theirs}, {say_outcome(field.outcome)}.")
        return lines

    def _fill(self, comparison: Comparison) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        heads = (
            ("", "caption"),
            (tr("Stays"), "caption"),
            (tr("Goes into it"), "caption"),
            ("", "caption"),
        )
        for column, (words, role) in enumerate(heads):
            self._put(0, column, words, role)
        self._put(1, 0, tr("Called"), "muted")
        self._put(1, 1, plain(comparison.kept.label, SHOWN_VALUE), "title")
        self._put(1, 2, plain(comparison.gone.label, SHOWN_VALUE), "title")
        called = "same" if comparison.kept.label == comparison.gone.label else "name"
        self._put(1, 3, tr("another name of it") if called == "name" else say_outcome("same"), "")
        for row, field in enumerate(comparison.fields, 2):
            self._put_field(row, field)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(len(comparison.fields) + 2, 1)

    def _put_field(self, row: int, field: ComparedField) -> None:
        self._put(row, 0, field.label, "muted")
        self._put(row, 1, say_values(field.kept) or "–", "")
        self._put(row, 2, say_values(field.gone) or "–", "")
        sign = {"both": "⚠ ", "left": "⚠ ", "added": "+ ", "same": "= "}.get(field.outcome, "")
        self._put(row, 3, sign + say_outcome(field.outcome), "muted")

    def _put(self, row: int, column: int, words: str, role: str) -> None:
        label = _label("" if role == "title" else role)
        if role == "title":
            font = label.font()
            font.setBold(True)
            label.setFont(font)
        label.setText(words)
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        # A layout counts only what is shown, and the card is measured at once.
        label.show()

    # ----------------------------------------------------------------- closing

    def leave(self) -> None:
        """Close, with everything as it is."""
        self.dismiss()
        self.left.emit()

    def dismiss(self) -> None:
        """Close and give the keyboard back to what had it."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ events

    def event(self, event: QEvent) -> bool:
        """Keep every key of the panel from being a command of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plainly = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plainly:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by key."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.merge_button.isEnabled():
                self.merge_requested.emit()
            else:
                announce(self, self._problem.text())
        elif key == Qt.Key.Key_S:
            self.swap_requested.emit()
        elif key == Qt.Key.Key_N:
            self.ask_why()
        elif key == Qt.Key.Key_M and self.again_button.isVisibleTo(self):
            self.may_be_the_same_requested.emit()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and self._several:
            self.moved.emit(1 if key == Qt.Key.Key_Right else -1)
        elif not self._scrolled(key) and key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)

    def _scrolled(self, key: int) -> bool:
        bar = self._scroll.verticalScrollBar()
        line, page = bar.singleStep() * 3, bar.pageStep()
        steps: dict[int, int] = {
            Qt.Key.Key_Down: line,
            Qt.Key.Key_Up: -line,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Space: page,
            Qt.Key.Key_PageUp: -page,
        }
        step = steps.get(key)
        if step is not None:
            bar.setValue(bar.value() + step)
        return step is not None

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Stay: there is nowhere else to go inside."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press beside the card: nothing, for a pair is not lost by a slip."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card in its place."""
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window a little."""
        del event
        painter = QPainter(self)
        dark = self._theme.palette.scheme == "dark"
        painter.fillRect(self.rect(), QColor(0, 0, 0, 110 if dark else 50))
        painter.end()

    def _measure(self) -> None:
        unit = self._theme.metrics.unit
        self._column.setContentsMargins(unit(4), unit(3), unit(4), unit(3))
        self._column.setSpacing(unit(2))
        self._buttons.setSpacing(unit(2))
        self._grid.setContentsMargins(0, 0, unit(2), 0)
        self._grid.setHorizontalSpacing(unit(4))
        self._grid.setVerticalSpacing(unit(2))
        for column, stretch in enumerate((2, 5, 5, 3)):
            self._grid.setColumnStretch(column, stretch)
        width = min(unit(WIDTH), self.width() - 2 * unit(4))
        inner = width - 2 * unit(4) - 2
        self._body.setMaximumWidth(max(inner, 0))
        self._grid.activate()
        body = self._grid.heightForWidth(inner - unit(4))
        others = sum(
            part.heightForWidth(inner) + unit(2)
            for part in (self._title, self._reasons, self._moving, self._problem, self._footer)
            if not part.isHidden()
        )
        if not self.reason.isHidden():
            others += self.reason.sizeHint().height() + unit(2)
        wanted = body + others + self.merge_button.sizeHint().height() + unit(10)
        height = min(wanted, self.height() - 2 * unit(6))
        left = (self.width() - width) // 2
        top = max(unit(6), min(unit(16), (self.height() - height) // 2))
        self._frame.setGeometry(QRect(left, top, max(width, 1), max(height, 1)))
        self.update()


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
