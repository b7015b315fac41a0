"""Which post somebody held on a given day: held, not held, or not known for that day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.records.values import Value


class Held(StrEnum):
    """What the tenures let us say of one post on one day."""

    YES = "held"
    NO = "not held"
    UNKNOWN = "not known for that day"


@dataclass(frozen=True, slots=True)
class PostOnDay:
    """The answer for one post; `nearest` is the nearest day it is attested (ISO), if unknown."""

    held: Held
    nearest: str | None = None


def post_on(start: Value | None, end: Value | None, day: Value | None) -> PostOnDay:
    """Say whether a tenure from `start` to `end` covers `day`, by strict bounds alone.

    A post seen on one day says nothing firm about another: it is attested from the latest
    possible start to the earliest possible end, and for that one day where only one is known.
    """
    starts = (start.earliest, start.latest) if start else (None, None)
    ends = (end.earliest, end.latest) if end else (None, None)
    attested_from = starts[1] or ends[0]
    attested_to = ends[0] or starts[1]
    if day is None or day.earliest is None or day.latest is None:
        return PostOnDay(Held.UNKNOWN, attested_from)
    if starts[0] is not None and day.latest < starts[0]:
        return PostOnDay(Held.NO)
    if ends[1] is not None and day.earliest > ends[1]:
        return PostOnDay(Held.NO)
    if attested_from is None or attested_to is None:
        return PostOnDay(Held.UNKNOWN)
    if attested_from <= day.earliest and day.latest <= attested_to:
        return PostOnDay(Held.YES)
    return PostOnDay(Held.UNKNOWN, attested_from if day.latest < attested_from else attested_to)
