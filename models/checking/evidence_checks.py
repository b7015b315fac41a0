"""Checks of the evidence: bytes, hashes, texts, extractors, quotes, decisive words."""

from __future__ import annotations

import hashlib
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from models.capture.extractors import extractor_named
from models.checking.inspection import LEAST_ID, Inspection
from models.fields.registry import FIELD_BY_NAME, Field, FieldType
from models.names.folding import search_text
from models.queries.reading import inflated
from models.reference.database import MAXIMUM_VALUE_BYTES, ReferenceDatabase
from models.reference.versions import FOLDING
from models.text.reading_text import UnreadableTextError

SNAPSHOTS_AT_ONCE = 200
QUOTES_AT_ONCE = 500
CLAIMS_AT_ONCE = 500


def check_snapshots(inspection: Inspection) -> Iterator[str]:
    """Yield what is wrong with each snapshot: hashes, sizes, and our own extractor's text."""
    database = inspection.database
    for first, last in inspection.ranges("snapshot", SNAPSHOTS_AT_ONCE):
        ids = database.column(
            "SELECT id FROM snapshot WHERE id BETWEEN ? AND ? ORDER BY id", (first, last)
        )
        for snapshot_id in ids:
            with inspection.moment():
                # One at a time: a snapshot with its original can be large.
                stored, labels = _stored(database, snapshot_id)
            # Reading a document again can take long; by now that holds up nobody who edits.
            yield from _check_snapshot(snapshot_id, stored, labels)
            inspection.advance(1)


def _stored(
    database: ReferenceDatabase, snapshot_id: int
) -> tuple[list[tuple[Any, ...]], tuple[tuple[int, int], ...]]:
    """Return the row of a snapshot with its original (none when it is gone), and its labels."""
    rows = database.rows(
        "SELECT text, length, text_sha256, original_sha256, original_size, extractor, "
        "extractor_version, compression, content FROM snapshot "
        "LEFT JOIN original ON original.snapshot_id = snapshot.id WHERE id = ?",
        (snapshot_id,),
    )
    return rows, tuple(_labels(database, snapshot_id))


def _check_snapshot(
    snapshot_id: int, rows: Sequence[tuple[Any, ...]], labels: tuple[tuple[int, int], ...]
) -> Iterator[str]:
    for text, length, text_hash, original_hash, size, extractor, version, packing, content in rows:
        name = f"Snapshot {snapshot_id}"
        if hashlib.sha256(text.encode()).hexdigest() != text_hash:
            yield f"{name}: the reading text does not have the SHA-256 recorded for it."
        if len(text) != length:
            yield f"{name}: the reading text has {len(text)} characters, not {length}."
        if content is None:
            yield f"{name}: the original is missing."
            continue
        try:
            original = inflated(content, packing, min(size, MAXIMUM_VALUE_BYTES) + 1)
        except zlib.error as error:
            yield f"{name}: the original cannot be unpacked ({error})."
            continue
        if len(original) != size:
            yield f"{name}: the original does not have the {size} bytes recorded for it."
        if hashlib.sha256(original).hexdigest() != original_hash:
            yield f"{name}: the original does not have the SHA-256 recorded for it."
            continue
        yield from _check_extractor(name, extractor, version, original, text, labels)


def _labels(database: ReferenceDatabase, snapshot_id: int) -> list[tuple[int, int]]:
    """Return the inserted labels of a snapshot, in order."""
    return database.rows(
        'SELECT start, "end" FROM inserted_label WHERE snapshot_id = ? ORDER BY start',
        (snapshot_id,),
    )


def _check_extractor(
    name: str,
    extractor: str,
    version: str,
    original: bytes,
    text: str,
    labels: tuple[tuple[int, int], ...],
) -> Iterator[str]:
    """Yield whether our own extractor reads another text, or other labels, from the original."""
    extract = extractor_named(extractor, version)
    if extract is None:
        return
    try:
        again = extract(original)
    except UnreadableTextError as error:
        yield f"{name}: {extractor} {version} cannot read the original any more ({error})"
        return
    if again.text != text:
        yield f"{name}: {extractor} {version} reads another text from the original."
    elif again.labels != labels:
        yield f"{name}: the labels inserted in it are not those of {extractor} {version}."


QUOTES = (
    'SELECT id, snapshot_id, start, "end", exact, before, after, folded FROM quote '
    'WHERE (snapshot_id, start, "end") > (?, ?, ?) '
    'ORDER BY snapshot_id, start, "end" LIMIT ?'
)


SOME_QUOTES = (
    'SELECT id, snapshot_id, start, "end", exact, before, after, folded FROM quote '
    "WHERE id BETWEEN ? AND ? ORDER BY snapshot_id"
)


def check_quotes(inspection: Inspection) -> Iterator[str]:
    """Yield each quote that is not exactly its snapshot's text, or that touches a label.

    They are taken in the order of their snapshots, whose text is read once.
    """
    database = inspection.database
    held: tuple[int | None, str, list[tuple[int, int]]] = (None, "", [])
    for rows in _bites_of_quotes(inspection):
        for row in rows:
            snapshot_id = row[1]
            if snapshot_id != held[0]:
                found = database.rows("SELECT text FROM snapshot WHERE id = ?", (snapshot_id,))
                text = found[0][0] if found else ""
                held = (snapshot_id, text, _labels(database, snapshot_id))
            yield from _check_quote(inspection, row, held[1], held[2])


