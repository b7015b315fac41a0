"""Setting, clearing and listing the values of a record's fields."""

from __future__ import annotations

from collections.abc import Sequence

from models.editing.claiming import claim_value
from models.editing.creating import made_value
from models.editing.done import ClaimedError, RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.given import Evidence, Given
from models.editing.projecting import (
    add_listed,
    backing,
    drop_listed,
    field_claims,
)
from models.editing.reading_values import check_fits, read_value
from models.editing.rows import NEEDED, Row, field_named, held, record_row, write_value
from models.editing.settling import after_writing
from models.evidence.marks import projection
from models.fields.nouns import noun
from models.fields.registry import Field
from models.records.values import Value
from models.seeds.problems import shown


@service
def set_field(
    edit: Edit, *, record: int, field: str, value: Given, evidence: Evidence | None = None
) -> Told:
    """Let a one-valued field hold `value`, or let `evidence` claim it.

    Without evidence the value is unsourced; where claims stand for another value it is refused,
    for a field holds what its claims say (law 5). With evidence a claim is made: it stands beside
    those that say otherwise, and the field follows it where it is the first, or preferred.

    Raises:
        RefusedError: the value or the evidence cannot be so.
    """
    row, known = _one_valued(edit, record, field)
    value = made_value(edit, value, person=_person(edit, row) if field == "capacity" else None)
    if evidence is not None:
        claim_value(edit, row, known, value, evidence)
        return Told(f"Set {noun(known)} of {row.named}", row.id)
    read = read_value(edit.database, known, value)
    check_fits(edit.database, row, known, read)
    write_unsourced(edit, row, known, read)
    return Told(f"Set {noun(known)} of {row.named}", row.id)


def _person(edit: Edit, row: Row) -> int | None:
    values = held(edit.database, row)
    return next(
        (value.record_id for name in ("participant", "speaker") for value in values.get(name, ())),
        None,
    )


def write_unsourced(edit: Edit, row: Row, field: Field, value: Value) -> None:
    """Store a value that nobody is quoted for.

    Raises:
        RefusedError: claims stand for another value.
    """
    database = edit.database
    before = next(iter(held(database, row).get(field.name, ())), None)
    claimed = projection(field, field_claims(database, row.id, field))
    if claimed is not None:
        if claimed.key() != value.key():
            raise ClaimedError(
                field.name,
                f"{noun(field).capitalize()} holds what its quotes say. Add a quote that says "
                "otherwise, or set the one that stands aside.",
            )
        if field.type.value == "date":
            return
    if value == before:
        return
    write_value(database, row, field, value)
    after_writing(edit, row, field, before, value)


@service
def clear_field(edit: Edit, *, record: int, field: str) -> Told:
    """Let a one-valued field, or a whole list, hold nothing.

    Raises:
        RefusedError: claims stand for its value, or the record would be none without it.
    """
    row = record_row(edit.database, record)
    known = field_named(row.kind, field)
    if (row.kind, field) in NEEDED:
        raise RefusedError(field, f"{noun(known).capitalize()} cannot be empty here.")
    present = held(edit.database, row).get(field, [])
    claims = field_claims(edit.database, row.id, known)
    for value in present:
        _refuse_backed(known, value, backing(claims, known, value))
    for value in present:
        if known.several:
            drop_listed(edit.database, row, known, value)
        else:
            write_value(edit.database, row, known, None)
            after_writing(edit, row, known, value, None)
    return Told(f"Clear {noun(known)} of {row.named}", row.id)


@service
def add_value(
    edit: Edit, *, record: int, field: str, value: Given, evidence: Evidence | None = None
) -> Told:
    """Add `value` at the end of a list, or let `evidence` claim that it belongs there.

    Raises:
        RefusedError: it is there already, or cannot be.
    """
    row, known = _several_valued(edit, record, field)
    label = f"Add to {noun(known)} of {row.named}"
    value = made_value(edit, value, person=_person(edit, row) if field == "capacity" else None)
    if evidence is not None:
        claim_value(edit, row, known, value, evidence)
        return Told(label, row.id)
    read = read_value(edit.database, known, value)
    present = {one.key() for one in held(edit.database, row).get(field, ())}
    if read.key() in present:
        raise RefusedError(field, f"{known.label}: this is there already.")
    add_listed(edit.database, row, known, read)
    return Told(label, row.id)


@service
def remove_value(edit: Edit, *, record: int, field: str, value: Given) -> Told:
    """Take `value` out of a list.

    Raises:
        RefusedError: it is not there, or claims stand for it.
    """
    row, known = _several_valued(edit, record, field)
    held_value = _listed_value(edit, row, known, value)
    claims = field_claims(edit.database, row.id, known)
    _refuse_backed(known, held_value, backing(claims, known, held_value))
    drop_listed(edit.database, row, known, held_value)
    return Told(f"Remove from {noun(known)} of {row.named}", row.id)


@service
def order_values(edit: Edit, *, record: int, field: str, values: Sequence[Given]) -> Told:
    """Put the values of a list into this order.

    Raises:
        RefusedError: the list has no order, or these are not all of its values.
    """
    row, known = _several_valued(edit, record, field)
    if not known.ordered:
        raise RefusedError(field, f"{noun(known).capitalize()} have no order.")
    present = held(edit.database, row).get(field, [])
    wanted = [_listed_value(edit, row, known, value) for value in values]
    if sorted(value.key() for value in wanted) != sorted(value.key() for value in present):
        raise RefusedError(field, f"Name each of {noun(known)} once.")
    if wanted != present:
        for value in present:
            drop_listed(edit.database, row, known, value)
        for position, value in enumerate(wanted):
            add_listed(edit.database, row, known, value, position)
    return Told(f"Order {noun(known)} of {row.named}", row.id)


def _one_valued(edit: Edit, record: int, field: str) -> tuple[Row, Field]:
    row = record_row(edit.database, record)
    known = field_named(row.kind, field)
    if known.several:
        raise RefusedError(field, f"{known.label}: several values stand here; add or remove one.")
    return row, known


def _several_valued(edit: Edit, record: int, field: str) -> tuple[Row, Field]:
    row = record_row(edit.database, record)
    known = field_named(row.kind, field)
    if not known.several:
        raise RefusedError(field, f"{known.label}: one value stands here; set it.")
    return row, known


def _listed_value(edit: Edit, row: Row, field: Field, given: Given) -> Value:
    """Return the value of the list that is meant, as it is stored."""
    read = read_value(edit.database, field, given)
    for value in held(edit.database, row).get(field.name, ()):
        if value.key() == read.key():
            return value
    raise RefusedError(field.name, f"{field.label}: this is not there.")


def _refuse_backed(field: Field, value: Value, claims: Sequence[object]) -> None:
    if claims:
        what = shown(value.text) if value.text else f"This value of {noun(field)}"
        raise ClaimedError(
            field.name, f"{what} rests on a quote. Remove that claim or set it aside first."
        )
