"""Registering this checkout with the desktop, taking it back, and whether it is registered.

Linux is done (`desktop/registration/linux.py`); Windows and macOS say that their installers will.
Nothing here needs a window or an application object. It starts programs and may take some seconds:
from the window, call it on a worker.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from desktop.registration import linux, macos, windows
from desktop.registration.report import Report

__all__ = [
    "CHECKOUT",
    "Report",
    "is_registered",
    "register",
    "supported",
    "unregister",
]

CHECKOUT: Final = Path(__file__).resolve().parents[2]
"""The checkout this program runs from."""


def supported() -> bool:
    """Whether a checkout can be registered on this system (the window offers it only then)."""
    return _why_not() is None


def register(
    checkout: Path, *, data_home: Path | None = None, config_home: Path | None = None
) -> Report:
    """Make the desktop start `checkout` from its menu and by double-click on a reference.

    Again is harmless, and moves the registration to `checkout` when it was elsewhere. What somebody
    changed since is left and told of. `data_home` stands for `$XDG_DATA_HOME`, `config_home` for
    `$XDG_CONFIG_HOME`; with the first alone given, no default program is set. Never raises for what
    is wrong in the world: the report says it.
    """
    why_not = _why_not()
    if why_not is not None:
        return Report(done=False, sentences=(why_not,))
    return linux.register(checkout, _places(data_home, config_home))


def unregister(*, data_home: Path | None = None, config_home: Path | None = None) -> Report:
    """Remove what `register` wrote, from whichever checkout, and nothing changed since."""
    why_not = _why_not()
    if why_not is not None:
        return Report(done=False, sentences=(why_not,))
    return linux.unregister(_places(data_home, config_home))


def is_registered(checkout: Path, *, data_home: Path | None = None) -> bool:
    """Whether the desktop starts this `checkout`: not one moved away or registered elsewhere."""
    return supported() and linux.is_registered(checkout, _places(data_home, None))


def _why_not() -> str | None:
    platform: str = sys.platform
    if platform == "win32" and not windows.supported():
        return windows.sentence()
    if platform == "darwin" and not macos.supported():
        return macos.sentence()
    return None


def _places(data_home: Path | None, config_home: Path | None) -> linux.Places:
    if data_home is not None:
        return linux.Places(data_home, config_home)
    return linux.Places(
        _base("XDG_DATA_HOME", ".local/share"), config_home or _base("XDG_CONFIG_HOME", ".config")
    )


def _base(variable: str, otherwise: str) -> Path:
    # A relative path there is to be ignored (XDG Base Directory Specification, “Basics”).
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / otherwise
