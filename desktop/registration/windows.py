"""The place for Windows: the installer will write the file type into the registry."""

from __future__ import annotations

from desktop.text.translate import tr


def supported() -> bool:
    """Whether a checkout can be registered here."""
    return False


def sentence() -> str:
    """Say why not, and what to do instead."""
    return tr(
        "On Windows, opening by double-click comes with Attaché’s installer; until then open a "
        "reference with run.cmd FILE.attache."
    )
