"""One run of Verify over a file: in small bites, each a moment's view, told and broken off at will.

However large the file is, no more than a bite of it is held, and nobody who wants to write waits
longer than for one bite, except while SQLite itself goes through all pages.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from models.reference.database import ReferenceDatabase
from models.reference.problems import ProblemError

LEAST_ID: Final = -(2**63)
MOST_ID: Final = 2**63 - 1
STEPS_BETWEEN_LOOKS: Final = 100_000
"""Of SQLite's machine: some milliseconds."""

Progress = Callable[[int, int, str], object]
"""Told how much is done, of how much, and what is being done."""


class StoppedError(ProblemError):
    """Nobody waits for the result any more."""

    def __init__(self) -> None:
        super().__init__("It was broken off.", "Nothing was changed.")


class Inspection:
    """What the checks share: the file, how far they are, and whether to go on.

    With `sample`, the checks look at about so many rows each, chosen at random, instead of all.
    """

    def __init__(
        self,
        database: ReferenceDatabase,
        *,
        cancelled: Callable[[], bool],
        progress: Progress,
        sample: int | None = None,
        stale: frozenset[str] = frozenset(),
    ) -> None:
        self.database = database
        self.sample = sample
        self.stale = stale
        """Which derived keys were made by other rules than ours, and need not be compared."""
        self.left_out: set[str] = set()
        """Checks that could not be made now, though nothing is wrong."""
        self._cancelled = cancelled
        self._progress = progress
        self._chance = random.Random()  # noqa: S311 - which rows are looked at is no secret
        self._label = ""
        self._total = 0
        self._done = 0
        self._end = 0
        self._weight = 1

    def leave_out(self, check: str) -> None:
        """Say that a check could not be made as things are."""
        self.left_out.add(check)

    # -------------------------------------------------------------- progress

    def prepare(self, total: int) -> None:
        """Say how much there is to do in all."""
        self._total, self._done = total, 0

    def begin(self, label: str, share: int, weight: int = 1) -> None:
        """Begin a part that makes up `share` of the total, `weight` for each row of it."""
        self._label, self._weight = label, weight
        self._end = min(self._total, self._done + share)
        self.advance(0)

    def finish(self) -> None:
        """End the part, however much of it was told."""
        self._done = self._end

    def advance(self, amount: int) -> None:
        """Tell that `amount` more is done.

        Raises:
            StoppedError: nobody waits any more.
        """
        if self._cancelled():
            raise StoppedError
        self._done = min(self._end, self._done + amount * self._weight)
        self._progress(self._done, self._total, self._label)

    def stopped(self) -> bool:
        """Whether nobody waits any more; tells how far we are as it asks."""
        try:
            self.advance(0)
        except StoppedError:
            return True
        return False

    @contextmanager
    def watched(self, amount: int = 0) -> Iterator[None]:
        """Tell and break off also inside one long statement: `amount` each hundred thousand steps.

        Raises:
            StoppedError: nobody waits any more.
        """
        connection = self.database.connection()
        stopped = False

        def look() -> bool:
            nonlocal stopped
            try:
                self.advance(amount)
            except StoppedError:
                stopped = True
            return stopped

        connection.set_progress_handler(look, STEPS_BETWEEN_LOOKS)
        try:
            yield
        except Exception as error:
            if stopped:
                raise StoppedError from error
            raise
        finally:
            connection.set_progress_handler(None)

    # ----------------------------------------------------------------- bites

    @contextmanager
    def moment(self) -> Iterator[None]:
        """See the file as it is at one moment; an edit of somebody else comes before or after."""
        connection = self.database.connection()
        connection.execute("SAVEPOINT moment")
        try:
            yield
        finally:
            connection.execute("RELEASE moment")

    def ranges(self, table: str, size: int, key: str = "id") -> Iterator[tuple[int, int]]:
        """Give first and last key of one bite of about `size` rows of `table` after another.

        Keys need not be dense. In a sample, the bites lie anywhere, and are a tenth of the sample.
        """
        if self.sample is not None:
            yield from self._some_ranges(table, max(1, min(size, self.sample // 10)), key)
            return
        first = LEAST_ID
        while True:
            last = self._end_of_bite(table, key, first, size)
            if last is None:
                return
            yield first, last
            if last == MOST_ID:
                return
            first = last + 1

    def _some_ranges(self, table: str, size: int, key: str) -> Iterator[tuple[int, int]]:
        assert self.sample is not None
        least, most = self.database.rows(f"SELECT min({key}), max({key}) FROM {table}")[0]
        if least is None:
            return
        for _ in range(max(1, self.sample // size)):
            first = self._chance.randint(least, most)
            last = self._end_of_bite(table, key, first, size)
            if last is not None:
                yield first, last

    def _end_of_bite(self, table: str, key: str, first: int, size: int) -> int | None:
        last: int | None = self.database.rows(
            f"SELECT max({key}) FROM "
            f"(SELECT {key} FROM {table} WHERE {key} >= ? ORDER BY {key} LIMIT ?)",
            (first, size),
        )[0][0]
        return last
