import pytest

from desktop.instance import hold
from desktop.instance.hold import Hold, holder_is_starting


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lock"


def test_one_takes_it_and_the_other_gets_it_when_it_is_let_go(path):
    first, second = Hold(path), Hold(path)
    assert first.take()
    assert first.take()
    assert not second.take()
    assert not second.is_held
    first.let_go()
    first.let_go()
    assert second.take()
    second.let_go()


def test_a_holder_is_starting_until_it_says_that_it_is_ready(path):
    assert not holder_is_starting(path)
    first = Hold(path)
    first.take()
    assert holder_is_starting(path)
    first.say_ready()
    assert not holder_is_starting(path)
    first.let_go()


def test_a_start_that_takes_too_long_is_none(path, monkeypatch):
    first = Hold(path)
    first.take()
    monkeypatch.setattr(hold, "LONGEST_START", 0.0)
    assert not holder_is_starting(path)
    first.let_go()


def test_a_ready_word_without_the_hold_changes_nothing(path):
    first, late = Hold(path), Hold(path)
    first.take()
    late.say_ready()
    assert holder_is_starting(path)
    first.let_go()


def test_the_next_holder_is_starting_again(path):
    first, second = Hold(path), Hold(path)
    first.take()
    first.say_ready()
    first.let_go()
    second.take()
    assert holder_is_starting(path)
    second.let_go()
