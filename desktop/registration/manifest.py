"""What a registration wrote, so that taking it back removes that and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from desktop.registration.files import write_whole

FORMAT: Final = 1
PLACE: Final = "attache/registration.json"
"""Where it lies, in the data home."""


@dataclass
class Manifest:
    """Paths are relative to the data home, with forward slashes.

    `files` holds the fingerprints each file may have and still be ours: two while a new version is
    being written, so that a kill half-way leaves nothing that is taken for a person's own.
    `generated` are what the desktop's tools made where nothing was before, and `folders` what was
    made to hold it all, outermost first.
    """

    checkout: str = ""
    files: dict[str, list[str]] = field(default_factory=dict)
    generated: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    default_set: bool = False
    default_file_made: bool = False


def read_manifest(data_home: Path) -> Manifest:
    """Return what was written into `data_home`; an empty one when nothing was.

    A manifest that cannot be understood counts as none: then nothing is ours to remove.

    Raises:
        OSError: it is there and cannot be read.
    """
    try:
        found = json.loads((data_home / PLACE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError, RecursionError):
        return Manifest()
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return Manifest()
    files = found.get("files")
    return Manifest(
        checkout=str(found.get("checkout", "")),
        files={
            path: _texts(fingerprints)
            for path, fingerprints in (files if isinstance(files, dict) else {}).items()
            if _is_inside(path)
        },
        generated=[path for path in _texts(found.get("generated")) if _is_inside(path)],
        folders=[path for path in _texts(found.get("folders")) if _is_inside(path)],
        default_set=found.get("default_set") is True,
        default_file_made=found.get("default_file_made") is True,
    )


def write_manifest(data_home: Path, manifest: Manifest) -> None:
    """Keep `manifest` in `data_home`, whose folder for it must exist. Raises OSError."""
    content: dict[str, Any] = {"format": FORMAT, **vars(manifest)}
    text = json.dumps(content, indent=1, ensure_ascii=False)
    write_whole(data_home / PLACE, text.encode("utf-8") + b"\n", mode=0o600)


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _is_inside(path: str) -> bool:
    # A manifest that somebody else wrote must not make us remove what lies elsewhere.
    pure = PurePosixPath(path)
    return bool(pure.parts) and not pure.is_absolute() and ".." not in pure.parts
