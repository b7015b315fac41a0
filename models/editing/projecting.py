"""The one place where what claims say becomes what a record holds (law 5)."""

from __future__ import annotations

from models.editing.rows import Row, insert, kind_of, write_value
from models.evidence.claims import ClaimView, load_claims
from models.evidence.marks import claims_about, projection
from models.fields.registry import Field, FieldType
from models.records.values import Value, load_values
from models.reference.database import ReferenceDatabase


def field_claims(database: ReferenceDatabase, record: int, field: Field | None) -> list[ClaimView]:
    """Return the claims on one field of a record; with None, those that the record holds."""
    name = field.name if field else None
    return [claim for claim in load_claims(database, [record]) if claim.field == name]


def backing(claims: list[ClaimView], field: Field, value: Value) -> list[ClaimView]:
    """Return the claims by which `value` stands."""
    return [
        claim
        for claim in claims_about(value, field, claims)
        if claim.supports and claim.rank != "deprecated"
    ]


def project(database: ReferenceDatabase, row: Row, field: Field) -> None:
    """Let `field` hold what its claims say.

    A one-valued field holds its preferred claim's value, else that of the first that stands (see
    `models.evidence.marks.projection`, by which Verify checks it); without one its value stays and
    is unsourced. A list gains the values that are claimed; it loses none by itself.
    """
    claims = field_claims(database, row.id, field)
    if field.several:
        _gain(database, row, field, claims)
        return
    value = projection(field, claims)
    if value is None:
        if field.type is FieldType.DATE:
            _forget_printed(database, row, field)
        return
    printed = next(
        (claim.printed for claim in _ordered(claims) if claim.value.key() == value.key()), None
    )
    if field.type is not FieldType.DATE:
        present = load_values(database, row.kind, [row.id])[row.id].get(field.name)
        # Words that differ in case or marks only are one value: the record keeps its own spelling.
        if present and present[0].key() == value.key():
            return
    write_value(database, row, field, value, printed)


def _ordered(claims: list[ClaimView]) -> list[ClaimView]:
    standing = [claim for claim in claims if claim.supports and claim.rank != "deprecated"]
    return sorted(standing, key=lambda claim: (claim.rank != "preferred", claim.id))


def _forget_printed(database: ReferenceDatabase, row: Row, field: Field) -> None:
    """Without a claim nobody printed the date."""
    database.run(
        f'UPDATE "{row.kind}" SET "{field.column}_printed" = NULL WHERE record_id = ? '
        f'AND "{field.column}_printed" IS NOT NULL',
        (row.id,),
    )


def _gain(database: ReferenceDatabase, row: Row, field: Field, claims: list[ClaimView]) -> None:
    present = load_values(database, row.kind, [row.id])[row.id].get(field.name, [])
    keys = {value.key() for value in present}
    for claim in _ordered(claims):
        if claim.value.key() not in keys:
            keys.add(claim.value.key())
            add_listed(database, row, field, claim.value)


def add_listed(
    database: ReferenceDatabase, row: Row, field: Field, value: Value, position: int | None = None
) -> None:
    """Put a value at the end of a list, or at a position that is free."""
    assert field.table is not None
    assert field.owner_column is not None
    cells: dict[str, object] = {field.owner_column: row.id}
    if field.type is FieldType.RECORD:
        assert value.record_id is not None
        cells[field.column] = value.record_id
        if field.kind_column is not None:
            cells[field.kind_column] = kind_of(database, value.record_id)
        if field.connection_column is not None:
            cells[field.connection_column] = value.connection
    else:
        cells[field.column] = value.text
        if field.kind_column is not None:
            cells[field.kind_column] = row.kind
    if field.ordered:
        if position is None:
            position = database.rows(
                f'SELECT coalesce(max(position) + 1, 0) FROM "{field.table}" '
                f'WHERE "{field.owner_column}" = ?',
                (row.id,),
            )[0][0]
        cells["position"] = position
    insert(database, field.table, cells)


def drop_listed(database: ReferenceDatabase, row: Row, field: Field, value: Value) -> None:
    """Take a value out of a list."""
    condition = f'"{field.owner_column}" = ? AND "{field.column}" = ?'
    cells: list[object] = [row.id, value.record_id if value.record_id is not None else value.text]
    if field.connection_column is not None:
        condition += f' AND "{field.connection_column}" = ?'
        cells.append(value.connection)
    database.run(f'DELETE FROM "{field.table}" WHERE {condition}', cells)
