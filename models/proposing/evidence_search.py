"""Looking in the sources of a reference for sentences that say what a field holds.

A sentence is only proposed; a person reads it and accepts it (law 8).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.dates import display_date
from models.evidence.claims import ClaimView, load_claims
from models.fields.registry import FIELD_BY_NAME, Field, FieldType
from models.names.folding import fold
from models.proposing.reading_off import dates_in
from models.proposing.words import MarkedWords, marked_words, sentences_around
from models.queries.forms import FieldForm, RecordForm, known_names, record_form
from models.queries.value_views import slot_of
from models.records.values import Value, load_values
from models.reference.database import ReferenceDatabase
from models.text.segments import Span

MOST_CHARACTERS: Final = 40_000_000
"""So much text is read at most: a few seconds."""
MOST_FOUND: Final = 40
MOST_LOOKED_AT: Final = 4_000
"""So many places are looked at closely in one text."""
LEAST_SURNAME: Final = 3

_DATED: Final = re.compile(
    r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\btoday\b|\byesterday\b|\btomorrow\b|"
    r"\b(?:this|last|next|earlier)\s+(?:week|month|year|morning|afternoon|evening|night)|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence that says the value; spans are absolute in the snapshot.

    `context` is how many other names of the record stand in it.
    """

    snapshot: int
    source: str
    text: str
    sentence: Span
    decisive: Span
    context: int


@dataclass(frozen=True, slots=True)
class EvidenceSearch:
    """What was looked for, where, and what was found, the best first.

    `value` is what a claim would say of `form`. Without `complete` there are more sources than
    were read, or more sentences than are told.
    """

    form: FieldForm
    value: str | int
    shown: str
    found: tuple[FoundSentence, ...]
    sources: int
    complete: bool


def search_evidence(
    database: ReferenceDatabase,
    slot: str,
    *,
    cancelled: Callable[[], bool],
) -> EvidenceSearch | None:
    """Look for sentences that say the value of `slot`; None where it holds none that has quotes.

    Every source is read, those that back the record already first. Names are looked for in every
    spelling the reference has, dates also by what relative phrases mean on the day of the source.
    """
    meant = _meant(database, slot)
    if meant is None:
        return None
    form, field, value, owner = meant
    looked = _pattern(database, field, value)
    if looked is None:
        return None
    quoted = _quoted_already(database, form.record, field, value)
    around = _context(database, owner, value)
    found: list[FoundSentence] = []
    read, sources, complete = 0, 0, True
    for snapshot, source, published, text in _texts(database, owner, form):
        if cancelled():
            break
        if read + len(text) > MOST_CHARACTERS and sources:
            complete = False
            break
        read += len(text)
        sources += 1
        words = _Words(snapshot, published, text)
        for sentence, decisive in _places(words, looked, value):
            if (snapshot, sentence.start, sentence.end) in quoted:
                continue
            said = text[sentence.start : sentence.end]
            folded = fold(said)
            context = sum(1 for word in around if word in folded)
            found.append(FoundSentence(snapshot, source, said, sentence, decisive, context))
    found.sort(key=lambda one: -one.context)
    shown = value.edtf and display_date(value.edtf)
    return EvidenceSearch(
        form,
        value.record_id if value.record_id is not None else value.edtf or value.text or "",
        shown or form.text or value.text or "",
        tuple(found[:MOST_FOUND]),
        sources,
        complete and len(found) <= MOST_FOUND,
    )


def _meant(
    database: ReferenceDatabase, slot: str
) -> tuple[FieldForm, Field, Value, RecordForm] | None:
    """Return the field and the value of a slot; of a participation what has no quotes yet."""
    number, _, rest = slot.partition(":")
    if not number.isdecimal():
        return None
    form = record_form(database, int(number))
    if form is None:
        return None
    values = load_values(database, form.kind, [form.record]).get(form.record, {})
    claims = load_claims(database, [form.record])
    names = [rest.partition(":")[0]]
    if names == ["participation"]:
        names = ["participant", "capacity", "side"]
        names.sort(key=lambda name: any(claim.field == name for claim in claims))
    for name in names:
        field = FIELD_BY_NAME.get((form.kind, name))
        held = values.get(name, ())
        if field is None or not field.citable or not held:
            continue
        value = next((one for one in held if slot_of(form.record, name, one) == slot), held[0])
        line = form.field(name)
        if line is not None:
            return line, field, value, form
    return None


def _quoted_already(
    database: ReferenceDatabase, record: int, field: Field, value: Value
) -> frozenset[tuple[int, int, int]]:
    claims: Sequence[ClaimView] = [
        claim
        for claim in load_claims(database, [record])
        if claim.field == field.name and claim.value.key() == value.key()
    ]
    return frozenset(
        (snapshot, start, end)
        for claim in claims
        for snapshot, start, end in database.rows(
            'SELECT snapshot_id, start, "end" FROM quote WHERE id = ?', (claim.quote_id,)
        )
    )


