"""Adding many files: one undoable step, one summary, and a bad file stops no other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from models.capture import problems
from models.capture.adding import Captured, Outcome, known_copy, planned, write
from models.capture.capturing import LIMITS, NO_HINT, Hint, never, read_document
from models.capture.child_process import Limits
from models.capture.document import CapturedDocument
from models.capture.encoding import shown
from models.capture.known_sources import KnownSources
from models.editing.edit import editing
from models.reference.problems import ProblemError, not_writable
from models.reference.reference import Reference

MOST_FILES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not added, and why."""

    path: Path
    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class Added:
    """A file that was read, how it was read, and what came of it."""

    path: Path
    extractor: str
    encoding: str | None
    captured: Captured

    @property
    def how(self) -> str:
        """How it was read, in words: as what, and in which encoding."""
        if self.encoding is None or self.encoding in self.extractor:
            return self.extractor
        return f"{self.extractor}, {self.encoding}"


@dataclass(frozen=True, slots=True)
class CaptureSummary:
    """What came of many files, in their order; `step` is the one step to undo, if any."""

    files: tuple[Added, ...]
    refused: tuple[Refusal, ...]
    step: int | None

    def having(self, outcome: Outcome) -> tuple[Added, ...]:
        """Return the files with this outcome."""
        return tuple(one for one in self.files if one.captured.outcome is outcome)

    def lines(self) -> list[str]:
        """Tell it, one line a file with what is to be said of it, then the sum."""
        said: list[str] = []
        what = {
            Outcome.ADDED: "added",
            Outcome.SNAPSHOT: "new copy of",
            Outcome.KNOWN: "there already:",
        }
        for one in self.files:
            said.append(
                f"{problems.shortened(one.path.name)}: {what[one.captured.outcome]} "
                f"“{problems.shortened(one.captured.label)}” ({one.how})"
            )
            said += [f"    {warning}" for warning in one.captured.warnings]
        said += [f"{one.sentence} {one.advice}" for one in self.refused]
        said.append(self.sentence())
        return said

    def sentence(self) -> str:
        """Say the sum in one sentence."""
        counts = {outcome: len(self.having(outcome)) for outcome in Outcome}
        copies = counts[Outcome.SNAPSHOT]
        parts = [
            (counts[Outcome.ADDED], "added"),
            (
                copies,
                "new copy of a known source" if copies == 1 else "new copies of known sources",
            ),
            (counts[Outcome.KNOWN], "there already"),
            (len(self.refused), "refused"),
        ]
        said = [f"{count:,} {words}" for count, words in parts if count]
        return f"{', '.join(said) or 'Nothing to add'}."


def _ignore(done: int, total: int, what: str) -> None:
    """Tell nobody."""


def add_sources(
    reference: Reference,
    paths: Sequence[Path],
    *,
    hint: Hint = NO_HINT,
    of_source: int | None = None,
    limits: Limits = LIMITS,
    progress: Callable[[int, int, str], None] = _ignore,
    cancelled: Callable[[], bool] = never,
) -> CaptureSummary:
    """Read the files one after another, then add them all in one step.

    `progress` is told (done, total, what is being done), `cancelled` asked all the while. A file
    that cannot be read, or that changes while it is being added, is refused with its reason.

    Raises:
        CaptureCancelledError: `cancelled` said so; nothing was changed.
        NotWritableError: the reference is open read-only.
        ProblemError: there are too many files at once, or the reference cannot be written.
    """
    if len(paths) > MOST_FILES:
        raise ProblemError(
            f"{len(paths):,} files are too many at once.", f"Add up to {MOST_FILES:,} at a time."
        )
    if reference.read_only:
        # Said before an hour of reading, not after it.
        raise not_writable(reference.path, "it is open read-only")
    refused: list[Refusal] = []
    read = _read_all(paths, hint, limits, refused, progress, cancelled)
    total = 2 * len(paths)
    done = len(paths)
    added: list[Added] = []
    label = "Add 1 source" if len(read) == 1 else f"Add {len(read):,} sources"
    with editing(reference, label=label) as edit:
        known = KnownSources(edit.database)
        focus: int | None = None
        for path, document in read:
            if cancelled():
                raise problems.cancelled()
            progress(done, total, f"adding {problems.shortened(path.name)}")
            done += 1
            captured = known_copy(edit.database, document, known, of_source)
            if captured is None:
                whole = _with_original(path, document, refused)
                if whole is None:
                    continue
                plan = planned(edit.database, whole, known, of_source)
                captured = write(edit, whole, known, plan)
                focus = focus or captured.source_id
                edit.focus_on(focus)
            encoding = shown(document.encoding.name) if document.encoding else None
            added.append(Added(path, document.extractor, encoding, captured))
    progress(total, total, "done")
    return CaptureSummary(tuple(added), tuple(refused), edit.done.step)


def _read_all(
    paths: Sequence[Path],
    hint: Hint,
    limits: Limits,
    refused: list[Refusal],
    progress: Callable[[int, int, str], None],
    cancelled: Callable[[], bool],
) -> list[tuple[Path, CapturedDocument]]:
    """Read the files, without keeping their bytes; those that cannot be read are refused."""
    read: list[tuple[Path, CapturedDocument]] = []
    for number, path in enumerate(paths):
        progress(number, 2 * len(paths), f"reading {problems.shortened(path.name)}")
        try:
            document = read_document(path, hint, limits=limits, cancelled=cancelled)
        except problems.CaptureCancelledError:
            raise
        except ProblemError as problem:
            refused.append(Refusal(path, problem.sentence, problem.advice))
            continue
        # The bytes are read again when they are written: many files do not fit into memory.
        read.append((path, replace(document, original=b"")))
        if cancelled():
            raise problems.cancelled()
    return read


def _with_original(
    path: Path, document: CapturedDocument, refused: list[Refusal]
) -> CapturedDocument | None:
    """Return the document with its bytes; None, refused, where the file is another by now."""
    try:
        original = path.read_bytes()
    except OSError as error:
        problem = problems.unreadable(path.name, f"The system says: {error.strerror or error}.")
        refused.append(Refusal(path, problem.sentence, problem.advice))
        return None
    if hashlib.sha256(original).hexdigest() != document.original_sha256:
        problem = problems.unreadable(
            path.name, "It was changed while it was being added.", "Add it again."
        )
        refused.append(Refusal(path, problem.sentence, problem.advice))
        return None
    return replace(document, original=original)
