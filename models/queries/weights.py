"""How much stands behind a value: its best grade, and from how many places it really comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.evidence.claims import ClaimView
from models.evidence.origins import count_origins
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase


class Weights:
    """Weighs the claims of one record; asks once for the sources they come from."""

    def __init__(
        self,
        database: ReferenceDatabase,
        claims: Iterable[ClaimView],
        roots: Mapping[int, int],
    ) -> None:
        self._roots = roots
        self._reliability: dict[int, str] = {}
        for chunk in chunks(sorted({claim.quote_id for claim in claims})):
            self._reliability.update(
                database.rows(
                    "SELECT quote.id, source.reliability FROM quote "
                    "JOIN snapshot ON snapshot.id = quote.snapshot_id "
                    "JOIN source ON source.record_id = snapshot.source_id "
                    f"WHERE quote.id IN ({marks(len(chunk))})",
                    chunk,
                )
            )

    def grade(self, claims: Iterable[ClaimView]) -> str:
        """Return the best grade of the claims that say so and count (AJP-2.1); "" without any."""
        return min(
            (
                f"{self._reliability.get(claim.quote_id, 'F')}{claim.credibility}"
                for claim in _counting(claims)
            ),
            default="",
        )

    def origins(self, claims: Iterable[ClaimView]) -> int:
        """Return how many independent origins say so."""
        return count_origins(_counting(claims), self._roots)


def _counting(claims: Iterable[ClaimView]) -> list[ClaimView]:
    return [claim for claim in claims if claim.supports and claim.rank != "deprecated"]
