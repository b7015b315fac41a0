"""Which backups are kept: each hour of a day, each day of two weeks, each week of a quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from models.backups.backup import AUTOMATIC, Backup

HOURLY: Final = timedelta(days=1)
DAILY: Final = timedelta(days=14)
WEEKLY: Final = timedelta(weeks=13)
ASKED_KEPT: Final = 10
"""Backups with a reason (before an import, asked for) that are kept, however old."""
LARGEST_TOTAL: Final = 8 * 1024**3
"""Bytes that all backups of a reference may take; the newest is kept in any case."""


def superseded(
    backups: Iterable[Backup], now: datetime, largest_total: int = LARGEST_TOTAL
) -> list[Backup]:
    """Return the backups that need not be kept any more.

    Of the automatic ones the last of each hour is kept for a day, of each day for two weeks, of
    each week for a quarter; of those with another reason the last ten. What takes more than
    `largest_total` together goes too, the oldest first. The newest of all always stays.
    """
    newest_first = sorted(backups, key=lambda backup: backup.made, reverse=True)
    kept: list[Backup] = []
    seen: set[tuple[str, object]] = set()
    asked = 0
    for backup in newest_first:
        if backup.reason != AUTOMATIC:
            asked += 1
            if asked <= ASKED_KEPT:
                kept.append(backup)
            continue
        period = _period(backup.made, now)
        if period is not None and period not in seen:
            seen.add(period)
            kept.append(backup)
    if newest_first and newest_first[0] not in kept:
        kept.insert(0, newest_first[0])
    kept = _within(kept, largest_total)
    return [backup for backup in newest_first if backup not in kept]


def _period(made: datetime, now: datetime) -> tuple[str, object] | None:
    age = now - made
    if age <= HOURLY:
        return ("hour", (made.date(), made.hour))
    if age <= DAILY:
        return ("day", made.date())
    if age <= WEEKLY:
        return ("week", made.isocalendar()[:2])
    return None


def _within(newest_first: Sequence[Backup], largest_total: int) -> list[Backup]:
    """Return the newest backups that take no more than `largest_total`, at least one."""
    kept: list[Backup] = []
    total = 0
    for backup in newest_first:
        total += backup.size
        if kept and total > largest_total:
            break
        kept.append(backup)
    return kept
