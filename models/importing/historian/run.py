"""The import from first file to report: all of it or nothing."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from models.capture import historian_xml
from models.capture.historian_xml import HistorianFile
from models.importing.historian import journeys, people, posts
from models.importing.historian.countries import department, institutions, words_of_key
from models.importing.historian.data_files import FOLDERS, DataFiles
from models.importing.historian.drafts import Passage, RecordDraft
from models.importing.historian.register import Register
from models.importing.historian.report import ImportReport
from models.importing.historian.sources import (
    data_set_sources,
    file_source,
    name_from_within,
    taken_from,
)
from models.importing.historian.writing import Writer
from models.reference.database import ReferenceDatabase
from models.reference.problems import ProblemError
from models.reference.reference import Reference, now
from models.summaries.refresh import refresh
from models.text.reading_text import UnreadableTextError

Progress: TypeAlias = Callable[[int, int, str], None]
"""Told done, total and what is being done; called on the thread that imports."""

LABEL: Final = "Import the Historian's diplomatic record"
LOOKED_AHEAD: Final = ("travels/president-travels", "travels/secretary-travels", "visits/data")
RARELY: Final = 100_000
"""Objects made, beyond those freed, between two looks of the garbage collector."""
EVERY: Final = 50
"""Files between two reports of progress."""

_MAPPINGS: Final[dict[str, Callable[[Register, str, HistorianFile], list[RecordDraft]]]] = {
    "pocom/people": people.person,
    "travels/presidents": people.presidents,
    "pocom/positions-principals": posts.office,
    "pocom/missions-countries": posts.country_mission,
    "pocom/missions-orgs": posts.organization_mission,
    "pocom/concurrent-appointments": posts.concurrent,
    "travels/president-travels": journeys.journeys,
    "travels/secretary-travels": journeys.journeys,
    "visits/data": journeys.visits,
}


class ImportCancelledError(ProblemError):
    """Somebody broke the import off; the reference is as it was."""


def _ignore(done: int, total: int, what: str) -> None:
    """Tell nobody."""


def import_historian(
    reference: Reference,
    data: DataFiles,
    *,
    progress: Progress = _ignore,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Add the Historian's record to `reference`, or what is new in it, in one undoable step.

    Importing the same data again adds nothing. Where an entry has changed, what it says now
    stands beside what it said (law 5); where it has gone, its record stays and is marked. A file
    that cannot be read is refused and reported, and the others are imported. `cancelled` is asked
    before each file.

    Raises:
        ImportCancelledError: `cancelled` said so; nothing was changed.
        ProblemError: the reference cannot be written; nothing was changed.
    """
    with _rare_collections():
        return _Import(reference, data, progress, cancelled).run()


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Have Python look for unreachable rings of objects seldom.

    An import makes millions of objects and no rings: looking for them took a seventh of its time.
    """
    before = gc.get_threshold()
    if before[0] == RARELY:
        # Another import is at it, and puts back what was there before both.
        yield
        return
    gc.set_threshold(RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Import:
    def __init__(
        self,
        reference: Reference,
        data: DataFiles,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> None:
        self._reference = reference
        self._data = data
        self._progress = progress
        self._cancelled = cancelled
        self._report = ImportReport()
        self._register = Register(self._report)
        self._names = {folder: data.names(folder) for folder in FOLDERS}
        self._total = sum(len(names) for names in self._names.values())
        self._done = 0
        self._unread: set[str] = set()
        self._kept: dict[str, tuple[bytes, HistorianFile]] = {}
        """What was read ahead and is not imported yet: one file in thirty."""

    def run(self) -> ImportReport:
        with self._reference.step(label=LABEL, bulk=True, many_quotes=True) as step:
            database = self._reference.database
            repeated = bool(
                database.rows("SELECT 1 FROM identifier WHERE scheme = 'historian/files' LIMIT 1")
            )
            writer = Writer(database, step, self._report, when=now(), repeated=repeated)
            self._look_ahead()
            writer.write_drafts([*institutions(), *data_set_sources()])
            for folder in FOLDERS:
                if folder == "pocom/positions-principals":
                    self._learn_titles()
                for name in self._names[folder]:
                    self._tell("reading")
                    self._import_file(writer, folder, name)
            self._complete(writer)
            writer.finish()
            if repeated:
                self._mark_vanished(writer)
            self._refresh(database, writer)
            if repeated and not writer.touched and not self._report.changed:
                self._withdraw_if_empty(database, step)
        return self._report

    def _tell(self, what: str) -> None:
        if self._cancelled():
            raise ImportCancelledError("The import was cancelled.", "Nothing was changed.")
        if self._done % EVERY == 0:
            self._progress(self._done, self._total, what)

    def _read(self, name: str) -> tuple[bytes, HistorianFile] | None:
        """Return a file's bytes and words, None where it is refused (once)."""
        if name in self._unread:
            return None
        kept = self._kept.pop(name, None)
        if kept is not None:
            return kept
        try:
            original = self._data.read(name)
            read = historian_xml.read(original)
        except UnreadableTextError as error:
            self._refuse(name, str(error))
            return None
        except OSError as error:
            self._refuse(name, f"The file cannot be read: {error.strerror or error}.")
            return None
        if not read.entries:
            self._refuse(name, "The file says nothing.")
            return None
        return original, read

    def _kept_for_later(self, name: str) -> HistorianFile | None:
        found = self._read(name)
        if found is None:
            return None
        self._kept[name] = found
        return found[1]

    def _refuse(self, name: str, reason: str) -> None:
        self._unread.add(name)
        self._report.refused.append((name, reason))

    def _look_ahead(self) -> None:
        for folder in LOOKED_AHEAD:
            for name in self._names[folder]:
                found = self._kept_for_later(name)
                if found is not None:
                    self._register.look_ahead([found])
        self._register.settle()

    def _learn_titles(self) -> None:
        """Learn all titles before the first post: some files use those of others."""
        for folder in ("pocom/positions-principals", "pocom/missions-orgs"):
            for name in self._names[folder]:
                found = self._kept_for_later(name)
                if found is not None:
                    posts.learn_titles(self._register, name, found)

    def _import_file(self, writer: Writer, folder: str, name: str) -> None:
        self._done += 1
        found = self._read(name)
        if found is None:
            return
        original, read = found
        self._report.files += 1
        self._report.entries += len(read.entries)
        source = file_source(name)
        name_from_within(source, name, read.entries[0])
        passages: list[Passage] = []
        drafts: list[RecordDraft] = []
        if folder.endswith("code-tables"):
            passages = posts.learn_codes(self._register, name, read)
            drafts = self._department(passages)
        elif folder == "pocom/roles-country-chiefs":
            passages = posts.learn_titles(self._register, name, read)
        else:
            drafts = _MAPPINGS[folder](self._register, name, read)
            if folder in ("pocom/positions-principals", "pocom/missions-orgs"):
                passages = posts.learn_titles(self._register, name, read)
            elif folder == "travels/presidents":
                address = read.entries[0].first("source-url")
                if address is not None:
                    taken_from(source, name, address.start, address.end, address.text)
        writer.write_file(name, original, read, [source, *drafts], passages)

    def _department(self, passages: list[Passage]) -> list[RecordDraft]:
        code = self._register.codes.get("principal")
        if not passages or code is None or code.word is None:
            return []
        return department(code.passage, code.word)

    def _complete(self, writer: Writer) -> None:
        """Draft the states that only refused entries would have named in full."""
        writer.write_drafts(
            [
                RecordDraft(
                    key=key,
                    kind="organization",
                    label=words_of_key(key.partition("/")[2]),
                    values={"type": "state"},
                    identifier=("historian/countries", key.partition("/")[2]),
                )
                for key in writer.missing("country/")
            ]
        )

    def _mark_vanished(self, writer: Writer) -> None:
        unread = writer.numbers_of(f"file/{name}" for name in self._unread)
        gone = writer.changes.vanished(writer.seen, unread)
        self._report.vanished = len(gone)

    def _refresh(self, database: ReferenceDatabase, writer: Writer) -> None:
        ids = sorted(writer.touched)
        for index in range(0, len(ids), 2000):
            if self._cancelled():
                raise ImportCancelledError("The import was cancelled.", "Nothing was changed.")
            self._progress(index, len(ids), "working out the table")
            refresh(database, ids[index : index + 2000])
        self._progress(len(ids), len(ids), "done")

    def _withdraw_if_empty(self, database: ReferenceDatabase, step: int) -> None:
        """Take the step away again when it did nothing: there is nothing to undo."""
        if self._report.unchanged == self._report.files and not self._report.vanished:
            used = database.rows(
                "SELECT 1 FROM change WHERE step_id = ? UNION ALL "
                "SELECT 1 FROM snapshot WHERE batch_id = ? LIMIT 1",
                (step, step),
            )
            if not used:
                database.run("DELETE FROM step WHERE id = ?", (step,))
