"""Journeys of presidents and secretaries of state, and visits of foreign leaders, as meetings."""

from __future__ import annotations

from models.capture.historian_xml import Entry, HistorianFile, Word
from models.dates import DateError, parse_edtf
from models.importing.historian.countries import ground, printed_state
from models.importing.historian.drafts import (
    POSSIBLE_DUPLICATE,
    ClaimDraft,
    Passage,
    RecordDraft,
    named,
    passage_of,
    says,
)
from models.importing.historian.people import value_of
from models.importing.historian.register import Register, spelled
from models.text.segments import Span

ONE_JOURNEY = "Every entry of this data set is one journey abroad."
ONE_VISIT = "Every entry of this data set is one visit by a foreign leader."


def journeys(register: Register, file: str, read: HistorianFile) -> list[RecordDraft]:
    """Return the journeys of one traveller, each a meeting with where, when and the remark."""
    drafts: list[RecordDraft] = []
    alike: dict[tuple[str, ...], RecordDraft] = {}
    for entry in read.entries:
        if entry.tag != "trip":
            continue
        identity, who, name = entry.first("id"), entry.first("who"), entry.first("name")
        code, country = entry.first("country id"), entry.first("country")
        if not (identity and who and name and code and country):
            register.report.refused.append((file, "a journey has no id, traveller or country"))
            continue
        traveller = _official(register, entry, who)
        if traveller is None:
            register.report.refused.append(
                (f"{file}, {identity.text}", f"nobody has the id “{who.text}”")
            )
            continue
        passage = passage_of(file, entry)
        place, word, made = ground(register, passage, code, country, entry.first("locale"))
        drafts += made
        locale = entry.first("locale")
        where = f"{spelled(locale.text)}, {country.text}" if locale else country.text
        meeting = _meeting(
            register, file, entry, f"journey/{identity.text}",
            label=f"Journey of {spelled(name.text)} to {spelled(where)}",
            note=ONE_JOURNEY, remark=entry.first("remarks"),
        )  # fmt: skip
        meeting.identifier = ("historian/journeys", identity.text)
        meeting.claims.append(says("place", passage, word, record=place))
        drafts.append(meeting)
        drafts.append(_traveller(register, passage, entry, meeting.key, traveller, name))
        _tell_doubles(alike, meeting, (*_dates(entry), code.text, where))
    return drafts


def _official(register: Register, entry: Entry, who: Word) -> str | None:
    """Return the key of who travelled: presidents are found in their own list alone."""
    role = entry.first("role")
    if role is not None and role.text == "president":
        return f"president/{who.text}" if who.text in register.presidents else None
    return f"person/{who.text}" if who.text in register.people else None


def visits(register: Register, file: str, read: HistorianFile) -> list[RecordDraft]:
    """Return the visits of one decade; the host is not filled in, because no entry says it."""
    drafts: list[RecordDraft] = []
    alike: dict[tuple[str, ...], RecordDraft] = {}
    for entry in read.entries:
        if entry.tag != "visit":
            continue
        identity, visitor = entry.first("id"), entry.first("visitor")
        code, country = entry.first("from id"), entry.first("from")
        if not (identity and visitor and code and country):
            register.report.refused.append((file, "a visit has no id, visitor or country"))
            continue
        passage = passage_of(file, entry)
        state, made = printed_state(register, passage, code, country)
        official, more = _visitor(register, passage, visitor, code, country, state)
        drafts += [*made, *more]
        name = spelled(visitor.text)
        meeting = _meeting(
            register, file, entry, f"visit/{identity.text}",
            label=f"Visit of {name}, {spelled(country.text)}",
            note=ONE_VISIT, remark=entry.first("description"),
        )  # fmt: skip
        meeting.identifier = ("historian/visits", identity.text)
        drafts.append(meeting)
        drafts.append(
            RecordDraft(
                key=f"{meeting.key}/visitor",
                kind="participation",
                label=name,
                owner=meeting.key,
                claims=[
                    says("participant", passage, visitor, record=official),
                    says("side", passage, country, record=state),
                    ClaimDraft("role", passage, text="visitor", note=ONE_VISIT),
                ],
            )
        )
        _tell_doubles(alike, meeting, (*_dates(entry), code.text, name))
    return drafts


