"""Which program opens a reference by double-click: one line in the person's mimeapps.list.

Our own edit and not `xdg-mime default`, which rewrites the file through awk, differs by desktop,
and overrides a choice the person made. The format is that of the MIME Applications Associations
specification 1.0; every other line stays as it was, byte for byte.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from desktop.registration.desktop_entry import DESKTOP_ID, MIME_TYPE
from desktop.registration.files import write_whole

GROUP: Final = "[Default Applications]"
OURS: Final = f"{DESKTOP_ID}.desktop"
LINE: Final = f"{MIME_TYPE}={OURS}"


def default_of(config_home: Path) -> str | None:
    """Return the desktop entry named first for references, or None. Raises OSError."""
    lines, _ = _read(config_home)
    where = _place_of_line(lines)
    if where is None:
        return None
    value = lines[where].partition("=")[2].strip()
    return value.split(";")[0].strip() or None


def set_default(config_home: Path) -> bool:
    """Make Attaché the program for references, unless the person has set one.

    Returns whether the file was made for it. Raises OSError.
    """
    lines, existed = _read(config_home)
    if _place_of_line(lines) is not None:
        return False
    group = _place_of_group(lines)
    if group is None:
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        lines += [GROUP + "\n", LINE + "\n"]
    else:
        if not lines[group].endswith("\n"):
            lines[group] += "\n"
        lines.insert(group + 1, LINE + "\n")
    config_home.mkdir(parents=True, exist_ok=True)
    _write(config_home, lines)
    return not existed


def unset_default(config_home: Path, *, file_was_made: bool) -> None:
    """Take our line back, if it still stands as we wrote it. Raises OSError.

    `file_was_made` says that the file was made by `set_default`: it goes when nothing else is left.
    """
    lines, existed = _read(config_home)
    where = _place_of_line(lines)
    if not existed or where is None or lines[where].rstrip("\r\n") != LINE:
        return
    del lines[where]
    if file_was_made and "".join(lines).strip() in {"", GROUP}:
        _path(config_home).unlink()
        return
    _write(config_home, lines)


def _path(config_home: Path) -> Path:
    # Through a link, which people use to keep their settings elsewhere.
    return (config_home / "mimeapps.list").resolve()


def _read(config_home: Path) -> tuple[list[str], bool]:
    try:
        content = _path(config_home).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return [], False
    lines = content.decode("utf-8", "surrogateescape").split("\n")
    ended = [line + "\n" for line in lines[:-1]]
    return ended + ([lines[-1]] if lines[-1] else []), True


def _write(config_home: Path, lines: list[str]) -> None:
    path = _path(config_home)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    write_whole(path, "".join(lines).encode("utf-8", "surrogateescape"), mode=mode)


def _place_of_group(lines: list[str]) -> int | None:
    return next((place for place, line in enumerate(lines) if line.strip() == GROUP), None)


def _place_of_line(lines: list[str]) -> int | None:
    in_group = False
    for place, line in enumerate(lines):
        text = line.strip()
        if text.startswith("["):
            in_group = text == GROUP
        elif in_group and text.partition("=")[0].strip() == MIME_TYPE:
            return place
    return None
