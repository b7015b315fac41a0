"""Finding words inside one source: case, marks and kinds of spaces or quotes do not matter.

The search runs on a folded copy of the text that remembers where each of its characters came
from, so that what is found is always a span of the stored text.
"""

import re
from array import array

from models.names.folding import fold
from models.queries.views import Span

__all__ = ["FoldedText"]


def _folded_character(character: str) -> str:
    """Fold one character as names and search text are folded; every kind of space is one."""
    if character.isspace():
        return " "
    return fold(character)


class FoldedText:
    """A text made ready to be searched, many times."""

    def __init__(self, text: str) -> None:
        """Fold `text` once; its few different characters are folded, not its many."""
        folds = {character: _folded_character(character) for character in set(text)}
        self._length = len(text)
        self._folded = text.translate({ord(key): fold for key, fold in folds.items()})
        self._origins: array[int] | None = None
        uneven = [character for character, fold in folds.items() if len(fold) != 1]
        if uneven:
            self._origins = self._found_origins(text, folds, uneven)

    @staticmethod
    def _found_origins(text: str, folds: dict[str, str], uneven: list[str]) -> "array[int]":
        origins = array("l")
        position = 0
        pattern = re.compile("[" + "".join(map(re.escape, uneven)) + "]")
        for match in pattern.finditer(text):
            origins.extend(range(position, match.start()))
            origins.extend([match.start()] * len(folds[match.group()]))
            position = match.end()
        origins.extend(range(position, len(text)))
        return origins

    def find(self, words: str) -> tuple[Span, ...]:
        """Return where `words` stand in the text, in order and never overlapping.

        Words that fold to nothing, or to white space alone, are found nowhere.
        """
        wanted = "".join(map(_folded_character, words))
        if not wanted.strip():
            return ()
        found = re.finditer(re.escape(wanted), self._folded)
        if self._origins is None:
            return tuple(Span(match.start(), match.end()) for match in found)
        spans: list[Span] = []
        for match in found:
            span = Span(self._origins[match.start()], self._end(match.end()))
            # "s" is found twice in what "ß" folds to, and is one character.
            if not spans or span.start >= spans[-1].end:
                spans.append(span)
        return tuple(spans)

    def _end(self, folded_end: int) -> int:
        """Return the end in the text: marks that belong to the last character are inside."""
        assert self._origins is not None
        last = self._origins[folded_end - 1]
        following = self._origins[folded_end] if folded_end < len(self._origins) else self._length
        # A match that ends inside what one character folded to takes the whole character.
        return max(last + 1, following)
