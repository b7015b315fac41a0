"""The values documents state of themselves, brought into the form fields keep."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from models.text.reading_text import UnreadableTextError, reading_text

LONGEST: Final = 1000
_BLANKS: Final = re.compile(r"\s+")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""No part of a title: control characters, and the marks that turn the direction of a line."""
_ISO_DATE: Final = re.compile(
    r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?|(\d{2})(\d{2}))?(?:[T ].*)?\Z"
)
FIRST_YEAR: Final = 1700
"""A lower year is one of the Persian or Hijri calendar, whose reading a person decides."""


def one_line(value: Any) -> str:
    """Return a stated text as one line in NFC; "" where it is no text, or not for people."""
    if not isinstance(value, str):
        return ""
    try:
        words = reading_text(value[: LONGEST * 4]).text
    except UnreadableTextError:
        return ""
    return _BLANKS.sub(" ", _CONTROLS.sub("", words)).strip()[:LONGEST].rstrip()


def day_of(stated: str) -> str | None:
    """Return the day, month or year an ISO 8601 date or time names, as EDTF; None for any other.

    The day is that of the place the time was written in: a zone moves nothing.
    """
    found = _ISO_DATE.match(stated.strip())
    if found is None:
        return None
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    if int(year) < FIRST_YEAR:
        return None
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    parts = [year, *(part.zfill(2) for part in (month, day) if part)]
    return "-".join(parts)
