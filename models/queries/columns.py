"""What each record has of a facet with few values, by id, so that any answer is counted quickly."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final, TypeAlias

from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import (
    ASKED_KINDS,
    MEETING_FORMS,
    OCCURRENCES,
    REVIEWS,
    ROLES,
    STAGES,
    TABLE_KINDS,
)
from models.search.conditions import condition_of
from models.search.grammar import Term
from models.search.shelf import STRIDE, AbandonedError, never

__all__ = ["COLUMNS", "EVIDENCE", "LIVE", "Column", "column"]


@dataclass(frozen=True, slots=True)
class Column:
    """A code for each id from 0 on, and what the codes mean; 0 means nothing."""

    codes: array[int]
    meanings: tuple[tuple[Any, ...], ...]

    def count(self, ids: array[int], cancelled: Callable[[], bool] = never) -> dict[Any, int]:
        """Return how many of `ids` have each value.

        Raises:
            AbandonedError: `cancelled` said so.
        """
        coded: Counter[int] = Counter()
        known = len(self.codes)
        for first in range(0, len(ids), STRIDE):
            if cancelled():
                raise AbandonedError
            stride = ids[first : first + STRIDE]
            if max(stride) >= known:
                stride = array("q", [each for each in stride if each < known])
            # No record has the id 0: it makes sure of a tuple, and its code means nothing.
            coded.update(itemgetter(*stride, 0, 0)(self.codes))
        counted: Counter[Any] = Counter()
        for code, number in coded.items():
            for value in self.meanings[code]:
                counted[value] += number
        return dict(counted)


LIVE: Final = "trashed IS NULL AND owner_id IS NULL"

YEARS_QUERY: Final = f"""
WITH RECURSIVE found (year) AS (
    SELECT substr(min(when_min), 1, 4) FROM record INDEXED BY record_by_when
    WHERE {LIVE} AND when_edtf IS NOT NULL AND when_min IS NOT NULL
    UNION ALL
    SELECT (SELECT substr(when_min, 1, 4) FROM record INDEXED BY record_by_when
            WHERE {LIVE} AND when_edtf IS NOT NULL AND when_min > found.year || '-12-31'
            ORDER BY when_min LIMIT 1)
    FROM found WHERE found.year IS NOT NULL)
SELECT year FROM found WHERE year IS NOT NULL
"""
YEAR_QUERY: Final = f"""
SELECT id FROM record INDEXED BY record_by_when WHERE {LIVE} AND when_edtf IS NOT NULL
AND when_min BETWEEN ?1 || '-01-01' AND ?1 || '-12-31' AND when_max <= ?1 || '-12-31'
"""
FORMS_QUERY: Final = "SELECT {coded} FROM meeting WHERE form IS NOT NULL"
ROLES_QUERY: Final = """
SELECT {coded} FROM participation WHERE role IS NOT NULL
AND record_id NOT IN (SELECT id FROM record WHERE trashed IS NOT NULL)
"""
STATUS_QUERY: Final = f"SELECT {{coded}} FROM record INDEXED BY record_by_status WHERE {LIVE}"
EVIDENCE: Final = ("quoted", "inferred", "unsourced", "disputed")
FORMS: Final = tuple(form for form in MEETING_FORMS if form != "meeting")

_Lists: TypeAlias = "Iterable[tuple[Any, Iterable[int]]]"
_Make: TypeAlias = Callable[[ReferenceDatabase, Callable[[], bool]], Column]


def column(database: ReferenceDatabase, name: str, cancelled: Callable[[], bool] = never) -> Column:
    """Return the column of the facet `name`.

    Raises:
        AbandonedError: `cancelled` said so.
    """
    return COLUMNS[name](database, cancelled)


def _empty(database: ReferenceDatabase) -> array[int]:
    last = database.rows("SELECT max(id) FROM record")[0][0] or 0
    return array("H", bytes(2 * (last + 1)))


def _coded(lists: Callable[[ReferenceDatabase], _Lists], *, several: bool = False) -> _Make:
    """Return the maker of a column from the ids each value has; `several` values a record."""

    def make(database: ReferenceDatabase, cancelled: Callable[[], bool]) -> Column:
        codes, values = _empty(database), []
        known = len(codes)
        for place, (value, ids) in enumerate(lists(database)):
            if cancelled():
                raise AbandonedError
            values.append(value)
            code = 1 << place if several else place + 1
            for record_id in ids:
                if record_id < known:
                    codes[record_id] = codes[record_id] | code if several else code
        return Column(codes, _sets(values) if several else ((), *((value,) for value in values)))

    return make


def _sets(values: Sequence[Any]) -> tuple[tuple[Any, ...], ...]:
    """Return what each code means whose bits stand for `values`."""
    return tuple(
        tuple(value for place, value in enumerate(values) if code >> place & 1)
        for code in range(1 << len(values))
    )


def _years(database: ReferenceDatabase) -> Iterator[tuple[str, array[int]]]:
    for (year,) in database.rows(YEARS_QUERY):
        yield year, database.column(YEAR_QUERY, (year,))


def _read(
    statement: str, record: str, value: str, values: Sequence[str], *, several: bool = False
) -> _Make:
    """Return the maker of a column that one statement reads, with the value in each row.

    Value and record come as one number each, made by SQLite: that is read twice as quickly.
    """
    codes = [1 << place if several else place + 1 for place in range(len(values))]
    cases = " ".join(f"WHEN '{word}' THEN {code}" for word, code in zip(values, codes, strict=True))
    coded = f"{record} * {CODES} + CASE {value} {cases} ELSE 0 END"

    def make(database: ReferenceDatabase, cancelled: Callable[[], bool]) -> Column:
        column = _empty(database)
        read = database.column(statement.format(coded=coded))
        known = len(column) * CODES
        for first in range(0, len(read), STRIDE):
            if cancelled():
                raise AbandonedError
            for number in read[first : first + STRIDE]:
                if number < known:
                    column[number // CODES] |= number % CODES
        meanings = _sets(values) if several else ((), *((word,) for word in values))
        return Column(column, meanings)

    return make


CODES: Final = 256
"""More than any value's code."""


def _meeting(
    key: str, values: Sequence[str]
) -> Callable[[ReferenceDatabase], Iterator[tuple[str, array[int]]]]:
    """Return the lists of those that meet the terms `key:value` of the search."""

    def lists(database: ReferenceDatabase) -> Iterator[tuple[str, array[int]]]:
        for value in values:
            condition = condition_of(Term(key, value), across_scripts=False)
            assert condition is not None
            yield value, database.column(condition.listing, condition.parameters)

    return lists


COLUMNS: Final[dict[str, _Make]] = {
    "record": _coded(_meeting("kind", (*TABLE_KINDS, *ASKED_KINDS))),
    "on": _coded(_years),
    "kind": _read(FORMS_QUERY, "record_id", "form", FORMS),
    "role": _read(ROLES_QUERY, "event_id", "role", ROLES, several=True),
    "occurrence": _read(
        f"{STATUS_QUERY} AND kind = 'meeting' AND state IS NOT NULL", "id", "state", OCCURRENCES
    ),
    "stage": _read(
        f"{STATUS_QUERY} AND kind = 'agreement' AND state IS NOT NULL", "id", "state", STAGES
    ),
    "review": _read(STATUS_QUERY, "id", "review", REVIEWS),
    "is": _coded(_meeting("is", EVIDENCE), several=True),
}
"""By the key of the facet, how its column is made."""
