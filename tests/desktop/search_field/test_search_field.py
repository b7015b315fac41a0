"""The search field tells every change at once, completes terms, and is left by Down or Enter."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.search_field.field import SearchField
from desktop.search_field.filter_line import FilterLine
from desktop.search_field.offers import key_said, known_offers
from desktop.theme.theme import Theme
from models.queries.views import ValueOffer
from models.search.grammar import CLOSED_KEYS, KEYS
from tests.desktop.lists.room import Room, opened

COUNTRIES = (
    ValueOffer("Iran", "Iran", "organization", beside="IR"),
    ValueOffer("Iraq", "Iraq", "organization"),
    ValueOffer("United States", "United States", "organization"),
)
KHRENIN = ValueOffer("Viktor Khrenin", "Viktor Khrenin", "official", beside="Minister, Belarus")
IN_CYRILLIC = ValueOffer(
    "Viktor Khrenin", "Viktor Khrenin", "official", matched="Хренин", beside="Minister, Belarus"
)


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    room = opened(qtbot, 700, 500)
    yield room
    room.close()


@pytest.fixture
def field(qtbot: QtBot, theme: Theme, room: Room) -> SearchField:
    field = SearchField(theme, room)
    field.setGeometry(20, 10, 500, 36)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def test_every_keystroke_is_told_at_once(field: SearchField) -> None:
    told: list[str] = []
    field.changed.connect(told.append)
    QTest.keyClicks(field, "khr")
    assert told == ["k", "kh", "khr"]


def test_text_set_from_outside_is_not_told_back(field: SearchField) -> None:
    told: list[str] = []
    field.changed.connect(told.append)
    field.set_text("country:iran")
    assert field.text() == "country:iran"
    assert told == []
    QTest.keyClicks(field, " x")
    assert told == ["country:iran ", "country:iran x"]


def test_a_key_is_offered_and_tab_takes_it_then_a_value(field: SearchField, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "khrenin cou")
    assert field.popup.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "khrenin country:"
    assert not field.popup.isVisible()
    QTest.keyClicks(field, "ir")
    field.show_values("country", "ir", COUNTRIES[:2])
    assert field.popup.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "khrenin country:Iraq "
    assert not field.popup.isVisible()
    assert field.hasFocus()


def test_a_value_with_a_blank_is_quoted_in_the_middle_of_a_query(
    field: SearchField, qtbot: QtBot
) -> None:
    field.set_text("😀 country:un after:2023")
    field.setCursorPosition(13)
    QTest.keyClicks(field, "i")
    field.show_values("country", "uni", COUNTRIES[2:])
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == '😀 country:"United States" after:2023'


def test_a_completion_can_be_taken_back(field: SearchField, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "cou")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "country:"
    field.undo()
    assert field.text() == "cou"


def test_enter_never_puts_in_what_was_not_chosen(field: SearchField, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "on")
    assert field.popup.isVisible()
    with qtbot.waitSignal(field.left_down):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "on"
    assert not field.popup.isVisible()


def test_down_goes_to_the_table_when_nothing_is_offered(field: SearchField, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "khrenin")
    assert not field.popup.isVisible()
    with qtbot.waitSignal(field.left_down):
        qtbot.keyClick(field, Qt.Key.Key_Down)


def test_escape_closes_the_offers_then_clears_then_leaves_the_key_alone(
    field: SearchField, qtbot: QtBot
) -> None:
    told: list[str] = []
    QTest.keyClicks(field, "cou")
    field.changed.connect(told.append)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), field.popup.isVisible()) == ("cou", False)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert told == [""]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert told == [""]


def test_offers_come_anywhere_when_asked_for(field: SearchField, qtbot: QtBot) -> None:
    assert not field.popup.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert field.popup.items.rowCount() == len(KEYS)
    assert field.text() == ""


def test_a_click_takes_an_offer_and_the_focus_stays(field: SearchField, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "country:")
    field.show_values("country", "", COUNTRIES)
    index = field.popup.items.index(1)
    place = field.popup.list.visualRect(index).center()
    qtbot.mouseClick(field.popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert field.text() == "country:Iraq "
    assert field.hasFocus()


def test_the_offers_go_with_the_focus(
    field: SearchField, theme: Theme, room: Room, qtbot: QtBot
) -> None:
    other = QLineEdit(room)
    other.show()
    QTest.keyClicks(field, "cou")
    assert field.popup.isVisible()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert not field.popup.isVisible()


def test_the_clear_button_clears_and_is_there_only_with_text(
    field: SearchField, qtbot: QtBot
) -> None:
    assert not field.clear_button.isVisible()
    QTest.keyClicks(field, "khrenin")
    assert field.clear_button.isVisible()
    with qtbot.waitSignal(field.changed) as changed:
        qtbot.mouseClick(field.clear_button, Qt.MouseButton.LeftButton)
    assert changed.args == [""]
    assert not field.clear_button.isVisible()


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_the_grammar_is_explained(key: str) -> None:
    assert key_said(key)


# ------------------------------------------------- values of the reference


def labels(field: SearchField) -> list[str]:
    return [field.popup.items.item(row).text for row in range(field.popup.items.rowCount())]


@pytest.mark.parametrize("key", sorted(CLOSED_KEYS))
def test_the_words_a_closed_key_takes_are_offered_at_once(key: str) -> None:
    assert len(known_offers(f"{key}:", len(key) + 1)) >= 3


def test_values_are_asked_for_with_what_is_typed_of_them(field: SearchField) -> None:
    asked: list[tuple[str, str]] = []
    field.values_wanted.connect(lambda key, typed: asked.append((key, typed)))
    QTest.keyClicks(field, 'khrenin country:"ir')
    assert asked == [("country", ""), ("country", ""), ("country", "i"), ("country", "ir")]


def test_a_name_goes_on_behind_a_blank(field: SearchField, qtbot: QtBot) -> None:
    asked: list[tuple[str, str]] = []
    field.values_wanted.connect(lambda key, typed: asked.append((key, typed)))
    QTest.keyClicks(field, "tehran with:viktor khr")
    assert asked[-1] == ("with", "viktor khr")
    field.show_values("with", "viktor khr", [KHRENIN])
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == 'tehran with:"Viktor Khrenin" '


def test_an_answer_to_what_was_typed_before_is_dropped(field: SearchField) -> None:
    QTest.keyClicks(field, "with:kh")
    field.show_values("with", "k", [KHRENIN])
    assert not field.popup.isVisible()
    field.show_values("with", "kh", [KHRENIN])
    assert labels(field) == ["Viktor Khrenin"]


def test_what_still_fits_stays_until_the_answer_is_there(field: SearchField) -> None:
    QTest.keyClicks(field, "country:i")
    field.show_values("country", "i", COUNTRIES)
    QTest.keyClicks(field, "ra")
    assert labels(field) == ["Iran", "Iraq"]
    QTest.keyClicks(field, "q")
    assert labels(field) == ["Iraq"]


def test_what_was_chosen_stays_chosen_when_the_answer_comes(
    field: SearchField, qtbot: QtBot
) -> None:
    QTest.keyClicks(field, "country:i")
    field.show_values("country", "i", COUNTRIES)
    QTest.keyClicks(field, "r")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    field.show_values("country", "ir", COUNTRIES[1::-1])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "country:Iraq "


def test_a_name_in_another_script_shows_what_was_typed_beside_it(field: SearchField) -> None:
    field.insert("with:хрен")
    QTest.keyClicks(field, " ")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    field.show_values("with", "хрен", [IN_CYRILLIC])
    item = field.popup.items.item(0)
    assert (item.text, item.beside, item.trailing) == (
        "Viktor Khrenin",
        "Хренин",
        "Minister, Belarus",
    )
    assert [(span.start, span.end) for span in item.beside_spans] == [(0, 4)]
    assert item.heard == "Viktor Khrenin, Хренин, Minister, Belarus"


def test_a_value_that_is_there_already_is_not_offered(field: SearchField) -> None:
    QTest.keyClicks(field, "country:Iran")
    field.show_values("country", "Iran", COUNTRIES[:1])
    assert not field.popup.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_the_way_to_the_table_is_free_while_values_are_looked_for(
    field: SearchField, qtbot: QtBot, key: Qt.Key
) -> None:
    QTest.keyClicks(field, "with:kh")
    assert not field.popup.isVisible()
    with qtbot.waitSignal(field.left_down):
        qtbot.keyClick(field, key)
    assert field.text() == "with:kh"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_nothing_comes_up_after_the_offers_were_closed(
    field: SearchField, qtbot: QtBot, key: Qt.Key
) -> None:
    QTest.keyClicks(field, "country:ir")
    field.show_values("country", "ir", COUNTRIES[:2])
    with qtbot.waitSignal(field.values_unwanted):
        qtbot.keyClick(field, key)
    field.show_values("country", "ir", COUNTRIES[:2])
    assert not field.popup.isVisible()
    assert field.text() == "country:ir"


def test_the_arrows_go_round_and_a_blank_ends_the_choice(field: SearchField, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "country:ir")
    field.show_values("country", "ir", COUNTRIES[:2])
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.popup.current is not None
    assert field.popup.current.text == "Iraq"
    with qtbot.waitSignal(field.values_unwanted):
        QTest.keyClicks(field, " ")
    assert not field.popup.isVisible()


def test_the_filter_is_said_in_words_and_cleared(room: Room, theme: Theme, qtbot: QtBot) -> None:
    line = FilterLine(theme, room)
    assert line.isHidden()
    line.say("9 of 23 records: with Khrenin", ["“foo:” is no key"])
    assert line.isVisible()
    assert (line.said, line.problems) == ("9 of 23 records: with Khrenin", "“foo:” is no key")
    with qtbot.waitSignal(line.clear_requested):
        qtbot.keyClick(line.clear_button, Qt.Key.Key_Space)
    line.say("")
    assert line.isHidden()
