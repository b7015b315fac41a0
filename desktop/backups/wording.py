"""What is said of a backup: when it was made, why, what it holds, what has changed since."""

from collections.abc import Mapping

from desktop.text.translate import grouped, tr, tr_count
from models.backups.backup import AUTOMATIC, Backup, differences
from models.schema.vocabulary import TABLE_KINDS

__all__ = ["say_changes", "say_counts", "say_made", "say_reason", "say_size"]

MEGABYTE = 1024 * 1024
GIGABYTE = 1024 * MEGABYTE


def say_made(backup: Backup) -> str:
    """Say when it was made, by the clock of this computer."""
    return backup.made.astimezone().strftime("%Y-%m-%d %H:%M")


def say_reason(backup: Backup) -> str:
    """Say why it was made, where it was not by itself."""
    return "" if backup.reason == AUTOMATIC else backup.reason


def say_size(size: int) -> str:
    """Say how much room it takes."""
    if size >= GIGABYTE:
        return tr("{size} GB", size=f"{size / GIGABYTE:.1f}")
    return tr("{size} MB", size=f"{size / MEGABYTE:.1f}")


def say_counts(counts: Mapping[str, int]) -> str:
    """Say how many records, quotes and claims there are, as the status line counts them."""
    records = sum(counts.get(kind, 0) for kind in TABLE_KINDS)
    return tr(
        "{records}, {quotes}",
        records=tr_count("{count} record", "{count} records", records),
        quotes=tr_count("{count} quote", "{count} quotes", counts.get("quote", 0)),
    )


def say_changes(backup: Backup, now: Mapping[str, int]) -> str:
    """Say what the reference has more or less by now than the backup, empty when not known."""
    if not backup.counts or not now:
        return ""
    found = differences(backup, now)
    if not found:
        return tr("the same counts as now")
    parts = [
        f"{'+' if number > 0 else '−'}{grouped(abs(number))} {_named(name, abs(number))}"
        for name, number in found.items()
    ]
    return tr("since then {changes}", changes=", ".join(parts))


def _named(kind: str, count: int) -> str:
    names = {
        "official": ("official", "officials"),
        "organization": ("organization", "organizations"),
        "place": ("place", "places"),
        "tenure": ("post", "posts"),
        "meeting": ("meeting", "meetings"),
        "participation": ("participant", "participants"),
        "agreement": ("agreement", "agreements"),
        "statement": ("statement", "statements"),
        "relation": ("relation", "relations"),
        "name": ("name", "names"),
        "source": ("source", "sources"),
        "snapshot": ("snapshot", "snapshots"),
        "quote": ("quote", "quotes"),
        "claim": ("claim", "claims"),
    }
    one, many = names.get(kind, (kind, kind))
    return tr(one) if count == 1 else tr(many)
