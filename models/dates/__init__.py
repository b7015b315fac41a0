"""Uncertain dates: read, shown, searched, and read from a text's own words."""

from models.dates.calendars import hijri_date, read_other_calendar, solar_hijri_date
from models.dates.comparison import (
    Match,
    bounds_for,
    matches_after,
    matches_before,
    matches_on,
    possible_days,
)
from models.dates.display import display_date, stored_date
from models.dates.forms import DateError, Flag
from models.dates.human_input import read_written_date
from models.dates.relative import read_phrase
from models.dates.uncertain_date import UncertainDate, parse_edtf

__all__ = [
    "DateError",
    "Flag",
    "Match",
    "UncertainDate",
    "bounds_for",
    "display_date",
    "hijri_date",
    "matches_after",
    "matches_before",
    "matches_on",
    "parse_edtf",
    "possible_days",
    "read_other_calendar",
    "read_phrase",
    "read_written_date",
    "solar_hijri_date",
    "stored_date",
]
