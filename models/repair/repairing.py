"""Repairing a reference: a new file, built record by record from what the damaged one still says.

Everything goes through the laws of the new file (its triggers, checks and keys), so that what it
holds is sound; indexes, search tables and all derived columns are made anew. The damaged file is
only read, in a copy.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import apsw
import peewee

from models.backups.making import finish
from models.checking.inspection import Progress, StoppedError
from models.checking.verification import verify
from models.reference import problems
from models.reference.companions import beside, leads_elsewhere
from models.reference.database import limit
from models.reference.plain_bytes import copy_bytes
from models.reference.reference import Reference
from models.repair.inserting import Inserting
from models.repair.reading import BROKEN, TableReader
from models.repair.report import RepairReport
from models.schema.creation import TABLES
from models.schema.evidence import FieldEntry
from models.schema.plumbing import FileFact, Involvement, Recording, SearchDocument
from models.schema.triggers import column_names, table_name
from models.summaries.refresh import refresh

MADE_ANEW: Final = (FieldEntry, FileFact, Recording, Involvement, SearchDocument)
"""Tables whose rows follow from the program or from the others."""

ROWS_PER_LOOK: Final = 500
PAGE: Final = 4096
"""Bytes of a page of the files we make."""


def repair(
    path: Path,
    into: Path,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda *_: None,
) -> RepairReport:
    """Build the new reference `into` from what can be read of `path`, and say what could not be.

    The file at `path` is left as it is, to the last byte. Rows are read round broken pages, as
    far as SQLite can still find them by their numbers; SQLite's own recovery, which also looks
    for rows on pages that nothing points to any more, is not among what apsw offers.

    Raises:
        ExistsError: something is at `into` already.
        ProblemError: nothing can be read of the file as a reference, or nothing can be written.
        StoppedError: `cancelled` said so; nothing is left behind.
    """
    if into.exists():
        raise problems.exists(into)
    if not path.is_file():
        raise problems.missing(path)
    report = RepairReport(path, into)
    unfinished = into.with_name(f".{into.name}.unfinished")
    try:
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=".repair-") as folder:
            with _readable(path, Path(folder), report) as damaged:
                _rebuild(damaged, unfinished, report, cancelled, progress)
            with Reference.open(unfinished) as reference:
                progress(0, 0, "verifying")
                report.remaining = verify(reference, cancelled=cancelled).failures
            if cancelled():
                raise StoppedError
            finish(unfinished, into)
    except OSError as error:
        raise problems.not_writable(into, error.strerror or str(error)) from error
    finally:
        for ending in ("", "-journal"):
            unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)
    progress(1, 1, "done")
    return report


@contextmanager
def _readable(path: Path, folder: Path, report: RepairReport) -> Iterator[apsw.Connection]:
    """Open a copy of the damaged file, made as long as it says it is, without trusting it."""
    copy = folder / "damaged"
    copy_bytes(path, copy)
    for companion, own in zip(beside(path)[:2], beside(copy)[:2], strict=True):
        if companion.exists() and not leads_elsewhere(companion):
            shutil.copyfile(companion, own)
    _lengthen(copy)
    connection = _connected(copy)
    if connection is None and _graft(copy, folder):
        report.add("unreadable", "The list of tables; that of a new file was taken in its place.")
        connection = _connected(copy)
    if connection is None:
        raise problems.DamagedError(
            f"Nothing can be read of {path.name} as a reference.", "Restore a backup of it."
        )
    try:
        yield connection
    finally:
        connection.close()


def _connected(copy: Path) -> apsw.Connection | None:
    """Return a connection that runs nothing of the file's own; None when nothing can be read."""
    connection = None
    try:
        connection = apsw.Connection(str(copy))
        connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0)
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0)
        limit(connection)
        connection.execute("PRAGMA cell_size_check = ON")
        # Also reads a file whose list of tables has faults in it.
        connection.execute("PRAGMA writable_schema = ON")
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema").fetchall()
        }
    except (apsw.Error, UnicodeDecodeError):
        if connection is not None:
            connection.close()
        return None
    if not {"record", "claim", "quote", "snapshot"} <= tables:
        connection.close()
        return None
    return connection


