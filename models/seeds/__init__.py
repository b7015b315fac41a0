"""Seeds: references written as plain text, read, checked and loaded. Format: `seeds/README.md`."""

from importlib import import_module
from typing import TYPE_CHECKING

from models.seeds.problems import SeedError, SeedProblem

if TYPE_CHECKING:
    from models.seeds.loading import (
        LoadReport,
        SeedInfo,
        available_seeds,
        create_from_seed,
        load_seed,
    )

__all__ = [
    "LoadReport",
    "SeedError",
    "SeedInfo",
    "SeedProblem",
    "available_seeds",
    "create_from_seed",
    "load_seed",
]


def __getattr__(name: str) -> object:
    """Give what loads seeds when it is first asked for.

    Loading takes a parser and all rules of the format; a window that opens a reference needs
    neither, and edits share the words of problems.
    """
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module("models.seeds.loading"), name)
