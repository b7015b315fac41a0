"""States as parties and their ground: each under the name of its time, as it is printed."""

from __future__ import annotations

from models.capture.historian_xml import Word
from models.importing.historian.drafts import (
    SHARED_COUNTRY,
    Passage,
    RecordDraft,
    named,
    says,
)
from models.importing.historian.register import Register, key_of, spelled

SMALL_WORDS = frozenset({"and", "of", "the"})
READ_FROM_A_KEY = "Read from the key by which the data files the country; no name is printed."
ONE_WORD = "The entry names the state and its ground by one word."
DEPARTMENT = "organization/department-of-state"
DEPARTMENT_NAME = "US Department of State"
PUBLISHER = "organization/office-of-the-historian"


def words_of_key(key: str) -> str:
    """Return a country's key as words: `two-sicilies-1861` is “Two Sicilies (1861)”."""
    parts = key.split("-")
    year = ""
    if len(parts) > 1 and len(parts[-1]) == 4 and parts[-1].isdecimal():
        year = f" ({parts.pop()})"
    words = [
        part if part in SMALL_WORDS and index else part[:1].upper() + part[1:]
        for index, part in enumerate(parts)
    ]
    return " ".join(words) + year


def printed_state(
    register: Register, passage: Passage, code: Word, word: Word
) -> tuple[str, list[RecordDraft]]:
    """Return the key of the state that `word` prints, and its records where they are new.

    One country id can stand for several states of several times (`russia` for the U.S.S.R.): each
    printed name is a state of its own, and those that are not the id in other letters say so.
    """
    name = spelled(word.text)
    same = key_of(name) == code.text
    key = f"country/{code.text}" if same else f"country/{code.text}/{name}"
    draft = RecordDraft(
        key=key,
        kind="organization",
        label=name,
        identifier=("historian/countries", key.partition("/")[2]),
        values={"type": "state"},
    )
    register.labels[key] = name
    if not same:
        draft.tag(SHARED_COUNTRY)
        draft.note = f"The data files this name under the country id “{code.text}”."
    if not register.once(draft):
        return key, []
    return key, [draft, named(key, passage, word, form="preferred")]


def state_of_key(register: Register, passage: Passage, word: Word) -> tuple[str, list[RecordDraft]]:
    """Return the key of the state that `word` is the id of, and its records where they are new."""
    key = f"country/{word.text}"
    label = words_of_key(word.text)
    register.labels.setdefault(key, label)
    if word.text in register.printed:
        return key, []  # drafted where its name is printed
    draft = RecordDraft(
        key=key,
        kind="organization",
        label=label,
        identifier=("historian/countries", word.text),
        values={"type": "state"},
    )
    if not register.once(draft):
        return key, []
    name = named(key, passage, word, text=label, form="preferred", note=READ_FROM_A_KEY)
    return key, [draft, name]


def ground(
    register: Register, passage: Passage, code: Word, country: Word, locale: Word | None
) -> tuple[str, Word, list[RecordDraft]]:
    """Return key and word of the place an entry names, and the records that are new.

    The place is the locale inside the country, or the country where no locale is given. The
    state of that name gets the country as its territory.
    """
    drafts: list[RecordDraft] = []
    printed = spelled(country.text)
    whole = f"place/{code.text}/{printed}"
    place = RecordDraft(
        key=whole,
        kind="place",
        label=printed,
        identifier=("historian/places", whole.partition("/")[2]),
        values={"type": "country"},
    )
    if register.once(place):
        state, made = printed_state(register, passage, code, country)
        drafts += [place, named(whole, passage, country, form="preferred"), *made]
        territory = says("territory", passage, country, record=whole, note=ONE_WORD)
        if made:
            made[0].claims.append(territory)
        else:
            drafts.append(
                RecordDraft(state, "organization", printed, addition=True, claims=[territory])
            )
    if locale is None:
        return whole, country, drafts
    name = spelled(locale.text)
    key = f"{whole}/{name}"
    part = RecordDraft(
        key=key,
        kind="place",
        label=name,
        identifier=("historian/places", key.partition("/")[2]),
        claims=[says("within", passage, country, record=whole)],
    )
    if register.once(part):
        drafts += [part, named(key, passage, locale, form="preferred")]
    return key, locale, drafts


def institutions() -> list[RecordDraft]:
    """Return the publisher, which its own data does not name: visibly without a source."""
    return [
        RecordDraft(
            key=PUBLISHER,
            kind="organization",
            label="Office of the Historian",
            values={"type": "agency"},
            identifier=("historian/organizations", "office-of-the-historian"),
        )
    ]


def department(passage: Passage, word: Word) -> list[RecordDraft]:
    """Return the Department of State, named by the code table that says what a class of posts is.

    `word` is the definition that speaks of it.
    """
    name = DEPARTMENT_NAME
    if name not in word.text:
        return []
    return [
        RecordDraft(
            key=DEPARTMENT,
            kind="organization",
            label=name,
            values={"type": "ministry"},
            identifier=("historian/organizations", "department-of-state"),
        ),
        RecordDraft(
            key=f"{DEPARTMENT}/name",
            kind="name",
            label=name,
            owner=DEPARTMENT,
            values={"form": "preferred"},
            claims=[says("text", passage, word, part=name)],
        ),
    ]
