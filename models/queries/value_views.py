"""Values with their evidence, as the detail pane shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.dates import stored_date
from models.evidence.claims import ClaimView
from models.evidence.marks import claims_about, contradicting, mark_of
from models.fields.registry import Field, FieldType, fields_of
from models.names.folding import fold
from models.queries.explaining import Explainer, mark_of_claim
from models.queries.views import MARK_ORDER, FieldView, Mark, RecordLink, ValueView
from models.queries.weights import Weights
from models.records.values import Value, Values
from models.text.addresses import is_web_address

ADDRESSES = frozenset({("source", "url"), ("source", "archive_url")})


def slot_of(record_id: int, field: str, value: Value) -> str:
    """Return the name of one value, the same wherever it is shown."""
    return f"{record_id}:{field}:{value.key()[1]}"


def weakest(found: Iterable[Mark]) -> Mark:
    """Return the mark that says most loudly what is amiss."""
    present = set(found)
    return next((mark for mark in MARK_ORDER if mark in present), Mark.QUOTED)


class ValueViews:
    """Builds the views of values; knows the labels and kinds of linked records."""

    def __init__(
        self, links: Mapping[int, RecordLink], explainer: Explainer, weights: Weights
    ) -> None:
        self._links = links
        self._explainer = explainer
        self._weights = weights

    def text_of(self, value: Value) -> str:
        """Return the value in words."""
        if value.record_id is not None:
            link = self._links.get(value.record_id)
            return link.label if link else ""
        if value.edtf is not None:
            return stored_date(value.edtf)
        return value.text or ""

    def view(
        self,
        record_id: int,
        field: Field,
        value: Value,
        claims: Sequence[ClaimView],
        *,
        held: bool = True,
    ) -> ValueView:
        """Return one value with its mark, quotes and reasons.

        It is not `held` where it stands only in claims, beside the value of the record.
        """
        about = claims_about(value, field, claims)
        against = contradicting(value, field, claims)
        text = self.text_of(value)
        reasons = [reason for claim in about for reason in self._explainer.reasons(claim)]
        reasons += [self._contradiction(claim) for claim in against]
        ranks = {claim.rank for claim in about if claim.supports}
        aside = not held and ranks == {"deprecated"}
        return ValueView(
            slot=slot_of(record_id, field.name, value),
            text=text,
            mark=mark_of(value, field, claims),
            quote_ids=tuple(dict.fromkeys(claim.quote_id for claim in (*about, *against))),
            link=self._links.get(value.record_id) if value.record_id is not None else None,
            edtf=value.edtf,
            printed=_printed(field, text, about),
            addition=value.connection,
            reasons=tuple(dict.fromkeys(reasons)),
            claims=tuple(claim.id for claim in about),
            rank="deprecated" if aside else "preferred" if "preferred" in ranks else "normal",
            why=next((c.reason for c in about if c.rank != "normal" and c.reason), ""),
            grade=self._weights.grade(about),
            origins=self._weights.origins(about),
            said_by=len({claim.quote_id for claim in about if claim.supports}),
            is_address=(field.kind, field.name) in ADDRESSES and is_web_address(text),
        )

    def _contradiction(self, claim: ClaimView) -> str:
        said = self.text_of(claim.value)
        if not claim.supports:
            return f"A quote denies “{said}”."
        return f"Another quote says “{said}”."

    def field(
        self, record_id: int, field: Field, values: Values, claims: Sequence[ClaimView]
    ) -> FieldView | None:
        """Return one field: its values, and beside them what other claims make of it."""
        held = list(values.get(field.name, ()))
        if field.neutral is not None:
            held = [value for value in held if value.text != field.neutral]
        keys = {value.key() for value in held}
        shown = list(held)
        for claim in claims:
            if claim.field == field.name and claim.supports and claim.value.key() not in keys:
                keys.add(claim.value.key())
                shown.append(claim.value)
        if not shown:
            return None
        return FieldView(
            field.name,
            field.label,
            tuple(
                self.view(record_id, field, value, claims, held=number < len(held))
                for number, value in enumerate(shown)
            ),
        )

    def fields(
        self,
        record_id: int,
        kind: str,
        values: Values,
        claims: Sequence[ClaimView],
        *,
        without: frozenset[str] = frozenset(),
    ) -> tuple[FieldView, ...]:
        """Return every field of the record that holds something, in the registry's order."""
        found = (
            self.field(record_id, field, values, claims)
            for field in fields_of(kind)
            if field.name not in without
        )
        return tuple(view for view in found if view is not None)


def _printed(field: Field, text: str, about: Sequence[ClaimView]) -> str | None:
    """Return the source's wording where it differs from what is shown."""
    if field.type is FieldType.CHOICE:
        return None
    for claim in about:
        if claim.printed and fold(claim.printed) != fold(text):
            return claim.printed
    return None


def standing_of(claims: Sequence[ClaimView]) -> Mark:
    """Return the mark of a link made by `claims`; unsourced without any."""
    if not claims:
        return Mark.UNSOURCED
    if any(not claim.supports for claim in claims):
        return Mark.DISPUTED
    return min((mark_of_claim(claim) for claim in claims), key=list(reversed(MARK_ORDER)).index)
