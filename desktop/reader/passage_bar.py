"""The bar under the text: which records rest on the passage one has chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.lists.wording import kind_name
from desktop.reader.record_words import record_words
from desktop.reader.wrapping_row import WrappingRow
from desktop.text.escaping import plain, tip
from desktop.text.translate import tr
from desktop.theme.icons import icon
from desktop.theme.theme import Theme
from models.queries.views import Passage

__all__ = ["PassageBar"]

_LONGEST_NAME = 44


class PassageBar(QFrame):
    """Says where one is among the passages, and links to the records."""

    record_requested = Signal(int)
    stepped = Signal(int)
    """+1 to the next passage, -1 to the previous one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a bar that says nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._links: list[QToolButton] = []
        self.said = QLabel()
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.previous_button = self._button(tr("Previous passage (Shift+N)"), -1)
        self.next_button = self._button(tr("Next passage (N)"), 1)
        self._holder = QWidget()
        self._row = WrappingRow(self._holder)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._holder)
        self._top = QHBoxLayout()
        self._top.addWidget(self.said, 1)
        self._top.addWidget(self.previous_button)
        self._top.addWidget(self.next_button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addWidget(self._scroll)
        self._scroll.hide()
        theme.changed.connect(self._renew)
        self._renew()

    def _button(self, name: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self.stepped.emit(step))
        return button

    def _renew(self) -> None:
        unit = self._theme.metrics.unit(1)
        self.previous_button.setIcon(icon("arrow-up", self._theme.palette))
        self.next_button.setIcon(icon("arrow-down", self._theme.palette))
        self._column.setContentsMargins(unit * 4, unit, unit * 3, unit * 2)
        self._column.setSpacing(unit)
        self._top.setSpacing(unit)
        self._row.setSpacing(unit * 2)
        self._fit()

    @property
    def links(self) -> tuple[QToolButton, ...]:
        """The links to records, in their order."""
        return tuple(self._links)

    def say(self, sentence: str, *, passages: int) -> None:
        """Say a sentence and link to no record; `passages` is how many there are to step to."""
        self._clear()
        self.said.setText(sentence)
        self.previous_button.setEnabled(passages > 0)
        self.next_button.setEnabled(passages > 0)

    def show_passage(self, passage: Passage, number: int, total: int) -> None:
        """Link to the records that rest on a passage, the `number`-th of `total`."""
        if passage.records:
            sentence = tr("Passage {number} of {total} backs:", number=number, total=total)
        else:
            sentence = tr(
                "Passage {number} of {total} backs no record any more.",
                number=number,
                total=total,
            )
        self.say(sentence, passages=total)
        for record in passage.records:
            link = QToolButton()
            link.setProperty("role", "chip")
            link.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            # An ampersand in a name is no mnemonic.
            link.setText(plain(record.label, _LONGEST_NAME).replace("&", "&&"))
            link.setToolTip(tip(kind_name(record.kind)))
            link.setAccessibleName(record_words(record))
            link.clicked.connect(
                lambda _=False, chosen=record.id: self.record_requested.emit(chosen)
            )
            self._links.append(link)
            self._row.addWidget(link)
        self._scroll.setVisible(bool(self._links))
        self._fit()

    def _clear(self) -> None:
        for link in self._links:
            self._row.removeWidget(link)
            # Hidden at once: it must not take the keyboard until it is gone.
            link.hide()
            link.deleteLater()
        self._links.clear()
        self._scroll.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the content to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the links need, up to two lines; more can be scrolled to."""
        if not self._links:
            return
        margins = self._column.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        line = max(link.sizeHint().height() for link in self._links) + self._row.spacing()
        wanted = self._row.heightForWidth(max(1, width))
        self._scroll.setFixedHeight(min(wanted, 2 * line - self._row.spacing()) + 2)
