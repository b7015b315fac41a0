"""Working out again what is stored beside records: table lines, counts, search text, facets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from models.evidence.marks import gaps
from models.evidence.origins import count_origins
from models.names.sorting import collation_key
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import INSIDE_KINDS, KINDS
from models.summaries.bundle import Bundle, load_bundle, load_passages
from models.summaries.involvement import AskedGeography, Geography, involved, load_geography
from models.summaries.lines import line_of
from models.summaries.search_text import Document, document_of, load_names

CHUNK = 400


@dataclass(frozen=True, slots=True)
class Summary:
    """What is stored for one record of the table."""

    record_id: int
    columns: dict[str, Any]
    """Derived columns of `record`."""
    involved: frozenset[tuple[int, str]]
    document: Document


def summaries(
    database: ReferenceDatabase,
    ids: Sequence[int] | None = None,
    geography: Geography | None = None,
) -> Iterator[Summary]:
    """Work out the summary of each table record of `ids` (of all when None), writing nothing.

    Who goes through a large reference bite by bite loads the `geography` once; for a few records
    it is asked.
    """
    if geography is None:
        few = ids is not None and len(ids) <= CHUNK
        geography = AskedGeography(database) if few else load_geography(database)
    for kind in KINDS:
        if kind in INSIDE_KINDS:
            continue
        for chunk in _ids_of(database, kind, ids):
            bundle = load_bundle(database, kind, chunk)
            load_passages(database, bundle)
            about = {record_id: involved(bundle, record_id, geography) for record_id in chunk}
            wanted = {other for pairs in about.values() for other, _ in pairs} | set(chunk)
            names = load_names(database, sorted(wanted))
            for record_id in chunk:
                yield _summary(bundle, record_id, about[record_id], names)


def _ids_of(
    database: ReferenceDatabase, kind: str, ids: Sequence[int] | None
) -> Iterable[list[int]]:
    if ids is None:
        rows = database.rows("SELECT id FROM record WHERE kind = ? ORDER BY id", (kind,))
        return chunks((row[0] for row in rows), CHUNK)
    found: list[int] = []
    for chunk in chunks(ids):
        found += [
            row[0]
            for row in database.rows(
                f"SELECT id FROM record WHERE kind = ? AND id IN ({marks(len(chunk))})",
                (kind, *chunk),
            )
        ]
    return chunks(found, CHUNK)


def _summary(
    bundle: Bundle,
    record_id: int,
    about: set[tuple[int, str]],
    names: dict[int, list[str]],
) -> Summary:
    line = line_of(bundle, record_id)
    claims = bundle.all_claims(record_id)
    unsourced, disputed = gaps(
        bundle.kind, bundle.values[record_id], bundle.claims.get(record_id, [])
    )
    for inside in bundle.inside.get(record_id, ()):
        more_unsourced, more_disputed = gaps(
            inside.kind, inside.values, bundle.claims.get(inside.id, [])
        )
        unsourced += more_unsourced
        disputed += more_disputed
    columns = {
        "label_key": collation_key(names[record_id][0]),
        "when_edtf": line.when.edtf if line.when else None,
        "when_min": line.when.earliest if line.when else None,
        "when_max": line.when.latest if line.when else None,
        "where_id": line.where_id,
        "who": line.who,
        "who_key": collation_key(line.who),
        "state": line.state,
        "quotes": len({claim.quote_id for claim in claims}),
        "origins": count_origins(claims, bundle.roots),
        "unsourced": len(unsourced),
        "disputed": len(disputed),
    }
    document = document_of(
        bundle, record_id, names, {other for other, manner in about if manner != "source"}
    )
    return Summary(record_id, columns, frozenset(about), document)


def refresh(database: ReferenceDatabase, ids: Sequence[int] | None = None) -> None:
    """Store the summaries of the table records `ids` (of all when None).

    The caller holds the transaction. A record whose label other records show must be refreshed
    together with them.
    """
    for chunk in chunks(summaries(database, ids), CHUNK):
        _store(database, chunk)


def _store(database: ReferenceDatabase, found: Sequence[Summary]) -> None:
    columns = list(found[0].columns)
    assigned = ", ".join(f'"{column}" = ?' for column in columns)
    ids = [summary.record_id for summary in found]
    database.run_many(
        f"UPDATE record SET {assigned} WHERE id = ?",
        [(*summary.columns.values(), summary.record_id) for summary in found],
    )
    for table in ("involvement", "search_document"):
        # One statement, after which the search table writes out what it gathered.
        database.run(f"DELETE FROM {table} WHERE record_id IN ({marks(len(ids))})", ids)
    database.insert_rows(
        "involvement",
        ("involved_id", "manner", "record_id"),
        [
            (other, manner, summary.record_id)
            for summary in found
            for other, manner in sorted(summary.involved)
        ],
    )
    names = [field.name for field in fields(Document)]
    database.insert_rows(
        "search_document",
        ("record_id", *names),
        [(one.record_id, *(getattr(one.document, name) for name in names)) for one in found],
    )
