"""Where a text may be cut without tearing a character that a reader sees as one."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ZERO_WIDTH_JOINER = "\u200d"
_VIRAMA_CLASS = 9
# Characters that lean on the one before although they are no marks, each with its reason.
_LEANING_RANGES = (
    (0x0640, 0x0640),  # tatweel: a stretch of the letter before it
    (0x0E33, 0x0E33),  # Thai sara am: its compatibility form starts with a mark
    (0x0EB3, 0x0EB3),  # Lao am: the same
    (0x115F, 0x11FF),  # Hangul vowels and finals
    (0xD7B0, 0xD7FF),  # Hangul vowels and finals, extended
    (0x3131, 0x318E),  # Hangul letters, which compatibility forms join to syllables
    (0xFF9E, 0xFF9F),  # halfwidth kana voicing
    (0xFFA0, 0xFFDC),  # halfwidth Hangul letters
    (0x16D63, 0x16D6A),  # Kirat Rai vowels, which compose
    (0x1F3FB, 0x1F3FF),  # emoji skin tones
)
_MOST_FLAGS = 64
_REGIONAL_INDICATORS = ("\U0001f1e6", "\U0001f1ff")


@lru_cache(maxsize=4096)
def leans_on_the_character_before(character: str) -> bool:
    """Tell whether a character belongs to the one before: marks, controls without width, jamo."""
    if character < "\u0300":
        return character == "\u00ad"
    if unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}:
        return True
    return any(first <= ord(character) <= last for first, last in _LEANING_RANGES)


def is_boundary(text: str, position: int) -> bool:
    """Tell whether the text may be cut before `position` (a code point; the two ends always may).

    The rules are those of UAX 29 for extended grapheme clusters, made coarser where folding needs
    it: invisible controls and Hangul letters stay with what stands before them, a consonant stays
    with the virama before it. Never finer, so a cut made here never tears a visible character.
    """
    if position <= 0 or position >= len(text):
        return True
    before, after = text[position - 1], text[position]
    if after < "\u0300" and after != "\u00ad":
        return not (before == "\r" and after == "\n")
    if leans_on_the_character_before(after):
        # Nothing leans on a line end.
        return before in "\r\n"
    if before == _ZERO_WIDTH_JOINER:
        return unicodedata.category(after) != "So"
    if unicodedata.combining(before) == _VIRAMA_CLASS:
        return unicodedata.category(after) != "Lo"
    first, last = _REGIONAL_INDICATORS
    if first <= after <= last and first <= before <= last:
        start = position
        while start > 0 and first <= text[start - 1] <= last:
            start -= 1
            if position - start > _MOST_FLAGS:
                # Nobody writes so many flags in a row; counting them for each would take for ever.
                return False
        return (position - start) % 2 == 0
    return True


def grapheme_boundaries(text: str) -> list[int]:
    """Give every position where the text may be cut, 0 and the length included."""
    return [position for position in range(len(text) + 1) if is_boundary(text, position)]
