"""What the window is given to show: frozen, complete, and free of any database.

All positions are Unicode code points, end exclusive. All dates are EDTF text as stored; showing
them is the business of `models.dates.display_date`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.evidence.mark import MARK_ORDER, Mark
from models.queries.rows import TableRow
from models.text.segments import Span

__all__ = [
    "MARK_ORDER",
    "Backing",
    "EmptyField",
    "Facet",
    "FacetValue",
    "FieldView",
    "Mark",
    "OpenHit",
    "OriginalView",
    "Passage",
    "QuoteCard",
    "RecordDetail",
    "RecordLink",
    "SearchOutcome",
    "SectionView",
    "SnapshotView",
    "Span",
    "TableRow",
    "Totals",
    "Translation",
    "ValueView",
]


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A record one can go to."""

    id: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value of one field, with its evidence.

    `slot` names the value everywhere it is shown, so that pointing at it can light its quotes and
    the other way round. `printed` is the wording of the source where it differs from `text`.
    `addition` follows the value in a quieter voice (the post held on the day). `warning` is a
    sentence where the record and the source pull apart. `reasons` are whole sentences: what an
    inferred reading leans on, or why a claim is deprecated.
    """

    slot: str
    text: str
    mark: Mark
    quote_ids: tuple[int, ...] = ()
    link: RecordLink | None = None
    edtf: str | None = None
    printed: str | None = None
    addition: str | None = None
    warning: str | None = None
    reasons: tuple[str, ...] = ()
    claims: tuple[int, ...] = ()
    """The claims that say so, those set aside included; not those that say otherwise."""
    rank: str = "normal"
    """`preferred` where one of its claims is; `deprecated` where all of them are set aside."""
    why: str = ""
    """The reason a person gave for the rank."""
    grade: str = ""
    """The best grade of its claims that count, as in `B2`; empty without any."""
    origins: int = 0
    """How many independent origins say so."""
    said_by: int = 0
    """How many quotes say so; `quote_ids` has those that say otherwise, too."""
    is_address: bool = False
    """Whether it is an address of the web that may be opened, once it was shown."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One labelled line of the detail pane; `values` is never empty."""

    name: str
    label: str
    values: tuple[ValueView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A titled group of lines below the fields: posts, meetings, statements, relations, names.

    `total` is how many lines there would be where `fields` are only the first of them, else 0.
    """

    name: str
    title: str
    fields: tuple[FieldView, ...]
    total: int = 0


@dataclass(frozen=True, slots=True)
class Backing:
    """What one claim makes a quote say: the value it backs and the words that decide it."""

    slot: str
    label: str
    """The field's label, with the inside record it belongs to where that helps."""
    mark: Mark
    decisive: Span | None
    """Relative to the quote's own words."""
    printed: str | None
    denies: bool
    reasons: tuple[str, ...] = ()
    claims: tuple[int, ...] = ()
    """The claims shown as this one: usually one, several where they say the same."""
    rank: str = "normal"


@dataclass(frozen=True, slots=True)
class Translation:
    """A rendering of a quote in another language, and by whom."""

    id: int
    language: str
    text: str
    translator: str


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quote with everything its card and its citation need."""

    id: int
    snapshot_id: int
    source: RecordLink
    exact: str
    before: str
    after: str
    start: int
    end: int
    paragraph: int | None
    locator: str | None
    publisher: str | None
    published_edtf: str | None
    published_sourced: bool
    language: str | None
    grade: str
    """Reliability and credibility, as in `F6` (Admiralty code, AJP-2.1)."""
    chains: tuple[tuple[str, ...], ...]
    """Attribution chains, speaker first: `(("Mohammad Bagheri", "IRNA"),)`."""
    backings: tuple[Backing, ...]
    citation: str
    """The words with their source, ready for the clipboard."""
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class EmptyField:
    """A field of a record that holds nothing yet, and can be filled."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """One record as the detail pane shows it."""

    id: int
    uid: str
    kind: str
    label: str
    review: str
    state: str | None
    note: str | None
    fields: tuple[FieldView, ...]
    sections: tuple[SectionView, ...]
    quotes: tuple[QuoteCard, ...]
    origins: int
    unsourced: int
    disputed: int
    snapshot_ids: tuple[int, ...] = ()
    """Of a source: its captures, newest first."""
    trashed: bool = False
    """Whether it is in the trash."""
    empty: tuple[EmptyField, ...] = ()
    """The main fields that hold nothing yet."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage of a snapshot and the records that rest on it."""

    quote_id: int
    start: int
    end: int
    decisive: tuple[Span, ...]
    """Absolute positions in the text."""
    records: tuple[RecordLink, ...]


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """A snapshot for the reader.

    `passages` are in order of their start and may overlap. `unused` are the sentences no quote
    touches. `inserted` are labels the extractor had to add; nothing can be quoted from them.
    """

    id: int
    source: RecordLink
    publisher: str | None
    published_edtf: str | None
    text: str
    language: str | None
    media_type: str
    captured: str
    method: str
    extractor: str
    text_sha256: str
    original_sha256: str
    original_size: int
    passages: tuple[Passage, ...]
    unused: tuple[Span, ...]
    inserted: tuple[Span, ...]
    published_sourced: bool = True
    """Whether words attest the publication date; else it is the editor's."""


@dataclass(frozen=True, slots=True)
class OriginalView:
    """The bytes that were captured, and what they are."""

    snapshot_id: int
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One line of a facet: adding `key:value` to the query narrows to `count` records."""

    key: str
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet of the sidebar under the heading `title`."""

    key: str
    title: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What the status bar says of the whole reference."""

    records: int
    """Those the table shows without being asked for places and sources."""
    quotes: int
    sources: int
    unsourced_fields: int
    disputed_fields: int


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """Which records answer a query, in display order.

    `words` are what to highlight. `said` is the filter in words. When `ids` is empty, `culprit`
    is the sentence that says which term removed everything. When it is not `complete`, `ids` are
    only the first of them. `ids` is a vector of four bytes an id, never changed: there can be a
    million. Where they are all live records of some kinds, `all_of` names these.
    """

    ids: Sequence[int]
    words: tuple[str, ...]
    said: str
    culprit: str | None
    problems: tuple[str, ...]
    complete: bool = True
    all_of: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class OpenHit:
    """A record quick open proposes; `matched` is the matching name where it is not the label."""

    id: int
    kind: str
    label: str
    matched: str | None
    hint: str
    """Post and country of an official, date and place of a meeting: what tells namesakes apart."""


@dataclass(frozen=True, slots=True)
class ValueOffer:
    """A value the search field offers behind a key: `value` is written, `label` is shown.

    `matched` is the spelling that was typed where it is not the label; `beside` tells namesakes
    apart.
    """

    value: str
    label: str
    kind: str = ""
    matched: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class NearName:
    """A query that may have been meant: the one asked, but with a stored name, `label`, in it."""

    query: str
    label: str


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query saved under a name; `columns` is the table's order and layout as JSON, if kept."""

    id: int
    name: str
    query: str
    columns: str | None
