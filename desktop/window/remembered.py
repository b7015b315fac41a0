"""What is remembered of the table from one start to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from desktop.jobs.opening import First
from models.schema.vocabulary import ASKED_KINDS

if TYPE_CHECKING:
    from desktop.state.settings import Settings

__all__ = [
    "FIRST_ROWS",
    "remember_order",
    "remember_record",
    "remembered_first",
    "remembered_kinds",
    "remembered_order",
    "remembered_record",
]

FIRST_ROWS: Final = 60
"""More rows than a table shows at once."""

_ORDER = "table/order"
_DESCENDING = "-"


def remembered_order(settings: Settings) -> tuple[tuple[str, bool], ...]:
    """Return the keys the table was sorted by, each with whether it descended."""
    return tuple(
        (word.removeprefix(_DESCENDING), word.startswith(_DESCENDING))
        for word in settings.words(_ORDER)
    )


def remember_order(settings: Settings, keys: Sequence[tuple[str, bool]]) -> None:
    """Remember by which keys the table is sorted, the first first."""
    words = (f"{_DESCENDING if descending else ''}{key}" for key, descending in keys)
    settings.set_words(_ORDER, tuple(words))


def remembered_kinds(settings: Settings) -> tuple[str, ...]:
    """Return the kinds the table shows beyond the usual ones."""
    return tuple(kind for kind in ASKED_KINDS if settings.flag(f"table/show_{kind}s"))


def remembered_first(settings: Settings) -> First:
    """Return what the table is to show first of whatever is opened."""
    return First(remembered_order(settings), remembered_kinds(settings), FIRST_ROWS)


def remembered_record(settings: Settings, facts: Mapping[str, str]) -> int | None:
    """Return the record one was at in the reference of these facts, None where nobody knows."""
    return settings.number(_place(facts), 0) or None


def remember_record(settings: Settings, facts: Mapping[str, str], record: int) -> None:
    """Remember which record of a reference one is at."""
    settings.set_number(_place(facts), record)


def _place(facts: Mapping[str, str]) -> str:
    return f"reference-{facts.get('uid', '')}/record"
