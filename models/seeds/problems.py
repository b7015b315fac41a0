"""What is wrong with a seed, told by file, line and reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from typing import Final

from models.reference.problems import ProblemError

SHOWN: Final = 20
"""So many problems are told at once; the rest is a number."""

MOST: Final = 500
"""After so many the reading ends: what is this wrong is not worth its reader's time, or ours."""

MOST_COMPARED: Final = 500
"""Known words that an unknown one is compared with."""

LONGEST_SHOWN: Final = 80


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line (from 1) of a file of the seed."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, order=True)
class SeedProblem:
    """One thing that is wrong, and where."""

    place: Place
    reason: str

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}: {self.reason}"


class SeedError(ProblemError):
    """A seed cannot be loaded; nothing was written.

    `problems` holds all that was found, in order of file and line; `sentence` tells the first
    `SHOWN` of them, one a line, as `FILE:LINE: reason`.
    """

    def __init__(self, seed: str, problems: Iterable[SeedProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        told = [str(problem) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            told.append(f"… and {len(self.problems) - SHOWN} more.")
        lines = "\n".join(told)
        super().__init__(
            f"The seed {seed} cannot be loaded:\n{lines}\n",
            "Nothing was written. Correct these lines and load the seed again.",
        )


@dataclass(slots=True)
class Complaints:
    """Collects what is wrong with the seed named `seed`, so that all of it is told at once."""

    seed: str
    found: list[SeedProblem] = field(default_factory=list)

    def add(self, place: Place, reason: str) -> None:
        """Note that something is wrong at `place`.

        Raises:
            SeedError: it was one problem too many.
        """
        self.found.append(SeedProblem(place, reason))
        if len(self.found) >= MOST:
            self.raise_any()

    def raise_any(self) -> None:
        """Raise what was found.

        Raises:
            SeedError: something was.
        """
        if self.found:
            raise SeedError(self.seed, self.found)


def shown(text: str) -> str:
    """Return `text` in quotation marks, shortened, without what does not print."""
    printable = "".join(character if character.isprintable() else "�" for character in text)
    if len(printable) > LONGEST_SHOWN:
        printable = printable[: LONGEST_SHOWN - 1] + "…"
    return f"“{printable}”"


def listed(words: Iterable[str]) -> str:
    """Return the words as a list in a sentence."""
    return ", ".join(words)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean …?" where one of `known` looks like `word`, else nothing."""
    if len(word) > LONGEST_SHOWN:
        return ""
    close = get_close_matches(word, islice(known, MOST_COMPARED), n=1, cutoff=0.6)
    return f" Did you mean {shown(close[0])}?" if close else ""
