"""What its claims make of a value: quoted, inferred, unsourced or disputed (law 5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.evidence.claims import ClaimView
from models.evidence.mark import Mark
from models.fields.registry import Field, fields_of
from models.records.values import Value, Values


def claims_about(value: Value, field: Field, claims: Iterable[ClaimView]) -> list[ClaimView]:
    """Return the claims on `field` that speak of `value`, supporting or denying, in order."""
    return [claim for claim in claims if claim.field == field.name and claim.value.is_same(value)]


def contradicting(value: Value, field: Field, claims: Iterable[ClaimView]) -> list[ClaimView]:
    """Return the claims that speak against `value` and are not set aside as deprecated.

    A denial of the value does; so does, on a field that has one value, another that cannot be
    true as well.
    """
    against = []
    for claim in claims:
        if claim.field != field.name or claim.rank == "deprecated":
            continue
        same = claim.value.is_same(value)
        if (same and not claim.supports) or (
            not field.several and claim.supports and not claim.value.agrees_with(value)
        ):
            against.append(claim)
    return against


def mark_of(value: Value, field: Field, claims: Sequence[ClaimView]) -> Mark:
    """Return how `value` of `field` is evidenced by the record's `claims`.

    A value asserts nothing, and needs no source, where it is the field's neutral one or the field
    is not citable; it then counts as quoted.
    """
    if contradicting(value, field, claims):
        return Mark.DISPUTED
    supporting = [
        claim
        for claim in claims_about(value, field, claims)
        if claim.supports and claim.rank != "deprecated"
    ]
    if not supporting:
        silent = not field.citable or (field.neutral is not None and value.text == field.neutral)
        return Mark.QUOTED if silent else Mark.UNSOURCED
    return Mark.QUOTED if any(claim.direct for claim in supporting) else Mark.INFERRED


def gaps(kind: str, values: Values, claims: Sequence[ClaimView]) -> tuple[list[str], list[str]]:
    """Return the names of the unsourced and of the disputed fields of one record."""
    unsourced, disputed = [], []
    by_field: dict[str | None, list[ClaimView]] = {}
    for claim in claims:
        by_field.setdefault(claim.field, []).append(claim)
    for field in fields_of(kind):
        several = values.get(field.name)
        if not several:
            continue
        about = by_field.get(field.name, [])
        found = {mark_of(value, field, about) for value in several}
        if Mark.UNSOURCED in found:
            unsourced.append(field.name)
        if Mark.DISPUTED in found:
            disputed.append(field.name)
    return unsourced, disputed


def projection(field: Field, claims: Sequence[ClaimView]) -> Value | None:
    """Return the value a single-valued field must hold: its preferred claim's, or its only one's.

    None when no supporting claim is left; then any value is allowed and shows as unsourced. When
    several normal claims disagree and none is preferred, the first made stands (law 5: nothing is
    overwritten by disagreement).
    """
    supporting = [
        claim
        for claim in claims
        if claim.field == field.name and claim.supports and claim.rank != "deprecated"
    ]
    preferred = [claim for claim in supporting if claim.rank == "preferred"]
    chosen = preferred or supporting
    return chosen[0].value if chosen else None
