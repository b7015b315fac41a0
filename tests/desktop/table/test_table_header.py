"""The header's menu can be had without a mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.table.columns import table_columns
from desktop.table.model import RecordTableModel
from desktop.table.view import RecordTableView
from desktop.theme.theme import Theme
from tests.desktop.lists.room import opened
from tests.desktop.table.rows import Rows


def test_the_menu_key_asks_for_the_menu_of_the_column_walked_to(theme: Theme, qtbot: QtBot) -> None:
    pane = QWidget()
    room = opened(qtbot, 900, 300, pane)
    model = RecordTableModel(Rows(), table_columns(), pane)
    model.show_ids((1, 2, 3), ())
    view = RecordTableView(model, theme, pane)
    view.resize(900, 300)
    view.show()
    header = view.header
    header.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(header.hasFocus)
    view.columns.set_hidden("when", hidden=True)
    qtbot.keyClick(header, Qt.Key.Key_Right)
    qtbot.keyClick(header, Qt.Key.Key_Right)
    assert header.walked_section == 3
    with qtbot.waitSignal(header.menu_asked) as asked:
        QApplication.sendEvent(
            header, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        )
    assert asked.args is not None
    assert asked.args[0] == 3
    room.close()


def test_tab_goes_from_the_table_on_to_what_follows_and_not_from_cell_to_cell(
    theme: Theme, qtbot: QtBot
) -> None:
    pane = QWidget()
    room = opened(qtbot, 900, 300, pane)
    model = RecordTableModel(Rows(), table_columns(), pane)
    model.show_ids((1, 2, 3), ())
    view = RecordTableView(model, theme, pane)
    view.resize(900, 300)
    view.show()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.header.hasFocus()
    room.close()
