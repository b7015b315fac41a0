"""English words for a date, never firmer than the date itself."""

from __future__ import annotations

from typing import Final

from models.dates.forms import (
    SEASON_NAMES,
    DateError,
    Ending,
    Flag,
    Lasting,
    Moment,
    OneOf,
    Stretch,
)
from models.dates.uncertain_date import MONTH_NAMES, UncertainDate, parse_edtf

_LONG: Final = {
    Flag.NONE: "{date}",
    Flag.APPROXIMATE: "about {date}",
    Flag.UNCERTAIN: "perhaps {date}",
    Flag.BOTH: "perhaps about {date}",
}
_SHORT: Final = {
    Flag.NONE: "{date}",
    Flag.APPROXIMATE: "c. {date}",
    Flag.UNCERTAIN: "{date}?",
    Flag.BOTH: "c. {date}?",
}


def display_date(edtf: str | UncertainDate, *, short: bool = False) -> str:
    """Return the date in English, in full for reading or ``short`` for a table cell.

    A day is named only where the date gives one; unspecified digits become a decade, a span of
    years, or are left out. An interval (it lasted) has a dash, a one-of set (one day in it)
    has "or", "between" or "or earlier".

    Raises:
        DateError: the text is not EDTF of the subset.
    """
    form = (edtf if isinstance(edtf, UncertainDate) else parse_edtf(edtf)).form
    if isinstance(form, Moment):
        return _moment(form, short=short)
    if isinstance(form, Lasting):
        return _lasting(form, short=short)
    return _one_of(form, short=short)


def stored_date(edtf: str, *, short: bool = False) -> str:
    """Return a date from a file in English; what is no date, as it stands.

    Only a damaged file holds such a thing, and its other rows are still to be read.
    """
    try:
        return display_date(edtf, short=short)
    except DateError:
        return edtf


def _moment(moment: Moment, *, short: bool) -> str:
    words = _day(moment, short=short)
    if moment.time:
        words = f"{words}, {_clock(moment)}"
    return (_SHORT if short else _LONG)[moment.flag].format(date=words)


def _day(moment: Moment, *, short: bool) -> str:
    year = _year(moment.year)
    if moment.season is not None:
        return f"{SEASON_NAMES[moment.season]} {year}"
    if not moment.month.isdecimal():
        return year
    name = _month(moment, short=short)
    return f"{int(moment.day)} {name} {year}" if moment.has_day else f"{name} {year}"


def _month(moment: Moment, *, short: bool) -> str:
    name = MONTH_NAMES[int(moment.month) - 1]
    return name[:3] if short else name


def _year(year: str) -> str:
    if year.isdecimal():
        # "5" or "987" alone would read as a number or a day.
        return str(int(year)) if int(year) >= 1000 else f"AD {int(year)}"
    first, last = max(int(year.replace("X", "0")), 1), int(year.replace("X", "9"))
    # "2000s" can mean ten years or a hundred, so both are spelled out.
    if year.count("X") == 1 and first >= 1000 and first % 100 != 0:
        return f"{first}s"
    return f"between {first} and {last}"


def _clock(moment: Moment) -> str:
    if not moment.zone:
        return moment.time
    zone = "UTC" if moment.zone == "Z" else f"UTC{moment.zone.replace('-', '−')}"
    return f"{moment.time} {zone}"


def _lasting(lasting: Lasting, *, short: bool) -> str:
    start, end = lasting.start, lasting.end
    if isinstance(start, Moment) and isinstance(end, Moment):
        return _from_to(start, end, short=short)
    if isinstance(start, Moment):
        words = _moment(start, short=short)
        if end is Ending.OPEN:
            return f"since {words}"
        return f"{words} – ?" if short else f"from {words}, end unknown"
    assert isinstance(end, Moment)  # the parser refuses an interval without any date
    words = _moment(end, short=short)
    if start is Ending.OPEN:
        return f"until {words}"
    return f"? – {words}" if short else f"until {words}, beginning unknown"


def _from_to(start: Moment, end: Moment, *, short: bool) -> str:
    plain = start.flag is Flag.NONE and end.flag is Flag.NONE
    if plain and start.has_day and end.has_day:
        same_day = start.span == end.span
        if same_day and start.time and end.time and start.zone == end.zone:
            last = _clock(end)
            return f"{_day(start, short=short)}, {start.time} – {last}"
        if not start.time and not end.time:
            if same_day:
                return _day(start, short=short)
            if (start.year, start.month) == (end.year, end.month):
                return f"{int(start.day)} – {_day(end, short=short)}"
    return f"{_moment(start, short=short)} – {_moment(end, short=short)}"


def _one_of(one_of: OneOf, *, short: bool) -> str:
    pieces = [
        _moment(member, short=short)
        if isinstance(member, Moment)
        else _stretch(member, short=short)
        for member in one_of.members
    ]
    if len(pieces) == 1:
        return pieces[0]
    # With "2021 or later" among them, a bare "or" would join the wrong words.
    has_stretch = any(isinstance(member, Stretch) for member in one_of.members)
    joint = ", or " if has_stretch else " or "
    return f"{', '.join(pieces[:-1])}{joint}{pieces[-1]}"


def _stretch(stretch: Stretch, *, short: bool) -> str:
    first = None if stretch.first is None else _moment(stretch.first, short=short)
    last = None if stretch.last is None else _moment(stretch.last, short=short)
    if first is not None and last is not None:
        return f"between {first} and {last}"
    if first is not None:
        return f"≥ {first}" if short else f"{first} or later"
    return f"≤ {last}" if short else f"{last} or earlier"
