"""The table keeps what the reader looks at, obeys the keyboard, and asks instead of sorting."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.table.pane import COPY_LIMIT, TablePane
from desktop.text.translate import grouped
from desktop.theme.theme import Theme
from tests.desktop.lists.room import opened
from tests.desktop.table.rows import PERSIAN, Rows, table_row
from tests.mouse import double_click

MakePane = Callable[..., TablePane]


@pytest.fixture
def make(qtbot: QtBot, theme: Theme) -> MakePane:
    rooms = []

    def shown(rows: Rows | None = None, width: int = 900) -> TablePane:
        pane = TablePane(rows or Rows(), theme)
        rooms.append(opened(qtbot, width, 400, pane))
        return pane

    return shown


def focused(pane: TablePane, qtbot: QtBot) -> None:
    pane.setFocus()
    qtbot.waitUntil(pane.view.hasFocus)


def test_the_first_record_becomes_current_and_is_announced_once(make: MakePane) -> None:
    pane = make()
    told: list[object] = []
    pane.record_selected.connect(told.append)
    pane.show_ids((5, 6, 7), ())
    pane.show_ids((5, 6, 7), ("x",))
    pane.show_ids((4, 5), ())
    assert told == [5]
    assert pane.current_id == 5
    assert pane.selected_ids() == (5,)


def test_when_the_current_record_vanishes_the_first_takes_its_place(make: MakePane) -> None:
    pane = make()
    told: list[object] = []
    pane.show_ids((5, 6, 7), ())
    pane.select(7)
    pane.record_selected.connect(told.append)
    pane.show_ids((9, 5), ())
    pane.show_ids((), ())
    pane.show_ids((), ("still",))
    assert told == [9, None]
    assert pane.current_id is None
    assert pane.selected_ids() == ()


def test_current_selection_and_scroll_survive_another_order_by_id(make: MakePane) -> None:
    pane = make()
    pane.show_ids(tuple(range(1000)), ())
    pane.select(600)
    choice = pane.view.selectionModel()
    for row in (602, 603):
        choice.select(
            pane.view.model().index(row, 0),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
        )
    offset = pane.view.rowViewportPosition(600)
    told: list[object] = []
    pane.record_selected.connect(told.append)
    pane.show_ids(tuple(reversed(range(1000))), ())
    assert pane.current_id == 600
    assert pane.selected_ids() == (603, 602, 600)
    assert pane.view.rowViewportPosition(pane.view.current_row()) == offset
    assert told == []


def test_selecting_goes_to_a_record_that_is_there_and_nowhere_else(make: MakePane) -> None:
    pane = make()
    pane.show_ids(tuple(range(1000)), ())
    assert pane.select(900)
    assert pane.current_id == 900
    assert 0 <= pane.view.rowViewportPosition(900) < pane.view.viewport().height()
    assert not pane.select(1000)
    assert pane.current_id == 900
    assert pane.select_next()
    assert pane.current_id == 901
    assert pane.select_next(-2)
    assert pane.current_id == 899


def test_home_end_and_pages_walk_by_rows(make: MakePane, qtbot: QtBot) -> None:
    pane = make()
    pane.show_ids(tuple(range(1000)), ())
    focused(pane, qtbot)
    qtbot.keyClick(pane.view, Qt.Key.Key_End)
    assert pane.current_id == 999
    assert pane.view.rowViewportPosition(999) < pane.view.viewport().height()
    qtbot.keyClick(pane.view, Qt.Key.Key_Home)
    assert pane.current_id == 0
    qtbot.keyClick(pane.view, Qt.Key.Key_PageDown)
    page = pane.current_id
    assert page is not None
    assert page > 5
    qtbot.keyClick(pane.view, Qt.Key.Key_Down)
    assert pane.current_id == page + 1
    qtbot.keyClick(pane.view, Qt.Key.Key_PageUp)
    assert pane.current_id == 1


def test_shift_selects_several_and_enter_opens_the_current(make: MakePane, qtbot: QtBot) -> None:
    pane = make()
    pane.show_ids((1, 2, 3, 4), ())
    focused(pane, qtbot)
    qtbot.keyClick(pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert pane.selected_ids() == (1, 2, 3)
    with qtbot.waitSignal(pane.record_activated) as told_id:
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert told_id.args == [3]


def test_a_double_click_opens_a_record(make: MakePane, qtbot: QtBot) -> None:
    pane = make()
    pane.show_ids((1, 2, 3), ())
    place = pane.view.visualRect(pane.view.model().index(1, 1)).center()
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(pane.record_activated) as told_id:
        double_click(pane.view.viewport(), place)
    assert told_id.args == [2]


def test_typed_letters_find_the_next_name_in_any_script(make: MakePane, qtbot: QtBot) -> None:
    names = ("Bagheri", "Viktor Khrenin", "Khamenei", PERSIAN, "Ashtiani")
    pane = make(Rows(*(table_row(id_, name) for id_, name in enumerate(names))))
    pane.show_ids((0, 1, 2, 3, 4), ())
    focused(pane, qtbot)
    QTest.keyClicks(pane.view, "kham")
    assert pane.current_id == 2
    pane.view.forget_letters()
    QTest.keyClicks(pane.view, "k")
    assert pane.current_id == 1
    QTest.keyClicks(pane.view, "k")
    assert pane.current_id == 2
    pane.view.forget_letters()
    pane.view.keyboardSearch("باق")
    assert pane.current_id == 3
    pane.view.forget_letters()
    QTest.keyClicks(pane.view, "zz")
    assert pane.current_id == 3


def test_typed_letters_read_no_more_than_some_thousand_rows(make: MakePane, qtbot: QtBot) -> None:
    rows = Rows()
    pane = make(rows)
    pane.show_ids(tuple(range(50_000)), ())
    focused(pane, qtbot)
    rows.asked.clear()
    QTest.keyClicks(pane.view, "z")
    assert sum(map(len, rows.asked)) <= 2400
    assert pane.current_id == 0


def test_copying_gives_the_selected_rows_under_the_visible_titles(
    make: MakePane, qtbot: QtBot
) -> None:
    pane = make(Rows(table_row(1, "One\ttab\nline"), table_row(2, PERSIAN), table_row(3)))
    pane.show_ids((1, 2, 3), ())
    pane.view.columns.set_hidden("status", hidden=True)
    focused(pane, qtbot)
    qtbot.keyClick(pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(pane.copied) as copied:
        qtbot.keyClick(pane.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args == ["2 rows copied"]
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Kind\tName\tWhen\tWhere\tWho\tEvidence",
        "Meeting\tOne tab line\t2 Aug 2023\tTehran\tIran · Belarus\t5 / 1",
        f"Meeting\t{PERSIAN}\t2 Aug 2023\tTehran\tIran · Belarus\t5 / 1",
    ]


def test_copying_very_many_rows_copies_some_and_says_so(make: MakePane, qtbot: QtBot) -> None:
    pane = make()
    pane.show_ids(tuple(range(COPY_LIMIT + 5)), ())
    pane.view.selectAll()
    with qtbot.waitSignal(pane.copied) as copied:
        pane.copy_rows()
    assert copied.args == [
        f"The first {grouped(COPY_LIMIT)} of {grouped(COPY_LIMIT + 5)} selected rows copied"
    ]
    assert QGuiApplication.clipboard().text().count("\n") == COPY_LIMIT + 1


def test_a_click_on_a_header_asks_for_an_order_and_sorts_nothing(
    make: MakePane, qtbot: QtBot
) -> None:
    pane = make()
    pane.show_ids((3, 1, 2), ())
    header = pane.view.header
    place = QPoint(header.sectionViewportPosition(1) + 20, header.height() // 2)
    asked: list[tuple[str, bool]] = []
    pane.order_requested.connect(lambda key, descending: asked.append((key, descending)))
    for _ in range(2):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [("name", False), ("name", True)]
    assert pane.current_id == 3
    assert pane.selected_ids() == (3,)


def test_showing_an_order_asks_for_none(make: MakePane) -> None:
    pane = make()
    asked: list[str] = []
    pane.order_requested.connect(lambda key, _: asked.append(key))
    pane.set_order("when", True)
    assert pane.view.header.sortIndicatorSection() == 2
    assert pane.view.header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    pane.set_order("relevance", False)
    assert pane.view.header.sortIndicatorSection() == -1
    assert asked == []


def test_the_header_can_be_walked_sorted_moved_and_sized_by_keys(
    make: MakePane, qtbot: QtBot
) -> None:
    pane = make()
    pane.show_ids((1, 2), ())
    header = pane.view.header
    header.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(header.hasFocus)
    qtbot.keyClick(header, Qt.Key.Key_Right)
    qtbot.keyClick(header, Qt.Key.Key_Right)
    with qtbot.waitSignal(pane.order_requested) as asked:
        qtbot.keyClick(header, Qt.Key.Key_Return)
    assert asked.args == ["when", True]
    with qtbot.waitSignal(pane.order_requested) as asked:
        qtbot.keyClick(header, Qt.Key.Key_Space)
    assert asked.args == ["when", False]
    qtbot.keyClick(header, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert header.visualIndex(2) == 1
    before = header.sectionSize(2)
    qtbot.keyClick(header, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert header.sectionSize(2) > before


def test_the_name_takes_the_free_width_until_the_reader_sizes_it(make: MakePane) -> None:
    pane = make(width=1000)
    pane.show_ids((1,), ())
    header = pane.view.header
    assert header.length() == pane.view.viewport().width()
    name = header.sectionSize(1)
    pane.window().resize(1200, 400)
    assert header.sectionSize(1) == name + 200
    header.resizeSection(3, header.sectionSize(3) + 50)
    assert header.length() == pane.view.viewport().width()
    header.resizeSection(1, 300)
    pane.window().resize(1400, 400)
    assert header.sectionSize(1) == 300


def test_a_column_that_nobody_sized_gives_up_room_before_the_name_is_cut(make: MakePane) -> None:
    pane = make(width=1000)
    pane.show_ids((1,), ())
    header = pane.view.header
    others = header.length() - header.sectionSize(1)
    character = pane.fontMetrics().averageCharWidth()
    room = pane.width() - pane.view.viewport().width()
    asked, who = others + 18 * character, header.sectionSize(4)
    pane.window().resize(asked - 6 * character + room, 400)
    assert header.length() == pane.view.viewport().width()
    assert header.sectionSize(4) < who
    header.resizeSection(4, who + 30)
    assert header.sectionSize(4) == who + 30
    pane.window().resize(1400, 400)
    assert header.sectionSize(4) == who + 30


def test_columns_are_hidden_by_a_switch_but_the_name_stays(make: MakePane) -> None:
    pane = make()
    pane.show_ids((1,), ())
    actions = {action.text(): action for action in pane.columns_menu_actions()}
    assert "Name" not in actions
    actions["Where"].trigger()
    assert pane.view.columns.is_hidden("where")
    assert pane.view.header.length() == pane.view.viewport().width()
    assert not {a.text(): a for a in pane.columns_menu_actions()}["Where"].isChecked()
    actions["Reset the columns"].trigger()
    assert not pane.view.columns.is_hidden("where")
    menu = pane.column_menu(3)
    next(action for action in menu.actions() if action.text() == "Hide Where").trigger()
    assert pane.view.columns.is_hidden("where")
    pane.view.columns.set_hidden("name", hidden=True)
    assert not pane.view.columns.is_hidden("name")


def test_columns_come_back_another_day(make: MakePane) -> None:
    first = make()
    header = first.view.header
    header.moveSection(header.visualIndex(6), 0)
    header.resizeSection(4, 222)
    first.view.columns.set_hidden("where", hidden=True)
    header.resizeSection(1, 333)
    second = make()
    assert second.restore_header_state(first.header_state())
    again = second.view.header
    assert [again.logicalIndex(place) for place in range(7)] == [6, 0, 1, 2, 3, 4, 5]
    assert again.sectionSize(4) == 222
    assert again.sectionSize(1) == 333
    assert second.view.columns.is_hidden("where")
    assert json.loads(second.header_state()) == json.loads(first.header_state())


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"\x00\xff",
        b"[]",
        b'{"version": 99}',
        b'{"version": 1}',
        b'{"version": 1, "order": 5, "hidden": [], "widths": {}}',
    ],
)
def test_an_unreadable_state_changes_nothing(make: MakePane, state: bytes) -> None:
    pane = make()
    before = pane.header_state()
    assert not pane.restore_header_state(state)
    assert pane.header_state() == before


def test_a_state_of_other_columns_and_wild_widths_is_taken_as_far_as_it_goes(
    make: MakePane,
) -> None:
    pane = make()
    state = {
        "version": 1,
        "order": ["gone", "status", "status"],
        "hidden": ["name", "gone", "who"],
        "widths": {"who": 1e9, "kind": "wide", "where": 20, "when": True},
    }
    assert pane.restore_header_state(json.dumps(state).encode())
    assert pane.view.header.logicalIndex(0) == 6
    assert not pane.view.columns.is_hidden("name")
    assert pane.view.columns.is_hidden("who")
    pane.view.columns.set_hidden("who", hidden=False)
    assert pane.view.header.sectionSize(4) < 400


def test_an_empty_table_says_why_and_what_to_press(make: MakePane, qtbot: QtBot) -> None:
    pane = make()
    pane.show_ids((1, 2), ())
    focused(pane, qtbot)
    with qtbot.waitSignal(pane.record_selected) as told:
        pane.show_empty("Nothing matches", "Press Esc to clear")
    assert told.args == [None]
    assert pane.empty.isVisible()
    assert not pane.view.isVisible()
    assert (pane.empty.message, pane.empty.hint) == ("Nothing matches", "Press Esc to clear")
    assert pane.empty.accessibleName() == "Nothing matches"
    assert pane.empty.hasFocus()
    pane.show_ids((1,), ())
    assert pane.view.hasFocus()


def test_a_larger_text_makes_rows_and_columns_larger(make: MakePane, theme: Theme) -> None:
    pane = make(width=2400)
    pane.show_ids((1, 2), ())
    height, width = pane.view.rowHeight(0), pane.view.columnWidth(0)
    theme.set_text_scale(200)
    assert pane.view.rowHeight(0) == 2 * height
    assert pane.view.columnWidth(0) == pytest.approx(2 * width, rel=0.1)


def test_words_searched_for_are_marked_in_the_picture(make: MakePane, theme: Theme) -> None:
    pane = make(Rows(table_row(1, PERSIAN, where=None, who="")))

    def strong_pixels(words: tuple[str, ...]) -> int:
        pane.show_ids((1,), words)
        picture = pane.grab().toImage()
        colours = (
            picture.pixelColor(x, y).name()
            for x in range(picture.width())
            for y in range(picture.height() // 3)
        )
        return sum(colour == theme.palette.mark_strong for colour in colours)

    assert strong_pixels(()) == 0
    assert strong_pixels(("باقری",)) > 50


def test_that_something_is_wrong_is_seen_also_in_a_narrow_column(make: MakePane) -> None:
    def picture(**changes: object) -> list[str]:
        pane = make(Rows(table_row(1, quotes=123_456, origins=12_345, **changes)))
        pane.show_ids((1,), ())
        pane.view.header.resizeSection(5, 80)
        place = pane.view.visualRect(pane.view.model().index(0, 5))
        image = pane.view.viewport().grab(place).toImage()
        size = (image.width() // 2, image.height())
        return [image.pixelColor(x, y).name() for x in range(size[0]) for y in range(size[1])]

    def differing(first: list[str], second: list[str]) -> int:
        return sum(one != other for one, other in zip(first, second, strict=True))

    nothing, disputed = picture(), picture(disputed=True)
    both = picture(disputed=True, unsourced=3)
    assert differing(nothing, disputed) > 30
    assert differing(disputed, both) > 30


def test_the_header_menu_sorts_moves_and_hides(make: MakePane, qtbot: QtBot) -> None:
    pane = make()
    pane.show_ids((1, 2), ())
    actions = {action.text(): action for action in pane.column_menu(4).actions()}
    with qtbot.waitSignal(pane.order_requested) as asked:
        actions["Sort descending"].trigger()
    assert asked.args == ["who", True]
    actions["Move left"].trigger()
    assert pane.view.header.visualIndex(4) == 3
    actions["Move right"].trigger()
    assert pane.view.header.visualIndex(4) == 4


def test_alt_arrows_and_escape_are_left_to_the_window(make: MakePane, qtbot: QtBot) -> None:
    pane = make()
    pane.show_ids((1, 2, 3), ())
    focused(pane, qtbot)
    qtbot.keyClick(pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(pane.view, Qt.Key.Key_Escape)
    assert pane.current_id == 1


def test_an_edited_record_is_shown_anew_without_losing_the_place(make: MakePane) -> None:
    rows = Rows(*(table_row(id_) for id_ in range(1, 6)))
    pane = make(rows)
    pane.show_ids((1, 2, 3, 4, 5), ())
    pane.select(4)
    rows.known[4] = table_row(4, "Renamed")
    pane.refresh_rows((4,))
    assert pane.view.model().index(3, 1).data() == "Renamed"
    assert pane.current_id == 4


# ---------------------------------------------------------- several columns


def centre_of(pane: TablePane, section: int) -> QPoint:
    header = pane.view.header
    return QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)


@pytest.fixture
def sorted_pane(make: MakePane) -> tuple[TablePane, list[tuple[tuple[str, bool], ...]]]:
    """A pane that shows at once what order is asked for, and what was asked for."""
    pane = make()
    pane.show_ids((3, 1, 2), ())
    asked: list[tuple[tuple[str, bool], ...]] = []
    pane.orders_requested.connect(asked.append)
    pane.orders_requested.connect(pane.set_orders)
    pane.order_requested.connect(pane.set_order)
    pane.set_order("when", True)
    return pane, asked


def heard_header(pane: TablePane, section: int) -> object:
    return pane.view.model().headerData(
        section, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
    )


def test_shift_and_a_click_sort_by_a_column_as_well_turn_it_and_take_it_away(
    sorted_pane: tuple[TablePane, list[tuple[tuple[str, bool], ...]]], qtbot: QtBot
) -> None:
    pane, asked = sorted_pane
    header = pane.view.header
    for _ in range(3):
        qtbot.mouseClick(
            header.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ShiftModifier,
            centre_of(pane, 1),
        )
    assert asked == [
        (("when", True), ("name", False)),
        (("when", True), ("name", True)),
        (("when", True),),
    ]


def test_the_last_column_is_never_taken_away(
    sorted_pane: tuple[TablePane, list[tuple[tuple[str, bool], ...]]],
) -> None:
    pane, asked = sorted_pane
    pane.sort_also("when", descending=True)
    pane.sort_also("when", descending=True)
    assert asked == [(("when", False),)]


def test_shift_and_enter_do_the_same_and_a_third_column_is_the_last(
    sorted_pane: tuple[TablePane, list[tuple[tuple[str, bool], ...]]], qtbot: QtBot
) -> None:
    pane, asked = sorted_pane
    header = pane.view.header
    header.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(header.hasFocus)
    qtbot.keyClick(header, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(header, Qt.Key.Key_Right)
    qtbot.keyClick(header, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert asked[-1] == (("when", True), ("kind", False), ("name", False))
    for _ in range(2):
        qtbot.keyClick(header, Qt.Key.Key_Right)
    qtbot.keyClick(header, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert asked[-1] == (("when", True), ("kind", False), ("where", False))


def test_each_heading_says_which_key_it_is(
    sorted_pane: tuple[TablePane, list[tuple[tuple[str, bool], ...]]],
) -> None:
    pane, _ = sorted_pane
    pane.set_orders((("when", True), ("name", False)))
    assert heard_header(pane, 2) == "When, sorted descending, key 1 of 2"
    assert heard_header(pane, 1) == "Name, sorted ascending, key 2 of 2"
    assert heard_header(pane, 0) == "Kind"


def test_a_plain_click_sorts_by_that_column_alone(
    sorted_pane: tuple[TablePane, list[tuple[tuple[str, bool], ...]]], qtbot: QtBot
) -> None:
    pane, asked = sorted_pane
    pane.set_orders((("when", True), ("name", False)))
    with qtbot.waitSignal(pane.order_requested) as sole:
        qtbot.mouseClick(
            pane.view.header.viewport(), Qt.MouseButton.LeftButton, pos=centre_of(pane, 1)
        )
    assert sole.args == ["name", False]
    assert heard_header(pane, 1) == "Name, sorted ascending"
    assert asked == []


def test_the_menu_of_a_heading_sorts_by_it_as_well(
    sorted_pane: tuple[TablePane, list[tuple[tuple[str, bool], ...]]],
) -> None:
    pane, asked = sorted_pane
    menu = pane.column_menu(1)
    (also,) = [action for action in menu.actions() if action.text() == "Then sort by this column"]
    also.trigger()
    assert asked == [(("when", True), ("name", False))]
    assert all(
        action.text() != "Then sort by this column" for action in pane.column_menu(2).actions()
    )
