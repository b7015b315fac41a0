"""A question in the strip has the keyboard, is answered by Enter, left by Esc, and comes alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.progress.line import Ending
from desktop.progress.strip import ProgressStrip
from desktop.theme.theme import Theme
from tests.desktop.lists.room import Room, opened

KEY = Qt.Key


@pytest.fixture
def strip(theme: Theme) -> ProgressStrip:
    return ProgressStrip(theme)


@pytest.fixture
def field() -> QLineEdit:
    return QLineEdit()


@pytest.fixture
def room(strip: ProgressStrip, field: QLineEdit, qtbot: QtBot) -> Iterator[Room]:
    both = QWidget()
    column = QVBoxLayout(both)
    column.addWidget(field)
    column.addWidget(strip)
    room = opened(qtbot, 600, 300, both)
    field.setFocus()
    yield room
    room.close()


def asked(answers: list[str], name: str = "yes") -> Ending:
    return Ending(
        "Is it so?", "warning", action="Yes", then=lambda: answers.append(name), leave="No"
    )


def test_enter_answers_and_the_keyboard_goes_back(
    strip: ProgressStrip, field: QLineEdit, room: Room
) -> None:
    answers: list[str] = []
    line = strip.ask(asked(answers))
    assert line.action_button.hasFocus()
    assert not line.passes
    QTest.keyClick(line.action_button, KEY.Key_Return)
    assert answers == ["yes"]
    assert strip.lines == ()
    assert field.hasFocus()


def test_esc_leaves_it(strip: ProgressStrip, field: QLineEdit, room: Room) -> None:
    answers: list[str] = []
    line = strip.ask(asked(answers))
    QTest.keyClick(line.action_button, KEY.Key_Escape)
    assert answers == []
    assert strip.lines == ()
    assert field.hasFocus()


def test_what_cannot_be_undone_is_left_by_enter(
    strip: ProgressStrip, field: QLineEdit, room: Room
) -> None:
    answers: list[str] = []
    line = strip.ask(asked(answers), hesitate=True)
    assert line.leave_button.hasFocus()
    QTest.keyClick(line.leave_button, KEY.Key_Return)
    assert answers == []
    assert strip.lines == ()


def test_a_second_question_takes_the_place_of_the_first(
    strip: ProgressStrip, field: QLineEdit, room: Room
) -> None:
    answers: list[str] = []
    strip.ask(asked(answers, "first"))
    line = strip.ask(asked(answers, "second"))
    assert strip.lines == (line,)
    QTest.keyClick(line.action_button, KEY.Key_Return)
    assert answers == ["second"]
