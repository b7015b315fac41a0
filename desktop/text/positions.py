"""The one place where Qt's UTF-16 positions meet the code points of a reading text.

A reference counts Unicode code points, end exclusive; `QTextCursor`, `QTextLayout` and every
other Qt class count UTF-16 units, in which a character beyond the basic plane takes two.
A Qt position can therefore stand *between* the two halves of a surrogate pair, where no code
point begins; the conversion back rounds it outward, so that a selection never loses a character
of which it held a half.

The text given here is always the stored text, never one read back from a widget: Qt's widgets
change characters (a no-break space comes back as a space, U+2028 as a line feed), though never
their number of UTF-16 units.
"""

import re
from bisect import bisect_left
from typing import Literal

__all__ = ["Rounding", "Utf16Map", "from_utf16", "to_utf16", "utf16_length"]

Rounding = Literal["start", "end"]
"""Where a position inside a surrogate pair goes: `start` before the character, `end` after it."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units `text` takes in Qt (lone surrogates count one)."""
    if text.isascii():
        return len(text)
    return len(text) + len(_ASTRAL.findall(text))


def to_utf16(text: str, position: int) -> int:
    """Return the UTF-16 position of the code-point `position` in `text`.

    For many conversions in one text make a `Utf16Map` once; this one reads the text each time.

    Raises:
        ValueError: the position lies outside `0..len(text)`.
    """
    if not 0 <= position <= len(text):
        message = f"code-point position {position} lies outside 0..{len(text)}"
        raise ValueError(message)
    return utf16_length(text[:position])


def from_utf16(text: str, position: int, rounding: Rounding = "start") -> int:
    """Return the code-point position of the UTF-16 `position` in `text`.

    Between two halves of a surrogate pair no code point begins: `rounding` says whether the
    answer lies before the character (`"start"`, for the start of a selection) or after it
    (`"end"`, for its end).

    Raises:
        ValueError: the position lies outside the text.
    """
    return Utf16Map(text).from_utf16(position, rounding)


class Utf16Map:
    """Converts positions of one text both ways, in O(log n) of its characters beyond the BMP.

    It keeps only the positions of those characters: nothing at all for a text without one, where
    both counts agree and a conversion costs a comparison. The map does not keep the text.
    """

    __slots__ = ("_astral", "_astral_utf16", "_length")

    def __init__(self, text: str) -> None:
        """Read `text` once; it is searched only when it is not ASCII."""
        self._length = len(text)
        self._astral: list[int] = (
            [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]
        )
        # The UTF-16 position of each of them: its own, plus one for each of those before it.
        self._astral_utf16 = [position + rank for rank, position in enumerate(self._astral)]

    @property
    def length(self) -> int:
        """The length of the text in code points."""
        return self._length

    @property
    def utf16_length(self) -> int:
        """The length of the text in UTF-16 units."""
        return self._length + len(self._astral)

    def to_utf16(self, position: int) -> int:
        """Return the UTF-16 position of the code-point `position`.

        Raises:
            ValueError: the position lies outside `0..length`.
        """
        if not 0 <= position <= self._length:
            message = f"code-point position {position} lies outside 0..{self._length}"
            raise ValueError(message)
        if not self._astral:
            return position
        return position + bisect_left(self._astral, position)

    def from_utf16(self, position: int, rounding: Rounding = "start") -> int:
        """Return the code-point position of the UTF-16 `position`; see `from_utf16` for rounding.

        Raises:
            ValueError: the position lies outside `0..utf16_length`.
        """
        if not 0 <= position <= self.utf16_length:
            message = f"UTF-16 position {position} lies outside 0..{self.utf16_length}"
            raise ValueError(message)
        if not self._astral:
            return position
        before = bisect_left(self._astral_utf16, position)
        if before and self._astral_utf16[before - 1] + 1 == position:
            # Inside the pair of the character numbered before - 1.
            return self._astral[before - 1] + (1 if rounding == "end" else 0)
        return position - before

    def span_to_utf16(self, start: int, end: int) -> tuple[int, int]:
        """Return the UTF-16 span of a code-point span, end exclusive; raises as `to_utf16`."""
        return self.to_utf16(start), self.to_utf16(end)

    def span_from_utf16(self, start: int, end: int) -> tuple[int, int]:
        """Return the code-point span of a UTF-16 span, widened over half-selected characters.

        An empty span stays empty, also inside a surrogate pair (it then stands before it).
        """
        if start == end:
            position = self.from_utf16(start, "start")
            return position, position
        return self.from_utf16(start, "start"), self.from_utf16(end, "end")
