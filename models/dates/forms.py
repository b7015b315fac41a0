"""The shapes an uncertain date can have, and the days each of them allows.

Days are counted as in :meth:`datetime.date.toordinal`; ``BEFORE_ALL`` and ``AFTER_ALL`` stand
for "no bound". A *span* is a pair of day numbers, both inclusive.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

BEFORE_ALL = 0
AFTER_ALL = date.max.toordinal() + 1

Span: TypeAlias = tuple[int, int]

SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


class DateError(ValueError):
    """A date cannot be read; the message is a sentence for people."""


class Flag(StrEnum):
    """How a source qualifies a date (EDTF Level 1); the value is the sign it is written with."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"

    def joined(self, other: Flag) -> Flag:
        """Return the flag that says what both say."""
        if self is Flag.NONE or self is other:
            return other
        return self if other is Flag.NONE else Flag.BOTH


class Ending(StrEnum):
    """An end of an interval that is not a date; the value is how EDTF writes it."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One date as precise as its source: a day (with a time perhaps), month, season, year, …

    ``year`` keeps its four characters, so that ``202X`` is a decade and ``20XX`` a century.
    ``month`` and ``day`` are two characters (``XX`` when given as unspecified) or empty.
    ``time`` is ``hh:mm`` or ``hh:mm:ss``; ``zone`` is ``Z``, ``±hh:mm`` or empty (local time).
    """

    year: str
    month: str = ""
    day: str = ""
    time: str = ""
    zone: str = ""
    flag: Flag = Flag.NONE

    @property
    def edtf(self) -> str:
        """The canonical EDTF text."""
        days = "-".join(part for part in (self.year, self.month, self.day) if part)
        clock = f"T{self.time}{self.zone}" if self.time else ""
        return f"{days}{clock}{self.flag}"

    @property
    def season(self) -> int | None:
        """21 to 24, or None when this is not a season."""
        return int(self.month) if self.month.isdecimal() and int(self.month) > 12 else None

    @property
    def has_day(self) -> bool:
        """Whether the source gives the day itself."""
        return self.day.isdecimal()

    @property
    def span(self) -> Span:
        """The first and the last day this date allows.

        EDTF's seasons 21–24 are "independent of location" (ISO 8601-2:2019, 4.8), so their
        bounds hold for both hemispheres and for meteorological and astronomical seasons:
        a winter can be June to September, or begin in the December before, or end in the
        March after.
        """
        first_year = max(int(self.year.replace("X", "0")), 1)
        last_year = int(self.year.replace("X", "9"))
        if self.season is not None:
            return _season_span(self.season, first_year)
        if not self.month.isdecimal():
            return date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
        month = int(self.month)
        if self.has_day:
            only = date(first_year, month, int(self.day)).toordinal()
            return only, only
        first = date(first_year, month, 1).toordinal()
        return first, first + monthrange(first_year, month)[1] - 1


def _season_span(season: int, year: int) -> Span:
    if season in {21, 23}:  # spring and autumn stay inside their year in both hemispheres
        return date(year, 3, 1).toordinal(), date(year, 12, 22).toordinal()
    first = date(year - 1, 12, 1).toordinal() if year > 1 else 1
    last = date(year + 1, 3, 21).toordinal() if year < date.max.year else AFTER_ALL - 1
    return first, last


@dataclass(frozen=True, slots=True)
class Lasting:
    """An interval: what is dated went on from ``start`` to ``end``."""

    start: Moment | Ending
    end: Moment | Ending

    @property
    def edtf(self) -> str:
        """The canonical EDTF text."""
        return f"{_text(self.start)}/{_text(self.end)}"

    @property
    def flag(self) -> Flag:
        """What both ends are qualified with, taken together."""
        return _flag(self.start).joined(_flag(self.end))

    @property
    def start_span(self) -> Span:
        """The days on which it may have begun."""
        return _span(self.start)

    @property
    def end_span(self) -> Span:
        """The days on which it may have ended."""
        return _span(self.end)

    @property
    def span(self) -> Span:
        """The first and the last day it may have touched."""
        return self.start_span[0], self.end_span[1]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A member of a one-of set: some day from ``first`` to ``last``; None is no bound."""

    first: Moment | None
    last: Moment | None

    @property
    def edtf(self) -> str:
        """The canonical EDTF text, as inside the brackets."""
        first = "" if self.first is None else self.first.edtf
        return f"{first}..{'' if self.last is None else self.last.edtf}"

    @property
    def flag(self) -> Flag:
        """What both ends are qualified with, taken together."""
        return _flag(self.first).joined(_flag(self.last))

    @property
    def span(self) -> Span:
        """The first and the last day it allows."""
        return _span(self.first)[0], _span(self.last)[1]


@dataclass(frozen=True, slots=True)
class OneOf:
    """A one-of set: one day, and it is in one of the members."""

    members: tuple[Moment | Stretch, ...]

    @property
    def edtf(self) -> str:
        """The canonical EDTF text."""
        return f"[{','.join(member.edtf for member in self.members)}]"

    @property
    def flag(self) -> Flag:
        """What the members are qualified with, taken together."""
        flag = Flag.NONE
        for member in self.members:
            flag = flag.joined(member.flag)
        return flag

    @property
    def span(self) -> Span:
        """The first and the last day any member allows."""
        spans = [member.span for member in self.members]
        return min(span[0] for span in spans), max(span[1] for span in spans)


Form: TypeAlias = Moment | Lasting | OneOf


def _span(end: Moment | Ending | None) -> Span:
    return end.span if isinstance(end, Moment) else (BEFORE_ALL, AFTER_ALL)


def _flag(end: Moment | Ending | None) -> Flag:
    return end.flag if isinstance(end, Moment) else Flag.NONE


def _text(end: Moment | Ending) -> str:
    return end.edtf if isinstance(end, Moment) else end.value


def day_text(day: int) -> str | None:
    """Return ``YYYY-MM-DD`` for a day number, None where it stands for "no bound"."""
    return None if day <= BEFORE_ALL or day >= AFTER_ALL else date.fromordinal(day).isoformat()
