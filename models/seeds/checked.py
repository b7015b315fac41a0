"""A seed that was checked: everything found, read and agreed, ready to be written."""

from __future__ import annotations

from dataclasses import dataclass

from models.fields.registry import Field
from models.seeds.draft import HopDraft, PremiseDraft, RecordDraft, SeedDraft
from models.seeds.passages import Capture, FoundQuote


@dataclass(frozen=True, slots=True)
class CheckedValue:
    """A value: words, a record's key, or a date with its strict bounds."""

    text: str | None = None
    record: str | None = None
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    connection: str | None = None

    def told(self) -> str:
        """Return the value in the words of the seed."""
        return self.text or self.record or self.edtf or ""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim on `record`; `field` and `value` are None where it says that the record holds."""

    record: str
    field: Field | None
    value: CheckedValue | None
    quote: str
    span: tuple[int, int] | None
    printed: str | None
    supports: bool
    direct: bool
    rank: str
    reason: str | None
    credibility: str
    premises: tuple[PremiseDraft, ...]
    hops: tuple[HopDraft, ...]


@dataclass(frozen=True, slots=True)
class CheckedRecord:
    """A record with its values, by field name; `printed` is the wording of its dates."""

    draft: RecordDraft
    label: str
    values: dict[str, list[CheckedValue]]
    printed: dict[str, str]


@dataclass(frozen=True, slots=True)
class CheckedSeed:
    """A whole seed, by key; owners stand before what is inside them."""

    draft: SeedDraft
    captures: dict[str, Capture]
    quotes: dict[str, FoundQuote]
    records: dict[str, CheckedRecord]
    claims: list[CheckedClaim]
