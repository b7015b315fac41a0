"""What an entry becomes before it is written: records and claims, by key and by place in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from models.capture.historian_xml import Entry, Word
from models.text.segments import Span

HOUSEKEEPING: Final = ("created-", "last-modified-")
"""Who typed an entry and when: at its end, and not what it says."""

POSSIBLE_DUPLICATE: Final = "possible duplicate"
COMPOUND: Final = "compound"
NAMESAKE: Final = "namesake"
NOT_HELD: Final = "not held"
SHARED_COUNTRY: Final = "shares a country id"
DATES_DISAGREE: Final = "dates disagree"
CONCURRENT: Final = "concurrent appointment"
DOUBTFUL: Final = frozenset(
    {POSSIBLE_DUPLICATE, COMPOUND, NAMESAKE, SHARED_COUNTRY, DATES_DISAGREE}
)
"""Marks that ask a person to look; nothing is joined or parted by the program."""
VANISHED: Final = "vanished from the data"


class Passage(NamedTuple):
    """A quote to be: a stretch of the reading text of one data file."""

    file: str
    span: Span


class ClaimDraft(NamedTuple):
    """What a passage says of a field, or (without one) that the record holds at all.

    The value is one of `text`, `record` (a key) and `edtf`. What is inferred says what it leans
    on: a `note` of ours, or another passage. `printed` is the value in the source's characters.
    """

    field: str | None
    passage: Passage
    text: str | None = None
    record: str | None = None
    edtf: str | None = None
    decisive: Span | None = None
    printed: str | None = None
    note: str | None = None
    leans: Passage | None = None
    denies: bool = False

    @property
    def direct(self) -> bool:
        """Whether the words say it without help."""
        return self.note is None and self.leans is None


@dataclass(slots=True)
class RecordDraft:
    """One record; `key` is its identity for ever. `values` are those no claim supports."""

    key: str
    kind: str
    label: str
    owner: str | None = None
    note: str | None = None
    identifier: tuple[str, str] | None = None
    claims: list[ClaimDraft] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    """Unclaimed values that are records, by key."""
    tags: list[str] = field(default_factory=list)
    csl: str | None = None
    addition: bool = False
    """Only adds claims and tags to a record that is drafted elsewhere."""

    def tag(self, text: str) -> None:
        """Mark the record, once."""
        if text not in self.tags:
            self.tags.append(text)


def passage_of(file: str, entry: Entry) -> Passage:
    """Return the whole entry as one quote, from its first word to its last that says something."""
    said = [word for word in entry.words if not word.name.startswith(HOUSEKEEPING)]
    return Passage(file, Span(entry.words[0].start, (said or entry.words)[-1].end))


def says(
    name: str,
    passage: Passage,
    word: Word,
    *,
    record: str | None = None,
    edtf: str | None = None,
    text: str | None = None,
    note: str | None = None,
    leans: Passage | None = None,
    part: str | None = None,
) -> ClaimDraft:
    """Return the claim that `word`, or a `part` of it, says the value: its own words by default."""
    printed = part if part is not None else word.text.strip()
    if record is None and edtf is None and text is None:
        text = printed
    start = word.start + word.text.index(printed)
    return ClaimDraft(
        field=name,
        passage=passage,
        text=text,
        record=record,
        edtf=edtf,
        decisive=Span(start, start + len(printed)),
        printed=printed,
        note=note,
        leans=leans,
    )


def named(
    owner: str,
    passage: Passage,
    word: Word,
    *,
    text: str | None = None,
    form: str = "printed",
    suffix: str = "name",
    note: str | None = None,
) -> RecordDraft:
    """Return a name of the record `owner`, as `word` prints it unless `text` reads it otherwise."""
    read = text if text is not None else word.text.strip()
    return RecordDraft(
        key=f"{owner}/{suffix}",
        kind="name",
        label=read,
        owner=owner,
        values={"form": form},
        claims=[says("text", passage, word, text=read, note=note)],
    )
