"""A snapshot as the reader shows it, and the original bytes behind it."""

from __future__ import annotations

import zlib

from models.queries.views import OriginalView, Passage, RecordLink, SnapshotView, Span
from models.reference.database import MAXIMUM_VALUE_BYTES, ReferenceDatabase
from models.text.segments import sentences

SNAPSHOT_QUERY = """
SELECT snapshot.id, source.record_id, record.label, publisher.label, source.date_edtf,
       snapshot.text, source.language, snapshot.media_type, snapshot.captured, snapshot.method,
       snapshot.extractor || ' ' || snapshot.extractor_version, snapshot.text_sha256,
       snapshot.original_sha256, snapshot.original_size,
       EXISTS (SELECT 1 FROM claim JOIN field ON field.id = claim.field_id
               WHERE claim.record_id = source.record_id AND field.name = 'date'
               AND claim.stance = 'supports' AND claim.rank <> 'deprecated')
FROM snapshot JOIN source ON source.record_id = snapshot.source_id
JOIN record ON record.id = source.record_id
LEFT JOIN record AS publisher ON publisher.id = source.publisher_id
WHERE snapshot.id = ?
"""

PASSAGE_QUERY = """
SELECT quote.id, quote.start, quote."end", claim.span_start, claim.span_end,
       shown.id, shown.kind, shown.label
FROM quote LEFT JOIN claim ON claim.quote_id = quote.id
LEFT JOIN record ON record.id = claim.record_id
LEFT JOIN record AS shown ON shown.id = coalesce(record.owner_id, record.id)
WHERE quote.snapshot_id = ? ORDER BY quote.start, quote."end", claim.id
"""


def snapshot_view(database: ReferenceDatabase, snapshot_id: int) -> SnapshotView | None:
    """Return the snapshot with its passages and unused sentences; None when it is gone."""
    rows = database.rows(SNAPSHOT_QUERY, (snapshot_id,))
    if not rows:
        return None
    row = rows[0]
    text: str = row[5]
    passages = _passages(database, snapshot_id)
    inserted = tuple(
        Span(start, end)
        for start, end in database.rows(
            'SELECT start, "end" FROM inserted_label WHERE snapshot_id = ? ORDER BY start',
            (snapshot_id,),
        )
    )
    return SnapshotView(
        id=row[0],
        source=RecordLink(row[1], "source", row[2]),
        publisher=row[3],
        published_edtf=row[4],
        text=text,
        language=row[6],
        media_type=row[7],
        captured=row[8],
        method=row[9],
        extractor=row[10],
        text_sha256=row[11],
        original_sha256=row[12],
        original_size=row[13],
        passages=passages,
        unused=unused_sentences(text, passages),
        inserted=inserted,
        published_sourced=bool(row[14]),
    )


def _passages(database: ReferenceDatabase, snapshot_id: int) -> tuple[Passage, ...]:
    spans: dict[int, tuple[int, int]] = {}
    # Pairs for now: a source has thousands, and spans take long to compare.
    decisive: dict[int, set[tuple[int, int]]] = {}
    records: dict[int, dict[int, RecordLink]] = {}
    for row in database.rows(PASSAGE_QUERY, (snapshot_id,)):
        quote_id, start, end, span_start, span_end, record_id, kind, label = row
        spans[quote_id] = (start, end)
        words = decisive.setdefault(quote_id, set())
        resting = records.setdefault(quote_id, {})
        if span_start is not None:
            words.add((span_start, span_end))
        if record_id is not None and record_id not in resting:
            resting[record_id] = RecordLink(record_id, kind, label)
    return tuple(
        Passage(
            quote_id,
            start,
            end,
            tuple(Span(*words) for words in sorted(decisive[quote_id])),
            tuple(records[quote_id].values()),
        )
        for quote_id, (start, end) in spans.items()
    )


def unused_sentences(text: str, passages: tuple[Passage, ...]) -> tuple[Span, ...]:
    """Return the sentences of `text` that no passage with a record resting on it touches.

    One sweep over both, each in order of its start.
    """
    used = [(passage.start, passage.end) for passage in passages if passage.records]
    unused: list[Span] = []
    furthest, index = -1, 0
    for sentence in sentences(text):
        while index < len(used) and used[index][0] < sentence.end:
            furthest = max(furthest, used[index][1])
            index += 1
        if furthest <= sentence.start:
            unused.append(sentence)
    return tuple(unused)


def snapshot_of_quote(database: ReferenceDatabase, quote_id: int) -> int | None:
    """Return the id of the snapshot the quote was taken from."""
    rows = database.rows("SELECT snapshot_id FROM quote WHERE id = ?", (quote_id,))
    return rows[0][0] if rows else None


def original_view(database: ReferenceDatabase, snapshot_id: int) -> OriginalView | None:
    """Return the bytes as they were captured; None when the file does not hold them.

    Inflating stops at the size the snapshot states and at `MAXIMUM_VALUE_BYTES`, so a file cannot
    make us fill the memory (law 12); Verify reports the difference.
    """
    rows = database.rows(
        "SELECT original.content, compression, media_type, original_size FROM original "
        "JOIN snapshot ON snapshot.id = original.snapshot_id WHERE snapshot_id = ?",
        (snapshot_id,),
    )
    if not rows:
        return None
    content, compression, media_type, size = rows[0]
    return OriginalView(snapshot_id, inflated(content, compression, size), media_type)


def inflated(content: bytes, compression: str, size: int) -> bytes:
    """Return the stored bytes as they were captured, at most `size` of them.

    Never more than `MAXIMUM_VALUE_BYTES`: the file states its sizes, and it may lie.

    Raises:
        zlib.error: the stored bytes are not what they say.
    """
    most = min(size, MAXIMUM_VALUE_BYTES)
    if compression == "zlib":
        return zlib.decompressobj().decompress(content, most) if most > 0 else b""
    return content[: max(most, 0)]
