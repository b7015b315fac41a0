"""What marked words may mean for a field, and which of them say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.dates import display_date, read_phrase
from models.editing.given import Evidence, Given
from models.evidence.claims import Premise
from models.fields.registry import FieldType
from models.names.folding import fold, matches
from models.proposing.completing import completions
from models.proposing.named import Named, named_in
from models.proposing.quotations import Quotation, quotation_in
from models.proposing.title_words import title_words
from models.proposing.titles import TitledName, titled_name
from models.proposing.words import MarkedWords
from models.queries.forms import LABEL, POST, FieldForm, candidates, known_names, person_of
from models.queries.views import OpenHit, RecordLink
from models.reference.database import ReferenceDatabase
from models.search.countries import countries_called
from models.text.segments import Span

LONGEST_DATE = 6
"""Words of a phrase that can be a date: "on the morning of August 2"."""

LONG_AGO, LATER = "1700-01-01", "1900-01-01"
"""Days of publication on which a relative phrase means two different dates."""

LONGEST_NAME = 6
"""Words; more than that is no name and no post, and is not proposed as one."""

_SOMEBODY_BEFORE = frozenset(
    ("he", "she", "they", "it", "we", "i", "his", "her", "their", "its", "both", "this", "these")
)
"""Words for somebody who was named before."""

_WITHIN_NAMES = frozenset(("of", "the", "for", "and", "de", "al", "bin", "van", "von"))

_WORD = re.compile(r"\S+")
_SAYING = re.compile(
    r"[,\s]*(?:\w+\s+){0,2}?(?:said|says|told|added|stated|stressed|noted|warned|blamed|called|wrote|"
    r"announced|asked|replied|argued|expressed|explained|emphasi[sz]ed|declared|vowed|urged)\b"
)
_SAID_BY = re.compile(
    r"(?:\bsaid|\badded|\btold|\bby|\baccording to|\bremarks made by)\s+(?:\S+\s+){0,5}\Z"
)
_PLACED = re.compile(r"\b(?:in|at|near|to)\s+(?:the\s+)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to begin an editor with. `value` is None where only the words themselves are known.

    `others` are further records the sentence names, which may be meant instead. `said` is a
    sentence for the person: what is proposed apart from the field itself.
    """

    text: str
    value: Given | None = None
    link: RecordLink | None = None
    said: str = ""
    others: tuple[RecordLink, ...] = ()


def propose(database: ReferenceDatabase, form: FieldForm, words: MarkedWords) -> Proposal:
    """Return what the words may mean for this field, never more firmly than they say it.

    Dates and records are looked for in the marked words, then in the sentence around them. All
    that is proposed stands in the snapshot as it is.
    """
    if form.type is FieldType.DATE:
        words = _not_against_itself(database, form, words)
        found = _date_in(words) or _date_in(words.whole)
        if found is None:
            return Proposal("")
        _, edtf = found
        return Proposal(edtf, edtf, said=display_date(edtf))
    if form.type is FieldType.RECORD:
        return _record(database, form, words)
    if form.type is FieldType.CHOICE:
        return _choice(form, words)
    if (form.kind, form.name, form.record) == ("meeting", LABEL, 0) and words.text == words.quoted:
        return _heading(database, words)
    return _words(form, words)


def _heading(database: ReferenceDatabase, words: MarkedWords) -> Proposal:
    """Return what a meeting is called that is told in whole sentences: as their source is.

    A sentence is no name, and the heading above one that says they met mostly is.
    """
    rows = database.rows(
        "SELECT record.label FROM snapshot JOIN record ON record.id = snapshot.source_id "
        "WHERE snapshot.id = ?",
        (words.snapshot,),
    )
    return Proposal(rows[0][0] if rows else words.text)


def _not_against_itself(
    database: ReferenceDatabase, form: FieldForm, words: MarkedWords
) -> MarkedWords:
    """Return the words; undated, where the date they are to say is that of their own source."""
    own = (form.kind, form.name) == ("source", "date") and database.rows(
        "SELECT 1 FROM snapshot WHERE id = ? AND source_id = ?", (words.snapshot, form.record)
    )
    return replace(words, published=None) if own else words


def _words(form: FieldForm, words: MarkedWords) -> Proposal:
    if form.kind == "statement" and form.name == "words":
        said = _quotation(words).words
        text = words.quoted[said.start : said.end]
        return Proposal(text, text)
    titled = titled_name(words.text)
    if titled is None or form.kind not in ("official", "tenure"):
        return Proposal(words.text, words.text)
    post = words.text[titled.title.start : titled.title.end]
    if form.name in ("title", POST):
        return Proposal(post, post)
    name = words.text[titled.name.start : titled.name.end]
    return Proposal(name, name, said=post)


