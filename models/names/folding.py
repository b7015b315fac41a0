"""The folded form of names and texts: what is alike when case, marks and styles are set aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from models.names.letters import FOLDED_LETTERS
from models.text.graphemes import is_boundary
from models.text.segments import Span

FOLDING_VERSION = 1
"""Raise it when `fold` or `search_text` changes: stored keys of an older number are stale."""

# Marks that an alphabet may leave out: overlays, Hebrew and Arabic and Syriac points, accents and
# dots set anywhere around a letter. The rest are letters of their script and stay: vowel signs
# (class 0, 84, 91, 103–132), nukta (7), the voicing of kana (8), virama (9).
_OPTIONAL_MARK_CLASSES = frozenset({1, *range(10, 37), *range(200, 241)})
_IGNORED = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f")


@lru_cache(maxsize=8192)
def _folded_character(character: str) -> str:
    """Fold one character of a decomposed, case-folded text."""
    known = FOLDED_LETTERS.get(character)
    if known is not None:
        return known
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in {"Cf", "Me"} or character in _IGNORED:
        return ""
    if category == "Mn" and (
        unicodedata.combining(character) in _OPTIONAL_MARK_CLASSES
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    ):
        return ""
    return character


def fold(text: str) -> str:
    """Fold a text for comparison: equal folded forms mean the same written name.

    Compatibility forms are resolved and case is folded (Unicode 3.13, compatibility caseless
    matching, composed again); optional marks, tatweel and invisible controls go; Arabic and
    Persian yeh, kaf, heh and alef are one each; digits of every script are ASCII; ł, ø, đ, æ, ı
    and their like become plain letters; quotes, apostrophes and dashes become `"`, `'` and `-`.
    Vowel signs of Indic and Thai writing and the voicing of kana are letters and stay. Folding a
    folded text changes nothing. White space stays where it is.
    """
    if text.isascii():
        return text.lower()
    if "\u00b4" in text:
        # The spacing acute stands for an apostrophe; its compatibility form is a blank.
        text = text.replace("\u00b4", "'")
    decomposed = unicodedata.normalize(
        "NFKD",
        unicodedata.normalize("NFKD", unicodedata.normalize("NFD", text).casefold()).casefold(),
    )
    return unicodedata.normalize("NFC", "".join(map(_folded_character, decomposed)))


def fold_with_map(text: str) -> tuple[str, tuple[Span, ...]]:
    """Fold a text and give, for every folded character, the span of the original behind it.

    The spans are in order and never tear a visible character: both halves of a folded "ﬁ" point to
    the whole ligature, an "e" to its letter with all its accents. What folds to nothing belongs to
    the character before it.
    """
    pieces: list[str] = []
    origins: list[Span] = []
    start = 0
    while start < len(text):
        run = _STANDING_ALONE.match(text, start)
        if run is not None:
            pieces.append(run.group().lower())
            origins.extend(_single_spans(start, run.end()))
            start = run.end()
            continue
        end = start + 1
        while not is_boundary(text, end):
            end += 1
        piece = fold(text[start:end])
        pieces.append(piece)
        origins.extend([Span(start, end)] * len(piece))
        start = end
    return "".join(pieces), tuple(origins)


# Between two of ASCII a text may always be cut, but for CR LF; what follows may lean on the last.
_STANDING_ALONE = re.compile(r"[\x00-\x0c\x0e-\x7f]+(?![^\x00-\x7f])")
_SINGLES = tuple(Span(index, index + 1) for index in range(256))
"""The first spans of one character: names and titles are folded while the window is painted."""


def _single_spans(start: int, end: int) -> Iterable[Span]:
    if end <= len(_SINGLES):
        return _SINGLES[start:end]
    return [Span(index, index + 1) for index in range(start, end)]


# Scripts written without blanks between words; there every character is a word of its own.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
# What joins a word, for us as for SQLite's unicode61 with categories 'L* N* M* Co'.
_WORD_CATEGORIES = frozenset("LNM")
_ASCII_WORD = re.compile("[0-9a-z]+")
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")


@lru_cache(maxsize=8192)
def _is_word_character(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in _WORD_CATEGORIES or category == "Co"


def _word_spans(folded: str) -> Iterable[Span]:
    """Give the words of a folded text."""
    # The middle dot parts names where several stand in one line.
    simple = folded.replace("·", " ")
    if simple.isascii():
        return (Span(*word.span()) for word in _ASCII_WORD.finditer(simple))
    return _word_spans_of_any(folded)


def _word_spans_of_any(folded: str) -> Iterable[Span]:
    start: int | None = None
    alone = False
    for position, character in enumerate(folded):
        if not _is_word_character(character):
            if start is not None:
                yield Span(start, position)
            start = None
            continue
        is_mark = unicodedata.category(character)[0] == "M"
        is_alone = _UNSPACED_CHARACTER.match(character) is not None
        if start is None:
            start, alone = position, is_alone
        elif not is_mark and (alone or is_alone):
            yield Span(start, position)
            start, alone = position, is_alone
    if start is not None:
        yield Span(start, len(folded))


def search_words(text: str) -> tuple[str, ...]:
    """Give the folded words of a text, as the search tables hold them.

    A word is a run of letters, digits and marks. Han and kana, and Thai, Lao, Khmer and Burmese,
    are written without blanks, so each of their characters is a word and a name in them is a
    phrase. Hangul is written with blanks and keeps its words: what follows a Korean name is a
    suffix, which searching by prefix passes over.
    """
    if text.isascii():
        return tuple(_ASCII_WORD.findall(text.lower()))
    folded = fold(text)
    return tuple(folded[word.start : word.end] for word in _word_spans(folded))


def search_text(text: str) -> str:
    """Give the folded words of a text parted by single blanks: the stored column of full text.

    For FTS5 with `tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"`.
    """
    return " ".join(search_words(text))


def query_words(text: str) -> tuple[str, ...]:
    """Give one phrase for each blank-parted piece of a query, in the words of `search_text`.

    Most phrases are one word; "O'Brien" is `o brien` and 习近平 is `习 近 平`. Each is meant to be
    quoted for FTS5 (`"o brien"`, or `"o brien"*` while typing: a prefix of its last word). A piece
    without letters or digits gives nothing.
    """
    phrases = (" ".join(search_words(piece)) for piece in text.split())
    return tuple(phrase for phrase in phrases if phrase)


def matches(
    text: str, needle_words: Sequence[str], *, whole_words: bool = False
) -> tuple[Span, ...]:
    """Give the spans of the original text that a search for these words would light.

    Each needle is a word or a phrase (as `query_words` gives them, folded or not): its words must
    follow each other, all but the last whole and the last by its prefix, or all whole with
    `whole_words`. Only the letters that match are covered, widened so that no span tears a
    visible character. The spans are in order and merged where they overlap or touch.
    """
    needles = _needles(tuple(needle_words))
    if not needles:
        return ()
    folded, origins = _kept_fold(text) if len(text) <= _SHORT else fold_with_map(text)
    if not any(needle[0] in folded for needle in needles):
        return ()
    spans = list(_word_spans(folded))
    words = [folded[span.start : span.end] for span in spans]
    found: list[Span] = []
    for needle in needles:
        *leading, last = needle
        for index in range(len(words) - len(leading)):
            if words[index : index + len(leading)] != leading:
                continue
            word = words[index + len(leading)]
            if word != last if whole_words else not word.startswith(last):
                continue
            end = spans[index + len(leading)].start + len(last)
            found.append(Span(origins[spans[index].start].start, origins[end - 1].end))
    return _merged(found)


# While somebody types, the same names are looked through for one word after another.
_SHORT = 200
_kept_fold = lru_cache(maxsize=2048)(fold_with_map)


@lru_cache(maxsize=32)
def _needles(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(found for found in map(search_words, words) if found)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
