"""The dates of invented records, as the columns of a table have them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from models.dates import parse_edtf


@lru_cache(maxsize=100_000)
def _bounds(edtf: str) -> tuple[str | None, str | None]:
    date = parse_edtf(edtf)
    return date.earliest, date.latest


def date_field(prefix: str, edtf: str, printed: str | None = None) -> dict[str, str | None]:
    """Return the four columns of the date field `prefix`."""
    earliest, latest = _bounds(edtf)
    return {f"{prefix}_edtf": edtf, f"{prefix}_min": earliest, f"{prefix}_max": latest,
            f"{prefix}_printed": printed}  # fmt: skip


def record_date(edtf: str | None) -> dict[str, Any]:
    """Return the derived columns by which a record is sorted by date."""
    if edtf is None:
        return {}
    earliest, latest = _bounds(edtf)
    return {"when_edtf": edtf, "when_min": earliest, "when_max": latest}


def claimed_date(edtf: str, printed: str) -> tuple[str, dict[str, Any]]:
    """Return a claim's words and value."""
    earliest, latest = _bounds(edtf)
    return printed, {"value_edtf": edtf, "value_min": earliest, "value_max": latest}
