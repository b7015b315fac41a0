"""Dates of a query, compared with every day a record may mean."""

from __future__ import annotations

from models.dates import DateError, bounds_for
from models.search.condition import Condition, UnreadableTermError, listed


def _bounds(value: str) -> tuple[str | None, str | None]:
    try:
        return bounds_for(value)
    except DateError as error:
        raise UnreadableTermError(str(error)) from error


def _dated(index: str, *conditions: str) -> str:
    """Return the query for the dated records that meet any of `conditions`, along one index.

    Each is asked by itself: an OR would make SQLite walk the whole table.
    """
    return " UNION ALL ".join(
        f"SELECT id FROM record AS dated INDEXED BY {index} WHERE dated.trashed IS NULL "
        f"AND dated.owner_id IS NULL AND dated.when_edtf IS NOT NULL AND {condition}"
        for condition in conditions
    )


BEGUN_OR_LASTING = " UNION ALL ".join(
    (
        _dated("record_by_when", "dated.when_min >= ? AND dated.when_min <= ?"),
        # What began before and lasts until then is a month, a year, an open date: few.
        _dated(
            "record_over_days",
            "dated.when_min IS NOT dated.when_max AND (dated.when_max >= ? "
            "OR dated.when_max IS NULL) AND (dated.when_min < ? OR dated.when_min IS NULL)",
        ),
    )
)


def after(value: str, across_scripts: bool) -> Condition:
    """Return the condition that a record may be dated on the first day of `value`, or later.

    Raises:
        UnreadableTermError: it is no date.
    """
    del across_scripts
    first, _ = _bounds(value)
    parameters = (first or "0001-01-01",)
    return listed(
        _dated("record_by_latest", "dated.when_max >= ?", "dated.when_max IS NULL"),
        parameters,
        probe=Condition(
            "record.when_edtf IS NOT NULL AND (record.when_max >= ? OR record.when_max IS NULL)",
            parameters,
        ),
        days=(parameters[0], "9999-12-31"),
    )


def before(value: str, across_scripts: bool) -> Condition:
    """Return the condition that a record may be dated before the first day of `value`.

    Raises:
        UnreadableTermError: it is no date.
    """
    del across_scripts
    first, _ = _bounds(value)
    parameters = (first or "0001-01-01",)
    return listed(
        _dated("record_by_when", "dated.when_min < ?", "dated.when_min IS NULL"),
        parameters,
        probe=Condition(
            "record.when_edtf IS NOT NULL AND (record.when_min < ? OR record.when_min IS NULL)",
            parameters,
        ),
        days=("0001-01-01", parameters[0]),
    )


def on(value: str, across_scripts: bool) -> Condition:
    """Return the condition that a record may be dated on a day of `value`.

    Raises:
        UnreadableTermError: it is no date.
    """
    del across_scripts
    first, last = _bounds(value)
    first, last = first or "0001-01-01", last or "9999-12-31"
    return listed(
        BEGUN_OR_LASTING,
        (first, last, first, first),
        probe=Condition(
            "record.when_edtf IS NOT NULL AND (record.when_max >= ? OR record.when_max IS NULL) "
            "AND (record.when_min <= ? OR record.when_min IS NULL)",
            (first, last),
        ),
        days=(first, last),
    )
