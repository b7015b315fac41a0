"""Reading the date words of a news text against the day the text was published.

The rule for bare weekdays and months is the newswire convention: agencies name a day of the
last seven days by its weekday alone, the day of publication included, and give a month of the
running year without the year (Associated Press Stylebook, entries "time element", "days of the
week" and "months"). A weekday or month is therefore the nearest one that is not later than the
publication. Texts announcing something follow the same rule forwards; say ``upcoming``.

Words with several readings ("last Wednesday", "last week") become a one-of set that holds all
of them. Weeks are counted from Monday, Sunday and Saturday, all in use where our sources are
written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, TypeAlias

from models.dates.calendars import read_other_calendar
from models.dates.comparison import possible_days
from models.dates.forms import DateError, Flag, Form, Moment, OneOf, Stretch
from models.dates.human_input import month_number, plain_words, read_written_date
from models.dates.uncertain_date import UncertainDate, from_form, parse_edtf

LONGEST_PHRASE: Final = 80
# A publication less certain than this says too little to count days from.
MOST_PUBLICATION_DAYS: Final = 366
# Above this many separate days or months a set is given as one stretch, which only widens it.
MOST_MEMBERS: Final = 8

_WEEKDAYS: Final = {
    spelling: number
    for number, spellings in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tue", "tues"),
            ("wednesday", "wed"),
            ("thursday", "thu", "thur", "thurs"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for spelling in spellings
}
_DAY_SHIFTS: Final = {
    "today": (0, 0),
    "tonight": (0, 0),
    "this morning": (0, 0),
    "this afternoon": (0, 0),
    "this evening": (0, 0),
    "yesterday": (-1, -1),
    "the day before yesterday": (-2, -2),
    "day before yesterday": (-2, -2),
    "last night": (-1, 0),  # the night runs past midnight
    "overnight": (-1, 0),
    "tomorrow": (1, 1),
    "the day after tomorrow": (2, 2),
    "day after tomorrow": (2, 2),
}
_NUMBER_WORDS: Final = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}
_PERIOD_SHIFTS: Final = {"last": -1, "this": 0, "next": 1}
_WEEK_STARTS: Final = (0, 6, 5)  # Monday, Sunday, Saturday, as in date.weekday()

_WEEKDAY = re.compile(
    r"(?:(?P<which>last|this|next) )?(?P<day>[a-z]+)\.?"
    r"(?: (?:early |late )?(?:morning|afternoon|evening))?"
)
_WEEKDAY_AND_DATE = re.compile(r"(?P<weekday>[a-z]+)\.?,? (?P<rest>.*[0-9].*)")
_MONTH = re.compile(r"(?:(?P<which>last|this|next) |(?:early|mid|late)[ -])?(?P<month>[a-z]+)\.?")
_DAY_OF_MONTH = (
    re.compile(r"(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>[a-z]+)\.?"),
    re.compile(r"(?P<month>[a-z]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"),
)
_PERIOD = re.compile(r"(?P<which>last|this|next) (?P<period>week|month|year)")
_DAYS_AGO = re.compile(r"(?P<count>[0-9]{1,3}|[a-z]+) days? ago")
_PREPOSITIONS = re.compile(
    r"(?:(?:earlier|late|early|later) )?(?:(?:on|in|during|of|dated) )?", re.IGNORECASE
)
# Numbers alone with an earlier year are a Persian or Hijri date, or no date at all.
_FIRST_NUMERIC_DAY: Final = "1600-01-01"
# Names that are other words too, unless a capital or a preposition tells.
_OTHER_WORDS: Final = frozenset({"may", "march", "mar", "dec", "sat", "sun", "wed", "mon"})

_Reading: TypeAlias = Callable[[date], list[Moment | Stretch]]


def read_phrase(
    phrase: str, published: str | UncertainDate, *, upcoming: bool = False
) -> UncertainDate | None:
    """Return what the words say when they stand in a text published then, else None.

    ``upcoming`` reads a bare weekday, month or day of a month forwards, for what a text
    announces. Where ``published`` leaves several days open the reading holds what the words
    mean on each of them; its ``~ ? %`` pass on to every reading that leans on it. None means
    "not known": words we do not read, a day that does not exist, a weekday that contradicts
    its date, or a publication too uncertain to count from. A date of the Persian or the Hijri
    calendar with its year is converted, see :func:`read_other_calendar`.

    Raises:
        DateError: ``published`` is no date.
    """
    day_of_issue = published if isinstance(published, UncertainDate) else parse_edtf(published)
    if len(phrase) > LONGEST_PHRASE:
        return None
    words = plain_words(phrase).strip(" ,;")
    if words.endswith(".") and not words.endswith(".."):
        words = words[:-1]
    bare = words[_leading_words(words) :]
    absolute = _absolute(bare)
    if absolute is not None:
        return absolute
    if words in _OTHER_WORDS:
        return None
    reading = _relative(bare.casefold(), upcoming=upcoming)
    return None if reading is None else _on_every_day(reading, day_of_issue)


def _leading_words(words: str) -> int:
    match = _PREPOSITIONS.match(words)
    return 0 if match is None else match.end()


def _absolute(words: str) -> UncertainDate | None:
    """Read a date that names its year."""
    match = _WEEKDAY_AND_DATE.fullmatch(words.casefold())
    weekday = None if match is None else _WEEKDAYS.get(match["weekday"])
    if match is not None and weekday is not None:
        known = _absolute(match["rest"])
        return None if known is None else _that_falls_on(known, weekday)
    try:
        known = read_written_date(words)
    except DateError:
        return read_other_calendar(words)
    only_numbers = not any(character.isalpha() for character in words)
    first_known_day = known.earliest or known.latest
    if only_numbers and (first_known_day is None or first_known_day < _FIRST_NUMERIC_DAY):
        return None
    return known


def _that_falls_on(known: UncertainDate, weekday: int) -> UncertainDate | None:
    """Return the one day of a date that is that weekday.

    A Hijri day is a set of three days, and its weekday tells which of them is meant.
    """
    if known.earliest is None or known.latest is None or known.is_qualified:
        return None
    earliest, latest = date.fromisoformat(known.earliest), date.fromisoformat(known.latest)
    if (latest - earliest).days > 2:
        return None
    days = (date.fromordinal(n) for n in range(earliest.toordinal(), latest.toordinal() + 1))
    found = next((day for day in days if day.weekday() == weekday), None)
    if found is None or known.is_point_known_to_day:
        return None if found is None else known
    return parse_edtf(found.isoformat())


def _relative(folded: str, *, upcoming: bool) -> _Reading | None:
    if folded in _DAY_SHIFTS:
        first, last = _DAY_SHIFTS[folded]
        return lambda issue: [_day(issue + timedelta(days=n)) for n in range(first, last + 1)]
    match = _DAYS_AGO.fullmatch(folded)
    if match:
        return _days_ago(match["count"])
    match = _PERIOD.fullmatch(folded)
    if match:
        return _period(match["period"], _PERIOD_SHIFTS[match["which"]])
    return (
        _weekday(folded, upcoming=upcoming)
        or _month(folded, upcoming=upcoming)
        or _weekday_and_day(folded, upcoming=upcoming)
        or _day_of_month(folded, upcoming=upcoming)
    )


def _days_ago(count: str) -> _Reading | None:
    days = int(count) if count.isdecimal() else _NUMBER_WORDS.get(count)
    if days is None:
        return None
    return lambda issue: [_day(issue - timedelta(days=days))]


def _weekday(words: str, *, upcoming: bool) -> _Reading | None:
    match = _WEEKDAY.fullmatch(words)
    number = None if match is None else _WEEKDAYS.get(match["day"])
    if match is None or number is None:
        return None
    if match["which"] is None:
        return lambda issue: [_day(_nearest(issue, number, upcoming=upcoming))]
    weeks = _PERIOD_SHIFTS[match["which"]]

    def readings(issue: date) -> list[Moment | Stretch]:
        days = {_week_start(issue, start, weeks) for start in _WEEK_STARTS}
        days = {_nearest(first, number, upcoming=True) for first in days}
        if weeks == 0:
            days.add(_nearest(issue, number, upcoming=True))
        else:
            days.add(_nearest(issue + timedelta(days=weeks), number, upcoming=weeks > 0))
        return [_day(day) for day in days]

    return readings


def _nearest(issue: date, weekday: int, *, upcoming: bool) -> date:
    if upcoming:
        return issue + timedelta(days=(weekday - issue.weekday()) % 7)
    return issue - timedelta(days=(issue.weekday() - weekday) % 7)


def _week_start(issue: date, first_weekday: int, weeks: int) -> date:
    return _nearest(issue, first_weekday, upcoming=False) + timedelta(weeks=weeks)


def _month(words: str, *, upcoming: bool) -> _Reading | None:
    match = _MONTH.fullmatch(words)
    number = None if match is None else month_number(match["month"])
    if match is None or number is None:
        return None
    which = match["which"]

    def readings(issue: date) -> list[Moment | Stretch]:
        past = issue.year if number <= issue.month else issue.year - 1
        coming = issue.year if number >= issue.month else issue.year + 1
        years = {coming if upcoming else past}
        if which == "this":
            years = {issue.year}
        elif which == "last":
            years = {past - 1 if past == issue.year and number == issue.month else past}
            years.add(issue.year - 1)
        elif which == "next":
            years = {coming + 1 if number == issue.month else coming, issue.year + 1}
        return [_month_of(year, number) for year in years]

    return readings


def _weekday_and_day(words: str, *, upcoming: bool) -> _Reading | None:
    match = _WEEKDAY_AND_DATE.fullmatch(words)
    weekday = None if match is None else _WEEKDAYS.get(match["weekday"])
    inner = None if match is None else _day_of_month(match["rest"], upcoming=upcoming)
    if weekday is None or inner is None:
        return None

    def readings(issue: date) -> list[Moment | Stretch]:
        return [
            member
            for member in inner(issue)
            if date.fromordinal(member.span[0]).weekday() == weekday
        ]

    return readings


def _day_of_month(words: str, *, upcoming: bool) -> _Reading | None:
    for pattern in _DAY_OF_MONTH:
        match = pattern.fullmatch(words)
        number = None if match is None else month_number(match["month"])
        if match is not None and number is not None:
            return _nearest_day_of_month(number, int(match["day"]), upcoming=upcoming)
    return None


def _nearest_day_of_month(month: int, day: int, *, upcoming: bool) -> _Reading:
    def readings(issue: date) -> list[Moment | Stretch]:
        # Eight years on either side always hold a 29 February.
        for years in range(9):
            try:
                found = date(issue.year + (years if upcoming else -years), month, day)
            except ValueError:
                continue
            if (found >= issue) if upcoming else (found <= issue):
                return [_day(found)]
        return []

    return readings


def _period(period: str, shift: int) -> _Reading:
    def readings(issue: date) -> list[Moment | Stretch]:
        if period == "year":
            return [_year_of(issue.year + shift)]
        if period == "month":
            months = issue.year * 12 + issue.month - 1 + shift
            return [_month_of(months // 12, months % 12 + 1)]
        starts = [_week_start(issue, start, shift) for start in _WEEK_STARTS]
        return [Stretch(_day(min(starts)), _day(max(starts) + timedelta(days=6)))]

    return readings


def _on_every_day(reading: _Reading, published: UncertainDate) -> UncertainDate | None:
    """Return what the words mean on each day the publication can have been."""
    days = _days_of_issue(published)
    members: set[Moment | Stretch] = set()
    for day in days:
        try:
            found = reading(day)
        except (OverflowError, ValueError):  # the calendar of datetime ends before or after it
            return None
        members.update(found)
    if not members:
        return None
    return _gathered(members, published.flag)


def _days_of_issue(published: UncertainDate) -> list[date]:
    days: list[date] = []
    for first, last in possible_days(published):
        if first is None or last is None:
            return []
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        if len(days) + (end - start).days >= MOST_PUBLICATION_DAYS:
            return []
        days += [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return days


def _gathered(members: set[Moment | Stretch], flag: Flag) -> UncertainDate:
    """Return one date, or one set that holds all members, each carrying the flag."""
    ordered = sorted(members, key=lambda member: (member.span, member.edtf))
    days = [member for member in ordered if isinstance(member, Moment)]
    if len(days) != len(ordered) or len(days) > MOST_MEMBERS or (len(days) > 2 and _unbroken(days)):
        first = min(member.span[0] for member in ordered)
        last = max(member.span[1] for member in ordered)
        if len(days) == len(ordered):
            ends = (days[0], days[-1])
        else:
            ends = (_day(date.fromordinal(first)), _day(date.fromordinal(last)))
        stretch = Stretch(_qualified(ends[0], flag), _qualified(ends[1], flag))
        return from_form(OneOf((stretch,)))
    moments = tuple(_qualified(day, flag) for day in days)
    form: Form = moments[0] if len(moments) == 1 else OneOf(moments)
    return from_form(form)


def _unbroken(moments: list[Moment]) -> bool:
    return all(earlier.span[1] + 1 == later.span[0] for earlier, later in pairwise(moments))


def _qualified(moment: Moment, flag: Flag) -> Moment:
    return Moment(moment.year, moment.month, moment.day, flag=flag)


def _day(day: date) -> Moment:
    return Moment(f"{day.year:04}", f"{day.month:02}", f"{day.day:02}")


def _month_of(year: int, month: int) -> Moment:
    return Moment(_year_text(year), f"{month:02}")


def _year_of(year: int) -> Moment:
    return Moment(_year_text(year))


def _year_text(year: int) -> str:
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    return f"{year:04}"
