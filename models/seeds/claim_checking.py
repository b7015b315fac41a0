"""Checking claims: decisive words, the value as printed, what a reading leans on, whose words."""

from __future__ import annotations

from dataclasses import dataclass

from models.dates import DateError, parse_edtf
from models.evidence.readings import contradicted
from models.fields.registry import Field
from models.schema.vocabulary import PARTY_KINDS
from models.seeds.checked import CheckedClaim, CheckedValue
from models.seeds.document import Scalar
from models.seeds.draft import ClaimDraft, HopDraft, PremiseDraft, RecordDraft, SeedDraft
from models.seeds.passages import Capture, FoundQuote, find_words
from models.seeds.problems import Complaints, nearest, shown


@dataclass(frozen=True, slots=True)
class ClaimChecker:
    """Checks claims against the quotes and records of a seed."""

    draft: SeedDraft
    captures: dict[str, Capture]
    quotes: dict[str, FoundQuote]
    complaints: Complaints

    def check(
        self,
        record: RecordDraft,
        field: Field | None,
        value: CheckedValue | None,
        claim: ClaimDraft,
    ) -> CheckedClaim | None:
        """Return the claim with everything found, or complain and return None."""
        direct = claim.premises is None
        if field is None and claim.value is not None:
            self.complaints.add(
                claim.value.place, "A claim that the record holds has no “value”; name a field."
            )
        if direct and field is not None and claim.printed is None:
            self.complaints.add(
                claim.place,
                "A direct claim needs “printed”, the value as the source prints it; else say "
                "under “inferred” what the reading leans on.",
            )
            return None
        quote = self._quote(claim)
        if quote is None:
            return None
        span = self._span(claim, quote)
        premises = tuple(
            checked
            for premise in claim.premises or ()
            if (checked := self._premise(premise, claim, quote))
        )
        self._check_relative_date(claim, value, premises)
        return CheckedClaim(
            record=record.key,
            field=field,
            value=value,
            quote=quote.draft.key,
            span=span,
            printed=claim.printed.text if claim.printed else None,
            supports=not claim.denies,
            direct=direct,
            rank=claim.rank,
            reason=claim.reason,
            credibility=claim.credibility,
            premises=premises,
            hops=tuple(self._hop(hop, quote) for hop in claim.hops),
        )

    def _quote(self, claim: ClaimDraft) -> FoundQuote | None:
        if claim.quote is None:
            return None
        found = self.quotes.get(claim.quote.text)
        if found is None and claim.quote.text not in self.draft.quotes:
            self._no_quote(claim.quote)
        return found

    def _no_quote(self, key: Scalar) -> None:
        self.complaints.add(
            key.place,
            f"There is no quote {shown(key.text)}." + nearest(key.text, self.draft.quotes),
        )

    def _span(self, claim: ClaimDraft, quote: FoundQuote) -> tuple[int, int] | None:
        """Return the decisive words' place in the text; None where all words decide."""
        words = claim.words or claim.printed
        if words is None:
            return None
        where = f"the quote {shown(quote.draft.key)}"
        span = find_words(quote.exact, words, claim.occurrence, where, self.complaints)
        if span is None:
            return None
        if claim.printed is not None and claim.printed.text not in words.text:
            self.complaints.add(
                claim.printed.place,
                f"The decisive words {shown(words.text)} do not hold {shown(claim.printed.text)}.",
            )
        return quote.start + span[0], quote.start + span[1]

    def _premise(
        self, premise: PremiseDraft, claim: ClaimDraft, quote: FoundQuote
    ) -> PremiseDraft | None:
        if premise.type == "quote":
            key = premise.quote or ""
            if claim.quote is not None and key == claim.quote.text:
                self.complaints.add(premise.place, "A claim cannot lean on its own quote.")
                return None
            if key not in self.quotes:
                if key not in self.draft.quotes:
                    self._no_quote(Scalar(premise.place, key))
                return None
            return premise
        if premise.type == "editor":
            return premise
        source = premise.source or self.captures[quote.snapshot].draft.source
        record = self.draft.records.get(source)
        if record is None or record.kind != "source":
            self.complaints.add(premise.place, f"There is no source {shown(source)}.")
            return None
        if not any(value.value for value in record.fields.get("date", ())):
            self.complaints.add(
                premise.place, f"The source {shown(source)} has no date to lean on."
            )
            return None
        return PremiseDraft(premise.place, premise.type, source=source)

    def _check_relative_date(
        self, claim: ClaimDraft, value: CheckedValue | None, premises: tuple[PremiseDraft, ...]
    ) -> None:
        """Refuse a reading that cannot be what its words say against the source's date (law 7)."""
        if value is None or value.edtf is None or claim.printed is None:
            return
        for premise in premises:
            published = self._published(premise)
            reading = contradicted(claim.printed.text, published, value.edtf)
            if reading is not None:
                self.complaints.add(
                    claim.place,
                    f"Against the source's date {shown(claim.printed.text)} reads "
                    f"{reading.edtf}, not {value.edtf}.",
                )

    def _published(self, premise: PremiseDraft) -> str | None:
        if premise.source is None:
            return None
        for value in self.draft.records[premise.source].fields["date"]:
            if value.value is not None:
                try:
                    return parse_edtf(value.value.text).edtf
                except DateError:
                    # Complained of where the date stands.
                    return None
        return None

    def _hop(self, hop: HopDraft, quote: FoundQuote) -> HopDraft:
        if hop.printed not in self.captures[quote.snapshot].reading.text:
            self.complaints.add(
                hop.place,
                f"{shown(hop.printed)} does not stand in the text; a hop is named as printed.",
            )
        if hop.party is not None:
            record = self.draft.records.get(hop.party)
            parties = [
                key for key, other in self.draft.records.items() if other.kind in PARTY_KINDS
            ]
            if record is None:
                self.complaints.add(
                    hop.place,
                    f"There is no record with the key {shown(hop.party)}."
                    + nearest(hop.party, parties),
                )
            elif record.kind not in PARTY_KINDS:
                self.complaints.add(
                    hop.place,
                    f"{shown(hop.party)} is {record.naming(record.kind)}; words pass through "
                    "officials and organizations.",
                )
        return hop
