"""Drives of a test's own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(folder: Path, *how: str) -> Iterator[Path]:
    """Mount a file system at the new `folder` as `mount` is told; skip where that cannot be."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a drive, and only on Linux this test knows how")
    folder.mkdir()
    made = subprocess.run(["mount", *how, str(folder)], capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"no drive can be mounted here: {made.stderr.strip()}")
    try:
        yield folder
    finally:
        if folder.is_mount():
            unmount(folder)


def unmount(folder: Path) -> None:
    """Take the drive away, whoever has files of it open."""
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
