"""Reading a file's first hundred bytes before SQLite is let near it.

The layout is that of the SQLite database header, section 1.3 of the SQLite file format.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

from models.migrating.numbered import known_before
from models.reference import problems
from models.reference.companions import beside
from models.reference.plain_bytes import first_bytes
from models.schema.version import APPLICATION_ID, SCHEMA_VERSION

HEADER_SIZE: Final = 100
MAGIC: Final = b"SQLite format 3\x00"
WRITE_AHEAD: Final = 2
UTF_8: Final = 1
NEWEST_FORMAT: Final = 4
"""Of the schema table, as SQLite has it since 2005."""


def _read(path: Path) -> bytes:
    try:
        # Looked at before it is opened: opening a pipe waits for whoever writes into it, and some
        # devices act on being opened.
        if stat.S_ISREG(path.stat().st_mode):
            if not os.access(path, os.R_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return first_bytes(path, HEADER_SIZE)
        if path.is_dir():
            raise problems.missing(path)
        raise problems.no_ordinary_file(path)
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
    if not header:
        raise problems.not_a_reference(path, "it is empty")
    if not header.startswith(MAGIC[: len(header)]) or len(header) < len(MAGIC):
        raise problems.not_a_reference(path, "it is another kind of file")
    if len(header) < HEADER_SIZE:
        raise problems.damaged(path, "it is cut short")
    application = _number(header, 68)
    if application != APPLICATION_ID:
        raise problems.not_a_reference(path, "it is a database of another program")
    _check_version(path, header)
    if _number(header, 56) != UTF_8:
        raise problems.tampered(path, "it keeps its text otherwise than we do")
    if not 1 <= _number(header, 44) <= NEWEST_FORMAT:
        raise problems.damaged(path, "its list of tables has an unknown form")
    _check_size(path, header)


def _check_version(path: Path, header: bytes) -> None:
    problem = of_version(path, _number(header, 60))
    # An update of the file that was cut off can have written its number; it is taken back when the
    # file is opened, and asked for again then.
    if problem is not None and not beside(path)[0].exists():
        raise problem


def of_version(path: Path, version: int) -> problems.ProblemError | None:
    """Return what is so of a file of that version; None for one of ours."""
    if version == SCHEMA_VERSION:
        return None
    if version > SCHEMA_VERSION:
        return problems.newer(path, version, SCHEMA_VERSION)
    if version in known_before():
        return problems.older(path, version, SCHEMA_VERSION)
    return problems.damaged(path, "its version is missing")


def _check_size(path: Path, header: bytes) -> None:
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
    journal, log, _ = beside(path)
    return journal.exists() or (log.exists() and log.stat().st_size > 0)


def is_write_ahead(path: Path) -> bool:
    """Whether the file was last left in write-ahead-log mode."""
    return _read(path)[18] == WRITE_AHEAD
