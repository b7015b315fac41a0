"""Making a new reference from a backup; the present one is left as it is."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from models.backups.backup import SUFFIX, UNFINISHED
from models.backups.making import finish
from models.reference import problems
from models.reference.reference import Reference


def restore(backup: Path, into: Path) -> Path:
    """Copy the backup to the new file `into`, check that it opens, and return it.

    Raises:
        ExistsError: something is there already; nothing is ever overwritten.
        ProblemError: the backup is gone or broken, or nothing can be written there.
    """
    _check(backup)
    if into.exists():
        raise problems.exists(into)
    unfinished = into.with_name(f".{into.name}{UNFINISHED}")
    try:
        with backup.open("rb") as source, unfinished.open("xb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
        _check(unfinished)
        finish(unfinished, into)
    except FileExistsError as error:
        raise problems.exists(unfinished) from error
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise problems.not_writable(into, error.strerror or str(error)) from error
    except problems.ProblemError:
        unfinished.unlink(missing_ok=True)
        raise
    return into


def _check(path: Path) -> None:
    """Make sure that it opens, or would once it is brought up to date."""
    with suppress(problems.OlderVersionError):
        Reference.open(path, read_only=True).close()


def place_beside(original: Path, made: datetime) -> Path:
    """Return a free name beside `original` for what is restored from a backup made then."""
    return free_beside(original, made.astimezone().strftime("%Y-%m-%d %H.%M"))


def free_beside(original: Path, word: str) -> Path:
    """Return a name beside `original` that is not taken, with `word` after its own in brackets."""
    found = original.with_name(f"{original.stem} ({word}){SUFFIX}")
    number = 2
    while found.exists():
        found = original.with_name(f"{original.stem} ({word}, {number}){SUFFIX}")
        number += 1
    return found
