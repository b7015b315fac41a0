"""The first rows of an answer stand still when the rest of it comes."""

from array import array

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.table.columns import table_columns
from desktop.table.model import RecordTableModel
from desktop.table.pane import TablePane
from desktop.theme.theme import Theme
from tests.desktop.table.rows import Rows, table_row


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> TablePane:
    pane = TablePane(Rows(*(table_row(id_) for id_ in range(500))), theme)
    qtbot.addWidget(pane)
    pane.resize(900, 300)
    pane.show()
    return pane


def test_the_model_goes_on_without_a_reset(qtbot: QtBot) -> None:
    model = RecordTableModel(Rows(*(table_row(id_) for id_ in range(500))), table_columns())
    tester = QAbstractItemModelTester(model)
    model.show_ids(array("q", range(60)), ())
    assert model.index(59, 1).data() == "Meeting 59"
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        assert not model.show_ids(array("q", range(500)), ())
    assert model.rowCount() == 500
    assert model.index(63, 1).data() == "Meeting 63"
    assert [model.row_of(id_) for id_ in (0, 255, 256, 499, 500)] == [0, 255, 256, 499, None]
    assert model.rows_showing(range(490, 510)) == list(range(490, 500))
    del tester


def test_the_first_row_is_current_at_once_where_nothing_was(pane: TablePane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.record_selected, check_params_cb=lambda id_: id_ == 0):
        pane.show_ids(range(60), (), complete=False)
    pane.view.verticalScrollBar().setValue(200)
    with qtbot.assertNotEmitted(pane.record_selected):
        pane.show_ids(range(500), ())
    assert pane.current_id == 0
    assert pane.view.verticalScrollBar().value() == 200


def test_the_current_record_waits_for_the_rest_and_nothing_in_view_moves(
    pane: TablePane, qtbot: QtBot
) -> None:
    pane.show_ids(range(500), ())
    pane.select(7)
    with qtbot.assertNotEmitted(pane.record_selected):
        pane.show_ids(range(499, 439, -1), (), complete=False)
        assert pane.view.verticalScrollBar().value() == 0
        pane.show_ids(range(499, -1, -1), ())
    assert pane.current_id == 7
    assert pane.selected_ids() == (7,)
    assert pane.view.verticalScrollBar().value() == 0


def test_a_current_record_that_is_not_in_the_rest_gives_way_to_the_first(
    pane: TablePane, qtbot: QtBot
) -> None:
    pane.show_ids(range(500), ())
    pane.select(7)
    pane.show_ids(range(100, 160), (), complete=False)
    with qtbot.waitSignal(pane.record_selected, check_params_cb=lambda id_: id_ == 100):
        pane.show_ids(range(100, 300), ())


def test_a_row_chosen_meanwhile_stays(pane: TablePane, qtbot: QtBot) -> None:
    pane.show_ids(range(500), ())
    pane.select(7)
    pane.show_ids(range(499, 439, -1), (), complete=False)
    pane.select(480)
    with qtbot.assertNotEmitted(pane.record_selected):
        pane.show_ids(range(499, -1, -1), ())
    assert pane.current_id == 480


def test_a_late_rest_of_another_order_is_shown_as_what_it_is(pane: TablePane) -> None:
    pane.show_ids(range(60), (), complete=False)
    pane.show_ids(range(499, -1, -1), ())
    assert pane._model.id_at(0) == 499
    assert pane.current_id == 0
