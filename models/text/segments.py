"""Paragraphs and sentences of a reading text, as spans of code points."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.text.abbreviations import ends_like_a_sentence

_LINE = re.compile(r"[^\n]+")
_CLOSING = "\"'”’»›)]}）］｝」』】》〉〕"
# An end of sentence, then everything that still belongs to it: quotes, brackets.
_END = re.compile(rf"(?P<stop>[.!?…؟۔؛।॥։።‼⁇⁈⁉]+|[。！？｡]+)(?P<closing>[{re.escape(_CLOSING)}]*)")
_WIDE_STOPS = frozenset("。！？｡")
# A semicolon parts clauses, in Arabic as elsewhere.
_NO_STOPS = frozenset("؛")
_BEFORE_A_WORD = "\"'“‘„‚«‹([{¿¡-–—\u200e\u200f\u2066\u2067\u2068\u202a\u202b"
# Longer than any abbreviation, or than a name and its "said".
_LOOK_BACK = 40
_LOOK_AHEAD = 160
# “Will it end?” Khamenei said: the question is part of the telling.
_TELLING = re.compile(
    r"(?:[^\W\d_][\w’'-]*\s+){0,3}?"
    r"(?:said|says|asked|asks|told|added|wrote|replied|answered|warned|exclaimed)\b"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text in code points: `start` included, `end` excluded."""

    start: int
    end: int


def paragraphs(text: str) -> tuple[Span, ...]:
    """Give each line that holds more than blanks, from its first character to its line end.

    Lines are parted by LF alone, the only line end of a reading text; a line separator (U+2028)
    stays inside its paragraph.
    """
    return tuple(
        Span(line.start(), line.end()) for line in _LINE.finditer(text) if line.group().strip()
    )


def paragraph_number(text: str, start: int) -> int:
    """Give the number (from 1) of the paragraph in which a passage that starts here begins.

    A passage that starts on a line end or a blank line begins with the next paragraph; behind the
    last one it counts to the last. A text without paragraphs answers 1.

    Raises:
        ValueError: when `start` lies outside of the text.
    """
    if not 0 <= start <= len(text):
        message = f"Position {start} lies outside of a text of {len(text)} characters."
        raise ValueError(message)
    spans = paragraphs(text)
    passed = sum(1 for span in spans if span.end <= start)
    return max(1, min(passed + 1, len(spans)))


def sentences(text: str) -> tuple[Span, ...]:
    """Give the sentences: in order, apart, each inside one paragraph, without blanks at its ends.

    A sentence ends at a full stop, question mark, exclamation mark or ellipsis (Latin, Arabic,
    Urdu, Devanagari, Armenian, Ethiopic and CJK forms), with the closing quotes and brackets that
    follow. It does not end after an abbreviation, an initial or a stop inside a number, nor where
    the next word starts in lower case, nor between a quoted question and its "he said". A rule of
    thumb for marking and navigation; no law rests on it.
    """
    found: list[Span] = []
    for paragraph in paragraphs(text):
        start = paragraph.start
        for end in _sentence_ends(text, paragraph):
            _keep_trimmed(found, text, start, end)
            start = end
        _keep_trimmed(found, text, start, paragraph.end)
    return tuple(found)


def context(text: str, start: int, end: int, length: int = 32) -> tuple[str, str]:
    """Give up to `length` code points before and after a passage, exactly as they stand.

    Raises:
        ValueError: when the passage does not lie inside the text.
    """
    if not 0 <= start <= end <= len(text):
        message = f"The passage {start}–{end} lies outside of a text of {len(text)} characters."
        raise ValueError(message)
    return text[max(0, start - length) : start], text[end : end + length]


def _keep_trimmed(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))


def _sentence_ends(text: str, paragraph: Span) -> list[int]:
    ends: list[int] = []
    start = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if _is_end(text, start, paragraph.end, match):
            start = match.end()
            ends.append(start)
    return ends


def _is_end(text: str, start: int, limit: int, match: re.Match[str]) -> bool:
    stop = match.group("stop")
    if set(stop) <= _NO_STOPS:
        return False
    position = match.end()
    if position >= limit:
        return True
    if stop[-1] in _WIDE_STOPS:
        # A quotation inside a Chinese or Japanese sentence goes on with a comma or a particle.
        return not (match.group("closing") and text[position] in "，、；とっ")
    if not text[position].isspace():
        return False
    following = _following(text, position, limit)
    word = following.lstrip(_BEFORE_A_WORD)
    if word[:1].islower():
        return False
    if match.group("closing") and stop[-1] in "!?…" and _TELLING.match(following):
        return False
    if stop != ".":
        return True
    before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
    return ends_like_a_sentence(before, following=word)


def _following(text: str, position: int, limit: int) -> str:
    """Give the beginning of what follows, without blanks: a little, as paragraphs may be long."""
    while position < limit and text[position].isspace():
        position += 1
    return text[position : min(limit, position + _LOOK_AHEAD)]
