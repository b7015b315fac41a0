"""Where the starts of one person on one file meet: a lock file and a socket named after it."""

from __future__ import annotations

import getpass
import hashlib
import os
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.text.translate import tr
from models.reference.problems import ProblemError

LONGEST_SOCKET_PATH: Final = 90
"""Bytes: sun_path has 104 on macOS and 108 on Linux, and Qt makes the socket under a longer name
first, in a folder of its own beside it."""

USUAL_FOLDER: Final = "/run/user/{user}"
"""What XDG_RUNTIME_DIR names nearly everywhere: so a start without it meets the others."""

OWN_FOLDER: Final = "/tmp/attache-{user}"  # noqa: S108 -- its owner and mode are looked at
"""Where there is neither. Not in $TMPDIR: two starts with different ones must meet."""


class NoMeetingPlaceError(ProblemError):
    """There is no folder of this person's own for the lock and the socket."""


@dataclass(frozen=True)
class MeetingPlace:
    """`server` is what QLocalServer listens at: a path, or on Windows the name of a pipe."""

    lock: Path
    server: str


def key_of(path: Path) -> str:
    """Return the same 32 letters for the same file and person, whatever name leads to the file.

    A file is known by its device and number, so that links of both kinds meet; one that is not
    there (yet) by its resolved path.
    """
    try:
        found = path.stat()
    except OSError:
        file = f"path {os.path.normcase(path.resolve())}"
    else:
        file = f"file {found.st_dev} {found.st_ino}"
    name = f"{_person()} {file}"
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def meeting_place(path: Path) -> MeetingPlace:
    """Return where starts on `path` meet; the folder is there and this person's alone.

    Raises:
        NoMeetingPlaceError: there is no such folder and none can be made.
    """
    folder = _folder()
    name = f"attache-{key_of(path)}"
    server = name if sys.platform == "win32" else str(folder / name)
    return MeetingPlace(folder / f"{name}.lock", server)


if sys.platform == "win32":

    def _person() -> str:
        return getpass.getuser()

    def _folder() -> Path:
        return Path(tempfile.gettempdir())  # each person's own on Windows

else:

    def _person() -> str:
        return str(os.getuid())

    def _folder() -> Path:
        usual = USUAL_FOLDER.format(user=os.getuid())
        for named in (os.environ.get("XDG_RUNTIME_DIR", ""), usual):
            folder = Path(named)
            if folder.is_absolute() and _is_own(folder) and _fits(folder):
                return folder
        folder = Path(OWN_FOLDER.format(user=os.getuid()))
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise _none(folder, error.strerror) from error
        if not _is_own(folder):
            raise _none(folder, tr("it belongs to somebody else"))
        return folder

    def _is_own(folder: Path) -> bool:
        """Whether `folder` is a folder (no link) of this person's, closed to all others."""
        try:
            found = folder.lstat()
        except OSError:
            return False
        closed = not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH | stat.S_IXGRP | stat.S_IXOTH)
        return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and closed

    def _fits(folder: Path) -> bool:
        return len(os.fsencode(folder)) + len("/attache-") + 32 <= LONGEST_SOCKET_PATH


def _none(folder: Path, reason: str | None) -> NoMeetingPlaceError:
    return NoMeetingPlaceError(
        tr(
            "Attaché has no folder of your own to work in: {folder} ({reason}).",
            folder=folder,
            reason=reason,
        ),
        tr("Remove that folder, or set XDG_RUNTIME_DIR to one that only you can enter."),
    )
