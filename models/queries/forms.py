"""Records as forms: every field that can be filled, what it holds, what could be put there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.dates import stored_date
from models.fields.registry import FIELD_BY_NAME, Field, FieldType, fields_of
from models.names.folding import fold
from models.queries.links import load_links
from models.queries.lookup import quick_open
from models.queries.source_words import LABELS, source_words
from models.queries.views import EmptyField, OpenHit, RecordDetail, RecordLink
from models.records.values import Value, load_values, marks
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import EVENT_KINDS, PARTY_KINDS

PARTICIPANT: Final = "participant"
"""The line of a meeting's or an agreement's form that adds somebody."""

POST: Final = "post"
"""The line of an official's form that adds a post."""

LONG_FIELDS: Final = frozenset({"summary", "words", "description"})
"""Fields that hold whole sentences."""

CHOICES_SHOWN: Final = 8

NOTE: Final = "note"
"""The line of a form that holds the editor's own note."""

INSIDE_LINES: Final = {
    "official": (("name", "Name"),),
    "organization": (("name", "Name"),),
    "place": (("name", "Name"),),
}
"""Lines of a form that add a record inside the one it is about, at its end."""

INSIDE_FIRST: Final = {"participation": PARTICIPANT, "tenure": "title", "name": "text"}
"""The field that such a line fills; the others are asked after it."""

SELDOM: Final = frozenset(
    {"part_of", "language", "sort_as", "archive_url", "accessed", "container", "derivation",
     "death", "end", "capacity", "territory", "agenda", "accusers"}
)  # fmt: skip
"""Fields that are not offered while they are empty; the list of all fields has them."""
HOLDS: Final = "holds"
"""The line that lets words say that a record holds at all."""

INSIDE_SHOWN: Final = 60
"""So many records inside of one have their fields listed with its own."""

LABEL: Final = "label"
"""The line of a form that says what the record is called."""

CALLED_KINDS: Final = frozenset(
    {"official", "organization", "place", "meeting", "agreement", "statement", "relation"}
)
"""Kinds whose label is a person's choice; the others are called by what they hold."""


@dataclass(frozen=True, slots=True)
class FieldForm:
    """One field of one record as it can be filled.

    `text` is what to begin with: words, a choice, a date as it is stored, the label of `link`.
    `connections` are how a linked record can be connected, where that has to be said. An
    `inside` kind says that filling it makes a record inside this one: a participation, a post.
    """

    record: int
    kind: str
    name: str
    label: str
    type: FieldType
    several: bool
    long: bool
    text: str = ""
    shown: str = ""
    link: RecordLink | None = None
    choices: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    inside: str | None = None
    replaces: str | None = None
    """Of a field of several values: the key of the one that is edited; None adds another."""
    citable: bool = True
    """Whether words can back what is filled in."""

    @property
    def empty(self) -> bool:
        """Whether nothing is there yet; a field of several values can always take one more."""
        return not self.text


@dataclass(frozen=True, slots=True)
class RecordForm:
    """A record with all its fields in the registry's order, filled or empty."""

    record: int
    kind: str
    label: str
    owner: int | None
    fields: tuple[FieldForm, ...]

    def field(self, name: str) -> FieldForm | None:
        """Return the field called `name`; any record can be said to hold."""
        if name == HOLDS:
            return FieldForm(
                self.record, self.kind, HOLDS, "That it holds", FieldType.TEXT,
                several=True, long=False,
            )  # fmt: skip
        return next((one for one in self.fields if one.name == name), None)


