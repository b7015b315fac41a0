"""The files SQLite keeps beside a reference while somebody writes: they may be a stranger's, too.

SQLite reads them before anything of the file can be looked at. A link among them would lead its
writing elsewhere, and a rollback journal can name one more file, which SQLite reads and may delete
(section 4 of its "File Locking And Concurrency", there called a master journal). We never write to
two files in one transaction, so none of ours names one.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from models.reference import problems

JOURNAL_MARK: Final = bytes.fromhex("d9d505f920a163d7")
_CLOSING: Final = 16
"""Bytes a journal that names another file ends in: length of the name, checksum, mark."""


def beside(path: Path) -> tuple[Path, Path, Path]:
    """Return where SQLite keeps the rollback journal, the log and the log's index of a file.

    They lie beside the file itself, also where it is opened through a link to it.
    """
    real = path.resolve()
    journal, log, index = (real.with_name(real.name + end) for end in ("-journal", "-wal", "-shm"))
    return journal, log, index


def check_beside(path: Path) -> None:
    """Make sure that what lies beside the file at `path` leads nowhere else, changing nothing.

    Raises:
        TamperedError: one of the files is a link or a device, or names a file elsewhere.
    """
    for companion in beside(path):
        what = leads_elsewhere(companion)
        if what:
            raise problems.tampered(path, f"{companion.name} beside it {what}")


def leads_elsewhere(companion: Path) -> str | None:
    """Return how a file beside a reference would lead SQLite elsewhere; None when it does not."""
    try:
        found = companion.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return "is no ordinary file"
    if found.st_nlink > 1:
        # What is written to it would be written to a file of another name.
        return "is a file that has another name, too"
    if companion.name.endswith("-journal") and _names_another(companion):
        return "names a file elsewhere"
    return None


def _names_another(journal: Path) -> bool:
    try:
        with journal.open("rb") as file:
            file.seek(-_CLOSING, 2)
            closing = file.read(_CLOSING)
    except OSError:
        # There is none, or it is shorter than that.
        return False
    return closing.endswith(JOURNAL_MARK) and any(closing[:4])
