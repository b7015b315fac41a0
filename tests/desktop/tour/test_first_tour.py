from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme.evidence import evidence_mark
from desktop.tour.story import first_tour
from desktop.tour.tour import Tour
from desktop.window.window import Window
from tests.desktop.tour.conftest import Shown

# The offscreen platform answers a window's least size with this.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

COUNT = 5


def rectangle(window: Window, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def targets(window: Window) -> list[QWidget]:
    panes = window.panes
    return [panes.table, panes.detail, panes.quotes, panes.quotes, window.search]


def started(window: Window) -> Tour:
    tour = first_tour(window)
    tour.start()
    return tour


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def has_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def stands_beside(window: Window, tour: Tour, target: QWidget) -> bool:
    seen = rectangle(window, target)
    return tour.ring == seen and not tour.geometry().intersects(seen)


def test_enter_walks_the_five_steps_and_the_keyboard_goes_back_to_the_table(
    qtbot: QtBot, shown: Shown
):
    window = shown()
    tour = started(window)
    ended: list[bool] = []
    tour.finished.connect(ended.append)
    titles = []
    for number in range(COUNT):
        assert tour.step == number
        titles.append(tour.content.words[0])
        assert not ended
        press(Qt.Key.Key_Return if number % 2 else Qt.Key.Key_Right)
    assert ended == [True]
    assert len(set(titles)) == COUNT
    assert window.panes.table.view.hasFocus()
    qtbot.waitUntil(lambda: not window.findChildren(Tour))


def test_a_tour_started_before_the_records_have_come_loses_no_key(
    qtbot: QtBot, shown: Shown, iran_belarus: Path
):
    window = shown()
    window.close_reference()
    with qtbot.waitSignal(window.opened):
        window.open_path(iran_belarus)
    tour = started(window)
    assert has_focus(tour)
    table = window.panes.table
    qtbot.waitUntil(lambda: table.current_id is not None)
    qtbot.waitUntil(lambda: stands_beside(window, tour, table))
    assert has_focus(tour)
    before = table.current_id
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: table.current_id != before)


def test_left_goes_back_and_stops_at_the_first_step(shown: Shown):
    tour = started(shown())
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Left)
    assert tour.step == 0
    press(Qt.Key.Key_Left)
    assert tour.step == 0
    assert not tour.back_button.isEnabled()


def test_escape_on_the_card_closes_it_for_good(shown: Shown):
    window = shown()
    tour = started(window)
    ended: list[bool] = []
    tour.finished.connect(ended.append)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Escape)
    assert ended == [False]
    assert tour.isHidden()
    assert window.panes.table.view.hasFocus()
    tour.start()
    assert tour.isHidden()


def test_the_buttons_can_be_reached_by_tab_and_pressed_by_enter(shown: Shown):
    tour = started(shown())
    ended: list[bool] = []
    tour.finished.connect(ended.append)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    assert tour.close_button.hasFocus()
    press(Qt.Key.Key_Tab)
    assert tour.back_button.hasFocus()
    press(Qt.Key.Key_Return)
    assert tour.step == 0
    assert tour.next_button.hasFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert ended == [False]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("size", [QSize(1360, 860), QSize(800, 600)], ids=["wide", "narrow"])
def test_no_card_covers_what_it_explains_and_each_can_be_read(
    qtbot: QtBot, shown: Shown, size: QSize, scale: int, scheme: str
):
    window = shown(size, scale, scheme)
    tour = started(window)
    for target in targets(window):
        qtbot.waitUntil(lambda target=target: stands_beside(window, tour, target))
        assert window.rect().contains(tour.geometry())
        content = tour.content
        needed = content.height_for(content.viewport().width())
        bar = content.verticalScrollBar()
        assert needed <= content.viewport().height() or bar.maximum() > 0
        for button in (tour.close_button, tour.back_button, tour.next_button):
            assert tour.rect().contains(button.geometry())
            assert button.width() >= button.minimumSizeHint().width()
        tour.next()


