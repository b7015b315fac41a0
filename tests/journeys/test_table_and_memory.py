"""The table sorts by every column and keeps what one looks at; a restart finds all as it was."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from desktop.table.columns import table_columns
from models.dates import parse_edtf
from tests.journeys.desk import Desk
from tests.mouse import double_click

COLUMNS = [column.key for column in table_columns()]


def click_header(desk: Desk, key: str) -> None:
    header = desk.window.panes.table.view.header
    section = COLUMNS.index(key)
    middle = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    desk.click(header.viewport(), QPoint(middle, header.height() // 2))


def order(desk: Desk) -> tuple[str, bool]:
    return desk.session.browsing.order.key, desk.session.browsing.order.descending


@pytest.mark.parametrize("key", COLUMNS)
def test_a_column_sorts_both_ways_and_keeps_the_record(desk: Desk, key: str) -> None:
    everything = sorted(desk.ids)
    record = desk.go_to("Khrenin – Ashtiani meeting")
    seen = {}
    name = table_columns()[COLUMNS.index(key)].order
    for _ in range(2):
        before = order(desk)
        click_header(desk, key)
        desk.until(lambda before=before: order(desk) != before)
        assert order(desk)[0] == name
        seen[order(desk)[1]] = desk.ids
        assert sorted(desk.ids) == everything
        assert desk.window.panes.table.current_id == record
        assert desk.window.panes.table.selected_ids() == (record,)
        assert desk.shown == "Khrenin – Ashtiani meeting"
    assert set(seen) == {True, False}
    if key != "where":  # everything in this story that has a place has the same
        assert seen[True] != seen[False]


def test_dates_stand_in_their_order_and_what_has_none_stands_last_both_ways(desk: Desk) -> None:
    for _ in range(2):
        before = order(desk)
        click_header(desk, "when")
        desk.until(lambda before=before: order(desk) != before)
        dates = [row.when_edtf for row in desk.window._rows(desk.ids)]
        dated = [parse_edtf(date).earliest for date in dates if date is not None]
        assert dates[len(dated) :] == [None] * (len(dates) - len(dated))
        assert dated == sorted(dated, reverse=order(desk)[1])


def test_the_layout_the_look_and_the_record_survive_a_restart(sit, path: Path) -> None:
    # Smaller than the offscreen platform's screen: a window is remembered as far as it fits.
    desk = sit(path, size=(780, 700))
    window, panes = desk.window, desk.window.panes
    view = panes.table.view
    desk.go_to("NATO")
    click_header(desk, "name")
    desk.until(lambda: order(desk)[0] == "name")
    way = order(desk)
    window.commands.action("theme_dark").trigger()
    window.commands.action("text_larger").trigger()
    window.resize(790, 740)
    view.columns.set_hidden("where", hidden=True)
    view.header.move_column(COLUMNS.index("who"), -1)
    view.header.resizeSection(COLUMNS.index("status"), 150)
    panes.columns.setSizes([190, 270, 330])
    panes.record.setSizes([400, 200])
    heading = next(line.label for line in panes.sidebar.model.lines if line.key == "review")
    desk.press_line(heading, "review")
    desk.settle()
    expected = {
        "columns": panes.columns.sizes(),
        "record": panes.record.sizes(),
        "size": window.size(),
        "visual": [view.header.visualIndex(section) for section in range(len(COLUMNS))],
        "status": view.header.sectionSize(COLUMNS.index("status")),
        "closed": panes.sidebar.closed_facets(),
    }
    assert expected["closed"] == ("review",)
    window.close()

    again = sit(path, size=None)
    window, panes = again.window, again.window.panes
    view = panes.table.view
    assert again.shown == "NATO"
    assert order(again) == way
    assert view.columns.is_hidden("where")
    assert view.isColumnHidden(COLUMNS.index("where"))
    assert window.theme.choice == "dark"
    assert window.theme.text_scale == 110
    assert window.commands.action("theme_dark").isChecked()
    assert window.size() == expected["size"]
    assert panes.columns.sizes() == expected["columns"]
    assert panes.record.sizes() == expected["record"]
    assert [view.header.visualIndex(section) for section in range(len(COLUMNS))] == expected[
        "visual"
    ]
    assert view.header.sectionSize(COLUMNS.index("status")) == expected["status"]
    assert panes.sidebar.closed_facets() == ("review",)
    assert "review" not in {key for key, *_ in again.lines("VALUE")}


def test_the_layout_can_be_reset(desk: Desk) -> None:
    panes = desk.window.panes
    first = panes.columns.sizes()
    panes.columns.setSizes([400, 500, 460])
    panes.table.view.columns.set_hidden("who", hidden=True)
    assert panes.columns.sizes() != first
    desk.window.commands.action("reset_layout").trigger()
    assert panes.columns.sizes() == first
    assert not panes.table.view.columns.is_hidden("who")


def test_settings_that_are_damaged_are_as_if_they_were_not_there(
    sit,
    path: Path,
    settings_path: Path,
) -> None:
    settings_path.write_text(
        "[theme]\nscheme=purple\ntext_scale=many\n[window]\ngeometry=@ByteArray(x)\n"
        "[panes]\ncolumns=@ByteArray(\\0\\xff)\ntable=@ByteArray({)\nclosed_facets=17\n"
        "[table]\norder=beauty\ndirection=sideways\nshow_places=perhaps\n"
    )
    desk = sit(path)
    assert desk.shown
    assert len(desk.ids) == 35
    assert desk.window.theme.text_scale == 100
    assert desk.window.theme.choice == "system"


def test_the_text_never_leaves_its_bounds(desk: Desk) -> None:
    commands = desk.window.commands
    commands.action("text_smaller").trigger()
    assert desk.window.theme.text_scale == 100
    for _ in range(12):
        commands.action("text_larger").trigger()
    assert desk.window.theme.text_scale == 200
    commands.action("text_reset").trigger()
    assert desk.window.theme.text_scale == 100


def test_a_double_click_goes_to_the_quotes(desk: Desk) -> None:
    view = desk.window.panes.table.view
    row = desk.names.index("Ali Khamenei")
    # A row at the edge would move when it becomes current.
    view.scrollTo(view.model().index(row, 1), view.ScrollHint.PositionAtCenter)
    place = view.visualRect(view.model().index(row, 1)).center()
    desk.click(view.viewport(), place)
    desk.until(lambda: desk.shown == "Ali Khamenei")
    double_click(view.viewport(), place)
    desk.until(lambda: desk.window.panes.quotes.current_quote_id == desk.cards[0].card.id)


def test_letters_typed_in_the_table_find_a_row(desk: Desk) -> None:
    assert desk.has_keyboard(desk.window.panes.table)
    desk.type("alex")
    desk.until(lambda: desk.shown == "Alexander Lukashenko")
