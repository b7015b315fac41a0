"""Inputs nobody thought of: samples with something changed, and what was seen to lead further."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

MODELS = str(Path(__file__).resolve().parents[2] / "models")
NUMBERS = [0, 1, 2, 3, 4, 7, 8, 0x0D, 0x10, 0x7F, 0x80, 0xFE, 0xFF]
PAGE = 4096
FILLED = re.compile(rb"[^\x00]")
LARGEST = 2_000_000


class Mutator:
    """Changes a sample in a few places; the same ones for the same chance."""

    def __init__(
        self, chance: random.Random, words: Sequence[bytes], *, rigid: bool = False
    ) -> None:
        self._chance = chance
        self._rigid = rigid
        self._words = words
        self._ways: list[Callable[[bytearray, bytes], None]] = [
            self._flip, self._flip, self._number, self._wide_number, self._take_out, self._repeat,
            self._word, self._word, self._rubbish, self._cut_short, self._from_another,
        ]  # fmt: skip

    def changed(self, sample: bytes, other: bytes) -> bytes:
        """Return `sample` changed in one to eight places; `other` lends pieces of itself.

        A rigid one keeps its length nine times in ten: what is longer or shorter is cut or filled.
        """
        content = bytearray(sample)
        for _ in range(1 << self._chance.randrange(4)):
            length = len(content)
            tail = bytes(content[-length // 2 :])
            self._chance.choice(self._ways)(content, other)
            if self._rigid and len(content) != length and self._chance.random() < 0.98:
                content[length - len(tail) :] = tail
                del content[length:]
                content.extend(bytes(length - len(content)))
        return bytes(content[:LARGEST])

    def _place(self, content: bytes | bytearray) -> int:
        # Heads of files and of pages matter more than their share, and so does what is no filling.
        likely = self._chance.random()
        if likely < 0.2:
            return min(self._chance.randrange(128), len(content))
        place = self._chance.randrange(len(content) + 1)
        if likely < 0.5:
            return min(place - place % PAGE + self._chance.randrange(128), len(content))
        words = FILLED.search(content, place)
        return words.start() if words and likely < 0.8 else place

    def _flip(self, content: bytearray, _: bytes) -> None:
        if content:
            content[self._place(content) % len(content)] ^= 1 << self._chance.randrange(8)

    def _number(self, content: bytearray, _: bytes) -> None:
        if content:
            content[self._place(content) % len(content)] = self._chance.choice(NUMBERS)

    def _wide_number(self, content: bytearray, _: bytes) -> None:
        place, size = self._place(content), self._chance.choice([2, 4, 8])
        value = self._chance.choice([0, 1, (1 << 8 * size) - 1, 1 << (8 * size - 1), 0x7FFF])
        content[place : place + size] = value.to_bytes(size, "big")

    def _take_out(self, content: bytearray, _: bytes) -> None:
        place = self._place(content)
        del content[place : place + self._chance.choice([1, 2, 8, 64, 512])]

    def _repeat(self, content: bytearray, _: bytes) -> None:
        place = self._place(content)
        piece = content[place : place + self._chance.choice([1, 4, 32, 256])]
        content[place:place] = piece * self._chance.choice([1, 2, 30])

    def _word(self, content: bytearray, _: bytes) -> None:
        place, word = self._place(content), self._chance.choice(self._words or [b"\x00"])
        over = len(word) if self._chance.random() < 0.5 else 0
        content[place : place + over] = word

    def _rubbish(self, content: bytearray, _: bytes) -> None:
        place = self._place(content)
        content[place : place + self._chance.randrange(32)] = self._chance.randbytes(
            self._chance.randrange(32)
        )

    def _cut_short(self, content: bytearray, _: bytes) -> None:
        if self._chance.random() < 0.3:
            del content[self._place(content) :]

    def _from_another(self, content: bytearray, other: bytes) -> None:
        start = self._place(other)
        piece = other[start : start + self._chance.choice([2, 16, 128, 4096])]
        place = self._place(content)
        content[place : place + (len(piece) if self._chance.random() < 0.7 else 0)] = piece


class Lines:
    """Tells whether an input ran lines of `models` that none ran before.

    What libraries written in C do is not seen. A function all of whose lines were seen is not
    watched any more, which makes it bearable.
    """

    def __init__(self) -> None:
        self.seen = 0
        self._left: dict[CodeType, set[int]] = {}

    def watch(self, work: Callable[[], object]) -> bool:
        """Do the work; tell whether new lines ran."""
        before = self.seen
        sys.settrace(self._call)
        try:
            work()
        finally:
            sys.settrace(None)
        return self.seen > before

    def _call(self, frame: FrameType, event: str, _: Any) -> Any:
        code = frame.f_code
        left = self._left.get(code)
        if left is None:
            ours = code.co_filename.startswith(MODELS)
            left = {line for *_, line in code.co_lines() if line} if ours else set()
            self._left[code] = left
        return self._line if left else None

    def _line(self, frame: FrameType, event: str, _: Any) -> Any:
        left = self._left[frame.f_code]
        if frame.f_lineno in left:
            left.discard(frame.f_lineno)
            self.seen += 1
        return self._line
