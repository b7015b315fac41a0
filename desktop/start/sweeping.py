"""Removing what windows left behind that were ended by force."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from desktop.start.record import record_place
from desktop.theme.theme import PICTURES
from models.files.work_folder import sweep

__all__ = ["sweep_left_overs"]


def sweep_left_overs(places: Sequence[tuple[Path, str]] | None = None) -> int:
    """Remove our own folders of work that no process owns any more, and return how many.

    Looked for are the given (folder, prefix), by default those all windows of a person use: the
    theme's pictures, and references that were being made among the documents.
    """
    if places is None:
        from models.seeds.building import PREFIX  # noqa: PLC0415 - not needed to start

        places = ((Path(tempfile.gettempdir()), PICTURES), (record_place().parent, PREFIX))
    return sum(sweep(folder, prefix) for folder, prefix in places)
