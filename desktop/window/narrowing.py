"""Which values of the facets the table is narrowed by, also those that nothing found has."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.lists.wording import review_name
from models.names.folding import fold
from models.queries.views import Facet, FacetValue
from models.search.grammar import Query, Term

__all__ = ["Narrowing", "same_value"]


def same_value(term: Term, key: str, value: str) -> bool:
    """Whether `term` narrows by this value of a facet, however it was typed."""
    return not term.negated and term.kind == key and fold(term.value) == fold(value)


class Narrowing:
    """Keeps the values that are narrowed by in sight, so that each can be widened again."""

    def __init__(self) -> None:
        """Begin with nothing narrowed."""
        self._kept: dict[tuple[str, str], tuple[str, FacetValue]] = {}

    def shown(
        self, found: Sequence[Facet], query: Query
    ) -> tuple[list[Facet], set[tuple[str, str]]]:
        """Return the facets to show for `query`, and which of their values are narrowed by.

        A value that was narrowed by a click and that no record found has any more stands at the
        end of its facet with the count 0.
        """
        terms = query.effective_terms
        facets = [_in_words(facet) for facet in found]
        active: dict[tuple[str, str], tuple[str, FacetValue]] = {}
        for facet in facets:
            for value in facet.values:
                if any(same_value(term, value.key, value.value) for term in terms):
                    active[value.key, value.value] = (facet.title, value)
        for name, (title, value) in self._kept.items():
            if name not in active and any(same_value(term, *name) for term in terms):
                active[name] = (title, replace(value, count=0))
                facets = _with_value(facets, title, active[name][1])
        self._kept = active
        return facets, set(active)


def _with_value(facets: Sequence[Facet], title: str, value: FacetValue) -> list[Facet]:
    for place, facet in enumerate(facets):
        if facet.key == value.key:
            added = replace(facet, values=(*facet.values, value))
            return [*facets[:place], added, *facets[place + 1 :]]
    # Before the last one, which says what lacks evidence and is always there.
    return [*facets[:-1], Facet(value.key, title, (value,)), *facets[-1:]]


def _in_words(facet: Facet) -> Facet:
    """Return a facet whose closed words are those people read elsewhere in the window."""
    if facet.key not in ("review", "kind"):
        return facet
    return replace(
        facet,
        values=tuple(replace(value, label=review_name(value.label)) for value in facet.values),
    )
