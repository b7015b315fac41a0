import subprocess
import sys
from pathlib import Path

import pytest

from models.dates import DateError, Flag, parse_edtf


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-08-02", "2023-08-02", "2023-08-02"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("000X", "0001-01-01", "0009-12-31"),
        ("2023-XX", "2023-01-01", "2023-12-31"),
        ("2023-XX-XX", "2023-01-01", "2023-12-31"),
        ("2023-03-XX", "2023-03-01", "2023-03-31"),
        ("2023-21", "2023-03-01", "2023-12-22"),
        ("2023-22", "2022-12-01", "2024-03-21"),
        ("2023-23", "2023-03-01", "2023-12-22"),
        ("2023-24", "2022-12-01", "2024-03-21"),
        ("0001-24", "0001-01-01", "0002-03-21"),
        ("9999-24", "9998-12-01", "9999-12-31"),
        ("2023-03~", "2023-03-01", "2023-03-31"),
        ("2023-08-02T14:30", "2023-08-02", "2023-08-02"),
        ("2023-08-02T23:30Z", "2023-08-02", "2023-08-02"),
        ("2023-08-02T00:10+03:30", "2023-08-02", "2023-08-02"),
        ("2019/2021", "2019-01-01", "2021-12-31"),
        ("2019/..", "2019-01-01", None),
        ("../2019", None, "2019-12-31"),
        ("2019/", "2019-01-01", None),
        ("/2019", None, "2019-12-31"),
        ("2004-06~/2006-08?", "2004-06-01", "2006-08-31"),
        ("[2023-07-31,2023-08-02]", "2023-07-31", "2023-08-02"),
        ("[2019..2021]", "2019-01-01", "2021-12-31"),
        ("[..2023-08-02]", None, "2023-08-02"),
        ("[2023-08-02..]", "2023-08-02", None),
        ("[..1999,2021..]", None, None),
    ],
)
def test_the_bounds_are_the_first_and_last_day_the_words_allow(text, earliest, latest):
    date = parse_edtf(text)
    assert (date.edtf, date.earliest, date.latest) == (text, earliest, latest)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("  2023-08 ", "2023-08"),
        ("[2023-08-02, 2023-07-31]", "[2023-07-31,2023-08-02]"),
        ("[2023,2023]", "2023"),
        ("[2023]", "2023"),
        ("[2023-08..2023-08]", "2023-08"),
        ("2023-08-02T14:30+00:00", "2023-08-02T14:30Z"),
        ("2023-08-02T14:30+03", "2023-08-02T14:30+03:00"),
    ],
)
def test_two_ways_of_writing_one_date_become_the_same_date(text, canonical):
    assert parse_edtf(text).edtf == canonical
    assert parse_edtf(text) == parse_edtf(canonical)
    assert hash(parse_edtf(text)) == hash(parse_edtf(canonical))


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("2023", Flag.NONE),
        ("2023-03~", Flag.APPROXIMATE),
        ("2023?", Flag.UNCERTAIN),
        ("202X%", Flag.BOTH),
        ("2019~/2021", Flag.APPROXIMATE),
        ("2019~/2021?", Flag.BOTH),
        ("[2019?,2021]", Flag.UNCERTAIN),
        ("[2019~..2021?]", Flag.BOTH),
    ],
)
def test_a_qualification_travels_as_a_flag_and_leaves_the_bounds_alone(text, flag):
    date = parse_edtf(text)
    plain = parse_edtf(text.translate({ord(sign): None for sign in "~?%"}))
    assert date.flag is flag
    assert date.is_qualified is (flag is not Flag.NONE)
    assert (date.earliest, date.latest) == (plain.earliest, plain.latest)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2023-08-02", True),
        ("2023-08-02T14:30Z", True),
        ("2023-08-02/2023-08-02", True),
        ("2023-08-02?", False),
        ("2023-08", False),
        ("2023-08-XX", False),
        ("[2023-08-01,2023-08-02]", False),
        ("[..1999,2021..]", False),
        ("2019/..", False),
    ],
)
def test_only_one_unqualified_day_is_known_to_the_day(text, known):
    assert parse_edtf(text).is_point_known_to_day is known


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2023-02-30", "30 February 2023 is not a day of the calendar."),
        ("1900-02-29", "29 February 1900 is not a day of the calendar."),
        ("2023-04-00", "0 April 2023 is not a day of the calendar."),
        ("2023-13", "13 is not a month (01 to 12) or a season (21 to 24)."),
        ("2023-00", "00 is not a month (01 to 12) or a season (21 to 24)."),
        ("2023-21-05", "A season has no days."),
        ("2023-08-02T25:00", "25:00 is not a time of day."),
        ("2023-08-02T12:60", "12:60 is not a time of day."),
        ("2023-08-02T12:00-00:00", "-00:00 is not a time zone offset."),
        ("2023-08-02T12:00+15:00", "+15:00 is not a time zone offset."),
        ("2023-08-XXT12:00", "A time of day needs a known day."),
        ("0000", "Only the years 0001 to 9999 can be used."),
        ("-0044", "Only the years 0001 to 9999 can be used."),
        ("12023", "Only the years 0001 to 9999 can be used."),
        ("Y-170000002", "Only the years 0001 to 9999 can be used."),
        ("", "The date is empty."),
        ("   ", "The date is empty."),
        ("2023~-08", "The signs ~ ? % can only stand at the end of a whole date."),
        ("2023-08-02T14:30~", "A date with a time of day cannot be qualified with ~ ? or %."),
        ("/", "An interval needs a date on at least one of its ends."),
        ("../..", "An interval needs a date on at least one of its ends."),
        ("2023/2022", "The interval ends before it begins."),
        ("2023-08-02T16:00/2023-08-02T14:00", "The interval ends before it begins."),
        ("2021/2022/2023", "“2021/2022/2023” has more than one slash; an interval has two ends."),
        ("[2023", "The one-of set has no closing bracket."),
        ("[..]", "A one-of set needs at least one date."),
        ("[2023..2022]", "“2023..2022” ends before it begins."),
        ("next week", "“next week” is not a date such as 2023, 2023-08 or 2023-08-02."),
        (
            "2023-08-02\n2023",
            "“2023-08-02�2023” is not a date such as 2023, 2023-08 or 2023-08-02.",
        ),
        ("٢٠٢٣", "“٢٠٢٣” is not a date such as 2023, 2023-08 or 2023-08-02."),
    ],
)
def test_what_is_refused_is_refused_with_a_plain_sentence(text, sentence):
    with pytest.raises(DateError) as refusal:
        parse_edtf(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "text", ["XXXX", "2XXX", "X023", "2023-XX-05", "202X-03", "2023-1X", "2023-03-1X"]
)
def test_an_unspecified_digit_stands_only_where_level_1_allows_it(text):
    with pytest.raises(DateError, match=r"has an X where it cannot stand|is not a date"):
        parse_edtf(text)


@pytest.mark.parametrize(
    "text", ["{2023,2024}", "[2023,]", "[]", "[2023-08-02T14:30]", "2023" * 500]
)
def test_other_sets_and_endless_texts_are_refused(text):
    with pytest.raises(DateError):
        parse_edtf(text)


def test_importing_dates_loads_no_library():
    program = (
        "import sys, models; before = set(sys.modules); import models.dates; "
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}; "
        "print(sorted(new - set(sys.stdlib_module_names) - {'models'}))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "[]"