def test_a_press_beneath_the_ring_reaches_the_window_and_turns_no_page(qtbot: QtBot, shown: Shown):
    window = shown()
    tour = started(window)
    view = window.panes.table.view
    before = window.panes.table.current_id
    place = view.visualRect(view.model().index(3, 1)).center()
    in_window = view.viewport().mapTo(window, place)
    assert window.childAt(in_window) is view.viewport()
    ring = tour.ring
    assert ring is not None
    on_the_ring = window.childAt(QPoint(ring.center().x(), ring.top() + 1))
    assert on_the_ring is not None
    assert window.panes.table.isAncestorOf(on_the_ring) or on_the_ring is window.panes.table
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: window.panes.table.current_id != before)
    assert tour.step == 0
    assert tour.isVisible()
    assert not has_focus(tour)


def test_arrows_pressed_on_the_card_go_to_the_table_as_if_it_were_not_there(
    qtbot: QtBot, shown: Shown
):
    window = shown()
    tour = started(window)
    before = window.panes.table.current_id
    assert has_focus(tour)
    press(Qt.Key.Key_Down)
    assert window.panes.table.view.hasFocus()
    qtbot.waitUntil(lambda: window.panes.table.current_id != before)
    press(Qt.Key.Key_Up)
    assert window.panes.table.current_id == before
    assert tour.step == 0
    press(Qt.Key.Key_Escape)
    assert tour.isVisible()


def test_what_is_typed_goes_on_where_it_was_typed(shown: Shown):
    window = shown()
    window.search.setFocus()
    started(window)
    press(Qt.Key.Key_K)
    press(Qt.Key.Key_H)
    assert window.search.text() == "kh"


def test_a_click_on_next_leaves_the_keyboard_in_the_work(qtbot: QtBot, shown: Shown):
    window = shown()
    tour = started(window)
    window.panes.table.view.setFocus()
    qtbot.mouseClick(tour.next_button, Qt.MouseButton.LeftButton)
    assert tour.step == 1
    assert window.panes.table.view.hasFocus()
    qtbot.mouseClick(tour.close_button, Qt.MouseButton.LeftButton)
    assert tour.isHidden()
    assert window.panes.table.view.hasFocus()


def test_the_keys_of_the_window_work_while_the_card_has_the_keyboard(shown: Shown):
    window = shown()
    tour = started(window)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    tour.start()
    assert has_focus(tour)
    press(Qt.Key.Key_F6)
    assert not has_focus(tour)
    assert tour.step == 0
    tour.start()
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.quick_open.field.hasFocus()
    press(Qt.Key.Key_Escape)
    assert not window.quick_open.isVisible()
    assert tour.isVisible()


def test_the_step_of_the_source_follows_into_the_reader_and_back(qtbot: QtBot, shown: Shown):
    window = shown()
    tour = started(window)
    for _ in range(3):
        press(Qt.Key.Key_Right)
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(Qt.Key.Key_E, control_shift)
    reader = window.panes.reader
    qtbot.waitUntil(lambda: has_focus(reader))
    qtbot.waitUntil(lambda: stands_beside(window, tour, reader))
    assert tour.step == 3
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(reader.isHidden)
    qtbot.waitUntil(lambda: stands_beside(window, tour, window.panes.quotes))
    assert tour.isVisible()
    assert has_focus(window.panes.quotes)


def test_enter_on_a_quote_opens_its_source_while_the_card_says_so(qtbot: QtBot, shown: Shown):
    window = shown()
    tour = started(window)
    for _ in range(3):
        press(Qt.Key.Key_Return)
    assert window.panes.quotes.focus_first()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: has_focus(window.panes.reader))
    assert tour.step == 3


def test_the_card_follows_the_window_and_its_splitters(qtbot: QtBot, shown: Shown):
    window = shown()
    tour = started(window)
    tour.next()
    qtbot.waitUntil(lambda: stands_beside(window, tour, window.panes.detail))
    first = tour.geometry()
    window.panes.columns.setSizes([200, 400, 760])
    qtbot.waitUntil(lambda: tour.geometry() != first)
    qtbot.waitUntil(lambda: stands_beside(window, tour, window.panes.detail))
    window.panes.record.setSizes([600, 200])
    qtbot.waitUntil(lambda: stands_beside(window, tour, window.panes.detail))
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: stands_beside(window, tour, window.panes.detail))
    window.banner.say("A sentence that pushes everything down", "Go on.")
    qtbot.waitUntil(lambda: stands_beside(window, tour, window.panes.detail))


