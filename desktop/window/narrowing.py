"""Which values of the facets the table is narrowed by, also those that nothing found has."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.lists.wording import evidence_name, review_name, role_name, state_name
from models.dates import DateError, bounds_for
from models.names.folding import fold
from models.queries.views import Facet, FacetValue
from models.schema.vocabulary import ASKED_KINDS, TABLE_KINDS
from models.search.countries import Country, countries_called
from models.search.grammar import Query, Term, parse_query, with_term, without

__all__ = [
    "Narrowing",
    "same_value",
    "with_years",
    "without_kinds",
    "without_years",
    "years_of",
]

_TABLE_KINDS = frozenset((*TABLE_KINDS, *ASKED_KINDS))
LAST_YEAR = 9998


def same_value(term: Term, key: str, value: str) -> bool:
    """Whether `term` narrows by this value of a facet, however it was typed."""
    if term.negated or term.kind != key:
        return False
    if fold(term.value) == fold(value):
        return True
    # country:iranian narrows by Iran.
    return key == "country" and not _states(term.value).isdisjoint(_states(value))


def _states(value: str) -> frozenset[Country]:
    return frozenset(countries_called(value))


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
    named = _NAMES.get(facet.key)
    if named is None:
        return facet
    return replace(
        facet, values=tuple(replace(value, label=named(value.label)) for value in facet.values)
    )


_NAMES = {
    "review": review_name,
    "kind": review_name,
    "role": role_name,
    "occurrence": state_name,
    "stage": state_name,
    "is": evidence_name,
}


DATE_KEYS = ("after", "before", "on")


def without_years(text: str) -> str:
    """Return the query without the terms that say when; those with a minus stay."""
    return _without(text, lambda term: term.kind in DATE_KEYS)


def without_kinds(text: str) -> str:
    """Return the query without the terms that name a kind of record; those with a minus stay."""
    return _without(text, lambda term: term.kind == "kind" and fold(term.value) in _TABLE_KINDS)


def _without(text: str, meant: Callable[[Term], bool]) -> str:
    for term in reversed(parse_query(text).terms):
        if meant(term) and not term.negated:
            text = without(parse_query(text), term)
    return text


def with_years(text: str, first: int, last: int) -> str:
    """Return the query narrowed to the years from `first` to `last`, both included."""
    query = parse_query(without_years(text))
    query = parse_query(with_term(query, "after", f"{first:04}"))
    return with_term(query, "before", f"{last + 1:04}") if last < LAST_YEAR else query.text


def years_of(text: str) -> tuple[int | None, int | None] | None:
    """Return the years the query is narrowed to, both included; None where it is not.

    An end that is open is None. A range that begins or ends within a year takes in the year.
    """
    firsts: list[int] = []
    lasts: list[int] = []
    for term in parse_query(text).effective_terms:
        if term.kind not in DATE_KEYS or term.negated:
            continue
        try:
            first, last = bounds_for(term.value)
        except DateError:
            continue
        if term.kind != "before" and first is not None:
            firsts.append(int(first[:4]))
        if term.kind == "on" and last is not None:
            lasts.append(int(last[:4]))
        if term.kind == "before" and first is not None:
            year = int(first[:4])
            lasts.append(year - 1 if first[4:] == "-01-01" else year)
    if not firsts and not lasts:
        return None
    return max(firsts, default=None), min(lasts, default=None)
