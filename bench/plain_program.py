"""What a start is measured against: a plain program of this look, over thirty constant rows.

It imports PySide6, the SQLite binding and peewee, and nothing of Attaché. Each part is one that a
program of this kind would have, and as many of each as a person sees in Attaché's window:

- seven menus with about sixty actions, most with an icon and a key (Qt reads the drawings itself);
- a bar with five buttons and a field to search in;
- three splitters: a list of kinds with a small delegate, a table of seven columns with a plain
  delegate, and, above each other, fields in labels and a text with links, both in scroll areas;
- below the table, closed at first as a reader is, a text view;
- a line of words below everything;
- the bundled faces, and Attaché's style sheet as a file.

It opens the reference through peewee, as any program would open a database, and reads the names
of thirty records; that is all it ever shows. It is ready when the first row was painted and the key
Down has moved the selection, painted too. What Attaché does besides is its own cost: making sure
that one window shows a file, checks of the file, search, marks of evidence, counts, undo.

python -m bench.plain_program STYLE_SHEET FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

import apsw
import peewee
from playhouse.apsw_ext import APSWDatabase
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QAction, QFont, QFontDatabase, QIcon, QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bench.painted import READY, SIZE, Paints

RESOURCES = Path(__file__).parents[1] / "resources"
COLUMNS = ("Date", "Kind", "Title", "Who", "Where", "Evidence", "Review")
REST = ("A. Lukashenko, H. Rouhani", "Minsk", "4 quotes", "checked")
KINDS = ("All", "Officials", "Meetings", "Agreements", "Statements", "Relations", "Organizations",
         "Places", "Sources")  # fmt: skip
FIELDS = ("Date", "Place", "Organizer", "Side", "Agreement", "Topic", "Review", "Note", "Source",
          "Record")  # fmt: skip
MENUS = {"File": 13, "Edit": 13, "Go": 12, "Evidence": 5, "Source": 4, "View": 10, "Help": 5}
ICONS = ("open", "new", "search", "copy", "back", "forward", "find", "columns", "info", "check",
         "close", "recent", "keyboard", "sun", "moon", "quoted")  # fmt: skip
Index = QModelIndex | QPersistentModelIndex


class Record(peewee.Model):
    """What the table shows a line of."""

    kind = peewee.TextField()
    label = peewee.TextField()

    class Meta:
        table_name = "record"


class Rows(QAbstractTableModel):
    def __init__(self, labels: list[str], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = [("1 Mar 2020", "Meeting", label, *REST) for label in labels]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return COLUMNS[section] if shown else None


class Plain(QStyledItemDelegate):
    """Lets the style paint, with a little more room than it takes by itself."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        option.rect = QRect(option.rect).adjusted(4, 0, -4, 0)
        super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(8, 8)


def icon(name: str) -> QIcon:
    return QIcon(str(RESOURCES / "icons" / f"{name}.svg"))


def load_faces() -> None:
    for path in sorted((RESOURCES / "fonts").glob("*/*")):
        if path.suffix in {".ttf", ".otf"}:
            QFontDatabase.addApplicationFont(str(path))


def first_labels(path: Path) -> list[str]:
    database = APSWDatabase(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    with database, database.bind_ctx([Record]):
        return [record.label for record in Record.select().order_by(Record.id).limit(30)]


class Window(QMainWindow):
    def __init__(self, labels: list[str]) -> None:
        super().__init__()
        self.pressed: list[QAction] = []
        self._fill_menus()
        self.table = QTableView()
        self._dress_table(labels)
        self.kinds = QListWidget()
        self.kinds.setItemDelegate(Plain(self.kinds))
        self.kinds.addItems(KINDS)
        self.kinds.setUniformItemSizes(True)
        self.reader = QTextBrowser()
        middle = self._splitter(Qt.Orientation.Vertical, self.table, self.reader)
        self.reader.hide()
        record = self._splitter(Qt.Orientation.Vertical, self._fields(), self._quotes())
        columns = self._splitter(Qt.Orientation.Horizontal, self.kinds, middle, record)
        columns.setSizes([180, 680, 420])
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._bar())
        column.addWidget(columns, 1)
        self.setCentralWidget(centre)
        self.statusBar().addWidget(QLabel("30 records"))

    def _fill_menus(self) -> None:
        number = 0
        for name, count in MENUS.items():
            menu = self.menuBar().addMenu(name)
            for place in range(count):
                action = menu.addAction(icon(ICONS[number % len(ICONS)]), f"{name} {place}")
                action.setShortcut(QKeySequence(f"Ctrl+Alt+Shift+F{number % 12 + 1}"))
                action.triggered.connect(lambda _=False, it=action: self.pressed.append(it))
                number += 1

    def _dress_table(self, labels: list[str]) -> None:
        table = self.table
        table.setModel(Rows(labels, table))
        table.setItemDelegate(Plain(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(28)
        table.horizontalHeader().setStretchLastSection(True)

    def _bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        for name in ICONS[:3]:
            row.addWidget(self._button(name))
        search = QLineEdit()
        search.setPlaceholderText("Search")
        search.setClearButtonEnabled(True)
        row.addWidget(search, 1)
        for name in ICONS[3:5]:
            row.addWidget(self._button(name))
        return bar

    @staticmethod
    def _button(name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setToolTip(name)
        return button

    @staticmethod
    def _splitter(orientation: Qt.Orientation, *widgets: QWidget) -> QSplitter:
        splitter = QSplitter(orientation)
        for widget in widgets:
            splitter.addWidget(widget)
        return splitter

    @staticmethod
    def _fields() -> QScrollArea:
        sheet = QWidget()
        form = QFormLayout(sheet)
        for name in FIELDS:
            value = QLabel(f"The value of {name.lower()}")
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(QLabel(name), value)
        return scrolled(sheet)

    @staticmethod
    def _quotes() -> QScrollArea:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        for number in range(2):
            text = QTextBrowser()
            text.setFont(QFont("Source Serif 4", 12))
            text.setPlainText("The President received the Ambassador. " * 8)
            column.addWidget(text)
            row = QHBoxLayout()
            for words in ("Date", "Place", "Who", "Copy"):
                button = QToolButton()
                button.setIcon(icon("quoted"))
                button.setText(f"{words} {number}")
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                row.addWidget(button)
            column.addLayout(row)
        return scrolled(sheet)


def scrolled(sheet: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(sheet)
    return area


def main(style_sheet: Path, path: Path) -> None:
    application = QApplication(["bench"])
    application.setStyle("Fusion")
    load_faces()
    application.setFont(QFont("Inter", 10))
    application.setStyleSheet(style_sheet.read_text(encoding="utf-8"))
    window = Window(first_labels(path))
    paints = Paints(window.table.viewport())
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    window.table.setCurrentIndex(window.table.model().index(0, 0))
    window.table.setFocus()
    moved_at: list[int] = []

    def look() -> None:
        if not moved_at:
            if paints.count:
                moved_at.append(paints.count)
                QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down)
        elif paints.count > moved_at[0]:
            assert window.table.currentIndex().row() == 1
            print(READY, flush=True)
            application.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(1)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
