"""Which names a system keeps for itself."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_kept_for_a_device"]

_DEVICE: Final = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³]) *(?:[.:].*)?", re.IGNORECASE
)
"""Whatever follows the dot (Microsoft, “Naming Files, Paths, and Namespaces”)."""


def is_kept_for_a_device(name: str) -> bool:
    """Tell whether Windows takes a file of this name, in whatever folder, for a device."""
    return _DEVICE.fullmatch(name) is not None
