"""Telling a post from a name where letters have no case: nothing but listed words is believed."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from models.names.folding import fold
from models.proposing.title_words import TitleWords
from models.text.segments import Span

LONGEST_NAME: Final = 5
LONGEST_HAN: Final = 6
"""Letters of a name in Han without a dot between its parts."""
LONGEST_DOTTED: Final = 14
_TOKEN: Final = re.compile(r"[^\s،؛,;()«»]+")
_HAN_NAME: Final = re.compile(r"[\u4e00-\u9fff·•・]+")
_DOT: Final = re.compile(r"[·•・]")

Parts = tuple[Span, Span, Span | None]
"""Name, title and state."""


def parts_of_line(text: str, words: TitleWords) -> Parts | None:
    """Return the parts of words that stand apart: "وزیر دفاع بلاروس ویکتور خرنین"."""
    comma = re.search("[،,]", text)
    tokens = [Span(*match.span()) for match in _TOKEN.finditer(text)]
    if comma is not None:
        names = [token for token in tokens if token.end <= comma.start()]
        post = [token for token in tokens if token.start >= comma.end()]
    else:
        end = _end_of_title(text, tokens, words)
        post, names = tokens[:end], tokens[end:]
    if not post or not _is_title(text, post, words) or not _is_name(text, names, words):
        return None
    state = next((one for one in post if _word(text, one) in words.state), None)
    return _whole(text, names), _whole(text, post), state


def _end_of_title(text: str, tokens: list[Span], words: TitleWords) -> int:
    end = 0
    while end < len(tokens):
        word = _word(text, tokens[end])
        following = _word(text, tokens[end + 1]) if end + 1 < len(tokens) else ""
        joined = word in words.joining and _belongs(following, words)
        if not joined and not _belongs(word, words):
            break
        end += 1
    return end


def _belongs(word: str, words: TitleWords) -> bool:
    return words.is_head(word) or word in words.object or word in words.state


def _is_title(text: str, post: list[Span], words: TitleWords) -> bool:
    """Whether the words say of what somebody is: "minister" alone may be followed by anything."""
    said = [_word(text, token) for token in post]
    if not words.is_head(said[0]):
        return False
    return any(word in words.rank or word in words.object or word in words.state for word in said)


def _is_name(text: str, names: list[Span], words: TitleWords) -> bool:
    if not 0 < len(names) <= LONGEST_NAME:
        return False
    for token in names:
        word = _word(text, token)
        if not word or word in words.no_name or words.is_head(word) or word in words.object:
            return False
        if not all(unicodedata.category(letter) in {"Lo", "Pd"} for letter in word):
            return False
    return True


def _word(text: str, token: Span) -> str:
    return fold(text[token.start : token.end].rstrip(".:!؟?"))


def _whole(text: str, tokens: list[Span]) -> Span:
    start, end = tokens[0].start, tokens[-1].end
    return Span(start, start + len(text[start:end].rstrip(".:!؟?")))


def parts_of_han(text: str, words: TitleWords) -> Parts | None:
    """Return the parts of words that stand together: "白俄罗斯国防部长赫列宁"."""
    for title in sorted(words.rank, key=len, reverse=True):
        at = text.find(title)
        if at < 0 or (text[:at] and text[:at] not in words.state):
            continue
        end = at + len(title)
        name = text[end:]
        most = LONGEST_DOTTED if _DOT.search(name) else LONGEST_HAN
        if (
            _HAN_NAME.fullmatch(name) is None
            or not 2 <= len(name) <= most
            or any(word in name for word in words.no_name)
        ):
            return None
        return Span(end, len(text)), Span(at, end), Span(0, at) if at else None
    return None
