"""Checks of what follows from the rest: values, date bounds, counts, search text, facets."""

from __future__ import annotations

from collections.abc import Iterator

from models.checking.inspection import Inspection
from models.dates import DateError, parse_edtf
from models.evidence.claims import ClaimView, load_claims
from models.evidence.marks import projection
from models.fields.registry import Field, fields_of
from models.names.folding import search_text
from models.names.skeleton import skeletons
from models.records.values import Value, Values, load_values, marks
from models.reference.database import ReferenceDatabase
from models.reference.versions import COLLATING, FOLDING, SKELETON
from models.summaries.involvement import Geography, load_geography
from models.summaries.refresh import Summary, summaries
from models.summaries.waiting import waiting

RECORDS_AT_ONCE = 400
NAMES_AT_ONCE = 1000


def check_projections(inspection: Inspection) -> Iterator[str]:
    """Yield each value that is not its field's preferred claim, and each date with wrong bounds."""
    database = inspection.database
    for first, last in inspection.ranges("record", RECORDS_AT_ONCE):
        with inspection.moment():
            kinds: dict[str, list[int]] = {}
            for record_id, kind in database.rows(
                "SELECT id, kind FROM record WHERE id BETWEEN ? AND ? ORDER BY id", (first, last)
            ):
                kinds.setdefault(kind, []).append(record_id)
            for kind, ids in kinds.items():
                yield from _check_records(database, kind, ids)
        inspection.advance(sum(map(len, kinds.values())))


def _check_records(database: ReferenceDatabase, kind: str, ids: list[int]) -> Iterator[str]:
    values = load_values(database, kind, ids)
    claims: dict[int, list[ClaimView]] = {}
    for claim in load_claims(database, ids):
        claims.setdefault(claim.record_id, []).append(claim)
    for record_id in ids:
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


def check_names(inspection: Inspection) -> Iterator[str]:
    """Yield each name whose stored search keys do not follow from its spelling."""
    for first, last in inspection.ranges("name", NAMES_AT_ONCE, "record_id"):
        rows = inspection.database.rows(
            "SELECT record_id, text, folded, skeleton FROM name WHERE record_id BETWEEN ? AND ?",
            (first, last),
        )
        for record_id, text, folded, skeleton in rows:
            name = f"Record {record_id} (name)"
            if FOLDING not in inspection.stale and search_text(text) != folded:
                yield f"{name}: its search text does not follow from its spelling."
            if SKELETON not in inspection.stale and " ".join(skeletons(text)) != skeleton:
                yield f"{name}: its sounds do not follow from its spelling."
        inspection.advance(len(rows))


def check_summaries(inspection: Inspection) -> Iterator[str]:
    """Yield each record whose stored counts, table line, search text or facets do not follow."""
    database = inspection.database
    geography: Geography | None = None
    known = -1
    for first, last in inspection.ranges("record", RECORDS_AT_ONCE):
        ids = list(
            database.column(
                "SELECT id FROM record WHERE id BETWEEN ? AND ? AND owner_id IS NULL ORDER BY id",
                (first, last),
            )
        )
        with inspection.moment():
            version = database.rows("PRAGMA data_version")[0][0]
            if geography is None or version != known:
                # Somebody has edited since; who belongs to which state may have changed.
                geography, known = load_geography(database), version
            involved: dict[int, set[tuple[int, str]]] = {}
            for record_id, other, manner in database.rows(
                "SELECT record_id, involved_id, manner FROM involvement "
                f"WHERE record_id IN ({marks(len(ids))})",
                ids,
            ):
                involved.setdefault(record_id, set()).add((other, manner))
            late = waiting(database, ids)
            for summary in summaries(database, ids, geography):
                if summary.record_id in late:
                    continue
                about = involved.get(summary.record_id, set())
                yield from _check_summary(inspection, summary, about)
        inspection.advance(len(ids))


def _check_summary(
    inspection: Inspection, summary: Summary, involved: set[tuple[int, str]]
) -> Iterator[str]:
    database, stale = inspection.database, inspection.stale
    name = f"Record {summary.record_id}"
    stored = database.rows(f"SELECT {DERIVED} FROM record WHERE id = ?", (summary.record_id,))[0]
    columns = DERIVED.split(", ")
    for column, found in zip(columns, stored, strict=True):
        if COLLATING in stale and column in ("label_key", "who_key"):
            continue
        if found != summary.columns[column]:
            yield f"{name}: the stored {column} does not follow from its values and claims."
    if involved != summary.involved:
        yield f"{name}: whom and where it is about does not follow from its values."
    if stale & {FOLDING, SKELETON}:
        return
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
