"""Claims with everything that hangs on them: value, decisive words, premises, attribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from models.records.values import Value, chunks, marks
from models.reference.database import ReferenceDatabase


@dataclass(frozen=True, slots=True)
class Premise:
    """What an inferred claim leans on."""

    type: str
    quote_id: int | None
    source_id: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop of an attribution chain, as printed, with its record where there is one."""

    printed: str
    party_id: int | None
    publisher: bool


class ClaimView(NamedTuple):
    """One claim; `field` is None where the quote says that the record holds at all."""

    id: int
    record_id: int
    field: str | None
    quote_id: int
    value: Value
    printed: str | None
    span: tuple[int, int] | None
    """Decisive words, absolute in the snapshot."""
    supports: bool
    direct: bool
    rank: str
    reason: str | None
    credibility: str
    premises: tuple[Premise, ...] = ()
    hops: tuple[Hop, ...] = ()


CLAIM_QUERY = """
SELECT claim.id, claim.record_id, field.name, field.type, claim.quote_id, value_text,
       value_record_id, value_edtf, value_min, value_max, printed, span_start, span_end, stance,
       directness, rank, reason, credibility
FROM claim LEFT JOIN field ON field.id = claim.field_id
WHERE claim.record_id IN ({marks}) ORDER BY claim.id
"""


def load_claims(
    database: ReferenceDatabase, record_ids: Sequence[int], *, premises: bool = True
) -> list[ClaimView]:
    """Return every claim on the records, in the order they were made. Three queries a chunk.

    Without `premises` they are left empty, and one query less is asked.
    """
    found: list[ClaimView] = []
    for chunk in chunks(record_ids):
        rows = database.rows(CLAIM_QUERY.format(marks=marks(len(chunk))), chunk)
        inside = f"IN (SELECT id FROM claim WHERE record_id IN ({marks(len(chunk))}))"
        leaning: dict[int, list[Premise]] = {}
        if premises:
            for claim_id, *rest in database.rows(
                "SELECT claim_id, type, quote_id, source_id, note FROM premise "
                f"WHERE claim_id {inside} "
                "ORDER BY claim_id, position",
                chunk,
            ):
                leaning.setdefault(claim_id, []).append(Premise(*rest))
        hops: dict[int, list[Hop]] = {}
        for claim_id, printed, party_id, publisher in database.rows(
            "SELECT claim_id, printed, party_id, publisher FROM attribution "
            f"WHERE claim_id {inside} "
            "ORDER BY claim_id, position",
            chunk,
        ):
            hops.setdefault(claim_id, []).append(Hop(printed, party_id, bool(publisher)))
        found += [_claim(row, leaning, hops) for row in rows]
    return found


def _claim(
    row: tuple[Any, ...], premises: dict[int, list[Premise]], hops: dict[int, list[Hop]]
) -> ClaimView:
    claim_id, record_id, field, type_, quote_id, text, linked, edtf, earliest, latest = row[:10]
    printed, span_start, span_end, stance, directness, rank, reason, credibility = row[10:]
    is_link = type_ == "record"
    value = Value(
        None if is_link else text,
        linked,
        edtf,
        earliest,
        latest,
        connection=text if is_link else None,
    )
    return ClaimView(
        claim_id,
        record_id,
        field,
        quote_id,
        value,
        printed,
        None if span_start is None else (span_start, span_end),
        stance == "supports",
        directness == "direct",
        rank,
        reason,
        credibility,
        tuple(premises.get(claim_id, ())),
        tuple(hops.get(claim_id, ())),
    )
