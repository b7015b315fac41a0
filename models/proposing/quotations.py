"""What somebody is quoted with: the words between quotation marks, and the way they are told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from models.text.segments import Span

Mode = Literal["direct", "partial", "indirect"]

PAIRS: Final = (
    ("“", "”"),
    ("«", "»"),
    ("„", "“"),
    ("‟", "”"),
    ("「", "」"),
    ("『", "』"),
    ('"', '"'),
)
_SENTENCE: Final = re.compile(r"[.!?…,؟۔。！？]\s*\Z")
LEAST_WORDS: Final = 4
"""A whole sentence has so many words at least; a shorter quotation is a part of one."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words without their marks, and how they are told."""

    words: Span
    mode: Mode


def quotation_in(text: str, start: int, end: int) -> Quotation:
    """Return what `start` to `end` of a sentence quotes, and how it tells it.

    Between quotation marks: those words, direct where they are a sentence of their own, partial
    where the telling goes on with them. Without any: all of it, indirect.
    """
    for opening, closing in _marked(text):
        inside = Span(opening + 1, closing)
        within = inside.start <= start and end <= inside.end
        if within or (opening < end and closing >= start):
            words = Span(start, end) if within else inside
            return Quotation(words, _mode(text, opening, closing))
    return Quotation(Span(start, end), "indirect")


def _marked(text: str) -> list[tuple[int, int]]:
    """Return the places of the marks around every quotation."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        pair = next((pair for pair in PAIRS if text.startswith(pair[0], at)), None)
        closing = text.find(pair[1], at + 1) if pair else -1
        if closing < 0:
            at += 1
            continue
        found.append((at, closing))
        at = closing + 1
    return found


def _mode(text: str, opening: int, closing: int) -> Mode:
    inside = text[opening + 1 : closing].strip()
    begins = inside[:1].isupper() or (inside[:1].isalpha() and not inside[:1].islower())
    ends = bool(_SENTENCE.search(inside)) or text[closing + 1 : closing + 2] in {",", "."}
    own = not text[:opening].strip() or text[:opening].rstrip()[-1] in ":,"
    whole = begins and ends and own and len(inside.split()) >= LEAST_WORDS
    return "direct" if whole else "partial"
