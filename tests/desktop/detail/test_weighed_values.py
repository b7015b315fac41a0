"""Values that are weighed, lines that are edited, and the row of what is still empty."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.detail.pane import DetailPane
from desktop.detail.wording import mark_sentence, weight
from models.queries.views import EmptyField, Mark, ValueView
from tests.desktop.specimens import story_meeting
from tests.mouse import double_click

DISPUTED = ValueView(
    "1:date:x", "2 August", Mark.DISPUTED, (1, 2), claims=(7,), grade="B2", origins=1, said_by=1
)


@pytest.fixture
def pane(qtbot, theme):
    pane = DetailPane(theme)
    qtbot.addWidget(pane)
    pane.resize(460, 700)
    pane.set_writable(True)
    pane.show()
    return pane


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (DISPUTED, "1 quote from 1 origin, grade B2."),
        (
            replace(DISPUTED, rank="preferred", why="nearer to the day."),
            "Preferred: nearer to the day. 1 quote from 1 origin, grade B2.",
        ),
        (
            replace(DISPUTED, rank="deprecated", why="a slip", grade="", origins=0),
            "Set aside: a slip.",
        ),
        (replace(DISPUTED, said_by=0, origins=0, grade=""), "No quote says so."),
        (replace(DISPUTED, mark=Mark.QUOTED), ""),
    ],
)
def test_what_stands_behind_a_weighed_value_is_said_in_whole_sentences(value, said):
    assert weight(value) == said


def test_origins_are_told_where_several_quotes_are_one():
    value = ValueView("s", "x", Mark.QUOTED, (1, 2), origins=1, said_by=2)
    assert mark_sentence(value) == "backed by 2 quotes from 1 origin"
    assert mark_sentence(replace(value, rank="deprecated")) == "set aside"


def test_what_is_empty_is_offered_in_a_row_that_keys_reach(pane, qtbot):
    empty = (EmptyField("date", "When"), EmptyField("place", "جا 🤝"))
    pane.show_record(replace(story_meeting(), empty=empty))
    first, second = pane._adding.buttons
    assert (first.words, second.words) == ("＋ When", "＋ جا 🤝")
    assert first.accessibleName() == "Add When"
    second.setFocus()
    with qtbot.waitSignal(pane.field_wanted) as wanted:
        QTest.keyClick(second, Qt.Key.Key_Return)
    assert wanted.args == ["place"]
    pane.show_record(replace(story_meeting(), empty=()))
    assert pane._adding.isHidden()


def test_nothing_is_offered_where_nothing_can_be_written(pane):
    pane.set_writable(False)
    pane.show_record(replace(story_meeting(), empty=(EmptyField("date", "When"),)))
    assert pane._adding.isHidden()


def test_a_narrow_row_of_empty_fields_goes_on_in_the_next_line(pane):
    fields = tuple(EmptyField(f"f{number}", f"Field number {number}") for number in range(40))
    pane.show_record(replace(story_meeting(), empty=fields))
    places = [button.geometry() for button in pane._adding.buttons]
    assert len({place.top() for place in places}) > 5
    assert max(place.right() for place in places) <= pane._adding.width()


def test_a_double_click_edits_a_value_and_delete_takes_it_away(pane, qtbot):
    pane.show_record(story_meeting())
    line = next(one.text for one in pane.lines if one.value.link is None)
    with qtbot.waitSignal(pane.edit_wanted) as edited:
        double_click(line, QPoint(4, 6))
    assert edited.args == [line.value.slot]
    line.setFocus()
    with qtbot.waitSignal(pane.removal_wanted) as removed:
        QTest.keyClick(line, Qt.Key.Key_Delete)
    assert removed.args == [line.value.slot]
    moving = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(pane.shift_wanted) as shifted:
        QTest.keyClick(line, Qt.Key.Key_Up, moving)
    assert shifted.args == [line.value.slot, -1]
