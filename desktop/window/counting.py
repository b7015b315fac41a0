"""Counting what was found: its facets, its years among other years, its kinds among other kinds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop.jobs.jobs import Cancelled
from desktop.window.narrowing import without_kinds, without_years
from models.queries.facets import FACETS, KINDS, SOONEST, count_facets
from models.queries.views import Facet
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import ASKED_KINDS
from models.search.finding import Order, find_records
from models.search.grammar import parse_query, with_term
from models.search.shelf import Shelf

__all__ = ["Counting", "Kinds"]

Kinds = dict[str, int]


@dataclass(frozen=True, slots=True)
class Counting:
    """One count of one answer, done beside the window.

    Values of most facets are counted among what was found. A year or a kind is counted among what
    would be found without the terms that narrow to years or kinds, so that another one can be
    chosen instead.
    """

    ids: Sequence[int]
    query: str
    order: Order
    asked_kinds: tuple[str, ...]
    shelf: Shelf
    known_years: Facet | None
    """The years, where they were counted among the same records before."""
    told: Callable[[Facet], object]
    """Called with each facet as soon as it is counted."""
    kinds_told: Callable[[Kinds | None], object]
    """Called with the kinds; None where the rest of the query asks for all."""

    def __call__(self, database: ReferenceDatabase, cancelled: Cancelled) -> tuple[Facet, ...]:
        """Count everything, tell it piece by piece, and return all facets in their order.

        Raises:
            AbandonedError: `cancelled` said that nobody waits any more.
        """
        counted: dict[str, Facet] = {}

        def tell(facet: Facet) -> None:
            counted[facet.key] = facet
            self.told(facet)

        any_kind = without_kinds(self.query)
        any_year = without_years(self.query)
        if any_kind == self.query:
            self._count_kinds(database, any_kind, cancelled)
        if self.known_years is not None:
            tell(self.known_years)
        wanted = [key for key in SOONEST if key != "on" or any_year == self.query]
        for facet in self._count(database, self.ids, wanted, cancelled):
            tell(facet)
        if any_kind != self.query:
            self._count_kinds(database, any_kind, cancelled)
        if "on" not in counted:
            found = self._find(database, any_year, cancelled)
            for facet in self._count(database, found, ("on",), cancelled):
                tell(facet)
        return tuple(counted[key] for key in FACETS)

    def _count_kinds(
        self, database: ReferenceDatabase, any_kind: str, cancelled: Cancelled
    ) -> None:
        if not any_kind.strip():
            self.kinds_told(None)
            return
        found = self.ids
        if any_kind != self.query:
            found = self._find(database, any_kind, cancelled)
        (kinds,) = self._count(database, found, (KINDS,), cancelled)
        counts = {value.value: value.count for value in kinds.values}
        for kind in ASKED_KINDS:
            if kind not in self.asked_kinds:
                asked = with_term(parse_query(any_kind), "kind", kind)
                counts[kind] = len(self._find(database, asked, cancelled))
        self.kinds_told(counts)

    def _find(self, database: ReferenceDatabase, text: str, cancelled: Cancelled) -> Sequence[int]:
        return find_records(
            database,
            text,
            order=self.order,
            asked_kinds=self.asked_kinds,
            shelf=self.shelf,
            cancelled=cancelled,
        ).ids

    def _count(
        self,
        database: ReferenceDatabase,
        ids: Sequence[int],
        wanted: Sequence[str],
        cancelled: Cancelled,
    ) -> Iterator[Facet]:
        return count_facets(database, ids, shelf=self.shelf, wanted=wanted, cancelled=cancelled)
