"""What marked words may mean for a field, and which of them say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.dates import display_date, read_phrase
from models.editing.given import Evidence, Given
from models.evidence.claims import Premise
from models.fields.registry import FieldType
from models.names.folding import fold, matches
from models.proposing.words import MarkedWords
from models.queries.forms import FieldForm, candidates, known_names
from models.queries.views import RecordLink
from models.reference.database import ReferenceDatabase
from models.text.segments import Span

LONGEST_DATE = 6
"""Words of a phrase that can be a date: "on the morning of August 2"."""

LONG_AGO = "1700-01-01"
"""A publication date that gives a relative phrase another reading than any real one."""

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to begin an editor with. `value` is None where only the words themselves are known."""

    text: str
    value: Given | None = None
    link: RecordLink | None = None
    said: str = ""


def propose(database: ReferenceDatabase, form: FieldForm, words: MarkedWords) -> Proposal:
    """Return what the words may mean for this field, never more firmly than they say it."""
    if form.type is FieldType.DATE:
        found = _date_in(words)
        if found is None:
            return Proposal("")
        _, edtf = found
        return Proposal(edtf, edtf, said=display_date(edtf))
    if form.type is FieldType.RECORD:
        return _record(database, form, words)
    if form.type is FieldType.CHOICE:
        folded = fold(words.text)
        stems = {choice: fold(choice).replace("_", " ").rstrip("e") for choice in form.choices}
        meant = next((choice for choice, stem in stems.items() if stem in folded), None)
        return Proposal(meant or "", meant)
    return Proposal(words.text, words.text)


def _record(database: ReferenceDatabase, form: FieldForm, words: MarkedWords) -> Proposal:
    wanted = fold(words.text)
    hits = candidates(database, form, words.text)
    spellings = known_names(database, [hit.id for hit in hits])
    for hit in hits:
        if any(fold(name) == wanted for name in spellings.get(hit.id, ())):
            return Proposal(hit.label, hit.id, RecordLink(hit.id, hit.kind, hit.label))
    return Proposal(words.text)


def evidence_for(
    database: ReferenceDatabase, form: FieldForm, value: Given | str, words: MarkedWords
) -> Evidence:
    """Return the claim the words make for `value`: the sentence, and what in it decides.

    The tightest stretch of the marked words that says it is decisive; where none does, all of
    them are. A reading that depends on the day of publication leans on the source's date (law 7).
    `value` may be a record's id, or the label of one that is still to be made.
    """
    span = (words.start, words.end)
    if isinstance(value, int):
        found = _name_in(words.text, known_names(database, [value]).get(value, ()))
        span = words.at(found.start, found.end - found.start) if found else span
    elif isinstance(value, str) and form.type is FieldType.DATE:
        for phrase, edtf in _dates_in(words):
            if edtf == value:
                span = words.at(phrase.start, phrase.end - phrase.start)
                printed = words.text[phrase.start : phrase.end]
                if _leans_on_the_day(printed, edtf):
                    return Evidence(
                        words.quote,
                        printed=printed,
                        span=span,
                        premises=(Premise("source date", None, None, None),),
                    )
                break
    elif isinstance(value, str):
        at = words.text.casefold().find(value.casefold())
        if at >= 0 and len(words.text.casefold()) == len(words.text):
            span = words.at(at, len(value))
    printed = words.text[span[0] - words.start : span[1] - words.start]
    return Evidence(words.quote, printed=printed, span=span)


def _name_in(text: str, names: tuple[str, ...]) -> Span | None:
    """Return where the longest of `names` stands in `text`, as printed or in another spelling."""
    for name in sorted(names, key=len, reverse=True):
        at = text.find(name)
        if at >= 0:
            return Span(at, at + len(name))
    for name in sorted(names, key=len, reverse=True):
        parts = matches(text, name.split())
        if len(parts) == len(name.split()) and parts:
            return Span(parts[0].start, parts[-1].end)
    return None


def _date_in(words: MarkedWords) -> tuple[Span, str] | None:
    return next(_dates_in(words), None)


def _dates_in(words: MarkedWords) -> Iterator[tuple[Span, str]]:
    """Yield every phrase of the words that is a date with its reading, the longest first."""
    found = list(_WORD.finditer(words.text))
    for length in range(min(LONGEST_DATE, len(found)), 0, -1):
        for first in range(len(found) - length + 1):
            start, end = found[first].start(), found[first + length - 1].end()
            phrase = words.text[start:end].rstrip(".,;:)”’\"'")
            reading = read_phrase(phrase, words.published or LONG_AGO)
            if reading is None:
                continue
            if words.published is None and _leans_on_the_day(phrase, reading.edtf):
                continue
            yield Span(start, start + len(phrase)), reading.edtf


def _leans_on_the_day(phrase: str, edtf: str) -> bool:
    other = read_phrase(phrase, LONG_AGO if not edtf.startswith("1700") else "1900-01-01")
    return other is None or other.edtf != edtf