def test_the_card_follows_the_size_of_the_text(qtbot: QtBot, shown: Shown):
    window = shown()
    tour = started(window)
    tour.next()
    height = tour.height()
    window.theme.set_text_scale(200)
    window.theme.set_choice("dark")
    qtbot.waitUntil(lambda: stands_beside(window, tour, window.panes.detail))
    qtbot.waitUntil(lambda: tour.height() > height)
    assert window.rect().contains(tour.geometry())


def test_the_marks_are_those_of_the_record(shown: Shown):
    tour = started(shown())
    tour.next()
    words = tour.content.words
    for evidence in ("quoted", "inferred", "unsourced", "disputed"):
        assert evidence_mark(evidence).meaning in words
    assert {"quoted", "inferred", "no source", "disputed"} <= set(words)


def test_the_keys_are_those_of_the_table_of_commands(shown: Shown):
    window = shown()
    tour = started(window)
    for _ in range(4):
        tour.next()
    for command in ("find", "quick_open", "all_commands", "keys"):
        keys = window.commands.action(command).shortcut()
        assert keys.toString(keys.SequenceFormat.NativeText) in tour.content.words


def test_each_step_is_announced_whole(shown: Shown, monkeypatch: pytest.MonkeyPatch):
    heard: list[str] = []
    monkeypatch.setattr("desktop.tour.tour.announce", lambda _, words: heard.append(words))
    tour = started(shown())
    for number in range(1, COUNT + 1):
        assert len(heard) == number
        assert f"{number} of {COUNT}" in heard[-1]
        for words in tour.content.words:
            assert words in heard[-1]
        assert tour.accessibleName() == f"Tour, {number} of {COUNT}"
        assert tour.next_button.accessibleDescription() == heard[-1]
        tour.next()


def test_an_open_tour_is_not_opened_twice(shown: Shown):
    window = shown()
    tour = started(window)
    tour.next()
    assert first_tour(window) is tour
    window.panes.table.view.setFocus()
    first_tour(window).start()
    assert tour.step == 1
    assert has_focus(tour)
    tour.close_button.click()
    assert first_tour(window) is not tour


def test_without_its_pane_a_card_stands_in_the_corner_without_a_ring(qtbot: QtBot, shown: Shown):
    window = shown()
    tour = started(window)
    assert tour.ring is not None
    window.close_reference()
    qtbot.waitUntil(lambda: tour.ring is None)
    assert window.rect().contains(tour.geometry())
    press(Qt.Key.Key_Escape) if has_focus(tour) else tour.close_button.click()
    assert tour.isHidden()


def test_closing_the_window_in_the_middle_of_a_tour_harms_nothing(qtbot: QtBot, shown: Shown):
    window = shown()
    tour = started(window)
    tour.next()
    with qtbot.waitSignal(tour.destroyed):
        window.close()
        window.deleteLater()


def test_a_page_leaves_nothing_of_the_page_before_on_the_screen(qtbot: QtBot, shown: Shown):
    window = shown()
    tour = started(window)

    def on_screen(place: QPoint) -> int:
        return window.screen().grabWindow(window.winId()).toImage().pixel(place)

    def beside(target: QWidget) -> None:
        qtbot.waitUntil(lambda: stands_beside(window, tour, target))

    beside(window.panes.table)
    tour.next()
    beside(window.panes.detail)
    # Within the shadow of the card, over the table.
    place = QPoint(tour.x() - 2, tour.geometry().center().y())
    assert rectangle(window, window.panes.table.view).contains(place)
    tour.back()
    beside(window.panes.table)
    bare = window.grab().toImage().pixel(place)
    tour.next()
    beside(window.panes.detail)
    qtbot.waitUntil(lambda: on_screen(place) != bare)
    tour.next()
    beside(window.panes.quotes)
    qtbot.waitUntil(lambda: on_screen(place) == bare)
