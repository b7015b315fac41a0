"""In a small window the reader takes the place of the table, and gives it back."""

from pathlib import Path

import pytest

from desktop.window.panes import Panes
from tests.journeys.desk import CONTROL, Desk, Key


def read(desk: Desk) -> Panes:
    """Open the first quote in its source."""
    desk.window.commands.action("open_quote").trigger()
    desk.until(lambda: desk.has_keyboard(desk.window.panes.reader))
    return desk.window.panes


@pytest.fixture
def small(sit, path: Path) -> Desk:
    return sit(path, size=(800, 600))


@pytest.mark.parametrize(("key", "pane"), [(Key.Key_1, "sidebar"), (Key.Key_2, "table")])
def test_going_to_a_pane_the_reader_stands_in_for_closes_the_reader(
    small: Desk, key: Key, pane: str
) -> None:
    panes = read(small)
    assert not panes.table.isVisible()
    small.press(key, CONTROL)
    small.until(lambda: small.has_keyboard(getattr(panes, pane)))
    assert getattr(panes, pane).isVisible()
    assert panes.reader.isHidden()


def test_the_table_comes_back_when_the_reader_closes(small: Desk) -> None:
    panes = read(small)
    small.press(Key.Key_Escape)
    small.until(panes.table.isVisible)
    assert panes.sidebar.isVisible()
    assert panes.sidebar.width() > 50


def test_the_table_comes_back_when_the_window_grows(small: Desk) -> None:
    panes = read(small)
    small.window.resize(1300, 900)
    small.until(panes.table.isVisible)
    assert panes.reader.isVisible()
    small.window.resize(800, 600)
    small.until(lambda: not panes.table.isVisible())


def test_closing_while_one_reads_in_a_small_window_loses_no_pane(
    sit,
    small: Desk,
    path: Path,
) -> None:
    widths = small.window.panes.columns.sizes()
    read(small)
    small.window.close()
    again = sit(path, size=(800, 600))
    assert again.window.panes.sidebar.isVisible()
    assert again.window.panes.table.isVisible()
    assert all(
        abs(now - before) <= 2
        for now, before in zip(again.window.panes.columns.sizes(), widths, strict=True)
    )


def test_down_in_the_search_field_goes_to_the_table_the_reader_stood_for(small: Desk) -> None:
    panes = read(small)
    small.window.search.setFocus()
    small.until(small.window.search.hasFocus)
    small.press(Key.Key_Down)
    small.until(lambda: small.has_keyboard(panes.table))
    assert panes.table.isVisible()
    assert panes.reader.isHidden()


def test_a_record_chosen_in_quick_open_is_shown_in_the_table(small: Desk) -> None:
    panes = read(small)
    small.press(Key.Key_K, CONTROL)
    small.type("tehran")
    small.settle()
    small.press(Key.Key_Return)
    small.until(lambda: small.has_keyboard(panes.table))
    assert panes.table.isVisible()
    assert panes.reader.isHidden()
    assert not small.window.commands.action("go_to_source").isEnabled()
