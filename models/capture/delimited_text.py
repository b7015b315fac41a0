"""The extractor of tables kept as text: comma-separated values and their relations.

The reading text has one line for each row, also for an empty one, so that the number of a line is
that of its row; cells are parted by a tab. A line end inside a cell becomes a line separator
(U+2028), a tab there a blank: a row stays one paragraph, and where its cells begin can be told from
the text alone. Quotation marks that only enclose a cell, and empty cells at a row's end, are no
words and are left out (RFC 4180).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from models.capture.document import Encoding, Extraction, refuse_too_long
from models.capture.encoding import decode, detect
from models.text.reading_text import UnreadableTextError, decode_plain_text, reading_text

VERSION: Final = "1"
"""Raise it when the same bytes would give another text."""

DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
LINE_IN_CELL: Final = "\u2028"
LONGEST_CELL: Final = 131_072
MOST_COLUMNS: Final = 16_384
"""As many as spreadsheets have."""
SAMPLE: Final = 64 * 1024
"""So many characters are looked at to find the delimiter."""


def read(original: bytes, encoding: str | None = None, delimiter: str | None = None) -> Extraction:
    """Return the table; encoding and delimiter are found out where they are not given.

    Raises:
        UnreadableTextError: the bytes are no text, or no table; the message says why.
    """
    known = Encoding(encoding, "given") if encoding else detect(original)
    text = _decoded(original, known.name)
    reading = reading_text(table_text(_rows(text, delimiter or found_delimiter(text))))
    refuse_too_long(len(reading.text))
    if not reading.text.strip():
        raise UnreadableTextError("It holds nothing but blanks.")
    return Extraction(reading, encoding=known)


def delimiter_of(original: bytes, encoding: str | None = None) -> str:
    """Return what parts the cells of a table.

    Raises:
        UnreadableTextError: the bytes are no text.
    """
    return found_delimiter(_decoded(original, encoding or detect(original).name))


def table_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells as a reading text has them.

    Raises:
        UnreadableTextError: the table is wider or longer than can be read.
    """
    lines = []
    length = 0
    for row in rows:
        if len(row) > MOST_COLUMNS:
            raise UnreadableTextError(f"It has more than {MOST_COLUMNS:,} columns.")
        line = "\t".join(_cell(cell) for cell in row).rstrip("\t")
        length += len(line) + 1
        refuse_too_long(length)
        lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def _cell(cell: str) -> str:
    if cell.isalnum():
        return cell
    lines = cell.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n").strip(" \n")
    return lines.replace("\n", LINE_IN_CELL)


def _decoded(original: bytes, encoding: str) -> str:
    if encoding in {"utf-8", "utf-8-sig"}:
        return decode_plain_text(original)
    return decode(original, encoding)


def found_delimiter(text: str) -> str:
    """Return the character that parts the first rows most evenly; a comma where none does."""
    head = text[:SAMPLE]
    if head[:4].lower() == "sep=" and head[4:5] in DELIMITERS:  # as Excel says it
        return head[4]
    if len(text) > SAMPLE:
        head = head[: head.rfind("\n") + 1] or head
    best, most = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        try:
            widths = [len(row) for row in _rows(head, delimiter) if row]
        except UnreadableTextError:
            continue
        if not widths:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        found = (round(widths.count(usual) / len(widths), 2), usual) if usual > 1 else (0.0, 0)
        if found > most:
            best, most = delimiter, found
    return best


def _rows(text: str, delimiter: str) -> Iterable[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    try:
        for row in reader:
            number += 1
            yield row
    except csv.Error as error:
        raise UnreadableTextError(
            f"It is no table that can be read: behind row {number:,} a cell is longer than "
            f"{LONGEST_CELL:,} characters, perhaps because a quotation mark is never closed."
        ) from error
