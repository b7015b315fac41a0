"""The rows of the table: what each is measured by, against what, and what it may take."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LONGEST_BLOCK = 50.0
"""Milliseconds for which the window may not answer, in any act."""


@dataclass(frozen=True, slots=True)
class Row:
    """One act: the most milliseconds its median and 95th percentile may take, and its limit."""

    name: str
    median: float | None = None
    p95: float | None = None
    limit: str | None = None
    """The name of what bare SQLite or an empty window needs for the like."""
    growth: bool = False
    """Whether it may take at most twice what it takes in the small reference."""


ROWS = (
    Row("search as you type", 16, 50, "first hits"),
    Row("grammar", None, 100, "first hits"),
    Row("facets, first", None, 300, "grouped"),
    Row("facets, all of few", None, 300, "grouped"),
    Row("facets, all of many", None, 3000, "grouped"),
    Row("sort", None, 50, "first page", growth=True),
    Row("scroll", None, 16, "step", growth=True),
    Row("select", None, 33, "record", growth=True),
    Row("open source", None, 100, "snapshot", growth=True),
    Row("search, file cold", None, None, "first hits"),
    Row("select, file cold", None, None, "record"),
    Row("open source, file cold", None, None, "snapshot"),
)
GROWTH = 2.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one bar is met, in words and figures."""

    name: str
    bar: str
    measured: float
    most: float
    samples: int

    @property
    def met(self) -> bool:
        return self.measured <= self.most


def percentile(times: Sequence[float], part: float) -> float:
    """Return the smallest of `times` that at least `part` of all do not exceed (nearest rank)."""
    ordered = sorted(times)
    return ordered[max(0, -int(-len(ordered) * part // 1) - 1)]


def verdicts(
    row: Row, times: Sequence[float], block: float, small: Sequence[float] | None
) -> list[Verdict]:
    """Return what is to be said of one act."""
    count = len(times)
    found = []
    if row.median is not None:
        found.append(Verdict(row.name, "median", statistics.median(times), row.median, count))
    if row.p95 is not None:
        found.append(Verdict(row.name, "p95", percentile(times, 0.95), row.p95, count))
    if row.median is not None or row.p95 is not None:
        found.append(Verdict(row.name, "longest block", block, LONGEST_BLOCK, count))
    if row.growth and small:
        grown = statistics.median(times) / statistics.median(small)
        found.append(Verdict(row.name, "growth", grown, GROWTH, count))
    return found


def ratio(times: Sequence[float], limit: Sequence[float] | None) -> float | None:
    """Return how many times the limit's median the median is."""
    if not times or not limit:
        return None
    # Bare SQLite answers some questions in microseconds.
    return statistics.median(times) / max(0.001, statistics.median(limit))


def limits_of(raw: Mapping[str, Sequence[float]], row: Row) -> Sequence[float] | None:
    """Return the times of a row's limit."""
    return raw.get(row.limit) if row.limit else None