def _lengthen(copy: Path) -> None:
    """Fill up a file that was cut short: SQLite reads none whose pages are fewer than it says."""
    with copy.open("rb+") as file:
        header = file.read(100)
        whole = PAGE * int.from_bytes(header[28:32], "big")
        present = file.seek(0, 2)
        if present < whole <= 2 * present + 64 * 1024 * 1024:
            file.truncate(whole)
        elif present % PAGE:
            file.truncate((present // PAGE + 1) * PAGE)


def _graft(copy: Path, folder: Path) -> bool:
    """Give the file the list of tables that every new file has; False where that cannot fit.

    The list says on which page each table begins. It is written when a file is made, always in
    the same way, so that an empty file tells what stood on its pages.
    """
    template = folder / "template"
    with Reference.create(template, title="") as reference:
        listed = reference.database.rows(
            "SELECT pageno FROM dbstat WHERE name IN ('sqlite_schema', 'sqlite_master')"
        )
    with template.open("rb") as sound, copy.open("rb+") as file:
        size = file.seek(0, 2)
        file.seek(0)
        header = file.read(100)
        if size < PAGE:
            return False
        if header[:18] != sound.read(18):
            sound.seek(0)
            header = sound.read(100)
            header = header[:28] + (size // PAGE).to_bytes(4, "big") + header[32:]
        for (number,) in listed:
            sound.seek((number - 1) * PAGE)
            page = sound.read(PAGE)
            file.seek((number - 1) * PAGE)
            file.write(header + page[100:] if number == 1 else page)
    return True


def _rebuild(
    damaged: apsw.Connection,
    unfinished: Path,
    report: RepairReport,
    cancelled: Callable[[], bool],
    progress: Progress,
) -> None:
    facts = _facts(damaged, report)
    tables = [table for table in TABLES if table not in MADE_ANEW]
    with Reference.create(unfinished, title=facts.get("title", report.source.stem)) as reference:
        database = reference.database
        try:
            with database.atomic():
                if _uid(facts):
                    database.run("UPDATE meta SET value = ? WHERE key = 'uid'", (_uid(facts),))
                inserting = Inserting(database, damaged, report, _fields(damaged, database))
                done = 0
                for number, table in enumerate(tables):
                    name = table_name(table)
                    numbered = not table._meta.without_rowid
                    present = _columns(damaged, name)
                    columns = [one for one in column_names(table) if one in present]
                    if not columns:
                        report.add("unreadable", f"The table {name} is not there any more.")
                        continue
                    reader = TableReader(damaged, name, columns)
                    for row in reader.rows(numbered=numbered):
                        inserting.insert(table, dict(zip(columns, row, strict=True)))
                        done += 1
                        if done % ROWS_PER_LOOK == 0:
                            if cancelled():
                                raise StoppedError
                            progress(number, len(tables), name)
                    _say_gaps(name, reader, report)
                inserting.finish()
                progress(len(tables), len(tables), "search text")
                refresh(database)
        except (peewee.DatabaseError, apsw.Error) as error:
            cause = error if isinstance(error, apsw.Error) else error.__cause__
            if isinstance(cause, apsw.FullError | apsw.IOError):
                raise problems.not_writable(unfinished, str(cause)) from error
            raise


def _say_gaps(name: str, reader: TableReader, report: RepairReport) -> None:
    for first, last in reader.gaps:
        rows = f"row {first:,}" if first == last else f"rows {first:,} to {last:,}"
        report.add("unreadable", f"{name}: {rows}, as far as there were any.")
    if reader.broken and not reader.gaps:
        report.add("unreadable", f"{name}: some pages; the rows on both sides of them are there.")


def _facts(damaged: apsw.Connection, report: RepairReport) -> dict[str, str]:
    try:
        rows = damaged.execute("SELECT key, value FROM meta").fetchall()
    except (*BROKEN, apsw.SQLError) as error:
        report.add("unreadable", f"What the file said of itself, its title among it ({error}).")
        return {}
    return {str(key): str(value) for key, value in rows}


def _uid(facts: dict[str, str]) -> str | None:
    uid = facts.get("uid", "")
    return uid if len(uid) == 36 else None


def _columns(damaged: apsw.Connection, name: str) -> set[str]:
    try:
        return {row[1] for row in damaged.execute(f'PRAGMA table_info("{name}")')}
    except (*BROKEN, apsw.SQLError):
        return set()


def _fields(damaged: apsw.Connection, database: Any) -> dict[int, int]:
    """Return the field ids of the new file by those of the damaged one."""
    ours = {
        (kind, name): id_ for id_, kind, name in database.rows("SELECT id, kind, name FROM field")
    }
    try:
        theirs: list[Any] = damaged.execute("SELECT id, kind, name FROM field").fetchall()
    except (*BROKEN, apsw.SQLError):
        # The registry's order has been the same in all files so far.
        return {id_: id_ for id_ in ours.values()}
    return {id_: ours[kind, name] for id_, kind, name in theirs if (kind, name) in ours}
