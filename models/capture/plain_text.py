"""The extractor of plain text."""

from __future__ import annotations

from typing import Final

from models.capture.document import Encoding, Extraction, Proposal, refuse_too_long, spans_of
from models.capture.encoding import decode, detect
from models.text.reading_text import ReadingText, decode_plain_text, reading_text

EXTRACTOR: Final = "plain text"
VERSION: Final = "1"
"""Raise it, and keep the old one in the registry, when the same bytes would give another text."""

MEDIA_TYPE: Final = "text/plain"
_UTF8: Final = ("utf-8", "utf-8-sig")


def extract(original: bytes) -> ReadingText:
    """Return the reading text of the bytes of a plain text file in UTF-8 (law 4).

    Raises:
        UnreadableTextError: the bytes are not UTF-8; the message says where, for a person.
    """
    return reading_text(decode_plain_text(original))


def extract_in(original: bytes, encoding: str) -> ReadingText:
    """Return the reading text of a plain text file that is written in `encoding`.

    Raises:
        UnreadableTextError: it is not.
    """
    if encoding in _UTF8:
        return extract(original)
    return reading_text(decode(original, encoding))


def read(original: bytes, encoding: str | None = None) -> Extraction:
    """Return what a plain text file says; the encoding is found out where it is not given.

    The first line is proposed as the title where it stands like one: short, above more text.

    Raises:
        UnreadableTextError: the bytes are no text, or not in that encoding.
    """
    known = Encoding(encoding, "given") if encoding else detect(original)
    reading = extract_in(original, known.name)
    refuse_too_long(len(reading.text))
    return Extraction(reading, proposals=_title(reading.text), encoding=known)


def _title(text: str) -> tuple[Proposal, ...]:
    """Propose the first line as the title where it looks like one."""
    line, _, rest = text.lstrip("\n").partition("\n")
    words = line.strip().lstrip("\ufeff")
    if not 3 <= len(words) <= 200 or not rest.strip() or words.endswith((".", ";", ",", "؛", "،")):
        return ()
    spans = spans_of(words, text, most=1)
    return (Proposal("title", words, "the first line of the text", spans, stated=False),)
