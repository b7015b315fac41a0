"""Facets: how many of the listed records each country, year, form, role and state has."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from models.queries.columns import EVIDENCE, KINDS, Counts
from models.queries.tallies import LOOKS, Look, Part
from models.queries.views import Facet, FacetValue
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase
from models.schema.creation import LIVE
from models.schema.vocabulary import (
    ASKED_KINDS,
    OCCURRENCES,
    REVIEWS,
    ROLES,
    STAGES,
    TABLE_KINDS,
)
from models.search.shelf import AbandonedError, Shelf, mask_of, never, sift

__all__ = ["FACETS", "KINDS", "count_facets", "facets", "read_ahead"]

AHEAD: Final = 100_000
"""From so many ids on columns are read before somebody asks for them: later it would be noticed."""
AT_ONCE: Final = 8_192
"""SQLite sorts the ties of all that are looked at in memory: of so many they take little."""
_Kept = TypeVar("_Kept")

PART: Final = 64
"""Fewer than one in so many of all ids are looked at one by one while columns are not read yet:
reading them takes a while, the longer the larger the reference."""
MOST_VALUES: Final = 250
"""A facet shows so many values, the commonest: nobody reads more, and the search field has all."""

TITLES: Final = {
    "country": "Country",
    "on": "Year",
    "kind": "Kind of meeting",
    "role": "Role",
    "occurrence": "State of meetings",
    "stage": "State of agreements",
    "review": "Review",
    "source": "Source",
    "tag": "Tag",
    "is": "Evidence",
}
FACETS: Final = tuple(TITLES)
"""The keys of the facets, in the order in which they stand."""

LIVE_QUERY: Final = f"SELECT id FROM record INDEXED BY record_by_kind WHERE {LIVE}"
UNOWNED_QUERY: Final = "SELECT id FROM record INDEXED BY record_owner_id WHERE owner_id IS NULL"
TRASHED_QUERY: Final = (
    f"SELECT (SELECT count(*) FROM ({UNOWNED_QUERY})) - (SELECT count(*) FROM ({LIVE_QUERY}))"
)

LABELS_QUERY = "SELECT id, label, label_key FROM record WHERE id IN ({marks})"


def facets(
    database: ReferenceDatabase,
    ids: Sequence[int],
    *,
    shelf: Shelf | None = None,
    cancelled: Callable[[], bool] = never,
) -> tuple[Facet, ...]:
    """Return the facets of the records `ids` in their order, those without a value left out.

    Nothing is returned once `cancelled` says that nobody waits any more.
    """
    try:
        counted = {
            facet.key: facet
            for facet in count_facets(database, ids, shelf=shelf, cancelled=cancelled)
        }
    except AbandonedError:
        return ()
    return tuple(counted[key] for key in FACETS if counted[key].values)


def count_facets(
    database: ReferenceDatabase,
    ids: Sequence[int],
    *,
    shelf: Shelf | None = None,
    wanted: Sequence[str] = FACETS,
    all_of: Sequence[str] | None = None,
    cancelled: Callable[[], bool] = never,
) -> Iterator[Facet]:
    """Give the `wanted` facets of the records `ids`, each as soon as it is counted.

    Each value has the term that narrows to it. What is listed on the way is kept on the `shelf`,
    and makes the next counts quick. Who knows that `ids` are all records of some kinds says so
    with `all_of`, among which are those of the table: these are counted along the indexes.

    Raises:
        AbandonedError: `cancelled` said that nobody waits any more.
    """
    listed = ids if isinstance(ids, array) else array("q", ids)
    kept = shelf or Shelf()
    if shelf is not None:
        shelf.settle(database)
    # An answer is in the trash as a whole or not at all; columns know only what is not.
    last, in_trash = database.rows(
        "SELECT coalesce(max(id), 0), (SELECT trashed IS NOT NULL FROM record WHERE id = ?) "
        "FROM record",
        (listed[0] if listed else None,),
    )[0]
    many = len(listed) * PART > last
    count = _Count(database, listed, all_of if many else None, kept, cancelled)
    for look in LOOKS:
        parts = [part for part in look.parts if not part.keys.isdisjoint(wanted)]
        if not parts:
            continue
        if count.all_of is not None or (
            not in_trash
            and all(part.read is not None for part in parts)
            and (
                (many and shelf is not None)
                or all(kept.known(part.name) is not None for part in parts)
            )
        ):
            counted: Iterable[Counts] = map(count.part, parts)
        else:
            counted = (count.directly(look),)
        for counts in counted:
            for key in look.keys:
                if key in counts and key in wanted:
                    yield _facet(database, key, counts[key])


def read_ahead(
    database: ReferenceDatabase, shelf: Shelf, cancelled: Callable[[], bool] = never
) -> None:
    """Read what makes the counts of many records quick, where that takes long: nobody waits now.

    Each column is kept once it is read, and what was read before a cancellation stays.

    Raises:
        AbandonedError: `cancelled` said that somebody waits for something else.
    """
    shelf.settle(database)
    ((last, live),) = database.rows(
        f"SELECT coalesce(max(id), 0), (SELECT count(*) FROM ({LIVE_QUERY})) FROM record"
    )
    if last < AHEAD or live * PART <= last:
        return
    count = _Count(database, array("i"), None, shelf, cancelled)
    for part in (part for look in LOOKS for part in look.parts):
        if part.read is not None:
            count.part(part)


@dataclass(frozen=True, slots=True)
class _Count:
    """One count of one answer."""

    database: ReferenceDatabase
    ids: array[int]
    all_of: Sequence[str] | None
    """The kinds of which they are all the live records, if they are."""
    shelf: Shelf
    cancelled: Callable[[], bool]

    def directly(self, look: Look) -> Counts:
        """Look at the records one by one."""
        rows: list[tuple[Any, ...]] = []
        for first in range(0, len(self.ids), AT_ONCE):
            if self.cancelled():
                raise AbandonedError
            rows += self.database.rows_of(look.direct, self.ids[first : first + AT_ONCE])
        return _counts(look.keys, rows)

    def part(self, part: Part) -> Counts:
        """Count along the indexes where these are all, else by the column."""
        if self.all_of is None:
            return self._by_column(part)
        kinds = self.all_of
        name = f"{part.name} of all {', '.join(sorted(kinds))}"
        return self._kept(
            name,
            lambda: (
                self._by_column(part)
                if part.all_of is None
                else self._along(part, part.all_of(kinds))
            ),
        )

    def _along(self, part: Part, statement: str) -> Counts:
        if self.cancelled():
            raise AbandonedError
        if not part.trash:
            return _counts(part.keys, self.database.rows(statement))
        trash = self._kept("trash", lambda: _trash(self.database, self.cancelled))
        return _counts(part.keys, self.database.rows_of(statement, trash))

    def _by_column(self, part: Part) -> Counts:
        read = part.read
        assert read is not None
        column = self._kept(part.name, lambda: read(self.database, self.cancelled))
        counts = column.count(self.ids, self.cancelled)
        return {key: counts.get(key, {}) for key in part.keys}

    def _kept(self, name: str, make: Callable[[], _Kept]) -> _Kept:
        known: _Kept | None = self.shelf.known(name)
        if known is None:
            generation = self.shelf.generation
            known = make()
            self.shelf.keep(name, known, generation)
        return known


def _trash(database: ReferenceDatabase, cancelled: Callable[[], bool]) -> array[int]:
    """Return which records of the table are in the trash, and 0: so the vector is never empty.

    No index says so: they are those that no record owns, without those that are live.
    """
    if not database.rows(TRASHED_QUERY)[0][0]:
        return array("i", [0])
    live = mask_of(database.column(LIVE_QUERY), cancelled)
    trash = sift(database.column(UNOWNED_QUERY), live, leaving=True, cancelled=cancelled)
    trash.append(0)
    return trash


def _counts(keys: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Counts:
    counts: Counts = {key: defaultdict(int) for key in keys}
    for key, value, number in rows:
        # The sum over no rows at all is NULL.
        counts[key][value] += number or 0
    return {
        key: {value: number for value, number in values.items() if number}
        for key, values in counts.items()
    }


_WORDS: Final = {
    "role": ROLES,
    "occurrence": OCCURRENCES,
    "stage": STAGES,
    "review": REVIEWS,
    "is": EVIDENCE,
}
"""Values that stand in an order of their own, however common they are."""


def _facet(database: ReferenceDatabase, key: str, counts: Mapping[Any, int]) -> Facet:
    if key == KINDS:
        kinds = (*TABLE_KINDS, *ASKED_KINDS)
        return Facet(
            key,
            "Kind",
            tuple(FacetValue("kind", kind, kind, counts.get(kind, 0)) for kind in kinds),
        )
    title = TITLES[key]
    if key in ("country", "source"):
        return _named(database, key, title, counts)
    if key == "on":
        ordered: Iterable[tuple[str, int]] = sorted(counts.items(), reverse=True)
    elif key == "is":
        # What is lacking is named also where nothing lacks it: that is good news.
        ordered = [
            (state, counts.get(state, 0))
            for state in EVIDENCE
            if state in counts or state in ("unsourced", "disputed")
        ]
    elif key in _WORDS:
        ordered = [(value, counts[value]) for value in _WORDS[key] if value in counts]
    else:
        ordered = _commonest(counts)
    return Facet(
        key, title, tuple(FacetValue(key, value, value, number) for value, number in ordered)
    )


def _commonest(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_VALUES]


def _named(database: ReferenceDatabase, key: str, title: str, counts: Mapping[int, int]) -> Facet:
    common = dict(_commonest(counts))
    labels: dict[int, tuple[str, bytes]] = {}
    for chunk in chunks(common):
        for record_id, label, label_key in database.rows(
            LABELS_QUERY.format(marks=marks(len(chunk))), chunk
        ):
            labels[record_id] = (label, label_key)
    ordered = sorted(labels, key=lambda record_id: (-common[record_id], labels[record_id][1]))
    return Facet(
        key,
        title,
        tuple(FacetValue(key, labels[each][0], labels[each][0], common[each]) for each in ordered),
    )
