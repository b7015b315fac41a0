"""Long work is shown, told of in words, cancelled, ends in a sentence, and is never in the way."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.progress import line as line_module
from desktop.progress.line import Ending
from desktop.progress.strip import ProgressStrip
from desktop.theme.theme import Theme
from models.reference.problems import ProblemError
from tests.desktop.lists.room import Room, opened


class Bench:
    """Work that goes on until it is told to end, or is cancelled."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.began = threading.Event()
        self.ended = threading.Event()
        self.error: Exception | None = None

    def __call__(self, tell, cancelled):
        self.began.set()
        tell(1_234, 5_001, "reading")
        try:
            while not self.go_on.wait(0.005):
                if cancelled():
                    raise ProblemError("It was cancelled.", "Nothing was changed.")
            if self.error is not None:
                raise self.error
        finally:
            self.ended.set()
        return 42


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.go_on.set()


@pytest.fixture
def strip(theme: Theme) -> ProgressStrip:
    return ProgressStrip(theme)


@pytest.fixture
def room(qtbot: QtBot, strip: ProgressStrip) -> Room:
    room = opened(qtbot, 700, 120, strip)
    strip.setVisible(bool(strip.lines))
    return room


def answer(result: object) -> Ending:
    return Ending(f"The answer is {result}.")


def test_nothing_is_shown_while_nothing_is_done(room: Room, strip: ProgressStrip) -> None:
    assert strip.isHidden()
    assert not strip.can_cancel
    assert not strip.cancel_latest()


def test_work_says_in_words_how_far_it_is(
    qtbot: QtBot, room: Room, strip: ProgressStrip, bench: Bench
) -> None:
    line = strip.run("Reading", bench, ended=answer)
    assert strip.isVisible()
    qtbot.waitUntil(lambda: line.text == "Reading 1,234 of 5,001")
    assert line.bar.value() == 247
    assert line.bar.maximum() == 1000
    assert line.bar.accessibleName() == "Reading"
    assert line.bar.accessibleDescription() == "1,234 of 5,001"
    assert line.cancel_button.accessibleName() == "Cancel: Reading"
    bench.go_on.set()
    qtbot.waitUntil(lambda: line.text == "The answer is 42.")
    assert not line.working
    assert line.bar.isHidden()
    assert line.cancel_button.isHidden()


def test_work_of_unknown_length_shows_that_it_goes_on(
    qtbot: QtBot, room: Room, strip: ProgressStrip, bench: Bench
) -> None:
    line = strip.run("Reading", bench, ended=answer, saying=lambda *_: ("Unpacking", None))
    qtbot.waitUntil(lambda: line.text == "Reading Unpacking")
    assert line.bar.maximum() == 0


@pytest.mark.parametrize("way", ["button", "escape on the button", "space", "from elsewhere"])
def test_work_is_cancelled_by_button_and_by_key(
    qtbot: QtBot, room: Room, strip: ProgressStrip, bench: Bench, way: str
) -> None:
    line = strip.run("Reading", bench, ended=answer, cancelled="It was cancelled")
    qtbot.waitUntil(bench.began.is_set)
    with qtbot.waitSignal(strip.said) as said:
        if way == "button":
            qtbot.mouseClick(line.cancel_button, Qt.MouseButton.LeftButton)
        elif way == "from elsewhere":
            assert strip.cancel_latest()
        else:
            line.cancel_button.setFocus()
            qtbot.waitUntil(line.cancel_button.hasFocus)
            key = Qt.Key.Key_Space if way == "space" else Qt.Key.Key_Escape
            QTest.keyClick(line.cancel_button, key)
        assert line.text == "Reading Cancelling…"
        assert not line.cancel_button.isEnabled()
        assert not strip.can_cancel
    assert said.args == ["It was cancelled"]
    assert strip.lines == ()
    assert strip.isHidden()


def test_a_problem_is_told_in_the_line(
    qtbot: QtBot, room: Room, strip: ProgressStrip, bench: Bench
) -> None:
    bench.error = ProblemError("The disk is full.", "Make room.")
    line = strip.run("Reading", bench, ended=answer)
    bench.go_on.set()
    qtbot.waitUntil(lambda: line.text == "The disk is full. Make room.")
    qtbot.mouseClick(line.close_button, Qt.MouseButton.LeftButton)
    assert strip.lines == ()


def test_a_bug_is_handed_on_and_the_line_goes(
    qtbot: QtBot, room: Room, strip: ProgressStrip, bench: Bench
) -> None:
    bench.error = ValueError("a mistake of ours")
    with qtbot.waitSignal(strip.crashed) as crashed:
        strip.run("Reading", bench, ended=answer)
        bench.go_on.set()
    assert crashed.args == [bench.error]
    assert strip.lines == ()


