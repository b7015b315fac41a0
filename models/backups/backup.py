"""One backup: when and why it was made, of what, and what it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from models.checking.information import Information
from models.reference.reference import Reference

SUFFIX: Final = ".attache"
NOTE: Final = ".json"
UNFINISHED: Final = ".unfinished"

AUTOMATIC: Final = "automatic"
"""The reason of a backup that nobody asked for; those with another reason are kept longer."""

STAMP: Final = "%Y-%m-%dT%H-%M-%SZ"
"""Moments in file names; a colon cannot stand in one on every system."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole reference as it was at a moment, that was opened and checked.

    `made` is in UTC; `size` in bytes; `counts` by kind of record, with snapshots, quotes and
    claims; `original` the path of the reference it is a copy of. `state` is that file's state, as
    `state_of` tells it, by which a second copy of the same is spared.
    """

    path: Path
    made: datetime
    reason: str
    size: int
    title: str = ""
    original: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    state: str = ""


def counts_of(found: Information) -> dict[str, int]:
    """Return the counts by which backups are compared."""
    return {
        **found.kinds,
        "snapshot": found.snapshots,
        "quote": found.quotes,
        "claim": found.claims,
    }


def differences(backup: Backup, now: Mapping[str, int]) -> dict[str, int]:
    """Return by how much the reference has more (or less) of each than the backup holds."""
    names = dict.fromkeys((*now, *backup.counts))
    found = {name: now.get(name, 0) - backup.counts.get(name, 0) for name in names}
    return {name: difference for name, difference in found.items() if difference}


def state_of(reference: Reference) -> str:
    """Return what changes with every edit: the last step, and which steps are undone.

    Not SQLite's change counter, which stands still in write-ahead mode. The step's uid tells two
    copies apart that went on separately.
    """
    with reference.connected() as database:
        last = database.rows("SELECT id, uid FROM step ORDER BY id DESC LIMIT 1")
        undone = database.rows(
            "SELECT count(*), coalesce(sum(id), 0), max(undone) FROM step WHERE undone IS NOT NULL"
        )
    return " ".join(str(part) for row in (*last, *undone) for part in row)


def write_note(backup: Backup) -> None:
    """Lay what is known of a backup beside it; it is only there to spare opening each."""
    noted: dict[str, Any] = asdict(backup)
    del noted["path"]
    noted["made"] = backup.made.strftime(STAMP)
    note = backup.path.with_name(backup.path.name + NOTE)
    note.write_text(json.dumps(noted, ensure_ascii=False, indent=1), encoding="utf-8")


def backups_in(room: Path) -> list[Backup]:
    """Return the backups of a room, the newest first; other files there are passed over."""
    try:
        paths = [path for path in room.iterdir() if path.suffix == SUFFIX and path.is_file()]
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []
    found = [backup for backup in map(_read, paths) if backup is not None]
    return sorted(found, key=lambda backup: (backup.made, backup.path.name), reverse=True)


def _read(path: Path) -> Backup | None:
    stamp, _, reason = path.stem.partition(" ")
    try:
        made = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
        size = path.stat().st_size
    except (ValueError, FileNotFoundError):
        return None
    known = Backup(path, made, reason or AUTOMATIC, size)
    try:
        noted = json.loads(path.with_name(path.name + NOTE).read_text(encoding="utf-8"))
        return Backup(
            path,
            made,
            str(noted["reason"]),
            size,
            str(noted["title"]),
            str(noted["original"]),
            {str(name): int(count) for name, count in noted["counts"].items()},
            str(noted["state"]),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        # Without its note a backup is as good; only its counts are not known.
        return known
