"""Single values of lists, named by their keys: replaced, moved, dropped."""

from __future__ import annotations

from models.editing.creating import made_value
from models.editing.done import ClaimedError, RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.fields import remove_value
from models.editing.given import Given, Link
from models.editing.projecting import add_listed, backing, drop_listed, field_claims
from models.editing.reading_values import check_fits, read_value
from models.editing.rows import Row, field_named, held, record_row
from models.fields.nouns import noun
from models.fields.registry import Field
from models.records.values import Value
from models.seeds.problems import shown


@service
def replace_value(edit: Edit, *, record: int, field: str, key: str, value: Given) -> Told:
    """Let a list hold `value` where it holds the value called `key` (`Value.key`), in its place.

    Raises:
        RefusedError: the value rests on a quote, is no longer there, or the other one is already.
    """
    row, known, present, at = _found(edit, record, field, key)
    told = Told(f"Change {noun(known)} of {row.named}", row.id)
    read = read_value(edit.database, known, made_value(edit, value))
    if read == present[at]:
        return told
    if any(one.key() == read.key() for place, one in enumerate(present) if place != at):
        raise RefusedError(field, f"{known.label}: this is there already.")
    check_fits(edit.database, row, known, read)
    refuse_backed(edit, row, known, present[at])
    _rewrite(edit, row, known, present, [*present[:at], read, *present[at + 1 :]])
    return told


@service
def drop_value(edit: Edit, *, record: int, field: str, key: str) -> Told:
    """Take the value called `key` out of a list.

    Raises:
        RefusedError: it rests on a quote, or is no longer there.
    """
    row, known, present, at = _found(edit, record, field, key)
    remove_value(edit, record=record, field=field, value=_given(present[at]))
    return Told(f"Remove from {noun(known)} of {row.named}", row.id)


@service
def move_value(edit: Edit, *, record: int, field: str, key: str, steps: int) -> Told:
    """Move the value called `key` of an ordered list down by `steps`, up where negative.

    At the end of the list nothing is changed.

    Raises:
        RefusedError: the list has no order, or the value is no longer there.
    """
    row, known, present, at = _found(edit, record, field, key)
    if not known.ordered:
        raise RefusedError(field, f"{noun(known).capitalize()} have no order.")
    to = min(max(at + steps, 0), len(present) - 1)
    if to != at:
        wanted = list(present)
        wanted.insert(to, wanted.pop(at))
        _rewrite(edit, row, known, present, wanted)
    return Told(f"Order {noun(known)} of {row.named}", row.id)


def _found(edit: Edit, record: int, field: str, key: str) -> tuple[Row, Field, list[Value], int]:
    row = record_row(edit.database, record)
    known = field_named(row.kind, field)
    present = list(held(edit.database, row).get(field, ()))
    at = next((place for place, one in enumerate(present) if one.key()[1] == key), None)
    if not known.several or at is None:
        raise RefusedError(field, f"{known.label}: this is not there.")
    return row, known, present, at


def refuse_backed(edit: Edit, row: Row, field: Field, value: Value) -> None:
    """Refuse to let go of a value that quotes stand for.

    Raises:
        ClaimedError: they do.
    """
    if backing(field_claims(edit.database, row.id, field), field, value):
        what = shown(value.text) if value.text else f"This value of {noun(field)}"
        raise ClaimedError(
            field.name, f"{what} rests on a quote. Remove that claim or set it aside first."
        )


def _rewrite(edit: Edit, row: Row, field: Field, before: list[Value], after: list[Value]) -> None:
    for value in before:
        drop_listed(edit.database, row, field, value)
    for position, value in enumerate(after):
        add_listed(edit.database, row, field, value, position)


def _given(value: Value) -> Given:
    if value.record_id is not None:
        return Link(value.record_id, value.connection)
    return value.text or ""
