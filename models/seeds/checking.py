"""Checking a draft against itself, its texts and the laws, before anything is written."""

from __future__ import annotations

from pathlib import Path

from models.fields.registry import FIELD_BY_NAME, Field
from models.schema.vocabulary import INSIDE_KINDS, NAME_FORMS
from models.seeds.checked import CheckedClaim, CheckedRecord, CheckedSeed, CheckedValue
from models.seeds.claim_checking import ClaimChecker
from models.seeds.document import Scalar
from models.seeds.draft import RecordDraft, SeedDraft, ValueDraft
from models.seeds.passages import find_quotes, read_captures
from models.seeds.problems import Complaints, shown
from models.seeds.reading import read_seed
from models.seeds.value_checking import ValueReader

UPWARD_FIELDS = ("within", "part_of", "derived_from")
"""Links that lead from a part to its whole; they must not lead round."""


def check_seed(folder: Path) -> CheckedSeed:
    """Read the seed in `folder` and check all of it.

    Raises:
        SeedError: with everything that is wrong, each with its file and line.
    """
    complaints = Complaints(folder.name)
    draft = read_seed(folder, complaints)
    captures = read_captures(folder, draft, complaints)
    quotes = find_quotes(draft, captures, complaints)
    checker = _RecordChecker(
        draft,
        ValueReader(draft, complaints),
        ClaimChecker(draft, captures, quotes, complaints),
        complaints,
    )
    records = checker.records()
    complaints.raise_any()
    return CheckedSeed(draft, captures, quotes, records, checker.claims)


