"""What each record has of facets with few values, by id, so that any answer is counted quickly."""

from __future__ import annotations

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final, Protocol, TypeAlias

from models.reference.database import ReferenceDatabase
from models.schema.creation import LIVE
from models.schema.vocabulary import (
    ASKED_KINDS,
    MEETING_FORMS,
    ROLES,
    TABLE_KINDS,
)
from models.search.conditions import condition_of
from models.search.grammar import Term
from models.search.shelf import STRIDE, AbandonedError, never

__all__ = [
    "EVIDENCE",
    "FORMS",
    "KINDS",
    "STATED",
    "YEARS_QUERY",
    "Column",
    "Counted",
    "Counts",
    "counted_codes",
    "empty_codes",
    "read_evidence",
    "read_forms",
    "read_roles",
    "read_status",
    "read_years",
]

KINDS: Final = "record"
"""The name of what is counted like a facet: the kinds of records, all of them."""

Counts: TypeAlias = dict[str, dict[Any, int]]
"""By the key of a facet, how many records have each of its values."""


class Counted(Protocol):
    """What was read of all records, so that any of them can be counted."""

    def count(self, ids: array[int], cancelled: Callable[[], bool] = never) -> Counts:
        """Return how many of `ids` have each value."""


Meaning: TypeAlias = tuple[tuple[str, Any], ...]
"""Some values of one or several facets: (key, value)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A code for each id from 0 on, and what the codes mean; 0 means nothing.

    A code takes one byte where
    there are few enough.
    """

    codes: array[int]
    meanings: Sequence[Meaning]

    def count(self, ids: array[int], cancelled: Callable[[], bool] = never) -> Counts:
        """Return how many of `ids` have each value.

        Raises:
            AbandonedError: `cancelled` said so.
        """
        counted: Counts = defaultdict(lambda: defaultdict(int))
        for code, number in counted_codes(self.codes, ids, cancelled).items():
            for key, value in self.meanings[code]:
                counted[key][value] += number
        return counted


def counted_codes(
    codes: array[int], ids: array[int], cancelled: Callable[[], bool]
) -> Counter[int]:
    """Return how many of `ids` have each code; those behind the end of `codes` have none.

    Raises:
        AbandonedError: `cancelled` said so.
    """
    coded: Counter[int] = Counter()
    known = len(codes)
    for first in range(0, len(ids), STRIDE):
        if cancelled():
            raise AbandonedError
        stride = ids[first : first + STRIDE]
        if max(stride) >= known:
            stride = array("q", [each for each in stride if each < known])
        # No record has the id 0: it makes sure of a tuple, and its code means nothing.
        coded.update(itemgetter(*stride, 0, 0)(codes))
    return coded


Read: TypeAlias = Callable[[ReferenceDatabase, Callable[[], bool]], Column]
"""Reads a column; raises `AbandonedError` once nobody waits any more."""

YEARS_QUERY: Final = f"""
WITH RECURSIVE found (year) AS (
    SELECT substr(min(when_min), 1, 4) FROM record INDEXED BY record_by_when
    WHERE {LIVE} AND when_edtf IS NOT NULL AND when_min IS NOT NULL
    UNION ALL
    SELECT (SELECT substr(when_min, 1, 4) FROM record INDEXED BY record_by_when
            WHERE {LIVE} AND when_edtf IS NOT NULL AND when_min > found.year || '-12-31'
            ORDER BY when_min LIMIT 1)
    FROM found WHERE found.year IS NOT NULL)
SELECT year{{more}} FROM found WHERE year IS NOT NULL
"""
"""The years in which records begin, each found by one step into the index."""
YEAR_QUERY: Final = f"""
SELECT id FROM record INDEXED BY record_by_when WHERE {LIVE} AND when_edtf IS NOT NULL
AND when_min BETWEEN ?1 || '-01-01' AND ?1 || '-12-31' AND when_max <= ?1 || '-12-31'
"""
STATES_QUERY: Final = f"""
SELECT DISTINCT review, state FROM record INDEXED BY record_by_status WHERE {LIVE}
"""
STATE_QUERY: Final = f"""
SELECT {{coded}} FROM record INDEXED BY record_by_status WHERE {LIVE} AND review = ? AND state IS ?
"""
FORMS_QUERY: Final = "SELECT {coded} FROM meeting WHERE form IS NOT NULL"
ROLES_QUERY: Final = """
SELECT {coded} FROM participation WHERE role IS NOT NULL
AND record_id NOT IN (SELECT id FROM record WHERE trashed IS NOT NULL)
"""
EVIDENCE: Final = ("quoted", "inferred", "unsourced", "disputed")
FORMS: Final = tuple(form for form in MEETING_FORMS if form != "meeting")
RECORD_KINDS: Final = (*TABLE_KINDS, *ASKED_KINDS, "")
"""Those the table can show, and none of them."""
STATED: Final = {"meeting": "occurrence", "agreement": "stage"}
"""By the kind of record, the facet of its state."""

_MANY: Final = 257
"""More codes than a byte holds."""

BITS: Final = 4
"""So many hold the place of a word, beside the id in one number: read twice as quickly as both."""
PLACE: Final = (1 << BITS) - 1


