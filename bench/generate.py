"""Makes a reference of any size, shaped like the Historian's record; the same size, the same file.

Of what the table shows 12 % are officials, 72 % meetings, 8 % agreements and 8 % statements; beside
them stand states, towns, sources, tenures, names in four scripts and some two participations a
record, one quote and nearly three claims a record. Derived columns are written as
`models.summaries` would work them out (a test compares them), because that takes hours for a
million records.
"""

from __future__ import annotations

import hashlib
import random
import time
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench.bulk_rows import BulkRows, bare_tables
from bench.invented_names import STATES, WORDS, person_name, remark, town_name
from models.dates import parse_edtf
from models.names.folding import search_text
from models.names.skeleton import skeletons
from models.names.sorting import collation_key
from models.reference.reference import Reference

MADE = "2026-01-01T00:00:00Z"
QUOTES_A_SOURCE = 2000
MONTHS = (
    "January February March April May June July August September October November December"
).split()
OFFICES = ("Minister of", "Secretary of", "Ambassador for")
FORMS = ("visit", "meeting", "call", "summit", "signing", "correspondence")
OCCURRENCES = ("confirmed", "reported", "announced", "cancelled", "denied")
REVIEWS = ("draft", "draft", "draft", "checked", "verified")
AGREEMENT_FORMS = ("treaty", "memorandum", "contract", "joint statement", "arrangement")
STAGES = ("signed", "in force", "proposed")
LEAST_STATES = 8

_folded = lru_cache(maxsize=300_000)(search_text)
_sounds = lru_cache(maxsize=300_000)(skeletons)
_sort_key = lru_cache(maxsize=20_000)(collation_key)


@dataclass(frozen=True, slots=True)
class Known:
    """What other records show of a state, a place or an official."""

    id: int
    spellings: tuple[str, ...]
    states: frozenset[int] = frozenset()
    grounds: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        return self.spellings[0]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim of the record's quote: on which record and field, of what, by which words."""

    record_id: int
    kind: str
    field: str | None
    printed: str | None
    value: dict[str, Any]


