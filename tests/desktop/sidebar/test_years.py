"""The histogram of years: bins that fit, a range by mouse and by keys, said in words."""

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.sidebar.bins import LEAST, STEPS, Bin, bins_of
from desktop.sidebar.pane import Sidebar
from desktop.sidebar.years import YearHistogram
from desktop.theme.theme import Theme

Key = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton

CENTURIES = {1779: 2, 1850: 3, 1945: 40, 1946: 20, 2023: 9}


@pytest.fixture
def years(theme: Theme, qtbot: QtBot) -> YearHistogram:
    widget = YearHistogram(theme)
    qtbot.addWidget(widget)
    widget.resize(170, widget.height())
    widget.show_years(CENTURIES)
    widget.show()
    widget.setFocus()
    return widget


@pytest.fixture
def sidebar(theme: Theme, qtbot: QtBot) -> Sidebar:
    widget = Sidebar(theme)
    qtbot.addWidget(widget)
    return widget


def middle(years: YearHistogram, place: int) -> QPoint:
    return years._bar(place).center()


def place_of(years: YearHistogram, year: int) -> int:
    return next(n for n, each in enumerate(years.bins) if each.first <= year <= each.last)


@pytest.mark.parametrize("most", [1, 3, 10, 26, 60, 300])
@pytest.mark.parametrize(
    "counts", [CENTURIES, {2023: 1}, {1999: 1, 2000: 2}, {1778: 1, 2026: 1}, {1: 3, 2026: 5}]
)
def test_bins_are_as_short_as_the_room_allows_and_lose_nothing(
    counts: dict[int, int], most: int
) -> None:
    bins = bins_of(counts, most)
    lengths = {each.last - each.first + 1 for each in bins}
    assert len(lengths) == 1
    (length,) = lengths
    assert length in STEPS
    assert len(bins) <= most or length == STEPS[-1]
    assert sum(each.count for each in bins) == sum(counts.values())
    assert all(each.first % length == 0 for each in bins)
    assert all(one.last + 1 == next_.first for one, next_ in itertools.pairwise(bins))
    assert bins[0].first <= min(counts)
    assert min(counts) <= bins[0].last or bins[-1].last - bins[0].first < 2 * LEAST
    assert bins[-1].first <= max(counts) <= bins[-1].last


def test_no_years_have_no_bins() -> None:
    assert bins_of({}, 10) == ()
    assert bins_of({2023: 0}, 10) == ()


def test_centuries_are_shown_by_decades_and_few_years_one_by_one(years: YearHistogram) -> None:
    assert Bin(1940, 1949, 60) in years.bins
    years.show_years({2020: 1, 2023: 2})
    assert years.bins[-4:] == (
        Bin(2020, 2020, 1), Bin(2021, 2021, 0), Bin(2022, 2022, 0), Bin(2023, 2023, 2),
    )  # fmt: skip


def test_a_single_year_stands_among_those_before_it(years: YearHistogram) -> None:
    years.show_years({2023: 7})
    assert [each.first for each in years.bins] == list(range(2014, 2024))
    assert [each.count for each in years.bins] == [0] * 9 + [7]


def test_a_wider_sidebar_shows_shorter_bins(years: YearHistogram) -> None:
    before = len(years.bins)
    years.resize(700, years.height())
    assert len(years.bins) > before


def test_it_hides_until_there_is_a_dated_record_and_keeps_its_place_then(
    theme: Theme, qtbot: QtBot
) -> None:
    years = YearHistogram(theme)
    qtbot.addWidget(years)
    years.show_years({})
    assert years.isHidden()
    years.show_years({2023: 1})
    assert not years.isHidden()
    years.show_years({})
    assert not years.isHidden()
    assert {each.count for each in years.bins} == {0}
    years.forget()
    assert years.isHidden()


