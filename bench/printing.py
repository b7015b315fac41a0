"""What was found, as a table for people."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from bench.bars import GROWTH, ROWS, Verdict, limits_of, percentile, ratio, verdicts

START_RATIO = 1.25
MORE_MEGABYTES = 64
IMPORT_SHARE = 1 / 3
RENAME_MILLISECONDS = 1000


def told(found: dict[str, Any]) -> Iterator[str]:
    """Return the lines of the report."""
    facts = found["facts"]
    yield (
        f"{found['size']} in {found['file megabytes']:,} MB. {facts['processors']} processors, "
        f"load {facts['load'][0]} before and {found['load after'][0]} after; "
        f"{facts['qt platform']}, PySide6 {facts['pyside6']}, SQLite {facts['sqlite']}, "
        f"Python {facts['python']}, {facts['system']} {facts['machine']}."
    )
    yield ""
    yield (
        f"{'milliseconds':24}{'n':>4}{'median':>9}{'p95':>9}{'block':>8}{'worked':>8}"
        f"{'× limit':>9}{'× small':>9}"
    )
    for name, times, block, limit, small in _acts(found):
        yield (
            f"{name:24}{len(times):4}{statistics.median(times):9.1f}{percentile(times, 0.95):9.1f}"
            f"{block:8.0f}{_worked(found, name)}{_number(ratio(times, limit))}"
            f"{_number(ratio(times, small))}"
        )
    start = found.get("start")
    if start:
        for name, times in start.items():
            # Of so few, the 95th percentile is the longest.
            median, longest = statistics.median(times), max(times)
            yield f"{'start, ' + name:24}{len(times):4}{median:9.0f}{longest:9.0f}"
    yield ""
    yield from _others(found)
    yield ""
    yield "bars"
    for verdict in all_verdicts(found):
        word = "pass" if verdict.met else "MISS"
        yield (
            f"  {word}  {verdict.name}: {verdict.bar} {verdict.measured:.4g}, "
            f"at most {verdict.most:.4g}" + (f" (n {verdict.samples})" if verdict.samples else "")
        )
    for name in ("rename", "import", "db browser", "cold"):
        why = found.get(name, {}).get("not measured")
        if why:
            yield f"  not measured: {name}: {why}"


def _worked(found: dict[str, Any], name: str) -> str:
    """Return the median processor time of the window's thread, where it was looked at."""
    for part in ("acts", "cold"):
        worked = found.get(part, {}).get("worked", {}).get(name)
        if worked:
            return f"{statistics.median(worked):8.1f}"
    return " " * 8


def _number(value: float | None) -> str:
    return f"{value:9.1f}" if value is not None else " " * 9


def _acts(
    found: dict[str, Any],
) -> Iterator[tuple[str, Sequence[float], float, Sequence[float] | None, Sequence[float] | None]]:
    raw, small = found.get("raw", {}), found.get("small", {}).get("times", {})
    times: dict[str, Sequence[float]] = {}
    blocks: dict[str, float] = {}
    for part in ("acts", "cold"):
        times |= found.get(part, {}).get("times", {})
        blocks |= found.get(part, {}).get("blocks", {})
    for row in ROWS:
        if times.get(row.name):
            yield (
                row.name, times[row.name], blocks.get(row.name, 0.0), limits_of(raw, row),
                small.get(row.name),
            )  # fmt: skip


def all_verdicts(found: dict[str, Any]) -> list[Verdict]:
    """Return every bar that could be looked at."""
    rows = {row.name: row for row in ROWS}
    verdict: list[Verdict] = []
    start = {name: statistics.median(one) for name, one in found.get("start", {}).items()}
    if start:
        count = len(found["start"]["window"])
        verdict.append(
            Verdict("start", "× the baseline", start["window"] / start["baseline"], START_RATIO,
                    count)
        )  # fmt: skip
        verdict.append(Verdict("start", "growth", start["window"] / start["small"], GROWTH, count))
    for name, times, block, _, small in _acts(found):
        verdict += verdicts(rows[name], times, block, small)
    memory = found.get("memory")
    if memory:
        more = memory["file"]["walked"] - memory["seed"]["walked"]
        verdict.append(Verdict("memory", "MB above the shipped story", more, MORE_MEGABYTES, 0))
    imported = found.get("import", {})
    if "whole" in imported:
        raw = imported["raw"]
        share = raw["seconds"] / (imported["whole"]["seconds"] - raw["search seconds"])
        verdict.append(
            Verdict("import", "times as long as bare SQLite", 1 / share, 1 / IMPORT_SHARE, 1)
        )
    renamed = found.get("rename", {})
    if "times" in renamed:
        verdict.append(
            Verdict("rename", f"ms for {renamed['records']:,} records that show the place",
                    max(renamed["times"]), RENAME_MILLISECONDS,
                    len(renamed["times"]))
        )  # fmt: skip
    return verdict


def _others(found: dict[str, Any]) -> Iterator[str]:
    start = {name: statistics.median(one) for name, one in found.get("start", {}).items()}
    if start:
        yield f"start is {start['window'] / start['empty window']:.2f} × an empty window's."
    if "acts" in found:
        quotes = found["acts"]["quotes of the source"]
        yield f"The source that is opened holds {quotes:,} quotes."
    if found.get("cold", {}).get("megabytes read") is not None:
        yield f"File cold: {found['cold']['megabytes read']:.1f} MB came from the disk."
    memory = found.get("memory")
    if memory:
        yield (
            f"Memory, MB after a walk: {memory['file']['walked']:.0f}, "
            f"{memory['file']['anonymous']:.0f} of them no mapped files (at most "
            f"{memory['file']['peak']:.0f}); the shipped story {memory['seed']['walked']:.0f}, "
            f"{memory['seed']['anonymous']:.0f}."
        )
    imported = found.get("import", {})
    if "whole" in imported:
        whole, half, raw = imported["whole"], imported["half"], imported["raw"]
        yield (
            f"Import of the Historian's record: {whole['seconds']:.1f} s, "
            f"{whole['records'] / whole['seconds']:,.0f} records/s; the same {raw['rows']:,} rows "
            f"by executemany, indexes and no triggers, {raw['seconds']:.1f} s, search tables "
            f"{raw['search seconds']:.1f} s apart. Most memory {whole['peak']:.0f} MB, with half "
            f"of the files {half['peak']:.0f} MB."
        )
    renamed = found.get("rename", {})
    if "times" in renamed:
        yield (
            f"Renaming a place that {renamed['records']:,} records show, without a window: saved "
            f"in {statistics.median(renamed['times']):.0f} ms (the first "
            f"{renamed['times'][0]:.0f}); all of them follow in {renamed['following']:.1f} s, "
            f"bites of at most {renamed['longest bite']:.0f} ms."
        )
    for name in ("qt table", "db browser"):
        peer = found.get(name, {})
        if "times" in peer:
            told_times = ", ".join(
                f"{what} {statistics.median(times):.0f}/{percentile(times, 0.95):.0f}"
                for what, times in peer["times"].items()
            )
            held = f"; {peer['megabytes']:.0f} MB" if "megabytes" in peer else ""
            yield f"{name}, median/p95: {told_times}{held}."