class _RecordChecker:
    def __init__(
        self,
        draft: SeedDraft,
        reader: ValueReader,
        claim_checker: ClaimChecker,
        complaints: Complaints,
    ) -> None:
        self.claims: list[CheckedClaim] = []
        self._draft = draft
        self._reader = reader
        self._claim_checker = claim_checker
        self._complaints = complaints
        self._values: dict[str, dict[str, list[CheckedValue]]] = {}
        self._printed: dict[str, dict[str, str]] = {}

    def records(self) -> dict[str, CheckedRecord]:
        for key, record in self._draft.records.items():
            self._values[key] = self._check_values(record)
            for claim in record.presence:
                checked = self._claim_checker.check(record, None, None, claim)
                if checked is not None:
                    self.claims.append(checked)
        for key, record in self._draft.records.items():
            self._check_capacity(record, self._values[key])
            self._check_upward(key, record)
        self._check_identifiers()
        labels = self._labels()
        return {
            key: CheckedRecord(record, labels[key], self._values[key], self._printed[key])
            for key, record in self._draft.records.items()
        }

    def _check_values(self, record: RecordDraft) -> dict[str, list[CheckedValue]]:
        found: dict[str, list[CheckedValue]] = {}
        self._printed[record.key] = {}
        self._imply_owner(record)
        for name, drafts in record.fields.items():
            field = FIELD_BY_NAME[record.kind, name]
            for draft in drafts:
                value = self._check_value(record, field, draft)
                if value is None:
                    continue
                if value in found.get(name, ()):
                    self._complaints.add(draft.place, f"{shown(value.told())} is given twice.")
                    continue
                found.setdefault(name, []).append(value)
        needed = {"participation": "participant", "name": "text"}.get(record.kind)
        if needed is not None and needed not in record.fields:
            self._complaints.add(
                record.place, f"{record.naming(record.kind).capitalize()} needs “{needed}”."
            )
        return found

    def _imply_owner(self, record: RecordDraft) -> None:
        """A tenure stands under its official: that is its value, with or without a claim."""
        if record.kind != "tenure" or record.owner is None:
            return
        drafts = record.fields.setdefault("official", [ValueDraft(record.place)])
        for draft in drafts:
            if draft.value is None:
                draft.value = Scalar(draft.place, record.owner)
            elif draft.value.text != record.owner:
                self._complaints.add(
                    draft.value.place, f"This tenure belongs to {shown(record.owner)}."
                )

    def _check_value(
        self, record: RecordDraft, field: Field, draft: ValueDraft
    ) -> CheckedValue | None:
        value = None
        if draft.value is not None:
            value = self._reader.read(field, draft.value, draft.connection)
            if value is None:
                return None
        claims = []
        for claim_draft in draft.claims:
            asserted = value
            if claim_draft.value is not None:
                if field.several:
                    self._complaints.add(
                        claim_draft.value.place,
                        "A claim in a list speaks of its own line's value; take its “value” out.",
                    )
                    continue
                asserted = self._reader.read(field, claim_draft.value, None)
            elif asserted is None:
                self._complaints.add(
                    claim_draft.place, f"The field {shown(field.name)} or this claim needs a value."
                )
            if asserted is None:
                continue
            claim = self._claim_checker.check(record, field, asserted, claim_draft)
            if claim is not None:
                claims.append(claim)
        self._check_projection(field, draft, value, claims)
        self.claims += claims
        chosen = projected(claims)
        if chosen is not None and chosen.printed is not None and value and value.edtf:
            self._printed[record.key][field.name] = chosen.printed
        return value

    def _check_projection(
        self,
        field: Field,
        draft: ValueDraft,
        value: CheckedValue | None,
        claims: list[CheckedClaim],
    ) -> None:
        """Law 5: the value is its preferred claim's, or its only one's."""
        if len([claim for claim in claims if claim.rank == "preferred"]) > 1:
            self._complaints.add(draft.place, "Only one claim of a field can be preferred.")
        chosen = projected(claims)
        if chosen is None or field.several:
            if value is None and not draft.claims:
                self._complaints.add(draft.place, f"The field {shown(field.name)} needs a value.")
            return
        if chosen.value is not None and chosen.value != value:
            told = shown(value.told()) if value else "nothing"
            self._complaints.add(
                draft.place,
                f"The field {shown(field.name)} holds {told}, but the claim that counts says "
                f"{shown(chosen.value.told())}.",
            )

    def _check_capacity(self, record: RecordDraft, values: dict[str, list[CheckedValue]]) -> None:
        capacity = values.get("capacity")
        person = values.get("participant") or values.get("speaker")
        if not capacity or not person or capacity[0].record is None:
            return
        tenure = self._draft.records[capacity[0].record]
        if tenure.owner != person[0].record:
            self._complaints.add(
                record.fields["capacity"][0].place,
                f"The tenure {shown(tenure.key)} is not one of {shown(person[0].told())}.",
            )

    def _check_upward(self, key: str, record: RecordDraft) -> None:
        for name in UPWARD_FIELDS:
            if name not in record.fields:
                continue
            passed = {key}
            step = self._upward(key, name)
            while step is not None and step not in passed:
                passed.add(step)
                step = self._upward(step, name)
            if step == key:
                self._complaints.add(
                    record.fields[name][0].place, f"“{name}” leads back to {shown(key)} itself."
                )

    def _upward(self, key: str, name: str) -> str | None:
        values = self._values.get(key, {}).get(name)
        return values[0].record if values else None

    def _check_identifiers(self) -> None:
        taken: dict[tuple[str, str], str] = {}
        for key, record in self._draft.records.items():
            for place, scheme, value in record.identifiers:
                first = taken.setdefault((scheme, value), key)
                if first != key:
                    self._complaints.add(
                        place, f"The {scheme} identifier {shown(value)} is {shown(first)}'s."
                    )

    def _labels(self) -> dict[str, str]:
        labels: dict[str, str] = {}
        for key, record in self._draft.records.items():
            if record.kind in INSIDE_KINDS:
                continue
            label = record.label or self._name_of(key)
            if label is None and record.kind == "source":
                label = self._value_text(key, "title")
            if label is None:
                self._complaints.add(
                    record.place, f"{shown(key)} needs a “label”, or a name under “names”."
                )
            labels[key] = label or ""
        for key, record in self._draft.records.items():
            if record.kind in INSIDE_KINDS:
                labels[key] = self._inside_label(key, record, labels)
        return labels

    def _name_of(self, key: str) -> str | None:
        names = [
            (self._value_text(other, "form") or "printed", self._value_text(other, "text"))
            for other, record in self._draft.records.items()
            if record.owner == key and record.kind == "name"
        ]
        forms = sorted(NAME_FORMS, key=lambda form: (form != "preferred", form != "printed"))
        for form in forms:
            for its_form, text in names:
                if its_form == form and text:
                    return text
        return None

    def _inside_label(self, key: str, record: RecordDraft, labels: dict[str, str]) -> str:
        if record.kind == "name":
            return self._value_text(key, "text") or ""
        if record.kind == "participation":
            participant = self._values[key].get("participant")
            return labels.get(participant[0].record or "", "") if participant else ""
        organization = self._values[key].get("organization")
        parts = (
            self._value_text(key, "title"),
            labels.get(organization[0].record or "") if organization else None,
        )
        return ", ".join(part for part in parts if part) or labels[record.owner or ""]

    def _value_text(self, key: str, field: str) -> str | None:
        values = self._values.get(key, {}).get(field)
        return values[0].text if values else None


def projected(claims: list[CheckedClaim]) -> CheckedClaim | None:
    """Return the claim whose value a single-valued field must hold, as `evidence.marks` does."""
    supporting = [claim for claim in claims if claim.supports and claim.rank != "deprecated"]
    preferred = [claim for claim in supporting if claim.rank == "preferred"]
    return next(iter(preferred or supporting), None)
