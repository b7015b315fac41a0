"""The whole benchmark: makes the reference, starts the measuring processes, prints and writes."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.generate import generate
from models.seeds import create_from_seed
from models.seeds.shipped import named_seed, seeds_folder

STARTS = 5
SMALL = 2_000
"""Records of the reference that growth and memory are measured against."""
BARS = {
    "search as you type": "median 16, p95 50",
    "grammar": "p95 100",
    "sort": "p95 50",
    "scroll": "p95 16",
    "select": "p95 33",
    "open source": "100",
    "facets": "first 300, all 3000",
}
RAW_OF = {
    "search as you type": "first hits",
    "grammar": "first hits",
    "sort": "first page",
    "scroll": "row",
    "select": "row",
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="attache bench", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="records in the table")
    parser.add_argument("--file", type=Path, help="a generated reference to use again, or to keep")
    parser.add_argument("--json", type=Path, default=Path("bench.json"), help="where to write")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="attache-bench-") as folder:
        path = options.file or Path(folder, "generated.attache")
        found: dict[str, Any] = {"size": options.size}
        if not path.exists():
            print(f"Making {options.size:,} records …", flush=True)
            found["generated seconds"] = round(generate(path, options.size), 1)
        found["file megabytes"] = round(path.stat().st_size / 1e6)
        seed = Path(folder, "seed.attache")
        create_from_seed(seed, named_seed("iran-belarus", seeds_folder())).close()
        found["start"] = {
            "window": [_start("window", str(path)) for _ in range(STARTS)],
            "seed": [_start("window", str(seed)) for _ in range(STARTS)],
            "plain": [_start("plain") for _ in range(STARTS)],
        }
        found["acts"] = _acts(path)
        # A story of 35 rows has nothing to scroll: growth is told against the same shape, small.
        small = Path(folder, "small.attache")
        generate(small, SMALL)
        found["small acts"] = _acts(small)
    _print(found)
    options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"\nWritten to {options.json}.")
    return 0


def _environment() -> dict[str, str]:
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


def _start(*arguments: str) -> float:
    """Return the milliseconds from the start of a process to its word that it is ready."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.start", *arguments],
        cwd=Path(__file__).parents[1],
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    taken = (time.perf_counter() - begun) * 1000
    process.communicate()
    return taken


def _acts(path: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.acts", str(path)],
        cwd=Path(__file__).parents[1],
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def percentile(times: Sequence[float], part: float) -> float:
    """Return the time that `part` of all stay below."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def _print(found: dict[str, Any]) -> None:
    acts, small = found["acts"], found["small acts"]
    print(f"{found['size']:,} records, {found['file megabytes']:,} MB; milliseconds\n")
    print(f"{'act':20}{'median':>9}{'p95':>9}{'block':>9}{'× raw':>9}{'× small':>9}  bar")
    for name, times in acts["times"].items():
        median = statistics.median(times)
        limit = acts["raw"].get(RAW_OF.get(name, ""))
        against = f"{median / max(0.001, statistics.median(limit)):9.0f}" if limit else " " * 9
        growth = median / statistics.median(small["times"][name])
        print(
            f"{name:20}{median:9.1f}{percentile(times, 0.95):9.1f}{acts['blocks'][name]:9.1f}"
            f"{against}{growth:9.1f}  {BARS[name]}"
        )
    start = {name: statistics.median(times) for name, times in found["start"].items()}
    print(
        f"{'start':20}{start['window']:9.0f}{'':27}{start['window'] / start['seed']:9.2f}  "
        f"{start['window'] / start['plain']:.2f} × a plain window ({start['plain']:.0f} ms)"
    )
    print(
        f"{'memory, MB':20}{acts['megabytes']:9.0f}{'':36}  "
        f"{acts['megabytes'] - small['megabytes']:+.0f} against {SMALL:,} records, bar +64"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
