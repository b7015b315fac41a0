"""Posts and who held them: principal officers, chiefs of mission, concurrent appointments."""

from __future__ import annotations

import re
from collections import Counter

from models.capture.historian_xml import Entry, HistorianFile, Word
from models.importing.historian.countries import DEPARTMENT, DEPARTMENT_NAME, state_of_key
from models.importing.historian.drafts import (
    CONCURRENT,
    DATES_DISAGREE,
    NOT_HELD,
    POSSIBLE_DUPLICATE,
    ClaimDraft,
    Passage,
    RecordDraft,
    named,
    passage_of,
    says,
)
from models.importing.historian.people import date_of, dated, value_of
from models.importing.historian.register import Post, Register, Title, spelled
from models.text.segments import Span

APPOINTED_BEFORE = "A post is taken up on the day of the appointment or later."
MISSION_OF = "The file is one of missions; the entry names the country it was sent to."
MISSION_BY_ITS_HEAD = "The data names the mission by the title of its head."
CHIEF_OF_MISSION = "A chief of mission heads it; the code table says what a chief is."
NOTES = {
    "appointed note": "On the appointment",
    "arrived note": "On the arrival",
    "started note": "On the start",
    "ended note": "On the end",
    "note": "Note",
}
NOMINATED = frozenset({"other-nominees", "other-appointees"})
_ACTING = re.compile(r"Served as (Acting)\b")
_SERVED_AD_INTERIM = re.compile(r"Served as Chargé d[’']Affaires (ad interim)\b")


def learn_titles(register: Register, file: str, read: HistorianFile) -> list[Passage]:
    """Learn the title a post has by its id, from its own file; return where it stands."""
    found = []
    for entry in read.entries:
        identity, name = entry.first("id"), entry.first("names singular")
        if identity is not None and name is not None:
            passage = Passage(file, Span(identity.start, name.end))
            register.titles[identity.text] = Title(spelled(name.text), passage)
            found.append(passage)
    return found


def learn_codes(register: Register, file: str, read: HistorianFile) -> list[Passage]:
    """Learn what the code table of posts' classes says; return where."""
    found = []
    table = read.entries[0].first("name") if read.entries else None
    if table is None or table.text != "role-class-code":
        return []
    for entry in read.entries:
        value, meaning = entry.first("value"), entry.first("definition")
        if value is not None and meaning is not None:
            passage = passage_of(file, entry)
            register.codes[value.text] = Title(meaning.text, passage, meaning)
            found.append(passage)
    return found


def office(register: Register, file: str, read: HistorianFile) -> list[RecordDraft]:
    """Return the tenures of a file of principal officers."""
    head = read.entries[0] if read.entries else None
    kind = head.first("class") if head else None
    meant = register.codes.get(kind.text) if kind else None
    return _tenures(register, file, read, organization=DEPARTMENT if meant else None, meant=meant)


def country_mission(register: Register, file: str, read: HistorianFile) -> list[RecordDraft]:
    """Return missions and tenures of a file of chiefs of mission to a country."""
    return _tenures(register, file, read, organization=None, meant=None)


def organization_mission(register: Register, file: str, read: HistorianFile) -> list[RecordDraft]:
    """Return the mission to an organization, and the tenures of its heads."""
    head = read.entries[0] if read.entries else None
    identity = head.first("id") if head else None
    singular = head.first("names singular") if head else None
    if head is None or identity is None or singular is None:
        register.report.refused.append((file, "it names no mission with an id and a title"))
        return []
    key = f"mission/{identity.text}"
    label = f"Mission of the {spelled(singular.text)}"
    register.labels[key] = label
    mission = _mission(register, key, label)
    passage = passage_of(file, head)
    told = head.all("description div p")
    if len(told) == 1:
        mission.claims.append(says("description", passage, told[0]))
    name = named(key, passage, singular, text=label, form="preferred", note=MISSION_BY_ITS_HEAD)
    return [mission, name, *_tenures(register, file, read, organization=key, meant=None)]


