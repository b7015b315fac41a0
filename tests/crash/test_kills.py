"""Attaché is killed amid its edits: every acknowledged edit is there, none is half there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.crash.edits import begin, look

EDITOR = Path(__file__).with_name("editor.py")
CHECKOUT = EDITOR.parents[2]
LONGEST = 0.5
"""Seconds of editing before the kill, at most; an edit takes some ten milliseconds."""


def edit_and_kill(path: Path, first: int, delay: float, manner: str) -> int:
    """Let another process edit the file, kill it, and return how many edits it acknowledged."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-P", str(EDITOR), str(path), str(first), str(writing), manner],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        pass_fds=(writing,),
        stderr=subprocess.PIPE,
    )
    os.close(writing)
    try:
        acknowledged = len(os.read(reading, 1))
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()
        _, said = process.communicate()
        assert process.returncode == -9, said.decode()
        while more := os.read(reading, 65536):
            acknowledged += len(more)
    finally:
        os.close(reading)
    return acknowledged


@pytest.mark.parametrize("manner", ["beside readers", "in one piece"])
def test_killed_amid_its_edits_it_loses_none_and_leaves_none_half(
    tmp_path: Path, crashes: int, figures: Counter[str], chance: random.Random, manner: str
) -> None:
    path = tmp_path / "killed.attache"
    begin(path)
    acknowledged: set[int] = set()
    next_number = 0
    for _ in range(crashes):
        count = edit_and_kill(path, next_number, chance.uniform(0, LONGEST), manner)
        acknowledged |= set(range(next_number, next_number + count))
        figures["kills"] += 1
        figures["edits acknowledged"] += count
        figures["logs left behind"] += len(list(tmp_path.iterdir())) > 1
        found = look(path)
        figures["edits lost"] += len(acknowledged - found.whole)
        figures["edits half there"] += len(found.half)
        assert found.failures == ()
        assert found.half == frozenset()
        assert acknowledged <= found.whole
        # At most the one edit it was about when it was killed is there without a word.
        assert len(found.whole - acknowledged) <= 1
        acknowledged, next_number = set(found.whole), max(found.whole, default=-1) + 1
