"""Quick open goes to a record by a few letters, and leaves everything else as it was."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.overlay.items import OverlayItem
from desktop.quick_open.overlay import QuickOpen
from desktop.theme.theme import Theme
from models.queries.views import OpenHit
from tests.desktop.lists.room import Room, opened

KHRENIN = OpenHit(12, "official", "Viktor Khrenin", "Віктар Хрэнін", "Defense Minister · Belarus")
TALKS = OpenHit(51, "meeting", "Bagheri – Khrenin talks", None, "2 Aug 2023 · Tehran")
PERSIAN = OpenHit(11, "official", "محمد باقری 😀", None, "")


class Asked(list[str]):
    pass


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    room = opened(qtbot, 800, 600, QLineEdit())
    yield room
    room.close()


@pytest.fixture
def before(room: Room, qtbot: QtBot) -> QLineEdit:
    field = room.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def quick(room: Room, before: QLineEdit, theme: Theme, asked: Asked, qtbot: QtBot) -> QuickOpen:
    quick = QuickOpen(asked.append, theme, room)
    quick.open()
    qtbot.waitUntil(quick.field.hasFocus)
    return quick


def shown(quick: QuickOpen) -> list[str]:
    return [quick.items.item(row).text for row in range(quick.items.rowCount())]


def chosen(quick: QuickOpen) -> object:
    item = quick.current_item
    return item.key if isinstance(item, OverlayItem) else None


def test_it_says_what_to_type_or_shows_the_recent_records(quick: QuickOpen, asked: Asked) -> None:
    assert quick.says == "Type a few letters of a name, a title or a place."
    quick.set_recent((TALKS, KHRENIN))
    assert shown(quick) == ["Bagheri – Khrenin talks", "Viktor Khrenin"]
    assert quick.says == "Opened lately"
    assert asked == []


def test_each_text_is_searched_and_a_late_answer_is_dropped(quick: QuickOpen, asked: Asked) -> None:
    QTest.keyClicks(quick.field, "kh")
    assert asked == ["k", "kh"]
    quick.show_hits("kh", (KHRENIN,))
    quick.show_hits("k", (TALKS, PERSIAN))
    assert shown(quick) == ["Viktor Khrenin"]
    quick.field.clear()
    quick.show_hits("", (TALKS,))
    assert "Bagheri – Khrenin talks" not in shown(quick)


def test_the_arrows_walk_and_enter_goes_there(
    quick: QuickOpen, before: QLineEdit, qtbot: QtBot
) -> None:
    QTest.keyClicks(quick.field, "khr")
    quick.show_hits("khr", (KHRENIN, TALKS, PERSIAN))
    qtbot.keyClick(quick.field, Qt.Key.Key_Down)
    assert chosen(quick) == 51
    qtbot.keyClick(quick.field, Qt.Key.Key_PageDown)
    assert chosen(quick) == 11
    qtbot.keyClick(quick.field, Qt.Key.Key_Down)
    assert chosen(quick) == 12
    qtbot.keyClick(quick.field, Qt.Key.Key_Up)
    assert chosen(quick) == 11
    with qtbot.waitSignal(quick.chosen) as went:
        qtbot.keyClick(quick.field, Qt.Key.Key_Return)
    assert went.args == [11]
    assert not quick.isVisible()
    assert before.hasFocus()


def test_escape_gives_the_focus_back_and_chooses_nothing(
    quick: QuickOpen, before: QLineEdit, qtbot: QtBot
) -> None:
    quick.set_recent((TALKS,))
    with qtbot.assertNotEmitted(quick.chosen):
        qtbot.keyClick(quick.field, Qt.Key.Key_Escape)
    assert not quick.isVisible()
    assert before.hasFocus()


def test_a_press_beside_it_closes_it(quick: QuickOpen, before: QLineEdit, qtbot: QtBot) -> None:
    qtbot.mouseClick(quick, Qt.MouseButton.LeftButton, pos=QPoint(3, quick.height() - 3))
    assert not quick.isVisible()
    assert before.hasFocus()


def test_a_click_on_a_line_goes_there(quick: QuickOpen, qtbot: QtBot) -> None:
    quick.set_recent((TALKS, KHRENIN))
    place = quick.list.visualRect(quick.items.index(1)).center()
    with qtbot.waitSignal(quick.chosen) as went:
        qtbot.mouseClick(quick.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert went.args == [12]


def test_when_the_focus_is_taken_elsewhere_it_closes_and_leaves_it_there(
    quick: QuickOpen, room: Room, qtbot: QtBot
) -> None:
    other = QLineEdit(room)
    other.show()
    other.setFocus()
    qtbot.waitUntil(lambda: not quick.isVisible())
    assert other.hasFocus()


def test_nothing_found_says_so_with_what_was_typed(quick: QuickOpen, qtbot: QtBot) -> None:
    QTest.keyClicks(quick.field, "zzz")
    quick.show_hits("zzz", ())
    assert quick.says == "No record is called “zzz”. Try another spelling."
    assert chosen(quick) is None
    with qtbot.assertNotEmitted(quick.chosen):
        qtbot.keyClick(quick.field, Qt.Key.Key_Return)
    assert quick.isVisible()


def test_what_matched_is_marked_in_the_label_and_in_the_other_name(quick: QuickOpen) -> None:
    quick.field.setText("Хрэн")
    quick.show_hits("Хрэн", (KHRENIN,))
    item = quick.items.item(0)
    assert item.beside == "Віктар Хрэнін"
    assert [(span.start, span.end) for span in item.beside_spans] == [(7, 11)]
    assert item.icon == "official"
    assert item.heard == "Viktor Khrenin, Віктар Хрэнін, Official, Defense Minister · Belarus"


def test_it_follows_the_size_of_the_window(quick: QuickOpen, room: Room) -> None:
    quick.set_recent((TALKS,) * 40)
    room.resize(500, 300)
    assert quick.rect() == room.rect()
    assert quick.rect().contains(quick.panel_geometry)


def test_tab_does_not_lead_out_of_it(quick: QuickOpen, qtbot: QtBot) -> None:
    qtbot.keyClick(quick.field, Qt.Key.Key_Tab)
    assert quick.field.hasFocus()
    assert quick.isVisible()


def test_the_lines_keep_qts_rules(quick: QuickOpen, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(quick.items)
    quick.set_recent((TALKS, PERSIAN))
    qtmodeltester.check(quick.items)


def test_it_closes_also_when_what_had_the_keyboard_is_gone(
    quick: QuickOpen, before: QLineEdit, qtbot: QtBot
) -> None:
    delete(before)
    QTest.keyClick(quick.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(quick.isHidden)