def empty_codes(database: ReferenceDatabase, meanings: int) -> array[int]:
    """Return codes of nothing for every id there is: a byte each if there are few `meanings`."""
    last = database.rows("SELECT max(id) FROM record")[0][0] or 0
    code = "B" if meanings < _MANY else "H"
    return array(code, bytes(array(code).itemsize * (last + 1)))


def _strides(
    numbers: array[int], end: int, cancelled: Callable[[], bool]
) -> Iterator[Sequence[int]]:
    """Give `numbers` in strides, without those from `end` on: of records made since."""
    for first in range(0, len(numbers), STRIDE):
        if cancelled():
            raise AbandonedError
        stride = numbers[first : first + STRIDE]
        yield stride if max(stride) < end else [each for each in stride if each < end]


def _coded(record: str, word: str, words: Sequence[str]) -> str:
    """Return the SQL of one number for a record and the place of its word among `words`."""
    cases = " ".join(f"WHEN '{each}' THEN {place}" for place, each in enumerate(words))
    return f"({record} << {BITS}) + CASE {word} {cases} ELSE {len(words)} END"


class _Codes(dict[int, int]):
    """By the place of a kind, the code of its records; those that occur are added to `meanings`."""

    def __init__(self, meanings: list[Meaning], review: str, state: str | None) -> None:
        super().__init__()
        self._meanings = meanings
        self._review = review
        self._state = state

    def __missing__(self, place: int) -> int:
        kind = RECORD_KINDS[place]
        stated = STATED.get(kind) if self._state is not None else None
        told = ((stated, self._state),) if stated else ()
        self._meanings.append(((KINDS, kind), ("review", self._review), *told))
        self[place] = len(self._meanings) - 1
        return self[place]


def read_status(database: ReferenceDatabase, cancelled: Callable[[], bool]) -> Column:
    """Read the kind, review and state of each record.

    Raises:
        AbandonedError: `cancelled` said so.
    """
    codes = empty_codes(database, _MANY)
    meanings: list[Meaning] = [()]
    statement = STATE_QUERY.format(coded=_coded("id", "kind", RECORD_KINDS[:-1]))
    for review, state in database.rows(STATES_QUERY):
        meant = _Codes(meanings, review, state)
        found = database.column(statement, (review, state))
        for stride in _strides(found, len(codes) << BITS, cancelled):
            for number in stride:
                codes[number >> BITS] = meant[number & PLACE]
    return Column(_narrowed(codes, len(meanings)), meanings)


def _narrowed(codes: array[int], meanings: int) -> array[int]:
    """Return codes of two bytes as codes of one, if there are so few."""
    if meanings > _MANY - 1:
        return codes
    if sys.byteorder == "big":
        codes.byteswap()
    return array("B", codes.tobytes()[::2])


def read_years(database: ReferenceDatabase, cancelled: Callable[[], bool]) -> Column:
    """Read the year of each record, where it lies in one.

    Raises:
        AbandonedError: `cancelled` said so.
    """
    years = [year for (year,) in database.rows(YEARS_QUERY.format(more=""))]
    codes = empty_codes(database, len(years) + 1)
    for place, year in enumerate(years, 1):
        for stride in _strides(database.column(YEAR_QUERY, (year,)), len(codes), cancelled):
            for record in stride:
                codes[record] = place
    return Column(codes, ((), *((("on", year),) for year in years)))


def read_evidence(database: ReferenceDatabase, cancelled: Callable[[], bool]) -> Column:
    """Read the evidence each record has, and lacks.

    Raises:
        AbandonedError: `cancelled` said so.
    """
    codes = empty_codes(database, 1 << len(EVIDENCE))
    for place, state in enumerate(EVIDENCE):
        bit = 1 << place
        for stride in _strides(_meeting(database, "is", state), len(codes), cancelled):
            for record in stride:
                codes[record] |= bit
    return Column(codes, _sets("is", EVIDENCE))


def _worded(statement: str, key: str, record: str, word: str, words: Sequence[str]) -> Read:
    """Return the reader of a column that one statement lists, of sets of `words`."""
    coded = _coded(record, word, words)
    bits = [*(1 << place for place in range(len(words))), 0]

    def read(database: ReferenceDatabase, cancelled: Callable[[], bool]) -> Column:
        codes = empty_codes(database, 1 << len(words))
        found = database.column(statement.format(coded=coded))
        for stride in _strides(found, len(codes) << BITS, cancelled):
            for number in stride:
                codes[number >> BITS] |= bits[number & PLACE]
        return Column(codes, _sets(key, words))

    return read


def _sets(key: str, values: Sequence[str]) -> tuple[Meaning, ...]:
    """Return what each code means whose bits stand for `values`."""
    return tuple(
        tuple((key, value) for place, value in enumerate(values) if code >> place & 1)
        for code in range(1 << len(values))
    )


def _meeting(database: ReferenceDatabase, key: str, value: str) -> array[int]:
    """Return those that meet the term `key:value` of the search."""
    condition = condition_of(Term(key, value), across_scripts=False)
    assert condition is not None
    return database.column(condition.listing, condition.parameters)


read_forms: Final = _worded(FORMS_QUERY, "kind", "record_id", "form", FORMS)
read_roles: Final = _worded(ROLES_QUERY, "role", "event_id", "role", ROLES)
