"""The query language of the search field: what a person types, read without ever refusing it.

    query   = { blank | term }
    term    = [ "-" ] ( phrase | key ":" value | word )
    phrase  = '"' … '"'          a quote mark inside is written twice; “…” works too
    value   = phrase | characters up to a blank

Positions are code points of the typed text, end exclusive.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.names.folding import fold

WORD: Final = "word"
PHRASE: Final = "phrase"

KEYS: Final[tuple[str, ...]] = (
    "with", "country", "place", "after", "before", "on", "kind", "role", "source", "origin",
    "review", "occurrence", "stage", "tag", "is",
)  # fmt: skip
"""In the order in which completion offers them."""

CLOSED_KEYS: Final[frozenset[str]] = frozenset(
    {"kind", "role", "review", "occurrence", "stage", "is"}
)
"""Their values come from the vocabulary that the caller hands in; another value is a problem."""

SINGLE_KEYS: Final[frozenset[str]] = frozenset(
    {"after", "before", "on", "origin", "review", "occurrence", "stage"}
)
"""A record can meet one value of these at a time: `with_term` replaces instead of adding."""

_SHOWN_VALUES: Final = 8
"""Values a problem lists: the completion offers all of them."""

_OPENING: Final[Mapping[str, str]] = {'"': '"', "“": "“”", "„": "“”", "”": "“”"}
_KEY = re.compile(r"(?P<key>[^\W\d_]+):")
_ADDRESS = re.compile(r"//")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a query: `kind` is `word`, `phrase` or one of `KEYS`.

    `unfinished` says that it is still being typed: a key without a value, an open quote. A term
    whose value is empty asks for nothing and is passed over by the search.
    """

    kind: str
    value: str
    negated: bool = False
    start: int = 0
    end: int = 0
    unfinished: bool = False

    @property
    def meaning(self) -> tuple[str, str, bool]:
        """What two terms share that ask for the same, wherever they stand."""
        return self.kind, self.value, self.negated


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the query that will not do what it seems to ask.

    `template` and `values` are for translation (a whole sentence with named placeholders);
    `suggestion` is what to write instead of the characters from `start` to `end`, if we know.
    """

    template: str
    values: tuple[tuple[str, str], ...]
    start: int
    end: int
    suggestion: str | None = None

    @property
    def sentence(self) -> str:
        """The problem in plain English."""
        return self.template.format_map(dict(self.values))


@dataclass(frozen=True, slots=True)
class Query:
    """A typed text, its terms in order, and what is wrong with them."""

    text: str
    terms: tuple[Term, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def effective_terms(self) -> tuple[Term, ...]:
        """The terms that ask for something."""
        return tuple(term for term in self.terms if term.value.strip())


def parse_query(text: str, vocabulary: Mapping[str, Sequence[str]] | None = None) -> Query:
    """Read a query; every text is one.

    Keys are read in any case. A word that looks like an unknown key (`foo:bar`) is searched as
    words and reported, with the key it may have meant. A key without a value and an open quote are
    terms being typed, no problems. `vocabulary` gives the values of the closed keys
    (`CLOSED_KEYS`): one outside of it is reported; a closed key it does not name is not judged.
    """
    terms: list[Term] = []
    problems: list[Problem] = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        term, problem = _term(text, position)
        if problem is not None:
            problems.append(problem)
        if term is not None:
            terms.append(term)
            problems.extend(_problems_of_value(term, text, vocabulary or {}))
        position = term.end if term is not None else position + 1
    return Query(text=text, terms=tuple(terms), problems=tuple(problems))


def format_query(query: Query) -> str:
    """Write the terms of a query, parted by single blanks; it parses to the same terms."""
    return " ".join(format_term(term) for term in query.terms)


def format_term(term: Term) -> str:
    """Write one term, quoted where it must be."""
    sign = "-" if term.negated else ""
    if term.kind == PHRASE:
        return sign + _quoted(term.value)
    if term.kind == WORD:
        alone = parse_query(sign + term.value).terms
        if [other.meaning for other in alone] == [term.meaning]:
            return sign + term.value
        return sign + _quoted(term.value)
    return f"{sign}{term.kind}:{_value(term.value)}"


def without(query: Query, term: Term) -> str:
    """Give the typed text without one of its terms; the rest stays as it was typed."""
    before, after = query.text[: term.start].rstrip(), query.text[term.end :].lstrip()
    return f"{before} {after}" if before and after else before or after


def with_term(query: Query, key: str, value: str, *, negated: bool = False) -> str:
    """Give the typed text with a term added, as a click on a facet asks for.

    A term that says the same is not added twice; its opposite, an empty term of the same key that
    is being typed, and, for a key of `SINGLE_KEYS`, every other value are replaced.

    Raises:
        ValueError: when `key` is none of `KEYS`.
    """
    if key not in KEYS:
        message = f"“{key}” is no key of the search."
        raise ValueError(message)
    wanted = Term(kind=key, value=value, negated=negated)
    if any(_alike(term, wanted) and term.negated == negated for term in query.terms):
        return query.text
    text, terms = query.text, list(query.terms)
    if terms and terms[-1].unfinished:
        # An open quote would swallow what is added.
        text = text[: terms[-1].start] + format_term(terms[-1])
        terms[-1] = dataclasses.replace(terms[-1], end=len(text))
    # From the last to the first, so that the positions of the others stay right.
    for term in reversed(terms):
        replaced = term.kind == key and (
            not term.value
            or _alike(term, wanted)
            or (key in SINGLE_KEYS and term.negated == negated)
        )
        if replaced:
            text = without(Query(text=text, terms=()), term)
    return f"{text.rstrip()} {format_term(wanted)}".lstrip()


def _alike(term: Term, other: Term) -> bool:
    return term.kind == other.kind and fold(term.value) == fold(other.value)


def _term(text: str, start: int) -> tuple[Term | None, Problem | None]:
    """Read the term that starts here; none for a minus with nothing behind it."""
    position = start
    negated = text[position] == "-"
    if negated:
        position += 1
        if position == len(text) or text[position].isspace():
            return None, None
    if text[position] in _OPENING:
        value, end, closed = _read_quoted(text, position)
        return Term(PHRASE, value, negated, start, end, unfinished=not closed), None
    match = _KEY.match(text, position)
    if match is None:
        end = _end_of_word(text, position)
        return Term(WORD, text[position:end], negated, start, end), None
    key = match.group("key").lower()
    if key in KEYS:
        return _keyed(text, start, key=key, negated=negated, position=match.end()), None
    is_quoted = match.end() < len(text) and text[match.end()] in _OPENING
    end = match.end() if is_quoted else _end_of_word(text, position)
    word = Term(WORD, text[position:end], negated, start, end)
    if _ADDRESS.match(text, match.end()):
        return word, None
    return word, _unknown_key(key, position, match.end())


def _keyed(text: str, start: int, *, key: str, negated: bool, position: int) -> Term:
    if position < len(text) and text[position] in _OPENING:
        value, end, closed = _read_quoted(text, position)
        return Term(key, value, negated, start, end, unfinished=not closed)
    end = _end_of_word(text, position)
    return Term(key, text[position:end], negated, start, end, unfinished=end == position)


def _end_of_word(text: str, position: int) -> int:
    # A quote mark inside a word belongs to it: Hebrew acronyms are written צה"ל.
    while position < len(text) and not text[position].isspace():
        position += 1
    return position


def _read_quoted(text: str, position: int) -> tuple[str, int, bool]:
    """Read from an opening quote mark: the value, where it ends, and whether it was closed."""
    closing = _OPENING[text[position]]
    position += 1
    characters: list[str] = []
    while position < len(text):
        character = text[position]
        if character in closing:
            doubled = character == '"' and text[position + 1 : position + 2] == '"'
            if not doubled:
                return "".join(characters), position + 1, True
            position += 1
        characters.append(character)
        position += 1
    return "".join(characters), position, False


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _value(value: str) -> str:
    needs_quotes = any(character.isspace() for character in value) or value[:1] in _OPENING
    return _quoted(value) if value and needs_quotes else value


def _first_few(words: Sequence[str]) -> str:
    shown = ", ".join(words[:_SHOWN_VALUES])
    return f"{shown} …" if len(words) > _SHOWN_VALUES else shown


def _unknown_key(key: str, start: int, end: int) -> Problem:
    near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.6)
    if near:
        return Problem(
            template="“{key}:” is no key of the search; it was read as words. "
            "Did you mean “{suggestion}:”?",
            values=(("key", key), ("suggestion", near[0])),
            start=start,
            end=end,
            suggestion=f"{near[0]}:",
        )
    return Problem(
        template="“{key}:” is no key of the search; it was read as words.",
        values=(("key", key),),
        start=start,
        end=end,
    )


def _problems_of_value(
    term: Term, text: str, vocabulary: Mapping[str, Sequence[str]]
) -> list[Problem]:
    start = text.index(":", term.start) + 1 if term.kind in KEYS else term.start
    if not term.value or term.kind not in KEYS:
        return []
    if term.kind == "origin" and not _NUMBER.fullmatch(fold(term.value)):
        return [
            Problem(
                template="“origin:” takes a number of independent origins, as in origin:1; "
                "“{value}” is none.",
                values=(("value", term.value),),
                start=start,
                end=term.end,
            )
        ]
    known = vocabulary.get(term.kind)
    if term.kind not in CLOSED_KEYS or known is None:
        return []
    folded = {fold(value): value for value in known}
    if fold(term.value) in folded:
        return []
    near = difflib.get_close_matches(fold(term.value), list(folded), n=1, cutoff=0.6)
    if near:
        suggestion = folded[near[0]]
        return [
            Problem(
                template="“{value}” is no value of “{key}:”. Did you mean “{suggestion}”?",
                values=(("value", term.value), ("key", term.kind), ("suggestion", suggestion)),
                start=start,
                end=term.end,
                suggestion=_value(suggestion),
            )
        ]
    return [
        Problem(
            template="“{value}” is no value of “{key}:”. It takes: {known}.",
            values=(("value", term.value), ("key", term.kind), ("known", _first_few(known))),
            start=start,
            end=term.end,
        )
    ]
