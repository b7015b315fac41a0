"""A seed as it was written: its parts with their lines, nothing yet looked up or believed."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.seeds.document import Scalar
from models.seeds.problems import Place


@dataclass(slots=True)
class PremiseDraft:
    """What an inferred claim leans on; `type` is one of the vocabulary's premise types."""

    place: Place
    type: str
    quote: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(slots=True)
class HopDraft:
    """One hop of an attribution, as printed; `party` is a record's key."""

    place: Place
    printed: str
    party: str | None
    publisher: bool


@dataclass(slots=True)
class ClaimDraft:
    """A claim; `value` is its own where it differs from the field's."""

    place: Place
    quote: Scalar | None = None
    words: Scalar | None = None
    occurrence: int | None = None
    printed: Scalar | None = None
    value: Scalar | None = None
    premises: list[PremiseDraft] | None = None
    """None for a direct claim."""
    denies: bool = False
    rank: str = "normal"
    reason: str | None = None
    credibility: str = "6"
    hops: list[HopDraft] = field(default_factory=list)


@dataclass(slots=True)
class ValueDraft:
    """A value of a field with its claims; `value` is None where only claims speak of the field."""

    place: Place
    value: Scalar | None = None
    connection: Scalar | None = None
    claims: list[ClaimDraft] = field(default_factory=list)


@dataclass(slots=True)
class RecordDraft:
    """A record; `key` is `OWNER/KEY` for a tenure, participation or name."""

    place: Place
    kind: str
    key: str
    owner: str | None = None
    label: str | None = None
    review: str = "draft"
    note: str | None = None
    fields: dict[str, list[ValueDraft]] = field(default_factory=dict)
    presence: list[ClaimDraft] = field(default_factory=list)
    identifiers: list[tuple[Place, str, str]] = field(default_factory=list)
    tags: list[Scalar] = field(default_factory=list)
    authors: list[AuthorDraft] = field(default_factory=list)
    csl: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def naming(kind: str) -> str:
        """Return the kind with its article, for sentences: "an official"."""
        return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


@dataclass(slots=True)
class AuthorDraft:
    """An author of a source, in parts only where the source gives them apart."""

    literal: str | None = None
    family: str | None = None
    given: str | None = None


@dataclass(slots=True)
class SnapshotDraft:
    """A captured copy of a source: a file beside the seed."""

    place: Place
    source: str
    key: str
    file: Scalar | None = None
    sha256: Scalar | None = None
    media_type: Scalar | None = None
    captured: Scalar | None = None
    method: Scalar | None = None


@dataclass(slots=True)
class QuoteDraft:
    """A passage, by its exact words; `snapshot` is a key `SOURCE/SNAPSHOT` or `SOURCE` alone."""

    place: Place
    key: str
    snapshot: Scalar
    words: Scalar
    occurrence: int | None = None
    locator: str | None = None


@dataclass(slots=True)
class SeedDraft:
    """A whole seed as written."""

    title: str = ""
    description: str = ""
    namespace: str = ""
    created: str = ""
    snapshots: dict[str, SnapshotDraft] = field(default_factory=dict)
    quotes: dict[str, QuoteDraft] = field(default_factory=dict)
    records: dict[str, RecordDraft] = field(default_factory=dict)
    """Sources, too; owners stand before what is inside them."""