def names_a_post(words: MarkedWords) -> bool:
    """Tell whether the marked words hold a post beside a name."""
    return titled_name(words.text) is not None


def _quotation(words: MarkedWords) -> Quotation:
    start = words.quote.start
    return quotation_in(words.quoted, words.start - start, words.end - start)


def _choice(form: FieldForm, words: MarkedWords) -> Proposal:
    if form.kind == "statement" and form.name == "mode":
        mode = _quotation(words).mode
        return Proposal(mode, mode)
    folded = fold(words.text)
    stems = {choice: fold(choice).replace("_", " ").rstrip("e") for choice in form.choices}
    meant = next((choice for choice, stem in stems.items() if stem in folded), None)
    return Proposal(meant or "", meant)


def _record(database: ReferenceDatabase, form: FieldForm, words: MarkedWords) -> Proposal:
    if form.name == "capacity":
        return Proposal(words.text if len(words.text.split()) <= LONGEST_NAME else "")
    wanted = fold(words.text)
    hits = candidates(database, form, words.text)
    spellings = known_names(database, [hit.id for hit in hits]) if hits else {}
    for hit in hits:
        if any(fold(name) == wanted for name in spellings.get(hit.id, ())):
            return Proposal(hit.label, hit.id, RecordLink(hit.id, hit.kind, hit.label))
    taken = _present(database, form)
    named = [
        one for one in named_in(database, words.quoted, form.targets) if one.record.id not in taken
    ]
    titled = titled_name(words.text)
    part = _part_for(form, titled, words.text) if titled is not None else None
    if named and not _is_somebody_else(words, named, titled=part is not None):
        first, *others = (one.record for one in _ranked(form, words, named))
        return Proposal(first.label, first.id, first, others=tuple(others))
    text = words.text if len(words.text.split()) <= LONGEST_NAME else ""
    if titled is not None:
        text = words.text[part.start : part.end] if part is not None else ""
    return Proposal(text, others=tuple(one.record for one in named))


def _is_somebody_else(words: MarkedWords, named: Sequence[Named], *, titled: bool) -> bool:
    """Tell whether the marked words are a name, and none of those the sentence is known to name."""
    start, end = words.start - words.quote.start, words.end - words.quote.start
    if any(one.span.start < end and one.span.end > start for one in named):
        return False
    parts = words.text.split()
    if titled or len(parts) > LONGEST_NAME or fold(parts[0]) in _SOMEBODY_BEFORE:
        return titled
    if any(known.is_head(fold(part)) for known in title_words().values() for part in parts):
        return False
    return words.text != words.quoted and all(
        part[0].isupper() or part in _WITHIN_NAMES for part in parts
    )


def _part_for(form: FieldForm, titled: TitledName, text: str) -> Span | None:
    """Return what of a titled name a field asks for: the person, or the state called by a name."""
    if "official" in form.targets:
        return titled.name
    if titled.state is None or "organization" not in form.targets:
        return None
    # "Belarusian" calls a state, but nobody would file one under it.
    said = text[titled.state.start : titled.state.end]
    filed = any(said in country.filed for country in countries_called(said))
    return titled.state if filed else None


def _present(database: ReferenceDatabase, form: FieldForm) -> frozenset[int]:
    """Return who need not be proposed any more: those that take part already."""
    if form.inside != "participation":
        return frozenset()
    rows = database.rows(
        "SELECT participant_id FROM participation JOIN record ON record.id = record_id "
        "WHERE event_id = ? AND trashed IS NULL",
        (form.record,),
    )
    return frozenset(row[0] for row in rows)


def _ranked(form: FieldForm, words: MarkedWords, named: Sequence[Named]) -> list[Named]:
    """Return who speaks, people, what is marked, where it was, each before the rest."""
    telling = form.kind == "statement" and form.name == "speaker"
    where = form.name == "place"
    start, end = words.start - words.quote.start, words.end - words.quote.start

    def rank(one: Named) -> tuple[bool, ...]:
        return (
            telling and not _tells(words.quoted, one.span),
            one.record.kind != "official",
            not (start <= one.span.start and one.span.end <= end),
            where and not _PLACED.search(words.quoted[: one.span.start]),
        )

    return sorted(named, key=rank)


def _tells(text: str, name: Span) -> bool:
    """Tell whether a verb of saying stands beside a name."""
    return bool(_SAYING.match(text[name.end :]) or _SAID_BY.search(text[: name.start]))


def offered(
    database: ReferenceDatabase, form: FieldForm, text: str, words: MarkedWords | None
) -> tuple[tuple[OpenHit, ...], tuple[str, ...]]:
    """Return the records `text` may mean for a field, and how the words in hand complete it."""
    hits = candidates(database, form, text)
    if words is None:
        return hits, ()
    apart: tuple[str, ...] = ()
    if form.name == "capacity" and (person := person_of(database, form)) is not None:
        apart = known_names(database, [person]).get(person, ())
    return hits, completions(words.quoted, text, apart=apart)


