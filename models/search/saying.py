"""A query in words: what the list is narrowed to, and which term removed everything."""

from __future__ import annotations

from collections.abc import Sequence

from models.dates import DateError, display_date, read_written_date
from models.names.folding import fold
from models.search.countries import countries_said
from models.search.grammar import PHRASE, WORD, Term, format_term

_SENTENCES = {
    WORD: "containing “{value}”",
    PHRASE: "containing exactly “{value}”",
    "with": "with “{value}” taking part",
    "country": "about the country “{value}”",
    "place": "at the place “{value}”",
    "after": "on or after {date}",
    "before": "before {date}",
    "on": "in or on {date}",
    "kind": "of the kind “{value}”",
    "source": "resting on “{value}”",
    "review": "reviewed as “{value}”",
    "role": "in which somebody takes part as “{value}”",
    "occurrence": "reported as “{value}”",
    "stage": "agreed as far as “{value}”",
    "tag": "tagged “{value}”",
}
_STATES = {
    "unsourced": "with a field that has no source",
    "disputed": "with a field that is disputed",
    "inferred": "with something inferred",
    "quoted": "with something quoted directly",
    "trashed": "in the trash",
}


def say_term(term: Term) -> str:
    """Return one term in words."""
    if term.kind == "is":
        words = _STATES.get(fold(term.value), f"that is “{term.value}”")
    elif term.kind == "origin":
        plural = "" if term.value == "1" else "s"
        words = f"resting on {term.value} independent origin{plural}"
    elif term.kind == "country" and countries_said(term.value):
        words = f"about {countries_said(term.value)} (“{term.value}”)"
    else:
        words = _SENTENCES[term.kind].format(value=term.value, date=_date(term.value))
    return f"not {words}" if term.negated else words


def say_query(terms: Sequence[Term]) -> str:
    """Return what the terms ask for, as one phrase; empty for no terms."""
    return ", ".join(say_term(term) for term in terms)


def say_culprit(terms: Sequence[Term], remaining: Sequence[int]) -> str:
    """Return the sentence that says why nothing was found.

    `remaining[i]` is how many records there would be without `terms[i]`.
    """
    if len(terms) == 1:
        return f"There is no record {say_term(terms[0])}."
    best = max(range(len(terms)), key=lambda index: remaining[index])
    if remaining[best] == 0:
        return "No record meets these terms; leaving out any one of them would not help."
    count = remaining[best]
    would = f"{count:,} record{'' if count == 1 else 's'}"
    return f"“{format_term(terms[best])}” removed everything: without it there would be {would}."


def _date(value: str) -> str:
    try:
        return display_date(read_written_date(value))
    except DateError:
        return f"“{value}”"