def _mission(register: Register, key: str, label: str) -> RecordDraft:
    draft = RecordDraft(
        key=key,
        kind="organization",
        label=label,
        values={"type": "agency"},
        identifier=("historian/missions", key.partition("/")[2]),
    )
    meant = register.codes.get("chief")
    if meant is not None and meant.word is not None and DEPARTMENT_NAME in meant.text:
        draft.claims.append(
            says(
                "part_of", meant.passage, meant.word, part=DEPARTMENT_NAME, record=DEPARTMENT,
                note=CHIEF_OF_MISSION,
            )
        )  # fmt: skip
    return draft


def _mission_to(register: Register, file: str, entry: Entry, word: Word) -> list[RecordDraft]:
    passage = passage_of(file, entry)
    key = f"mission/{word.text}"
    state, drafts = state_of_key(register, passage, word)
    label = f"Mission to {register.labels[state]}"
    mission = _mission(register, key, label)
    if not register.once(mission):
        return drafts
    register.labels[key] = label
    name = named(key, passage, word, text=label, form="preferred", note=MISSION_OF)
    return [*drafts, mission, name]


def _tenures(
    register: Register,
    file: str,
    read: HistorianFile,
    *,
    organization: str | None,
    meant: Title | None,
) -> list[RecordDraft]:
    drafts: list[RecordDraft] = []
    counts: Counter[str] = Counter()
    first: dict[str, RecordDraft] = {}
    stem = file.rpartition("/")[2].removesuffix(".xml")
    head = read.entries[0]
    for entry in read.entries:
        if entry.tag not in ("chief", "principal"):
            continue
        identity, who = entry.first("id"), entry.first("person-id")
        if identity is None or who is None:
            register.report.refused.append((file, "an appointment has no id or names nobody"))
            continue
        if who.text not in register.people:
            register.report.refused.append(
                (f"{file}, {identity.text}", f"nobody in pocom/people has the id “{who.text}”")
            )
            continue
        counts[identity.text] += 1
        suffix = f"#{counts[identity.text]}" if counts[identity.text] > 1 else ""
        draft = _tenure(register, file, entry, who, f"{stem}/{identity.text}{suffix}")
        if suffix:
            for one in (first[identity.text], draft):
                one.tag(POSSIBLE_DUPLICATE)
        first.setdefault(identity.text, draft)
        territory = entry.first("contemporary-territory-id")
        if territory is not None:
            drafts += _mission_to(register, file, entry, territory)
            passage = passage_of(file, entry)
            mission = f"mission/{territory.text}"
            draft.label = f"{draft.label} · {register.labels.get(mission, territory.text)}"
            draft.claims.append(
                says("organization", passage, territory, record=mission, note=MISSION_OF)
            )
        elif organization is not None:
            draft.claims.append(_of_the_file(file, head, organization, meant))
        register.appointments.setdefault(identity.text, draft.key)
        drafts.append(draft)
    return drafts


def _of_the_file(file: str, head: Entry, organization: str, meant: Title | None) -> ClaimDraft:
    """Return the claim that an entry's post belongs to the organization of the whole file."""
    passage = passage_of(file, head)
    word = head.first("class") if meant else head.first("names singular")
    assert word is not None
    if meant is None:
        return says("organization", passage, word, record=organization, note=MISSION_BY_ITS_HEAD)
    return says("organization", passage, word, record=organization, leans=meant.passage)


