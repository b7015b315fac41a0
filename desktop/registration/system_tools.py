"""The desktop's own tools that make a new launcher, file type or icon known at once.

Each is optional. What they make are caches of the files beside them; a desktop without them finds
Attaché later or by the files alone.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

from desktop.text.translate import tr

SECONDS: Final = 30
"""How long one tool may take; on a slow disk the database of types takes some seconds."""


def refresh_types(folder: Path) -> str | None:
    """Make the file types in `folder` (the data home's `mime`) known."""
    return _run(
        ["update-mime-database", str(folder)],
        tr(
            "The program update-mime-database is not installed, so the desktop may not know "
            "the file type yet: install the package shared-mime-info and register again."
        ),
    )


def refresh_launchers(folder: Path) -> str | None:
    """Make the launchers in `folder` (the data home's `applications`) known by their types."""
    return _run(
        ["update-desktop-database", "-q", str(folder)],
        tr(
            "The program update-desktop-database is not installed, so the desktop may learn of the "
            "launcher only at the next login (package desktop-file-utils)."
        ),
    )


def refresh_icons(folder: Path) -> str | None:
    """Make the icons in `folder` (the data home's `icons/hicolor`) known.

    Desktops look at the folder's time (Icon Theme Specification, “Implementation notes”). A cache
    is only brought up to date where there is one: a new one would hide what other programs put
    beside our icons later.
    """
    folder.touch()
    if not (folder / "icon-theme.cache").exists():
        return None
    return _run(
        ["gtk-update-icon-cache", "--quiet", "--force", "--ignore-theme-index", str(folder)],
        tr(
            "The program gtk-update-icon-cache is not installed, so the icon may be shown only "
            "after the next login."
        ),
    )


def _run(command: list[str], sentence_if_missing: str) -> str | None:
    """Run one tool; return a sentence when it is missing, fails or hangs."""
    program = shutil.which(command[0])
    if program is None:
        return sentence_if_missing
    try:
        ended = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return tr(
            "The program {program} did not end and was stopped: the desktop may learn of the "
            "change only at the next login.",
            program=command[0],
        )
    except OSError as error:
        return tr(
            "The program {program} could not be started ({reason}): the desktop may learn of the "
            "change only at the next login.",
            program=command[0],
            reason=error.strerror,
        )
    if ended.returncode == 0:
        return None
    lines = ended.stderr.decode("utf-8", "replace").strip().splitlines()
    return tr(
        "The program {program} failed ({reason}): the desktop may learn of the change only at the "
        "next login.",
        program=command[0],
        reason=lines[-1] if lines else ended.returncode,
    )
