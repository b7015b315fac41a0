"""What is remembered of the table from one start to the next."""

from collections.abc import Sequence

from desktop.state.settings import Settings

__all__ = ["remember_order", "remembered_order"]

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
