"""Which quotes of a source still stand, word for word, in a newer copy of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.reference.database import ReferenceDatabase
from models.text.segments import Span

_MOST_PLACES: Final = 1_000


class Fate(StrEnum):
    """What became of a quote."""

    STANDS = "stands"
    SEVERAL_PLACES = "several places"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class QuoteFate:
    """One quote of the earlier copies, and what became of it in the new one.

    It stands where the same words stand once, or once between the same words. `span` is that
    place in the new reading text. `same_surroundings` is whether the words around it are the same.
    """

    quote_id: int
    exact: str
    fate: Fate
    span: Span | None
    same_surroundings: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A new copy of a source beside the earlier ones."""

    quotes: tuple[QuoteFate, ...]

    @property
    def standing(self) -> tuple[QuoteFate, ...]:
        """The quotes whose words stand in the new copy, at one place."""
        return tuple(one for one in self.quotes if one.fate is Fate.STANDS)

    @property
    def missing(self) -> tuple[QuoteFate, ...]:
        """The quotes whose words do not stand there, or at several places."""
        return tuple(one for one in self.quotes if one.fate is not Fate.STANDS)

    def sentence(self) -> str:
        """Say it in one sentence."""
        count = len(self.quotes)
        if not count:
            return "Nothing was quoted from the earlier copy."
        standing = len(self.standing)
        if standing == count:
            every = "The quote" if count == 1 else f"All {count:,} quotes"
            return f"{every} of the earlier copy stand{'s' if count == 1 else ''} in the new one."
        gone = sum(1 for one in self.quotes if one.fate is Fate.GONE)
        several = count - standing - gone
        parts = [f"{standing:,} of {count:,} quotes stand word for word in the new copy"]
        if gone:
            parts.append(f"{gone:,} {'is' if gone == 1 else 'are'} gone")
        if several:
            parts.append(f"{several:,} stand{'s' if several == 1 else ''} at several places")
        return f"{'; '.join(parts)}."


def compare(
    database: ReferenceDatabase,
    source: int,
    text: str,
    labels: Sequence[tuple[int, int]] = (),
    *,
    without: int | None = None,
) -> Comparison:
    """Compare the quotes of all copies of `source` (but `without`) with the new reading text."""
    return Comparison(
        tuple(
            _fate(quote, exact, before, after, text, labels)
            for quote, exact, before, after in database.rows(
                "SELECT quote.id, exact, before, after FROM quote "
                "JOIN snapshot ON snapshot.id = snapshot_id "
                "WHERE source_id = ? AND snapshot_id IS NOT ? ORDER BY snapshot_id, start",
                (source, without),
            )
        )
    )


def _fate(
    quote: int,
    exact: str,
    before: str,
    after: str,
    text: str,
    labels: Sequence[tuple[int, int]],
) -> QuoteFate:
    places = [
        place
        for place in _places(exact, text)
        if not any(start < place.end and end > place.start for start, end in labels)
    ]
    if not places:
        return QuoteFate(quote, exact, Fate.GONE, None, same_surroundings=False)
    same = [
        place
        for place in places
        if text.startswith(after, place.end) and text.endswith(before, 0, place.start)
    ]
    if len(same) == 1:
        return QuoteFate(quote, exact, Fate.STANDS, same[0], same_surroundings=True)
    if len(places) == 1:
        return QuoteFate(quote, exact, Fate.STANDS, places[0], same_surroundings=False)
    return QuoteFate(quote, exact, Fate.SEVERAL_PLACES, None, same_surroundings=bool(same))


def _places(exact: str, text: str) -> Iterator[Span]:
    start = text.find(exact)
    count = 0
    while start >= 0 and count < _MOST_PLACES:
        yield Span(start, start + len(exact))
        count += 1
        start = text.find(exact, start + 1)