def _bites_of_quotes(inspection: Inspection) -> Iterator[list[tuple[Any, ...]]]:
    """Give quotes by the hundred, each bite with what it rests on seen at one moment."""
    database = inspection.database
    if inspection.sample is not None:
        for first, last in inspection.ranges("quote", QUOTES_AT_ONCE):
            with inspection.moment():
                rows = database.rows(SOME_QUOTES, (first, last))
                yield rows
            inspection.advance(len(rows))
        return
    place = (LEAST_ID, LEAST_ID, LEAST_ID)
    while True:
        with inspection.moment():
            rows = database.rows(QUOTES, (*place, QUOTES_AT_ONCE))
            yield rows
        inspection.advance(len(rows))
        if len(rows) < QUOTES_AT_ONCE:
            return
        place = (rows[-1][1], rows[-1][2], rows[-1][3])


def _check_quote(
    inspection: Inspection, row: tuple[Any, ...], text: str, labels: Sequence[tuple[int, int]]
) -> Iterator[str]:
    quote_id, snapshot_id, start, end, exact, before, after, folded = row
    name = f"Quote {quote_id} of snapshot {snapshot_id}"
    if not 0 <= start < end <= len(text) or text[start:end] != exact:
        yield f"{name}: its words are not the snapshot's text at {start}–{end}."
    elif not (
        len(before) <= start
        and text.startswith(before, start - len(before))
        and text.startswith(after, end)
    ):
        yield f"{name}: the words around it are not the snapshot's text."
    if FOLDING not in inspection.stale and search_text(exact) != folded:
        yield f"{name}: its search text does not follow from its words."
    if _touches(labels, start, end):
        yield f"{name}: it quotes a label that its source does not say."


def _touches(labels: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a passage touches one of the labels, which are in order and apart."""
    # The last label that begins before the passage ends is the only one that can reach into it
    # as long as labels do not overlap; a file that lies about that is caught by its extractor.
    index = bisect_left(labels, (end, 0)) - 1
    return index >= 0 and labels[index][1] > start


def _check_value(
    name: str,
    field: Field,
    text: str | None,
    edtf: str | None,
    linked: str | None,
    record_id: int | None,
) -> Iterator[str]:
    """Yield where a claim's value is of another type than its field."""
    if field.type is FieldType.DATE:
        if edtf is None or text is not None or record_id is not None:
            yield f"{name}: its value is no date, as {field.label} must be."
    elif field.type is FieldType.RECORD:
        if record_id is None or edtf is not None or (text is not None and not field.choices):
            yield f"{name}: its value is no record, as {field.label} must be."
        elif linked is not None and linked not in field.targets:
            yield f"{name}: its value is of the kind {linked}, which {field.label} cannot be."
        elif field.choices and text not in field.choices:
            yield f"{name}: its value is not one that {field.label} can have."
    elif text is None or edtf is not None or record_id is not None:
        yield f"{name}: its value is no words, as {field.label} must be."
    elif field.choices and text not in field.choices:
        yield f"{name}: its value is not one that {field.label} can have."


CLAIMS = (
    'SELECT claim.id, quote.start, quote."end", quote.exact, span_start, span_end, printed, '
    "directness, field_id, EXISTS (SELECT 1 FROM premise WHERE claim_id = claim.id), "
    "field.kind, field.name, value_text, value_edtf, linked.kind, value_record_id "
    "FROM claim LEFT JOIN quote ON quote.id = claim.quote_id "
    "LEFT JOIN field ON field.id = claim.field_id "
    "LEFT JOIN record AS linked ON linked.id = value_record_id "
    "WHERE claim.id BETWEEN ? AND ? ORDER BY claim.id"
)


def check_claims(inspection: Inspection) -> Iterator[str]:
    """Yield each claim whose decisive words or printed value are not in its quote."""
    for first, last in inspection.ranges("claim", CLAIMS_AT_ONCE):
        with inspection.moment():
            rows = inspection.database.rows(CLAIMS, (first, last))
        for row in rows:
            yield from _check_claim(row)
        inspection.advance(len(rows))


def _check_claim(row: tuple[Any, ...]) -> Iterator[str]:
    claim_id, start, end, exact, first, last, printed, directness, field_id, leans = row[:10]
    name = f"Claim {claim_id}"
    field = FIELD_BY_NAME.get((row[10], row[11]))
    if field is not None:
        yield from _check_value(name, field, *row[12:])
    if exact is None:
        yield f"{name}: its quote is missing."
        return
    if first is not None and not start <= first < last <= end:
        yield f"{name}: its decisive words lie outside its quote."
        return
    decisive = exact if first is None else exact[first - start : last - start]
    if printed is not None and printed not in decisive:
        yield f"{name}: “{printed}” does not stand in its decisive words."
    if directness == "inferred" and field_id is not None and not leans:
        yield f"{name}: it is inferred, but nothing says what it leans on."
