"""Sort keys by the Unicode Collation Algorithm, as bytes that a database compares."""

from __future__ import annotations

import struct
import threading
import unicodedata
from functools import lru_cache
from typing import Protocol

COLLATION = "pyuca 1.2, DUCET 9.0.0, key 1"
"""The library, table and layout behind the keys; a stored key of another name is stale."""

_LEVEL_END = b"\x00\x00"
_COMMON_SECONDARY = 0x20
_COMMON_TERTIARY = 0x02
_LONGEST = 512


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
    (Swedish å stands beside a). Some 20 µs and 3 to 5 bytes a character; the first call loads the
    table (a fifth of a second). Safe to call from several threads.
    """
    decomposed = unicodedata.normalize("NFD", text)
    bare = _without_leading_punctuation(decomposed)
    primary, secondary, tertiary = _levels(bare[:_LONGEST])
    return b"".join(
        (
            _packed(primary),
            _LEVEL_END,
            _packed(_trimmed(secondary, _COMMON_SECONDARY)),
            _LEVEL_END,
            bytes(_trimmed(tertiary, _COMMON_TERTIARY)),
            b"\x00",
            bare.encode("utf-8", "surrogatepass"),
            b"\x00",
            decomposed[: len(decomposed) - len(bare)].encode("utf-8", "surrogatepass"),
        )
    )


def _levels(text: str) -> tuple[list[int], list[int], list[int]]:
    """Give the weights of the three levels."""
    if text.isascii():
        # No ASCII character contracts with another: the keys of the characters, one by one.
        levels: tuple[list[int], list[int], list[int]] = ([], [], [])
        for character in text:
            for level, weights in zip(levels, _character_levels(character), strict=True):
                level.extend(weights)
        return levels
    return _split(_shared.collator().sort_key(text))


@lru_cache(maxsize=128)
def _character_levels(character: str) -> tuple[list[int], list[int], list[int]]:
    return _split(_shared.collator().sort_key(character))


def _split(weights: tuple[int, ...]) -> tuple[list[int], list[int], list[int]]:
    levels: list[list[int]] = [[]]
    for weight in weights:
        if weight:
            levels[-1].append(weight)
        else:
            levels.append([])
    return (levels[0], levels[1], levels[2])


def _without_leading_punctuation(text: str) -> str:
    """Take off quotes, brackets, blanks and invisible controls at the start, if letters follow."""
    for position, character in enumerate(text):
        if unicodedata.category(character)[0] in "LN":
            return text[position:]
    return text


def _packed(weights: list[int]) -> bytes:
    return struct.pack(f">{len(weights)}H", *weights)


def _trimmed(weights: list[int], common: int) -> list[int]:
    """Take off the common weights at the end: nothing sorts below them but the end itself."""
    length = len(weights)
    while length and weights[length - 1] == common:
        length -= 1
    return weights[:length]
