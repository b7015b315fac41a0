"""Rows on their way into the tables: gathered, and written many at a time in a safe order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from models.fields.registry import FIELDS, Field, FieldType, fields_of
from models.reference.database import ReferenceDatabase

ENOUGH: Final = 2500
"""Rows of claims gathered before they are written: a few megabytes, held twice while they are."""

_RECORD: Final = (
    "id", "uid", "kind", "owner_id", "label", "review", "note", "created", "modified", "batch_id",
    "label_key", "who", "who_key", "quotes", "origins", "unsourced", "disputed",
)  # fmt: skip
NOT_DERIVED_YET: Final = (b"", "", b"", 0, 0, 0, 0)
"""The end of a new record's row: what the summaries fill."""
_OTHERS: Final[dict[str, tuple[str, ...]]] = {
    "identifier": ("scheme", "value", "record_id"),
    "snapshot": (
        "id", "uid", "source_id", "text", "length", "text_sha256", "original_sha256",
        "original_size", "media_type", "captured", "method", "extractor", "extractor_version",
        "unicode_version", "was_normalized", "batch_id",
    ),
    "original": ("snapshot_id", "compression", "content"),
    "inserted_label": ("snapshot_id", "start", "end"),
    "quote": (
        "id", "uid", "snapshot_id", "start", "end", "exact", "before", "after", "paragraph",
        "folded", "batch_id",
    ),
    "claim": (
        "id", "uid", "record_id", "record_kind", "field_id", "quote_id", "value_text",
        "value_record_id", "value_edtf", "value_min", "value_max", "printed", "span_start",
        "span_end", "stance", "directness", "rank", "credibility", "batch_id",
    ),
    "premise": ("claim_id", "position", "type", "quote_id", "note"),
    "tagging": ("tag_id", "record_id"),
}  # fmt: skip


def typed_columns(kind: str) -> tuple[str, ...]:
    """Return the columns of a kind's own table that an import fills."""
    columns = ["record_id", "kind"]
    for field in fields_of(kind):
        if field.several:
            continue
        if field.type is FieldType.DATE:
            columns += [f"{field.column}_{part}" for part in ("edtf", "min", "max", "printed")]
        else:
            columns.append(field.column)
            if field.kind_column is not None:
                columns.append(field.kind_column)
    if kind == "participation":
        columns += ["event_id", "event_kind"]
    elif kind == "name":
        columns += ["bearer_id", "folded", "skeleton"]
    elif kind == "source":
        columns.append("csl")
    return tuple(columns)


def listed_columns(field: Field) -> tuple[str, ...]:
    """Return the columns of the table in which a several-valued field is kept."""
    columns = [field.owner_column or "", field.column]
    if field.kind_column is not None:
        columns.append(field.kind_column)
    if field.ordered:
        columns.append("position")
    if field.connection_column is not None:
        columns.append(field.connection_column)
    return tuple(columns)


POINTED_AT_FIRST: Final = (
    "place", "organization", "official", "tenure", "source", "meeting", "agreement",
    "participation", "statement", "relation", "name",
)  # fmt: skip
"""The kinds in an order in which undo can delete them from the last to the first."""

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "record": _RECORD,
    **{kind: typed_columns(kind) for kind in POINTED_AT_FIRST},
    **{field.table: listed_columns(field) for field in FIELDS if field.table is not None},
    **_OTHERS,
}
"""Tables in the order in which their triggers let rows in, and, read backwards, let them go."""


class Rows:
    """The rows gathered so far, by table; every row has all columns of `COLUMNS`, in order."""

    def __init__(self, database: ReferenceDatabase) -> None:
        self._database = database
        self._rows: dict[str, list[Sequence[Any]]] = {table: [] for table in COLUMNS}

    def add(self, table: str, row: Sequence[Any]) -> None:
        """Gather one row."""
        self._rows[table].append(row)

    def add_cells(self, table: str, **cells: Any) -> None:
        """Gather one row by the names of its columns; those that are not named stay empty."""
        assert cells.keys() <= set(COLUMNS[table]), (table, cells)
        self._rows[table].append(tuple(cells.get(column) for column in COLUMNS[table]))

    def add_all(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Gather rows."""
        self._rows[table].extend(rows)

    def write_when_enough(self) -> None:
        """Write what is gathered, if it is much."""
        if len(self._rows["claim"]) >= ENOUGH or len(self._rows["record"]) >= ENOUGH:
            self.write()

    def write(self) -> None:
        """Begin to write what is gathered; who asks the database next waits for it."""
        gathered = [(table, COLUMNS[table], rows) for table, rows in self._rows.items() if rows]
        self._rows = {table: [] for table in COLUMNS}
        if gathered:
            self._database.insert_meanwhile(gathered)
