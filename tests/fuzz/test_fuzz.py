"""Inputs nobody thought of, at every door through which something foreign comes in.

A short while in every run of the tests; `./test --fuzz SECONDS` tries for longer, runs it alone and
prints what it counted. Each run has another seed, which stands in every failure.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.found import FOUND
from tests.fuzz.targets import DOORS

CHECKOUT = Path(__file__).resolve().parents[2]
START_SECONDS = 120


@pytest.mark.parametrize("name", DOORS)
def test_whatever_comes_in_is_read_or_refused(
    name: str, fuzz_seconds: float, fuzz_seed: str, figures: list[str], tmp_path: Path
) -> None:
    command = ["-P", "-m", "tests.fuzz.trying", name, fuzz_seed, str(fuzz_seconds), str(tmp_path)]
    told = f"ATTACHE_FUZZ_SEED={fuzz_seed}"
    ended = subprocess.run(
        [sys.executable, *command],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=fuzz_seconds + START_SECONDS,
        check=False,
    )
    if ended.returncode:
        hung = "Timeout" in ended.stderr
        last = (
            (tmp_path / "input").read_bytes()[:400].hex() if (tmp_path / "input").exists() else ""
        )
        figures.append(f"{name}: {'hung' if hung else 'died'} ({told})")
        pytest.fail(f"{told}\n{ended.returncode}\n{ended.stderr[-3000:]}\nlast input: {last}")
    tried = json.loads(ended.stdout)
    figures.append(
        f"{name}: {tried['inputs']:,} inputs tried, {tried['refused']:,} refused in a sentence, "
        f"{len(tried['finds'])} crashes, 0 hangs; {tried['kept']:,} led further "
        f"({tried['lines']:,} lines of ours); the slowest took {tried['slowest']:.2f} s"
    )
    assert tried["finds"] == [], told
    assert tried["inputs"] > 0
    assert tried["lines"] > 0


@pytest.mark.parametrize(("name", "content"), FOUND)
def test_what_was_found_once_is_not_found_again(name: str, content: bytes, tmp_path: Path) -> None:
    door = DOORS[name](tmp_path)
    try:
        door.attempt(content)
    except door.refusals as refusal:
        assert str(refusal)
