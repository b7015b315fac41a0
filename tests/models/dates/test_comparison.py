import pytest

from models.dates import (
    DateError,
    Match,
    bounds_for,
    matches_after,
    matches_before,
    matches_on,
    parse_edtf,
    possible_days,
)

YES, MAY, NO = Match.YES, Match.MAY, Match.NO


@pytest.mark.parametrize(
    ("date", "query", "before", "on", "after"),
    [
        ("2023-03-31", "2023-03", NO, YES, YES),
        ("2023-02-28", "2023-03", YES, NO, NO),
        ("2023-04-01", "2023-03", NO, NO, YES),
        ("2023", "2023-03", MAY, MAY, MAY),
        ("2023-03~", "2023-03", NO, MAY, MAY),
        ("2023-03~", "2023-04", MAY, NO, NO),
        # An interval lasted: it was going on in March, and before it, and after it.
        ("2023-02-27/2023-04-02", "2023-03", YES, YES, YES),
        ("2019/2021", "2020", YES, YES, YES),
        ("2019/2021", "2019-06", MAY, MAY, YES),
        # An open end is no promise that it still goes on.
        ("2019/..", "2023", YES, MAY, MAY),
        ("2019/..", "2019", NO, YES, YES),
        ("../2019", "2023", YES, NO, NO),
        ("/2019", "2018", MAY, MAY, YES),
        # A one-of set is one day, and none between its members.
        ("[2023-07-31,2023-08-02]", "2023-08-01", MAY, NO, MAY),
        ("[2023-07-31,2023-08-02]", "2023-08-02", MAY, MAY, MAY),
        ("[2023-07-31..2023-08-02]", "2023-08-01", MAY, MAY, MAY),
        ("[..2023-08-02]", "2023-08-03", YES, NO, NO),
        ("[..2023-08-02]", "2023-08-02", MAY, MAY, MAY),
        ("[2023-08-02..]", "2 Aug 2023", NO, MAY, YES),
    ],
)
def test_a_date_matches_surely_perhaps_or_not(date, query, before, on, after):
    assert matches_before(date, query) is before
    assert matches_on(date, query) is on
    assert matches_after(parse_edtf(date), query) is after


@pytest.mark.parametrize("ask", [matches_after, matches_before])
def test_a_query_without_a_first_day_has_no_before_and_after(ask):
    with pytest.raises(DateError):
        ask("2023", "[..2022]")


@pytest.mark.parametrize(
    ("query", "bounds"),
    [
        ("2023-03", ("2023-03-01", "2023-03-31")),
        ("2 Aug 2023", ("2023-08-02", "2023-08-02")),
        ("August 2023", ("2023-08-01", "2023-08-31")),
        ("2019/..", ("2019-01-01", None)),
        ("[..2019]", (None, "2019-12-31")),
    ],
)
def test_a_search_text_stands_for_a_first_and_a_last_day(query, bounds):
    assert bounds_for(query) == bounds


def test_possible_days_joins_what_overlaps_or_adjoins_and_keeps_holes():
    date = parse_edtf("[2023-07,2023-07-15..2023-08-02,2023-08-03,2023-08-05..]")
    assert possible_days(date) == (("2023-07-01", "2023-08-03"), ("2023-08-05", None))
