"""The triggers that make the file itself keep the laws, whoever writes to it.

Only functions every SQLite has stand in them (law 1): a reference must be safe to open anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.schema.base import ReferenceTable, quoted
from models.schema.evidence import (
    Attribution,
    Claim,
    InsertedLabel,
    Original,
    Premise,
    Quote,
    Snapshot,
    Translation,
)
from models.schema.lists import LISTED_TABLES
from models.schema.plumbing import DistinctPair, MergeMove, SavedView, Suggestion, Tag, Tagging
from models.schema.records import TYPED_TABLES, Record

LOGGED_TABLES: tuple[type[ReferenceTable], ...] = (
    Record,
    *TYPED_TABLES.values(),
    *LISTED_TABLES,
    Snapshot,
    Original,
    InsertedLabel,
    Quote,
    Translation,
    Claim,
    Premise,
    Attribution,
    MergeMove,
    Tag,
    Tagging,
    DistinctPair,
    SavedView,
    Suggestion,
)
"""Tables whose every change is written to `change` while a step is being recorded."""

DERIVED_COLUMNS = frozenset(
    {
        "label_key",
        "when_edtf",
        "when_min",
        "when_max",
        "where_id",
        "who",
        "who_key",
        "state",
        "quotes",
        "origins",
        "unsourced",
        "disputed",
    }
)
"""Columns of `record` that follow from others; they are not history."""

NOT_YET_DERIVED: dict[str, bytes | str | int] = {
    "label_key": b"",
    "who": "",
    "who_key": b"",
    "quotes": 0,
    "origins": 0,
    "unsourced": 0,
    "disputed": 0,
}
"""What those that cannot be NULL hold in a new row, until its summary is stored."""


def table_name(table: type[ReferenceTable]) -> str:
    """Return the name of `table` in the file."""
    return str(table._meta.table_name)


def column_names(table: type[ReferenceTable]) -> list[str]:
    """Return the columns of `table` in the order they were declared."""
    return [str(field.column_name) for field in table._meta.sorted_fields]


def key_columns(table: type[ReferenceTable]) -> list[str]:
    """Return the columns of the primary key of `table`."""
    return [
        str(field.column_name)
        for field in table._meta.get_primary_keys()  # type: ignore[no-untyped-call]
    ]


def refuse(condition: str, sentence: str) -> str:
    """Return a trigger statement that aborts with `sentence` when `condition` holds."""
    return f"SELECT RAISE(ABORT, {quoted(sentence)}) WHERE {condition};"


def trigger(name: str, event: str, statements: str, when: str | None = None) -> str:
    """Return the text that creates one row trigger."""
    condition = f" WHEN {when}" if when else ""
    return f"CREATE TRIGGER {name} {event}{condition} BEGIN {statements} END"


def identity_triggers(table: type[ReferenceTable]) -> Iterator[str]:
    """Refuse to replace a row or to change what identifies it (REPLACE, UPSERT, UPDATE OR …)."""
    name = table_name(table)
    columns = column_names(table)
    same_key = " AND ".join(f"{column} IS NEW.{column}" for column in key_columns(table))
    taken = f"EXISTS (SELECT 1 FROM {name} WHERE {same_key})"
    if "uid" in columns:
        taken += f" OR EXISTS (SELECT 1 FROM {name} WHERE uid = NEW.uid)"
    yield trigger(
        f"{name}_is_not_replaced",
        f"BEFORE INSERT ON {name}",
        refuse(taken, f"a {name} with this identity exists already"),
    )
    fixed = [*key_columns(table), *(c for c in ("uid", "kind") if c in columns)]
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in dict.fromkeys(fixed))
    yield trigger(
        f"{name}_keeps_its_identity",
        f"BEFORE UPDATE ON {name}",
        refuse(changed, f"the identity of a {name} cannot change"),
    )


def immutable_trigger(table: type[ReferenceTable]) -> str:
    """Refuse every update of `table` (law 2)."""
    name = table_name(table)
    return trigger(
        f"{name}_is_never_updated",
        f"BEFORE UPDATE ON {name}",
        f"SELECT RAISE(ABORT, {quoted(f'a {name} is never updated')});",
    )


QUOTED_WRONGLY = "a quote is exactly the text of its snapshot at its place"
LABEL_QUOTED = "an inserted label cannot be quoted"

QUOTE_TRIGGERS = (
    trigger(
        "quote_is_the_snapshot",
        "BEFORE INSERT ON quote",
        refuse(
            "substr((SELECT text FROM snapshot WHERE id = NEW.snapshot_id), NEW.start + 1, "
            'NEW."end" - NEW.start) IS NOT NEW.exact '
            'OR NEW.start < 0 OR length(NEW.exact) IS NOT NEW."end" - NEW.start '
            "OR instr(NEW.exact, char(0)) > 0",
            QUOTED_WRONGLY,
        )
        + " "
        + refuse(
            "substr((SELECT text FROM snapshot WHERE id = NEW.snapshot_id), "
            "NEW.start + 1 - length(NEW.before), length(NEW.before)) IS NOT NEW.before "
            "OR length(NEW.before) > NEW.start "
            'OR substr((SELECT text FROM snapshot WHERE id = NEW.snapshot_id), NEW."end" + 1, '
            "length(NEW.after)) IS NOT NEW.after",
            "the words around a quote are the text of its snapshot",
        )
        + " "
        + refuse(
            "EXISTS (SELECT 1 FROM inserted_label AS label WHERE label.snapshot_id = "
            'NEW.snapshot_id AND label.start < NEW."end" AND label."end" > NEW.start)',
            LABEL_QUOTED,
        )
        + " "
        + refuse(
            "EXISTS (SELECT 1 FROM quote WHERE snapshot_id = NEW.snapshot_id "
            'AND start = NEW.start AND "end" = NEW."end")',
            "this passage is quoted already",
        ),
    ),
    trigger(
        "quote_in_use_stays",
        "BEFORE DELETE ON quote",
        refuse(
            "EXISTS (SELECT 1 FROM claim WHERE quote_id = OLD.id) "
            "OR EXISTS (SELECT 1 FROM premise WHERE quote_id = OLD.id)",
            "claims rest on this quote",
        )
        + " "
        + refuse(
            "EXISTS (SELECT 1 FROM translation WHERE quote_id = OLD.id)",
            "a translation rests on this quote",
        ),
    ),
    trigger(
        "snapshot_in_use_stays",
        "BEFORE DELETE ON snapshot",
        refuse(
            "EXISTS (SELECT 1 FROM quote WHERE snapshot_id = OLD.id)",
            "quotes rest on this snapshot",
        )
        + " "
        + refuse(
            "EXISTS (SELECT 1 FROM original WHERE snapshot_id = OLD.id) "
            "OR EXISTS (SELECT 1 FROM inserted_label WHERE snapshot_id = OLD.id)",
            "the original and the labels of a snapshot are deleted before it",
        ),
    ),
    trigger(
        "original_in_use_stays",
        "BEFORE DELETE ON original",
        refuse(
            "EXISTS (SELECT 1 FROM quote WHERE snapshot_id = OLD.snapshot_id)",
            "quotes rest on this snapshot",
        ),
    ),
    trigger(
        "inserted_label_is_inside",
        "BEFORE INSERT ON inserted_label",
        refuse(
            'NEW."end" > (SELECT length FROM snapshot WHERE id = NEW.snapshot_id)',
            "an inserted label lies inside its snapshot",
        )
        + " "
        + refuse(
            "EXISTS (SELECT 1 FROM quote WHERE snapshot_id = NEW.snapshot_id AND "
            'start < NEW."end" AND "end" > NEW.start)',
            "a quoted passage cannot become a label",
        ),
    ),
    trigger(
        "inserted_label_stays",
        "BEFORE DELETE ON inserted_label",
        refuse(
            "EXISTS (SELECT 1 FROM quote WHERE snapshot_id = OLD.snapshot_id)",
            "quotes rest on this snapshot",
        ),
    ),
)

CLAIM_CHECKS = (
    refuse(
        "NEW.span_start IS NOT NULL AND NOT EXISTS (SELECT 1 FROM quote WHERE id = NEW.quote_id "
        'AND NEW.span_start >= start AND NEW.span_end <= "end")',
        "the decisive words lie inside the quote",
    )
    + " "
    + refuse(
        "NEW.printed IS NOT NULL AND NOT EXISTS (SELECT 1 FROM quote WHERE id = NEW.quote_id "
        "AND instr(substr(exact, coalesce(NEW.span_start, start) - start + 1, "
        'coalesce(NEW.span_end, "end") - coalesce(NEW.span_start, start)), NEW.printed) > 0)',
        "the value as printed stands in the decisive words",
    )
)
CLAIM_TRIGGERS = (
    trigger("claim_is_in_its_quote", "BEFORE INSERT ON claim", CLAIM_CHECKS),
    trigger("claim_stays_in_its_quote", "BEFORE UPDATE ON claim", CLAIM_CHECKS),
    trigger(
        "claim_keeps_its_words",
        "BEFORE UPDATE ON claim",
        refuse(
            "NEW.quote_id IS NOT OLD.quote_id",
            "a claim keeps its quote; another quote is another claim",
        ),
    ),
)

OWNER_TRIGGERS = tuple(
    trigger(
        f"{table}_belongs_to_its_owner_{event.lower()}",
        f"BEFORE {event} ON {table}",
        refuse(
            f"(SELECT owner_id FROM record WHERE id = NEW.record_id) IS NOT NEW.{column}",
            f"a {table} belongs to the record that owns it",
        ),
    )
    for table, column in (
        ("tenure", "official_id"),
        ("participation", "event_id"),
        ("name", "bearer_id"),
    )
    for event in ("INSERT", "UPDATE")
)

OWNER_FOLLOWERS = tuple(
    trigger(
        f"{table}_follows_its_owner",
        "AFTER UPDATE OF owner_id ON record",
        f"UPDATE {table} SET {assignment} WHERE record_id = NEW.id;",
        f"NEW.kind = {quoted(table)} AND NEW.owner_id IS NOT OLD.owner_id",
    )
    for table, assignment in (
        ("tenure", "official_id = NEW.owner_id"),
        (
            "participation",
            "event_id = NEW.owner_id, "
            "event_kind = (SELECT kind FROM record WHERE id = NEW.owner_id)",
        ),
        ("name", "bearer_id = NEW.owner_id"),
    )
)
"""A record that changes its owner takes its typed row along: the two can never disagree."""


def search_triggers(index: str, content: str, key: str, columns: list[str]) -> Iterator[str]:
    """Keep the FTS5 table `index` in step with the stored folded text of `content`."""
    listed = ", ".join(columns)

    def written(row: str) -> str:
        return ", ".join(f"{row}.{column}" for column in columns)

    add = f"INSERT INTO {index} (rowid, {listed}) VALUES (NEW.{key}, {written('NEW')});"
    remove = (
        f"INSERT INTO {index} ({index}, rowid, {listed}) "
        f"VALUES ('delete', OLD.{key}, {written('OLD')});"
    )
    yield trigger(f"{index}_adds", f"AFTER INSERT ON {content}", add)
    yield trigger(f"{index}_removes", f"AFTER DELETE ON {content}", remove)
    yield trigger(f"{index}_follows", f"AFTER UPDATE ON {content}", f"{remove} {add}")


def row_json(table: type[ReferenceTable], row: str) -> str:
    """Return the SQL that renders a row as JSON, bytes in hexadecimal, derived columns left out."""
    blobs = {
        str(field.column_name) for field in table._meta.sorted_fields if field.field_type == "BLOB"
    }
    parts = []
    for column in column_names(table):
        if table is Record and column in DERIVED_COLUMNS:
            continue
        value = f'{row}."{column}"'
        parts.append(f"{quoted(column)}, {f'hex({value})' if column in blobs else value}")
    return f"json_object({', '.join(parts)})"


def change_triggers(table: type[ReferenceTable]) -> Iterator[str]:
    """Write every change of `table` to `change` while a step is being recorded."""
    name = table_name(table)
    recorded = "(SELECT step_id FROM recording) IS NOT NULL"
    kept = [
        column
        for column in column_names(table)
        if not (table is Record and column in DERIVED_COLUMNS)
    ]
    differs = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in kept)
    for operation in ("insert", "update", "delete"):
        row = "OLD" if operation == "delete" else "NEW"
        key = ", ".join(f'{row}."{column}"' for column in key_columns(table))
        before = "NULL" if operation == "insert" else row_json(table, "OLD")
        after = "NULL" if operation == "delete" else row_json(table, "NEW")
        yield trigger(
            f"{name}_{operation}_is_recorded",
            f"AFTER {operation.upper()} ON {name}",
            "INSERT INTO change (step_id, table_name, row_key, operation, before, after) "
            f"VALUES ((SELECT step_id FROM recording), {quoted(name)}, json_array({key}), "
            f"{quoted(operation)}, {before}, {after});",
            f"{recorded} AND ({differs})" if operation == "update" else recorded,
        )


def all_triggers() -> Iterator[str]:
    """Yield the text of every trigger of a reference, in the order they are created."""
    for table in LOGGED_TABLES:
        yield from identity_triggers(table)
    for table in (Snapshot, Original, InsertedLabel, Quote):
        yield immutable_trigger(table)
    yield from QUOTE_TRIGGERS
    yield from CLAIM_TRIGGERS
    yield from OWNER_TRIGGERS
    yield from search_triggers(
        "record_search",
        "search_document",
        "record_id",
        ["names", "related", "words", "quoted", "skeleton", "related_skeleton"],
    )
    for table in LOGGED_TABLES:
        yield from change_triggers(table)
    yield from OWNER_FOLLOWERS
