"""Years in bins that fit the room there is: single years, fives, decades."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["STEPS", "Bin", "bins_of"]

STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
"""The lengths a bin can have, in years."""


LEAST = 10
"""Fewer years are no span of time."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Some years on end, both included, and the number of records dated within."""

    first: int
    last: int
    count: int


def bins_of(counts: Mapping[int, int], most: int) -> tuple[Bin, ...]:
    """Return bins of equal length from the first to the last year counted, at most `most`.

    They begin at round years; years without a record between others are there too. A few years
    stand at the end of the `LEAST` before the last, so that there are others to compare with.
    """
    years = [year for year, count in counts.items() if count]
    if not years:
        return ()
    last = max(years)
    first = max(1, min(*years, last - LEAST + 1)) if last >= LEAST else min(years)
    step = next((step for step in STEPS if last // step - first // step < max(most, 1)), STEPS[-1])
    numbers = dict.fromkeys(range(first // step, last // step + 1), 0)
    for year in years:
        numbers[year // step] += counts[year]
    return tuple(
        Bin(place * step, place * step + step - 1, count) for place, count in numbers.items()
    )
