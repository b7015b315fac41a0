"""Fuzzes one door for a while, in a process of its own: it may die or hang.

python -P -m tests.fuzz.trying DOOR SEED SECONDS FOLDER writes one line of JSON. The input that is
being tried lies in FOLDER/input, so that whoever started it can look at what killed it; those that
led further are written to FOLDER/kept, as `corpus` writes them.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import random
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic

from tests.fuzz.corpus import line_of, saved
from tests.fuzz.mutation import Lines, Mutator
from tests.fuzz.targets import DOORS, Door

HANG_SECONDS = 20
MEMORY = 3 * 1024**3
MOST_KEPT = 500
MOST_FINDS = 20


@dataclass
class Tried:
    """What one process counted."""

    inputs: int = 0
    saved: int = 0
    refused: int = 0
    lines: int = 0
    begun_with: int = 0
    kept: int = 0
    slowest: float = 0.0
    finds: list[str] = field(default_factory=list)


def fuzz(
    door: Door,
    begin_with: Sequence[bytes],
    chance: random.Random,
    seconds: float,
    note: Callable[[bytes], object],
) -> tuple[Tried, list[bytes]]:
    """Try the sound inputs and the saved ones, then changed ones until the time is over.

    Returns what was counted, and the inputs that led further.
    """
    mutator, lines = Mutator(chance, door.words, rigid=door.rigid), Lines()
    tried = Tried(saved=len(begin_with))
    corpus = [*door.samples, *begin_with]
    known: set[str] = set()
    new: list[bytes] = []
    end = monotonic() + seconds
    waiting = list(corpus)
    while monotonic() < end or waiting:
        fresh = not waiting
        content = (
            waiting.pop() if waiting
            else mutator.changed(chance.choice(corpus), chance.choice(corpus))
        )  # fmt: skip
        note(content)
        begun = monotonic()
        try:
            further = lines.watch(partial(door.attempt, content))
        except door.refusals:
            tried.refused += 1
            further = lines.seen > tried.lines
        except Exception as error:  # noqa: BLE001 - each of them is a find
            at = traceback.extract_tb(error.__traceback__)[-1]
            find = f"{type(error).__name__} at {Path(at.filename).name}:{at.lineno}"
            if find not in known and len(known) < MOST_FINDS:
                known.add(find)
                tried.finds.append(f"{find} ({error!s:.120}): {content[:400].hex()}")
                note(content)
            further = False
        tried.slowest = max(tried.slowest, monotonic() - begun)
        tried.inputs += 1
        tried.lines = lines.seen
        if not fresh:
            tried.begun_with = lines.seen
        elif further and tried.kept < MOST_KEPT:
            corpus.append(content)
            new.append(content)
            tried.kept += 1
    return tried, new


def main() -> None:
    """Fuzz what the command line names, and print what was counted."""
    name, seed, seconds, folder = sys.argv[1], sys.argv[2], float(sys.argv[3]), Path(sys.argv[4])
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - only POSIX has it

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable()
    faulthandler.enable()
    current = folder / "input"

    def note(content: bytes) -> None:
        current.write_bytes(content)
        faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)

    door = DOORS[name](folder)
    chance = random.Random(f"{name} {seed}")
    tried, new = fuzz(door, saved(name, door), chance, seconds, note)
    faulthandler.cancel_dump_traceback_later()
    kept = "".join(f"{line_of(content, door)}\n" for content in new)
    (folder / "kept").write_text(kept, "ascii", newline="\n")
    sys.stdout.write(json.dumps(vars(tried)))


if __name__ == "__main__":
    main()
