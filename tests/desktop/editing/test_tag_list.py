"""The list of tags: several put on and taken off before anything is saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.editing.tag_list import TagList


@pytest.fixture
def tags(qtbot, theme):
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(900, 600)
    made = TagList(theme, room)
    room.show()
    room.activateWindow()
    return made


def press(tags, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(tags.field, key, modifiers)


def test_tags_that_are_on_stand_first_and_those_on_some_records_say_so(tags):
    tags.ask(["army", "navy", "visit"], {"visit": 2, "navy": 1}, 2)
    items = [tags.items.item(row) for row in range(tags.items.rowCount())]
    assert [(one.text, one.trailing) for one in items] == [
        ("navy", "on some"),
        ("visit", "on"),
        ("army", ""),
    ]


def test_several_are_put_on_and_taken_off_and_saved_at_once(tags, qtbot):
    tags.ask(["army", "navy", "visit"], {"visit": 2, "navy": 1}, 2)
    press(tags, Qt.Key.Key_Return)
    QTest.keyClicks(tags.field, "visit")
    press(tags, Qt.Key.Key_Return)
    QTest.keyClicks(tags.field, "  new   tag ")
    press(tags, Qt.Key.Key_Return)
    assert tags.isVisible()
    assert tags.current_item.text.startswith("Save: ")
    with qtbot.waitSignal(tags.saved) as saved:
        press(tags, Qt.Key.Key_Return)
    assert saved.args == [["navy", "new tag"], ["visit"]]
    assert not tags.isVisible()


def test_a_tag_that_differs_in_case_alone_is_the_one_there_is(tags, qtbot):
    tags.ask(["Army"], {}, 1)
    QTest.keyClicks(tags.field, "ARMY")
    press(tags, Qt.Key.Key_Return)
    with qtbot.waitSignal(tags.saved) as saved:
        press(tags, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert saved.args == [["Army"], []]


def test_esc_leaves_every_tag_as_it_was(tags, qtbot):
    tags.ask(["army"], {}, 1)
    press(tags, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(tags.saved):
        press(tags, Qt.Key.Key_Escape)
    assert not tags.isVisible()


def test_putting_a_tag_on_and_off_again_saves_nothing(tags, qtbot):
    tags.ask(["army"], {"army": 1}, 1)
    for _ in range(2):
        QTest.keyClicks(tags.field, "army")
        press(tags, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(tags.saved):
        press(tags, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
