"""Activation tokens: the desktop's leave to take the focus, handed from one process to another.

XDG Activation (xdg-activation-v1): a launcher puts a token into the environment of what it starts.
Qt's Wayland plugin reads `XDG_ACTIVATION_TOKEN` from the environment whenever a window asks to be
activated, and drops it; that is the way to hand it a token that came later.
"""

from __future__ import annotations

import os
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

VARIABLE: Final = "XDG_ACTIVATION_TOKEN"
OLDER_VARIABLE: Final = "DESKTOP_STARTUP_ID"


def token_of_this_start() -> str:
    """Return the token this process was started with, or "".

    Python's own view of the environment keeps it when Qt has taken it from the process's.
    """
    return os.environ.get(VARIABLE) or os.environ.get(OLDER_VARIABLE) or ""


def raise_window(window: QWidget, token: str) -> None:
    """Bring `window` to the person: shown, not minimised (maximised stays so), in front, focused.

    Without a `token` a desktop may only mark the window as asking for attention. On X11 that can be
    so with one as well: Qt asks there with the time of the window's own last event.
    """
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    # Not the token of our own start, which Qt may not have used up.
    os.environ.pop(VARIABLE, None)
    if token:
        os.environ[VARIABLE] = token
    try:
        window.activateWindow()
    finally:
        # A token serves once, and no program we start may inherit it.
        os.environ.pop(VARIABLE, None)
        os.environ.pop(OLDER_VARIABLE, None)