def record_form(database: ReferenceDatabase, record: int) -> RecordForm | None:
    """Return the form of a record, of one inside another one too; None when it is gone."""
    rows = database.rows(
        "SELECT kind, label, owner_id, note FROM record WHERE id = ? AND trashed IS NULL",
        (record,),
    )
    if not rows:
        return None
    kind, label, owner, note = rows[0]
    values = load_values(database, kind, [record]).get(record, {})
    links = load_links(
        database,
        {one.record_id for held in values.values() for one in held if one.record_id is not None},
    )
    fields = [_form(record, field, values.get(field.name, ()), links) for field in fields_of(kind)]
    # The first things to say of a meeting are when, where and who.
    if kind in EVENT_KINDS:
        present = FieldForm(
            record, kind, PARTICIPANT, FIELD_BY_NAME["participation", PARTICIPANT].label,
            FieldType.RECORD, several=True, long=False, targets=PARTY_KINDS,
            inside="participation",
        )  # fmt: skip
        after = next((n for n, one in enumerate(fields, 1) if one.name == "place"), 0)
        fields.insert(after, present)
    if kind == "official":
        held = FieldForm(
            record, kind, POST, FIELD_BY_NAME["tenure", "title"].label, FieldType.TEXT,
            several=True, long=False, inside="tenure",
        )  # fmt: skip
        fields.insert(0, held)
    if kind == "statement":
        # Who said it and how is asked after the words themselves.
        fields.sort(key=lambda one: one.name != "words")
    if kind == "source":
        words = source_words(database, record)
        fields += [_words_form(record, name, text) for name, text in words.items()]
    fields += [_inside_form(record, kind, *line) for line in INSIDE_LINES.get(kind, ())]
    if owner is None:
        fields.append(_note_form(record, kind, note or ""))
    if kind in CALLED_KINDS:
        fields.insert(0, called_form(kind, record=record, text=label))
    return RecordForm(record, kind, label, owner, tuple(fields))


def inside_forms(database: ReferenceDatabase, record: int) -> tuple[RecordForm, ...]:
    """Return the forms of the records inside of one: its participations, posts and names."""
    rows = database.rows(
        "SELECT id FROM record WHERE owner_id = ? AND trashed IS NULL ORDER BY id LIMIT ?",
        (record, INSIDE_SHOWN),
    )
    found = (record_form(database, row[0]) for row in rows)
    return tuple(form for form in found if form is not None)


def called_form(kind: str, *, record: int = 0, text: str = "") -> FieldForm:
    """Return the line that says what a record is called; of one still to be made without `record`.

    A statement is first called by its words, until somebody gives it a shorter name.
    """
    if kind == "statement" and not record:
        field = FIELD_BY_NAME[kind, "words"]
        return FieldForm(
            record, kind, field.name, field.label, FieldType.TEXT, several=False, long=True
        )
    return FieldForm(
        record, kind, LABEL, "Called", FieldType.TEXT,
        several=False, long=False, text=text, shown=text,
    )  # fmt: skip


def _inside_form(record: int, kind: str, inside: str, label: str) -> FieldForm:
    return FieldForm(
        record, kind, inside, label, FieldType.TEXT, several=True, long=False, inside=inside
    )


def _words_form(record: int, name: str, text: str) -> FieldForm:
    return FieldForm(
        record, "source", name, LABELS[name], FieldType.TEXT,
        several=False, long=False, text=text, shown=text, citable=False,
    )  # fmt: skip


def _note_form(record: int, kind: str, note: str) -> FieldForm:
    return FieldForm(
        record, kind, NOTE, "Note", FieldType.TEXT,
        several=False, long=True, text=note, shown=note, citable=False,
    )  # fmt: skip


def value_form(database: ReferenceDatabase, form: FieldForm, key: str) -> FieldForm | None:
    """Return the form of one value of a field that holds several; None when it is gone."""
    values = load_values(database, form.kind, [form.record]).get(form.record, {})
    value = next((one for one in values.get(form.name, ()) if one.key()[1] == key), None)
    if value is None:
        return None
    linked = {value.record_id} if value.record_id is not None else set()
    link = load_links(database, linked).get(value.record_id or 0)
    text = link.label if link else value.edtf or value.text or ""
    return replace(form, text=text, shown=text, link=link, replaces=key)


