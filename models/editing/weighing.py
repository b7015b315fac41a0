"""Weighing several claims in one step: what a value rests on is often more than one quote."""

from __future__ import annotations

from collections.abc import Sequence

from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.evidence import (
    deprecate,
    make_normal,
    remove_claim,
    set_attribution,
    set_credibility,
    set_preferred,
    set_premises,
)
from models.editing.fields import clear_field, set_field
from models.editing.given import Given
from models.editing.projecting import field_claims
from models.editing.rows import field_named, record_row
from models.evidence.claims import Hop, Premise
from models.fields.nouns import noun


@service
def prefer_claims(edit: Edit, *, claims: Sequence[int], reason: str) -> Told:
    """Let the value these claims stand for count more than others; the first of them says why.

    Raises:
        RefusedError: there is no reason, or none of them supports a value.
    """
    done = set_preferred(edit, claim=_some(claims)[0], reason=reason)
    return Told(done.label, done.focus)


@service
def set_claims_aside(edit: Edit, *, claims: Sequence[int], reason: str) -> Told:
    """Set claims aside for one reason: they stay to be seen, and no longer count.

    Raises:
        RefusedError: there is no reason.
    """
    done = [deprecate(edit, claim=claim, reason=reason) for claim in _some(claims)]
    return Told(done[0].label, claims[0])


@service
def weigh_as_any_other(edit: Edit, *, claims: Sequence[int]) -> Told:
    """Let claims count as much as any others."""
    done = [make_normal(edit, claim=claim) for claim in _some(claims)]
    return Told(done[0].label, claims[0])


@service
def remove_claims(edit: Edit, *, claims: Sequence[int]) -> Told:
    """Take claims away; their quotes stay."""
    done = [remove_claim(edit, claim=claim) for claim in _some(claims)]
    return Told(done[0].label, None)


@service
def grade_claims(edit: Edit, *, claims: Sequence[int], credibility: str) -> Told:
    """Grade claims from 1, confirmed, to 6, cannot be judged (AJP-2.1)."""
    done = [set_credibility(edit, claim=one, credibility=credibility) for one in _some(claims)]
    return Told(done[0].label, claims[0])


@service
def attribute_claims(edit: Edit, *, claims: Sequence[int], hops: Sequence[Hop]) -> Told:
    """Say through whom the words of claims came to the page, the speaker first.

    Raises:
        RefusedError: a hop does not stand in the text as it is written.
    """
    done = [set_attribution(edit, claim=claim, hops=hops) for claim in _some(claims)]
    return Told(done[0].label, claims[0])


@service
def lean_claims(edit: Edit, *, claims: Sequence[int], premises: Sequence[Premise]) -> Told:
    """Say what claims lean on; with nothing they are direct.

    Raises:
        RefusedError: a claim cannot lean on this, or cannot be direct.
    """
    done = [set_premises(edit, claim=claim, premises=premises) for claim in _some(claims)]
    return Told(done[0].label, claims[0])


@service
def overrule(edit: Edit, *, record: int, field: str, value: Given | None, reason: str) -> Told:
    """Set every claim of a field aside for a reason, and let it hold `value`, or nothing.

    Raises:
        RefusedError: there is no reason, or the value cannot be so.
    """
    row = record_row(edit.database, record)
    known = field_named(row.kind, field)
    for claim in field_claims(edit.database, record, known):
        if claim.supports and claim.rank != "deprecated":
            deprecate(edit, claim=claim.id, reason=reason)
    if value is None:
        clear_field(edit, record=record, field=field)
    else:
        set_field(edit, record=record, field=field, value=value)
    return Told(f"Overrule the quotes for {noun(known)} of {row.named}", row.id)


def _some(claims: Sequence[int]) -> Sequence[int]:
    if not claims:
        raise RefusedError(None, "No quote says this.")
    return claims
