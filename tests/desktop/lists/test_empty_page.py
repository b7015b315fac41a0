"""A page that stands in place of a list says why, and offers ways on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.lists.empty import EmptyPage
from desktop.theme.theme import Theme
from tests.desktop.lists.room import opened


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Iterator[EmptyPage]:
    room = opened(qtbot, 500, 400)
    page = EmptyPage(theme, room)
    page.resize(500, 400)
    page.say("Nothing was found.", "Esc clears")
    page.show()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    yield page
    room.close()


def test_a_way_on_takes_the_keyboard_and_enter_takes_it(page: EmptyPage, qtbot: QtBot) -> None:
    page.offer("Did you mean", [("Khrenin", "with:Khrenin"), ("A & B", "with:b")])
    first, second = page.choices
    assert first.hasFocus()
    assert (first.text(), second.text()) == ("Khrenin", "A && B")
    with qtbot.waitSignal(page.chosen) as chosen:
        qtbot.keyClick(first, Qt.Key.Key_Return)
    assert chosen.args == ["with:Khrenin"]
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    with qtbot.waitSignal(page.chosen) as chosen:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert chosen.args == ["with:b"]


def test_other_words_take_the_ways_on_away_and_keep_the_keyboard(page: EmptyPage) -> None:
    page.offer("Did you mean", [("Khrenin", "with:Khrenin")])
    page.say("Another", "")
    assert page.choices == ()
    assert QApplication.focusWidget() is page
    assert page.message == "Another"
