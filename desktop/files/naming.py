"""What the file of a reference is called."""

from pathlib import Path

__all__ = ["SUFFIX", "with_suffix"]

SUFFIX = ".attache"


def with_suffix(path: Path) -> Path:
    """Return `path` with the ending of references, which a person need not type."""
    return path if path.suffix == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")
