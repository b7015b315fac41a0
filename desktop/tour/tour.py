"""A tour of the window: one small card after another, each beside what it speaks of."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.lists.announce import announce
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from desktop.tour.content import Content
from desktop.tour.guide import Guide
from desktop.tour.placing import Measures, place
from desktop.tour.step import Step

__all__ = ["Tour"]

_WIDTH = 88
_LEAST_WIDTH = 56
_MOVING = frozenset(
    (
        QEvent.Type.Resize,
        QEvent.Type.Move,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
    )
)
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_WITHOUT_MEANING = frozenset(
    (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
    )
)


class _Button(QPushButton):
    """Pressed by Enter as well; the arrows are the card's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


class Tour(QFrame):
    """Stands inside its parent beside the step's target, and moves with it.

    Nothing beneath is dimmed or locked: whoever works on is not disturbed, and nothing done in
    the window turns a page. While the keyboard is in the card, Enter and Right go on, Left goes
    back, Esc closes; Tab walks its buttons. Any other key without Ctrl or Alt is a key of the
    work: it goes, with the focus, to where the keyboard was before.

    A tour ends once. It then takes itself away; make another to show it again.
    """

    finished = Signal(bool)
    """The tour has ended; whether the last step was seen to its end."""

    def __init__(self, steps: Sequence[Step], theme: Theme, parent: QWidget) -> None:
        """Make a hidden tour of `parent`, usually the window.

        Raises:
            ValueError: there is no step.
        """
        if not steps:
            message = "a tour needs a step"
            raise ValueError(message)
        super().__init__(parent)
        self._steps = tuple(steps)
        self._number = 0
        self._theme = theme
        self._window = parent
        self._before: QWidget | None = None
        self._watched: list[QObject] = []
        self._ended = False
        self._placing = QTimer(self, singleShot=True, interval=0)
        self._placing.timeout.connect(self._place)
        self.hide()
        self.setProperty("role", "card")
        self._guide = Guide(theme, parent)
        self._caption = QLabel(self)
        self._caption.setProperty("role", "caption")
        self._caption.setTextFormat(Qt.TextFormat.PlainText)
        self.content = Content(theme, self)
        self.close_button = self._button(tr("Close"), "quiet")
        self.back_button = self._button(tr("Back"), "")
        self.next_button = self._button(tr("Next"), "primary")
        self._build()
        self.close_button.clicked.connect(lambda: self._end(completed=False))
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)
        theme.changed.connect(self._dress)
        self._dress()

    def _button(self, text: str, role: str) -> _Button:
        button = _Button(text, self)
        button.setProperty("role", role)
        button.setAutoDefault(False)
        # A click must not take the keyboard away from the work.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _build(self) -> None:
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.close_button)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.back_button)
        self._buttons.addWidget(self.next_button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._caption)
        self._column.addWidget(self.content, 1)
        self._column.addLayout(self._buttons)
        self.setTabOrder(self.next_button, self.close_button)
        self.setTabOrder(self.close_button, self.back_button)
        self.setFocusProxy(self.next_button)

    # ----------------------------------------------------------------- steps

    @property
    def step(self) -> int:
        """The number of the step shown, from 0."""
        return self._number

    @property
    def ring(self) -> QRect | None:
        """The ring around the target in the parent's coordinates, None when it is not there."""
        return self._guide.ring

    def start(self) -> None:
        """Show the step and take the keyboard; once shown, only take the keyboard."""
        if self._ended:
            return
        if self.isHidden():
            self._window.installEventFilter(self)
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            application.focusChanged.connect(self._on_focus)
            self.content.show_step(self._steps[self._number])
            self._place()
            self._guide.show()
            self._guide.raise_()
            self.show()
            self.raise_()
            self._show()
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def next(self) -> None:
        """Go to the next step; after the last the tour has ended."""
        if self._number + 1 == len(self._steps):
            self._end(completed=True)
        else:
            self._go(self._number + 1)

    def back(self) -> None:
        """Go to the step before; the first stays."""
        if self._number > 0:
            self._go(self._number - 1)

    def _go(self, number: int) -> None:
        self._number = number
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        step, count = self._steps[self._number], len(self._steps)
        number = self._number + 1
        self._caption.setText(tr("{number} of {count}", number=number, count=count))
        self._caption.setAccessibleName(tr("Step {number} of {count}", number=number, count=count))
        self.next_button.setText(tr("Done") if number == count else tr("Next"))
        if number == 1 and self.back_button.hasFocus():
            self.next_button.setFocus(Qt.FocusReason.TabFocusReason)
        self.back_button.setEnabled(number > 1)
        self.content.show_step(step)
        heard = tr(
            "Tour, {number} of {count}: {words}", number=number, count=count, words=step.heard
        )
        self.setAccessibleName(tr("Tour, {number} of {count}", number=number, count=count))
        self.setAccessibleDescription(step.heard)
        self.next_button.setAccessibleDescription(heard)
        self._place()
        # Once more when Qt has laid the new words out: only then is their height sure.
        self._placing.start()
        announce(self, heard)

    def _end(self, *, completed: bool) -> None:
        if self._ended:
            return
        self._ended = True
        self._placing.stop()
        self._watch(None)
        self._window.removeEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.disconnect(self._on_focus)
        self._theme.changed.disconnect(self._dress)
        if self._has_focus():
            self._give_back()
        self._guide.hide()
        self._guide.deleteLater()
        self.hide()
        self.finished.emit(completed)
        self.deleteLater()

    # ------------------------------------------------------------------ focus

    def _owns(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def _has_focus(self) -> bool:
        return self._owns(QApplication.focusWidget())

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if self._owns(now) and old is not None and not self._owns(old):
            self._before = old
        # Showing a pane comes with the focus in it: what a step speaks of may be another now.
        self._placing.start()

    def _give_back(self) -> QWidget | None:
        """Give the focus to where it was, else to the target; return who has it, if anybody."""
        before = self._before
        if before is None or not isValid(before) or not before.isVisible():
            before = self._target()
        if before is None:
            return None
        before.setFocus(Qt.FocusReason.OtherFocusReason)
        now = QApplication.focusWidget()
        return None if self._owns(now) else now

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages; give every other key to the work."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.NoModifier and self._turned(key):
            return
        other = held & ~Qt.KeyboardModifier.ShiftModifier
        if other or key in _WITHOUT_MEANING:
            event.ignore()
            return
        worker = self._give_back()
        if worker is None:
            event.ignore()
            return
        passed = QKeyEvent(
            event.type(),
            event.key(),
            event.modifiers(),
            event.text(),
            event.isAutoRepeat(),
            event.count(),
        )
        QApplication.sendEvent(worker, passed)

    def _turned(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.next()
        elif key == Qt.Key.Key_Left:
            self.back()
        elif key == Qt.Key.Key_Escape:
            self._end(completed=False)
        else:
            return key in _PAGES and self.content.scroll_page(_PAGES[key])
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """End here what is pressed on the card."""
        event.accept()

    # ------------------------------------------------------------------ place

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the target and everything it stands in."""
        if event.type() in _MOVING:
            self._placing.start()
        return super().eventFilter(watched, event)

    def _target(self) -> QWidget | None:
        target = self._steps[self._number].target()
        if target is None or not target.isVisible() or not self._window.isAncestorOf(target):
            return None
        return target

    def _watch(self, target: QWidget | None) -> None:
        """Hear of every move of `target`: it moves with whatever holds it, without knowing."""
        holders: list[QObject] = []
        widget = target
        while widget is not None and widget is not self._window:
            holders.append(widget)
            widget = widget.parentWidget()
        for gone in self._watched:
            if gone not in holders and isValid(gone):
                gone.removeEventFilter(self)
        for new in holders:
            if new not in self._watched:
                new.installEventFilter(self)
        self._watched = holders

    def _place(self) -> None:
        if self._ended:
            return
        step = self._steps[self._number]
        # A target that is hidden now is watched too: it may come back.
        self._watch(step.target())
        target = self._target()
        unit = self._theme.metrics.unit
        whole = self._window.rect()
        seen: QRect | None = None
        if target is not None:
            seen = QRect(target.mapTo(self._window, QPoint()), target.size()).intersected(whole)
        edge = unit(2)
        measures = Measures(unit(_WIDTH), unit(_LEAST_WIDTH), unit(3), self._height_for)
        placed = place(whole.adjusted(edge, edge, -edge, -edge), seen, measures, step.sides)
        self.content.let_scroll(placed.card.height() < self._height_for(placed.card.width()))
        self.setGeometry(placed.card)
        pointer = placed.pointer(seen, unit(2)) if seen is not None else None
        self._guide.show_around(seen, pointer, placed.card)

    def _height_for(self, width: int) -> int:
        margins = self._column.contentsMargins()
        # Twice the thickest border that the style gives a card.
        border = 4
        inner = width - margins.left() - margins.right() - border
        fixed = self._caption.sizeHint().height() + self._buttons.sizeHint().height()
        around = margins.top() + margins.bottom() + 2 * self._column.spacing() + border
        return fixed + around + self.content.height_for(inner)

    def _dress(self) -> None:
        unit = self._theme.metrics.unit
        self._column.setContentsMargins(unit(4), unit(3), unit(4), unit(3))
        self._column.setSpacing(unit(2))
        self._buttons.setSpacing(unit(2))
        self.content.dress()
        self._guide.update()
        self._placing.start()
