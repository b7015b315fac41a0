"""The head of the reader: which source this is, how it was captured, and what the marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.reader.marking import Looks
from desktop.reader.wrapping_row import WrappingRow
from desktop.text.escaping import plain, tip
from desktop.text.translate import tr, tr_count
from desktop.theme.icons import icon
from desktop.theme.theme import Theme
from models.dates import DateError, display_date
from models.queries.views import SnapshotView

if TYPE_CHECKING:
    from models.capture.copies import Copies

__all__ = ["ReaderHeader"]

_SHORT_HASH = 10


def _shown_date(edtf: str) -> str:
    try:
        return display_date(edtf)
    except DateError:
        # A capture's time stamp is not always of our subset; its own words are right.
        return plain(edtf)


class ReaderHeader(QFrame):
    """Title, where it comes from, how it was captured, both hashes, and the legend of the marks."""

    original_wanted = Signal(bool)
    find_wanted = Signal()
    close_wanted = Signal()
    passage_wanted = Signal()
    unused_wanted = Signal()
    copies_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty head."""
        super().__init__(parent)
        self._tight = False
        self._several = False
        self._theme = theme
        self.title = QLabel()
        self.title.setProperty("role", "subheading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.origin = self._line("muted")
        self.capture = self._line("caption")
        self.text_hash = self._hash_button()
        self.original_hash = self._hash_button()
        self.original_toggle = self._button("quiet", tr("Show the original"))
        self.original_toggle.setCheckable(True)
        self.original_toggle.setText(tr("Show the original"))
        self.original_toggle.clicked.connect(self.original_wanted)
        self.details_toggle = self._button("quiet", tr("How it was captured"))
        self.details_toggle.setCheckable(True)
        self.details_toggle.setText(tr("How it was captured"))
        self.details_toggle.toggled.connect(self._show_details)
        self.details_toggle.clicked.connect(self._keep_details)
        self._details_kept = False
        self.find_button = self._button("quiet", tr("Find in this source (Ctrl+F)"))
        self.find_button.clicked.connect(self.find_wanted)
        self.close_button = self._button("quiet", tr("Close the source (Esc)"))
        self.close_button.clicked.connect(self.close_wanted)
        self.passages_legend = self._button("quiet", "")
        self.passages_legend.clicked.connect(self.passage_wanted)
        self.unused_legend = self._button("quiet", "")
        self.unused_legend.clicked.connect(self.unused_wanted)
        self.copies_button = self._button("quiet", tr("Copies of this source"))
        self.copies_button.clicked.connect(self.copies_wanted)
        self.copies_button.hide()
        self.inserted_legend = QLabel()
        self.inserted_legend.setProperty("role", "caption")
        self._arrange()
        for button in (self.find_button, self.close_button):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._details.hide()
        theme.changed.connect(self._renew)
        self._renew()

    def _line(self, role: str) -> QLabel:
        label = QLabel()
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return label

    @staticmethod
    def _button(role: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", role)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._keep_whole()

    def _keep_details(self) -> None:
        """Somebody has decided: the width no longer does."""
        self._details_kept = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show how it was captured where there is room, until somebody decides."""
        super().resizeEvent(event)
        unit = self._theme.metrics.unit(1)
        if not self._details_kept:
            self.details_toggle.setChecked(self.width() >= unit * 190)
        words = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        narrow = Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in (self.original_toggle, self.details_toggle):
            button.setToolButtonStyle(words if self.width() >= unit * 75 else narrow)
        self._keep_whole()

    def set_tight(self, tight: bool) -> None:
        """Keep to the title and the origin where there is hardly room for the text."""
        if tight == self._tight:
            return
        self._tight = tight
        for part in (
            self.passages_legend,
            self.unused_legend,
            self.original_toggle,
            self.details_toggle,
        ):
            part.setVisible(not tight)
        self.copies_button.setVisible(self._several and not tight)
        self._keep_whole()

    def _keep_whole(self) -> None:
        """Ask for the height that all lines need at this width, so that none is cut off."""
        self.setMinimumHeight(self._column.heightForWidth(self.width()))

    def _hash_button(self) -> QToolButton:
        button = self._button("quiet", "")
        button.clicked.connect(lambda: QGuiApplication.clipboard().setText(button.property("hash")))
        return button

    def _arrange(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self.title, 1)
        self._top.addWidget(self.find_button, 0, Qt.AlignmentFlag.AlignTop)
        self._top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._details = QWidget()
        self._hashes = WrappingRow()
        self._hashes.addWidget(self.text_hash)
        self._hashes.addWidget(self.original_hash)
        self._captured = QVBoxLayout(self._details)
        self._captured.setContentsMargins(0, 0, 0, 0)
        self._captured.addWidget(self.capture)
        self._captured.addLayout(self._hashes)
        self._legend = WrappingRow()
        self._legend.addWidget(self.passages_legend)
        self._legend.addWidget(self.unused_legend)
        self._legend.addWidget(self.inserted_legend)
        self._legend.addWidget(self.copies_button)
        self._legend.addWidget(self.original_toggle)
        self._legend.addWidget(self.details_toggle)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addWidget(self.origin)
        self._column.addWidget(self._details)
        self._column.addLayout(self._legend)

    def show_snapshot(self, snapshot: SnapshotView) -> None:
        """Describe a snapshot."""
        self.title.setText(plain(snapshot.source.label))
        publisher = plain(snapshot.publisher) if snapshot.publisher else tr("Publisher not known")
        date = (
            _shown_date(snapshot.published_edtf)
            if snapshot.published_edtf
            else tr("date not known")
        )
        if snapshot.published_edtf and not snapshot.published_sourced:
            date = tr("{date} (editor’s date)", date=date)
        self.origin.setText(tr("{publisher} · {date}", publisher=publisher, date=date))
        self.capture.setText(
            tr(
                "Captured {when}, {method} · read by {extractor}",
                when=_shown_date(snapshot.captured),
                method=plain(snapshot.method),
                extractor=plain(snapshot.extractor),
            )
        )
        self._set_hash(
            self.text_hash,
            snapshot.text_sha256,
            tr("Text SHA-256 {short}…", short=plain(snapshot.text_sha256[:_SHORT_HASH])),
            tr("Copy the SHA-256 of the reading text"),
        )
        self._set_hash(
            self.original_hash,
            snapshot.original_sha256,
            tr("Original SHA-256 {short}…", short=plain(snapshot.original_sha256[:_SHORT_HASH])),
            tr("Copy the SHA-256 of the original"),
        )
        self._set_legend(len(snapshot.passages), len(snapshot.unused), len(snapshot.inserted))

    @staticmethod
    def _set_hash(button: QToolButton, value: str, words: str, name: str) -> None:
        button.setProperty("hash", value)
        button.setText(words)
        button.setAccessibleName(name)
        button.setAccessibleDescription(value)
        button.setToolTip(tip(tr("{value}\nClick to copy", value=plain(value))))

    def _set_legend(self, passages: int, unused: int, inserted: int) -> None:
        def legend(button: QToolButton, words: str, hint: str, *, enabled: bool) -> None:
            button.setText(words)
            button.setAccessibleName(words)
            button.setToolTip(hint)
            button.setEnabled(enabled)

        legend(
            self.passages_legend,
            tr_count("{count} passage quoted", "{count} passages quoted", passages),
            tr("Underlined on a soft ground: something rests on these words. N goes to the next."),
            enabled=passages > 0,
        )
        legend(
            self.unused_legend,
            tr_count("{count} sentence backs nothing", "{count} sentences back nothing", unused)
            if unused
            else tr("Every sentence backs something"),
            tr("Quieter, with a dotted rule beside it: nobody quotes it. U goes to the next."),
            enabled=unused > 0,
        )
        self.inserted_legend.setVisible(inserted > 0)
        self.inserted_legend.setText(
            tr_count(
                "{count} label added when reading (in a grey box), no words of the source",
                "{count} labels added when reading (in grey boxes), no words of the source",
                inserted,
            )
        )

    def say_copies(self, copies: Copies | None) -> None:
        """Say which of several copies is shown; nothing where it is the only one."""
        several = copies is not None and len(copies.copies) > 1
        self._several = several
        self.copies_button.setVisible(several and not self._tight)
        if copies is not None and several:
            newest_first = [one.snapshot for one in copies.copies]
            number = len(newest_first) - newest_first.index(copies.shown)
            words = tr("Copy {number} of {total}", number=number, total=len(newest_first))
            self.copies_button.setText(words)
            self.copies_button.setAccessibleName(words)
            self.copies_button.setToolTip(tip(copies.comparison.sentence()))
        self._keep_whole()

    def say_original_shown(self, *, shown: bool) -> None:
        """Set the toggle to what is shown."""
        self.original_toggle.setChecked(shown)
        words = tr("Show the reading text") if shown else tr("Show the original")
        self.original_toggle.setText(words)
        self.original_toggle.setAccessibleName(words)
        self.original_toggle.setToolTip(words)
        for part in (self.passages_legend, self.unused_legend):
            part.setVisible(not shown and not self._tight)

    def _renew(self) -> None:
        palette, metrics = self._theme.palette, self._theme.metrics
        unit = metrics.unit(1)
        self._column.setContentsMargins(unit * 4, unit, unit * 3, unit * 2)
        self._column.setSpacing(unit)
        for row in (self._top, self._captured, self._hashes, self._legend):
            row.setSpacing(unit)
        self.find_button.setIcon(icon("find", palette))
        self.copies_button.setIcon(icon("source", palette))
        self.details_toggle.setIcon(icon("info", palette))
        self.close_button.setIcon(icon("close", palette))
        self.original_toggle.setIcon(icon("original", palette))
        self.text_hash.setIcon(icon("copy", palette))
        self.original_hash.setIcon(icon("copy", palette))
        looks = Looks(palette)
        size = QSize(metrics.icon, metrics.icon)
        self.passages_legend.setIcon(QIcon(self._passage_swatch(looks, size)))
        self.unused_legend.setIcon(QIcon(self._unused_swatch(looks, size)))
        for button in self.findChildren(QToolButton):
            button.setIconSize(size)
        self._keep_whole()

    def _swatch(self, size: QSize) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(0, 0, 0, 0))
        return picture

    def _passage_swatch(self, looks: Looks, size: QSize) -> QPixmap:
        picture = self._swatch(size)
        painter = QPainter(picture)
        side = size.width()
        painter.fillRect(0, side // 5, side, side * 3 // 5, looks.soft)
        painter.fillRect(0, side * 4 // 5 - 2, side, 2, looks.outline)
        painter.end()
        return picture

    def _unused_swatch(self, looks: Looks, size: QSize) -> QPixmap:
        picture = self._swatch(size)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(looks.rule, 2.5, Qt.PenStyle.CustomDashLine)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.0])
        painter.setPen(pen)
        side = size.width()
        painter.drawLine(side // 2, 2, side // 2, side - 2)
        painter.end()
        return picture