def test_it_steps_aside_where_the_list_needs_the_room(sidebar: Sidebar, theme: Theme) -> None:
    sidebar.years.show_years(CENTURIES)
    sidebar.resize(sidebar.width(), theme.metrics.unit(100))
    sidebar.show()
    assert sidebar.years.isVisible()
    sidebar.resize(sidebar.width(), theme.metrics.unit(50))
    assert not sidebar.years.isVisible()
    sidebar.resize(sidebar.width(), theme.metrics.unit(100))
    assert sidebar.years.isVisible()


def test_a_drag_narrows_to_the_years_it_goes_over(years: YearHistogram, qtbot: QtBot) -> None:
    first, last = place_of(years, 1850), place_of(years, 1945)
    with qtbot.waitSignal(years.chosen) as chosen:
        QTest.mousePress(years, LEFT, NONE, middle(years, last))
        QTest.mouseMove(years, middle(years, first))
        QTest.mouseRelease(years, LEFT, NONE, middle(years, first))
    assert chosen.args == [1850, 1949]


def test_a_click_narrows_to_one_bar_and_the_same_click_widens(
    years: YearHistogram, qtbot: QtBot
) -> None:
    place = place_of(years, 1945)
    with qtbot.waitSignal(years.chosen) as chosen:
        QTest.mouseClick(years, LEFT, NONE, middle(years, place))
    assert chosen.args == [1940, 1949]
    years.show_range((1940, 1949))
    with qtbot.waitSignal(years.cleared), qtbot.assertNotEmitted(years.chosen):
        QTest.mouseClick(years, LEFT, NONE, middle(years, place))


def test_shift_and_the_arrows_choose_a_range_and_delete_clears_it(
    years: YearHistogram, qtbot: QtBot
) -> None:
    chosen: list[tuple[int, int]] = []
    years.chosen.connect(lambda first, last: chosen.append((first, last)))
    QTest.keyClick(years, Key.Key_Home)
    QTest.keyClick(years, Key.Key_Right)
    assert chosen == []
    QTest.keyClick(years, Key.Key_Right, SHIFT)
    years.show_range(chosen[-1])
    QTest.keyClick(years, Key.Key_Right, SHIFT)
    assert chosen == [(1780, 1799), (1780, 1809)]
    QTest.keyClick(years, Key.Key_Left, SHIFT)
    assert chosen[-1] == (1780, 1799)
    years.show_range(chosen[-1])
    with qtbot.waitSignal(years.cleared):
        QTest.keyClick(years, Key.Key_Delete)


def test_enter_narrows_to_the_bar_under_the_cursor(years: YearHistogram, qtbot: QtBot) -> None:
    QTest.keyClick(years, Key.Key_End)
    with qtbot.waitSignal(years.chosen) as chosen:
        QTest.keyClick(years, Key.Key_Return)
    assert chosen.args == [2020, 2029]


def test_it_says_in_words_what_it_shows(years: YearHistogram) -> None:
    QTest.keyClick(years, Key.Key_End)
    assert years.accessibleName() == "Years, 1779–2023, 2020–2029: 9 records"
    years.show_range((1940, 1949))
    assert years.accessibleName().endswith("narrowed to 1940–1949")
    years.show_range((1940, None))
    assert years.accessibleName().endswith("narrowed to from 1940")
    years.show_range((None, 1949))
    assert years.accessibleName().endswith("narrowed to until 1949")
    assert "Shift" in years.accessibleDescription()


def test_what_is_chosen_differs_in_more_than_its_colour(years: YearHistogram) -> None:
    def ground() -> list[int]:
        """Return how light the line under the bars is where it is thickest."""
        image = years.grab().toImage()
        below = years._plot().bottom() + 3
        return [round(image.pixelColor(x, below).lightnessF() * 20) for x in range(170)]

    years.clearFocus()
    before = ground()
    years.show_range((1900, 1949))
    changed = sum(old != new for old, new in zip(before, ground(), strict=True))
    assert changed > 20


@pytest.mark.parametrize("scale", [100, 200])
def test_its_height_follows_the_text(theme: Theme, qtbot: QtBot, scale: int) -> None:
    years = YearHistogram(theme)
    qtbot.addWidget(years)
    theme.set_text_scale(scale)
    assert years.height() == years.sizeHint().height() == theme.metrics.unit(20)
