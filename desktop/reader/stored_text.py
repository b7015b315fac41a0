"""The stored text and its form on the page: the one place where the reader converts positions.

A `QTextDocument` gives some characters a meaning of its own: it ends a block at U+2029, U+FDD0 and
U+FDD1, takes U+FFFC for an embedded object, and reads U+00A0 back as a space. The page therefore
shows a *form* of the text in which each such character is replaced by exactly one other of the
same UTF-16 length. So a position in the document is always the UTF-16 position in the stored text,
and words are always sliced from the stored text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QMimeData

from desktop.text.marked import displayed
from desktop.text.positions import Utf16Map
from models.queries.views import Span

__all__ = ["StoredText", "Stretch", "mime_of"]

_STAND_INS = {
    "\r": "\u240d",
    "\x85": "\u2424",
    "\ufdd0": "\ufffd",
    "\ufdd1": "\ufffd",
    "\ufffc": "\ufffd",
    # PySide takes it for a byte order mark and drops it from the start of a text.
    "\ufeff": "\u2060",
    # Ends a paragraph on the page as it does in the text: one position in both.
    "\u2029": "\n",
}
_TAKEN_BY_QT = re.compile("[" + "".join(_STAND_INS) + "]")
_PARAGRAPH_ENDS = re.compile("[\n\u2029]")


class Stretch(Protocol):
    """Whatever begins and ends at a code point of the text."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point after the last."""


_BYTE_ORDER_MARK = "\ufeff"


def mime_of(words: str) -> QMimeData:
    """Return `words` for the clipboard, exactly as they are."""
    data = QMimeData()
    data.setText(words)
    if words.startswith(_BYTE_ORDER_MARK) and data.text() != words:
        # PySide has dropped the first character of the text; it drops only one.
        data.setText(_BYTE_ORDER_MARK + words)
    return data


class StoredText:
    """A text, its form on the page, and the conversion of positions between the two."""

    def __init__(self, text: str) -> None:
        """Read `text` once; its form and its paragraphs are kept."""
        self.text = text
        self.form: str = _TAKEN_BY_QT.sub(lambda match: _STAND_INS[match.group()], displayed(text))
        self._positions = Utf16Map(text)
        self._starts = [0, *(match.end() for match in _PARAGRAPH_ENDS.finditer(text))]
        self._starts_utf16 = (
            self._starts
            if self._positions.utf16_length == len(text)
            else [self._positions.to_utf16(start) for start in self._starts]
        )

    @property
    def paragraph_count(self) -> int:
        """How many paragraphs the text has; at least one."""
        return len(self._starts)

    def paragraph_at(self, position: int) -> int:
        """Return the number, from 0, of the paragraph that holds the code-point `position`."""
        return max(0, bisect_right(self._starts, position) - 1)

    def paragraph(self, number: int) -> Span:
        """Return the span of a paragraph in code points, without the character that ends it."""
        if number + 1 < len(self._starts):
            return Span(self._starts[number], self._starts[number + 1] - 1)
        return Span(self._starts[number], len(self.text))

    def paragraph_on_page(self, number: int) -> tuple[int, int]:
        """Return a paragraph's start and end in the document, without its end character."""
        if number + 1 < len(self._starts_utf16):
            return self._starts_utf16[number], self._starts_utf16[number + 1] - 1
        return self._starts_utf16[number], self._positions.utf16_length

    def paragraph_lengths(self) -> list[int]:
        """Return how many positions of the document each paragraph takes, without its end."""
        starts = self._starts_utf16
        lengths = [following - start - 1 for start, following in pairwise(starts)]
        return [*lengths, self._positions.utf16_length - starts[-1]]

    def on_page(self, span: Span) -> tuple[int, int]:
        """Return where a span stands in the document.

        A span that reaches beyond the text is cut there: a damaged reference must still open.
        """
        length = len(self.text)
        start = min(max(span.start, 0), length)
        return self._positions.span_to_utf16(start, min(max(span.end, start), length))

    def all_on_page(self, spans: Iterable[Stretch]) -> list[tuple[int, int]]:
        """Return where each of many spans stands in the document, as `on_page` would."""
        length = len(self.text)
        if self._positions.utf16_length == length:
            # Both counts agree, and a source can have many thousands of spans.
            return [
                (span.start, span.end)
                if 0 <= span.start <= span.end <= length
                else self.on_page(Span(span.start, span.end))
                for span in spans
            ]
        return [self.on_page(Span(span.start, span.end)) for span in spans]

    def in_text(self, start: int, end: int) -> Span:
        """Return the span of a stretch of the document, widened over half-selected characters."""
        return Span(*self._positions.span_from_utf16(start, end))

    def words(self, start: int, end: int) -> str:
        """Return the stored words of a stretch of the document."""
        span = self.in_text(start, end)
        return self.text[span.start : span.end]
