"""The small bar beside marked words: what can be done with them, and with which keys."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QToolButton, QWidget

from desktop.reader.reading_text import ReadingText
from desktop.reader.wrapping_row import WrappingRow
from desktop.text.translate import tr
from desktop.theme.theme import Theme

__all__ = ["WordsBar"]

MOST_COVERED = 0.5
"""The largest share of the text that all actions may lie over; else only the first is shown."""

PAUSE_MILLISECONDS = 120
"""The bar waits so long: while a selection grows, nothing flickers beside it."""


class WordsBar(QFrame):
    """Stands above or below the marked words, never on them, and goes away with them.

    It takes no keyboard by itself; Tab leads from the text into it. Where there is no room for
    all of it, only the first action is shown, which leads to the others; where there is none for
    that either, nothing: the keys work all the same.
    """

    def __init__(self, theme: Theme, text: ReadingText, parent: QWidget) -> None:
        """Make a hidden bar over `parent`, which holds `text`."""
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._held = False
        self.buttons: list[QToolButton] = []
        self._row = WrappingRow(self)
        self.setProperty("role", "card")
        self.setAccessibleName(tr("What the marked words are for"))
        self.hide()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._show_again)
        text.selectionChanged.connect(self._on_selection)
        text.view_changed.connect(self._on_view)
        theme.changed.connect(self._renew)
        self._renew()

    def show_actions(self, actions: Sequence[tuple[QAction, str]]) -> None:
        """Offer these actions, each under a short name, in their order."""
        for button in self.buttons:
            button.deleteLater()
        self.buttons = [self._button(action, name) for action, name in actions]
        for before, after in zip([self._text, *self.buttons], self.buttons, strict=False):
            QWidget.setTabOrder(before, after)

    def _button(self, action: QAction, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setText(tr("{name}\u2002{keys}", name=name, keys=keys) if keys else name)
        button.setAccessibleName(name)
        button.setAccessibleDescription(keys)
        button.setToolTip(action.text())
        button.clicked.connect(action.trigger)
        button.setEnabled(action.isEnabled())
        action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
        self._row.addWidget(button)
        return button

    def hold_back(self, held: bool) -> None:
        """Stay away while something else is done with the words."""
        self._held = held
        if held:
            self.hide()
        else:
            self._pause.start()

    # ------------------------------------------------------------------ where

    def _on_selection(self) -> None:
        self.hide()
        if self._text.textCursor().hasSelection():
            self._pause.start()
        else:
            self._pause.stop()

    def _on_view(self) -> None:
        if self.isVisible() or self._text.textCursor().hasSelection():
            self.hide()
            self._pause.start()

    def _show_again(self) -> None:
        """Show the bar where there is room; a selection that still grows is waited for."""
        if self._text.selecting:
            self._pause.start()
            return
        words = self.words_place()
        usable = [button for button in self.buttons if button.isEnabled()]
        if self._held or words is None or not usable:
            self.hide()
            return
        for shown, most in ((usable, MOST_COVERED), (usable[:1], 1.0)):
            for button in self.buttons:
                button.setVisible(button in shown)
            place = self._place(words)
            if place is not None and place.height() <= most * self._text.viewport().height():
                self.setGeometry(place)
                self.show()
                self.raise_()
                return
        self.hide()

    def words_place(self) -> QRect | None:
        """Return where the marked words are in view, in the coordinates of the parent."""
        parent, text = self.parentWidget(), self._text
        cursor = text.textCursor()
        if parent is None or not cursor.hasSelection() or not text.isVisible():
            return None
        first, last = text.textCursor(), text.textCursor()
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        begin, end = text.cursorRect(first), text.cursorRect(last)
        view = text.viewport().rect()
        area = QRect(view.left(), begin.top(), view.width(), end.bottom() - begin.top() + 1)
        if begin.top() == end.top():
            left = min(begin.left(), end.left())
            area.setLeft(left)
            area.setRight(max(begin.right(), end.right()))
        area = area.intersected(view)
        if area.isEmpty():
            return None
        return area.translated(text.viewport().mapTo(parent, view.topLeft()))

    def _place(self, words: QRect) -> QRect | None:
        parent = self.parentWidget()
        assert parent is not None
        unit = self._theme.metrics.unit
        view = QRect(self._text.mapTo(parent, self._text.rect().topLeft()), self._text.size())
        most = max(1, view.width() - unit(6))
        width = min(most, self._row.one_line() + 2)
        height = self._row.heightForWidth(width) + 2
        left = max(view.left() + unit(2), min(words.left(), view.right() - unit(4) - width))
        gap = unit(1)
        above = QRect(left, words.top() - gap - height, width, height)
        below = QRect(left, words.bottom() + gap + 1, width, height)
        for room in (view, parent.rect()):
            for place in (above, below):
                if room.top() <= place.top() and place.bottom() <= room.bottom():
                    return place
        return None

    def _renew(self) -> None:
        unit = self._theme.metrics.unit
        self._row.setContentsMargins(unit(1), unit(1), unit(1), unit(1))
        self._row.setSpacing(unit(1))
        if self.isVisible():
            self._pause.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the text the bar lies on."""
        QApplication.sendEvent(self._text.viewport(), event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused in self.buttons:
            self.buttons[self.buttons.index(focused)].click()
            event.accept()
            return
        super().keyPressEvent(event)
