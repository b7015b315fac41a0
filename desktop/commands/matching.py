"""Finding a command by a few letters: beginnings of words, or letters in their order."""

from dataclasses import dataclass

from models.names.folding import fold_with_map
from models.text.segments import Span

__all__ = ["WordMatch", "match_words"]


@dataclass(frozen=True, slots=True)
class WordMatch:
    """How well something matched (more is better), and where: code points of its words."""

    score: float
    spans: tuple[Span, ...]


def match_words(words: str, typed: str) -> WordMatch | None:
    """Match each piece of `typed` somewhere in `words`; None when one is nowhere.

    A piece at the beginning of a word counts most, then one inside a word, then its letters in
    their order with others between ("opnref" finds "Open reference"). Case and accents are set
    aside. Nothing typed matches everything alike.
    """
    folded, origins = fold_with_map(words)
    score = 0.0
    found: list[int] = []
    for piece in typed.split():
        wanted = fold_with_map(piece)[0]
        placed = _placed(folded, wanted)
        if placed is None:
            return None
        gain, places = placed
        score += gain
        found += places
    spans = _joined(sorted({(origins[place].start, origins[place].end) for place in found}))
    return WordMatch(score - len(folded) / 1000, spans)


def _placed(folded: str, wanted: str) -> tuple[float, list[int]] | None:
    if not wanted:
        return 0.0, []
    at = _at_beginning(folded, wanted)
    if at is not None:
        return 3.0, list(range(at, at + len(wanted)))
    at = folded.find(wanted)
    if at >= 0:
        return 2.0, list(range(at, at + len(wanted)))
    return _scattered(folded, wanted)


def _at_beginning(folded: str, wanted: str) -> int | None:
    at = folded.find(wanted)
    while at >= 0:
        if at == 0 or not folded[at - 1].isalnum():
            return at
        at = folded.find(wanted, at + 1)
    return None


def _scattered(folded: str, wanted: str) -> tuple[float, list[int]] | None:
    """Place the letters in their order, each jump to the beginning of a word or to the next."""
    for start, letter in enumerate(folded):
        if letter == wanted[0] and (start == 0 or not folded[start - 1].isalnum()):
            places = _from(folded, wanted, start)
            if places is not None:
                spread = places[-1] - places[0] + 1
                return len(wanted) / spread, places
    return None


def _from(folded: str, wanted: str, start: int) -> list[int] | None:
    places = [start]
    for letter in wanted[1:]:
        at = folded.find(letter, places[-1] + 1)
        if at < 0:
            return None
        places.append(at)
    return places


def _joined(pieces: list[tuple[int, int]]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in pieces:
        if joined and joined[-1].end == start:
            joined[-1] = Span(joined[-1].start, end)
        else:
            joined.append(Span(start, end))
    return tuple(joined)
