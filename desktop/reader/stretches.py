"""Many stretches of one text, and which of them touch a place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

__all__ = ["Stretches"]


class Stretches:
    """Stretches (start, end exclusive) in order of their start; they may overlap.

    Finding those that touch a paragraph costs O(log n) and the few that start before it and might
    reach into it.
    """

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Keep the stretches, sorted."""
        self._all = sorted(stretches)
        self._starts = [start for start, _ in self._all]
        self._furthest = list(accumulate((end for _, end in self._all), max))

    def __len__(self) -> int:
        """Return how many stretches there are."""
        return len(self._all)

    def __getitem__(self, index: int) -> tuple[int, int]:
        """Return the stretch of that number in order."""
        return self._all[index]

    def touching(self, start: int, end: int) -> Iterator[int]:
        """Yield the numbers of the stretches that share a character with `start..end`."""
        first = bisect_right(self._furthest, start)
        for index in range(first, bisect_left(self._starts, end)):
            if self._all[index][1] > start:
                yield index

    def at(self, position: int) -> Iterator[int]:
        """Yield the numbers of the stretches that hold the character at `position`."""
        return self.touching(position, position + 1)

    def from_position(self, position: int) -> int:
        """Return the number of the first stretch that starts at or after `position`.

        It is the number of stretches when none does.
        """
        return bisect_left(self._starts, position)
