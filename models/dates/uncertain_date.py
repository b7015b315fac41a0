"""Dates as firm as their source gives them, written in EDTF.

The subset is EDTF Level 1 of ISO 8601-2:2019 (https://www.loc.gov/standards/datetime/) plus
the one-of sets of Level 2, within the years 0001 to 9999, so that bounds sort as text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from models.dates.forms import (
    DateError,
    Ending,
    Flag,
    Form,
    Lasting,
    Moment,
    OneOf,
    Stretch,
    day_text,
)

LONGEST_TEXT: Final = 400

MONTH_NAMES: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MOMENT = re.compile(
    r"(?P<year>[0-9X]{4})"
    r"(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2})"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?P<zone>Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?)?)?"
    r"(?P<flag>[?~%]?)"
)
_YEAR = re.compile(r"[0-9]{4}|[0-9]{3}X|[0-9]{2}XX")
_LONG_YEAR = re.compile(r"Y?-?[0-9]{5,}(?:[-E].*)?|Y-?[0-9]+.*|-[0-9]{4,}.*")
_TWO_DIGITS = re.compile(r"[0-9]{2}")
_PARTLY_QUALIFIED = re.compile(r"[?~%][0-9X-]")


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date that says no more than its source.

    ``edtf`` is canonical: two texts that mean the same in the subset's grammar (order of a
    set's members, ``+00:00`` for ``Z``) give equal dates. ``earliest`` and ``latest`` are strict
    bounds, ``YYYY-MM-DD`` of the local calendar, both inclusive; None is open or unknown.
    ``flag`` is what the source qualifies it with; it never widens the bounds, and a search says
    "may match". ``form`` is the parsed shape: one moment, an interval (the event *lasted*), or
    a one-of set (*one* day in it). Made by :func:`parse_edtf`.
    """

    edtf: str
    earliest: str | None
    latest: str | None
    flag: Flag
    form: Form = field(compare=False, repr=False)

    @property
    def is_qualified(self) -> bool:
        """Whether the source calls it approximate or uncertain."""
        return self.flag is not Flag.NONE

    @property
    def is_point_known_to_day(self) -> bool:
        """Whether exactly one calendar day fits and the source does not qualify it."""
        return self.earliest is not None and self.earliest == self.latest and not self.is_qualified


@lru_cache(maxsize=16384)
def parse_edtf(text: str) -> UncertainDate:
    """Read one EDTF text of the subset; the same few thousand dates are read again and again.

    Raises:
        DateError: it is no such text, or no such day exists; the message is a plain sentence.
    """
    stripped = text.strip()
    if not stripped:
        raise DateError("The date is empty.")
    if len(stripped) > LONGEST_TEXT:
        raise DateError(f"A date cannot be longer than {LONGEST_TEXT} characters.")
    return from_form(_read_form(stripped))


def from_form(form: Form) -> UncertainDate:
    """Return the date of a shape whose parts are already known to be valid."""
    first, last = form.span
    return UncertainDate(form.edtf, day_text(first), day_text(last), form.flag, form)


def _read_form(text: str) -> Form:
    if text.startswith("{"):
        raise DateError(
            "A set in braces means all of its dates; write one date, an interval, or a one-of "
            "set in square brackets."
        )
    if text.startswith("["):
        return _read_one_of(text)
    if "/" in text:
        return _read_lasting(text)
    return _read_moment(text)


def _read_lasting(text: str) -> Lasting:
    parts = text.split("/")
    if len(parts) != 2:
        raise DateError(f"“{shown(text)}” has more than one slash; an interval has two ends.")
    start, end = (_read_end(part.strip()) for part in parts)
    if not isinstance(start, Moment) and not isinstance(end, Moment):
        raise DateError("An interval needs a date on at least one of its ends.")
    form = Lasting(start, end)
    if form.span[0] > form.span[1] or _clock_runs_back(start, end):
        raise DateError("The interval ends before it begins.")
    return form


def _read_end(text: str) -> Moment | Ending:
    if text in {Ending.OPEN, Ending.UNKNOWN}:
        return Ending(text)
    return _read_moment(text)


def _clock_runs_back(start: Moment | Ending, end: Moment | Ending) -> bool:
    """Tell whether both ends are on one day, in one zone, and the clock goes backwards."""
    if not isinstance(start, Moment) or not isinstance(end, Moment):
        return False
    same_clock = start.span == end.span and start.zone == end.zone
    return bool(same_clock and start.time and end.time and start.time > end.time)


