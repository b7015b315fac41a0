"""What reading a document gives: its reading text, its pages, what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from models.text.reading_text import ReadingText, UnreadableTextError, reading_text
from models.text.segments import Span

LARGEST_ORIGINAL: Final = 64 * 1024 * 1024
"""Bytes. The history keeps a second copy of an original in hexadecimal, and no value of a
reference may pass 256 MB."""

LONGEST_TEXT: Final = 16_000_000
"""Code points of a reading text: some eight thousand printed pages."""

SPLIT: Final = "Split it, by chapters or by years for instance, and add the parts one by one."


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a page (or another part people cite by) begins in the reading text.

    `label` is what a citation says, such as "p. 3"; the part ends where the next one begins. A
    locator is no word of the text (law 4).
    """

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing the document says of itself.

    `field` is a field of the kind source, or "author", "created" (when the file was made, which is
    no date of publication) or "publisher" (whose record a person picks). `came_from` is where it
    stands, in words. `spans` are the places where the same words stand in the reading text and
    can be quoted; where there are none, the value is unsourced.
    """

    field: str
    value: str
    came_from: str
    spans: tuple[Span, ...] = ()
    printed: str | None = None
    """The wording the value was read from, where they differ (dates)."""
    stated: bool = True
    """Whether the document's own metadata says it; False where it was only read off the text, as a
    first line that looks like a title: a person decides."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """The character encoding of a document's bytes, and how it is known.

    `how` is "signature", "stated" (by the document), "form" (the bytes are well-formed UTF-8),
    "guessed" or "given" (by a person).
    """

    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extractor read."""

    reading: ReadingText
    locators: tuple[Locator, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    warnings: tuple[str, ...] = ()
    encoding: Encoding | None = None


@dataclass(frozen=True, slots=True)
class CapturedDocument:
    """One document, read: everything a snapshot of it needs, and what it proposes.

    `extractor` and `version` find the same text in the same bytes again (see
    `models.capture.extractors`). `name` is the file's, without its folder.
    """

    original: bytes
    original_sha256: str
    media_type: str
    reading: ReadingText
    extractor: str
    version: str
    name: str = ""
    locators: tuple[Locator, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    warnings: tuple[str, ...] = ()
    encoding: Encoding | None = None
    method: str = ""

    @property
    def text(self) -> str:
        """The reading text."""
        return self.reading.text

    def proposed(self, name: str) -> str | None:
        """Return the first value proposed for the field `name`."""
        return next((one.value for one in self.proposals if one.field == name), None)

    def stated(self, name: str) -> str | None:
        """Return the first value that the document's own metadata states for the field `name`."""
        return next((one.value for one in self.proposals if one.field == name and one.stated), None)

    def locator_at(self, position: int) -> str | None:
        """Return the locator of the part in which `position` lies, None where there is none."""
        return locator_at(self.locators, position)


def locator_at(locators: tuple[Locator, ...], position: int) -> str | None:
    """Return the label of the last locator that begins at or before `position`."""
    found = None
    for locator in locators:
        if locator.start > position:
            break
        found = locator.label
    return found


@dataclass(slots=True)
class TextPieces:
    """Puts a reading text together piece by piece, and keeps where each piece begins.

    Pieces are parted by a blank or a line end, neither of which composes with what follows: NFC
    of the whole is that of the pieces.
    """

    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _was_normalized: bool = True
    _removed_nul: int = 0

    @property
    def position(self) -> int:
        """Where the next piece begins, in code points of the reading text."""
        return self._length

    def add(self, decoded: str) -> Span:
        """Add a piece, bring it into the form of a reading text, and say where it stands.

        Raises:
            UnreadableTextError: it holds half a surrogate pair, or the whole grows too long.
        """
        read = reading_text(decoded)
        span = Span(self._length, self._length + len(read.text))
        refuse_too_long(span.end)
        self._pieces.append(read.text)
        self._length = span.end
        self._was_normalized &= read.was_normalized
        self._removed_nul += read.removed_nul
        return span

    def whole(self) -> ReadingText:
        """Return the reading text of all pieces."""
        whole = reading_text("".join(self._pieces))
        assert len(whole.text) == self._length, "pieces are parted by blanks"
        return ReadingText(
            text=whole.text,
            was_normalized=self._was_normalized,
            unicode_version=whole.unicode_version,
            removed_nul=self._removed_nul,
        )


def refuse_too_long(length: int) -> None:
    """Refuse a reading text that is longer than `LONGEST_TEXT`.

    Raises:
        UnreadableTextError: it is.
    """
    if length > LONGEST_TEXT:
        millions = LONGEST_TEXT // 1_000_000
        raise UnreadableTextError(
            f"The document holds more than {millions} million characters of text. {SPLIT}"
        )


def spans_of(words: str, text: str, *, most: int = 8) -> tuple[Span, ...]:
    """Return the first places where exactly these words stand in the text."""
    found: list[Span] = []
    start = text.find(words) if words else -1
    while start >= 0 and len(found) < most:
        found.append(Span(start, start + len(words)))
        start = text.find(words, start + len(words))
    return tuple(found)
