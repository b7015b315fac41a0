"""Which records each value of a facet with many values has, so that any answer is counted soon."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final, TypeAlias

from models.reference.database import ReferenceDatabase
from models.search.shelf import STRIDE, AbandonedError, Mask, never

__all__ = ["POSTED", "Posting", "postings"]


@dataclass(frozen=True, slots=True)
class Posting:
    """A value of a facet (a word, or the id of a record) and the ids of those that have it."""

    value: Any
    ids: array[int]
    longest: int
    """One more than the largest id."""

    def count(self, mask: Mask, cancelled: Callable[[], bool] = never) -> int:
        """Return how many of them are in `mask`, which is at least as long as the largest needs.

        Raises:
            AbandonedError: `cancelled` said so.
        """
        found = 0
        for first in range(0, len(self.ids), STRIDE):
            if cancelled():
                raise AbandonedError
            # No record has the id 0: it makes sure of a tuple, and counts for nothing.
            found += sum(itemgetter(*self.ids[first : first + STRIDE], 0)(mask))
        return found


STATES_QUERY = """
SELECT record_id FROM organization WHERE type = 'state'
UNION SELECT country_id FROM organization WHERE country_id IS NOT NULL
UNION SELECT country_id FROM official WHERE country_id IS NOT NULL
"""
TIES_QUERY = "SELECT record_id FROM involvement WHERE involved_id = ? AND manner = ?"

TAGGED_QUERY = "SELECT record_id FROM tagging WHERE tag_id = ?"


def postings(
    database: ReferenceDatabase, name: str, cancelled: Callable[[], bool] = never
) -> tuple[Posting, ...]:
    """Return the postings of the facet `name`; records in the trash may be among their ids.

    Raises:
        AbandonedError: `cancelled` said so.
    """
    found = []
    for value, ids in POSTED[name](database):
        if cancelled():
            raise AbandonedError
        if ids:
            found.append(Posting(value, array("I", ids), max(ids) + 1))
    return tuple(found)


_Lists: TypeAlias = "Iterator[tuple[Any, array[int]]]"


def _tied(members: str, manner: str) -> Callable[[ReferenceDatabase], _Lists]:
    def lists(database: ReferenceDatabase) -> _Lists:
        for (record_id,) in database.rows(members):
            yield record_id, database.column(TIES_QUERY, (record_id, manner))

    return lists


def _tags(database: ReferenceDatabase) -> _Lists:
    for tag_id, text in database.rows("SELECT id, text FROM tag"):
        yield text, database.column(TAGGED_QUERY, (tag_id,))


POSTED: Final = {
    "country": _tied(STATES_QUERY, "country"),
    "source": _tied("SELECT record_id FROM source", "source"),
    "tag": _tags,
}
"""By the key of the facet, how its postings are listed."""
