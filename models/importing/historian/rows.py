"""Rows on their way into the tables: gathered, and written many at a time in a safe order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from models.fields.registry import FieldType, fields_of
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import KINDS

ENOUGH: Final = 4000
"""Rows of claims gathered before they are written: a few megabytes."""

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


COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "record": _RECORD,
    **{kind: typed_columns(kind) for kind in KINDS},
    **_OTHERS,
}
"""Tables in the order in which their triggers let rows in, each with its columns."""


class Rows:
    """The rows gathered so far, by table; every row has all columns of `COLUMNS`, in order."""

    def __init__(self, database: ReferenceDatabase) -> None:
        self._database = database
        self._rows: dict[str, list[Sequence[Any]]] = {table: [] for table in COLUMNS}
        self._insert = {
            table: "INSERT INTO {} ({}) VALUES ({})".format(
                table,
                ", ".join(f'"{column}"' for column in columns),
                ", ".join("?" * len(columns)),
            )
            for table, columns in COLUMNS.items()
        }

    def add(self, table: str, row: Sequence[Any]) -> None:
        """Gather one row."""
        self._rows[table].append(row)

    def add_all(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Gather rows."""
        self._rows[table].extend(rows)

    def write_when_enough(self) -> None:
        """Write what is gathered, if it is much."""
        if len(self._rows["claim"]) >= ENOUGH or len(self._rows["record"]) >= ENOUGH:
            self.write()

    def write(self) -> None:
        """Write what is gathered."""
        for table, rows in self._rows.items():
            if rows:
                self._database.run_many(self._insert[table], rows)
                rows.clear()
