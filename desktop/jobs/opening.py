"""Opening a reference on a thread of its own, which can begin before there is a window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.queries.rows import FirstPage
    from models.reference.reference import Reference

__all__ = ["First", "Opened", "Opening"]

FIRST_SECONDS = 0.08
"""First rows that take more work come with the rest."""


@dataclass(frozen=True, slots=True)
class Opened:
    """How an opening ended: with a reference that no thread is connected to, or with an error."""

    reference: Reference | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself."""
    error: Exception | None = None
    """A `ProblemError`, or a bug."""
    first: FirstPage | None = None
    """The first rows of its table, where they were asked for and are soon to be had."""


@dataclass(frozen=True, slots=True)
class First:
    """In which order, and with which kinds beyond the usual ones, the first rows are wanted."""

    orders: tuple[tuple[str, bool], ...]
    asked_kinds: tuple[str, ...]
    limit: int


class Opening:
    """Finds a file and opens it, beginning at once.

    The thread is a daemon: a drive that does not answer must not keep a closed window alive.
    Whatever it does to the disk then is what a crash may do.
    """

    def __init__(self, find: Callable[[], Path], first: First | None = None) -> None:
        """Begin; `find` returns the path, and may make the file first.

        With `first` the first rows are read as well, which takes a few milliseconds.
        """
        self._find = find
        self._first = first
        self._ended = threading.Lock()
        self._opened: Opened | None = None
        self._told: Callable[[Opened], object] | None = None
        self._thread = threading.Thread(target=self._live, name="attache-opening", daemon=True)
        self._thread.start()

    def then(self, told: Callable[[Opened], object]) -> None:
        """Have `told` called with the end: on the opening thread, or at once if it has come."""
        with self._ended:
            if self._opened is None:
                self._told = told
                return
        told(self._opened)

    def forget(self) -> None:
        """Have nobody told; what is opened all the same holds nothing."""
        with self._ended:
            self._told = None

    @property
    def ended(self) -> bool:
        """Whether it has ended."""
        return self._opened is not None

    def _live(self) -> None:
        try:
            opened = _open(self._find(), self._first)
        except Exception as error:  # noqa: BLE001 - a bug is shown in the window, never lost
            opened = Opened(error=error)
        with self._ended:
            self._opened = opened
            if self._told is not None:
                self._told(opened)


def _open(path: Path, first: First | None) -> Opened:
    # What reads a file is brought in beside the window, while that is being made.
    from models.reference.reference import Reference  # noqa: PLC0415

    reference = Reference.open(path)
    try:
        page = _first_page(reference, first) if first is not None else None
        return Opened(reference, reference.facts(), first=page)
    finally:
        # Connections belong to threads; the window makes one of its own.
        reference.close()


def _first_page(reference: Reference, first: First) -> FirstPage | None:
    from models.queries.rows import first_page  # noqa: PLC0415
    from models.schema.vocabulary import TABLE_KINDS  # noqa: PLC0415
    from models.search.orders import order_by  # noqa: PLC0415

    with reference.connected() as database:
        return first_page(
            database,
            order_by(first.orders),
            kinds=(*TABLE_KINDS, *first.asked_kinds),
            limit=first.limit,
            seconds=FIRST_SECONDS,
        )