def empty_fields(kind: str, filled: Collection[str]) -> tuple[EmptyField, ...]:
    """Return the main lines of a record's form that hold nothing, given the names of the others."""
    found = [EmptyField(one.name, one.label) for one in fields_of(kind) if one.name not in SELDOM]
    if kind in EVENT_KINDS:
        label = FIELD_BY_NAME["participation", PARTICIPANT].label
        found.insert(2, EmptyField(PARTICIPANT, label))
    if kind == "official" and "tenure" not in filled:
        found.insert(0, EmptyField(POST, FIELD_BY_NAME["tenure", "title"].label))
    if kind == "source":
        found += [EmptyField(name, label) for name, label in LABELS.items()]
    found += [EmptyField(inside, label) for inside, label in INSIDE_LINES.get(kind, ())]
    found.append(EmptyField(NOTE, "Note"))
    return tuple(one for one in found if one.name not in filled)


def coming(kind: str, label: str) -> RecordDetail:
    """Return how a record of `kind` is shown before it is made: without id, all lines empty."""
    return RecordDetail(
        id=0, uid="", kind=kind, label=label, review="draft", state=None, note=None,
        fields=(), sections=(), quotes=(), origins=0, unsourced=0, disputed=0,
        empty=empty_fields(kind, ()),
    )  # fmt: skip


def _form(
    record: int, field: Field, held: Sequence[Value], links: dict[int, RecordLink]
) -> FieldForm:
    value = None if field.several else next(iter(held), None)
    link = links.get(value.record_id) if value is not None and value.record_id else None
    text = ""
    if value is not None:
        text = link.label if link else value.edtf or value.text or ""
    connected = field.connection_column is not None
    return FieldForm(
        record=record,
        kind=field.kind,
        name=field.name,
        label=field.label,
        type=field.type,
        several=field.several,
        long=field.name in LONG_FIELDS,
        text=text,
        shown=stored_date(value.edtf) if value is not None and value.edtf else text,
        link=link,
        choices=() if connected else field.choices,
        connections=field.choices if connected else (),
        targets=field.targets,
        citable=field.citable,
    )


def candidates(
    database: ReferenceDatabase, form: FieldForm, text: str, *, limit: int = CHOICES_SHOWN
) -> tuple[OpenHit, ...]:
    """Return the records that `text` may mean for a field that leads to a record.

    Names of every script are looked at, and each comes with what tells namesakes apart. For the
    capacity in which somebody acts these are the posts of that very person.
    """
    if form.name == "capacity":
        return _posts(database, form, text, limit)
    if not text.strip():
        return ()
    return quick_open(database, text, limit=limit, kinds=form.targets)


def person_of(database: ReferenceDatabase, form: FieldForm) -> int | None:
    """Return whose capacity a line of a participation or a statement is about."""
    column = "speaker_id" if form.kind == "statement" else "participant_id"
    rows = database.rows(f'SELECT {column} FROM "{form.kind}" WHERE record_id = ?', (form.record,))
    return rows[0][0] if rows else None


def _posts(
    database: ReferenceDatabase, form: FieldForm, text: str, limit: int
) -> tuple[OpenHit, ...]:
    rows = database.rows(
        "SELECT tenure.record_id, post.label, tenure.start_edtf, tenure.end_edtf FROM tenure "
        "JOIN record AS post ON post.id = tenure.record_id WHERE post.trashed IS NULL AND "
        "tenure.official_id = ? ORDER BY tenure.start_min DESC, tenure.record_id",
        (person_of(database, form),),
    )
    wanted = fold(text).split()
    return tuple(
        OpenHit(
            id=record,
            kind="tenure",
            label=label,
            matched=None,
            hint=" – ".join(stored_date(one, short=True) for one in (start, end) if one),
        )
        for record, label, start, end in rows
        if all(word in fold(label) for word in wanted)
    )[:limit]


def known_names(database: ReferenceDatabase, records: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return every spelling of each of `records`, its label first."""
    found: dict[int, list[str]] = {}
    for record, label in database.rows(
        f"SELECT id, label FROM record WHERE id IN ({marks(len(records))})", records
    ):
        found[record] = [label]
    for bearer, text in database.rows(
        "SELECT bearer_id, text FROM name JOIN record ON record.id = name.record_id "
        f"WHERE bearer_id IN ({marks(len(records))}) AND trashed IS NULL ORDER BY record_id",
        records,
    ):
        if text not in found.setdefault(bearer, []):
            found[bearer].append(text)
    return {record: tuple(names) for record, names in found.items()}
