"""What is remembered of records already made, because later ones show it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from models.names.folding import search_text
from models.names.skeleton import skeletons

_folded_word = lru_cache(maxsize=100_000)(search_text)
sounds_of = lru_cache(maxsize=100_000)(skeletons)


def folded(text: str) -> str:
    """Return the text as the search tables hold it, word by word: words come again and again."""
    return " ".join(filter(None, map(_folded_word, text.split(" "))))


@dataclass(frozen=True, slots=True)
class Known:
    """What other records show of a state, a place or an official."""

    id: int
    spellings: tuple[str, ...]
    folded: tuple[str, ...]
    sounds: tuple[str, ...]
    states: frozenset[int] = frozenset()
    grounds: tuple[int, ...] = ()

    @classmethod
    def by(
        cls,
        record_id: int,
        *spellings: str,
        states: frozenset[int] = frozenset(),
        grounds: tuple[int, ...] = (),
    ) -> Known:
        """Return a record as known by its spellings, worked out once for all who show it."""
        return cls(
            record_id,
            spellings,
            tuple(map(folded, spellings)),
            tuple(sound for text in spellings for sound in sounds_of(text)),
            states,
            grounds,
        )

    @property
    def label(self) -> str:
        return self.spellings[0]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim of the record's quote: on which record and field, of what, by which words."""

    record_id: int
    kind: str
    field: str
    printed: str | None
    value: dict[str, Any]


def naming(known: Known) -> tuple[str, dict[str, Any]]:
    """Return how a claim names a record: as printed, and as the cell that points to it."""
    return known.label, {"value_record_id": known.id}
