"""Rows of another reference, believed only as far as they can be checked."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from models.capture.document import LARGEST_ORIGINAL
from models.dates import DateError, parse_edtf
from models.reference.database import ReferenceDatabase

Cells = dict[str, Any]

LARGEST: Final = 4 * LARGEST_ORIGINAL


class UnbelievableError(ValueError):
    """The other file says what cannot be; the message ends a sentence."""


def rows(
    database: ReferenceDatabase, table: str, columns: Sequence[str], order: str
) -> Iterator[Cells]:
    """Yield the rows of a table by column."""
    listed = ", ".join(f'"{column}"' for column in columns)
    for row in database.rows(f'SELECT {listed} FROM "{table}" ORDER BY {order}'):
        yield dict(zip(columns, row, strict=True))


def with_bounds(cells: Cells, prefix: str) -> None:
    """Work the strict bounds of a date out again.

    Raises:
        UnbelievableError: it is no date.
    """
    edtf = cells.get(f"{prefix}_edtf")
    if edtf is None:
        return
    try:
        date = parse_edtf(edtf)
    except (DateError, TypeError) as error:
        raise UnbelievableError("a date in it is none") from error
    cells[f"{prefix}_min"], cells[f"{prefix}_max"] = date.earliest, date.latest


def check_text(text: Any, sha256: Any) -> None:
    """Make sure that a captured text is the one that was captured.

    Raises:
        UnbelievableError: it is not.
    """
    if not isinstance(text, str) or hashlib.sha256(text.encode()).hexdigest() != sha256:
        raise UnbelievableError("a captured text is not the one that was captured")


def check_original(compression: Any, content: Any, size: Any, sha256: Any) -> None:
    """Make sure that the bytes of an original have their hash; no more is unpacked than it says.

    Raises:
        UnbelievableError: they have not.
    """
    if not isinstance(content, bytes) or not isinstance(size, int) or not 0 <= size <= LARGEST:
        raise UnbelievableError("the bytes of a source are not those that were captured")
    if compression == "zlib":
        unpacking = zlib.decompressobj()
        try:
            content = unpacking.decompress(content, size + 1)
        except zlib.error as error:
            raise UnbelievableError("the bytes of a source cannot be unpacked") from error
    if len(content) != size or hashlib.sha256(content).hexdigest() != sha256:
        raise UnbelievableError("the bytes of a source are not those that were captured")
