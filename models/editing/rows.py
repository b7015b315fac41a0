"""Reading and writing single rows of records, so that services speak of records and fields."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from models.editing.done import RefusedError
from models.fields.registry import FIELD_BY_NAME, Field, FieldType
from models.names.folding import search_text
from models.names.skeleton import skeletons
from models.records.values import Value, Values, load_values
from models.reference.database import ReferenceDatabase
from models.reference.reference import now
from models.schema.triggers import NOT_YET_DERIVED
from models.seeds.problems import nearest, shown

DEFAULTS: Final = {("name", "form"): "printed", ("source", "reliability"): "F"}
"""What a field holds that cannot be empty."""

NEEDED: Final = {("name", "text"), ("participation", "participant"), ("tenure", "official")}
"""Fields without which a record is none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A live record, as far as every service needs it."""

    id: int
    kind: str
    owner: int | None
    label: str
    owner_label: str | None

    @property
    def named(self) -> str:
        """The record as an undo label names it."""
        return f"{self.label} ({self.owner_label})" if self.owner_label else self.label


ROW: Final = (
    "SELECT record.id, record.kind, record.owner_id, record.label, owner.label, "
    "coalesce(record.trashed, owner.trashed) FROM record "
    "LEFT JOIN record AS owner ON owner.id = record.owner_id WHERE record.id = ?"
)


def any_row(database: ReferenceDatabase, record: int) -> Row:
    """Return a record that is there, be it in the trash."""
    return Row(*database.rows(ROW, (record,))[0][:-1])


def record_row(database: ReferenceDatabase, record: int, *, field: str | None = None) -> Row:
    """Return a record that is there and neither in the trash nor merged away.

    Raises:
        RefusedError: it is not; `field` is what the refusal speaks of.
    """
    rows = database.rows(ROW, (record,))
    if not rows:
        raise RefusedError(field, "This record is no longer there.")
    *found, trashed = rows[0]
    if trashed is not None:
        raise RefusedError(field, f"{shown(found[3])} is in the trash; take it out first.")
    return Row(*found)


def field_named(kind: str, name: str) -> Field:
    """Return a field of `kind`.

    Raises:
        RefusedError: there is none.
    """
    found = FIELD_BY_NAME.get((kind, name))
    if found is None:
        known = [field for one, field in FIELD_BY_NAME if one == kind]
        article = "An" if kind[0] in "aeiou" else "A"
        raise RefusedError(
            name, f"{article} {kind} has no field {shown(name)}." + nearest(name, known)
        )
    return found


def held(database: ReferenceDatabase, row: Row) -> Values:
    """Return the values of a record."""
    return load_values(database, row.kind, [row.id])[row.id]


def clean(text: str, field: str | None) -> str:
    """Return words as they are stored: composed, without blanks at the ends.

    Raises:
        RefusedError: nothing is left, or there is a character that cannot be stored.
    """
    found = unicodedata.normalize("NFC", text).strip()
    if not found:
        raise RefusedError(field, "Write something, or clear the field.")
    if "\x00" in found or any("\ud800" <= character <= "\udfff" for character in found):
        raise RefusedError(field, "A character in this text cannot be stored.")
    return found


def new_uid() -> str:
    """Return a fresh identity."""
    return str(uuid.uuid4())


def insert(database: ReferenceDatabase, table: str, columns: Mapping[str, Any]) -> int:
    """Add one row and return its number."""
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    database.run(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(columns.values()))
    return int(database.rows("SELECT last_insert_rowid()")[0][0])


def update(
    database: ReferenceDatabase,
    table: str,
    columns: Mapping[str, Any],
    key: int,
    *,
    key_column: str = "id",
) -> None:
    """Change cells of one row; a row that would stay as it is is left alone."""
    assigned = ", ".join(f'"{name}" = ?' for name in columns)
    differs = " OR ".join(f'"{name}" IS NOT ?' for name in columns)
    cells = tuple(columns.values())
    database.run(
        f'UPDATE "{table}" SET {assigned} WHERE "{key_column}" = ? AND ({differs})',
        (*cells, key, *cells),
    )


def insert_record(
    database: ReferenceDatabase,
    kind: str,
    label: str,
    *,
    owner: int | None,
    review: str = "draft",
    note: str | None = None,
) -> int:
    """Add a row to `record`; its typed row must follow."""
    moment = now()
    return insert(
        database,
        "record",
        {
            "uid": new_uid(),
            "kind": kind,
            "owner_id": owner,
            "label": label,
            "review": review,
            "note": note,
            "created": moment,
            "modified": moment,
            **NOT_YET_DERIVED,
        },
    )


def columns_of(
    database: ReferenceDatabase, field: Field, value: Value | None, printed: str | None = None
) -> dict[str, Any]:
    """Return the cells in which a one-valued field keeps `value`."""
    if field.type is FieldType.DATE:
        return {
            f"{field.column}_edtf": value.edtf if value else None,
            f"{field.column}_min": value.earliest if value else None,
            f"{field.column}_max": value.latest if value else None,
            f"{field.column}_printed": printed if value else None,
        }
    if field.type is FieldType.RECORD:
        target = value.record_id if value else None
        cells: dict[str, Any] = {field.column: target}
        if field.kind_column is not None:
            cells[field.kind_column] = kind_of(database, target) if target is not None else None
        return cells
    text = value.text if value else DEFAULTS.get((field.kind, field.name))
    cells = {field.column: text}
    if (field.kind, field.name) == ("name", "text"):
        cells |= name_keys(text or "")
    return cells


def name_keys(text: str) -> dict[str, str]:
    """Return the cells of a name that follow from its spelling."""
    return {"folded": search_text(text), "skeleton": " ".join(skeletons(text))}


def kind_of(database: ReferenceDatabase, record: int) -> str:
    """Return the kind of a record that is there."""
    return str(database.rows("SELECT kind FROM record WHERE id = ?", (record,))[0][0])


def write_value(
    database: ReferenceDatabase,
    row: Row,
    field: Field,
    value: Value | None,
    printed: str | None = None,
) -> None:
    """Store the value of a one-valued field."""
    cells = columns_of(database, field, value, printed)
    update(database, row.kind, cells, row.id, key_column="record_id")
