"""Which records of the reference a sentence names, and where."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.names.folding import search_text
from models.queries.forms import known_names
from models.queries.lookup import quick_open
from models.queries.views import RecordLink
from models.records.values import marks
from models.reference.database import ReferenceDatabase
from models.search.countries import Country, countries_called, filed_as
from models.text.segments import Span

LONGEST: Final = 6
"""Words of the longest name that is looked for."""
MOST_SURNAMES: Final = 8
"""So many single words are looked up as a part of somebody's name."""

_WORD: Final = re.compile(r"[\w.’'\-–]+")
_POSSESSIVE: Final = re.compile(r"(?:['’]s?|[.,;:])+\Z")
_STATE_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A record and the words that name it."""

    record: RecordLink
    span: Span


def named_in(database: ReferenceDatabase, text: str, kinds: Sequence[str]) -> tuple[Named, ...]:
    """Return the records of `kinds` that `text` names, in its order, each at its first place.

    By a whole name of theirs in any spelling the reference has; a state also by its adjective; an
    official also by a single word of their name, where nobody else has it. Longer names win.
    """
    pieces = _pieces(text)
    found = _by_name(database, pieces, kinds)
    if "organization" in kinds:
        found += _states(database, text, pieces)
    if "official" in kinds:
        found += _by_surname(database, text, found)
    taken: list[Named] = []
    for one in sorted(found, key=lambda one: (one.span.start - one.span.end, one.span.start)):
        apart = all(
            one.span.end <= other.span.start or one.span.start >= other.span.end
            or one.span == other.span
            for other in taken
        )  # fmt: skip
        if apart and all(one.record.id != other.record.id for other in taken):
            taken.append(one)
    return tuple(sorted(taken, key=lambda one: one.span.start))


def _pieces(text: str) -> list[tuple[Span, str]]:
    """Return every run of up to `LONGEST` words, without a possessive at its end, folded."""
    words = [Span(*match.span()) for match in _WORD.finditer(text)]
    pieces = []
    for first in range(len(words)):
        for last in range(first, min(first + LONGEST, len(words))):
            end = _POSSESSIVE.sub("", text[words[first].start : words[last].end])
            if end:
                span = Span(words[first].start, words[first].start + len(end))
                pieces.append((span, search_text(end)))
    return pieces


def _by_name(
    database: ReferenceDatabase, pieces: Sequence[tuple[Span, str]], kinds: Sequence[str]
) -> list[Named]:
    rows = database.rows(
        "SELECT name.folded, record.id, record.kind, record.label FROM json_each(?) AS piece "
        "CROSS JOIN name ON name.folded = piece.value "
        "JOIN record AS spelling ON spelling.id = name.record_id AND spelling.trashed IS NULL "
        "JOIN record ON record.id = name.bearer_id AND record.trashed IS NULL "
        f"WHERE record.kind IN ({marks(len(kinds))}) ORDER BY record.id",
        (json.dumps(list({folded for _, folded in pieces if folded})), *kinds),
    )
    bearers: dict[str, list[RecordLink]] = {}
    for folded, record, kind, label in rows:
        bearers.setdefault(folded, []).append(RecordLink(record, kind, label))
    return [Named(link, span) for span, folded in pieces for link in bearers.get(folded, ())]


def _states(
    database: ReferenceDatabase, text: str, pieces: Sequence[tuple[Span, str]]
) -> list[Named]:
    found = []
    known: dict[str, list[RecordLink]] = {}
    for span, _ in pieces:
        words = text[span.start : span.end]
        if not words[:1].isupper() or words.count(" ") >= _STATE_WORDS:
            continue
        if words not in known:
            called = countries_called(words)
            # "Korean" may be either; then a person says which.
            known[words] = _filed(database, called) if called else []
        found += [Named(link, span) for link in known[words]]
    return found


def _filed(database: ReferenceDatabase, called: Sequence[Country]) -> list[RecordLink]:
    query = filed_as(called)
    return [
        RecordLink(record, "organization", label)
        for record, label in database.rows(
            f"SELECT id, label FROM record WHERE trashed IS NULL AND id IN ({query.sql})",
            query.parameters,
        )
    ]


def _by_surname(database: ReferenceDatabase, text: str, found: Sequence[Named]) -> list[Named]:
    taken = [one.span for one in found]
    surnames = []
    asked = 0
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        span = Span(match.start(), match.start() + len(word))
        inside = any(span.start < one.end and span.end > one.start for one in taken)
        if inside or len(word) < 3 or word[:1].islower() or not word[:1].isalpha():
            continue
        asked += 1
        if asked > MOST_SURNAMES:
            break
        bearers = _bearers(database, word)
        if len(bearers) == 1:
            surnames.append(Named(bearers[0], span))
    return surnames


def _bearers(database: ReferenceDatabase, word: str) -> list[RecordLink]:
    """Return the officials one of whose names ends, or begins, with `word`."""
    hits = quick_open(database, word, limit=20, kinds=("official",))
    names = known_names(database, [hit.id for hit in hits]) if hits else {}
    folded = search_text(word)
    return [
        RecordLink(hit.id, hit.kind, hit.label)
        for hit in hits
        if any(
            folded in (search_text(name).split() or [""])[-1:] or folded == search_text(name)
            for name in names.get(hit.id, ())
        )
    ]
