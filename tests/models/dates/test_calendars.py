import pytest

from models.dates import hijri_date, read_other_calendar, solar_hijri_date


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("11 Mordad 1402", "2023-08-02"),
        ("Mordad 11, 1402", "2023-08-02"),
        ("۱۱ مرداد ۱۴۰۲", "2023-08-02"),
        ("۱۱ مرداد ۱۴۰۲ ه.ش", "2023-08-02"),
        ("22 Bahman 1357", "1979-02-11"),
        ("۲۲ بهمن ۱۳۵۷", "1979-02-11"),
        ("28 Mordad 1332", "1953-08-19"),
        ("24 Asad 1400", "2021-08-15"),
        ("1 Dey 1402", "2023-12-22"),
        ("۱ آبان ۱۴۰۲", "2023-10-23"),
        ("30 Esfand 1403", "2025-03-20"),
        ("30 Esfand 1402", None),
        ("31 Mehr 1402", None),
        ("Mordad 1402", "[2023-07-23..2023-08-22]"),
        ("11 Mordad 1303", None),
        ("11 August 1402", None),
        ("11 Mordad", None),
    ],
)
def test_a_persian_date_is_one_gregorian_day(words, edtf):
    reading = read_other_calendar(words)
    assert (reading and reading.edtf) == edtf


@pytest.mark.parametrize(
    ("year", "new_year"),
    [
        (1304, "1925-03-21"),  # the law was passed on 11 Hamal 1304, 31 March 1925
        (1358, "1979-03-21"),
        (1375, "1996-03-20"),
        (1400, "2021-03-21"),
        (1403, "2024-03-20"),
        (1404, "2025-03-21"),
        (1408, "2029-03-20"),  # the five-year leap gap that simple rules miss
    ],
)
def test_the_persian_new_year_is_the_day_of_the_equinox(year, new_year):
    reading = solar_hijri_date(year, 1, 1)
    assert reading is not None
    assert reading.edtf == new_year


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("15 Muharram 1445", "[2023-08-01..2023-08-03]"),
        ("15 Moharram 1445 AH", "[2023-08-01..2023-08-03]"),
        ("15 محرم 1445 هـ", "[2023-08-01..2023-08-03]"),
        ("١٥ محرم ١٤٤٥", "[2023-08-01..2023-08-03]"),
        ("۱۲ ربیع‌الاول ۱۴۴۵", "[2023-09-26..2023-09-28]"),
        ("12 Rabi' al-Awwal 1445", "[2023-09-26..2023-09-28]"),
        ("1 Ramadan 1444", "[2023-03-22..2023-03-24]"),
        ("Ramadan 1444", "[2023-03-22..2023-04-21]"),
        ("31 Ramadan 1444", None),
        ("1 Ramadan 1342", None),
        ("1 Ramadan 1501", None),
    ],
)
def test_a_hijri_date_is_uncertain_by_a_day_on_either_side(words, edtf):
    reading = read_other_calendar(words)
    assert (reading and reading.edtf) == edtf


def test_the_thirtieth_is_read_even_where_the_table_has_29_days():
    reading, day_after = hijri_date(1444, 9, 30), hijri_date(1444, 10, 1)
    assert reading is not None
    assert reading.edtf == "[2023-04-20..2023-04-22]"
    assert reading == day_after


@pytest.mark.parametrize("month", [0, 13])
def test_a_month_that_is_none_is_not_read(month):
    assert solar_hijri_date(1402, month) is None
    assert hijri_date(1445, month) is None
