"""The consonant skeleton of a name: a key under which spellings in several scripts meet."""

from __future__ import annotations

import re
from functools import lru_cache

from models.names.folding import fold
from models.names.sounds import (
    ACCENTED_LATIN,
    ARABIC,
    CYRILLIC,
    GREEK,
    HEBREW,
    LATIN,
    VOWEL,
)

SKELETON_VERSION = 1
"""Raise it when a skeleton changes: stored keys of an older number are stale."""

LEAST_CONSONANTS = 2
"""A shorter skeleton says too little to bring two names together (Xi, Ali).

Among 2,925 surnames of US diplomats a skeleton of two consonants is shared with 3.2 others on
average, one of three with 1.3, one of four with 0.4, one of five with 0.2.
"""

# The script of a letter is the table that knows it.
_TABLES = {
    letter: table
    for table in (LATIN, CYRILLIC, GREEK, ARABIC, HEBREW)
    for letter in table
    if len(letter) == 1
}
_SILENT_HEH = re.compile("ه\u200c")
_SEPARATORS = re.compile(r"[^\w'’‘ʼʻʿʾ´`\u00ad\u0300-\u036f\u200b-\u200f]+")
_ARTICLE = "ال"
_LONG_ENOUGH_FOR_AN_ARTICLE = 5


def skeleton(word: str) -> str:
    """Give the consonant skeleton of one word of a name, or "" where there is none.

    ASCII letters, one for each class of consonants in `models.names.sounds`; vowels are dropped
    but for an `a` that stands for any vowel (or y, or ain) at the start. Khrenin, Hrenin, Хренин,
    Хрэнін and خرنین are all `grnn`. Han, kana, Hangul and other scripts have none: their readings
    need a dictionary.

    The key suggests and never decides: equal skeletons mean "perhaps the same". Known misses:
    Arabic spelling of p, v and g with other letters (بوتين for Putin); ث and ذ read th and dh as in
    Arabic instead of s and z; ق printed k (Касем, Kadhafi); j for y and z for ts as in German and
    Polish (Selenskyj meets none but Selenski); ch for sh as in French (Loukachenko); Persian and
    Hebrew letters for v inside a word (مدودف for Medvedev) and Hebrew bet for v (אביב); pinyin q
    and x inside a name; г and h dropped in Spanish and Italian.
    """
    return _skeleton(_prepared(word))


@lru_cache(maxsize=8192)
def skeletons(name: str) -> tuple[str, ...]:
    """Give the skeletons of the words of a name, in order and each once, leaving out weak ones.

    Left out are skeletons of fewer than `LEAST_CONSONANTS` consonants (an initial vowel does not
    count). Words are parted by blanks, hyphens and the like; an apostrophe joins (O'Brien, Sa'id).
    An Arabic word that starts with the article gives its skeleton with and without.
    """
    found: dict[str, None] = {}
    for word in _SEPARATORS.split(_SILENT_HEH.sub("\u200c", name)):
        prepared = _prepared(word)
        forms = [prepared]
        if prepared.startswith(_ARTICLE) and len(prepared) >= _LONG_ENOUGH_FOR_AN_ARTICLE:
            forms.append(prepared.removeprefix(_ARTICLE))
        for form in forms:
            key = _skeleton(form)
            if len(key.removeprefix("a")) >= LEAST_CONSONANTS:
                found[key] = None
    return tuple(found)


def _prepared(word: str) -> str:
    """Fold a word, keeping what its accents and its silent letters say about the sound."""
    if word.isascii():
        return word.lower()
    lowered = _SILENT_HEH.sub("", word).casefold()
    sounded = "".join(ACCENTED_LATIN.get(character, character) for character in lowered)
    return fold(sounded)


@lru_cache(maxsize=4096)
def _skeleton(word: str) -> str:
    bare = "".join(character for character in word if character.isalpha() or character == "'")
    if not any("\u0590" <= character <= "\u05ff" for character in bare):
        bare = bare.replace("'", "")
    sounds: list[str] = []
    position = 0
    while position < len(bare):
        table = _TABLES.get(bare[position])
        if table is None:
            position += 1
            continue
        # Writing that leaves short vowels out writes a doubled consonant once: two are two.
        doubles_count = table is ARABIC or table is HEBREW
        letters, length = _letters_at(table, bare, position)
        position += length
        for sound in table[letters]:
            if doubles_count or not sounds or sounds[-1] != sound:
                sounds.append(sound)
    key = "".join(sounds)
    start = "a" if key.startswith(VOWEL) else ""
    return start + key.replace(VOWEL, "")


def _letters_at(table: dict[str, str], word: str, position: int) -> tuple[str, int]:
    """Give the longest entry of the table that stands here, and how many letters it takes."""
    for length in range(min(4, len(word) - position), 0, -1):
        letters = word[position : position + length]
        if position + length == len(word) and letters + "$" in table:
            return letters + "$", length
        if position == 0 and "^" + letters in table:
            return "^" + letters, length
        if letters in table:
            return letters, length
    message = f"No table holds the letter {word[position]!r}."
    raise AssertionError(message)
