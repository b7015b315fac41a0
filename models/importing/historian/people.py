"""People of the service and presidents: names in every form given, birth and death, terms."""

from __future__ import annotations

from functools import lru_cache

from models.capture.historian_xml import Entry, HistorianFile, Word
from models.dates import DateError, parse_edtf
from models.importing.historian.drafts import (
    NAMESAKE,
    POSSIBLE_DUPLICATE,
    ClaimDraft,
    Passage,
    RecordDraft,
    named,
    passage_of,
    says,
)
from models.importing.historian.register import Post, Register, spelled
from models.records.values import Value
from models.text.segments import Span

PUT_TOGETHER = "The parts of the name are given apart; here they stand in the order of use."
FROM_THE_LIST = "The list is one of presidents, as the address it was taken from says."
ENCYCLOPEDIA = "source/list-of-presidents"


def date_of(word: Word | None) -> str | None:
    """Return the EDTF of a date as the data writes it, None where it is none."""
    return _read_date(word.text) if word is not None else None


@lru_cache(maxsize=16384)
def _read_date(text: str) -> str | None:
    try:
        return parse_edtf(text).edtf
    except DateError:
        return None


@lru_cache(maxsize=16384)
def value_of(edtf: str | None) -> Value | None:
    """Return the date as a value with its bounds."""
    if edtf is None:
        return None
    date = parse_edtf(edtf)
    return Value(edtf=date.edtf, earliest=date.earliest, latest=date.latest)


def dated(name: str, passage: Passage, word: Word | None) -> list[ClaimDraft]:
    """Return the claim of a date field, none where the source leaves it empty."""
    edtf = date_of(word)
    if word is None or edtf is None:
        return []
    return [says(name, passage, word, edtf=edtf)]


def person(register: Register, file: str, read: HistorianFile) -> list[RecordDraft]:
    """Return the official of one file of `people`, and the names; [] refuses the file."""
    entry = read.entries[0] if read.entries else None
    identity = entry.first("id") if entry else None
    surname = entry.first("persName surname") if entry else None
    if entry is None or identity is None or surname is None:
        register.report.refused.append((file, "it names no person with an id and a surname"))
        return []
    if identity.text in register.people:
        register.report.refused.append(
            (file, f"the person id “{identity.text}” stands in another file already")
        )
        return []
    passage = passage_of(file, entry)
    key = f"person/{identity.text}"
    parts = [
        word
        for word in (
            entry.first("persName forename"),
            surname,
            entry.first("persName genName"),
        )
        if word is not None
    ]
    label = " ".join(spelled(word.text) for word in parts)
    official = RecordDraft(
        key=key,
        kind="official",
        label=label,
        identifier=("historian/people", identity.text),
        claims=[
            *dated("birth", passage, entry.first("birth")),
            *dated("death", passage, entry.first("death")),
        ],
    )
    if label in register.made:
        official.tag(NAMESAKE)
    register.made.add(label)
    register.people[identity.text] = label
    born = entry.first("birth")
    if born is not None:
        register.births[identity.text] = born.text
    return [official, _full_name(key, passage, label, parts), *_other_names(key, passage, entry)]


def _full_name(key: str, passage: Passage, label: str, parts: list[Word]) -> RecordDraft:
    first = min(word.start for word in parts)
    last = max(word.end for word in parts)
    claims = [
        ClaimDraft(
            field="text",
            passage=passage,
            text=label,
            decisive=Span(first, last),
            note=PUT_TOGETHER,
        )
    ]
    for word in parts:
        part = word.name.rpartition(" ")[2]
        if part in ("forename", "surname"):
            claims.append(says("given" if part == "forename" else "family", passage, word))
    return RecordDraft(
        key=f"{key}/name",
        kind="name",
        label=label,
        owner=key,
        values={"form": "preferred"},
        claims=claims,
    )


def _other_names(key: str, passage: Passage, entry: Entry) -> list[RecordDraft]:
    found: dict[str, Word] = {}
    for word in entry.all("persName altname"):
        found.setdefault(spelled(word.text), word)
    return [
        named(key, passage, word, form="alias", suffix=f"name/{text}")
        for text, word in found.items()
    ]


