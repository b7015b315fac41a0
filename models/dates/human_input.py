"""Reading the dates that people type, where only one reading is possible."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from models.dates.forms import SEASON_NAMES, DateError
from models.dates.uncertain_date import (
    LONGEST_TEXT,
    MONTH_NAMES,
    UncertainDate,
    parse_edtf,
    shown,
)

_SEASON_NUMBERS: Final = {name: number for number, name in SEASON_NAMES.items()} | {"fall": 23}
_MONTH_NUMBERS: Final = {
    spelling: number
    for number, name in enumerate(MONTH_NAMES, start=1)
    for spelling in (name.casefold(), name[:3].casefold())
} | {"sept": 9}

_DAY_MONTH_YEAR = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>[a-z]+)\.?,? (?P<year>[0-9]{4})"
)
_MONTH_DAY_YEAR = re.compile(
    r"(?P<month>[a-z]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})"
)
_MONTH_YEAR = re.compile(r"(?P<month>[a-z]+)\.?,? (?:of )?(?P<year>[0-9]{4})")
_DECADE = re.compile(r"(?P<decade>[0-9]{3})0['’]?s")
_DOTTED = re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})")
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?P<sign>[./-]) ?(?P<month>[0-9]{1,2})(?P=sign) ?(?P<day>[0-9]{1,2})\.?"
)
_EITHER_ORDER = re.compile(r"(?P<one>[0-9]{1,2})([/-])(?P<two>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_MONTH_OF_YEAR = re.compile(r"(?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2}")


def month_number(word: str) -> int | None:
    """Return 1 to 12 for an English month name or its usual abbreviation, else None."""
    return _MONTH_NUMBERS.get(word.casefold().rstrip("."))


def plain_words(text: str) -> str:
    """Return the text with one blank between words and 0–9 for the digits of any script."""
    digits = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in text
    )
    return " ".join(digits.split())


def read_written_date(text: str) -> UncertainDate:
    """Read an EDTF text, or a date as people write it when only one reading is possible.

    Known: ``2 Aug 2023``, ``August 2, 2023``, ``August 2023``, ``spring 2023``, ``1990s``,
    ``2.8.2023`` (with dots the day comes first wherever dots are used: CLDR 48 date patterns),
    ``2023/8/2``, ``8/2023``, and ``13/4/2023``, which has a single reading.

    Raises:
        DateError: it is no date, or it has two readings; the sentence then names both.
    """
    if len(text) > LONGEST_TEXT:
        raise DateError(f"A date cannot be longer than {LONGEST_TEXT} characters.")
    words = plain_words(text)
    known = _worded(words.casefold()) or _numbered(words)
    return known if known is not None else parse_edtf(words)


def _worded(words: str) -> UncertainDate | None:
    for pattern in (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR):
        match = pattern.fullmatch(words)
        if match and (month := month_number(match["month"])):
            return _day(match["year"], month, int(match["day"]))
    match = _MONTH_YEAR.fullmatch(words)
    if match:
        number = month_number(match["month"]) or _SEASON_NUMBERS.get(match["month"])
        return parse_edtf(f"{match['year']}-{number:02}") if number else None
    match = _DECADE.fullmatch(words)
    if not match:
        return None
    decade = match["decade"]
    if decade.endswith("0"):
        raise DateError(
            f"“{shown(words)}” can mean {decade}0 to {decade}9 or {decade}0 to {decade[:2]}99; "
            f"write {decade}X or {decade[:2]}XX."
        )
    return parse_edtf(f"{decade}X")


def _numbered(words: str) -> UncertainDate | None:
    match = _DOTTED.fullmatch(words) or _YEAR_FIRST.fullmatch(words)
    if match:
        return _day(match["year"], int(match["month"]), int(match["day"]))
    match = _MONTH_OF_YEAR.fullmatch(words)
    if match:
        return parse_edtf(f"{match['year']}-{_month(int(match['month'])):02}")
    match = _EITHER_ORDER.fullmatch(words)
    if match:
        return _either_order(words, int(match["one"]), int(match["two"]), match["year"])
    if _SHORT_YEAR.fullmatch(words):
        raise DateError(f"“{shown(words)}” needs a year of four digits.")
    return None


def _either_order(words: str, one: int, two: int, year: str) -> UncertainDate:
    if one == two or two > 12:
        return _day(year, one, two)
    if one > 12:
        return _day(year, two, one)
    if one == 0 or two == 0:
        raise DateError(f"“{shown(words)}” is not a day of the calendar.")
    raise DateError(
        f"“{shown(words)}” can mean {one} {MONTH_NAMES[two - 1]} {int(year)} or "
        f"{two} {MONTH_NAMES[one - 1]} {int(year)}; write {year}-{two:02}-{one:02} or "
        f"{year}-{one:02}-{two:02}."
    )


def _day(year: str, month: int, day: int) -> UncertainDate:
    return parse_edtf(f"{year}-{_month(month):02}-{day:02}")


def _month(number: int) -> int:
    if not 1 <= number <= 12:
        raise DateError(f"{number} is not a month (1 to 12).")
    return number
