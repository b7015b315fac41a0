"""What the columns of a table become: chosen above each column, with what would come of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.jobs.task import Task
from desktop.lists.wording import kind_name
from desktop.mapping.wording import foreseen_words, refused_words, target_name
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models.importing.tables import KINDS, Foreseen, Mapping, TableFile, foresee, propose, targets

__all__ = ["MappingPane"]

ROWS = 20
"""So many rows are shown; all are imported."""
MOST_COLUMNS = 60
"""A table is wider than that by mistake: the others are named in a map on the command line."""
CHOICE = 16
"""Characters of a choice that are shown; its list shows all."""
CELL = 28
"""Characters of a cell that are shown."""


class MappingPane(QWidget):
    """Shows the first rows of a table, and above each column what it becomes."""

    import_requested = Signal(object, object)
    """A `TableFile` and the `Mapping` to import it by."""
    closed = Signal()
    crashed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        remembered: Callable[[tuple[str, ...]], Mapping | None],
        parent: QWidget | None = None,
    ) -> None:
        """Begin empty; `remembered` gives the mapping last used for such headings."""
        super().__init__(parent)
        self._theme = theme
        self._remembered = remembered
        self._table: TableFile | None = None
        self._asked = 0
        self.choices: list[QComboBox] = []
        """What becomes of each column, in their order."""
        self.title = _label("heading")
        self.kind = self._combo(tr("What each row is"))
        self.sheet = self._combo(tr("Sheet"))
        self.key = self._combo(tr("By what a row is known again"))
        self.separator = QLineEdit()
        self.separator.setAccessibleName(tr("What parts several values in a cell"))
        self.separator.setMaxLength(8)
        self.counts = _label("")
        self.problems = _label("muted")
        self.take = QPushButton(tr("Import"))
        self.take.setProperty("role", "primary")
        self.leave = QPushButton(tr("Close"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet_label = _label("muted", tr("Sheet"))
        self._build()
        for name in KINDS:
            self.kind.addItem(kind_name(name), name)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.sheet.currentIndexChanged.connect(self._on_sheet)
        self.key.currentIndexChanged.connect(lambda _: self._look())
        self.separator.textEdited.connect(lambda _: self._look())
        self.take.clicked.connect(self._on_take)
        self.leave.clicked.connect(self.closed)
        theme.changed.connect(self._measure)
        self._measure()

    @staticmethod
    def _combo(name: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return combo

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._options = QGridLayout()
        fields = (
            (_label("muted", tr("Each row is one")), self.kind),
            (self._sheet_label, self.sheet),
            (_label("muted", tr("Several values in a cell are parted by")), self.separator),
            (_label("muted", tr("A row is known again by")), self.key),
        )
        for place, (label, field) in enumerate(fields):
            label.setBuddy(field)
            label.setWordWrap(False)
            row, column = divmod(place, 2)
            self._options.addWidget(label, row, column * 2)
            self._options.addWidget(field, row, column * 2 + 1, Qt.AlignmentFlag.AlignLeft)
        self._options.setColumnStretch(3, 1)
        self._column.addLayout(self._options)
        self._column.addWidget(self._scroll, 1)
        self._column.addWidget(self.counts)
        self._column.addWidget(self.problems)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        self._column.addLayout(buttons)

    def _measure(self) -> None:
        unit = self._theme.metrics.unit
        self._column.setContentsMargins(unit(4), unit(3), unit(4), unit(3))
        self._column.setSpacing(unit(2))
        self._options.setHorizontalSpacing(unit(2))
        self._options.setVerticalSpacing(unit(1))
        self.separator.setFixedWidth(unit(14))

    # ------------------------------------------------------------------- the table

    def show_table(self, table: TableFile) -> None:
        """Show a table with the mapping of the last time, else with what its headings say."""
        self.title.setText(tr("Import {name}", name=plain(table.document.name, 80)))
        self.sheet.blockSignals(True)
        self.sheet.clear()
        for one in table.sheets:
            name = tr("{name} (hidden)", name=one.name) if one.hidden else one.name
            self.sheet.addItem(plain(name, 60), one.name)
        self.sheet.setCurrentIndex(table.sheets.index(table.sheet))
        self.sheet.blockSignals(False)
        several = len(table.sheets) > 1
        self.sheet.setVisible(several)
        self._sheet_label.setVisible(several)
        self._show_sheet(table)
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def mapping(self) -> Mapping:
        """Return what is chosen."""
        assert self._table is not None
        shown = zip(self._table.headings, self.choices, strict=False)
        columns = {heading: one.currentData() for heading, one in shown if one.currentData()}
        return Mapping(
            kind=self.kind.currentData(),
            columns=columns,
            separator=self.separator.text(),
            key=self.key.currentData() or None,
            sheet=self._table.sheet.name or None,
        )

    def _show_sheet(self, table: TableFile) -> None:
        self._table = table
        mapping = self._remembered(table.headings) or propose(table.headings) or Mapping(KINDS[0])
        self.separator.setText(mapping.separator)
        self.key.blockSignals(True)
        self.key.clear()
        self.key.addItem(tr("its number in this file"), "")
        for heading in table.headings[:MOST_COLUMNS]:
            self.key.addItem(plain(heading, 40), heading)
        self.key.setCurrentIndex(max(0, self.key.findData(mapping.key or "")))
        self.key.blockSignals(False)
        self.kind.blockSignals(True)
        self.kind.setCurrentIndex(self.kind.findData(mapping.kind))
        self.kind.blockSignals(False)
        self._show_columns(mapping)

    def _show_columns(self, mapping: Mapping) -> None:
        assert self._table is not None
        inside = QWidget()
        grid = QGridLayout(inside)
        unit = self._theme.metrics.unit
        grid.setHorizontalSpacing(unit(4))
        grid.setVerticalSpacing(unit(1))
        self.choices = []
        offered = targets(mapping.kind)
        headings = self._table.headings[:MOST_COLUMNS]
        for column, heading in enumerate(headings):
            choice = self._combo(tr("What “{heading}” becomes", heading=plain(heading, 60)))
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(CHOICE)
            choice.addItem(tr("Not imported"), "")
            for one in offered:
                choice.addItem(target_name(mapping.kind, one.name, one.label), one.name)
            choice.view().setMinimumWidth(choice.view().sizeHintForColumn(0) + unit(6))
            choice.setCurrentIndex(max(0, choice.findData(mapping.columns.get(heading, ""))))
            choice.currentIndexChanged.connect(lambda _: self._look())
            choice.installEventFilter(self)
            self.choices.append(choice)
            grid.addWidget(choice, 0, column)
            grid.addWidget(_label("subheading", plain(heading, CELL), wrap=False), 1, column)
            for line, row in enumerate(self._table.rows[:ROWS]):
                cell = row.cells.get(column)
                words = plain(cell.text, CELL) if cell else ""
                grid.addWidget(_label("", words, wrap=False), line + 2, column)
        grid.setRowStretch(ROWS + 2, 1)
        grid.setColumnStretch(len(headings), 1)
        self._scroll.setWidget(inside)
        order = [self.kind, self.sheet, self.separator, self.key, *self.choices, self.leave]
        for first, then in zip(order, [*order[1:], self.take], strict=True):
            QWidget.setTabOrder(first, then)
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the column into sight whose choice gets the keyboard."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._scroll.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)

    def _on_kind(self) -> None:
        if self._table is None:
            return
        kind = self.kind.currentData()
        again = propose(self._table.headings, kind) or Mapping(kind)
        self._show_columns(again)

    def _on_sheet(self) -> None:
        name = self.sheet.currentData()
        if self._table is not None and name and name != self._table.sheet.name:
            self._show_sheet(self._table.of_sheet(name))

    # ------------------------------------------------------------------ what would come

    def _look(self) -> None:
        """Count beside the window what would come of the table; a late answer is dropped."""
        if self._table is None:
            return
        self._asked += 1
        task = Task(partial(foresee, self._table, self.mapping()), self)
        task.done.connect(partial(self._on_foreseen, self._asked))
        task.crashed.connect(self.crashed)
        task.start()

    def _on_foreseen(self, asked: int, foreseen: Foreseen) -> None:
        if asked != self._asked:
            return
        self.counts.setText(foreseen_words(self.kind.currentData(), foreseen))
        self.problems.setText(refused_words(foreseen))
        self.problems.setVisible(bool(foreseen.refused))
        self.take.setEnabled(not foreseen.problem and foreseen.records > 0)

    def _on_take(self) -> None:
        if self._table is not None:
            self.import_requested.emit(self._table, self.mapping())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc; import with Ctrl+Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take.click()
        else:
            super().keyPressEvent(event)


def _label(role: str, text: str = "", *, wrap: bool = True) -> QLabel:
    label = QLabel(text)
    if role:
        label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return label
