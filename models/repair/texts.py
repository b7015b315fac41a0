"""Getting damaged words back: a reading text from its original, a quote from its snapshot."""

from __future__ import annotations

import hashlib
import zlib
from typing import Any, Final

import apsw

from models.capture.extractors import extractor_named
from models.queries.reading import inflated
from models.reference.database import MAXIMUM_VALUE_BYTES
from models.repair.reading import BROKEN
from models.text.reading_text import UnreadableTextError

ALIKE: Final = 0.8
"""Share of characters a damaged quote must have in common with the text at its place."""


def restored_text(damaged: apsw.Connection, cells: dict[str, Any]) -> str | None:
    """Return the reading text that the snapshot's own hash demands, read again from its original.

    None where the original is broken too, or its extractor is not one of ours.
    """
    try:
        rows: list[Any] = damaged.execute(
            "SELECT compression, content FROM original WHERE snapshot_id = ?", (cells["id"],)
        ).fetchall()
    except (*BROKEN, apsw.SQLError):
        return None
    extract = extractor_named(str(cells.get("extractor")), str(cells.get("extractor_version")))
    size = cells.get("original_size")
    if not rows or extract is None or not isinstance(size, int):
        return None
    try:
        original = inflated(rows[0][1], rows[0][0], min(size, MAXIMUM_VALUE_BYTES) + 1)
        text = extract(original).text
    except (zlib.error, UnreadableTextError, ValueError):
        return None
    return text if is_whole(text, cells.get("text_sha256")) else None


def is_whole(text: object, digest: object) -> bool:
    """Whether a reading text has the hash recorded for it."""
    return isinstance(text, str) and hashlib.sha256(text.encode()).hexdigest() == digest


def restored_quote(text: str, cells: dict[str, Any]) -> bool:
    """Give a quote whose words were damaged those of its snapshot; whether that was needed.

    Only where most of its words stand at its place: otherwise the place may be what is wrong.
    """
    start, end, exact = cells.get("start"), cells.get("end"), cells.get("exact")
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(exact, str)):
        return False
    there = text[start:end] if 0 <= start < end <= len(text) else ""
    if len(there) != end - start or len(exact) != len(there):
        return False
    same = sum(one == other for one, other in zip(exact, there, strict=True))
    if same < ALIKE * len(there):
        return False
    before, after = str(cells.get("before") or ""), str(cells.get("after") or "")
    found = {
        "exact": there,
        "before": text[max(0, start - len(before)) : start],
        "after": text[end : end + len(after)],
    }
    changed = any(cells.get(column) != value for column, value in found.items())
    cells.update(found)
    return changed
