"""Problems in the world, as sentences for people: what is so, and what to do about it."""

from __future__ import annotations

from pathlib import Path


class ProblemError(Exception):
    """Something in the world stands in the way; nothing was changed.

    `sentence` says what is so, `advice` what the person can do. Both are plain text.
    """

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__(f"{sentence} {advice}")
        self.sentence = sentence
        self.advice = advice


class MissingFileError(ProblemError):
    """The file is not there, or is no file."""


class NotAReferenceError(ProblemError):
    """The file is something else."""


class NewerVersionError(ProblemError):
    """The file was made by a later Attaché."""


class OlderVersionError(ProblemError):
    """The file at `path` was made by an earlier Attaché and can be brought up to date."""

    def __init__(self, path: Path, sentence: str, advice: str) -> None:
        super().__init__(sentence, advice)
        self.path = path


class DamagedError(ProblemError):
    """The file is cut short or its pages are broken; `path` says which, where that is known."""

    path: Path | None = None


class TamperedError(ProblemError):
    """The file holds objects this program did not make."""


class LockedError(ProblemError):
    """Another program is writing to the file."""


class DriveError(ProblemError):
    """The drive the file is on does not give or take what it is asked to."""


class NotWritableError(ProblemError):
    """The file or its folder cannot be written."""


class ExistsError(ProblemError):
    """There is already a file where a new one was asked for."""


def missing(path: Path) -> MissingFileError:
    """Return the problem that nothing is at `path`."""
    if path.is_dir():
        return MissingFileError(
            f"{path} is a folder, not a reference.", "Choose a file that ends in .attache."
        )
    return MissingFileError(
        f"There is no file {path}.",
        "It may have been moved, renamed or be on a drive that is not connected.",
    )


def no_ordinary_file(path: Path) -> MissingFileError:
    """Return the problem that a device, a pipe or the like is at `path`."""
    return MissingFileError(
        f"{path} is a device or a pipe, not a file.", "Choose a file that ends in .attache."
    )


def not_a_reference(path: Path, what: str) -> NotAReferenceError:
    """Return the problem that the file at `path` is `what` instead of a reference."""
    return NotAReferenceError(
        f"{path.name} is not an Attaché reference: {what}.", "The file was left as it is."
    )


def newer(path: Path, version: int, ours: int) -> NewerVersionError:
    """Return the problem that `path` has schema `version` and we know up to `ours`."""
    return NewerVersionError(
        f"{path.name} was made by a newer Attaché "
        f"(file version {version}; this program reads up to {ours}).",
        "Update Attaché to open it; the file was left as it is.",
    )


def older(path: Path, version: int, ours: int) -> OlderVersionError:
    """Return the problem that `path` has schema `version` and we write `ours`."""
    return OlderVersionError(
        path,
        f"{path.name} was made by an older Attaché "
        f"(file version {version}; this program writes {ours}).",
        "Bring it up to date to open it. A full backup is made first; older programs cannot open "
        "it afterwards.",
    )


def damaged(path: Path, what: str) -> DamagedError:
    """Return the problem that the file at `path` is damaged in the way `what` says."""
    problem = DamagedError(
        f"{path.name} is damaged: {what}.",
        "Open a copy or a backup of it; the file was left as it is.",
    )
    problem.path = path
    return problem


def unfitting(problem: ProblemError) -> ProblemError:
    """Return a problem met with a log beside the file; damage may come from their not fitting."""
    if not isinstance(problem, DamagedError):
        return problem
    told = DamagedError(
        f"{problem.sentence.removesuffix('.')}; the log beside it may be of another time.",
        problem.advice,
    )
    told.path = problem.path
    return told


def tampered(path: Path, what: str) -> TamperedError:
    """Return the problem that `path` holds `what`, which this program did not put there."""
    return TamperedError(
        f"{path.name} was changed by another program: {what}.",
        "It was not opened, because such additions could run on their own; ask whoever sent it "
        "for an untouched copy.",
    )


def locked(path: Path) -> LockedError:
    """Return the problem that another program holds `path`."""
    return LockedError(
        f"Another program is writing to {path.name}.", "Close it there, or try again in a moment."
    )


def not_writable(path: Path, why: str) -> NotWritableError:
    """Return the problem that nothing can be written at `path`."""
    return NotWritableError(
        f"Nothing can be saved at {path} ({why}).", "Choose another folder, or free the file."
    )


def drive_fails(path: Path, why: str) -> DriveError:
    """Return the problem that the drive of `path` fails while it is read or written."""
    return DriveError(
        f"The drive that holds {path.name} does not answer as it should ({why}).",
        "See whether it is connected and has room, and try again; what was saved before is on it.",
    )


def moved(path: Path) -> NotWritableError:
    """Return the problem that `path` names another file than the open one, or none."""
    return NotWritableError(
        f"Nothing can be saved at {path} (it was moved, deleted or replaced while it was open).",
        "Open it where it is now, or restore a backup of it; what was saved before is in both.",
    )


def unfinished(path: Path) -> NotWritableError:
    """Return the problem that edits of `path` lie beside it and cannot be brought into it here."""
    return NotWritableError(
        f"{path.name} was not closed in order: its last edits lie in a second file beside it, and "
        "nothing can be written there.",
        "Copy both files into a folder where you can write, and open the copy.",
    )


def exists(path: Path) -> ExistsError:
    """Return the problem that `path` is taken."""
    return ExistsError(f"{path} exists already.", "Choose another name; nothing was overwritten.")
