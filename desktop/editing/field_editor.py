"""The small editor that opens at a field: typed into, checked while typing, saved when left."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.editing.presses_outside import PressesOutside
from desktop.lists.announce import announce
from desktop.overlay.item_list import ItemList
from desktop.overlay.items import OverlayItem
from desktop.text.translate import tr
from desktop.theme.icons import icon
from desktop.theme.theme import Theme

__all__ = ["FieldEditor"]

_ROWS_SHOWN = 8
_WIDTH = 90
_LINES = 5
_NOWHERE = QRect()
_BESIDE: dict[int, str] = {Qt.Key.Key_P: "P", Qt.Key.Key_V: "V", Qt.Key.Key_L: "L"}
_STAYING = frozenset(
    (
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    )
)


class FieldEditor(QFrame):
    """One field being edited, in a card that lies over the window at the field's place.

    Keys: Enter saves, Tab saves and asks for the next field, Shift+Tab for the one before, Esc
    leaves everything as it was; Up and Down walk the offers. Alt+P, Alt+V and Alt+L add how the
    value is printed, who passed the words on and what the reading leans on. In a long field Enter
    breaks the line and Ctrl+Enter saves. Leaving it in any other way saves too.
    """

    edited = Signal(str)
    """The text while it is typed."""
    committed = Signal(int)
    """It is to be saved: 0 when that is all, 1 or -1 to go on to the next field or the last."""
    dismissed = Signal()
    """Everything stays as it was."""
    evidence_toggled = Signal()
    """Alt+Q: the words in hand are to back the value, or not to."""

    beside_wanted = Signal(str)
    """Alt+P, Alt+V or Alt+L, by its letter: something is to be added to the words in hand."""
    beside_typed = Signal(str)
    """What was typed in the line that `ask_beside` opened."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Make a closed editor that lies over `window` when it is open."""
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._before: QWidget | None = None
        self._long = False
        self.setProperty("role", "card")
        self.hide()
        self._label = QLabel(self)
        self.line = QLineEdit(self)
        self.page = QPlainTextEdit(self)
        self.page.setTabChangesFocus(True)
        self._sign = QLabel(self)
        self._note = QLabel(self)
        self._evidence = QLabel(self)
        self._reason = QLineEdit(self)
        self._beside_label = QLabel(self)
        self.beside = QLineEdit(self)
        self._moving = False
        self._outside = PressesOutside(self)
        self._outside.pressed.connect(self._leave)
        self.list = ItemList(theme, self)
        self.items = self.list.items
        self._build()
        self.line.textEdited.connect(self._on_edited)
        self.page.textChanged.connect(self._on_page_edited)
        self.list.clicked.connect(self._on_clicked)
        for field in (self.line, self.page, self._reason, self.beside):
            field.installEventFilter(self)
        theme.changed.connect(self._measure)

    def _build(self) -> None:
        for label, role in (
            (self._label, "caption"),
            (self._note, "muted"),
            (self._evidence, "muted"),
            (self._beside_label, "caption"),
        ):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("role", role)
        column = QVBoxLayout(self)
        said = QHBoxLayout()
        said.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._note, 1)
        for part in (self._label, self.line, self.page):
            column.addWidget(part)
        column.addLayout(said)
        for below in (self._evidence, self._reason, self._beside_label, self.beside, self.list):
            column.addWidget(below)
        self._hide_beside()

    # ---------------------------------------------------------- open and close

    def open(
        self, label: str, text: str, at: QRect, *, long: bool, hint: str, free: QRect = _NOWHERE
    ) -> None:
        """Open at the place `at` of the window with `text` selected; `free` is never covered."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._long = long
        self._label.setText(label)
        for field, shown in ((self.line, not long), (self.page, long)):
            field.setVisible(shown)
            field.setAccessibleName(label)
            field.setAccessibleDescription(hint)
            field.setPlaceholderText(hint)
        self.line.setText(text)
        self.page.blockSignals(True)
        self.page.setPlainText(text)
        self.page.blockSignals(False)
        self._reason.hide()
        self._reason.clear()
        self._reason.setPlaceholderText(tr("Why you read the words so"))
        self._reason.setAccessibleName(tr("Why you read the words so"))
        self.say("")
        self.say_evidence("")
        self.offer(())
        self._at, self._free = at, free
        self._hide_beside()
        self.show()
        self._outside.watch()
        self._measure()
        self.raise_()
        field = self.page if long else self.line
        field.selectAll()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def move_to(self, at: QRect) -> None:
        """Lie at the place `at` of the window from now on."""
        if at != self._at:
            self._at = at
            self._measure()

    def close_editor(self) -> None:
        """Close and give the focus back to where it was."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self._window)
        self._outside.rest()
        self.hide()
        if had_focus and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    # -------------------------------------------------------------- its parts

    @property
    def text(self) -> str:
        """What is in the field."""
        return self.page.toPlainText() if self._long else self.line.text()

    @property
    def note(self) -> str:
        """The sentence below the field."""
        return self._note.text()

    @property
    def evidence(self) -> str:
        """What is said of the words that back the value."""
        return self._evidence.text()

    @property
    def reason(self) -> str:
        """Why the words are read so, where somebody says it."""
        return self._reason.text() if not self._reason.isHidden() else ""

    def ask_reason(self) -> None:
        """Ask why the words are read so; asked again, not to."""
        asked = self._reason.isHidden()
        self._reason.setVisible(asked)
        self._measure()
        field = self._reason if asked else self.page if self._long else self.line
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say(self, sentence: str, *, problem: bool = False) -> None:
        """Say `sentence` below the field: how it is read, or why it cannot be."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))
        self._sign.setVisible(bool(sentence) and problem)
        side = self._theme.metrics.icon
        self._sign.setPixmap(icon("error", self._theme.palette).pixmap(side, side))
        self._note.setProperty("role", "error" if problem else "muted")
        for field in (self.line, self.page):
            field.setProperty("problem", "true" if problem else "false")
        for part in (self._note, self.line, self.page):
            part.style().unpolish(part)
            part.style().polish(part)
        self._measure()
        if sentence and self.isVisible():
            announce(self.page if self._long else self.line, sentence)

    def say_evidence(self, sentence: str) -> None:
        """Say which words will back the value, or that none will."""
        self._evidence.setText(sentence)
        self._evidence.setVisible(bool(sentence))
        self._measure()

    def ask_beside(self, label: str, text: str, hint: str) -> None:
        """Ask something more in a line below the field; Enter or Tab answers, Esc takes it back."""
        self._beside_label.setText(label)
        self.beside.setText(text)
        self.beside.setPlaceholderText(hint)
        self.beside.setAccessibleName(label)
        self.beside.setAccessibleDescription(hint)
        for part in (self._beside_label, self.beside):
            part.show()
        self._measure()
        self.beside.selectAll()
        self._give_keyboard(self.beside)

    def _hide_beside(self) -> None:
        for part in (self._beside_label, self.beside):
            part.hide()

    def _answer_beside(self, *, keep: bool) -> None:
        text = self.beside.text()
        self._give_keyboard(self.page if self._long else self.line)
        self._hide_beside()
        self._measure()
        if keep:
            self.beside_typed.emit(text)

    def _give_keyboard(self, field: QWidget) -> None:
        self._moving = True
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._moving = False

    def offer(self, items: Sequence[OverlayItem], *, choose_first: bool = False) -> None:
        """Show what may be meant; nothing is chosen until somebody walks there."""
        self.list.show_items(items, first=choose_first)
        self._measure()

    @property
    def chosen(self) -> OverlayItem | None:
        """The offer that is chosen."""
        return self.list.current

    # ------------------------------------------------------------------ events

    def _on_edited(self, text: str) -> None:
        self.edited.emit(text)

    def _on_page_edited(self) -> None:
        self.edited.emit(self.page.toPlainText())

    def _on_clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.committed.emit(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save, leave or walk the offers, whatever the field itself would make of the key."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _letter_beside(event):
                # A menu with this letter would open instead.
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_beside_key(event) if watched is self.beside else self._on_key(event)
        if (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and not self.isAncestorOf(QApplication.focusWidget() or self._window)
            and event.reason() not in _STAYING
            and not self._moving
        ):
            self._leave()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        """Save, unless it was said why that cannot be."""
        if self.isVisible() and self._note.property("role") != "error":
            self.committed.emit(0)

    def _on_beside_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._answer_beside(keep=False)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._answer_beside(keep=True)
        else:
            return False
        return True

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (control or not self._long):
            self.committed.emit(0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._all_is_proposed():
            # Who knows Enter from the short fields means to keep it, not a line in its place.
            self.page.moveCursor(QTextCursor.MoveOperation.End)
        elif key == Qt.Key.Key_Tab and not control:
            self.committed.emit(1)
        elif key == Qt.Key.Key_Backtab:
            self.committed.emit(-1)
        elif key == Qt.Key.Key_Q and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.evidence_toggled.emit()
        elif key == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.ask_reason()
        elif letter := _letter_beside(event):
            self.beside_wanted.emit(letter)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and (
            item := self.list.walk(1 if key == Qt.Key.Key_Down else -1)
        ):
            announce(self.line, item.heard)
        else:
            return False
        return True

    def _all_is_proposed(self) -> bool:
        """Whether the whole of a long text stands selected, as when it was just proposed."""
        cursor = self.page.textCursor()
        selected = cursor.selectionEnd() - cursor.selectionStart()
        return bool(selected) and selected == self.page.document().characterCount() - 1

    def _measure(self) -> None:
        if not self.isVisible():
            return
        unit = self._theme.metrics.unit
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(unit(2), unit(2), unit(2), unit(2))
        layout.setSpacing(unit(1))
        self.page.setFixedHeight(self.page.fontMetrics().lineSpacing() * _LINES + unit(4))
        self.list.setFixedHeight(self.list.height_of(_ROWS_SHOWN))
        room = self._window.rect().adjusted(unit(2), unit(2), -unit(2), -unit(2))
        width = min(max(unit(_WIDTH), self._at.width()), room.width())
        layout.activate()
        height = layout.totalHeightForWidth(width)
        height = height if height > 0 else self.sizeHint().height()
        left = min(max(self._at.left(), room.left()), room.right() - width + 1)
        top = self._at.top()
        if top + height > room.bottom():
            top = max(room.top(), room.bottom() - height)
        place = QRect(left, top, width, min(height, room.height()))
        self.setGeometry(self._aside(place, room))

    def _aside(self, place: QRect, room: QRect) -> QRect:
        """Return `place`, moved as little as need be where it would cover the marked words."""
        free, gap = self._free, self._theme.metrics.unit(1)
        if not place.intersects(free):
            return place
        tried = [QRect(place) for _ in range(4)]
        tried[0].moveTop(free.bottom() + gap)
        tried[1].moveBottom(free.top() - gap)
        tried[2].moveLeft(free.right() + gap)
        tried[3].moveRight(free.left() - gap)
        inside = [one for one in tried if room.contains(one)]
        return min(
            inside,
            key=lambda one: (one.topLeft() - place.topLeft()).manhattanLength(),
            default=place,
        )

    def heard(self) -> str:
        """Return everything the editor says, as one text."""
        parts = (self._label.text(), self.note, self.evidence)
        return tr("{parts}", parts=". ".join(part for part in parts if part))


def _letter_beside(event: QKeyEvent) -> str:
    """Return the letter of a key that asks for something beside the words, else nothing."""
    if event.modifiers() != Qt.KeyboardModifier.AltModifier:
        return ""
    return _BESIDE.get(event.key(), "")
