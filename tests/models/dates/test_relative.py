import pytest

from models.dates import DateError, read_phrase

WEDNESDAY = "2023-08-02"


def edtf(phrase, published=WEDNESDAY, *, upcoming=False):
    reading = read_phrase(phrase, published, upcoming=upcoming)
    return None if reading is None else reading.edtf


@pytest.mark.parametrize(
    ("phrase", "reading"),
    [
        ("on Wednesday", "2023-08-02"),
        ("On Monday", "2023-07-31"),
        ("Monday", "2023-07-31"),
        ("on Thursday", "2023-07-27"),
        ("earlier on Wednesday", "2023-08-02"),
        ("Tuesday evening", "2023-08-01"),
        ("on Wednesday.", "2023-08-02"),
        ("today", "2023-08-02"),
        ("yesterday", "2023-08-01"),
        ("the day before yesterday", "2023-07-31"),
        ("tomorrow", "2023-08-03"),
        ("last night", "[2023-08-01,2023-08-02]"),
        ("two days ago", "2023-07-31"),
        ("10 days ago", "2023-07-23"),
        ("in March", "2023-03"),
        ("in august", "2023-08"),
        ("in September", "2022-09"),
        ("March", "2023-03"),
        ("early March", "2023-03"),
        ("mid-March", "2023-03"),
        ("this March", "2023-03"),
        ("last September", "2022-09"),
        ("last August", "2022-08"),
        ("on 2 August", "2023-08-02"),
        ("Aug. 2", "2023-08-02"),
        ("3rd of August", "2022-08-03"),
        ("29 February", "2020-02-29"),
        ("Wednesday, August 2", "2023-08-02"),
        ("last month", "2023-07"),
        ("last year", "2022"),
        ("this year", "2023"),
    ],
)
def test_words_are_read_against_the_day_of_publication(phrase, reading):
    assert edtf(phrase) == reading


@pytest.mark.parametrize(
    ("phrase", "published", "reading"),
    [
        ("last March", WEDNESDAY, "[2022-03,2023-03]"),
        ("last Wednesday", "2023-08-04", "[2023-07-26,2023-08-02]"),
        ("last Wednesday", WEDNESDAY, "2023-07-26"),
        ("last Sunday", WEDNESDAY, "[2023-07-23,2023-07-30]"),
        ("next Friday", WEDNESDAY, "[2023-08-04,2023-08-11]"),
        # Weeks begin on Monday, Sunday or Saturday, depending on who writes.
        ("last week", WEDNESDAY, "[2023-07-22..2023-07-30]"),
        ("next week", WEDNESDAY, "[2023-08-05..2023-08-13]"),
    ],
)
def test_words_with_several_readings_become_a_one_of_set_of_all_of_them(phrase, published, reading):
    assert edtf(phrase, published) == reading


@pytest.mark.parametrize(
    ("phrase", "reading"),
    [
        ("August 2, 2023", "2023-08-02"),
        ("Wednesday, 2 August 2023", "2023-08-02"),
        ("2 August 2023.", "2023-08-02"),
        ("in August 2023", "2023-08"),
        ("2023", "2023"),
        ("in the 1990s", None),
        ("1990s", "199X"),
        ("2019/..", "2019/.."),
        ("11 Mordad 1402", "2023-08-02"),
        ("Wednesday 11 Mordad 1402", "2023-08-02"),
        # The weekday tells which of the three possible days is meant.
        ("Wednesday, 15 Muharram 1445", "2023-08-02"),
    ],
)
def test_a_date_with_its_year_does_not_lean_on_the_publication(phrase, reading):
    assert edtf(phrase, "1999-01-01") == reading
    assert edtf(phrase, "20XX?") == reading


@pytest.mark.parametrize(
    "phrase",
    [
        "may",
        "march",
        "sun",
        "over the weekend",
        "recently",
        "3/4/2023",
        "30 February",
        "30 February 2023",
        "Thursday, August 2",
        "Thursday, 2 August 2023",
        "1402",
        "1402/5/11",
        "",
        "Monday " * 20,
        "Monday, 31 December 9999",
    ],
)
def test_what_cannot_be_read_for_sure_is_not_read(phrase):
    assert edtf(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "published", "reading"),
    [
        ("on Wednesday", "[2023-08-01,2023-08-03]", "[2023-07-26,2023-08-02]"),
        ("on Wednesday", "[2023-08-02..2023-08-04]", "2023-08-02"),
        ("today", "2023-08", "[2023-08-01..2023-08-31]"),
        ("in March", "2023-08", "2023-03"),
        ("in August", "2023", "[2022-08,2023-08]"),
        ("on Wednesday", "2023-08-02?", "2023-08-02?"),
        ("last week", "2023-08-02~", "[2023-07-22~..2023-07-30~]"),
        ("on Wednesday", "2023-08-02T23:50+03:30", "2023-08-02"),
        ("on Wednesday", "20XX", None),
        ("on Wednesday", "[..2023-08-02]", None),
        ("yesterday", "0001-01-01", None),
        ("tomorrow", "9999-12-31", None),
        ("last year", "0001", None),
    ],
)
def test_an_uncertain_publication_makes_the_reading_wider_or_unknown(phrase, published, reading):
    assert edtf(phrase, published) == reading


@pytest.mark.parametrize(
    ("phrase", "reading"),
    [
        ("on Friday", "2023-08-04"),
        ("on Wednesday", "2023-08-02"),
        ("in March", "2024-03"),
        ("in August", "2023-08"),
        ("1 August", "2024-08-01"),
        ("29 February", "2024-02-29"),
    ],
)
def test_what_a_text_announces_is_read_forwards(phrase, reading):
    assert edtf(phrase, upcoming=True) == reading


def test_a_publication_that_is_no_date_is_refused():
    with pytest.raises(DateError):
        read_phrase("today", "someday")
