"""Opening a reference on a thread of its own, which can begin before there is a window."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.reference.problems import ProblemError
from models.reference.reference import Reference

__all__ = ["Opened", "Opening"]


@dataclass(frozen=True, slots=True)
class Opened:
    """How an opening ended: with a reference that no thread is connected to, or with an error."""

    reference: Reference | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself."""
    error: Exception | None = None
    """A `ProblemError`, or a bug."""


class Opening:
    """Finds a file and opens it, beginning at once.

    The thread is a daemon: a drive that does not answer must not keep a closed window alive.
    Whatever it does to the disk then is what a crash may do.
    """

    def __init__(self, find: Callable[[], Path]) -> None:
        """Begin; `find` returns the path, and may make the file first."""
        self._find = find
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
            opened = _open(self._find())
        except ProblemError as problem:
            opened = Opened(error=problem)
        except Exception as bug:  # noqa: BLE001 - a bug is shown in the window, never lost
            opened = Opened(error=bug)
        with self._ended:
            self._opened = opened
            if self._told is not None:
                self._told(opened)


def _open(path: Path) -> Opened:
    reference = Reference.open(path)
    try:
        return Opened(reference, reference.facts())
    finally:
        # Connections belong to threads; the window makes one of its own.
        reference.close()
