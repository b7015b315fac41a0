"""Dates of the Solar Hijri (Persian) and the Hijri calendar, as Gregorian dates.

Two small MIT libraries without dependencies do the conversion, each imported when the first
such date is met:

* ``persiantools`` for the Solar Hijri calendar of Iran. It agrees with the astronomical rule of
  the law of 31 March 1925 for every new year from 1277 to 1499, beyond which rules differ; years
  before 1304, when that law came into force, are not read.
* ``hijridate`` for the Hijri calendar: the published Umm al-Qura tables, 1343 to 1500. The month
  begins when the moon is seen, which differs between countries, so a reading is a one-of set
  from the day before to the day after.

``convertdate`` and ``jdatetime`` were not chosen because both lean on LGPL packages.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from models.dates.human_input import plain_words
from models.dates.uncertain_date import LONGEST_TEXT, UncertainDate, parse_edtf

SOLAR_HIJRI_YEARS: Final = range(1304, 1500)
HIJRI_YEARS: Final = range(1343, 1501)

# The spellings of each month, folded by `_folded`; the Persian, the Dari and the usual English.
_SOLAR_HIJRI_MONTHS: Final = (
    ("farvardin", "farwardin", "hamal", "فروردین", "حمل"),
    ("ordibehesht", "urdibihisht", "sawr", "saur", "اردیبهشت", "ثور"),
    ("khordad", "khurdad", "jawza", "خرداد", "جوزا"),
    ("tir", "saratan", "تیر", "سرطان"),
    ("mordad", "amordad", "murdad", "asad", "مرداد", "امرداد", "اسد"),
    ("shahrivar", "shahrivār", "shahriwar", "sonbola", "شهریور", "سنبله"),
    ("mehr", "mizan", "مهر", "میزان"),
    ("aban", "aqrab", "آبان", "عقرب"),
    ("azar", "qaws", "qaus", "آذر", "قوس"),
    ("dey", "dei", "jadi", "دی", "جدی"),
    ("bahman", "dalw", "بهمن", "دلو"),
    ("esfand", "isfand", "hut", "hoot", "اسفند", "حوت"),
)
_HIJRI_MONTHS: Final = (
    ("muharram", "moharram", "محرم"),
    ("safar", "صفر"),
    (
        "rabi al-awwal",
        "rabi al-awal",
        "rabi i",
        "rabi' al-awwal",
        "ربیع الاول",
        "ربیع‌الاول",
        "ربیع الأول",
    ),
    (
        "rabi al-thani",
        "rabi ii",
        "rabi' al-thani",
        "rabi al-akhir",
        "ربیع الثانی",
        "ربیع‌الثانی",
        "ربیع الآخر",
    ),
    ("jumada al-awwal", "jumada al-ula", "jumada i", "جمادی الاول", "جمادی‌الاول", "جمادی الاولی"),
    (
        "jumada al-thani",
        "jumada al-akhira",
        "jumada ii",
        "جمادی الثانی",
        "جمادی‌الثانی",
        "جمادی الاخره",
        "جمادی الآخرة",
    ),
    ("rajab", "رجب"),
    ("shaban", "sha'ban", "shaaban", "شعبان"),
    ("ramadan", "ramazan", "ramadhan", "رمضان"),
    ("shawwal", "shawal", "شوال"),
    ("dhu al-qadah", "dhu al-qa'dah", "dhul qadah", "zi qadah", "ذی القعده", "ذیقعده", "ذو القعدة"),
    ("dhu al-hijjah", "dhul hijjah", "dhu al-hijja", "zi hajjah", "ذی الحجه", "ذیحجه", "ذو الحجة"),
)

_DAY_MONTH_YEAR = re.compile(
    r"(?:(?P<day>[0-9]{1,2}) )?(?P<month>[^0-9,]{2,30}),? (?P<year>1[345][0-9]{2})"
)
_MONTH_DAY_YEAR = re.compile(
    r"(?P<month>[^0-9,]{2,30}) (?P<day>[0-9]{1,2}),? (?P<year>1[345][0-9]{2})"
)
# The era, where written: SH, AP (Anno Persico) and AH, in English or in Persian and Arabic.
_ERA = re.compile(r" (?:s\.?h\.?|a\.?p\.?|a\.?h\.?|ه ?\.?ش\.?|ه ?\.?ق\.?|ه)$")


def _folded(text: str) -> str:
    """Return one spelling for the many: no marks, one yeh, one kaf, no joiners, no apostrophes."""
    plain = text.casefold().replace("\u064a", "\u06cc").replace("\u0643", "\u06a9")
    plain = plain.replace("\u0649", "\u06cc").replace("\u200c", " ").replace("\u0629", "\u0647")
    decomposed = unicodedata.normalize("NFKD", plain)
    kept = (c for c in decomposed if not unicodedata.combining(c) and c not in "'’‘ʿʾʻʼ`\u0640")
    return " ".join("".join(kept).replace("-", " ").split())


def _numbers(months: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    return {
        _folded(spelling): number
        for number, spellings in enumerate(months, start=1)
        for spelling in spellings
    }


_SOLAR_HIJRI_NUMBERS: Final = _numbers(_SOLAR_HIJRI_MONTHS)
_HIJRI_NUMBERS: Final = _numbers(_HIJRI_MONTHS)


def read_other_calendar(text: str) -> UncertainDate | None:
    """Read a Persian or Hijri date that names its month and year; None when it is none.

    ``11 Mordad 1402``, ``۱۱ مرداد ۱۴۰۲``, ``Mordad 1402``, ``15 Muharram 1445``,
    ``Ramadan 1444``. The name of the month decides the calendar. A Persian day is one Gregorian
    day; a month is "one day from … to …"; Hijri readings reach one day further on both sides.
    A day that the calendar does not have, and years outside the tables, give None.
    """
    if len(text) > LONGEST_TEXT:
        return None
    words = _ERA.sub("", _folded(plain_words(text)))
    match = _DAY_MONTH_YEAR.fullmatch(words) or _MONTH_DAY_YEAR.fullmatch(words)
    if match is None:
        return None
    year = int(match["year"])
    day = int(match["day"]) if match["day"] else None
    month = match["month"].strip()
    if month in _SOLAR_HIJRI_NUMBERS:
        return solar_hijri_date(year, _SOLAR_HIJRI_NUMBERS[month], day)
    if month in _HIJRI_NUMBERS:
        return hijri_date(year, _HIJRI_NUMBERS[month], day)
    return None


def solar_hijri_date(year: int, month: int, day: int | None = None) -> UncertainDate | None:
    """Return a Persian day, or one day of a Persian month, in the Gregorian calendar.

    None when the calendar has no such day or the year is not in ``SOLAR_HIJRI_YEARS``.
    """
    if year not in SOLAR_HIJRI_YEARS or not 1 <= month <= 12:
        return None
    from persiantools.jdatetime import JalaliDate  # noqa: PLC0415 (see the module's docstring)

    length = JalaliDate.days_in_month(month, year)
    if day is not None and not 1 <= day <= length:
        return None
    first = JalaliDate(year, month, day or 1).to_gregorian()  # type: ignore[no-untyped-call]
    last = JalaliDate(year, month, day or length).to_gregorian()  # type: ignore[no-untyped-call]
    return _one_day_from(first, last)


def hijri_date(year: int, month: int, day: int | None = None) -> UncertainDate | None:
    """Return a Hijri day or month as a one-of set, one day wider on either side.

    The thirtieth is read in every month: where the table gives 29 days, another country may
    have seen the moon a day later. None outside ``HIJRI_YEARS`` and for no such day.
    """
    if year not in HIJRI_YEARS or not 1 <= month <= 12 or not (day is None or 1 <= day <= 30):
        return None
    from hijridate import Hijri  # noqa: PLC0415 (see the module's docstring)

    beginning = Hijri(year, month, 1)
    start = beginning.to_gregorian()
    first = start + timedelta(days=(day or 1) - 1)
    last = start + timedelta(days=(day or beginning.month_length()) - 1)
    return _one_day_from(first - timedelta(days=1), last + timedelta(days=1))


def _one_day_from(first: date, last: date) -> UncertainDate:
    if first == last:
        return parse_edtf(first.isoformat())
    return parse_edtf(f"[{first.isoformat()}..{last.isoformat()}]")
