"""The whole benchmark: makes the reference, starts the measuring processes, prints and writes."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.cold import forget
from bench.facts import facts
from bench.generate import generate
from bench.printing import all_verdicts, told
from bench.processes import Processes
from bench.screen import screen
from models.seeds import create_from_seed
from models.seeds.shipped import named_seed, seeds_folder

STARTS = 5
COLD_STARTS = 3
SMALL = 10_000
"""Records of the reference that growth is measured against."""
PARTS = ("start", "acts", "cold", "memory", "import", "rename")


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    parts = options.only or PARTS
    platform = options.platform or os.environ.get("QT_QPA_PLATFORM", "offscreen")
    with screen(platform), tempfile.TemporaryDirectory(prefix="attache-bench-") as folder:
        bench = Bench(Path(folder), platform)
        found = bench.measure(options.file, options.size, parts, peers=options.peers)
    for line in told(found):
        print(line)
    options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"\nWritten to {options.json}.")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="attache bench", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="records in the table")
    parser.add_argument("--file", type=Path, help="a generated reference to use again, or to keep")
    parser.add_argument("--peers", action="store_true", help="what others need for the same, too")
    parser.add_argument("--platform", choices=["offscreen", "xcb"], help="Qt's platform")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="measure these parts alone")
    parser.add_argument("--json", type=Path, default=Path("bench.json"), help="where to write")
    return parser.parse_args(arguments)


class Bench:
    """Measures one reference, part by part."""

    def __init__(self, folder: Path, platform: str) -> None:
        self._folder = folder
        self._platform = platform
        self._processes = Processes(platform)

    def measure(
        self, kept: Path | None, size: int, parts: Sequence[str], *, peers: bool
    ) -> dict[str, Any]:
        """Return all that was found."""
        path = kept or self._folder / "generated.attache"
        found: dict[str, Any] = {"facts": facts(self._platform), "size": f"{size:,} records"}
        if not path.exists():
            _say(f"Making {size:,} records")
            found["generated seconds"] = round(generate(path, size), 1)
        elif kept is not None:
            found["size"] = kept.name
        found["file megabytes"] = round(path.stat().st_size / 1e6)
        # A story of 35 rows has nothing to scroll: growth is told against the same shape, small.
        small = self._folder / "small.attache"
        generate(small, min(SMALL, size))
        seed = self._folder / "seed.attache"
        create_from_seed(seed, named_seed("iran-belarus", seeds_folder())).close()
        steps: dict[str, Callable[[], None]] = {
            "start": lambda: found.update(start=self._starts(path, small, seed)),
            "acts": lambda: found.update(
                raw=self._answer("bench.raw", path),
                acts=self._answer("bench.acts", path, "warm"),
                small=self._answer("bench.acts", small, "warm"),
            ),
            "cold": lambda: found.update(
                cold=self._answer("bench.acts", path, "cold")
                or {"not measured": "the system cannot be asked to forget a file"}
            ),
            "memory": lambda: found.update(
                memory={
                    "file": self._answer("bench.acts", path, "memory"),
                    "seed": self._answer("bench.acts", seed, "memory"),
                }
            ),
            "import": lambda: found.update({"import": self._import()}),
            "rename": lambda: found.update(rename=self._answer("bench.renaming", path)),
        }
        for part in parts:
            _say(part)
            steps[part]()
        if peers:
            _say("peers")
            found["qt table"] = self._answer("bench.peers", path, "qt", first=True)
            found["db browser"] = self._answer("bench.peers", path, "browser", first=True)
        found["load after"] = facts(self._platform)["load"]
        found["bars"] = [
            {"name": one.name, "bar": one.bar, "measured": one.measured, "most": one.most,
             "met": one.met}
            for one in all_verdicts(found)
        ]  # fmt: skip
        return found

    def _answer(
        self, module: str, path: Path, *arguments: str, first: bool = False
    ) -> dict[str, Any]:
        given = (*arguments, str(path)) if first else (str(path), *arguments)
        return self._processes.answer(module, *given)

    def _starts(self, path: Path, small: Path, seed: Path) -> dict[str, list[float]]:
        """Start each a few times, in turn, so that other work weighs on all alike."""
        ready = self._processes.until_ready
        found: dict[str, list[float]] = {}
        sheet = self._folder / "sheet"
        sheet.mkdir()
        style = self._answer("bench.style_sheet", sheet)["path"]
        for _ in range(STARTS):
            for name, module, arguments in (
                ("baseline", "bench.plain_program", (style, str(seed))),
                ("empty window", "bench.bare_window", ()),
                ("window", "bench.start", (str(path),)),
                ("record", "bench.start", (str(path), "record")),
                ("small", "bench.start", (str(small),)),
                ("story", "bench.start", (str(seed),)),
            ):
                found.setdefault(name, []).append(ready(module, *arguments))
        for _ in range(COLD_STARTS if forget(path) else 0):
            forget(path)
            found.setdefault("file cold", []).append(ready("bench.start", str(path)))
        return found

    def _import(self) -> dict[str, Any]:
        whole, half = self._folder / "whole.attache", self._folder / "half.attache"
        answer = self._processes.answer
        found = {
            "whole": answer("bench.importing", "whole", str(whole)),
            "half": answer("bench.importing", "half", str(half)),
            "raw": answer("bench.importing", "raw", str(whole)),
        }
        for path in (whole, half):
            path.unlink()
        return found


def _say(what: str) -> None:
    print(f"{what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
