"""Checks of the file and of everything derived: pages, keys, fields, values, counts, search."""

from __future__ import annotations

from collections.abc import Iterator

import apsw
import peewee

from models.dates import DateError, parse_edtf
from models.evidence.claims import ClaimView, load_claims
from models.evidence.marks import projection
from models.fields.registry import FIELDS, Field, fields_of
from models.records.values import Value, Values, chunks, load_values
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import KINDS
from models.summaries.refresh import Summary, summaries

SHOWN_PAGES = 20
"""Lines of SQLite's own integrity report that are passed on."""


def check_pages(database: ReferenceDatabase) -> Iterator[str]:
    """Yield what SQLite finds wrong with pages, indexes, constraints and foreign keys."""
    for (line,) in database.rows(f"PRAGMA integrity_check({SHOWN_PAGES})"):
        if line != "ok":
            yield f"The database itself is damaged: {line}."
    for table, row, parent, _ in database.rows("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} points to a row of {parent} that is not there."
    for index, content in (("record_search", "search_document"),):
        stored = database.rows(f"SELECT count(*) FROM {content}")[0][0]
        indexed = database.rows(f"SELECT count(*) FROM {index}_docsize")[0][0]
        if stored != indexed:
            yield f"The search index {index} holds {indexed} rows for {stored} of {content}."
        elif not _index_follows(database, index):
            yield f"The search index {index} does not follow from the words in {content}."


def _index_follows(database: ReferenceDatabase, index: str) -> bool:
    """Whether the words in a full-text index are those of its content table.

    FTS5 compares the two only when asked by an INSERT, which writes nothing: `integrity-check`
    with rank 1 (FTS5, section 6.6). A read-only connection may not ask, so it asks a copy in
    memory.
    """
    question = f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"
    try:
        if not database.read_only:
            database.run(question)
            return True
        copy = apsw.Connection(":memory:")
        try:
            with copy.backup("main", database.connection(), "main") as backup:
                backup.step()
            copy.execute(question)
        finally:
            copy.close()
    except (peewee.DatabaseError, apsw.CorruptError) as error:
        cause = error.__cause__ or error.__context__ or error
        if isinstance(cause, apsw.CorruptError):
            return False
        raise
    return True


def check_fields(database: ReferenceDatabase) -> Iterator[str]:
    """Yield where the file's field registry is not this program's."""
    expected = {(field.kind, field.name, field.type.value, int(field.several)) for field in FIELDS}
    found = set(database.rows("SELECT kind, name, type, several FROM field"))
    for kind, name, *_ in sorted(expected - found):
        yield f"The field {kind}.{name} is missing or described otherwise in the file."
    for kind, name, *_ in sorted(found - expected):
        yield f"The file has a field {kind}.{name} that this program does not know."


OWNER_COLUMNS = {"tenure": "official_id", "participation": "event_id", "name": "bearer_id"}


def check_kinds(database: ReferenceDatabase) -> Iterator[str]:
    """Yield each record without the row of its kind, and each inside row of another owner."""
    for kind in KINDS:
        for (record_id,) in database.rows(
            "SELECT id FROM record WHERE kind = ? AND NOT EXISTS "
            f"(SELECT 1 FROM {kind} WHERE record_id = record.id) ORDER BY id",
            (kind,),
        ):
            yield f"Record {record_id} ({kind}): its row in {kind} is missing."
    for kind, column in OWNER_COLUMNS.items():
        for (record_id,) in database.rows(
            f"SELECT record_id FROM {kind} JOIN record ON record.id = record_id "
            f"WHERE owner_id IS NOT {column} ORDER BY record_id"
        ):
            yield f"Record {record_id} ({kind}): its row belongs to another record than it does."


def check_projections(database: ReferenceDatabase) -> Iterator[str]:
    """Yield each value that is not its field's preferred claim, and each date with wrong bounds."""
    for kind in KINDS:
        ids = [
            row[0]
            for row in database.rows("SELECT id FROM record WHERE kind = ? ORDER BY id", (kind,))
        ]
        for chunk in chunks(ids):
            values = load_values(database, kind, chunk)
            claims: dict[int, list[ClaimView]] = {}
            for claim in load_claims(database, chunk):
                claims.setdefault(claim.record_id, []).append(claim)
            for record_id in chunk:
                name = f"Record {record_id} ({kind})"
                yield from _check_record(name, kind, values[record_id], claims.get(record_id, []))


def _check_record(name: str, kind: str, values: Values, claims: list[ClaimView]) -> Iterator[str]:
    for field in fields_of(kind):
        held = values.get(field.name, [])
        for value in held:
            yield from _check_bounds(name, field, value)
        if field.several:
            continue
        expected = projection(field, claims)
        if expected is None:
            continue
        if not held or held[0].key() != expected.key():
            yield f"{name}: {field.label!r} is not what its claim says."
    for claim in claims:
        if claim.value.edtf is not None:
            yield from _check_value_bounds(f"Claim {claim.id}", claim.value)


def _check_bounds(name: str, field: Field, value: Value) -> Iterator[str]:
    if value.edtf is not None:
        yield from _check_value_bounds(f"{name}, {field.label!r}", value)


def _check_value_bounds(name: str, value: Value) -> Iterator[str]:
    assert value.edtf is not None
    try:
        date = parse_edtf(value.edtf)
    except DateError as error:
        yield f"{name}: its date {value.edtf!r} is none ({error})"
        return
    if (date.earliest, date.latest) != (value.earliest, value.latest):
        yield f"{name}: the bounds of its date {value.edtf} are not what follows from it."


DERIVED = (
    "label_key, when_edtf, when_min, when_max, where_id, who, who_key, state, quotes, origins, "
    "unsourced, disputed"
)


def check_summaries(database: ReferenceDatabase) -> Iterator[str]:
    """Yield each record whose stored counts, table line, search text or facets do not follow."""
    involved: dict[int, set[tuple[int, str]]] = {}
    for record_id, other, manner in database.rows(
        "SELECT record_id, involved_id, manner FROM involvement"
    ):
        involved.setdefault(record_id, set()).add((other, manner))
    for summary in summaries(database):
        yield from _check_summary(database, summary, involved.get(summary.record_id, set()))


def _check_summary(
    database: ReferenceDatabase, summary: Summary, involved: set[tuple[int, str]]
) -> Iterator[str]:
    name = f"Record {summary.record_id}"
    stored = database.rows(f"SELECT {DERIVED} FROM record WHERE id = ?", (summary.record_id,))[0]
    columns = DERIVED.split(", ")
    for column, found in zip(columns, stored, strict=True):
        if found != summary.columns[column]:
            yield f"{name}: the stored {column} does not follow from its values and claims."
    if involved != summary.involved:
        yield f"{name}: whom and where it is about does not follow from its values."
    documents = database.rows(
        "SELECT names, related, words, quoted, skeleton, related_skeleton FROM search_document "
        "WHERE record_id = ?",
        (summary.record_id,),
    )
    document = summary.document
    expected = (
        document.names,
        document.related,
        document.words,
        document.quoted,
        document.skeleton,
        document.related_skeleton,
    )
    if documents != [expected]:
        yield f"{name}: its search text does not follow from its names and words."