def _tenure(register: Register, file: str, entry: Entry, who: Word, name: str) -> RecordDraft:
    passage = passage_of(file, entry)
    role = entry.first("role-title-id")
    title = register.titles.get(role.text) if role else None
    notes = [(NOTES[word.name], spelled(word.text)) for word in entry.words if word.name in NOTES]
    draft = RecordDraft(
        key=f"appointment/{name}",
        kind="tenure",
        label=title.text if title else (role.text if role else "?"),
        owner=f"person/{who.text}",
        note="\n".join(f"{what}: {text}" for what, text in notes) or None,
        identifier=("historian/appointments", name),
        claims=[says("official", passage, who, record=f"person/{who.text}")],
    )
    if role is not None and title is not None:
        draft.claims.append(says("title", passage, role, text=title.text, leans=title.passage))
    elif role is not None:
        draft.claims.append(says("title", passage, role))
    draft.claims += _manner(passage, entry, role, title)
    if entry.within in NOMINATED:
        # The entry itself says that nothing came of it.
        draft.tag(NOT_HELD)
        draft.claims.append(ClaimDraft(None, passage, denies=True))
        return draft
    draft.claims.append(ClaimDraft(None, passage))
    _add_dates(register, entry, who, draft)
    return draft


def _manner(
    passage: Passage, entry: Entry, role: Word | None, title: Title | None
) -> list[ClaimDraft]:
    """Return whether the post was held acting or ad interim, where title or note says so."""
    if role is not None and title is not None:
        if title.text.lower().endswith("ad interim"):
            return [says("manner", passage, role, text="ad interim", leans=title.passage)]
        if title.text.startswith("Acting "):
            return [says("manner", passage, role, text="acting", leans=title.passage)]
    for word in entry.all("note"):
        if match := _ACTING.match(word.text):
            return [says("manner", passage, word, text="acting", part=match[1])]
        if match := _SERVED_AD_INTERIM.match(word.text):
            return [says("manner", passage, word, text="ad interim", part=match[1])]
    return []


def _add_dates(register: Register, entry: Entry, who: Word, draft: RecordDraft) -> None:
    """Add when the post began and ended, and let it answer for a day.

    It begins when the source says that it was taken up (credentials presented, duty entered),
    else on the arrival; an appointment alone says no more than "not before".
    """
    passage = draft.claims[-1].passage
    began = entry.first("started date") or entry.first("arrived date")
    appointed = entry.first("appointed date")
    ended = entry.first("ended date")
    start, end = date_of(began), date_of(ended)
    for word in (began, appointed, ended):
        if word is not None and date_of(word) is None:
            register.report.refused.append(
                (f"{passage.file}, {draft.key}", f"“{word.text}” is no date; left out")
            )
    draft.claims += dated("start", passage, began)
    given = date_of(appointed)
    if appointed is not None and given is not None:
        open_end = f"[{given}..]"
        first, since = value_of(start), value_of(open_end)
        if first is None:
            start = open_end
        if first is None or (since is not None and first.agrees_with(since)):
            claim = says("start", passage, appointed, edtf=open_end, note=APPOINTED_BEFORE)
            draft.claims.append(claim)
    draft.claims += dated("end", passage, ended)
    first, last = value_of(start), value_of(end)
    if first and last and (first.earliest or "") > (last.latest or "9999"):
        draft.tag(DATES_DISAGREE)
    register.posts[f"person/{who.text}"].append(Post(draft.key, first, last, passage))


def concurrent(register: Register, file: str, read: HistorianFile) -> list[RecordDraft]:
    """Return what a file of concurrent appointments adds to the tenures it lists."""
    drafts: list[RecordDraft] = []
    for entry in read.entries:
        who = entry.first("person-id")
        if who is None:
            continue
        passage = passage_of(file, entry)
        for word in entry.all("chief-id"):
            key = register.appointments.get(word.text)
            if key is None:
                register.report.refused.append((file, f"no appointment has the id “{word.text}”"))
                continue
            span = Span(word.start, word.end)
            drafts.append(
                RecordDraft(
                    key, "tenure", "", addition=True,
                    claims=[ClaimDraft(None, passage, decisive=span)],
                    tags=[CONCURRENT],
                )
            )  # fmt: skip
    return drafts