def _visitor(
    register: Register, passage: Passage, visitor: Word, code: Word, country: Word, state: str
) -> tuple[str, list[RecordDraft]]:
    """Return the official of these exact words and this country, and the records that are new."""
    name = spelled(visitor.text)
    key = f"visitor/{code.text}/{name}"
    official = RecordDraft(
        key=key,
        kind="official",
        label=name,
        identifier=("historian/visitors", f"{code.text}/{name}"),
        claims=[says("country", passage, country, record=state)],
        tags=list(register.visitors.get((code.text, name), ())),
    )
    if name != visitor.text:
        register.report.merged.append(
            f"{passage.file}: “{visitor.text}” is read without the blanks at its ends"
        )
    if not register.once(official):
        return key, []
    return key, [official, named(key, passage, visitor)]


def _dates(entry: Entry) -> tuple[str, str]:
    start, end = entry.first("start-date"), entry.first("end-date")
    return (start.text if start else "", end.text if end else "")


def _tell_doubles(
    alike: dict[tuple[str, ...], RecordDraft], meeting: RecordDraft, told: tuple[str, ...]
) -> None:
    """Mark two entries that tell of the same people, days and place; both stay."""
    other = alike.setdefault(told, meeting)
    if other is not meeting:
        for one in (other, meeting):
            one.tag(POSSIBLE_DUPLICATE)


def _meeting(
    register: Register,
    file: str,
    entry: Entry,
    key: str,
    *,
    label: str,
    note: str,
    remark: Word | None,
) -> RecordDraft:
    passage = passage_of(file, entry)
    draft = RecordDraft(key=key, kind="meeting", label=label)
    draft.claims.append(ClaimDraft("form", passage, text="visit", note=note))
    draft.claims += _when(register, passage, entry, key)
    if remark is not None:
        draft.claims.append(says("summary", passage, remark))
    return draft


def _when(register: Register, passage: Passage, entry: Entry, key: str) -> list[ClaimDraft]:
    """Return the claim of when: one day, or an interval from the first to the last day."""
    words = [word for word in (entry.first("start-date"), entry.first("end-date")) if word]
    if not words:
        return []
    edtf = "/".join(dict.fromkeys(word.text for word in words))
    try:
        edtf = parse_edtf(edtf).edtf
    except DateError as error:
        register.report.refused.append((f"{passage.file}, {key}", f"its date is left out: {error}"))
        return []
    first, last = words[0], words[-1]
    if "/" not in edtf or last.start != first.end + 1:
        return [says("date", passage, first, edtf=edtf)]
    return [
        ClaimDraft(
            "date", passage, edtf=edtf, decisive=Span(first.start, last.end),
            printed=f"{first.text}\n{last.text}",
        )
    ]  # fmt: skip


def _traveller(
    register: Register, passage: Passage, entry: Entry, meeting: str, official: str, name: Word
) -> RecordDraft:
    """Return who travelled, in the one post held on those days (empty where none or several)."""
    draft = RecordDraft(
        key=f"{meeting}/traveller",
        kind="participation",
        label=spelled(name.text),
        owner=meeting,
        claims=[
            says("participant", passage, name, record=official),
            ClaimDraft("role", passage, text="visitor", note=ONE_JOURNEY),
        ],
    )
    when = _when(Register(register.report), passage, entry, meeting)
    post = register.capacity(official, value_of(when[0].edtf) if when else None)
    role = entry.first("role")
    if post is not None and role is not None:
        # The role is a code and no title: nothing is printed that could differ from the post's.
        draft.claims.append(
            ClaimDraft(
                "capacity", passage, record=post.key, decisive=Span(role.start, role.end),
                leans=post.passage,
            )
        )  # fmt: skip
    return draft
