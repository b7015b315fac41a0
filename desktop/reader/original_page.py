"""The page that shows the original bytes in place of the reading text."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.reader.original_bytes import shown_original
from desktop.reader.stored_text import StoredText, mime_of
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.queries.views import OriginalView

__all__ = ["OriginalPage"]


class _Letters(QPlainTextEdit):
    """Plain text that is copied from the decoded words, not from the widget."""

    def __init__(self) -> None:
        super().__init__()
        self.stored = StoredText("")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setProperty("role", "quote")
        self.setAccessibleName(tr("Original of the source"))

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        return mime_of(self.stored.words(cursor.selectionStart(), cursor.selectionEnd()))


class OriginalPage(QWidget):
    """Sentences that say what the bytes are, the bytes as words or numbers, and the way back."""

    back_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(parent)
        self._theme = theme
        self.sentences = QLabel()
        self.sentences.setTextFormat(Qt.TextFormat.PlainText)
        self.sentences.setWordWrap(True)
        self.sentences.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.back_button = QPushButton(tr("Back to the reading text"))
        self.back_button.clicked.connect(self.back_wanted)
        self.letters = _Letters()
        self._banner = QFrame()
        self._banner.setProperty("role", "banner")
        self._inside = QVBoxLayout(self._banner)
        self._inside.addWidget(self.sentences)
        self._inside.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._banner)
        self._column.addWidget(self.letters, 1)
        theme.changed.connect(self._renew)
        self._renew()

    def show_original(self, original: OriginalView) -> None:
        """Show the bytes of an original."""
        shown = shown_original(original)
        self.sentences.setText(" ".join(shown.sentences))
        self.letters.stored = StoredText(shown.text)
        self.letters.setPlainText(self.letters.stored.form)
        wrap = QPlainTextEdit.LineWrapMode
        self.letters.setLineWrapMode(wrap.WidgetWidth if shown.is_words else wrap.NoWrap)
        self._renew()

    def clear(self) -> None:
        """Let go of the bytes."""
        self.letters.stored = StoredText("")
        self.letters.clear()

    def _renew(self) -> None:
        unit = self._theme.metrics.unit(1)
        self._column.setContentsMargins(unit * 4, unit * 2, unit * 4, unit * 2)
        self._column.setSpacing(unit * 2)
        self._inside.setContentsMargins(unit * 3, unit * 2, unit * 3, unit * 2)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self._theme.metrics.point_size)
        self.letters.setFont(font)
