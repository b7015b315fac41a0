"""From the placed lines of a page to its paragraphs: only white space is decided here."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

_ENDS_A_SENTENCE: Final = ".!?…:;。！？؟۔।”»\"'’)]"
_WIDE: Final = 1.3
"""A distance between base lines of so many usual ones parts paragraphs."""
_OTHER_SIZE: Final = 0.12
_INDENT: Final = 0.8
"""Of the size of the font."""
_SHORT: Final = 0.08
"""Of the width of the column: a last line that ends like a sentence."""
_VERY_SHORT: Final = 0.35
"""Of the width of the column: a line that was ended on purpose, whatever it ends with."""
_OTHER_WAY: Final = (
    (frozenset("R"), frozenset("L")),
    (frozenset("L"), frozenset("R")),
)
_SAME_EDGE: Final = 3.0
"""Of the size of the font: lines whose edges are that near stand in one column."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its words, its edges, its base line and the size of its font, in points.

    The base line is counted from the bottom of the page.
    """

    text: str
    left: float
    right: float
    base: float
    size: float


def paragraphs_of(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs of one page, each on one line."""
    if not lines:
        return []
    leading = _leading(lines)
    found = [lines[0].text]
    for index in range(1, len(lines)):
        before, after = lines[index - 1], lines[index]
        if _parts(lines, before, after, leading):
            found.append(after.text)
        else:
            found[-1] = joined(found[-1], after.text)
    return found


def joined(before: str, after: str) -> str:
    """Return two lines of a paragraph as one."""
    if before.endswith("-") or (_is_wide(before[-1:]) and _is_wide(after[:1])):
        return before + after
    return f"{before} {after}"


def _is_wide(character: str) -> bool:
    """Whether a character is of a script that is written without blanks between words."""
    return (
        bool(character)
        and unicodedata.east_asian_width(character) in {"W", "F"}
        and not (
            "\uac00" <= character <= "\ud7a3"  # Korean has blanks
        )
    )


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual distance between base lines: the lower half of those there are."""
    steps = sorted(
        before.base - after.base
        for before, after in pairwise(lines)
        if before.base - after.base > before.size * 0.5
    )
    if not steps:
        return max(line.size for line in lines) * 1.5
    return min(median(steps), steps[len(steps) // 4] * _WIDE)


def _parts(lines: Sequence[Line], before: Line, after: Line, leading: float) -> bool:
    """Whether a paragraph ends between two lines."""
    size = max(before.size, after.size, 1.0)
    if abs(before.size - after.size) > _OTHER_SIZE * size:
        return True
    down = before.base - after.base
    if down > leading * _WIDE and down > before.size * 1.05:
        return True
    directions = _directions(before.text), _directions(after.text)
    if directions in _OTHER_WAY:
        return True
    right_to_left = "R" in directions[0]
    column = [
        line
        for line in lines
        if (
            abs(line.right - before.right) < _SAME_EDGE * size
            if right_to_left
            else abs(line.left - before.left) < _SAME_EDGE * size
        )
    ]
    left = min(line.left for line in column)
    right = max(line.right for line in column)
    width = max(right - left, 1.0)
    missing = before.left - left if right_to_left else right - before.right
    if missing > _VERY_SHORT * width:
        return True
    if missing > _SHORT * width and before.text[-1] in _ENDS_A_SENTENCE:
        return True
    if down > 0:
        indent = right - after.right if right_to_left else after.left - left
        was = right - before.right if right_to_left else before.left - left
        return indent > _INDENT * size and indent - was > _INDENT * size * 0.5
    return False


def _directions(text: str) -> frozenset[str]:
    """Return which directions the letters of a line have: R, L, both or none."""
    kinds = {unicodedata.bidirectional(character) for character in text[:200]}
    return frozenset("R" if kind in {"R", "AL"} else kind for kind in kinds & {"R", "AL", "L"})
