"""The backups that Attaché made of a reference: they hold what was removed from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.backups.backup import backups_in
from models.backups.making import back_up, remove
from models.backups.place import backup_folder, default_folder, room
from models.reference.problems import ProblemError
from models.reference.reference import Reference


@dataclass(frozen=True, slots=True)
class BackupsForgotten:
    """How many backups were deleted, and how many could not be; whether a new one was made."""

    deleted: int
    left: int
    made: bool


def backups_of(reference: Reference) -> int:
    """Return how many backups of `reference` lie in the folders Attaché knows of."""
    return sum(len(backups_in(own)) for own in _rooms(reference))


def forget_backups(reference: Reference) -> BackupsForgotten:
    """Delete all backups of `reference`, and make one of what it is now.

    Copies that people made, and backups in a folder that was chosen once and is not any more, are
    unknown and stay.
    """
    deleted = left = 0
    for own in _rooms(reference):
        found = backups_in(own)
        for backup in found:
            remove(backup)
        remaining = len(backups_in(own))
        left += remaining
        deleted += len(found) - remaining
    try:
        back_up(reference, reason="after a removal")
    except ProblemError:
        # What was removed is gone all the same; the next backup is tried as always.
        return BackupsForgotten(deleted, left, made=False)
    return BackupsForgotten(deleted, left, made=True)


def _rooms(reference: Reference) -> list[Path]:
    uid = reference.facts().get("uid", "")
    return list(dict.fromkeys((room(uid, backup_folder()), room(uid, default_folder()))))
