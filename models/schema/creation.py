"""Making the tables of a new reference, and knowing what a file of ours must look like."""

from __future__ import annotations

import peewee

from models.fields.registry import FIELDS
from models.reference.database import ReferenceDatabase
from models.schema.evidence import EVIDENCE_TABLES, FieldEntry
from models.schema.lists import LISTED_TABLES
from models.schema.plumbing import PLUMBING_TABLES, Recording
from models.schema.records import TYPED_TABLES, Record, Step
from models.schema.triggers import all_triggers

TABLES = (
    Step,
    Record,
    TYPED_TABLES["place"],
    TYPED_TABLES["organization"],
    TYPED_TABLES["official"],
    TYPED_TABLES["tenure"],
    TYPED_TABLES["meeting"],
    TYPED_TABLES["agreement"],
    TYPED_TABLES["participation"],
    TYPED_TABLES["statement"],
    TYPED_TABLES["relation"],
    TYPED_TABLES["name"],
    TYPED_TABLES["source"],
    *LISTED_TABLES,
    *EVIDENCE_TABLES,
    *PLUMBING_TABLES,
)

TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"

SEARCH_TABLES = (
    "CREATE VIRTUAL TABLE record_search USING fts5 "
    "(names, related, words, quoted, skeleton, related_skeleton, "
    "content='search_document', content_rowid='record_id', "
    f"tokenize=\"{TOKENIZER}\", prefix='1 2 3')",
)

LIVE = "trashed IS NULL AND owner_id IS NULL"
INDEXES = (
    *(
        f"CREATE INDEX {name} ON record ({columns}) WHERE {condition}"
        for name, columns, condition in (
            ("record_by_kind_and_label", "kind, label_key, id", LIVE),
            ("record_by_kind", "kind", LIVE),
            ("record_by_label", "label_key, id, kind", LIVE),
            ("record_by_when", "when_min, when_max, id, kind", f"{LIVE} AND when_edtf IS NOT NULL"),
            (
                "record_by_latest",
                "when_max, when_min, id, kind",
                f"{LIVE} AND when_edtf IS NOT NULL",
            ),
            (
                "record_over_days",
                "when_max, when_min, id, kind",
                f"{LIVE} AND when_edtf IS NOT NULL AND when_min IS NOT when_max",
            ),
            ("record_one_of", "when_edtf, id", "substr(when_edtf, 1, 1) = '['"),
            ("record_without_when", "id, kind", f"{LIVE} AND when_edtf IS NULL"),
            ("record_by_where", "where_id, id, kind", f"{LIVE} AND where_id IS NOT NULL"),
            ("record_without_where", "id, kind", f"{LIVE} AND where_id IS NULL"),
            ("record_by_who", "who_key, id, kind", f"{LIVE} AND who <> ''"),
            ("record_without_who", "id, kind", f"{LIVE} AND who = ''"),
            ("record_by_quotes", "quotes, id, kind", LIVE),
            ("record_by_status", "review, state, id, kind", LIVE),
            ("record_unsourced", "unsourced", f"{LIVE} AND unsourced > 0"),
            ("record_disputed", "disputed, id, kind", f"{LIVE} AND disputed > 0"),
            ("place_by_label", "label_key, id", "kind = 'place'"),
            ("record_by_batch", "batch_id", "batch_id IS NOT NULL"),
        )
    ),
    "CREATE INDEX claim_by_field ON claim (field_id)",
    "CREATE INDEX claim_inferred ON claim (record_id) WHERE directness = 'inferred'",
)
"""Each order of the table is a walk along one or two of these (`models.search.orders`)."""


def create_schema(database: ReferenceDatabase) -> None:
    """Create every table, index and trigger of a reference in the empty `database`.

    The caller holds the transaction.
    """
    for table in TABLES:
        peewee.SchemaManager(table, database).create_all(safe=False)
    for statement in (*SEARCH_TABLES, *INDEXES):
        database.run(statement)
    for statement in all_triggers():
        database.run(statement)
    FieldEntry.insert_many(
        {
            "kind": field.kind,
            "name": field.name,
            "label": field.label,
            "type": field.type.value,
            "several": int(field.several),
            "citable": int(field.citable),
        }
        for field in FIELDS
    ).execute(database)
    Recording.insert(id=1, step=None).execute(database)
