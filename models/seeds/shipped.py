"""The seeds that come with the program, by name."""

from __future__ import annotations

from pathlib import Path

from models.reference.problems import ProblemError


def seeds_folder() -> Path:
    """Return the folder of the shipped seeds, beside `models` in the checkout."""
    return Path(__file__).resolve().parents[2] / "seeds"


def named_seed(name: str, folder: Path) -> Path:
    """Return the folder of the seed `name` inside `folder`.

    Raises:
        ProblemError: there is none of that name; the sentence lists those there are.
    """
    known = sorted(found.parent.name for found in folder.glob("*/reference.yaml"))
    if name in known:
        return folder / name
    listed = ", ".join(known) if known else f"none in {folder}"
    raise ProblemError(f"There is no seed named “{name}”.", f"There is: {listed}.")
