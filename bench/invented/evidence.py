"""Sources, their text, the quotes in it and the claims they back."""

from __future__ import annotations

import hashlib
import zlib

from bench.invented.known import Claimed, folded
from bench.invented.record_rows import MADE, RecordRows, uid


class Evidence:
    """Writes one source after another; quotes are taken from the one begun last."""

    def __init__(self, records: RecordRows, fields: dict[tuple[str, str], int]) -> None:
        self._records = records
        self._rows = records.rows
        self._fields = fields
        self._snapshot = 0
        self._last_quote = 0
        self._last_claim = 0
        self._text: list[str] = []
        self._length = 0

    def begin_source(self) -> None:
        """Begin a source without text."""
        self._records.source = source = self._records.number()
        self._snapshot += 1
        self._text, self._length = [], 0
        title = f"File {self._snapshot} of the record"
        self._rows.named(
            "source", record_id=source, kind="source", title=title, type="dataset", reliability="B",
        )  # fmt: skip
        self._records.shown(source, "source", title, involved=set(), words=(title,), unsourced=1)

    def end_source(self) -> None:
        """Write the text that the quotes were taken from."""
        text = "".join(self._text)
        original = text.encode()
        digest = hashlib.sha256(original).hexdigest()
        self._rows.named(
            "snapshot", id=self._snapshot, uid=uid("b", self._snapshot),
            source_id=self._records.source, text=text, length=len(text), text_sha256=digest,
            original_sha256=digest, original_size=len(original), media_type="text/plain",
            captured=MADE, method="file", extractor="by hand", extractor_version="1",
            unicode_version="15.0.0", was_normalized=1,
        )  # fmt: skip
        self._rows.add("original", self._snapshot, "zlib", zlib.compress(original, 1))

    def quote(self, text: str, parts: tuple[str, ...]) -> tuple[int, list[tuple[int, int]]]:
        """Write a paragraph into the source, quote it, and say where the parts stand in it."""
        start = self._length
        self._text.append(text + "\n\n")
        self._length += len(text) + 2
        self._last_quote += 1
        self._rows.named(
            "quote", id=self._last_quote, uid=uid("c", self._last_quote),
            snapshot_id=self._snapshot, start=start, end=start + len(text), exact=text, before="",
            after="", paragraph=len(self._text), folded=folded(text),
        )  # fmt: skip
        places = ((start + text.index(part), len(part)) for part in parts)
        return self._last_quote, [(place, place + length) for place, length in places]

    def claim(self, quote: int, claimed: Claimed, span: tuple[int, int]) -> None:
        """Write a claim that a quote makes."""
        self._last_claim += 1
        self._rows.named(
            "claim", id=self._last_claim, uid=uid("d", self._last_claim),
            record_id=claimed.record_id, record_kind=claimed.kind,
            field_id=self._fields[claimed.kind, claimed.field], quote_id=quote,
            printed=claimed.printed, span_start=span[0], span_end=span[1], stance="supports",
            directness="direct", rank="normal", credibility="6", **claimed.value,
        )  # fmt: skip
