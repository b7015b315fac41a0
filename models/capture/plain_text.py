"""The extractor of plain text."""

from __future__ import annotations

from typing import Final

from models.text.reading_text import ReadingText, decode_plain_text, reading_text

EXTRACTOR: Final = "plain text"
VERSION: Final = "1"
"""Raise it, and keep the old one in the registry, when the same bytes would give another text."""

MEDIA_TYPE: Final = "text/plain"


def extract(original: bytes) -> ReadingText:
    """Return the reading text of the bytes of a plain text file in UTF-8 (law 4).

    Raises:
        UnreadableTextError: the bytes are not UTF-8; the message says where, for a person.
    """
    return reading_text(decode_plain_text(original))
