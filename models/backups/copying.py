"""A copy of a reference in another file, with its history or without, and moving it elsewhere."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import apsw
import peewee

from models.backups.making import copy_pages, finish
from models.checking.inspection import Progress, StoppedError
from models.reference import problems
from models.reference.journal import left_over
from models.reference.reference import Reference
from models.removing.traces import compact_search
from models.undo.undoing import FINAL

UNFINISHED: Final = ".unfinished"
PAGES_AT_ONCE: Final = 1_000
MOST_BEGINNINGS: Final = 20
KEPT_LABEL: Final = "A step of the history that was left out"
LEFT_OUT: Final = f"{FINAL}: the history"


def save_copy(
    reference: Reference,
    into: Path,
    *,
    history: bool = True,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda *_: None,
) -> Path:
    """Save `reference` as it is now in the new file `into`, checked, and return it.

    Edits can go on meanwhile. Without `history` the copy holds no earlier state of any record and
    no label of a step, nor does any free page of it; nothing in it can be undone. What is in the
    trash, and records merged into others, are in the copy.

    Raises:
        ExistsError: something is there already; nothing is ever overwritten.
        StoppedError: `cancelled` said so; nothing is left behind.
        ProblemError: nothing can be written there, or the file is damaged.
    """
    if into.exists():
        raise problems.exists(into)
    unfinished = into.with_name(f".{into.name}{UNFINISHED}")
    try:
        # Not the folder's default rights: what is in a reference can be somebody's safety.
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _copy(reference, unfinished, cancelled, progress)
            if not history:
                _forget_history(unfinished)
            if cancelled():
                raise StoppedError
            _check(unfinished)
            finish(unfinished, into)
        finally:
            for beside in ("", "-journal", "-wal", "-shm"):
                unfinished.with_name(unfinished.name + beside).unlink(missing_ok=True)
    except FileExistsError as error:
        raise problems.exists(unfinished) from error
    except OSError as error:
        raise problems.not_writable(into, error.strerror or str(error)) from error
    return into


def _copy(
    reference: Reference, path: Path, cancelled: Callable[[], bool], progress: Progress
) -> None:
    with reference.connected() as database:
        copy = apsw.Connection(str(path.absolute()))
        try:
            # Synced once, at the end.
            copy.execute("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
            with copy.backup("main", database.connection(), "main") as steps:
                copy_pages(steps, cancelled, progress, reference.path)
            # The mark of a file that is being edited is not for the copy.
            copy.execute("PRAGMA journal_mode = DELETE")
        except apsw.FullError as error:
            raise problems.not_writable(path, "the disk is full") from error
        finally:
            copy.close()


def _forget_history(path: Path) -> None:
    """Take every earlier state out of the copy, and what was deleted out of its pages."""
    with Reference.open(path) as copy, copy.connected() as database:
        database.run("PRAGMA secure_delete = ON")
        with copy.step(label=LEFT_OUT, bulk=True) as step:
            database.run("DELETE FROM change WHERE step_id < ?", (step,))
            # Rows of an import carry its step's number, and a merge is taken apart by its own.
            named = " UNION ".join(
                f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"
                for table, column in (
                    ("record", "batch_id"),
                    ("snapshot", "batch_id"),
                    ("quote", "batch_id"),
                    ("claim", "batch_id"),
                    ("merge_move", "step_id"),
                )
            )
            database.run(f"DELETE FROM step WHERE id < ? AND id NOT IN ({named})", (step,))
            database.run("UPDATE step SET label = ? WHERE id < ?", (KEPT_LABEL, step))
            compact_search(database)
        database.write_anew()


def _check(path: Path) -> None:
    """Open the copy as a stranger would, and check its pages."""
    try:
        with Reference.open(path, read_only=True) as copy, copy.connected() as database:
            wrong = [line for (line,) in database.rows("PRAGMA quick_check(1)") if line != "ok"]
    except (peewee.DatabaseError, apsw.Error) as error:
        raise problems.damaged(path, str(error)) from error
    if wrong:
        raise problems.DamagedError(
            f"The copy that was made is not sound ({wrong[0]}).",
            "It was thrown away. Verify the reference: the damage may be in it.",
        )


def move_file(path: Path, into: Path) -> Path:
    """Move the closed reference at `path` to `into`, also to another drive, and return it.

    Raises:
        ExistsError: something is there already; nothing is ever overwritten.
        ProblemError: it cannot be moved; the file is where it was.
    """
    if into.exists():
        raise problems.exists(into)
    if not path.exists():
        raise problems.missing(path)
    if left_over(path):
        raise problems.unfinished(path)
    try:
        path.rename(into)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise problems.not_writable(into, error.strerror or str(error)) from error
        _move_across(path, into)
    return into


def _move_across(path: Path, into: Path) -> None:
    """Copy to another drive; the original goes once the copy is whole and has its name."""
    unfinished = into.with_name(f".{into.name}{UNFINISHED}")
    try:
        with path.open("rb") as source, unfinished.open("xb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
        _check(unfinished)
        finish(unfinished, into)
        path.unlink()
    except FileExistsError as error:
        raise problems.exists(unfinished) from error
    except OSError as error:
        raise problems.not_writable(into, error.strerror or str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
