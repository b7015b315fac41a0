"""What the search field offers while a query is typed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.names.folding import fold, search_words
from models.search.grammar import KEYS, WORD, Query, Term, format_term, parse_query

_QUOTES = '"“„”'


@dataclass(frozen=True, slots=True)
class Completion:
    """Put `text` in place of the code points from `start` to `end`; show `label` in the list."""

    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class ValuePlace:
    """A value being typed behind `key`: `typed` of it, in place of `start` to `end`."""

    key: str
    typed: str
    start: int
    end: int

    def completion(self, value: str, label: str) -> Completion:
        """Return what puts `value` here, quoted where it must be."""
        return Completion(self.start, self.end, _written(self.key, value), label)


MOST_WORDS = 4
"""A name typed without quotation marks has no more words than this."""


def value_place(text: str, cursor: int, keys: Collection[str]) -> ValuePlace | None:
    """Return the value of one of `keys` that is being typed at the cursor; None elsewhere.

    A name goes on behind a blank though it was not quoted: in `with:viktor khr` the value that is
    being typed may be “viktor khr”.
    """
    cursor = max(0, min(cursor, len(text)))
    terms = parse_query(text).terms
    here = next((n for n, term in enumerate(terms) if term.start < cursor <= term.end), None)
    if here is None:
        return None
    first = here
    while (
        terms[first].kind == WORD
        and not terms[first].negated
        and first
        and here - first < MOST_WORDS - 1
        and terms[first].start - terms[first - 1].end == 1
    ):
        first -= 1
    term = terms[first]
    if term.kind not in keys:
        return None
    start = text.index(":", term.start) + 1
    quoted = text[start : start + 1] in _QUOTES
    if cursor < start or (quoted and first != here) or (first != here and not term.value):
        return None
    return ValuePlace(term.kind, text[start:cursor].strip(_QUOTES), start, terms[here].end)


def completions(
    text: str, cursor: int, vocabulary: Mapping[str, Sequence[str]], *, limit: int = 12
) -> tuple[Completion, ...]:
    """Offer what may stand at the cursor: keys, or the values of the key being typed.

    On a blank all keys are offered; in a word the keys that start with it; behind a key the values
    that `vocabulary` holds for it, first those that start with what is typed before the cursor,
    then those with a later word that does, both by folded form. A completed key ends in its colon,
    so that its values can be offered next. A term that already says just that is not offered.
    """
    cursor = max(0, min(cursor, len(text)))
    term = _term_at(parse_query(text), cursor)
    if term is None:
        found = [Completion(cursor, cursor, f"{key}:", f"{key}:") for key in KEYS]
        return tuple(found[:limit])
    start = term.start + (1 if term.negated else 0)
    if term.kind == WORD:
        typed = fold(text[start:cursor])
        keys = [key for key in KEYS if key.startswith(typed)]
        return tuple(Completion(start, term.end, f"{key}:", f"{key}:") for key in keys)[:limit]
    if term.kind not in KEYS:
        return ()
    value_start = text.index(":", start) + 1
    if cursor < value_start:
        keys = [key for key in KEYS if key.startswith(fold(text[start:cursor]))]
        found = [Completion(start, value_start, f"{key}:", f"{key}:") for key in keys]
        return tuple(found[:limit])
    typed = text[value_start:cursor].strip(_QUOTES)
    values = _matching(typed, vocabulary.get(term.kind, ()))
    found = [
        Completion(value_start, term.end, _written(term.kind, value), value)
        for value in values
        if value != term.value
    ]
    return tuple(found[:limit])


def _term_at(query: Query, cursor: int) -> Term | None:
    """Give the term that the cursor stands in or just behind."""
    for term in query.terms:
        if term.start < cursor <= term.end:
            return term
    return None


def _written(key: str, value: str) -> str:
    return format_term(Term(key, value)).removeprefix(f"{key}:")


def _matching(typed: str, values: Sequence[str]) -> Iterator[str]:
    prefix = fold(typed)
    later: list[str] = []
    for value in values:
        if fold(value).startswith(prefix):
            yield value
        elif any(word.startswith(prefix) for word in search_words(value)[1:]):
            later.append(value)
    yield from later
