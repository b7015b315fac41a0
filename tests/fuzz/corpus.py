"""The saved inputs of each door: those that led further once, as few and as small as will do.

One file a door in `corpora`, one input a line, packed (zlib) and in base 64: `-` and the whole
input, or the number of a sample, a length, and what is written over it at which places. That is
shorter for large files, and always so at a rigid door, whose samples are made anew in each run.

python -P -m tests.fuzz.corpus DOOR FOLDER takes those of FOLDER/kept in, and writes the fewest.
"""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import struct
import sys
import zlib
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from time import monotonic

from tests.fuzz.mutation import Lines
from tests.fuzz.targets import DOORS, Door

CORPORA = Path(__file__).parent / "corpora"
MOST_CHARACTERS = 40_000
MOST_SECONDS = 2.0
"""What the saved inputs of one door may take when they are tried at the start of every run."""
APART = 8
"""Places no further apart than this are one."""


def file_of(name: str) -> Path:
    """Return where the saved inputs of the door `name` are."""
    return CORPORA / f"{name.casefold().replace(' ', '-')}.txt"


def saved_lines(name: str) -> list[str]:
    """Return the saved inputs of a door as they are written; none where none were saved."""
    path = file_of(name)
    return path.read_text("ascii").splitlines() if path.exists() else []


def saved(name: str, door: Door) -> list[bytes]:
    """Return the saved inputs of a door."""
    return [read_line(line, door.samples) for line in saved_lines(name)]


def line_of(content: bytes, door: Door) -> str:
    """Return an input as one line, the shorter of both ways; as a difference at a rigid door."""
    written_over = _difference(content, door.samples)
    if door.rigid:
        return written_over
    return min(f"- {_packed(content)}", written_over, key=len)


def _difference(content: bytes, samples: Sequence[bytes]) -> str:
    length = len(content)
    differences = [_places(_as_long(sample, length), content) for sample in samples]
    sizes = [sum(end - start + APART for start, end in places) for places in differences]
    number = sizes.index(min(sizes))
    over = b"".join(
        struct.pack(">II", start, end - start) + content[start:end]
        for start, end in differences[number]
    )
    return f"{number}:{length} {_packed(over)}"


def read_line(line: str, samples: Sequence[bytes]) -> bytes:
    """Return the input that a line keeps."""
    made_of, _, packed = line.partition(" ")
    content = zlib.decompress(base64.b64decode(packed, validate=True))
    if made_of == "-":
        return content
    number, _, length = made_of.partition(":")
    made = bytearray(_as_long(samples[int(number)], int(length)))
    while content:
        start, size = struct.unpack_from(">II", content)
        made[start : start + size] = content[8 : 8 + size]
        content = content[8 + size :]
    return bytes(made)


def _as_long(sample: bytes, length: int) -> bytes:
    return sample[:length].ljust(length, b"\0")


def fewest(door: Door, lines: Iterable[str]) -> list[str]:
    """Return those of `lines` that run lines of ours no sample and no smaller one ran."""
    watch = Lines()
    for sample in door.samples:
        _try(watch, door, sample)
    kept: list[str] = []
    left, end = MOST_CHARACTERS, monotonic() + MOST_SECONDS
    for line in sorted(set(lines), key=lambda line: (len(line), line)):
        if len(line) > left or monotonic() > end:
            break
        begun = monotonic()
        if _try(watch, door, read_line(line, door.samples)):
            kept.append(line)
            left -= len(line) + 1
        else:
            end += monotonic() - begun
    return kept


def _try(watch: Lines, door: Door, content: bytes) -> bool:
    before = watch.seen
    with contextlib.suppress(*door.refusals):
        watch.watch(partial(door.attempt, content))
    return watch.seen > before


def _packed(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content, 9)).decode("ascii")


def _places(sample: bytes, content: bytes) -> list[tuple[int, int]]:
    """Return where two texts of one length differ."""
    places: list[tuple[int, int]] = []
    page = 1024
    for first in range(0, len(sample), page):
        if sample[first : first + page] == content[first : first + page]:
            continue
        for at in range(first, min(first + page, len(sample))):
            if sample[at] == content[at]:
                continue
            if places and at - places[-1][1] <= APART:
                places[-1] = (places[-1][0], at + 1)
            else:
                places.append((at, at + 1))
    return places


def main() -> None:
    """Write the fewest of what was saved and what one run kept; print how many those are."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    logging.disable()
    door = DOORS[name](folder)
    new = (folder / "kept").read_text("ascii").splitlines()
    lines = fewest(door, [*saved_lines(name), *new])
    CORPORA.mkdir(exist_ok=True)
    file_of(name).write_text("".join(f"{line}\n" for line in lines), "ascii", newline="\n")
    sys.stdout.write(json.dumps(len(lines)))


if __name__ == "__main__":
    main()
