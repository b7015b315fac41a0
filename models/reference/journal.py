"""How the file is written: beside its readers while somebody edits, in one piece otherwise.

While a window edits, the file is in write-ahead-log mode: readers never wait for the writer nor
the writer for them, and a commit is one synced append to the log. Each pause folds the log back
into the file (law 11: then a plain copy of the one file is whole), and closing returns it to a
rollback journal, so that it opens on read-only media. Rules: sections 2 and 3 of SQLite's
"Write-Ahead Logging".
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import apsw
import peewee

from models.reference.companions import beside
from models.reference.database import ReferenceDatabase

SETTLING_MILLISECONDS: Final = 200
"""How long folding the log back waits for somebody who still reads."""

LEAST_ROOM: Final = 256 * 1024
"""Bytes: the index of a log is made in pieces of 32 kilobytes."""

NETWORK_SYSTEMS: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "davfs",
     "fuse.sshfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "ceph", "glusterfs",
     "fuse.glusterfs", "lustre"}
)  # fmt: skip
"""File systems on which programs of two machines share no memory, as the log's index needs."""

_REMOTE_DRIVE: Final = 4
"""`DRIVE_REMOTE` of the Windows function GetDriveType."""


def write_beside_readers(database: ReferenceDatabase, path: Path) -> bool:
    """Let readers go on while this connection writes; False where that is not possible.

    It is not on a network drive, on one without room for the log's index, nor while another
    program holds the file. Edits are as safe without it, but then readers and the writer wait for
    one another.
    """
    if is_on_network(path) or nearly_full(path):
        return False
    if not _mode(database, "WAL"):
        return False
    # Makes the log's index while there is room for it.
    database.rows("SELECT count(*) FROM sqlite_master")
    return True


def fold_back(database: ReferenceDatabase) -> bool:
    """Write everything in the log into the file itself; False while somebody reads older pages.

    After True a plain copy of the file is whole.
    """
    with _short_of_patience(database):
        try:
            ((busy, _, _),) = database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        except (peewee.OperationalError, apsw.BusyError, apsw.LockedError):
            return False
    return not busy


def write_in_one_piece(database: ReferenceDatabase) -> bool:
    """Return the file to a rollback journal; False while another connection has it open."""
    return _mode(database, "DELETE")


def leave(database: ReferenceDatabase) -> None:
    """Leave one whole file behind, as far as nobody else has it open."""
    try:
        # See `_mode`: what another connection changed is seen by looking.
        database.rows("SELECT count(*) FROM sqlite_master")
        if database.rows("PRAGMA journal_mode") != [("wal",)]:
            return
        if database.has_moved():
            # Its journal would lie beside another name; what is in the log goes into it.
            fold_back(database)
        else:
            write_in_one_piece(database)
    except (peewee.DatabaseError, apsw.Error):
        # What cannot be read cannot be brought in order; the next start sees to it.
        return


def left_over(path: Path) -> bool:
    """Whether a log with edits that are not in the file yet lies beside it."""
    _, log, _ = beside(path)
    try:
        return log.stat().st_size > 0
    except FileNotFoundError:
        return False


def set_aside(path: Path) -> Path | None:
    """Rename a log that is not of the file as it is now; None where it is of it after all.

    The mark of write-ahead mode is in a file before it has a log and until the log is gone, so a
    log beside a file without the mark is of another time: an older copy, or half of what a
    program that keeps folders in step has brought. SQLite would bring it in all the same.
    """
    _, log, _ = beside(path)
    number = 1
    while (aside := log.with_name(f"{log.name} set aside {number}")).exists():
        number += 1
    try:
        log.rename(aside)
    except FileNotFoundError:
        # Whoever had the file open has just closed it.
        return None
    return aside


def trust_log(database: ReferenceDatabase) -> None:
    """Let connections bring the log into the file again."""
    database.log_apart = False
    database.connection().config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)


def _mode(database: ReferenceDatabase, mode: str) -> bool:
    with _short_of_patience(database):
        try:
            # A connection that has not looked since another one changed the mode would believe
            # that nothing has to be done.
            database.rows("SELECT count(*) FROM sqlite_master")
            ((now,),) = database.rows(f"PRAGMA journal_mode = {mode}")
        except (peewee.OperationalError, apsw.BusyError, apsw.LockedError):
            return False
    return bool(now == mode.lower())


@contextmanager
def _short_of_patience(database: ReferenceDatabase) -> Iterator[None]:
    connection = database.connection()
    ((usual,),) = database.rows("PRAGMA busy_timeout")
    connection.setbusytimeout(SETTLING_MILLISECONDS)
    try:
        yield
    finally:
        connection.setbusytimeout(usual)


def nearly_full(path: Path) -> bool:
    """Whether the drive of the file has next to no room left."""
    try:
        return shutil.disk_usage(path.absolute().parent).free < LEAST_ROOM
    except OSError:
        return False


def is_on_network(path: Path) -> bool:
    """Whether the file lies on a drive that other machines share, as far as the system tells.

    Linux tells by its table of mounts, Windows by the kind of drive; elsewhere it is not known,
    and the answer is no.
    """
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only this system has it

        anchor = path.absolute().anchor
        kind = ctypes.windll.kernel32.GetDriveTypeW(anchor)
        return anchor.startswith("\\\\") or kind == _REMOTE_DRIVE
    table = Path("/proc/self/mountinfo")
    if not table.exists():
        return False
    return file_system_of(path.resolve(), table.read_text("utf-8").splitlines()) in NETWORK_SYSTEMS


def file_system_of(path: Path, mounts: Iterable[str]) -> str | None:
    """Return the kind of the file system that holds `path`, by lines of Linux's mountinfo."""
    found: tuple[int, str] | None = None
    for line in mounts:
        before, separator, after = line.partition(" - ")
        fields = before.split(" ")
        if not separator or len(fields) < 5:
            continue
        point = fields[4].replace("\\040", " ")
        if path.is_relative_to(point) and (found is None or len(point) >= found[0]):
            found = (len(point), after.split(" ")[0])
    return found[1] if found else None
