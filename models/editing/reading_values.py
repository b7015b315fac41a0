"""Reading what a person typed or picked for a field: dates that exist, known choices, records."""

from __future__ import annotations

from models.dates import DateError, read_written_date
from models.editing.done import RefusedError
from models.editing.given import Given, Link, New
from models.editing.rows import Row, clean, held, record_row
from models.fields.nouns import kind_noun, noun
from models.fields.registry import Field, FieldType
from models.records.values import Value, Values
from models.reference.database import ReferenceDatabase
from models.seeds.problems import listed, nearest, shown

UPWARD: frozenset[str] = frozenset({"within", "part_of", "derived_from"})
"""Links that lead from a part to its whole; they must not lead round."""


def read_value(database: ReferenceDatabase, field: Field, given: Given) -> Value:
    """Return the value as it is stored.

    Raises:
        RefusedError: it is none that `field` can have.
    """
    if field.type is FieldType.RECORD:
        return _record(database, field, given)
    if not isinstance(given, str):
        message = f"{field.label} holds {field.type.value}, not a record."
        raise RefusedError(field.name, message)
    if field.type is FieldType.DATE:
        try:
            date = read_written_date(given)
        except DateError as error:
            raise RefusedError(field.name, str(error)) from error
        return Value(edtf=date.edtf, earliest=date.earliest, latest=date.latest)
    if field.type is FieldType.CHOICE and given not in field.choices:
        raise RefusedError(
            field.name,
            f"{field.label} is one of {listed(field.choices)}." + nearest(given, field.choices),
        )
    return Value(text=clean(given, field.name))


def _record(database: ReferenceDatabase, field: Field, given: Given) -> Value:
    if isinstance(given, str):
        raise RefusedError(field.name, f"Choose a record for {noun(field)}.")
    if isinstance(given, New):
        message = "A new record is made before it is read as a value."
        raise TypeError(message)
    link = given if isinstance(given, Link) else Link(given)
    target = record_row(database, link.record, field=field.name)
    if target.kind not in field.targets:
        article = "an" if target.kind[0] in "aeiou" else "a"
        raise RefusedError(
            field.name,
            f"{shown(target.label)} is {article} {kind_noun(target.kind)}; {noun(field)} can be "
            f"{listed([kind_noun(kind) for kind in field.targets])}.",
        )
    if field.connection_column is None and link.connection is not None:
        raise RefusedError(field.name, f"{field.label}: no connection can be said here.")
    if field.connection_column is not None and link.connection not in field.choices:
        raise RefusedError(field.name, f"Say how they are connected: {listed(field.choices)}.")
    return Value(record_id=link.record, connection=link.connection)


def check_fits(database: ReferenceDatabase, row: Row, field: Field, value: Value) -> None:
    """Make sure that a value fits the record's other values.

    Raises:
        RefusedError: a part would contain itself, or a post would be another person's.
    """
    if (row.kind, field.name) == ("tenure", "official") and value.record_id != row.owner:
        raise RefusedError(
            field.name, f"This post belongs to {row.owner_label}; make a new one for somebody else."
        )
    if field.name in UPWARD:
        _check_upward(database, row, field, value)
    if field.name in ("capacity", "participant", "speaker"):
        values = dict(held(database, row))
        values[field.name] = [value]
        check_capacity(database, field, values)


def _check_upward(database: ReferenceDatabase, row: Row, field: Field, value: Value) -> None:
    passed: set[int] = set()
    step = value.record_id
    while step is not None and step not in passed:
        if step == row.id:
            raise RefusedError(
                field.name, f"{field.label}: this would lead back to {shown(row.label)} itself."
            )
        passed.add(step)
        found = database.rows(
            f'SELECT "{field.column}" FROM "{row.kind}" WHERE record_id = ?', (step,)
        )
        step = found[0][0] if found else None


def check_capacity(database: ReferenceDatabase, field: Field, values: Values) -> None:
    """Make sure that somebody acts in a post of their own.

    Raises:
        RefusedError: the post is another person's; speaks of `field`.
    """
    capacity = next(iter(values.get("capacity", ())), None)
    person = next(iter(values.get("participant") or values.get("speaker") or ()), None)
    if capacity is None or person is None:
        return
    holder, title, name = database.rows(
        "SELECT tenure.official_id, post.label, record.label FROM tenure "
        "JOIN record ON record.id = tenure.official_id JOIN record AS post "
        "ON post.id = tenure.record_id WHERE tenure.record_id = ?",
        (capacity.record_id,),
    )[0]
    if holder != person.record_id:
        raise RefusedError(
            field.name,
            f"The post {shown(title)} is held by {name}."
            + ("" if field.name == "capacity" else " Clear “In the capacity of” first."),
        )
