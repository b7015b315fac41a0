"""Rows are written while the next are prepared; who asks next finds them, or what went wrong."""

import threading

import pytest

from models.reference.database import BrokenRuleError
from tests.factories import uid

COLUMNS = ("uid", "text")


def tags(count, first=0):
    return [(uid(), f"tag {number}") for number in range(first, first + count)]


def counted(reference):
    return reference.database.rows("SELECT count(*) FROM tag")[0][0]


def test_who_asks_next_finds_what_was_being_written(story):
    reference, _ = story
    before = counted(reference)
    with reference.step(label="Tags") as step:
        for part in range(5):
            reference.database.insert_meanwhile([("tag", COLUMNS, tags(3000, part * 3000))])
        assert counted(reference) == before + 15_000
    assert counted(reference) == before + 15_000
    recorded = reference.database.rows("SELECT count(*) FROM change WHERE step_id = ?", (step,))
    assert recorded == [(15_000,)]
    assert [one.name for one in threading.enumerate()].count("writing meanwhile") == 0


def write_twice(reference, ask):
    one = tags(3000)
    with reference.step(label="Tags"):
        reference.database.insert_meanwhile([("tag", COLUMNS, [*one, one[0]])])
        if ask:
            reference.database.rows("SELECT 1")
            pytest.fail("It was asked beside a broken rule.")


@pytest.mark.parametrize("ask", [True, False])
def test_a_broken_rule_is_told_to_who_asks_next_or_at_the_commit_and_all_is_taken_back(story, ask):
    reference, _ = story
    before = counted(reference)
    with pytest.raises(BrokenRuleError):
        write_twice(reference, ask)
    assert counted(reference) == before
    with reference.step(label="Again"):
        reference.database.insert_meanwhile([("tag", COLUMNS, tags(2))])
    assert counted(reference) == before + 2


def write_and_fail(reference, rows, error):
    with reference.step(label="Tags"):
        reference.database.insert_meanwhile([("tag", COLUMNS, rows)])
        raise error


@pytest.mark.parametrize("rows", [tags(20_000), [*tags(2), (None, None)]], ids=["many", "wrong"])
@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_elsewhere_takes_back_what_is_still_being_written(story, error, rows):
    reference, _ = story
    before = counted(reference)
    with pytest.raises(error):
        write_and_fail(reference, rows, error)
    assert counted(reference) == before
    assert not reference.database.in_transaction()
    reference.close()
