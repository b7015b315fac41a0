"""Reading a file's first hundred bytes before SQLite is let near it.

The layout is that of the SQLite database header, section 1.3 of the SQLite file format.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from models.reference import problems
from models.schema.creation import APPLICATION_ID, SCHEMA_VERSION

HEADER_SIZE: Final = 100
MAGIC: Final = b"SQLite format 3\x00"
WRITE_AHEAD: Final = 2


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEADER_SIZE)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise problems.missing(path) from error
    except OSError as error:
        raise problems.MissingFileError(
            f"{path} cannot be read ({error.strerror}).", "Ask whoever owns it for access."
        ) from error


def _number(header: bytes, offset: int, size: int = 4) -> int:
    return int.from_bytes(header[offset : offset + size], "big")


def check_header(path: Path) -> None:
    """Make sure that `path` is a whole reference of a version we know, changing nothing.

    Raises:
        ProblemError: of the kind that fits: missing, not a reference, newer, damaged.
    """
    header = _read(path)
    if path.is_dir():
        raise problems.missing(path)
    if not header:
        raise problems.not_a_reference(path, "it is empty")
    if not header.startswith(MAGIC[: len(header)]) or len(header) < len(MAGIC):
        raise problems.not_a_reference(path, "it is another kind of file")
    if len(header) < HEADER_SIZE:
        raise problems.damaged(path, "it is cut short")
    application = _number(header, 68)
    if application != APPLICATION_ID:
        raise problems.not_a_reference(path, "it is a database of another program")
    version = _number(header, 60)
    if version > SCHEMA_VERSION:
        raise problems.newer(path, version, SCHEMA_VERSION)
    if version < 1:
        raise problems.damaged(path, "its version is missing")
    page_size = _number(header, 16, 2)
    page_size = 65536 if page_size == 1 else page_size
    size = path.stat().st_size
    pages = _number(header, 28)
    written_by_us = _number(header, 24) == _number(header, 92)
    if page_size < 512 or page_size & (page_size - 1):
        raise problems.damaged(path, "its page size is impossible")
    whole = pages * page_size if written_by_us else page_size
    if size < whole and not _can_be_made_whole(path):
        raise problems.damaged(path, f"it is cut short ({size:,} of {whole:,} bytes)")


def _can_be_made_whole(path: Path) -> bool:
    """Whether what is missing may lie beside the file: a crash amid writing leaves it so.

    The first page can be written before the last ones, both when an edit is taken back by its
    journal and when a log is folded back; SQLite finishes either when it opens the file.
    """
    journal, log = (path.with_name(path.name + ending) for ending in ("-journal", "-wal"))
    return journal.exists() or (log.exists() and log.stat().st_size > 0)


def is_write_ahead(path: Path) -> bool:
    """Whether the file was last left in write-ahead-log mode."""
    return _read(path)[18] == WRITE_AHEAD
