"""Which page of its document a passage stands on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from models.capture.document import Locator
from models.editing.given import Passage
from models.reference.database import ReferenceDatabase

PAGED: Final = "application/pdf"
"""The media type of documents with pages."""


def has_pages(database: ReferenceDatabase, snapshot: int) -> bool:
    """Tell whether a snapshot is of a document with pages."""
    return database.rows("SELECT media_type FROM snapshot WHERE id = ?", (snapshot,)) == [(PAGED,)]


def located(passage: Passage, locators: Sequence[Locator]) -> Passage:
    """Return the passage with what a citation says of its place: "p. 3", or "p. 3 – p. 4".

    One that has a locator keeps it; one without pages stays as it is. `locators` are in order.
    """
    if passage.locator is not None or not locators:
        return passage
    starts = [one.start for one in locators]
    first = bisect_right(starts, passage.start) - 1
    last = bisect_right(starts, max(passage.start, passage.end - 1)) - 1
    if first < 0:
        return passage
    label = locators[first].label
    if last > first:
        label = f"{label} – {locators[last].label}"
    return replace(passage, locator=label)
