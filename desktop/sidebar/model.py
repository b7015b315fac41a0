"""The lines of the sidebar as a model that changes no more than it must."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.sidebar.lines import Line, LineKind

__all__ = ["LINE_ROLE", "LineModel"]

LINE_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()


class LineModel(QAbstractListModel):
    """Shows lines; the same lines with other counts are a change of data and no reset."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines shown."""
        return self._lines

    def show(self, lines: Sequence[Line]) -> bool:
        """Show other lines; tell whether the model was reset."""
        before, self_lines = self._lines, tuple(lines)
        if [line.identity for line in before] == [line.identity for line in self_lines]:
            self._lines = self_lines
            for row, (old, new) in enumerate(zip(before, self_lines, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return False
        self.beginResetModel()
        self._lines = self_lines
        self.endResetModel()
        return True

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the line, its words, or what a screen reader is told."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.heard
        if role == Qt.ItemDataRole.CheckStateRole and line.type is LineKind.VALUE:
            return Qt.CheckState.Checked if line.checked else Qt.CheckState.Unchecked
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A title between the groups is passed over by the keys."""
        if not index.isValid() or self._lines[index.row()].type is LineKind.TITLE:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
