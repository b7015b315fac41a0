"""Making records with their values and the words that say so, in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from models.editing.claiming import claim_value
from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, cut, service
from models.editing.given import Evidence, Filled, Given, Link, New, Sourced
from models.editing.projecting import add_listed
from models.editing.reading_values import check_capacity, read_value
from models.editing.rows import (
    DEFAULTS,
    NEEDED,
    Row,
    clean,
    columns_of,
    field_named,
    insert,
    insert_record,
    name_keys,
    record_row,
)
from models.editing.settling import call_by
from models.fields.nouns import kind_noun, noun
from models.fields.registry import Field, fields_of
from models.names.scripts import script_of
from models.records.values import Value, Values
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import EVENT_KINDS, INSIDE_KINDS, KINDS
from models.seeds.problems import shown

LONGEST_NAME: Final = 80
OWNERS: Final = {"tenure": ("official",), "participation": EVENT_KINDS}


@service
def create_record(
    edit: Edit,
    *,
    kind: str,
    label: str | None = None,
    values: Mapping[str, Filled] | None = None,
    owner: int | None = None,
    evidence: Sequence[Evidence] = (),
    note: str | None = None,
) -> Told:
    """Make a record; `focus` is its id.

    `label` is what it is called; tenures, participations and names are called by their values, a
    source by its title, a statement by its words. A tenure needs its official as `owner`, a
    participation its meeting or agreement, a name whose it is. `evidence` says that the record
    holds at all; a value's own stands with it, as `Sourced`.

    Raises:
        RefusedError: a value, the owner or the evidence cannot be so; nothing was written.
    """
    if kind not in KINDS:
        raise RefusedError("kind", f"There is no kind of record called {shown(kind)}.")
    database = edit.database
    holder = _owner(database, kind, owner)
    given = _spread(kind, values or {})
    for field, several in given.items():
        for place, one in enumerate(several):
            several[place] = made(edit, one, person=_person(given, field))
    if kind == "tenure" and holder is not None:
        given.setdefault(field_named(kind, "official"), [holder.id])
    read = _read(database, kind, given)
    called = _label(database, kind, label, read, holder)
    record = insert_record(
        database, kind, called, owner=owner, note=clean(note, "note") if note else None
    )
    insert(database, kind, _typed_row(database, record, kind, read, holder))
    row = Row(record, kind, owner, called, holder.label if holder else None)
    for field in fields_of(kind):
        if field.several:
            for value in read.get(field.name, ()):
                add_listed(database, row, field, value)
    _claim_all(edit, row, given, evidence)
    if kind == "name" and read.get("form", [Value()])[0].text == "preferred":
        call_by(edit, row)
    return Told(f"New {kind_noun(kind)}: {row.named}", record)


def made(edit: Edit, given: Given | Sourced, *, person: int | None = None) -> Given | Sourced:
    """Make the record that is to be a value, where it is a new one.

    `person` is to whom a new post belongs.
    """
    if isinstance(given, Sourced):
        value = made(edit, given.value, person=person)
        assert not isinstance(value, Sourced)
        return replace(given, value=value)
    if not isinstance(given, New):
        return given
    owner = given.owner if given.owner is not None or given.kind != "tenure" else person
    done = create_record(
        edit,
        kind=given.kind,
        label=given.label,
        values=given.values,
        owner=owner,
        evidence=given.evidence,
    )
    assert done.focus is not None
    return Link(done.focus, given.connection)


def made_value(edit: Edit, given: Given, *, person: int | None = None) -> Given:
    """Make the record that is to be a value, where it is a new one."""
    value = made(edit, given, person=person)
    assert not isinstance(value, Sourced)
    return value


def _person(given: Mapping[Field, Sequence[Given | Sourced]], field: Field) -> int | None:
    """Return who acts, for a capacity; the registry names the person before the capacity."""
    if field.name != "capacity":
        return None
    for other, several in given.items():
        if other.name in ("participant", "speaker"):
            value = several[0].value if isinstance(several[0], Sourced) else several[0]
            return (
                value.record if isinstance(value, Link) else value if type(value) is int else None
            )
    return None


def _claim_all(
    edit: Edit,
    row: Row,
    given: Mapping[Field, Sequence[Given | Sourced]],
    evidence: Sequence[Evidence],
) -> None:
    for words in evidence:
        claim_value(edit, row, None, None, words)
    for field, several in given.items():
        for one in several:
            if isinstance(one, Sourced):
                for words in one.evidence:
                    claim_value(edit, row, field, one.value, words)


def _owner(database: ReferenceDatabase, kind: str, owner: int | None) -> Row | None:
    if kind not in INSIDE_KINDS:
        if owner is not None:
            raise RefusedError("owner", f"A record of the kind {kind} stands by itself.")
        return None
    if owner is None:
        raise RefusedError("owner", f"A {kind} needs the record it belongs to.")
    holder = record_row(database, owner, field="owner")
    allowed = OWNERS.get(kind)
    if holder.kind in INSIDE_KINDS or (allowed is not None and holder.kind not in allowed):
        raise RefusedError("owner", f"A {kind} cannot belong to {shown(holder.label)}.")
    return holder


def _spread(kind: str, values: Mapping[str, Filled]) -> dict[Field, list[Given | Sourced]]:
    given: dict[Field, list[Given | Sourced]] = {}
    ordered = sorted(values.items(), key=lambda item: item[0] == "capacity")
    for name, filled in ordered:
        field = field_named(kind, name)
        several = (
            list(filled)
            if isinstance(filled, Sequence) and not isinstance(filled, str)
            else [filled]
        )
        if len(several) > 1 and not field.several:
            raise RefusedError(name, f"{field.label}: only one value stands here.")
        if several:
            given[field] = several
    for needed in sorted(name for one, name in NEEDED if one == kind and name != "official"):
        field = field_named(kind, needed)
        if field not in given:
            raise RefusedError(needed, f"{noun(field).capitalize()} cannot be empty here.")
    return given


def _read(
    database: ReferenceDatabase, kind: str, given: Mapping[Field, Sequence[Given | Sourced]]
) -> Values:
    read: Values = {}
    for field, several in given.items():
        for one in several:
            value = read_value(database, field, one.value if isinstance(one, Sourced) else one)
            if value.key() in {other.key() for other in read.get(field.name, ())}:
                raise RefusedError(field.name, f"{field.label}: this is there twice.")
            read.setdefault(field.name, []).append(value)
    if "capacity" in read:
        check_capacity(database, field_named(kind, "capacity"), read)
    return read


def _label(
    database: ReferenceDatabase, kind: str, label: str | None, read: Values, holder: Row | None
) -> str:
    def words(name: str) -> str | None:
        found = read.get(name)
        return found[0].text if found else None

    def linked(name: str) -> str | None:
        found = read.get(name)
        return record_row(database, found[0].record_id or 0).label if found else None

    if kind == "name":
        return words("text") or ""
    if kind == "participation":
        return linked("participant") or ""
    if kind == "tenure":
        post = ", ".join(part for part in (words("title"), linked("organization")) if part)
        return post or (holder.label if holder else "")
    if label is not None and label.strip():
        return clean(label, "label")
    if kind == "source" and words("title"):
        return words("title") or ""
    if kind == "statement" and words("words"):
        return f"“{cut(words('words') or '', LONGEST_NAME)}”"
    if kind == "relation" and linked("subject") and linked("object"):
        return f"{linked('subject')} – {linked('object')}"
    raise RefusedError("label", "Say what this is called.")


def _typed_row(
    database: ReferenceDatabase, record: int, kind: str, read: Values, holder: Row | None
) -> dict[str, Any]:
    cells: dict[str, Any] = {"record_id": record, "kind": kind}
    for field in fields_of(kind):
        if field.several:
            continue
        value: Value | None = next(iter(read.get(field.name, ())), None)
        if value is not None or (kind, field.name) in DEFAULTS:
            cells |= columns_of(database, field, value)
    if holder is not None and kind == "participation":
        cells |= {"event_id": holder.id, "event_kind": holder.kind}
    elif holder is not None and kind == "tenure":
        cells["official_id"] = holder.id
    elif holder is not None and kind == "name":
        cells["bearer_id"] = holder.id
        cells.setdefault("script", script_of(cells["text"]))
        cells |= name_keys(cells["text"])
    return cells
