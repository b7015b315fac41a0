"""The commands that keep a reference safe: its backups, a new file from one, and repair."""

import argparse
from pathlib import Path

from models.text.terminal import harmless_line

__all__ = ["KEEPING", "add_parsers", "run"]

KEEPING = ("backups", "restore", "refresh", "repair", "update")
LOST = 1


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Say which commands there are and what they take."""
    backups = commands.add_parser("backups", help="list the backups of a reference")
    backups.add_argument("file", type=Path, metavar="FILE")
    backups.add_argument("--now", action="store_true", help="make one first")
    backups.add_argument(
        "--folder", type=Path, metavar="FOLDER", help="look there, and not in the usual place"
    )
    restore = commands.add_parser("restore", help="make a new reference from a backup")
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    restore.add_argument(
        "--into", type=Path, required=True, metavar="NEW", help="the new file; never overwritten"
    )
    refresh = commands.add_parser(
        "refresh", help="make search and sort keys anew where an older Attaché made them"
    )
    refresh.add_argument("file", type=Path, metavar="FILE")
    repair = commands.add_parser(
        "repair", help="save what can be read of a damaged reference; exit code 1 if not all"
    )
    repair.add_argument("file", type=Path, metavar="FILE")
    repair.add_argument(
        "--into", type=Path, required=True, metavar="NEW", help="the new file; never overwritten"
    )
    update = commands.add_parser(
        "update", help="bring a reference of an older Attaché up to this one, after a backup"
    )
    update.add_argument("file", type=Path, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    """Do what the command asks for and return the exit code.

    Raises:
        ProblemError: something stands in the way.
    """
    if options.command == "restore":
        return _restore(options.backup, options.into)
    if options.command == "refresh":
        return _refresh(options.file)
    if options.command == "repair":
        return _repair(options.file, options.into)
    if options.command == "update":
        return _update(options.file)
    return _backups(options.file, options.folder, now=options.now)


def _backups(path: Path, folder: Path | None, *, now: bool) -> int:
    from models.backups.backup import backups_in, counts_of, differences  # noqa: PLC0415
    from models.backups.making import back_up  # noqa: PLC0415 - brings the database
    from models.backups.place import room  # noqa: PLC0415
    from models.checking.information import information  # noqa: PLC0415
    from models.reference.reference import Reference  # noqa: PLC0415

    with Reference.open(path, read_only=not now) as reference:
        if now:
            back_up(reference, reason="asked for", folder=folder)
        own = room(reference.facts().get("uid", ""), folder)
        present = counts_of(information(reference))
    found = backups_in(own)
    print(harmless_line(f"{own}: {len(found)} backup{'' if len(found) == 1 else 's'}"))
    for backup in found:
        made = backup.made.astimezone().strftime("%Y-%m-%d %H:%M")
        size = f"{backup.size / 1024**2:,.1f} MB"
        since = ", ".join(
            f"{difference:+,} {name}{'' if abs(difference) == 1 else 's'}"
            for name, difference in differences(backup, present).items()
        )
        known = (since or "the same counts as now") if backup.counts else "not counted"
        print(harmless_line(f"{made}  {size:>12}  {backup.reason}  ({known})"))
        print(harmless_line(f"    {backup.path}"))
    return 0


def _restore(backup: Path, into: Path) -> int:
    from models.backups.restoring import restore  # noqa: PLC0415 - brings the database

    restore(backup, into)
    print(harmless_line(f"{into} is ready."))
    return 0


def _repair(path: Path, into: Path) -> int:
    from models.repair.repairing import repair  # noqa: PLC0415 - brings the database

    report = repair(path, into)
    for line in report.lines():
        print(harmless_line(line))
    return 0 if report.whole else LOST


def _refresh(path: Path) -> int:
    from models.reference.reference import Reference  # noqa: PLC0415 - brings the database
    from models.repair.renewing import renew  # noqa: PLC0415

    with Reference.open(path) as reference:
        renewed = renew(reference)
    done = "were made anew, after a backup" if renewed else "are by today's rules already"
    print(harmless_line(f"The search and sort keys of {path.name} {done}."))
    return 0


def _update(path: Path) -> int:
    from models.migrating.bringing_up import bring_up_to_date  # noqa: PLC0415 - as above

    backup = bring_up_to_date(path)
    said = (
        f"{path.name} is up to date already."
        if backup is None
        else f"{path.name} is up to date; as it was, it is kept in {backup.path}."
    )
    print(harmless_line(said))
    return 0
