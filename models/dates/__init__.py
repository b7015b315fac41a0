"""Uncertain dates: read, shown, searched, and read from a text's own words.

What a name stands for is brought in when it is first asked for: a table that shows dates needs
nothing of what reads calendars and sentences.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
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

_HOMES: Final = {
    "calendars": ("hijri_date", "read_other_calendar", "solar_hijri_date"),
    "comparison": (
        "Match",
        "bounds_for",
        "matches_after",
        "matches_before",
        "matches_on",
        "possible_days",
    ),
    "display": ("display_date", "stored_date"),
    "forms": ("DateError", "Flag"),
    "human_input": ("read_written_date",),
    "relative": ("read_phrase",),
    "uncertain_date": ("UncertainDate", "parse_edtf"),
}
_HOME_OF: Final = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Bring in what `name` stands for; raises AttributeError when it stands for nothing."""
    home = _HOME_OF.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
    return found
