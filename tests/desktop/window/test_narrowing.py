"""Years and kinds in a query: read, put in, taken out, whatever else is typed."""

import pytest

from desktop.window.narrowing import with_years, without_kinds, without_years, years_of


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("", None),
        ("khrenin", None),
        ("after:1990", (1990, None)),
        ("before:2000", (None, 1999)),
        ("before:2000-05", (None, 2000)),
        ("after:1990 before:2000", (1990, 1999)),
        ("after:1990-06-03 before:2000-01-01", (1990, 1999)),
        ("on:1950", (1950, 1950)),
        ("on:1950-07", (1950, 1950)),
        ("after:1990 after:1995", (1995, None)),
        ("-after:1990", None),
        ("after:", None),
        ("after:soon", None),
        ("after:soon before:2000", (None, 1999)),
    ],
)
def test_the_years_a_query_is_narrowed_to(text, years):
    assert years_of(text) == years


@pytest.mark.parametrize("text", ["", "khrenin", 'iran "joint commission"', "-after:1890 x"])
@pytest.mark.parametrize("years", [(1990, 1999), (987, 987), (1778, 2026)])
def test_years_that_are_put_in_are_read_and_taken_out_again(text, years):
    narrowed = with_years(text, *years)
    assert years_of(narrowed) == years
    assert without_years(narrowed) == text
    assert with_years(narrowed, 1900, 1910) == with_years(text, 1900, 1910)


def test_other_years_replace_a_day():
    assert with_years("iran on:2023-08-02 x", 1990, 1999) == "iran x after:1990 before:2000"


def test_kinds_of_records_are_taken_out_and_forms_stay():
    assert without_kinds("kind:meeting iran kind:visit") == "iran kind:visit"
    assert without_kinds("-kind:meeting Kind:Source") == "-kind:meeting"
