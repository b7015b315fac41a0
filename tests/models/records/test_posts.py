"""A post seen on one day says nothing firm about another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import parse_edtf
from models.records.posts import Held, PostOnDay, post_on
from models.records.values import Value, chunks, load_values


def value(edtf):
    if edtf is None:
        return None
    read = parse_edtf(edtf)
    return Value(edtf=edtf, earliest=read.earliest, latest=read.latest)


@pytest.mark.parametrize(
    ("start", "end", "day", "held", "nearest"),
    [
        ("2020-01-01", "2024-01-01", "2022-05-05", Held.YES, None),
        ("2020", "2024", "2022-05-05", Held.YES, None),
        ("2020", "2024", "2020-06-01", Held.UNKNOWN, "2020-12-31"),
        ("2020", "2024", "2024-06-01", Held.UNKNOWN, "2024-01-01"),
        ("2020", "2024", "2019-12-31", Held.NO, None),
        ("2020", "2024", "2025-01-01", Held.NO, None),
        ("[..2023-08-02]", None, "2023-08-02", Held.YES, None),
        ("[..2023-08-02]", None, "2023-08-03", Held.UNKNOWN, "2023-08-02"),
        ("[..2023-08-02]", None, "1900", Held.UNKNOWN, "2023-08-02"),
        ("[..2023-08-02]", "[2023-08-02..]", "2023-08-02", Held.YES, None),
        (None, "[2023-08-02..]", "2023-08-02", Held.YES, None),
        (None, None, "2023-08-02", Held.UNKNOWN, None),
        ("2020", "2024", None, Held.UNKNOWN, "2020-12-31"),
        ("2020", "2024", "2019-12/2020-02", Held.UNKNOWN, "2020-12-31"),
        ("2020", "2024", "[..2023]", Held.UNKNOWN, "2020-12-31"),
        ("2020", "2024", "2021/2022", Held.YES, None),
        (None, "2024", "2025", Held.NO, None),
        ("2020", None, "2019", Held.NO, None),
        ("2020", None, "2022", Held.UNKNOWN, "2020-12-31"),
    ],
)
def test_a_post_on_a_day(start, end, day, held, nearest):
    assert post_on(value(start), value(end), value(day)) == PostOnDay(held, nearest)


DAYS = st.dates(date(1900, 1, 1), date(2030, 1, 1))


@given(DAYS, st.integers(0, 900), st.integers(0, 900), st.integers(0, 900), DAYS)
def test_held_and_not_held_are_never_guessed(first, a, b, c, day):
    """Whatever the true start and end within their bounds, the firm answers hold."""
    start = Value(edtf="x", earliest=str(first), latest=str(first + timedelta(a)))
    end = Value(
        edtf="x",
        earliest=str(first + timedelta(a + b)),
        latest=str(first + timedelta(a + b + c)),
    )
    found = post_on(start, end, value(str(day))).held
    if found is Held.YES:
        assert start.latest <= str(day) <= end.earliest
    if found is Held.NO:
        assert str(day) < start.earliest or str(day) > end.latest


@given(st.lists(st.integers()), st.integers(1, 7))
def test_chunks_lose_nothing(items, size):
    cut = list(chunks(items, size))
    assert [item for chunk in cut for item in chunk] == items
    assert all(0 < len(chunk) <= size for chunk in cut)


def test_values_of_every_kind_are_read_through_the_registry(story):
    reference, ids = story
    meeting = load_values(reference.database, "meeting", [ids.meeting])[ids.meeting]
    assert meeting["date"][0].key() == ("date", "2023-08-02")
    assert meeting["place"] == [Value(record_id=ids.tehran)]
    assert meeting["agreements"] == [Value(record_id=ids.agreement, connection="signed")]
    assert "summary" not in meeting
    statement = load_values(reference.database, "statement", [ids.statement])[ids.statement]
    assert statement["addressees"] == [Value(record_id=ids.khrenin)]
    assert load_values(reference.database, "official", []) == {}