def presidents(register: Register, file: str, read: HistorianFile) -> list[RecordDraft]:
    """Return the presidents, and one tenure for each term.

    An id that `people` has too is no proof: that of President Taft is a later ambassador's there.
    Both stay and are marked, as possible duplicates where they were born in the same year.
    """
    drafts: list[RecordDraft] = []
    head = next((entry for entry in read.entries if entry.tag == read.root), None)
    address = head.first("source-url") if head else None
    state: str | None = None
    if head is not None and address is not None:
        drafts += _list_of_presidents(file, head, address)
        state = "country/united-states" if "United_States" in address.text else None
    listed = [entry for entry in read.entries if entry.tag == "president"]
    for number, entry in enumerate(listed, start=1):
        identity, name = entry.first("id"), entry.first("name")
        if identity is None or name is None:
            register.report.refused.append(
                (file, f"president {number} of the list has no id or no name")
            )
            continue
        drafts += _president(register, file, entry, identity, name)
        drafts.append(_term(register, file, entry, identity, address, state))
    return drafts


def _president(
    register: Register, file: str, entry: Entry, identity: Word, name: Word
) -> list[RecordDraft]:
    """Return the official and the name; [] where the list has told of another term before."""
    passage = passage_of(file, entry)
    key = f"president/{identity.text}"
    if identity.text in register.presidents:
        register.report.merged.append(
            f"{file}: {name.text} stands in the list for another term; one official"
        )
        return []
    register.presidents[identity.text] = spelled(name.text)
    official = RecordDraft(
        key=key,
        kind="official",
        label=spelled(name.text),
        identifier=("historian/presidents", identity.text),
        claims=[
            *dated("birth", passage, entry.first("birth-year")),
            *dated("death", passage, entry.first("death-year")),
        ],
    )
    drafts = [official, named(key, passage, name, form="preferred")]
    if identity.text in register.people:
        born = entry.first("birth-year")
        same = born is not None and born.text == register.births.get(identity.text)
        official.tag(POSSIBLE_DUPLICATE if same else NAMESAKE)
        other = RecordDraft(f"person/{identity.text}", "official", "", addition=True)
        other.tags = list(official.tags)
        drafts.append(other)
    return drafts


def _term(
    register: Register,
    file: str,
    entry: Entry,
    identity: Word,
    address: Word | None,
    state: str | None,
) -> RecordDraft:
    passage = passage_of(file, entry)
    number = entry.first("n")
    began, ended = entry.first("took-office-date"), entry.first("left-office-date")
    key = f"presidency/{number.text if number else identity.text}"
    draft = RecordDraft(
        key=key,
        kind="tenure",
        label="President of the United States",
        owner=f"president/{identity.text}",
        identifier=("historian/presidencies", key.partition("/")[2]),
        claims=[
            says("official", passage, identity, record=f"president/{identity.text}"),
            *dated("start", passage, began),
            *dated("end", passage, ended),
        ],
    )
    printed = "Presidents_of_the_United_States"
    if address is not None and printed in address.text and state is not None:
        whole = Passage(file, Span(address.start, address.end))
        draft.claims += [
            says(
                "title", whole, address, part=printed, text=draft.label, note=FROM_THE_LIST
            ),
            says(
                "organization", whole, address, part="United_States", record=state,
                note=FROM_THE_LIST,
            ),
        ]  # fmt: skip
    else:
        draft.values["title"] = draft.label
    register.posts[f"president/{identity.text}"].append(
        Post(key, value_of(date_of(began)), value_of(date_of(ended)), passage)
    )
    return draft


def _list_of_presidents(file: str, head: Entry, address: Word) -> list[RecordDraft]:
    """Return what the list was taken from: the origin behind it, and the state it names."""
    passage = Passage(file, Span(address.start, address.end))
    last = address.text.rpartition("/")[2]
    title = last.replace("_", " ")
    source = RecordDraft(
        key=ENCYCLOPEDIA,
        kind="source",
        label=title,
        identifier=("historian/origins", address.text),
        values={"type": "webpage", "url": address.text},
        claims=[says("title", passage, address, part=last, text=title, note=PUT_TOGETHER)],
    )
    taken = head.first("crawl-dateTime")
    if taken is not None:
        source.values["accessed"] = taken.text
    found = [source]
    if "United_States" in address.text:
        state = RecordDraft(
            key="country/united-states",
            kind="organization",
            label="United States",
            values={"type": "state"},
            identifier=("historian/countries", "united-states"),
        )
        name = named(
            state.key, passage, address, text="United States", form="preferred", note=FROM_THE_LIST
        )
        name.claims = [
            says(
                "text", passage, address, part="United_States", text="United States",
                note=FROM_THE_LIST,
            )
        ]  # fmt: skip
        found += [state, name]
    return found
