"""Making a backup: copied while others work, opened, checked, and only then called one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import apsw
import peewee

from models.backups.backup import (
    AUTOMATIC,
    NOTE,
    STAMP,
    SUFFIX,
    UNFINISHED,
    Backup,
    backups_in,
    counts_of,
    state_of,
    write_note,
)
from models.backups.place import (
    backup_folder,
    default_folder,
    in_synchronized_folder,
    room,
    synchronizer,
    unusable,
)
from models.backups.rotation import LARGEST_TOTAL, superseded
from models.checking.information import information
from models.checking.inspection import Progress, StoppedError
from models.reference import problems
from models.reference.database import ReferenceDatabase
from models.reference.problems import NotWritableError, ProblemError
from models.reference.reference import Reference

PAGES_AT_ONCE: Final = 1_000
"""Four megabytes: whoever wants to write waits no longer than for their copying."""
MOST_BEGINNINGS: Final = 5
"""A copy begins anew when the file is edited meanwhile; a large one amid edits is given up."""
SPARE: Final = 64 * 1024 * 1024
"""Bytes that a backup leaves free on its disk."""


REFUSED = (apsw.CantOpenError, apsw.IOError, apsw.ReadOnlyError, apsw.PermissionsError)


class BusyWithEditsError(ProblemError):
    """The file changed again and again while it was copied."""


def before(
    reference: Reference,
    reason: str,
    *,
    folder: Path | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda *_: None,
) -> Backup | None:
    """Make a backup because of what is about to be done to `reference`, and return it.

    None for a reference without a record: nothing can be lost. Where the newest backup is of
    just this state, that one is returned.

    Raises:
        ProblemError: none can be made; what was to be done should wait.
    """
    with reference.connected() as database:
        if not database.rows("SELECT 1 FROM record LIMIT 1"):
            return None
    return back_up(reference, reason=reason, folder=folder, cancelled=cancelled, progress=progress)


def back_up(
    reference: Reference,
    *,
    reason: str = AUTOMATIC,
    folder: Path | None = None,
    now: datetime | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda *_: None,
    largest_total: int = LARGEST_TOTAL,
) -> Backup:
    """Copy `reference` into its room of `folder` (the backup folder by default), checked.

    Copied by SQLite's online backup in small steps, so that edits go on meanwhile; written under
    another name, opened, checked page by page and counted, synced, and only then renamed. Older
    backups go as `models.backups.rotation` says, after that. Nothing is ever overwritten. Where
    the newest backup is of just this state, nothing is copied and that one is returned.

    Raises:
        ProblemError: with what to do; nothing was changed.
        StoppedError: `cancelled` said so; nothing is left behind.
    """
    with reference.connected():
        facts = reference.facts()
        state = state_of(reference)
    return _back_up(
        reference, facts, state, _checked, reason, folder, now, cancelled, progress, largest_total
    )


def back_up_older(
    reference: Reference,
    *,
    reason: str,
    folder: Path | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda *_: None,
) -> Backup:
    """Copy a reference of an older version as `back_up` does, knowing nothing of its tables.

    What it holds is not counted. The file's list of facts is the same in all versions.

    Raises:
        ProblemError: with what to do; nothing was changed.
        StoppedError: `cancelled` said so; nothing is left behind.
    """
    facts = reference.facts()
    return _back_up(
        reference, facts, "", _checked_older, reason, folder, None, cancelled, progress,
        LARGEST_TOTAL,
    )  # fmt: skip


def _back_up(
    reference: Reference,
    facts: Mapping[str, str],
    state: str,
    checked: Callable[[Path, str], dict[str, int]],
    reason: str,
    folder: Path | None,
    now: datetime | None,
    cancelled: Callable[[], bool],
    progress: Progress,
    largest_total: int,
) -> Backup:
    place = folder or backup_folder()
    own = room(facts.get("uid", ""), place)
    known = backups_in(own)
    if state and known and known[0].state == state:
        return known[0]
    # A folder that somebody chose was asked about then.
    program = synchronizer(place) if place == default_folder() else None
    if program is not None:
        raise in_synchronized_folder(place, program)
    made = now or datetime.now(UTC)
    name = made.strftime(STAMP) + ("" if reason == AUTOMATIC else f" {_in_a_name(reason)}")
    path = _free(own / f"{name}{SUFFIX}")
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        own.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sweep(own)
        _make_room(own, reference.path.stat().st_size)
        _copy(reference, unfinished, cancelled, progress)
        counts = checked(unfinished, facts.get("uid", ""))
        finish(unfinished, path)
    except OSError as error:
        if not reference.path.exists():
            raise problems.missing(reference.path) from error
        raise unusable(own, error) from error
    finally:
        for beside in ("", "-journal", "-wal", "-shm"):
            with _unhindered():
                unfinished.with_name(unfinished.name + beside).unlink(missing_ok=True)
    backup = Backup(
        path,
        made.replace(microsecond=0),
        reason,
        path.stat().st_size,
        facts.get("title", ""),
        str(reference.path),
        counts,
        state,
    )
    with _unhindered():
        write_note(backup)
    for old in superseded([backup, *known], made, largest_total):
        remove(old)
    progress(1, 1, "done")
    return backup


def remove(backup: Backup) -> None:
    """Delete a backup; one that cannot be deleted stays, and is tried again next time."""
    for path in (backup.path, backup.path.with_name(backup.path.name + NOTE)):
        with _unhindered():
            path.unlink(missing_ok=True)


def finish(unfinished: Path, path: Path) -> None:
    """Have all of a new file on the disk, then give it its name; never overwrites.

    Raises:
        ExistsError: the name is taken.
        OSError: the disk refuses.
    """
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    if path.exists():
        raise problems.exists(path)
    unfinished.rename(path)
    if os.name == "posix":
        # The name is on the disk when its folder is.
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _in_a_name(reason: str) -> str:
    return "".join(letter if letter.isalnum() or letter == " " else " " for letter in reason)[:60]


def _free(path: Path) -> Path:
    """Return `path`, or one like it that is not taken."""
    number = 2
    found = path
    while found.exists():
        found = path.with_name(f"{path.stem} {number}{SUFFIX}")
        number += 1
    return found


def _sweep(own: Path) -> None:
    """Remove what a backup that was broken off by a crash left behind."""
    for left in own.glob(f"*{UNFINISHED}*"):
        with _unhindered():
            left.unlink()


@contextmanager
def _unhindered() -> Iterator[None]:
    """Go on where tidying up fails: a file too many is no reason to lose the backup."""
    try:
        yield
    except OSError:
        return


def _make_room(own: Path, size: int) -> None:
    free = shutil.disk_usage(own).free
    if free < size + SPARE:
        raise NotWritableError(
            f"There is no room for a backup in {own} ({free:,} bytes are free, {size:,} needed).",
            "Your work goes on and is saved as always; free some space, or choose another folder "
            "for backups.",
        )


def _copy(
    reference: Reference, path: Path, cancelled: Callable[[], bool], progress: Progress
) -> None:
    """Copy the file page by page to `path`, in one state that it was in meanwhile."""
    # Not the folder's default rights: what is in a reference can be somebody's safety.
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with reference.connected() as database:
        try:
            copy = apsw.Connection(str(path.absolute()))
            try:
                # Synced once, at the end.
                copy.execute("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
                with copy.backup("main", database.connection(), "main") as steps:
                    copy_pages(steps, cancelled, progress, reference.path)
            finally:
                copy.close()
            _in_one_piece(path)
        except apsw.FullError as error:
            raise NotWritableError(
                f"The disk was full before the backup in {path.parent} was done.",
                "Your work goes on; free some space, or choose another folder for backups.",
            ) from error
        except REFUSED as error:
            if not reference.path.exists():
                raise problems.missing(reference.path) from error
            raise unusable(path.parent, OSError(str(error))) from error


def _in_one_piece(path: Path) -> None:
    """Take the mark of a file that is being edited off the copy (`models.reference.journal`)."""
    copy = apsw.Connection(str(path.absolute()))
    try:
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


def copy_pages(
    steps: apsw.Backup, cancelled: Callable[[], bool], progress: Progress, path: Path
) -> None:
    """Copy a reference page by page; begin again where it is edited, but not for ever.

    Raises:
        StoppedError: `cancelled` said so.
        BusyWithEditsError: it changed again and again.
    """
    beginnings, left = 1, 1 << 62
    while not steps.done:
        if cancelled():
            raise StoppedError
        try:
            steps.step(PAGES_AT_ONCE)
        except (apsw.BusyError, apsw.LockedError) as error:
            raise problems.locked(path) from error
        if steps.remaining > left:
            beginnings += 1
            if beginnings > MOST_BEGINNINGS:
                raise BusyWithEditsError(
                    f"{path.name} changed again and again while it was copied.",
                    "Try again when fewer edits are made; nothing is lost.",
                )
        left = steps.remaining
        progress(steps.page_count - left, steps.page_count, "copying")


def _checked(path: Path, uid: str) -> dict[str, int]:
    """Open the copy as a stranger would, check its pages, and return what it holds."""
    try:
        with Reference.open(path, read_only=True) as copy, copy.connected() as database:
            wrong = [line for (line,) in database.rows("PRAGMA quick_check(1)") if line != "ok"]
            found = information(copy)
            same = copy.facts().get("uid", "") == uid
    except (peewee.DatabaseError, apsw.Error) as error:
        raise problems.damaged(path, str(error)) from error
    _demand_sound(wrong, same=same)
    return counts_of(found)


def _checked_older(path: Path, uid: str) -> dict[str, int]:
    """Check every page and key of the copy, which nobody has opened before."""
    database = ReferenceDatabase(path.absolute(), read_only=True)
    copy = Reference(path, database)
    with copy.connected():
        wrong = [line for (line,) in database.rows("PRAGMA integrity_check(1)") if line != "ok"]
        wrong += [f"a row of {row[0]}" for row in database.rows("PRAGMA foreign_key_check")][:1]
        same = copy.facts().get("uid", "") == uid
    _demand_sound(wrong, same=same)
    return {}


def _demand_sound(wrong: Sequence[str], *, same: bool) -> None:
    if wrong or not same:
        raise problems.DamagedError(
            f"The backup that was made is not sound ({wrong[0] if wrong else 'another file'}).",
            "It was thrown away. Verify the reference: the damage may be in it.",
        )
