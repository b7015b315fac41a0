"""Completing what somebody types from the words in hand: a name needs not be typed to its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from models.names.folding import fold
from models.text.segments import Span

LONGEST: Final = 8
"""Words of a completion: no name and no post is longer, and a sentence is none."""

MOST: Final = 3
LEAST_TYPED: Final = 2
MEANT_WHOLE: Final = 0.6

_WORD = re.compile(r"[^\W_]+(?:[-.’'](?=[^\W_])[^\W_]+)*\.?")
_OF_SOMEBODY = re.compile(r"[’'](?:s|S)?$")
_INSIDE_NAMES: Final = frozenset(
    ("al", "bin", "da", "de", "del", "der", "di", "do", "dos", "el", "ibn", "la", "le", "of",
     "the", "van", "von", "y", "zu")
)  # fmt: skip
"""Small words that stand inside of names and posts."""

_INSIDE_POSTS: Final = frozenset(("and", "at", "by", "for", "from", "in", "of", "on", "the", "to"))


def completions(words: str, typed: str, *, apart: Iterable[str] = ()) -> tuple[str, ...]:
    """Return phrases of `words` that begin as `typed` does, as printed, the first ones first.

    A phrase that begins with a capital goes on while the capitals do; another one up to the next
    capital or stop. `apart` are names that are no part of it: whose post it is.
    """
    wanted = fold(typed).strip()
    if len(wanted) < LEAST_TYPED:
        return ()
    found: dict[str, None] = {}
    for phrase in _phrases(_without(words, apart)):
        if fold(phrase).startswith(wanted) and len(phrase) > len(typed.strip()):
            found.setdefault(phrase)
    return tuple(found)[:MOST]


def is_meant_whole(typed: str, completion: str) -> bool:
    """Tell whether somebody who typed so much means just that: "Belarus", not "Belarusian …".

    Whoever wants a word completed stops early in it.
    """
    wanted = fold(typed).strip()
    word = fold(completion)
    at = word.find(" ", len(wanted))
    word = word[: at if at >= 0 else len(word)]
    begun = word.rfind(" ") + 1
    return (len(wanted) - begun) >= MEANT_WHOLE * (len(word) - begun)


def _without(words: str, apart: Iterable[str]) -> str:
    for name in sorted(apart, key=len, reverse=True):
        if name:
            words = words.replace(name, "\n")
    return words


def _phrases(words: str) -> Iterator[str]:
    places = [Span(*one.span()) for one in _WORD.finditer(words)]
    joined = [words[one.end : two.start].isspace() for one, two in pairwise(places)] + [False]
    for first in range(len(places)):
        last = _last(words, places, joined, first)
        text = words[places[first].start : places[last].end].rstrip(".")
        yield _OF_SOMEBODY.sub("", text)


def _last(words: str, places: list[Span], joined: list[bool], first: int) -> int:
    """Return the number of the last word of the phrase that begins with word `first`."""
    capital = words[places[first].start].isupper()
    small = _INSIDE_NAMES if capital else _INSIDE_POSTS
    last = first
    for number in range(first, min(first + LONGEST, len(places)) - 1):
        word = words[places[number].start : places[number].end]
        following = words[places[number + 1].start : places[number + 1].end]
        if not joined[number] or "\n" in words[places[number].end : places[number + 1].start]:
            break
        if _OF_SOMEBODY.search(word):
            break
        if following[0].isupper() == capital and (capital or fold(following) not in small):
            last = number + 1
        elif fold(following) not in small:
            break
    return last