def _pattern(database: ReferenceDatabase, field: Field, value: Value) -> re.Pattern[str] | None:
    if value.edtf is not None:
        return _DATED
    phrases: list[str] = []
    if value.record_id is not None:
        for name in known_names(database, [value.record_id]).get(value.record_id, ()):
            phrases.append(name)
            last = name.split()[-1]
            if "official" in field.targets and len(last) > LEAST_SURNAME:
                phrases.append(last)
    elif value.text:
        phrases.append(value.text)
        if field.type is FieldType.CHOICE:
            phrases = [value.text.replace("_", " ").rstrip("e")]
    phrases = sorted({one.strip() for one in phrases if one.strip()}, key=len, reverse=True)
    if not phrases:
        return None
    return re.compile("|".join(map(_phrase, phrases)), re.IGNORECASE)


def _phrase(phrase: str) -> str:
    """Return a phrase as print may have it: other blanks, and no letter right before it."""
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    # Scripts without blanks between words have no edges to look for.
    edge = r"(?<![^\W\d_])" if phrase[0].isascii() and phrase[0].isalnum() else ""
    return f"{edge}{words}"


def _context(database: ReferenceDatabase, form: RecordForm, value: Value) -> tuple[str, ...]:
    """Return folded words that say a sentence is about this very record."""
    records = [one for one in (form.record, form.owner) if one is not None]
    records += [
        held.record_id
        for record in records
        for values in load_values(database, _kind(database, record), [record])
        .get(record, {})
        .values()
        for held in values
        if held.record_id is not None
    ]
    records += [
        row[0]
        for record in records[:2]
        for row in database.rows(
            "SELECT participant_id FROM participation WHERE event_id = ? LIMIT 20", (record,)
        )
    ]
    words: dict[str, None] = {}
    wanted = [record for record in dict.fromkeys(records) if record != value.record_id]
    if wanted:
        for names in known_names(database, wanted).values():
            for name in names:
                last = fold(name).split()
                if last and len(last[-1]) > LEAST_SURNAME:
                    words[last[-1]] = None
    return tuple(words)


def _kind(database: ReferenceDatabase, record: int) -> str:
    return str(database.rows("SELECT kind FROM record WHERE id = ?", (record,))[0][0])


def _texts(
    database: ReferenceDatabase, form: RecordForm, line: FieldForm
) -> Iterator[tuple[int, str, str | None, str]]:
    """Give the newest copy of every source, those that back the record already first.

    A source says nothing of its own date by words that are read against it.
    """
    own = form.record if (line.kind, line.name) == ("source", "date") else None
    of = form.owner if form.owner is not None else form.record
    rows = database.rows(
        "SELECT max(snapshot.id), source.record_id IN (SELECT source_id FROM snapshot AS known "
        "JOIN quote ON quote.snapshot_id = known.id JOIN claim ON claim.quote_id = quote.id "
        "JOIN record AS about ON about.id = claim.record_id "
        "WHERE about.id = ?1 OR about.owner_id = ?1) AS known "
        "FROM snapshot JOIN source ON source.record_id = snapshot.source_id "
        "JOIN record ON record.id = source.record_id WHERE record.trashed IS NULL "
        "GROUP BY source.record_id ORDER BY known DESC, source.date_min DESC",
        (of,),
    )
    for snapshot, _ in rows:
        yield from database.rows(
            "SELECT snapshot.id, record.label, CASE WHEN source_id IS NOT ?2 "
            "THEN source.date_edtf END, snapshot.text FROM snapshot "
            "JOIN source ON source.record_id = source_id JOIN record ON record.id = source_id "
            "WHERE snapshot.id = ?1",
            (snapshot, own),
        )


@dataclass(frozen=True, slots=True)
class _Words:
    snapshot: int
    published: str | None
    text: str


def _places(words: _Words, looked: re.Pattern[str], value: Value) -> Iterator[tuple[Span, Span]]:
    """Yield the sentences in which the value stands, each once, and where it stands."""
    told = -1
    for number, match in enumerate(looked.finditer(words.text)):
        if number >= MOST_LOOKED_AT:
            return
        if match.start() < told:
            continue
        sentence = sentences_around(words.text, match.start(), match.end())
        told = sentence.end
        if value.edtf is None:
            yield sentence, Span(match.start(), match.end())
            continue
        said = words.text[sentence.start : sentence.end]
        for phrase, edtf in dates_in(said, words.published):
            if edtf == value.edtf:
                start = sentence.start + phrase.start
                yield sentence, Span(start, start + phrase.end - phrase.start)
                break


def words_of(database: ReferenceDatabase, found: FoundSentence) -> MarkedWords | None:
    """Return a found sentence as marked words, its decisive ones marked."""
    return marked_words(database, found.snapshot, found.decisive.start, found.decisive.end)
