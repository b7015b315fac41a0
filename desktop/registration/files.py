"""Whole-file writing and fingerprints."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def fingerprint_of(path: Path) -> str | None:
    """Return the fingerprint of the file at `path`, or None when there is no file.

    Raises:
        OSError: there is something that cannot be read.
    """
    try:
        return fingerprint(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Put `content` at `path` so that a reader sees the old file or the new, never a part.

    Raises:
        OSError: it could not be written; the old file is as it was.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".attache-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
