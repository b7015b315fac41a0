"""Which states each record is about and which sources it rests on, by id: soon counted."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from models.queries.columns import Counts, counted_codes, empty_codes
from models.reference.database import ReferenceDatabase
from models.search.shelf import STRIDE, AbandonedError, Mask, mask_of, never

__all__ = ["INVOLVED", "LAYERS", "Ties", "read_ties"]

INVOLVED: Final = {
    "country": """
SELECT record_id FROM organization WHERE type = 'state'
UNION SELECT country_id FROM organization WHERE country_id IS NOT NULL
UNION SELECT country_id FROM official WHERE country_id IS NOT NULL
""",
    "source": "SELECT record_id FROM source",
}
"""Whom a record can be tied to so, as a list that is short."""

TIES_QUERY: Final = "SELECT record_id FROM involvement WHERE involved_id = ? AND manner = ?"

LAYERS: Final = {"country": 3, "source": 1}
"""So many ties of each record are found by its id, with one or two bytes for each; those beyond are
gone through one by one. Most records have no more."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """The ties of one manner."""

    involved: array[int]
    """Ids by code; the code 0 means nobody."""
    layers: Sequence[array[int]]
    beyond: Sequence[tuple[int, array[int]]]
    """Codes, each with the records that have them beside those of the layers."""


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of all records; of those in the trash, too."""

    manners: dict[str, _Manner]

    def count(self, ids: array[int], cancelled: Callable[[], bool] = never) -> Counts:
        """Return how many of `ids` are tied to whom, by manner.

        Raises:
            AbandonedError: `cancelled` said so.
        """
        mask = mask_of(ids, cancelled) if ids else b""
        counts: Counts = {}
        for manner, ties in self.manners.items():
            coded: Counter[int] = Counter()
            for layer in ties.layers:
                coded.update(counted_codes(layer, ids, cancelled))
            for code, records in ties.beyond:
                coded[code] += _met(records, mask, cancelled)
            counts[manner] = {ties.involved[code]: n for code, n in coded.items() if code and n}
        return counts


def _met(records: array[int], mask: Mask, cancelled: Callable[[], bool]) -> int:
    """Return how many of `records`, which ascend, are in `mask`."""
    found = 0
    for first in range(0, len(records), STRIDE):
        if cancelled():
            raise AbandonedError
        stride = records[first : first + STRIDE]
        if stride[-1] >= len(mask):
            stride = array("q", [each for each in stride if each < len(mask)])
        # No record has the id 0: it makes sure of a tuple, and counts for nothing.
        found += sum(itemgetter(*stride, 0, 0)(mask)) if mask else 0
    return found


def read_ties(database: ReferenceDatabase, cancelled: Callable[[], bool]) -> Ties:
    """Return the ties of all records.

    Raises:
        AbandonedError: `cancelled` said so.
    """
    return Ties({manner: _read(database, manner, cancelled) for manner in INVOLVED})


def _read(database: ReferenceDatabase, manner: str, cancelled: Callable[[], bool]) -> _Manner:
    involved = database.column(INVOLVED[manner])
    involved.insert(0, 0)
    layers = [empty_codes(database, len(involved)) for _ in range(LAYERS[manner])]
    beyond = []
    for code, one in enumerate(involved[1:], 1):
        records = database.column(TIES_QUERY, (one, manner))
        for layer in layers:
            records = _filled(layer, records, code, cancelled)
        if records:
            beyond.append((code, records))
    return _Manner(involved, layers, beyond)


def _filled(
    layer: array[int], records: array[int], code: int, cancelled: Callable[[], bool]
) -> array[int]:
    """Give `records` the `code` in a layer, and return those that have another there."""
    known, rest = len(layer), array(records.typecode)
    for first in range(0, len(records), STRIDE):
        if cancelled():
            raise AbandonedError
        stride = records[first : first + STRIDE]
        if stride[-1] >= known:
            # They ascend, and these were made since.
            stride = stride[: bisect_left(stride, known)]
        others = []
        for record in stride:
            if layer[record]:
                others.append(record)
            else:
                layer[record] = code
        rest.extend(others)
    return rest
