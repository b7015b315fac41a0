"""Where backups lie: a folder of this computer, one room in it for each reference."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from models.files.naming import is_kept_for_a_device
from models.reference.problems import NotWritableError

CHOICE = "folder.txt"
"""Beside the default folder's rooms: the folder somebody chose instead."""

SYNCHRONIZED_NAMES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "box sync": "Box",
    "pclouddrive": "pCloud",
}
SYNCHRONIZED_SIGNS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
}
"""Files that such programs leave in the folder they keep in step."""


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where this system keeps a person's data of a program.

    XDG Base Directory Specification; Apple's File System Programming Guide; Windows' known
    folders.
    """
    if sys.platform == "win32":
        roaming = environment.get("APPDATA")
        return (Path(roaming) if roaming else Path.home() / "AppData" / "Roaming") / "attache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "attache"
    named = environment.get("XDG_DATA_HOME", "")
    # A relative path there is to be ignored (the specification says so).
    base = Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "share"
    return base / "attache"


def default_folder() -> Path:
    """Return where backups lie unless somebody chose otherwise."""
    return data_folder() / "backups"


def backup_folder() -> Path:
    """Return where backups lie: the folder that was chosen, else the default one."""
    try:
        chosen = (default_folder() / CHOICE).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        chosen = ""
    return Path(chosen) if chosen else default_folder()


def choose_folder(folder: Path | None, *, synchronized_too: bool = False) -> None:
    """Let backups lie in `folder` from now on, in the default one when None.

    Those made before stay where they are.

    Raises:
        NotWritableError: nothing can be written there, or a program copies the folder elsewhere
            and `synchronized_too` was not said.
    """
    choice = default_folder() / CHOICE
    try:
        if folder is None:
            choice.unlink(missing_ok=True)
            return
        program = None if synchronized_too else synchronizer(folder)
        if program is not None:
            raise in_synchronized_folder(folder, program)
        folder.mkdir(parents=True, exist_ok=True)
        choice.parent.mkdir(parents=True, exist_ok=True)
        choice.write_text(f"{folder.absolute()}\n", encoding="utf-8")
    except OSError as error:
        raise unusable(folder or choice.parent, error) from error


def room(uid: str, folder: Path | None = None) -> Path:
    """Return the folder of the backups of the reference `uid`, which comes from a file.

    Whatever a file says, its backups stay inside the folder (law 12).
    """
    name = "".join(
        letter for letter in uid if (letter.isascii() and letter.isalnum()) or letter == "-"
    )
    if is_kept_for_a_device(name):
        name += "-"
    return (folder or backup_folder()) / (name[:64] or "without-uid")


def synchronizer(folder: Path) -> str | None:
    """Return the program that copies `folder` to other computers, as far as its signs tell."""
    for place in (folder.absolute(), *folder.absolute().parents):
        name = place.name.casefold()
        for known, program in SYNCHRONIZED_NAMES.items():
            if name == known or name.startswith((f"{known} - ", f"{known} (")):
                return program
        for sign, program in SYNCHRONIZED_SIGNS.items():
            try:
                if (place / sign).exists():
                    return program
            except OSError:
                # A folder nobody may look into tells nothing.
                continue
    return None


def in_synchronized_folder(folder: Path, program: str) -> NotWritableError:
    """Return the problem that `program` would copy the backups to other computers."""
    return NotWritableError(
        f"{folder} is kept in step with other computers by {program}, and so would the backups.",
        "Choose a folder of this computer alone.",
    )


def unusable(folder: Path, error: OSError) -> NotWritableError:
    """Return the problem that nothing can be written into `folder`."""
    return NotWritableError(
        f"No backup can be made in {folder} ({error.strerror or error}).",
        "Your work goes on and is saved as always; choose another folder for backups, or free "
        "this one.",
    )
