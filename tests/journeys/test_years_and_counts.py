"""Years are brushed, counts follow the query, and nothing jumps while they are counted."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.sidebar.years import YearHistogram
from tests.journeys.desk import SHIFT, Desk, Key

NONE = Qt.KeyboardModifier.NoModifier


def histogram(desk: Desk) -> YearHistogram:
    return desk.window.panes.sidebar.years


def test_a_bar_narrows_to_its_years_and_the_others_stay_in_sight(desk: Desk) -> None:
    years, everything = histogram(desk), desk.ids
    before = years.bins
    assert sum(each.count for each in before) > 0
    place = next(n for n, each in enumerate(before) if each.count)
    QTest.mouseClick(years, Qt.MouseButton.LeftButton, NONE, years._bar(place).center())
    desk.until(lambda: desk.ids != everything)
    first, last = before[place].first, before[place].last
    assert desk.window.search.text() == f"after:{first} before:{last + 1}"
    assert years.range == (first, last)
    assert years.bins == before
    assert len(desk.ids) >= before[place].count
    QTest.mouseClick(years, Qt.MouseButton.LeftButton, NONE, years._bar(place).center())
    desk.until(lambda: desk.ids == everything)
    assert desk.window.search.text() == ""
    assert years.range is None


def test_the_keyboard_goes_to_the_years_and_narrows(desk: Desk) -> None:
    years = histogram(desk)
    desk.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    for _ in range(3):
        if not years.hasFocus():
            desk.press(Key.Key_Tab)
    assert years.hasFocus()
    desk.press(Key.Key_End)
    desk.press(Key.Key_Left, SHIFT)
    desk.until(lambda: years.range is not None)
    assert "after:" in desk.window.search.text()
    assert years.hasFocus()
    desk.press(Key.Key_Delete)
    desk.until(lambda: desk.window.search.text() == "")


def test_a_range_that_is_typed_is_shown(desk: Desk) -> None:
    desk.search("after:2023 before:2024")
    assert histogram(desk).range == (2023, 2023)
    assert "2023" in histogram(desk).accessibleName()


def test_the_kinds_say_how_many_of_each_the_query_finds(desk: Desk) -> None:
    whole = {label: count for _, label, count in desk.lines("KIND")}
    desk.search("khrenin")
    found = {label: count for _, label, count in desk.lines("KIND")}
    assert found["All records"] == len(desk.ids) < whole["All records"]
    for label in ("Meetings", "Officials", "Sources"):
        desk.press_line(label)
        desk.settle()
        count = len(desk.ids)
        assert count == found[label], label
        assert {name: number for _, name, number in desk.lines("KIND")} == found
    desk.press_line("All records")
    desk.until(lambda: desk.window.search.text() == "khrenin")


def test_old_counts_stay_in_their_places_until_the_new_ones_come(desk: Desk) -> None:
    sidebar = desk.window.panes.sidebar
    before = [line.identity for line in sidebar.model.lines]
    listing = desk.session.listing
    desk.session.browsing.counting.emit()
    listing._show_old()
    assert [line.identity for line in sidebar.model.lines] == before
    waiting = [line for line in sidebar.model.lines if line.waiting]
    assert waiting
    desk.session.browsing.find()
    desk.settle()
    assert [line.identity for line in sidebar.model.lines] == before
    assert not any(line.waiting for line in sidebar.model.lines)
