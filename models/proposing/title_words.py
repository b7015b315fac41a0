"""The words by which a post is told from a name, as a file of the resources lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Final

from models.names.folding import fold

TITLES: Final = Path(__file__).resolve().parents[2] / "resources" / "titles" / "titles.txt"
PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The words of one language, folded; the file itself says what each kind is."""

    office: frozenset[str] = frozenset()
    rank: frozenset[str] = frozenset()
    ending: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    article: frozenset[str] = frozenset()
    particle: frozenset[str] = frozenset()
    state: frozenset[str] = frozenset()
    no_name: frozenset[str] = frozenset()

    def is_head(self, word: str) -> bool:
        """Whether a folded word names an office or a rank."""
        bare = word.rstrip(".")
        return any(
            one in listed for one in (word, bare) for listed in (self.office, self.rank)
        ) or any(bare.endswith(end) and len(bare) > len(end) for end in self.ending)


@lru_cache(maxsize=1)
def title_words() -> dict[str, TitleWords]:
    """Return the words of every language, by its code (BCP 47)."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for language, kind, words in _read(TITLES.read_text(encoding="utf-8")):
        found.setdefault(language, {})[kind] = words
    return {language: TitleWords(**kinds) for language, kinds in found.items()}


def _read(text: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Give the lines of the file: language, kind, words.

    Raises:
        ValueError: a line has not its parts, or there is no such kind.
    """
    kinds = {field.name for field in fields(TitleWords)}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("|")]
        kind = parts[1].replace(" ", "_") if len(parts) == PARTS else ""
        if kind not in kinds:
            message = f"Line {number} of the titles is none."
            raise ValueError(message)
        yield parts[0], kind, frozenset(fold(word.strip()) for word in parts[2].split(";"))