class Generator:
    """Fills one empty reference; make one for each file."""

    def __init__(self, reference: Reference, size: int, seed: int = 1778) -> None:
        self._database = reference.database
        self._rows = BulkRows(reference.database)
        self._random = random.Random(seed)
        self._size = size
        self._fields = {
            (kind, name): number
            for number, kind, name in self._database.rows("SELECT id, kind, name FROM field")
        }
        self._record_id = 0
        self._claim_id = 0
        self._quote_id = 0
        self._known: dict[int, Known] = {}
        self._states: list[Known] = []
        self._towns: list[Known] = []
        self._officials: list[Known] = []
        self._source = 0
        self._snapshot = 0
        self._text: list[str] = []
        self._length = 0

    def fill(self) -> None:
        """Write everything."""
        size = self._size
        counts = [max(1, size * share // 100) for share in (12, 8, 8)]
        self._make_states(min(len(STATES), max(LEAST_STATES, size // 50)))
        self._new_source()
        kinds = ["official"] * counts[0]
        rest = ["agreement"] * counts[1] + ["statement"] * counts[2]
        rest += ["meeting"] * (size - sum(counts))
        self._random.shuffle(rest)
        make = {
            "official": self._official,
            "agreement": self._agreement,
            "statement": self._statement,
            "meeting": self._meeting,
        }
        for number, kind in enumerate(kinds + rest):
            if number and number % QUOTES_A_SOURCE == 0:
                self._end_source()
                self._new_source()
            make[kind](number)
        self._end_source()
        self._rows.finish()

    # -------------------------------------------------------------- records

    def _next_record(self) -> int:
        self._record_id += 1
        return self._record_id

    def _record(
        self,
        record_id: int,
        kind: str,
        label: str,
        *,
        involved: set[tuple[int, str]],
        owner_names: tuple[str, ...] = (),
        inside_labels: tuple[str, ...] = (),
        words: tuple[str, ...] = (),
        quoted: str = "",
        **derived: Any,
    ) -> None:
        """Write a record of the table with all that follows from it."""
        review = REVIEWS[record_id % len(REVIEWS)]
        self._rows.named(
            "record",
            id=record_id,
            uid=_uid("a", record_id),
            kind=kind,
            label=label,
            review=review,
            created=MADE,
            modified=MADE,
            label_key=collation_key(label),
            who=derived.pop("who", ""),
            who_key=derived.pop("who_key", _sort_key("")),
            quotes=int(bool(quoted)),
            origins=int(bool(quoted)),
            disputed=0,
            **derived,
        )
        for other, manner in involved | ({(self._source, "source")} if quoted else set()):
            self._rows.add("involvement", other, manner, record_id)
        own = (label, *owner_names)
        others = sorted({other for other, _ in involved} - {record_id})
        related = [text for other in others for text in self._known[other].spellings]
        related += inside_labels
        self._rows.named(
            "search_document",
            record_id=record_id,
            names=" ".join(map(_folded, own)),
            related=" ".join(dict.fromkeys(map(_folded, related))),
            words=" ".join(map(_folded, words)),
            quoted=search_text(quoted),
            skeleton=_all_sounds(own),
            related_skeleton=_all_sounds(related),
        )

    def _inside(self, kind: str, owner: int, label: str) -> int:
        record_id = self._next_record()
        self._rows.named(
            "record",
            id=record_id,
            uid=_uid("a", record_id),
            kind=kind,
            owner_id=owner,
            label=label,
            review="draft",
            created=MADE,
            modified=MADE,
            label_key=b"",
            who="",
            who_key=b"",
            quotes=0,
            origins=0,
            unsourced=0,
            disputed=0,
        )
        return record_id

    def _make_states(self, count: int) -> None:
        for name in STATES[:count]:
            land, state, town = (self._next_record() for _ in range(3))
            ground = Known(land, (name,), frozenset((state,)), (land,))
            self._known[land] = ground
            self._known[state] = Known(state, (name,), frozenset((state,)))
            self._states.append(self._known[state])
            self._rows.named("place", record_id=land, kind="place", type="country")
            self._rows.named(
                "organization", record_id=state, kind="organization", type="state",
                territory_id=land,
            )  # fmt: skip
            self._record(
                land, "place", name, involved={(land, "place"), (state, "country")}, unsourced=0
            )
            self._record(
                state,
                "organization",
                name,
                involved={(state, "party"), (state, "country")},
                unsourced=1,
            )
            for number in range(3):
                here = town if number == 0 else self._next_record()
                called = town_name(len(self._towns))
                self._known[here] = Known(here, (called,), frozenset((state,)), (here, land))
                self._towns.append(self._known[here])
                self._rows.named("place", record_id=here, kind="place", type="city", within_id=land)
                self._record(
                    here,
                    "place",
                    called,
                    involved={(here, "place"), (land, "place"), (state, "country")},
                    where_id=land,
                    unsourced=1,
                )

    def _official(self, number: int) -> None:
        record_id = self._next_record()
        name = person_name(number)
        state = self._states[self._skewed(len(self._states))]
        born = 1735 + number * 37 % 250
        text = f"{name.latin} of {state.label}, born {born}"
        quote, spans = self._quote(text, (state.label, str(born), name.latin))
        post = f"{OFFICES[number % len(OFFICES)]} {WORDS[number % 40]}"
        tenure = self._inside("tenure", record_id, post)
        self._rows.named(
            "tenure", record_id=tenure, kind="tenure", official_id=record_id, title=post,
            organization_id=state.id, **_date("start", str(born + 40)),
        )  # fmt: skip
        spellings = [name.latin] + ([name.other] if name.other else [])
        named = [self._name(record_id, text, name.script if text == name.other else "Latn")
                 for text in spellings]  # fmt: skip
        self._rows.named(
            "official", record_id=record_id, kind="official", country_id=state.id,
            **_date("birth", str(born)),
        )  # fmt: skip
        self._claim(quote, Claimed(record_id, "official", "country", *_record(state)), spans[0])
        dated = Claimed(record_id, "official", "birth", *_day(str(born), str(born)))
        self._claim(quote, dated, spans[1])
        bearing = Claimed(named[0], "name", "text", name.latin, {"value_text": name.latin})
        self._claim(quote, bearing, spans[2])
        self._known[record_id] = Known(record_id, tuple(spellings), frozenset((state.id,)))
        self._officials.append(self._known[record_id])
        self._record(
            record_id,
            "official",
            name.latin,
            involved={(record_id, "party"), (state.id, "country")},
            owner_names=tuple(spellings[1:]),
            inside_labels=(state.label,),
            words=(post,),
            quoted=text,
            who=state.label,
            who_key=_sort_key(state.label),
            unsourced=4 + len(spellings) - 1,
        )

    def _name(self, bearer: int, text: str, script: str | None) -> int:
        record_id = self._inside("name", bearer, text)
        self._rows.named(
            "name", record_id=record_id, kind="name", bearer_id=bearer, text=text, script=script,
            form="printed", folded=_folded(text), skeleton=" ".join(_sounds(text)),
        )  # fmt: skip
        return record_id

    def _meeting(self, number: int) -> None:
        record_id = self._next_record()
        people = self._people(2 + (number % 5 == 0) + (number % 7 == 0))
        town = self._towns[self._skewed(len(self._towns))]
        edtf, printed = self._when()
        about = remark(number) if number % 2 else None
        form = FORMS[self._skewed(len(FORMS))]
        label = f"{people[0].label} meets {people[1].label}"
        text = f"{label} in {town.label}{f' on {printed}' if printed else ''}: {remark(number)}"
        quote, spans = self._quote(text, (printed or label, town.label, people[0].label))
        occurrence = OCCURRENCES[self._skewed(len(OCCURRENCES))]
        self._rows.named(
            "meeting", record_id=record_id, kind="meeting", form=form, occurrence=occurrence,
            place_id=town.id, summary=about, **(_date("date", edtf, printed) if edtf else {}),
        )  # fmt: skip
        present = self._participations(record_id, "meeting", people)
        if edtf and printed:
            self._claim(
                quote, Claimed(record_id, "meeting", "date", *_day(edtf, printed)), spans[0]
            )
        self._claim(quote, Claimed(record_id, "meeting", "place", *_record(town)), spans[1])
        self._claim(
            quote, Claimed(present, "participation", "participant", *_record(people[0])), spans[2]
        )
        who = " · ".join(person.label for person in people)
        self._record(
            record_id,
            "meeting",
            label,
            involved=self._involved(people, town),
            words=(about,) if about else (),
            quoted=text,
            who=who,
            who_key=collation_key(who),
            where_id=town.id,
            state=occurrence,
            unsourced=2 + len(people) - 1 + bool(about),
            **_when(edtf),
        )

    def _agreement(self, number: int) -> None:
        record_id = self._next_record()
        people = self._people(2)
        edtf, printed = self._when()
        form = AGREEMENT_FORMS[self._skewed(len(AGREEMENT_FORMS))]
        stage = STAGES[number % len(STAGES)]
        label = f"{form.capitalize()} on {WORDS[number % 40]} and {WORDS[number * 7 % 40]}"
        text = f"{label}: a {form} between {people[0].label} and {people[1].label}"
        text += f", {printed}." if printed else "."
        quote, spans = self._quote(text, (printed or label, form, people[0].label))
        self._rows.named(
            "agreement", record_id=record_id, kind="agreement", form=form, stage=stage,
            **(_date("date", edtf, printed) if edtf else {}),
        )  # fmt: skip
        present = self._participations(record_id, "agreement", people)
        if edtf and printed:
            self._claim(
                quote, Claimed(record_id, "agreement", "date", *_day(edtf, printed)), spans[0]
            )
        self._claim(
            quote, Claimed(record_id, "agreement", "form", form, {"value_text": form}), spans[1]
        )
        self._claim(
            quote, Claimed(present, "participation", "participant", *_record(people[0])), spans[2]
        )
        who = " · ".join(person.label for person in people)
        self._record(
            record_id,
            "agreement",
            label,
            involved=self._involved(people, None),
            quoted=text,
            who=who,
            who_key=collation_key(who),
            state=stage,
            unsourced=2,
            **_when(edtf),
        )

    def _statement(self, number: int) -> None:
        record_id = self._next_record()
        speaker = self._people(1)[0]
        edtf, printed = self._when()
        words = f"We talked about {WORDS[number % 40]} and {WORDS[number * 3 % 40]}"
        label = f"“{words}”"
        text = f"{label}, {speaker.label} said{f' on {printed}' if printed else ''}."
        quote, spans = self._quote(text, (printed or label, words, speaker.label))
        self._rows.named(
            "statement", record_id=record_id, kind="statement", speaker_id=speaker.id,
            speaker_kind="official", mode="direct", words=words,
            **(_date("date", edtf, printed) if edtf else {}),
        )  # fmt: skip
        if edtf and printed:
            self._claim(
                quote, Claimed(record_id, "statement", "date", *_day(edtf, printed)), spans[0]
            )
        said = Claimed(record_id, "statement", "words", words, {"value_text": words})
        self._claim(quote, said, spans[1])
        self._claim(quote, Claimed(record_id, "statement", "speaker", *_record(speaker)), spans[2])
        self._record(
            record_id,
            "statement",
            label,
            involved=self._involved([speaker], None),
            words=(words,),
            quoted=text,
            who=speaker.label,
            who_key=collation_key(speaker.label),
            state="direct",
            unsourced=0,
            **_when(edtf),
        )

    def _participations(self, event: int, kind: str, people: list[Known]) -> int:
        """Write who took part and return the id of the first participation."""
        first = 0
        for person in people:
            record_id = self._inside("participation", event, person.label)
            first = first or record_id
            self._rows.named(
                "participation", record_id=record_id, kind="participation", event_id=event,
                event_kind=kind, participant_id=person.id, participant_kind="official",
                role="principal",
            )  # fmt: skip
        return first

    def _involved(self, people: list[Known], town: Known | None) -> set[tuple[int, str]]:
        found = {(person.id, "party") for person in people}
        found |= {(state, "country") for person in people for state in person.states}
        if town is not None:
            found |= {(ground, "place") for ground in town.grounds}
            found |= {(state, "country") for state in town.states}
        return found

    # ------------------------------------------------------------- evidence

    def _new_source(self) -> None:
        self._source = self._next_record()
        self._snapshot += 1
        self._text, self._length = [], 0
        title = f"File {self._snapshot} of the record"
        self._rows.named(
            "source", record_id=self._source, kind="source", title=title, type="dataset",
            reliability="B",
        )  # fmt: skip
        self._record(
            self._source, "source", title, involved=set(), words=(title,), unsourced=1
        )  # fmt: skip

    def _end_source(self) -> None:
        text = "".join(self._text)
        original = text.encode()
        digest = hashlib.sha256(original).hexdigest()
        self._rows.named(
            "snapshot", id=self._snapshot, uid=_uid("b", self._snapshot), source_id=self._source,
            text=text, length=len(text), text_sha256=digest, original_sha256=digest,
            original_size=len(original), media_type="text/plain", captured=MADE, method="file",
            extractor="by hand", extractor_version="1", unicode_version="15.0.0", was_normalized=1,
        )  # fmt: skip
        self._rows.add("original", self._snapshot, "zlib", zlib.compress(original, 1))

    def _quote(self, text: str, parts: tuple[str, ...]) -> tuple[int, list[tuple[int, int]]]:
        """Write a paragraph into the source, quote it, and say where the parts stand in it."""
        start = self._length
        self._text.append(text + "\n\n")
        self._length += len(text) + 2
        self._quote_id += 1
        self._rows.named(
            "quote", id=self._quote_id, uid=_uid("c", self._quote_id),
            snapshot_id=self._snapshot, start=start, end=start + len(text), exact=text, before="",
            after="", paragraph=len(self._text), folded=search_text(text),
        )  # fmt: skip
        places = ((start + text.index(part), len(part)) for part in parts)
        return self._quote_id, [(place, place + length) for place, length in places]

    def _claim(self, quote: int, claimed: Claimed, span: tuple[int, int]) -> None:
        self._claim_id += 1
        self._rows.named(
            "claim", id=self._claim_id, uid=_uid("d", self._claim_id),
            record_id=claimed.record_id, record_kind=claimed.kind,
            field_id=self._fields[claimed.kind, claimed.field], quote_id=quote,
            printed=claimed.printed, span_start=span[0], span_end=span[1], stance="supports",
            directness="direct", rank="normal", credibility="6", **claimed.value,
        )  # fmt: skip

    # --------------------------------------------------------------- chance

    def _skewed(self, count: int) -> int:
        """Return a number below `count`, small ones far oftener."""
        return int(count * self._random.random() ** 3)

    def _people(self, count: int) -> list[Known]:
        officials = self._officials
        if len(officials) <= count:
            return officials[:count]
        found: dict[int, Known] = {}
        while len(found) < count:
            person = officials[self._skewed(len(officials))]
            found.setdefault(person.id, person)
        return sorted(found.values(), key=lambda person: person.id)

    def _when(self) -> tuple[str | None, str | None]:
        chance = self._random.random()
        if chance < 0.02:
            return None, None
        year = 2023 - int(245 * self._random.random() ** 2)
        month = 1 + int(12 * self._random.random())
        if chance < 0.05:
            return str(year), str(year)
        if chance < 0.10:
            return f"{year}-{month:02}", f"{MONTHS[month - 1]} {year}"
        day = 1 + int(28 * self._random.random())
        return f"{year}-{month:02}-{day:02}", f"{day} {MONTHS[month - 1]} {year}"


def _uid(table: str, number: int) -> str:
    return f"{number:08x}-0000-4000-8000-{table}{number:011x}"


def _all_sounds(spellings: Any) -> str:
    return " ".join(dict.fromkeys(sound for text in spellings for sound in _sounds(text)))


@lru_cache(maxsize=100_000)
def _bounds(edtf: str) -> tuple[str | None, str | None]:
    date = parse_edtf(edtf)
    return date.earliest, date.latest


def _date(prefix: str, edtf: str, printed: str | None = None) -> dict[str, str | None]:
    earliest, latest = _bounds(edtf)
    return {f"{prefix}_edtf": edtf, f"{prefix}_min": earliest, f"{prefix}_max": latest,
            f"{prefix}_printed": printed}  # fmt: skip


def _when(edtf: str | None) -> dict[str, Any]:
    if edtf is None:
        return {}
    earliest, latest = _bounds(edtf)
    return {"when_edtf": edtf, "when_min": earliest, "when_max": latest}


def _day(edtf: str, printed: str) -> tuple[str, dict[str, Any]]:
    earliest, latest = _bounds(edtf)
    return printed, {"value_edtf": edtf, "value_min": earliest, "value_max": latest}


def _record(known: Known) -> tuple[str, dict[str, Any]]:
    return known.label, {"value_record_id": known.id}


def generate(path: Path, size: int) -> float:
    """Make the reference of `size` records at `path`, and return how many seconds it took."""
    begun = time.perf_counter()
    title = f"{size:,} invented records"
    with Reference.create(path, title=title) as reference, bare_tables(reference.database):
        Generator(reference, size).fill()
    return time.perf_counter() - begun
