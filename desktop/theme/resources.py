"""Where the faces and icons that come with Attaché lie."""

from functools import cache
from pathlib import Path

__all__ = ["resource_folder"]


@cache
def resource_folder() -> Path:
    """Return the folder `resources/`, which lies beside `desktop/` wherever Attaché is put."""
    return Path(__file__).resolve().parents[2] / "resources"
