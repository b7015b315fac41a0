"""Which commands are listed where there is nothing to show yet, by their ids in the table."""

from typing import Final

__all__ = ["WHEN_EMPTY"]

WHEN_EMPTY: Final[tuple[str, ...]] = ("import_record", "open")
"""In a reference that holds no record: what fills it first, or leads to another one."""
