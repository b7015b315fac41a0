"""Words somebody marked in a source: where they stand, and the sentences they stand in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.editing.given import Passage
from models.reference.database import ReferenceDatabase
from models.text.segments import Span, sentences


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """A stretch of a snapshot and the whole sentences around it, which become the quote.

    Positions are code points of the reading text. `published` is the date of the source in EDTF,
    against which relative dates are read.
    """

    snapshot: int
    start: int
    end: int
    text: str
    quote: Passage
    quoted: str
    published: str | None

    @property
    def whole(self) -> MarkedWords:
        """The same quote with all of it marked."""
        return replace(self, start=self.quote.start, end=self.quote.end, text=self.quoted)

    def at(self, offset: int, length: int) -> tuple[int, int]:
        """Return the place in the snapshot of a stretch of `text`."""
        return self.start + offset, self.start + offset + length


def marked_words(
    database: ReferenceDatabase, snapshot: int, start: int, end: int
) -> MarkedWords | None:
    """Return the words marked there, blanks at their ends left out; None when there are none."""
    rows = database.rows(
        "SELECT snapshot.text, source.date_edtf FROM snapshot "
        "JOIN source ON source.record_id = snapshot.source_id WHERE snapshot.id = ?",
        (snapshot,),
    )
    if not rows:
        return None
    text, published = rows[0]
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    around = sentences_around(text, start, end)
    return MarkedWords(
        snapshot=snapshot,
        start=start,
        end=end,
        text=text[start:end],
        quote=Passage(snapshot, around.start, around.end),
        quoted=text[around.start : around.end],
        published=published,
    )


def sentences_around(text: str, start: int, end: int) -> Span:
    """Return the smallest run of whole sentences that holds a passage; the passage where none."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    found = [
        Span(one.start + first, one.end + first)
        for one in sentences(text[first:last])
        if one.start + first < end and one.end + first > start
    ]
    if not found:
        return Span(start, end)
    return Span(min(start, found[0].start), max(end, found[-1].end))
