"""Telling a post from the name it stands beside: "Belarusian Defense Minister Viktor Khrenin".

What is found is a proposal: a person sees it and accepts it (law 8). It is made of stretches of the
words themselves; nothing is put together that the source does not print.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from models.names.folding import fold
from models.search.countries import countries_called
from models.text.segments import Span

_HEADS: Final = (
    "admiral ambassador ayatollah captain chair chairman chairwoman chancellor chief colonel "
    "commander commissioner consul coordinator councilor councillor counselor crown deputy "
    "director emir envoy general governor head judge justice king leader lieutenant major marshal "
    "mayor member minister monarch negotiator officer pope premier president prince princess "
    "queen representative secretary senator sergeant sheikh speaker spokesman spokesperson "
    "spokeswoman sultan taoiseach tanaiste treasurer undersecretary vice-president"
)
HEADS: Final = frozenset(_HEADS.split())
"""Words that name an office or a rank; what stands before and behind them belongs to it."""

_OBJECTS: Final = (
    "admiral affairs agriculture aviation business commerce commonwealth culture defence defense "
    "delegation development economy education emergency energy environment exchequer finance "
    "fleet forces foreign guard health homeland home house industry information intelligence "
    "interior international justice labor labour navy parliament police republic security staff "
    "staffs state states trade transport treasury union united war assembly army air"
)
OBJECTS: Final = frozenset(_OBJECTS.split())
"""Words an office is for: "Secretary of Defense", "Minister of Foreign Affairs"."""

_JOINING: Final = frozenset(("of", "for", "the", "and", "to", "in", "on", "at"))
_PARTICLES: Final = (
    "al ben bin bint da de del della den der di dos du el ibn la le ter ud ul van von y"
)
_WITHIN_NAMES: Final = frozenset(_PARTICLES.split())
_OBJECT: Final = re.compile(r"(?:of|for|to)\Z")
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
    """Return the post and the name in `text`; None where it is not an office beside a name."""
    tokens = [Span(*match.span()) for match in _TOKEN.finditer(text)]
    commas = [at for at, letter in enumerate(text) if letter == ","]
    if commas:
        return _name_first(text, tokens, commas[0])
    return _title_first(text, tokens)


def _title_first(text: str, tokens: list[Span]) -> TitledName | None:
    heads = [n for n, token in enumerate(tokens) if _is_head(_word(text, token))]
    if not heads:
        return None
    end = _end_of_title(text, tokens, heads[-1])
    names = tokens[end:]
    if not names or len(names) > LONGEST_NAME or not _is_name(text, names):
        return None
    begin, before = _begin_of_title(text, tokens, heads[0])
    title = Span(tokens[begin].start, tokens[end - 1].end)
    return TitledName(
        _trimmed(text, Span(names[0].start, names[-1].end)),
        title,
        before or _state_at_end(text, tokens[begin:end]),
    )


def _name_first(text: str, tokens: list[Span], comma: int) -> TitledName | None:
    """Read "Michael Mullen, Chairman of the Joint Chiefs of Staff"."""
    names = [token for token in tokens if token.end <= comma]
    rest = [token for token in tokens if token.start > comma]
    if not rest or not names or len(names) > LONGEST_NAME:
        return None
    if not any(_is_head(_word(text, token)) for token in rest):
        return None
    while names and _is_head(_word(text, names[0])):
        names = names[1:]
    if not names or not _is_name(text, names):
        return None
    begin, before = _begin_of_title(text, rest, len(rest))
    return TitledName(
        _trimmed(text, Span(names[0].start, names[-1].end)),
        _trimmed(text, Span(rest[begin].start, rest[-1].end)),
        before or _state_at_end(text, rest[begin:]),
    )


def _begin_of_title(text: str, tokens: list[Span], head: int) -> tuple[int, Span | None]:
    """Return the token a title begins with, and the state before it."""
    first = 0
    while first < head and _word(text, tokens[first]) in {"the", "a", "an", "his", "her", "their"}:
        first += 1
    for length in (3, 2, 1):
        if first + length <= head and first + length < len(tokens):
            span = Span(tokens[first].start, tokens[first + length - 1].end)
            words = text[span.start : span.end]
            owner = _POSSESSIVE.search(words)
            bare = words[: owner.start()] if owner else words
            if words[:1].isupper() and countries_called(bare):
                return first + length, Span(span.start, span.start + len(bare))
    return first, None


def _end_of_title(text: str, tokens: list[Span], head: int) -> int:
    """Return the first token behind an office and what it is for."""
    end = head + 1
    while end < len(tokens):
        word = _word(text, tokens[end])
        if word in _JOINING:
            end += 1
        elif _OBJECT.match(_word(text, tokens[end - 1])) or (
            _word(text, tokens[end - 1]) in {"the", "and"}
        ):
            # One word at least follows "of"; a country may take several.
            end += _length_of_state(text, tokens, end) or 1
        elif word in OBJECTS and end - 1 > head:
            end += 1
        else:
            break
    return end


def _length_of_state(text: str, tokens: list[Span], begin: int) -> int:
    for length in (4, 3, 2, 1):
        if begin + length <= len(tokens):
            words = text[tokens[begin].start : tokens[begin + length - 1].end]
            if words[:1].isupper() and countries_called(words):
                return length
    return 0


def _state_at_end(text: str, title: list[Span]) -> Span | None:
    for length in (4, 3, 2, 1):
        if length < len(title):
            span = Span(title[-length].start, title[-1].end)
            if text[span.start].isupper() and countries_called(text[span.start : span.end]):
                return span
    return None


def _is_head(word: str) -> bool:
    return word.rstrip(".") in HEADS or word in {"gen.", "adm.", "amb.", "rep.", "sen."}


def _is_name(text: str, tokens: list[Span]) -> bool:
    """Tell whether all of it can be a person's name as print has it."""
    words = [text[token.start : token.end] for token in tokens]
    if not words[0][:1].isupper() and words[0].casefold() not in _WITHIN_NAMES:
        return False
    return all(
        word[:1].isupper()
        or word[:1] in "‘’'\""
        or word.casefold() in _WITHIN_NAMES
        or "-" in word
        or not word[:1].isascii()
        for word in words
    ) and any(word[:1].isupper() or not word[:1].isascii() for word in words)


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


def _word(text: str, token: Span) -> str:
    word = fold(text[token.start : token.end])
    return re.sub(r"'s?\Z", "", word)