def evidence_for(
    database: ReferenceDatabase,
    form: FieldForm,
    value: Given | str,
    words: MarkedWords,
    *,
    for_this: bool = False,
) -> Evidence:
    """Return the claim the words make for `value`: the sentence, and what in it decides.

    Words that were marked for this very field are decisive as they are, unless they are whole
    sentences. Else it is the tightest stretch of the marked words that says it, else the tightest
    of the sentence around them; where none does, all that is marked. Printed is that stretch. A
    reading that depends on the day of publication leans on the source's date (law 7). `value` may
    be a record's id, or the label of one that is still to be made.
    """
    said = _evidence(database, form, value, _not_against_itself(database, form, words))
    marked = (words.start, words.end)
    if not for_this or words.text == words.quoted or said.span is None:
        return said
    inside = marked[0] <= said.span[0] and said.span[1] <= marked[1]
    return replace(said, span=marked) if inside else said


def is_said(
    database: ReferenceDatabase, form: FieldForm, value: Given | str, words: MarkedWords
) -> bool:
    """Tell whether a stretch of the marked words says `value`."""
    return _says(database, form, value, words) is not None


def _evidence(
    database: ReferenceDatabase, form: FieldForm, value: Given | str, words: MarkedWords
) -> Evidence:
    for text in (words, words.whole):
        found = _says(database, form, value, text)
        if found is not None:
            span = text.at(found.start, found.end - found.start)
            printed = text.text[found.start : found.end]
            leans = form.type is FieldType.DATE and _leans_on_the_day(printed)
            premises = (Premise("source date", None, None, None),) if leans else ()
            return Evidence(words.quote, printed=printed, span=span, premises=premises)
    return Evidence(words.quote, printed=words.text, span=(words.start, words.end))


def _says(
    database: ReferenceDatabase, form: FieldForm, value: Given | str, words: MarkedWords
) -> Span | None:
    """Return the tightest stretch of `words` that says `value`."""
    text = words.text
    if isinstance(value, int):
        found = _name_in(text, known_names(database, [value]).get(value, ()))
        if found is not None or not form.targets:
            return found
        return next(
            (one.span for one in named_in(database, text, form.targets) if one.record.id == value),
            None,
        )
    if not isinstance(value, str):
        return None
    if form.type is FieldType.DATE:
        return next((phrase for phrase, edtf in _dates_in(words) if edtf == value), None)
    at = text.casefold().find(value.casefold()) if value else -1
    if at < 0 or len(text.casefold()) != len(text):
        return None
    found = Span(at, at + len(value))
    return _whole_word(text, found) if form.type is FieldType.RECORD else found


def _name_in(text: str, names: tuple[str, ...]) -> Span | None:
    """Return where the longest of `names` stands in `text`, as printed or in another spelling."""
    for name in sorted(names, key=len, reverse=True):
        at = text.find(name)
        if at >= 0:
            return _whole_word(text, Span(at, at + len(name)))
    for name in sorted(names, key=len, reverse=True):
        parts = matches(text, name.split())
        if len(parts) == len(name.split()) and parts:
            return Span(parts[0].start, parts[-1].end)
    return None


def _whole_word(text: str, span: Span) -> Span:
    """Widen a name to the word it begins: "Belarus" in "Belarusian" decides as that word."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return Span(start, end)


def _date_in(words: MarkedWords) -> tuple[Span, str] | None:
    return next(_dates_in(words), None)


def _dates_in(words: MarkedWords) -> Iterator[tuple[Span, str]]:
    return dates_in(words.text, words.published)


def dates_in(text: str, published: str | None) -> Iterator[tuple[Span, str]]:
    """Yield every phrase of a text that is a date with its reading, the longest first.

    Relative ones are read against the day of publication; without one they are passed over.
    """
    found = list(_WORD.finditer(text))
    for length in range(min(LONGEST_DATE, len(found)), 0, -1):
        for first in range(len(found) - length + 1):
            start, end = found[first].start(), found[first + length - 1].end()
            phrase = text[start:end].rstrip(".,;:)”’\"'")
            reading = read_phrase(phrase, published or LONG_AGO)
            if reading is None:
                continue
            if published is None and _leans_on_the_day(phrase):
                continue
            yield Span(start, start + len(phrase)), reading.edtf


def _leans_on_the_day(phrase: str) -> bool:
    """Whether a phrase means another date on another day of publication."""
    one, other = (read_phrase(phrase, day) for day in (LONG_AGO, LATER))
    return one is None or other is None or one.edtf != other.edtf