def test_an_ending_leads_on_and_goes(
    qtbot: QtBot, room: Room, strip: ProgressStrip, bench: Bench
) -> None:
    led: list[object] = []

    def ended(result: object) -> Ending:
        return Ending("It is ready.", action="Open", then=lambda: led.append(result))

    line = strip.run("Reading", bench, ended=ended)
    bench.go_on.set()
    qtbot.waitUntil(line.action_button.isVisible)
    qtbot.mouseClick(line.action_button, Qt.MouseButton.LeftButton)
    assert led == [42]
    assert strip.lines == ()


def test_without_an_ending_the_line_just_goes(
    qtbot: QtBot, room: Room, strip: ProgressStrip, bench: Bench
) -> None:
    strip.run("Reading", bench, ended=lambda _: None)
    bench.go_on.set()
    qtbot.waitUntil(lambda: strip.lines == ())


def test_the_strip_never_takes_the_keyboard(
    qtbot: QtBot, room: Room, strip: ProgressStrip, bench: Bench
) -> None:
    other = QPushButton("x", room)
    other.show()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    line = strip.run("Reading", bench, ended=answer)
    assert other.hasFocus()
    bench.go_on.set()
    qtbot.waitUntil(lambda: not line.working)
    assert other.hasFocus()


def test_the_keyboard_goes_from_cancel_to_what_the_ending_offers(
    qtbot: QtBot, room: Room, strip: ProgressStrip, bench: Bench
) -> None:
    line = strip.run("Reading", bench, ended=answer)
    line.cancel_button.setFocus()
    qtbot.waitUntil(line.cancel_button.hasFocus)
    bench.go_on.set()
    qtbot.waitUntil(line.close_button.hasFocus)
    with qtbot.waitSignal(strip.left):
        QTest.keyClick(line.close_button, Qt.Key.Key_Escape)
    assert strip.lines == ()


def test_several_works_have_a_line_each_and_the_latest_is_cancelled_first(
    qtbot: QtBot, room: Room, strip: ProgressStrip
) -> None:
    first, second = Bench(), Bench()
    one = strip.run("First", first, ended=answer)
    strip.run("Second", second, ended=answer)
    assert len(strip.lines) == 2
    strip.cancel_latest()
    qtbot.waitUntil(lambda: strip.lines == (one,))
    assert strip.can_cancel
    first.go_on.set()
    qtbot.waitUntil(lambda: not one.working)


def test_work_that_cannot_be_cancelled_offers_nothing(
    qtbot: QtBot, room: Room, strip: ProgressStrip
) -> None:
    line = strip.add("Writing", can_cancel=False)
    assert line.cancel_button.isHidden()
    assert not strip.can_cancel
    line.tell("half", 0.5)
    assert line.bar.value() == 500
    strip.remove(line)
    strip.remove(line)
    assert strip.isHidden()


def test_stopping_breaks_everything_off_and_nothing_comes_any_more(
    qtbot: QtBot, room: Room, strip: ProgressStrip, bench: Bench
) -> None:
    came: list[object] = []
    strip.said.connect(came.append)
    strip.run("Reading", bench, ended=came.append, cancelled="cancelled")
    qtbot.waitUntil(bench.began.is_set)
    strip.stop()
    assert strip.lines == ()
    qtbot.waitUntil(bench.ended.is_set)
    qtbot.wait(50)
    assert came == []


def test_a_screen_reader_hears_the_beginning_and_the_end_and_not_every_step(
    qtbot: QtBot, room: Room, strip: ProgressStrip, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    clock = [100.0]
    monkeypatch.setattr(line_module, "announce", lambda _, words: heard.append(words))
    monkeypatch.setattr("desktop.progress.strip.announce", lambda _, words: heard.append(words))
    monkeypatch.setattr(line_module.time, "monotonic", lambda: clock[0])
    line = strip.add("Reading")
    for step in range(50):
        clock[0] += 0.5
        line.tell(f"{step} of 50", step / 50)
    line.end(Ending("Read."))
    assert heard[0] == "Reading"
    assert heard[-1] == "Read."
    assert 2 <= len(heard[1:-1]) <= 3


def test_what_went_well_makes_room_for_the_next_work_and_a_problem_stays(
    room: Room, strip: ProgressStrip
) -> None:
    strip.say(Ending("It is ready."))
    strip.say(Ending("It cannot be saved.", "error"))
    strip.say(Ending("There is more.", "info"))
    strip.add("Reading")
    assert [line.text for line in strip.lines] == ["It cannot be saved.", "Reading"]


def test_a_long_sentence_is_shown_whole(qtbot: QtBot, theme: Theme) -> None:
    strip = ProgressStrip(theme)
    room = opened(qtbot, 360, 400, strip)
    line = strip.say(Ending("Nothing can be saved here, and this is why. " * 5, "error"))
    strip.show()
    qtbot.waitUntil(lambda: line.height() >= 4 * line.fontMetrics().height())
    assert line.height() >= line.layout().heightForWidth(line.width())
    assert room.isVisible()
