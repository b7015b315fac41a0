"""A screen to measure on: none, the one there is, or an X server of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

GEOMETRY = "1400x900x24"


@contextmanager
def screen(platform: str) -> Iterator[None]:
    """Have a screen for `platform` inside the block.

    Raises:
        RuntimeError: X11 was asked for, and there is neither a display nor Xvfb.
    """
    if platform != "xcb" or os.environ.get("DISPLAY"):
        yield
        return
    server = shutil.which("Xvfb")
    if server is None:
        raise RuntimeError("There is no display and no Xvfb to make one.")
    read, write = os.pipe()
    started = subprocess.Popen(
        [server, "-displayfd", str(write), "-screen", "0", GEOMETRY, "-nolisten", "tcp"],
        pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        os.environ["DISPLAY"] = f":{told.readline().strip()}"
    manager = shutil.which("openbox")
    managing = (
        subprocess.Popen(
            [manager, "--sm-disable"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if manager
        else None
    )
    try:
        yield
    finally:
        del os.environ["DISPLAY"]
        for process in (managing, started):
            if process is not None:
                process.terminate()
                process.wait()
