"""From the order in which a line is drawn to the order in which it is read.

A PDF draws the glyphs of a right-to-left line from wherever to wherever; where they stand is all it
says. PDFium turns words of such a line round one by one, and so misplaces the words of a Latin name
in Persian text, or of a Persian phrase in English. Here the line is put together from the places of
its characters, by the Unicode Bidirectional Algorithm (UAX #9) read backwards: what it keeps
together when a line is drawn is kept together when it is read. Where two orders would be drawn
alike (a Latin name and a number beside it) the commoner is taken.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_RIGHT: Final = frozenset({"R", "AL"})
_DIGITS: Final = frozenset({"EN", "AN"})
_JOINS_DIGITS: Final = frozenset(".,:/\u060c\u066b\u066c")
_JOINS_EUROPEAN: Final = frozenset("-+")
"""Between digits, but not behind Arabic letters (UAX #9, W2 and W4)."""
_BEFORE_A_NUMBER: Final = frozenset(" -./_:")
_SIGNS: Final = frozenset("%$€£#°٪")
_PAIRS: Final = "()[]{}<>«»‹›⟨⟩⁅⁆❨❩≤≥"
_MIRRORED: Final = {
    **dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)),
    **dict(zip(_PAIRS[1::2], _PAIRS[::2], strict=True)),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """One character as PDFium gives it, and where it stands from the left."""

    character: str
    across: float


@dataclass(slots=True)
class _Cell:
    """What stands at one place: a character with its marks, or all letters of a ligature."""

    text: str
    across: float

    @property
    def way(self) -> str:
        kind = unicodedata.bidirectional(self.text[0])
        if kind in _RIGHT:
            return "R"
        return kind[0] if kind == "L" else "D" if kind in _DIGITS else "N"


def needs_order(text: str) -> bool:
    """Whether a line holds both directions, so that PDFium's order of it cannot be relied on."""
    kinds = {unicodedata.bidirectional(character) for character in text}
    return bool(kinds & _RIGHT) and bool(kinds & (_DIGITS | {"L", "ET"}))


def reading_order(line: Sequence[Placed], *, right_to_left: bool) -> str:
    """Return the characters of one line in the order they are read.

    `line` is in PDFium's order, its brackets as PDFium turned them; `right_to_left` is the
    direction of the paragraph.
    """
    cells = sorted(_cells(line), key=lambda cell: cell.across)
    return "".join(_from_right(cells) if right_to_left else _from_left(cells))


def _cells(line: Sequence[Placed]) -> list[_Cell]:
    """Return what stands at each place, brackets as they are drawn."""
    cells: list[_Cell] = []
    strong = (unicodedata.bidirectional(one.character) for one in line)
    turning = next((kind in _RIGHT for kind in strong if kind in _RIGHT or kind == "L"), False)
    for one in line:
        character = one.character
        kind = unicodedata.bidirectional(character)
        if kind == "L" or kind in _RIGHT:
            turning = kind in _RIGHT
        elif turning:
            # PDFium has turned it round where it took it for a part of a right-to-left word.
            character = _MIRRORED.get(character, character)
        same_place = bool(cells) and abs(cells[-1].across - one.across) < 0.01
        if cells and (same_place or kind == "NSM"):
            cells[-1].text += character
        else:
            cells.append(_Cell(character, one.across))
    return cells


def _from_right(cells: Sequence[_Cell]) -> Iterable[str]:
    """Yield the texts of cells that are read from the right."""
    last, arabic = len(cells) - 1, False
    while last >= 0:
        cell = cells[last]
        if cell.way in "RN":
            if cell.way == "R":
                arabic = unicodedata.bidirectional(cell.text[0]) == "AL"
                yield cell.text
            else:
                yield "".join(_MIRRORED.get(one, one) for one in cell.text)
            last -= 1
            continue
        first = _latin_start(cells, last)
        if first is None:
            first = _number_start(cells, last, arabic=arabic)
        yield from (one.text for one in cells[first : last + 1])
        last = first - 1


def _latin_start(cells: Sequence[_Cell], last: int) -> int | None:
    """Return where the left-to-right run begins that ends at `last`, None where it is a number.

    A number belongs to the Latin letters before it (F-16, Boeing 737), unless more stands between.
    """
    found = None
    near = last
    while near > 0 and cells[near].way == "D":
        near -= 1
    apart = near < last and cells[near].way == "N"
    if apart and (cells[near].text not in _BEFORE_A_NUMBER or cells[max(near - 1, 0)].way != "L"):
        return None
    for index in range(last, -1, -1):
        if cells[index].way == "R":
            break
        if cells[index].way == "L":
            found = index
    return found


def _number_start(cells: Sequence[_Cell], last: int, *, arabic: bool) -> int:
    joining = _JOINS_DIGITS if arabic else _JOINS_DIGITS | _JOINS_EUROPEAN
    first = last
    while first > 0:
        if cells[first - 1].way == "D":
            first -= 1
        elif first > 1 and cells[first - 1].text in joining and cells[first - 2].way == "D":
            first -= 2
        else:
            break
    if not arabic and first > 0 and cells[first - 1].text in _SIGNS:
        first -= 1
    return first


def _from_left(cells: Sequence[_Cell]) -> Iterable[str]:
    """Yield the texts of cells that are read from the left."""
    first = 0
    while first < len(cells):
        if cells[first].way != "R":
            yield cells[first].text
            first += 1
            continue
        last = first
        for index in range(first, len(cells)):
            if cells[index].way == "L":
                break
            if cells[index].way == "R":
                last = index
        yield from _from_right(cells[first : last + 1])
        first = last + 1
