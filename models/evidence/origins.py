"""Where claims really come from: the earliest publisher of the chain, else the source's root."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.evidence.claims import ClaimView
from models.names.folding import fold
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase

ROOTS_QUERY = """
WITH RECURSIVE up (quote_id, source_id, depth) AS (
    SELECT quote.id, snapshot.source_id, 0 FROM quote
    JOIN snapshot ON snapshot.id = quote.snapshot_id WHERE quote.id IN ({marks})
    UNION
    SELECT up.quote_id, coalesce(source.derived_from_id, source.part_of_id), up.depth + 1
    FROM up JOIN source ON source.record_id = up.source_id
    WHERE coalesce(source.derived_from_id, source.part_of_id) IS NOT NULL AND up.depth < 32
)
SELECT quote_id, source_id FROM up ORDER BY quote_id, depth
"""
"""Derivation and data sets are followed upward, 32 steps at most: a loop must not hang us."""


def root_sources(database: ReferenceDatabase, quote_ids: Sequence[int]) -> dict[int, int]:
    """Return, for each quote, the source at the root of its source's derivation."""
    roots: dict[int, int] = {}
    for chunk in chunks(quote_ids):
        roots.update(database.rows(ROOTS_QUERY.format(marks=marks(len(chunk))), chunk))
    return roots


def origin_of(claim: ClaimView, roots: Mapping[int, int]) -> tuple[str, str]:
    """Return what identifies the origin of `claim`; equal for claims that share one.

    The earliest publisher of the chain counts; the speaker is not one.
    """
    for hop in claim.hops:
        if hop.publisher:
            if hop.party_id is not None:
                return ("party", str(hop.party_id))
            return ("printed", fold(hop.printed))
    return ("source", str(roots[claim.quote_id]))


def count_origins(claims: Iterable[ClaimView], roots: Mapping[int, int]) -> int:
    """Return how many independent origins stand behind `claims` that support something."""
    return len({origin_of(claim, roots) for claim in claims if claim.supports})
