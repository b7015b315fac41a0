"""Inputs nobody thought of, at every door through which something foreign comes in.

A short while in every run of the tests; `./test --fuzz SECONDS` tries for longer, runs it alone and
prints what it counted, and with `--keep` saves what led further. Each run begins with the inputs
that are saved, and has another seed, which stands in every failure.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.corpus import file_of, saved_lines
from tests.fuzz.found import FOUND
from tests.fuzz.targets import DOORS

CHECKOUT = Path(__file__).resolve().parents[2]
START_SECONDS = 120


def apart(module: str, *words: str, seconds: float = 0) -> subprocess.CompletedProcess[str]:
    """Run one module of this folder in a process of its own."""
    return subprocess.run(
        [sys.executable, "-P", "-m", f"tests.fuzz.{module}", *words],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=seconds + START_SECONDS,
        check=False,
    )


@pytest.mark.parametrize("name", DOORS)
def test_whatever_comes_in_is_read_or_refused(
    name: str,
    fuzz_seconds: float,
    fuzz_seed: str,
    keeps: bool,
    figures: list[str],
    tmp_path: Path,
) -> None:
    told = f"ATTACHE_FUZZ_SEED={fuzz_seed}"
    ended = apart("trying", name, fuzz_seed, str(fuzz_seconds), str(tmp_path), seconds=fuzz_seconds)
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
        f"({tried['lines']:,} lines of ours, {tried['begun_with']:,} by the samples and the "
        f"{tried['saved']:,} saved); the slowest took {tried['slowest']:.2f} s"
    )
    assert tried["finds"] == [], told
    assert tried["saved"] == len(saved_lines(name)), "not all that is saved was tried"
    assert tried["inputs"] > tried["saved"]
    assert tried["lines"] > 0
    if keeps:
        written = apart("corpus", name, str(tmp_path))
        assert written.returncode == 0, written.stderr[-3000:]
        figures.append(f"{name}: {written.stdout} inputs saved in {file_of(name).name}")


@pytest.mark.parametrize(("name", "content"), FOUND)
def test_what_was_found_once_is_not_found_again(name: str, content: bytes, tmp_path: Path) -> None:
    door = DOORS[name](tmp_path)
    try:
        door.attempt(content)
    except door.refusals as refusal:
        assert str(refusal)
