"""Why a value stands as it does, in whole sentences for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.dates import stored_date
from models.evidence.claims import ClaimView, Premise
from models.queries.views import Mark
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase

SHOWN_WORDS = 80
"""Characters of a leaned-on passage that a reason repeats before it is cut short."""


class Explainer:
    """Turns claims into reasons; loads what premises point to once."""

    def __init__(self, database: ReferenceDatabase, claims: Iterable[ClaimView]) -> None:
        premises = [premise for claim in claims for premise in claim.premises]
        self._passages = _passages(database, {p.quote_id for p in premises if p.quote_id})
        self._dates = _source_dates(database, {p.source_id for p in premises if p.source_id})

    def reasons(self, claim: ClaimView) -> tuple[str, ...]:
        """Return what the claim leans on, and why it is preferred or set aside."""
        found = list(self.leaning(claim))
        if claim.rank == "preferred" and claim.reason:
            found.append(f"Preferred: {claim.reason}")
        if claim.rank == "deprecated" and claim.reason:
            found.append(f"Set aside: {claim.reason}")
        return tuple(found)

    def leaning(self, claim: ClaimView) -> tuple[str, ...]:
        """Return what the claim leans on, a sentence for each premise."""
        return tuple(self._premise(premise) for premise in claim.premises)

    def _premise(self, premise: Premise) -> str:
        note = f" {premise.note}" if premise.note and premise.type != "editor" else ""
        if premise.type == "quote":
            paragraph, words = self._passages.get(premise.quote_id or 0, (None, ""))
            where = f" (¶ {paragraph})" if paragraph else ""
            return f"Leans on the words “{words}”{where}.{note}"
        if premise.type == "source date":
            date, sourced = self._dates.get(premise.source_id or 0, (None, False))
            if date is None:
                return f"Read against the date of the source, which is not known.{note}"
            shown = stored_date(date)
            if sourced:
                return f"Read against the date of the source, {shown}.{note}"
            return f"Read against the date of the source, {shown}, supplied by the editor.{note}"
        return premise.note or ""


def mark_of_claim(claim: ClaimView) -> Mark:
    """Return how firmly this one claim speaks; a denial is a dispute."""
    if not claim.supports:
        return Mark.DISPUTED
    return Mark.QUOTED if claim.direct else Mark.INFERRED


def _passages(database: ReferenceDatabase, ids: set[int]) -> Mapping[int, tuple[int | None, str]]:
    found: dict[int, tuple[int | None, str]] = {}
    for chunk in chunks(sorted(ids)):
        for quote_id, paragraph, exact in database.rows(
            f"SELECT id, paragraph, exact FROM quote WHERE id IN ({marks(len(chunk))})", chunk
        ):
            cut = exact if len(exact) <= SHOWN_WORDS else exact[: SHOWN_WORDS - 1].rstrip() + "…"
            found[quote_id] = (paragraph, cut)
    return found


def _source_dates(
    database: ReferenceDatabase, ids: set[int]
) -> Mapping[int, tuple[str | None, bool]]:
    found: dict[int, tuple[str | None, bool]] = {}
    for chunk in chunks(sorted(ids)):
        for source_id, edtf, sourced in database.rows(
            "SELECT record_id, date_edtf, EXISTS (SELECT 1 FROM claim JOIN field "
            "ON field.id = claim.field_id WHERE claim.record_id = source.record_id "
            "AND field.name = 'date' AND claim.stance = 'supports') "
            f"FROM source WHERE record_id IN ({marks(len(chunk))})",
            chunk,
        ):
            found[source_id] = (edtf, bool(sourced))
    return found
