"""What the window shows without a reference: what one can do, and the references opened lately."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.commands.command_set import CommandSet
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.theme.icons import application_icon, icon
from desktop.theme.theme import Theme
from desktop.theme.views import dress_list

__all__ = ["Welcome"]

PATH_ROLE = Qt.ItemDataRole.UserRole


class Welcome(QWidget):
    """The ways to begin, each a key away."""

    story_requested = Signal()
    """Open one's own copy of the Iran–Belarus reference."""
    record_requested = Signal()
    """Make one's own copy of the US diplomatic record, or open it."""
    path_chosen = Signal(object)
    """A reference opened lately."""

    def __init__(self, commands: CommandSet, theme: Theme) -> None:
        """Make the page with an empty list."""
        super().__init__()
        self._theme = theme
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = self._label(tr("No reference is open"), "heading")
        hint = self._label(
            tr("A reference is one file: officials, meetings, and the words that say so."), "muted"
        )
        self._story = QPushButton(tr("Open the Iran–Belarus story"))
        self._story.setProperty("role", "primary")
        self._story.clicked.connect(self.story_requested)
        self._record = QPushButton(tr("Make the US diplomatic record (half a minute)"))
        self._record.setAccessibleDescription(
            tr("Officials and their journeys since 1778, made from the data that is shipped.")
        )
        self._record.clicked.connect(self.record_requested)
        self._open = QPushButton(tr("Open a reference… (Ctrl+O)"))
        self._open.clicked.connect(commands.action("open").trigger)
        self._new = QPushButton(tr("New empty reference…"))
        self._new.clicked.connect(commands.action("new_reference").trigger)
        self._heading = self._label(tr("Opened lately"), "caption")
        self.recent = QListWidget()
        self.recent.setAccessibleName(tr("References opened lately"))
        self.recent.itemActivated.connect(
            lambda item: self.path_chosen.emit(Path(item.data(PATH_ROLE)))
        )
        # At large text on a small screen the page is higher than the window.
        page = QWidget()
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._layout = QVBoxLayout(page)
        self._layout.addStretch(2)
        for widget in (
            self._picture,
            title,
            hint,
            self._story,
            self._record,
            self._open,
            self._new,
        ):
            self._layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(self.recent, 3, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(2)
        self.setFocusProxy(self._story)
        theme.changed.connect(self._measure)
        self._measure()

    @staticmethod
    def _label(text: str, role: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.setWordWrap(False)
        return label

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List references, the latest first; a file that is gone says so."""
        self.recent.clear()
        for path in paths:
            name = plain(path.name, 80)
            gone = not path.exists()
            text = tr("{name} — not there any more", name=name) if gone else name
            item = QListWidgetItem(icon("recent", self._theme.palette), text)
            item.setData(PATH_ROLE, str(path))
            item.setToolTip(plain(str(path), 300))
            self.recent.addItem(item)
        self._heading.setVisible(bool(paths))
        self.recent.setVisible(bool(paths))

    def _measure(self) -> None:
        unit = self._theme.metrics.unit
        self._layout.setSpacing(unit(3))
        self._picture.setPixmap(application_icon().pixmap(unit(18), unit(18)))
        for button in (self._story, self._record, self._open, self._new):
            button.setMinimumWidth(unit(64))
        self.recent.setMinimumWidth(unit(100))
        self.recent.setMaximumHeight(unit(60))
        dress_list(self.recent)
