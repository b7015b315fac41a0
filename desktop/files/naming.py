"""What the file of a reference is called."""

from pathlib import Path

from models.files.naming import is_kept_for_a_device

__all__ = ["SUFFIX", "with_suffix"]

SUFFIX = ".attache"


def with_suffix(path: Path) -> Path:
    """Return `path` with the ending of references, which a person need not type.

    A name that Windows keeps for a device gets a low line: the file may travel there.
    """
    stem = path.name.removesuffix(SUFFIX)
    if is_kept_for_a_device(path.name):
        first, dot, rest = stem.partition(".")
        stem = f"{first.rstrip()}_{dot}{rest}"
    return path.with_name(f"{stem}{SUFFIX}")
