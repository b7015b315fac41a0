"""Chance that is the same every time."""

from __future__ import annotations

import random
from typing import Final

from bench.invented.known import Known

MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()


class Chance:
    """Chooses people, places and dates as unevenly as the real record has them."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def shuffle(self, things: list[str]) -> None:
        self._random.shuffle(things)

    def skewed(self, count: int) -> int:
        """Return a number below `count`, small ones far oftener."""
        return int(count * self._random.random() ** 3)

    def people(self, officials: list[Known], count: int) -> list[Known]:
        """Return `count` different officials, by id; all when there are no more."""
        if len(officials) <= count:
            return officials[:count]
        found: dict[int, Known] = {}
        while len(found) < count:
            person = officials[self.skewed(len(officials))]
            found.setdefault(person.id, person)
        return sorted(found.values(), key=lambda person: person.id)

    def when(self) -> tuple[str | None, str | None]:
        """Return a date and how it is printed; now and then none, or a year or month only."""
        chance = self._random.random()
        if chance < 0.02:
            return None, None
        year = 2023 - int(245 * self._random.random() ** 2)
        month = 1 + int(12 * self._random.random())
        if chance < 0.05:
            return str(year), str(year)
        if chance < 0.10:
            return f"{year}-{month:02}", f"{MONTHS[month - 1]} {year}"
        day = 1 + int(28 * self._random.random())
        return f"{year}-{month:02}-{day:02}", f"{day} {MONTHS[month - 1]} {year}"
