"""What the search field offers while a query is typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.names.folding import fold, search_words
from models.search.grammar import KEYS, WORD, Query, Term, format_term, parse_query


@dataclass(frozen=True, slots=True)
class Completion:
    """Put `text` in place of the code points from `start` to `end`; show `label` in the list."""

    start: int
    end: int
    text: str
    label: str


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
    typed = text[value_start:cursor].strip('"“„”')
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
