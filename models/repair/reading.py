"""Reading the rows of a table round its broken pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import apsw

BROKEN = (apsw.CorruptError, apsw.IOError, apsw.NotADBError, apsw.FormatError, UnicodeDecodeError)
"""What SQLite or Python says of a page or a text that cannot be read."""

PROBES: Final = 4_000
"""Looks into broken stretches of one table: enough for thousands of lost rows, and an end."""

ROWS_ON_A_PAGE: Final = 400
"""More than any table of ours has; it bounds the row numbers that are looked for."""

Row = tuple[Any, ...]


class TableReader:
    """Gives the rows of one table that can still be read.

    From both ends as far as one comes, then by halves between: a broken page hides the rows that
    stand on it, and a broken inner page all pages under it, but none beside.
    """

    def __init__(self, connection: apsw.Connection, table: str, columns: list[str]) -> None:
        self._connection = connection
        listed = ", ".join(f'"{column}"' for column in columns)
        self._whole = f'SELECT {listed} FROM "{table}"'
        self._up = (
            f'SELECT rowid, {listed} FROM "{table}" WHERE rowid BETWEEN ? AND ? ORDER BY rowid'
        )
        self.gaps: list[tuple[int, int]] = []
        """Stretches of row numbers, first and last, in which nothing could be read."""
        self.broken = False
        """Whether anything could not be read."""
        self._last: int | None = None
        self._sound = True

    def rows(self, *, numbered: bool = True) -> Iterator[Row]:
        """Give the rows, in no particular order; those without row numbers until a fault."""
        if not numbered:
            yield from self._walk(self._whole, ())
            return
        waiting = [(-(2**63), 2**63 - 1)]
        probes = PROBES
        while waiting:
            low, high = waiting.pop()
            if probes <= 0:
                self._add_gap(low, high)
                continue
            probes -= 1
            yield from self._numbered(self._up, low, high)
            if self._ended():
                continue
            low = low if self._last is None else self._last + 1
            yield from self._numbered(f"{self._up} DESC", low, high)
            if self._ended():
                continue
            high = high if self._last is None else self._last - 1
            if high == 2**63 - 1:
                high = min(high, max(low, 0) + self._most_rows())
            if low == -(2**63):
                low = min(1, high)
            if low >= high:
                self._add_gap(low, high)
                continue
            middle = (low + high) // 2
            waiting += [(middle + 1, high), (low, middle)]

    def _most_rows(self) -> int:
        found: list[Any] = self._connection.execute("PRAGMA page_count").fetchall()
        return int(found[0][0]) * ROWS_ON_A_PAGE

    def _ended(self) -> bool:
        """Whether the last walk came to its end without a fault."""
        return self._sound

    def _numbered(self, query: str, low: int, high: int) -> Iterator[Row]:
        self._last = None
        for row in self._walk(query, (low, high)):
            self._last = row[0]
            yield row[1:]

    def _walk(self, query: str, parameters: tuple[int, ...]) -> Iterator[Row]:
        self._sound = True
        try:
            yield from self._connection.execute(query, parameters)
        except BROKEN:
            self._sound = False
            self.broken = True

    def _add_gap(self, low: int, high: int) -> None:
        if low > high:
            return
        if self.gaps and self.gaps[-1][1] + 1 >= low:
            self.gaps[-1] = (self.gaps[-1][0], max(high, self.gaps[-1][1]))
        else:
            self.gaps.append((low, high))
