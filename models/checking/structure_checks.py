"""Checks of the file: its pages, keys, fields and kinds, and the rules its keys were made by."""

from __future__ import annotations

from collections.abc import Iterator

import apsw

from models.checking.inspection import Inspection
from models.checking.search_index import index_follows
from models.fields.registry import FIELDS
from models.reference.versions import stale_rules
from models.schema.vocabulary import KINDS

SHOWN_PAGES = 20
"""Lines of SQLite's own integrity report that are passed on."""

RECORDS_AT_ONCE = 20_000

PAGES_PER_LOOK = 50
"""Pages SQLite checks in a hundred thousand steps of its machine, about; for the progress."""


def check_pages(inspection: Inspection) -> Iterator[str]:
    """Yield what SQLite finds wrong with pages, indexes, constraints and foreign keys."""
    database = inspection.database
    with inspection.watched(PAGES_PER_LOOK):
        lines = database.rows(f"PRAGMA integrity_check({SHOWN_PAGES})")
    for (line,) in lines:
        if line != "ok":
            yield f"The database itself is damaged: {line}."
    with inspection.watched(PAGES_PER_LOOK):
        strays = database.rows("PRAGMA foreign_key_check")
    for table, row, parent, _ in strays:
        yield f"Row {row} of {table} points to a row of {parent} that is not there."


def check_search_index(inspection: Inspection) -> Iterator[str]:
    """Yield where the full-text index is not that of the stored text."""
    index, content = "record_search", "search_document"
    stored, indexed = inspection.database.rows(
        f"SELECT (SELECT count(*) FROM {content}), (SELECT count(*) FROM {index}_docsize)"
    )[0]
    if stored != indexed:
        yield f"The search index {index} holds {indexed} rows for {stored} of {content}."
        return
    try:
        follows = index_follows(inspection.database, index, stopped=inspection.stopped)
    except apsw.InterruptError:
        inspection.advance(0)
        raise
    if follows is None:
        inspection.leave_out("search index")
    elif not follows:
        yield f"The search index {index} does not follow from the words in {content}."


def check_rules(inspection: Inspection) -> Iterator[str]:
    """Yield by which rules the stored keys were made otherwise than this program makes them."""
    facts = dict(inspection.database.rows("SELECT key, value FROM meta"))
    for stale in stale_rules(facts):
        yield stale.sentence


def check_fields(inspection: Inspection) -> Iterator[str]:
    """Yield where the file's field registry is not this program's."""
    database = inspection.database
    expected = {(field.kind, field.name, field.type.value, int(field.several)) for field in FIELDS}
    found = set(database.rows("SELECT kind, name, type, several FROM field"))
    for kind, name, *_ in sorted(expected - found):
        yield f"The field {kind}.{name} is missing or described otherwise in the file."
    for kind, name, *_ in sorted(found - expected):
        yield f"The file has a field {kind}.{name} that this program does not know."


OWNER_COLUMNS = {"tenure": "official_id", "participation": "event_id", "name": "bearer_id"}


def check_kinds(inspection: Inspection) -> Iterator[str]:
    """Yield each record without the row of its kind, and each inside row of another owner."""
    database = inspection.database
    for first, last in inspection.ranges("record", RECORDS_AT_ONCE):
        for kind in KINDS:
            for (record_id,) in database.rows(
                "SELECT id FROM record WHERE id BETWEEN ? AND ? AND kind = ? AND NOT EXISTS "
                f"(SELECT 1 FROM {kind} WHERE record_id = record.id) ORDER BY id",
                (first, last, kind),
            ):
                yield f"Record {record_id} ({kind}): its row in {kind} is missing."
        for kind, column in OWNER_COLUMNS.items():
            for (record_id,) in database.rows(
                f"SELECT record_id FROM {kind} JOIN record ON record.id = record_id "
                f"WHERE record_id BETWEEN ? AND ? AND owner_id IS NOT {column} ORDER BY record_id",
                (first, last),
            ):
                yield (
                    f"Record {record_id} ({kind}): its row belongs to another record than it does."
                )
        inspection.advance(RECORDS_AT_ONCE)
