"""The values of records' fields, read through the registry so that every kind goes one way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from models.fields.registry import Field, FieldType, fields_of
from models.names.folding import fold
from models.reference.database import ReferenceDatabase

Item = TypeVar("Item")

CHUNK = 500
"""Ids per query: far below SQLite's limit of bound parameters, enough to be quick."""


class Value(NamedTuple):
    """One value: words, a record, or an uncertain date with its strict bounds.

    `printed` is the wording of a date in its source. `connection` qualifies a link (discussed,
    announced or signed). Two values are the same when their `key()` is.
    """

    text: str | None = None
    record_id: int | None = None
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    printed: str | None = None
    connection: str | None = None

    def key(self) -> tuple[str, str]:
        """Return what makes two values the same: folded words, the record, or the EDTF."""
        if self.record_id is not None:
            return ("record", f"{self.record_id}:{self.connection or ''}")
        if self.edtf is not None:
            return ("date", self.edtf)
        return ("text", fold(self.text or ""))

    def is_same(self, other: Value) -> bool:
        """Whether the keys are the same; equal words need not be folded for that."""
        if self.record_id is None and self.edtf is None and self.text == other.text:
            return other.record_id is None and other.edtf is None
        return self.key() == other.key()

    def agrees_with(self, other: Value) -> bool:
        """Whether both can be true at once of one single-valued field.

        Dates agree when their strict bounds overlap: "March" does not contradict "3 March".
        """
        if self.edtf is not None and other.edtf is not None:
            return (self.earliest or "") <= (other.latest or "9999-12-31") and (
                other.earliest or ""
            ) <= (self.latest or "9999-12-31")
        return self.is_same(other)


Values = dict[str, list[Value]]
"""The values of one record, by field name; a field without a value is absent."""


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Cut `items` into lists of at most `size`."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def marks(count: int) -> str:
    """Return `count` parameter marks for an IN list."""
    return ", ".join("?" * count)


def names_the_other(database: ReferenceDatabase, kind: str, one: int, other: int) -> bool:
    """Tell whether one of two records of `kind` is a value of the other: then they are two."""
    columns = [
        field.column
        for field in fields_of(kind)
        if field.type is FieldType.RECORD and not field.several
    ]
    return any(
        database.rows(
            f'SELECT 1 FROM "{kind}" WHERE (record_id = ?1 AND "{column}" = ?2) '
            f'OR (record_id = ?2 AND "{column}" = ?1)',
            (one, other),
        )
        for column in columns
    )


def load_values(database: ReferenceDatabase, kind: str, ids: Sequence[int]) -> dict[int, Values]:
    """Return the values of every field of the records `ids`, all of kind `kind`."""
    found: dict[int, Values] = {record_id: {} for record_id in ids}
    fields = fields_of(kind)
    single = [field for field in fields if not field.several]
    for chunk in chunks(ids):
        if single:
            _load_single(database, kind, single, chunk, found)
        for field in fields:
            if field.several:
                _load_several(database, field, chunk, found)
    return found


def _load_single(
    database: ReferenceDatabase,
    kind: str,
    fields: Sequence[Field],
    ids: Sequence[int],
    found: dict[int, Values],
) -> None:
    columns = ["record_id"]
    for field in fields:
        if field.type is FieldType.DATE:
            columns += [f"{field.column}_{part}" for part in ("edtf", "min", "max", "printed")]
        else:
            columns.append(field.column)
    listed = ", ".join(f'"{column}"' for column in columns)
    query = f'SELECT {listed} FROM "{kind}" WHERE record_id IN ({marks(len(ids))})'
    for row in database.rows(query, list(ids)):
        cells = iter(row)
        values = found[next(cells)]
        for field in fields:
            value = _single_value(field, cells)
            if value is not None:
                values[field.name] = [value]


def _single_value(field: Field, cells: Any) -> Value | None:
    first = next(cells)
    if field.type is FieldType.DATE:
        earliest, latest, printed = next(cells), next(cells), next(cells)
        if first is None:
            return None
        return Value(edtf=first, earliest=earliest, latest=latest, printed=printed)
    if first is None:
        return None
    if field.type is FieldType.RECORD:
        return Value(record_id=first)
    return Value(text=first)


def _load_several(
    database: ReferenceDatabase, field: Field, ids: Sequence[int], found: dict[int, Values]
) -> None:
    order = "position" if field.ordered else "rowid"
    connection = field.connection_column or "NULL"
    query = (
        f'SELECT "{field.owner_column}", "{field.column}", {connection} FROM "{field.table}" '
        f'WHERE "{field.owner_column}" IN ({marks(len(ids))}) ORDER BY {order}'
    )
    for owner, cell, how in database.rows(query, list(ids)):
        value = (
            Value(record_id=cell, connection=how)
            if field.type is FieldType.RECORD
            else Value(text=cell)
        )
        found[owner].setdefault(field.name, []).append(value)