def _read_one_of(text: str) -> Form:
    if not text.endswith("]"):
        raise DateError("The one-of set has no closing bracket.")
    members = {_read_member(part.strip()) for part in text[1:-1].split(",")}
    ordered = sorted(members, key=lambda member: (member.span, member.edtf))
    only = ordered[0]
    if len(ordered) == 1 and isinstance(only, Moment):
        return only
    return OneOf(tuple(ordered))


def _read_member(text: str) -> Moment | Stretch:
    if not text:
        raise DateError("The one-of set has an empty place between its commas or brackets.")
    first_text, dots, last_text = text.partition("..")
    first = _read_set_moment(first_text) if first_text else None
    if not dots and first is not None:
        return first
    last = _read_set_moment(last_text) if last_text else None
    if first is None and last is None:
        raise DateError("A one-of set needs at least one date.")
    if first is not None and first == last:
        return first
    stretch = Stretch(first, last)
    if stretch.span[0] > stretch.span[1]:
        raise DateError(f"“{shown(text)}” ends before it begins.")
    return stretch


def _read_set_moment(text: str) -> Moment:
    moment = _read_moment(text.strip())
    if moment.time:
        raise DateError("A one-of set holds days, months and years, without times of day.")
    return moment


def _read_moment(text: str) -> Moment:
    if _LONG_YEAR.fullmatch(text):
        raise DateError("Only the years 0001 to 9999 can be used.")
    match = _MOMENT.fullmatch(text)
    if match is None:
        if _PARTLY_QUALIFIED.search(text):
            raise DateError("The signs ~ ? % can only stand at the end of a whole date.")
        raise DateError(f"“{shown(text)}” is not a date such as 2023, 2023-08 or 2023-08-02.")
    parts = match.groupdict(default="")
    year, month, day = parts["year"], parts["month"], parts["day"]
    _check_unspecified(text, year, month, day)
    flag = Flag(parts["flag"])
    if parts["time"] and flag is not Flag.NONE:
        raise DateError("A date with a time of day cannot be qualified with ~ ? or %.")
    _check_calendar(year, month, day)
    zone = _read_zone(parts["zone"])
    _check_time(parts["time"])
    if parts["time"] and not day.isdecimal():
        raise DateError("A time of day needs a known day.")
    return Moment(year, month, day, parts["time"], zone, flag)


def _check_unspecified(text: str, year: str, month: str, day: str) -> None:
    """Allow the unspecified digits of Level 1 only: from the right, whole months and days."""
    allowed = _YEAR.fullmatch(year) is not None
    allowed = allowed and (not month or (year.isdecimal() and _is_pair(month)))
    allowed = allowed and (not day or (_is_pair(day) and (month != "XX" or day == "XX")))
    if not allowed:
        raise DateError(
            f"“{shown(text)}” has an X where it cannot stand; write 202X, 20XX, 2023-XX, "
            "2023-XX-XX or 2023-03-XX."
        )


def _is_pair(text: str) -> bool:
    return text == "XX" or _TWO_DIGITS.fullmatch(text) is not None


def _check_calendar(year: str, month: str, day: str) -> None:
    if year == "0000":
        raise DateError("Only the years 0001 to 9999 can be used.")
    if not month.isdecimal():
        return
    number = int(month)
    if day and 21 <= number <= 24:
        raise DateError("A season has no days.")
    if not (1 <= number <= 12 or 21 <= number <= 24):
        raise DateError(f"{month} is not a month (01 to 12) or a season (21 to 24).")
    if day.isdecimal() and not 1 <= int(day) <= monthrange(int(year), number)[1]:
        name = MONTH_NAMES[number - 1]
        raise DateError(f"{int(day)} {name} {int(year)} is not a day of the calendar.")


def _check_time(time: str) -> None:
    if not time:
        return
    hour, *rest = (int(part) for part in time.split(":"))
    if hour > 23 or any(part > 59 for part in rest):
        raise DateError(f"{time} is not a time of day.")


def _read_zone(zone: str) -> str:
    """Return ``Z``, ``±hh:mm`` or nothing (ISO 8601-1:2019, 4.3.13 and 5.3.4)."""
    if zone in {"", "Z"}:
        return zone
    full = zone if ":" in zone else f"{zone}:00"
    hours, minutes = int(full[1:3]), int(full[4:6])
    # The widest offsets in use are -12:00 and +14:00; a larger one is a slip.
    if hours > 14 or minutes > 59 or full == "-00:00":
        raise DateError(f"{zone} is not a time zone offset.")
    return "Z" if full == "+00:00" else full


def shown(text: str) -> str:
    """Return a text short enough to stand in a sentence, without what does not print."""
    printable = "".join(character if character.isprintable() else "�" for character in text)
    return printable if len(printable) <= 40 else f"{printable[:39]}…"
