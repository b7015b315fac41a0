"""Counting what was found: its facets, its years among other years, its kinds among other kinds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.jobs.jobs import Cancelled
from desktop.window.narrowing import without_kinds, without_years
from models.queries.facets import FACETS, KINDS, count_facets
from models.queries.views import Facet, SearchOutcome
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

    found: SearchOutcome
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
        any_kind = without_kinds(self.query)
        any_year = without_years(self.query)

        def count(found: SearchOutcome, wanted: Sequence[str]) -> None:
            for facet in count_facets(
                database,
                found.ids,
                shelf=self.shelf,
                wanted=wanted,
                all_of=found.all_of,
                cancelled=cancelled,
            ):
                tell(facet)

        def tell(facet: Facet) -> None:
            if facet.key == KINDS:
                self._tell_kinds(database, any_kind, facet, cancelled)
            else:
                counted[facet.key] = facet
                self.told(facet)

        wanted = [key for key in FACETS if key != "on" or any_year == self.query]
        if not any_kind.strip():
            self.kinds_told(None)
        elif any_kind == self.query:
            wanted.append(KINDS)
        if self.known_years is not None:
            tell(self.known_years)
            wanted = [key for key in wanted if key != "on"]
        count(self.found, wanted)
        if any_kind.strip() and any_kind != self.query:
            count(self._find(database, any_kind, cancelled), (KINDS,))
        if "on" not in counted:
            count(self._find(database, any_year, cancelled), ("on",))
        return tuple(counted[key] for key in FACETS)

    def _tell_kinds(
        self, database: ReferenceDatabase, any_kind: str, kinds: Facet, cancelled: Cancelled
    ) -> None:
        counts = {value.value: value.count for value in kinds.values}
        for kind in ASKED_KINDS:
            if kind not in self.asked_kinds:
                asked = with_term(parse_query(any_kind), "kind", kind)
                counts[kind] = len(self._find(database, asked, cancelled).ids)
        self.kinds_told(counts)

    def _find(self, database: ReferenceDatabase, text: str, cancelled: Cancelled) -> SearchOutcome:
        return find_records(
            database,
            text,
            order=self.order,
            asked_kinds=self.asked_kinds,
            shelf=self.shelf,
            explained=False,
            cancelled=cancelled,
        )
