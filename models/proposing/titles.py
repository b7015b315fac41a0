"""Telling a post from the name it stands beside: "Belarusian Defense Minister Viktor Khrenin".

What is found is a proposal: a person sees it and accepts it (law 8). It is made of stretches of the
words themselves; nothing is put together that the source does not print. Which words name an
office is a file of the resources (`models.proposing.title_words`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from models.names.folding import fold
from models.proposing.title_words import TitleWords, title_words
from models.proposing.titles_without_case import Parts, parts_of_han, parts_of_line
from models.search.countries import countries_called
from models.text.segments import Span

CASED: Final = ("en", "fr", "de", "ru")
"""Languages whose names begin with a capital, the one that wins a draw first."""
UNCASED: Final = ("fa", "ar")
LOWER: Final = frozenset({"fr", "ru"})
"""Languages in which a word in lower case behind an office belongs to it, whatever it is."""
LONGEST_ABBREVIATION: Final = 4
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_TOKEN: Final = re.compile(r"[^\s,;()]+")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")
LONGEST_NAME: Final = 6


@dataclass(frozen=True, slots=True)
class TitledName:
    """A name, the post before or behind it, and whose post it is where the words say so.

    Spans are of the words it was read from. `state` is "Iran’s" or "Belarusian", or the end of
    "Prime Minister of Iraq"; it lies outside of `title` where it stands before the office.
    """

    name: Span
    title: Span
    state: Span | None


def titled_name(text: str) -> TitledName | None:
    """Return the post and the name in `text`; None where it is not an office beside a name.

    Of several languages that could be meant, the one that leaves least to the name: whatever a
    language does not know would be taken for a part of it.
    """
    known = title_words()
    if _HAN.search(text):
        return _of_parts(parts_of_han(text.strip(), known["zh"]), text)
    found: list[TitledName | None]
    if _ARABIC.search(text):
        found = [_of_parts(parts_of_line(text, known[language]), "") for language in UNCASED]
    else:
        english = known["en"]
        words = {fold(match.group()).rstrip(".") for match in _TOKEN.finditer(text)}
        # "President and the Secretary" is no French, whatever French makes of its first word.
        spoken = CASED[:1] if words & english.leading else CASED
        lines = [_Line(text, language, known[language]) for language in spoken]
        if any(line.is_a_post_alone() for line in lines):
            return None
        found = [line.read() for line in lines]
    likely = [one for one in found if one is not None]
    return min(likely, key=lambda one: one.name.end - one.name.start, default=None)


def _of_parts(parts: Parts | None, text: str) -> TitledName | None:
    if parts is None:
        return None
    before = len(text) - len(text.lstrip())
    name, title, state = (
        Span(part.start + before, part.end + before) if part is not None else None for part in parts
    )
    assert name is not None
    assert title is not None
    return TitledName(name, title, state)


class _Line:
    """Words of one language with capitals, read from the left."""

    def __init__(self, text: str, language: str, words: TitleWords) -> None:
        self._text = text
        self._words = words
        self._is_english = language == "en"
        self._lower = language in LOWER
        self._particles = _particles()
        self._tokens = [Span(*match.span()) for match in _TOKEN.finditer(text)]

    def read(self) -> TitledName | None:
        """Return what is found; None where it is no office beside a name."""
        comma = self._text.find(",")
        return self._title_first() if comma < 0 else self._name_first(comma)

    def is_a_post_alone(self) -> bool:
        """Whether nothing stands there but an office and what it is for, by listed words."""
        heads = [n for n, token in enumerate(self._tokens) if self._is_head(token)]
        if not heads or "," in self._text:
            return False
        last = self._word(self._tokens[-1])
        known = last in self._words.object or last in self._words.state
        return known and self._end_of_title(heads[-1]) == len(self._tokens)

    def _title_first(self) -> TitledName | None:
        text, tokens = self._text, self._tokens
        heads = [n for n, token in enumerate(tokens) if self._is_head(token)]
        if not heads:
            return None
        end = self._end_of_title(heads[-1])
        names = tokens[end:]
        if not names or len(names) > LONGEST_NAME or not self._is_name(names):
            return None
        begin, before = self._begin_of_title(tokens, heads[0])
        title = Span(tokens[begin].start, tokens[end - 1].end)
        return TitledName(
            _trimmed(text, Span(names[0].start, names[-1].end)),
            title,
            before or _state_at_end(text, tokens[begin:end]),
        )

    def _name_first(self, comma: int) -> TitledName | None:
        """Read "Michael Mullen, Chairman of the Joint Chiefs of Staff"."""
        text = self._text
        names = [token for token in self._tokens if token.end <= comma]
        rest = [token for token in self._tokens if token.start > comma]
        if not rest or not names or len(names) > LONGEST_NAME:
            return None
        if not any(self._is_head(token) for token in rest):
            return None
        while names and self._is_head(names[0]):
            names = names[1:]
        if not names or not self._is_name(names):
            return None
        begin, before = self._begin_of_title(rest, len(rest))
        return TitledName(
            _trimmed(text, Span(names[0].start, names[-1].end)),
            _trimmed(text, Span(rest[begin].start, rest[-1].end)),
            before or _state_at_end(text, rest[begin:]),
        )

    def _begin_of_title(self, tokens: list[Span], head: int) -> tuple[int, Span | None]:
        """Return the token a title begins with, and the state before it."""
        first = 0
        while first < head and self._word(tokens[first]) in self._words.article:
            first += 1
        for length in (3, 2, 1):
            if first + length <= head and first + length < len(tokens):
                span = Span(tokens[first].start, tokens[first + length - 1].end)
                words = self._text[span.start : span.end]
                owner = _POSSESSIVE.search(words)
                bare = words[: owner.start()] if owner else words
                if (words[:1].isupper() and countries_called(bare)) or (
                    fold(bare) in self._words.state
                ):
                    return first + length, Span(span.start, span.start + len(bare))
        return first, None

    def _end_of_title(self, head: int) -> int:
        """Return the first token behind an office and what it is for."""
        end = head + 1
        while end < len(self._tokens):
            taken = self._taken(end, head)
            if not taken:
                break
            end += taken
        return end

    def _taken(self, at: int, head: int) -> int:
        """Return how many tokens from `at` on belong to the office."""
        words, word = self._words, self._word(self._tokens[at])
        if word in words.joining:
            return 1
        if self._word(self._tokens[at - 1]) in words.leading and at - 1 > head:
            # One word at least follows "of"; a country may take several.
            return self._length_of_state(at) or 1
        if self._is_english:
            return int(word in words.object and at - 1 > head)
        if word in words.object or word in words.state or self._is_below(at):
            return 1
        return self._length_of_state(at) if at - 1 > head else 0

    def _is_below(self, at: int) -> bool:
        """Whether print itself says that a token is no name: in lower case, or an abbreviation."""
        token = self._tokens[at]
        printed = self._text[token.start : token.end]
        if self._lower and printed[:1].islower():
            return self._word(token) not in self._particles | self._words.no_name
        if self._text.isupper():
            # Where everything is in capitals they say nothing.
            return False
        return printed.isalpha() and printed.isupper() and 1 < len(printed) <= LONGEST_ABBREVIATION

    def _length_of_state(self, begin: int) -> int:
        tokens = self._tokens
        for length in (4, 3, 2, 1):
            if begin + length <= len(tokens):
                words = self._text[tokens[begin].start : tokens[begin + length - 1].end]
                if words[:1].isupper() and countries_called(words):
                    return length
        return 0

    def _is_head(self, token: Span) -> bool:
        return self._words.is_head(self._word(token))

    def _is_name(self, tokens: list[Span]) -> bool:
        """Tell whether all of it can be a person's name as print has it."""
        words = [self._text[token.start : token.end] for token in tokens]
        if not self._is_english and any(title_words()["en"].is_head(fold(word)) for word in words):
            return False
        if not words[0][:1].isupper() and fold(words[0]) not in self._particles:
            return False
        begins = [
            "-" in word
            or fold(word) in self._particles
            or word[:1].isalpha()
            or word[:1] in "‘’'\""
            for word in words
        ]
        small = [
            word[:1].islower() and "-" not in word and fold(word) not in self._particles
            for word in words
        ]
        return all(begins) and not any(small) and any(word[:1].isupper() for word in words)

    def _word(self, token: Span) -> str:
        word = fold(self._text[token.start : token.end])
        return re.sub(r"'s?\Z", "", word)


@cache
def _particles() -> frozenset[str]:
    """Return the small words inside of names, of all languages: names travel."""
    known = title_words()
    return frozenset().union(*(known[language].particle for language in CASED))


def _state_at_end(text: str, title: list[Span]) -> Span | None:
    for length in (4, 3, 2, 1):
        if length < len(title):
            span = Span(title[-length].start, title[-1].end)
            if text[span.start].isupper() and countries_called(text[span.start : span.end]):
                return span
    return None


def _trimmed(text: str, span: Span) -> Span:
    """Leave a possessive and the stops at its end out of a name."""
    words = text[span.start : span.end].rstrip(".,;:!?")
    owner = _POSSESSIVE.search(words)
    # "Shia’" can be a name; "Khrenin’s" and "Mattis’" are ones in another case.
    if owner and (owner.group().endswith("s") or words[: owner.start()].endswith("s")):
        words = words[: owner.start()]
    if text[span.start : span.end].endswith("."):
        last = words.rsplit(None, 1)[-1] if words else ""
        # "Summers Jr." keeps its stop.
        if last in {"Jr", "Sr"}:
            words += "."
    return Span(span.start, span.start + len(words))
