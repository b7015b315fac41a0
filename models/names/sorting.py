"""Sort keys by the Unicode Collation Algorithm, as bytes that a database compares."""

from __future__ import annotations

import struct
import threading
import unicodedata
from functools import lru_cache
from typing import Protocol, TypeAlias

COLLATION = "pyuca 1.2, DUCET 9.0.0, key 1"
"""The library, table and layout behind the keys; a stored key of another name is stale."""

_LEVEL_END = b"\x00\x00"
_COMMON_SECONDARY = b"\x00\x20"
_COMMON_TERTIARY = b"\x02"
_LONGEST = 512

_Levels: TypeAlias = tuple[bytes, bytes, bytes]
"""The packed weights of letters, accents and case."""


class _Collator(Protocol):
    def sort_key(self, string: str) -> tuple[int, ...]: ...


class _Shared:
    """The one collator: a fifth of a second and some 11 MB, spent when first asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._collator: _Collator | None = None

    def collator(self) -> _Collator:
        if self._collator is None:
            with self._lock:
                if self._collator is None:
                    # The class that names its table: `pyuca.Collator` differs between Pythons.
                    from pyuca.collator import Collator_9_0_0  # noqa: PLC0415 - loaded when needed

                    self._collator = Collator_9_0_0()
        return self._collator


_shared = _Shared()


@lru_cache(maxsize=4096)
def collation_key(text: str) -> bytes:
    """Give the bytes by which a text sorts: compare them as bytes (SQLite BLOB, `memcmp`).

    The order of the Default Unicode Collation Element Table, in three levels: letters first (é
    beside e), then accents, then case with lower case first; texts alike in all three are told
    apart by their code points, so that equal keys mean canonically equal texts (without NUL).
    Punctuation and blanks count, below digits and letters, so that "Ann Z" stands before "Anna";
    but those at the start are passed over (“Countries sanctioned…” stands under C) and only break
    ties. Characters the table does not know stand behind all others, in order of code points.
    Texts are compared by their first 512 characters, then by code points.

    The same on every system and Python: no locale is asked. Language tailorings are not applied
    (Swedish å stands beside a). A few µs, and up to 20 a character for words
    not seen lately; 3 to 5 bytes a character; the first call loads the table (a fifth of a
    second). Safe to call from several threads.
    """
    decomposed = unicodedata.normalize("NFD", text)
    bare = _without_leading_punctuation(decomposed)
    primary, secondary, tertiary = _levels(bare[:_LONGEST])
    return b"".join(
        (
            primary,
            _LEVEL_END,
            _trimmed(secondary, _COMMON_SECONDARY),
            _LEVEL_END,
            _trimmed(tertiary, _COMMON_TERTIARY),
            b"\x00",
            bare.encode("utf-8", "surrogatepass"),
            b"\x00",
            decomposed[: len(decomposed) - len(bare)].encode("utf-8", "surrogatepass"),
        )
    )


def _levels(text: str) -> _Levels:
    """Give the weights of the three levels."""
    # No contraction of the table begins with a blank or holds one: what stands between blanks is
    # weighed by itself, and names share their words.
    words = list(map(_piece_levels, text.split(" ")))
    if len(words) == 1:
        return words[0]
    primary, secondary, tertiary = zip(*words, strict=True)
    blank = _piece_levels(" ")
    return (blank[0].join(primary), blank[1].join(secondary), blank[2].join(tertiary))


@lru_cache(maxsize=8192)
def _piece_levels(piece: str) -> _Levels:
    if piece.isascii():
        # No ASCII character contracts with another: the keys of the characters, one by one.
        characters = [_character_levels(character) for character in piece]
        primary, secondary, tertiary = (
            b"".join(levels[place] for levels in characters) for place in range(3)
        )
        return (primary, secondary, tertiary)
    return _packed_levels(piece)


@lru_cache(maxsize=128)
def _character_levels(character: str) -> _Levels:
    return _packed_levels(character)


def _packed_levels(text: str) -> _Levels:
    levels: list[list[int]] = [[]]
    for weight in _shared.collator().sort_key(text):
        if weight:
            levels[-1].append(weight)
        else:
            levels.append([])
    return (_packed(levels[0]), _packed(levels[1]), bytes(levels[2]))


def _without_leading_punctuation(text: str) -> str:
    """Take off quotes, brackets, blanks and invisible controls at the start, if letters follow."""
    for position, character in enumerate(text):
        if unicodedata.category(character)[0] in "LN":
            return text[position:]
    return text


def _packed(weights: list[int]) -> bytes:
    return struct.pack(f">{len(weights)}H", *weights)


def _trimmed(weights: bytes, common: bytes) -> bytes:
    """Take off the common weights at the end: nothing sorts below them but the end itself."""
    length, step = len(weights), len(common)
    if weights == common * (length // step):
        return b""
    while length and weights.endswith(common, 0, length):
        length -= step
    return weights[:length]
