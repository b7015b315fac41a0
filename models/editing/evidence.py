"""Quotes and claims as edits: adding, taking away, weighing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.editing.claiming import (
    Quoted,
    check_reading,
    checked_hop,
    checked_premise,
    claim_value,
    prefer,
    quote_for,
    quoted,
    write_hops,
    write_premises,
)
from models.editing.creating import made_value
from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, cut, service
from models.editing.given import Evidence, Given, Passage
from models.editing.rows import Row, any_row, field_named, record_row, update
from models.editing.settling import settle
from models.evidence.claims import ClaimView, Hop, Premise, load_claims
from models.fields.nouns import noun
from models.fields.registry import FIELD_BY_NAME, Field
from models.schema.vocabulary import CREDIBILITIES
from models.seeds.problems import shown

SHOWN_WORDS: Final = 60


@service
def add_quote(edit: Edit, *, passage: Passage) -> Told:
    """Keep a passage as a quote; `focus` is its id. One that is kept already is returned as it is.

    Raises:
        RefusedError: the passage holds no words of its source.
    """
    quote = quote_for(edit.database, passage)
    exact = edit.database.rows("SELECT exact FROM quote WHERE id = ?", (quote,))[0][0]
    return Told(f"Quote “{cut(exact, SHOWN_WORDS)}”", quote)


@service
def remove_quote(edit: Edit, *, quote: int) -> Told:
    """Keep a passage as a quote no longer.

    Raises:
        RefusedError: claims or translations rest on it.
    """
    rows = edit.database.rows("SELECT exact FROM quote WHERE id = ?", (quote,))
    if not rows:
        raise RefusedError("quote", "This quote is no longer there.")
    if edit.database.rows(
        "SELECT 1 FROM claim WHERE quote_id = ?1 UNION SELECT 1 FROM premise WHERE quote_id = ?1 "
        "UNION SELECT 1 FROM translation WHERE quote_id = ?1",
        (quote,),
    ):
        raise RefusedError("quote", "Claims rest on this quote; remove them first.")
    edit.database.run("DELETE FROM quote WHERE id = ?", (quote,))
    return Told(f"Remove the quote “{cut(rows[0][0], SHOWN_WORDS)}”", None)


@service
def add_claim(
    edit: Edit,
    *,
    record: int,
    evidence: Evidence,
    field: str | None = None,
    value: Given | None = None,
) -> Told:
    """Let `evidence` say that `field` of `record` is `value`; `focus` is the claim's id.

    Without field and value it says that the record holds at all. The field follows its claims; one
    that says otherwise than others stands beside them, and the field is disputed (law 5).

    Raises:
        RefusedError: the words do not say so in a way that can be kept; nothing was written.
    """
    row = record_row(edit.database, record)
    known = field_named(row.kind, field) if field is not None else None
    given = made_value(edit, value) if value is not None else None
    claim = claim_value(edit, row, known, given, evidence)
    what = f"{noun(known)} of {row.named}" if known else row.named
    verb = "Back" if evidence.supports else "Deny"
    return Told(f"{verb} {what} with a quote", claim, row.owner or row.id)


@service
def remove_claim(edit: Edit, *, claim: int) -> Told:
    """Take one claim away; its quote stays, and a value it alone stood for is unsourced."""
    row, field, _ = _claim(edit, claim)
    edit.database.run("DELETE FROM claim WHERE id = ?", (claim,))
    if field is not None:
        settle(edit, row, field)
    return Told(f"Remove a claim on {_what(row, field)}", row.id)


@service
def set_preferred(edit: Edit, *, claim: int, reason: str) -> Told:
    """Let one claim count more than the others of its field, for a reason people can read.

    Raises:
        RefusedError: there is no reason, or the claim denies.
    """
    row, field, stance = _claim(edit, claim)
    prefer(edit.database, row, field, claim, reason, supports=stance == "supports")
    if field is not None:
        settle(edit, row, field)
    return Told(f"Prefer a claim on {_what(row, field)}", claim, row.owner or row.id)


@service
def deprecate(edit: Edit, *, claim: int, reason: str) -> Told:
    """Set one claim aside: it stays to be seen, and no longer counts.

    Raises:
        RefusedError: there is no reason.
    """
    row, field, _ = _claim(edit, claim)
    if not reason.strip():
        raise RefusedError("reason", "Say in a few words why this does not count.")
    update(edit.database, "claim", {"rank": "deprecated", "reason": reason.strip()}, claim)
    if field is not None:
        settle(edit, row, field)
    return Told(f"Set a claim on {_what(row, field)} aside", claim, row.owner or row.id)


@service
def make_normal(edit: Edit, *, claim: int) -> Told:
    """Let one claim count as much as any other."""
    row, field, _ = _claim(edit, claim)
    update(edit.database, "claim", {"rank": "normal", "reason": None}, claim)
    if field is not None:
        settle(edit, row, field)
    return Told(f"Weigh a claim on {_what(row, field)} as any other", claim, row.owner or row.id)


@service
def set_credibility(edit: Edit, *, claim: int, credibility: str) -> Told:
    """Grade one claim from 1, confirmed, to 6, cannot be judged (AJP-2.1)."""
    row, field, _ = _claim(edit, claim)
    if credibility not in CREDIBILITIES:
        raise RefusedError("credibility", f"{shown(credibility)} is no grade from 1 to 6.")
    update(edit.database, "claim", {"credibility": credibility}, claim)
    return Told(f"Grade a claim on {_what(row, field)}", claim, row.owner or row.id)


@service
def set_attribution(edit: Edit, *, claim: int, hops: Sequence[Hop]) -> Told:
    """Say through whom the words of a claim came to the page, the speaker first.

    Raises:
        RefusedError: a hop does not stand in the text as it is written.
    """
    row, field, _ = _claim(edit, claim)
    quote = _quote_of(edit, claim)
    checked = [checked_hop(edit.database, hop, quote) for hop in hops]
    if _loaded(edit, claim).hops != tuple(checked):
        edit.database.run("DELETE FROM attribution WHERE claim_id = ?", (claim,))
        write_hops(edit.database, claim, checked)
    return Told(f"Attribute a claim on {_what(row, field)}", claim, row.owner or row.id)


@service
def set_premises(edit: Edit, *, claim: int, premises: Sequence[Premise]) -> Told:
    """Say what a claim leans on; with nothing it is direct, and then it must name what is printed.

    Raises:
        RefusedError: the claim cannot lean on this, or cannot be direct.
    """
    row, field, _ = _claim(edit, claim)
    quote = _quote_of(edit, claim)
    checked = [
        checked_premise(edit.database, premise, quote, row.id, field) for premise in premises
    ]
    before = _loaded(edit, claim)
    if not checked and field is not None and before.printed is None:
        raise RefusedError("printed", "A direct claim needs the words that are printed.")
    check_reading(edit.database, before.value if field else None, before.printed, checked)
    if before.premises != tuple(checked):
        edit.database.run("DELETE FROM premise WHERE claim_id = ?", (claim,))
        write_premises(edit.database, claim, checked)
    directness = "inferred" if checked else "direct"
    update(edit.database, "claim", {"directness": directness}, claim)
    return Told(f"Say what a claim on {_what(row, field)} leans on", claim, row.owner or row.id)


def _loaded(edit: Edit, claim: int) -> ClaimView:
    record = edit.database.rows("SELECT record_id FROM claim WHERE id = ?", (claim,))[0][0]
    return next(one for one in load_claims(edit.database, [record]) if one.id == claim)


def _quote_of(edit: Edit, claim: int) -> Quoted:
    quote = edit.database.rows("SELECT quote_id FROM claim WHERE id = ?", (claim,))[0][0]
    return quoted(edit.database, quote)


def _claim(edit: Edit, claim: int) -> tuple[Row, Field | None, str]:
    rows = edit.database.rows(
        "SELECT claim.record_id, field.kind, field.name, claim.stance FROM claim "
        "LEFT JOIN field ON field.id = claim.field_id WHERE claim.id = ?",
        (claim,),
    )
    if not rows:
        raise RefusedError(None, "This claim is no longer there.")
    record, kind, name, stance = rows[0]
    return any_row(edit.database, record), FIELD_BY_NAME.get((kind, name)), stance


def _what(row: Row, field: Field | None) -> str:
    return f"{noun(field)} of {row.named}" if field else row.named
