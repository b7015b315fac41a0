"""Writing from words in hand: the value, the words that say it, and what a person adds to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from models.editing.claiming import quote_for
from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.evidence import add_claim
from models.editing.filling import fill
from models.editing.given import Evidence, Given, Link, New, Passage
from models.evidence.claims import Hop, Premise
from models.names.folding import fold
from models.proposing.reading_off import evidence_for, is_said
from models.proposing.words import MarkedWords, sentences_around
from models.queries.forms import HOLDS, FieldForm, known_names
from models.queries.lookup import quick_open
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import PARTY_KINDS

PARTED: Final = ";"
PASSED_ON: Final = ("→", ">")
MEANT: Final = "="
SOURCE_DATE: Final = ("date", "source date", "the date of the source")
"""What stands for the date of the source among the things a reading leans on."""

_LOOKED_AT: Final = 5


@dataclass(frozen=True, slots=True)
class Beside:
    """What a person adds to the words, as typed; each is empty where nothing is added.

    `printed` is the value as the source prints it, where that is not read off. `passed_on` is who
    said it and who passed it on, the speaker first: "Bagheri > IRNA"; "He = Ashtiani > IRNA" says
    whom a word means. `leans_on` are, with ";" between them, the date of the source ("date"),
    words of other passages of the text, and at the end the person's own reason.
    """

    printed: str = ""
    passed_on: str = ""
    leans_on: str = ""


@service
def fill_from_words(
    edit: Edit,
    *,
    form: FieldForm,
    value: Given | None,
    words: MarkedWords,
    for_this: bool = False,
    beside: Beside | None = None,
    leaning: Passage | None = None,
    reason: str = "",
) -> Told:
    """Put `value` into a line of a form, backed by `words`; `focus` is as `fill` says.

    The reading leans on the passage `leaning`, on a person's `reason`, and on what is `beside`.

    Raises:
        RefusedError: it cannot be, or the words do not say so; nothing was written.
    """
    if value is None:
        done = fill(edit, form=form, value=None)
        return Told(done.label, done.focus)
    added = beside or Beside()
    if reason.strip():
        added = replace(added, leans_on="; ".join(filter(None, (added.leans_on, reason.strip()))))
    if form.name == HOLDS:
        return _holds(edit, form, words, added)
    said: Any = value.record if isinstance(value, Link) else value
    said = said.label if isinstance(said, New) else said
    evidence = evidence_for(edit.database, form, said, words, for_this=for_this)
    leans = bool(added.leans_on or leaning)
    if leans and not added.printed and not is_said(edit.database, form, said, words):
        # What is inferred need not be printed anywhere.
        evidence = replace(evidence, printed=None, span=(words.start, words.end))
    evidence = with_beside(edit, evidence, words, added, for_this=for_this)
    done = fill(edit, form=form, value=value, evidence=evidence, leaning=leaning)
    return Told(done.label, done.focus)


def _holds(edit: Edit, form: FieldForm, words: MarkedWords, beside: Beside) -> Told:
    span = None if words.text == words.quoted else (words.start, words.end)
    evidence = Evidence(words.quote, span=span)
    evidence = with_beside(edit, evidence, words, beside, for_this=True)
    done = add_claim(edit, record=form.record, evidence=evidence)
    return Told(done.label, form.record)


def with_beside(
    edit: Edit, evidence: Evidence, words: MarkedWords, beside: Beside, *, for_this: bool
) -> Evidence:
    """Return the evidence with what was typed beside it; passages it leans on become quotes.

    Raises:
        RefusedError: what is said to be printed does not stand in the words.
    """
    if beside.printed:
        evidence = _printed(evidence, words, beside.printed, for_this=for_this)
    leaning = leaning_on(edit.database, words, beside.leans_on)
    premises = [
        Premise("quote", quote_for(edit.database, one), None, None)
        if isinstance(one, Passage)
        else one
        for one in leaning
    ]
    return replace(
        evidence,
        premises=tuple(dict.fromkeys((*evidence.premises, *premises))),
        hops=hops_named(edit.database, beside.passed_on) or evidence.hops,
    )


def _printed(evidence: Evidence, words: MarkedWords, printed: str, *, for_this: bool) -> Evidence:
    for text in (words, words.whole):
        at = text.text.find(printed)
        if at >= 0:
            inside = text is words and for_this and words.text != words.quoted
            span = (words.start, words.end) if inside else text.at(at, len(printed))
            return replace(evidence, printed=printed, span=span)
    raise RefusedError("printed", f"“{printed}” does not stand in the marked words.")


def hops_named(database: ReferenceDatabase, typed: str) -> tuple[Hop, ...]:
    """Return who passed words on, as typed: officials said them, all others published them."""
    for sign in PASSED_ON:
        typed = typed.replace(sign, "\n")
    found = []
    for part in filter(None, map(str.strip, typed.split("\n"))):
        printed, _, meant = (one.strip() for one in part.partition(MEANT))
        party = _party(database, meant or printed)
        official = party is not None and party[1] == "official"
        found.append(Hop(printed, party[0] if party else None, publisher=not official))
    return tuple(found)


def _party(database: ReferenceDatabase, name: str) -> tuple[int, str] | None:
    hits = quick_open(database, name, limit=_LOOKED_AT, kinds=PARTY_KINDS)
    names = known_names(database, [hit.id for hit in hits]) if hits else {}
    wanted = fold(name)
    called = {hit: list(map(fold, names.get(hit.id, ()))) for hit in hits}
    meant = [hit for hit, spellings in called.items() if wanted in spellings]
    if not meant:
        # A surname is enough; a name that only sounds alike is somebody else's.
        words = set(wanted.split())
        meant = [
            hit
            for hit, spellings in called.items()
            if any(words <= set(spelling.split()) for spelling in spellings)
        ]
    return (meant[0].id, meant[0].kind) if len(meant) == 1 else None


def leaning_on(
    database: ReferenceDatabase, words: MarkedWords, typed: str
) -> tuple[Premise | Passage, ...]:
    """Return what a reading leans on, as typed; a passage is the sentence that has these words."""
    if not typed.strip():
        return ()
    text: str = database.rows("SELECT text FROM snapshot WHERE id = ?", (words.snapshot,))[0][0]
    found: list[Premise | Passage] = []
    while typed := typed.strip():
        part, _, rest = (one.strip() for one in typed.partition(PARTED))
        at = text.casefold().find(part.casefold())
        if fold(part) in SOURCE_DATE:
            found.append(Premise("source date", None, None, None))
        elif part and at >= 0 and len(text.casefold()) == len(text):
            around = sentences_around(text, at, at + len(part))
            found.append(Passage(words.snapshot, around.start, around.end))
        elif part:
            # A reason is a sentence, or two: the sign can stand inside of it.
            found.append(Premise("editor", None, None, typed))
            break
        typed = rest
    return tuple(found)
