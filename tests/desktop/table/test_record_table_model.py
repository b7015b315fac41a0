"""The table's model holds ids, fetches rows by the page, and changes no more than it must."""

import random

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.table.columns import table_columns
from desktop.table.model import ROW_ROLE, WORDS_ROLE, RecordTableModel
from tests.desktop.table.rows import EMOJI, PERSIAN, Rows, table_row


def made(rows: Rows | None = None) -> tuple[RecordTableModel, Rows]:
    source = rows or Rows()
    return RecordTableModel(source, table_columns()), source


def test_the_model_keeps_qts_rules_also_after_resets_refreshes_and_orders(
    qtmodeltester: ModelTester,
) -> None:
    model, _ = made()
    for ids in ((), (1, 2, 3), tuple(range(500)), (7,), ()):
        model.show_ids(ids, ("tehran",))
        qtmodeltester.check(model)
        model.refresh(ids[:3])
        model.set_order("when", descending=True)
        qtmodeltester.check(model)


def test_the_same_ids_again_are_no_reset_and_ask_for_nothing(qtbot: QtBot) -> None:
    model, rows = made()
    model.show_ids((1, 2, 3), ())
    model.index(0, 1).data()
    asked = len(rows.asked)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as changed:
        assert not model.show_ids([1, 2, 3], ("tehran",))
    assert changed.args is not None
    assert changed.args[2] == [WORDS_ROLE]
    assert model.index(0, 1).data(WORDS_ROLE) == ("tehran",)
    assert len(rows.asked) == asked


def test_rows_are_fetched_by_the_page_and_only_a_few_pages_are_kept() -> None:
    model, rows = made()
    model.show_ids(tuple(range(100_000)), ())
    for row in range(0, 100_000, 32):
        assert model.index(row, 1).data() == f"Meeting {row}"
    assert {len(ids) for ids in rows.asked} == {64, 100_000 % 64}
    assert len(rows.asked) == 1563
    assert len(model._pages) == 120
    model.index(99_999, 1).data()
    assert len(rows.asked) == 1563
    model.index(0, 1).data()
    assert len(rows.asked) == 1564


def test_a_refresh_asks_again_and_announces_runs_of_rows_alone(qtbot: QtBot) -> None:
    model, rows = made(Rows(*(table_row(id_) for id_ in range(10))))
    model.show_ids(tuple(range(10)), ())
    assert model.index(3, 1).data() == "Meeting 3"
    rows.known[3] = table_row(3, "Renamed")
    announced: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: announced.append((first.row(), last.row())))
    model.refresh([7, 3, 2, 99])
    assert announced == [(2, 3), (7, 7)]
    assert model.index(3, 1).data() == "Renamed"


def test_an_id_finds_its_row_before_and_after_the_map_is_built() -> None:
    model, _ = made()
    ids = list(range(2000))
    random.Random(5).shuffle(ids)
    model.show_ids(ids, ())
    for record in (ids[0], ids[1999], ids[77], 5000, ids[300], ids[1999], 6000):
        assert model.row_of(record) == (ids.index(record) if record in ids else None)


def test_a_record_that_is_gone_leaves_an_empty_row_that_says_so() -> None:
    model, _ = made(Rows(table_row(1)))
    model.show_ids((1, 2), ())
    assert model.index(1, 1).data() is None
    assert model.index(1, 1).data(ROW_ROLE) is None
    assert model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "This record is gone"


def test_every_cell_of_every_column_says_what_it_is_and_of_which_record() -> None:
    bare = table_row(
        3, "", when_edtf=None, where=None, who="", quotes=0, origins=0, state=None, unsourced=2
    )
    model, _ = made(Rows(table_row(1, PERSIAN), table_row(2, EMOJI), bare))
    model.show_ids((1, 2, 3), ())
    for row in range(3):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            assert index.data(Qt.ItemDataRole.AccessibleTextRole)
            described = index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
            assert model.columns[column].title in described
            assert model.index(row, 1).data() in described


@pytest.mark.parametrize(
    ("changes", "shown", "heard"),
    [
        ({}, "5 / 1", "5 quotes, 1 independent origin"),
        ({"quotes": 1, "origins": 1}, "1 / 1", "1 quote, 1 independent origin"),
        ({"quotes": 0, "origins": 0}, "0", "no quote"),
        (
            {"unsourced": 2, "disputed": True},
            "5 / 1",
            "5 quotes, 1 independent origin, 2 fields unsourced, disputed",
        ),
    ],
)
def test_what_a_record_rests_on_is_short_to_see_and_whole_to_hear(
    changes: dict[str, object], shown: str, heard: str
) -> None:
    model, _ = made(Rows(table_row(1, **changes)))
    model.show_ids((1,), ())
    index = model.index(0, 5)
    assert index.data() == shown
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == heard


def test_a_header_says_how_the_table_is_sorted() -> None:
    model, _ = made()
    heard = Qt.ItemDataRole.AccessibleTextRole
    model.set_order("when", descending=True)
    assert model.headerData(2, Qt.Orientation.Horizontal, heard) == "When, sorted descending"
    assert model.headerData(1, Qt.Orientation.Horizontal, heard) == "Name"


def test_column_keys_and_orders_are_each_their_own() -> None:
    columns = table_columns()
    assert len({column.key for column in columns}) == len(columns)
    assert len({column.order for column in columns}) == len(columns)
