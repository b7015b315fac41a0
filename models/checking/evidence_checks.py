"""Checks of the evidence: bytes, hashes, texts, extractors, quotes, decisive words."""

from __future__ import annotations

import hashlib
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from models.capture.extractors import extractor_named
from models.fields.registry import FIELD_BY_NAME, Field, FieldType
from models.names.folding import search_text
from models.queries.reading import inflated
from models.reference.database import MAXIMUM_VALUE_BYTES, ReferenceDatabase
from models.text.reading_text import UnreadableTextError


def check_snapshots(database: ReferenceDatabase) -> Iterator[str]:
    """Yield what is wrong with each snapshot: hashes, sizes, and our own extractor's text."""
    labels = _labels(database)
    for row in database.rows(
        "SELECT id, text, length, text_sha256, original_sha256, original_size, extractor, "
        "extractor_version, compression, content FROM snapshot "
        "LEFT JOIN original ON original.snapshot_id = snapshot.id ORDER BY id"
    ):
        snapshot_id, text, length, text_hash, original_hash, size, extractor, version = row[:8]
        compression, content = row[8:]
        name = f"Snapshot {snapshot_id}"
        if hashlib.sha256(text.encode()).hexdigest() != text_hash:
            yield f"{name}: the reading text does not have the SHA-256 recorded for it."
        if len(text) != length:
            yield f"{name}: the reading text has {len(text)} characters, not {length}."
        if content is None:
            yield f"{name}: the original is missing."
            continue
        try:
            original = inflated(content, compression, min(size, MAXIMUM_VALUE_BYTES) + 1)
        except zlib.error as error:
            yield f"{name}: the original cannot be unpacked ({error})."
            continue
        if len(original) != size:
            yield f"{name}: the original does not have the {size} bytes recorded for it."
        if hashlib.sha256(original).hexdigest() != original_hash:
            yield f"{name}: the original does not have the SHA-256 recorded for it."
            continue
        added = tuple(labels.get(snapshot_id, ()))
        yield from _check_extractor(name, extractor, version, original, text, added)


def _labels(database: ReferenceDatabase) -> dict[int, list[tuple[int, int]]]:
    """Return the inserted labels by snapshot, in order."""
    labels: dict[int, list[tuple[int, int]]] = {}
    for snapshot_id, start, end in database.rows(
        'SELECT snapshot_id, start, "end" FROM inserted_label ORDER BY snapshot_id, start'
    ):
        labels.setdefault(snapshot_id, []).append((start, end))
    return labels


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


def check_quotes(database: ReferenceDatabase) -> Iterator[str]:
    """Yield each quote that is not exactly its snapshot's text, or that touches a label."""
    texts: dict[int, str] = {}
    labels = _labels(database)
    for row in database.rows(
        'SELECT id, snapshot_id, start, "end", exact, before, after, folded FROM quote '
        "ORDER BY snapshot_id, id"
    ):
        quote_id, snapshot_id, start, end, exact, before, after, folded = row
        if snapshot_id not in texts:
            found = database.rows("SELECT text FROM snapshot WHERE id = ?", (snapshot_id,))
            texts = {snapshot_id: found[0][0] if found else ""}
        text = texts[snapshot_id]
        name = f"Quote {quote_id} of snapshot {snapshot_id}"
        if not 0 <= start < end <= len(text) or text[start:end] != exact:
            yield f"{name}: its words are not the snapshot's text at {start}–{end}."
        elif not text[:start].endswith(before) or not text[end:].startswith(after):
            yield f"{name}: the words around it are not the snapshot's text."
        if search_text(exact) != folded:
            yield f"{name}: its search text does not follow from its words."
        if _touches(labels.get(snapshot_id, ()), start, end):
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


def check_claims(database: ReferenceDatabase) -> Iterator[str]:
    """Yield each claim whose decisive words or printed value are not in its quote."""
    for row in database.rows(
        'SELECT claim.id, quote.start, quote."end", quote.exact, span_start, span_end, printed, '
        "directness, field_id, EXISTS (SELECT 1 FROM premise WHERE claim_id = claim.id), "
        "field.kind, field.name, value_text, value_edtf, linked.kind, value_record_id "
        "FROM claim LEFT JOIN quote ON quote.id = claim.quote_id "
        "LEFT JOIN field ON field.id = claim.field_id "
        "LEFT JOIN record AS linked ON linked.id = value_record_id ORDER BY claim.id"
    ):
        claim_id, start, end, exact, first, last, printed, directness, field_id, leans = row[:10]
        name = f"Claim {claim_id}"
        field = FIELD_BY_NAME.get((row[10], row[11]))
        if field is not None:
            yield from _check_value(name, field, *row[12:])
        if exact is None:
            yield f"{name}: its quote is missing."
            continue
        if first is not None and not start <= first < last <= end:
            yield f"{name}: its decisive words lie outside its quote."
            continue
        decisive = exact if first is None else exact[first - start : last - start]
        if printed is not None and printed not in decisive:
            yield f"{name}: “{printed}” does not stand in its decisive words."
        if directness == "inferred" and field_id is not None and not leans:
            yield f"{name}: it is inferred, but nothing says what it leans on."
