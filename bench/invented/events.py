"""Meetings, agreements and statements of the officials made before."""

from __future__ import annotations

from bench.invented.actors import Actors
from bench.invented.chance import Chance
from bench.invented.dates import claimed_date, date_field, record_date
from bench.invented.evidence import Evidence
from bench.invented.known import Claimed, Known, naming
from bench.invented.names import WORDS, remark
from bench.invented.record_rows import RecordRows

FORMS = ("visit", "meeting", "call", "summit", "signing", "correspondence")
OCCURRENCES = ("confirmed", "reported", "announced", "cancelled", "denied")
AGREEMENT_FORMS = ("treaty", "memorandum", "contract", "joint statement", "arrangement")
STAGES = ("signed", "in force", "proposed")


class Events:
    """Makes what officials did; each event is one paragraph of the present source."""

    def __init__(
        self, records: RecordRows, evidence: Evidence, actors: Actors, chance: Chance
    ) -> None:
        self._records = records
        self._rows = records.rows
        self._evidence = evidence
        self._actors = actors
        self._chance = chance

    def meeting(self, number: int) -> None:
        """Write a meeting of two to four officials in a town."""
        record_id = self._records.number()
        people = self._people(2 + (number % 5 == 0) + (number % 7 == 0))
        town = self._actors.towns[self._chance.skewed(len(self._actors.towns))]
        edtf, printed = self._chance.when()
        about = remark(number) if number % 2 else None
        form = FORMS[self._chance.skewed(len(FORMS))]
        label = f"{people[0].label} meets {people[1].label}"
        text = f"{label} in {town.label}{f' on {printed}' if printed else ''}: {remark(number)}"
        quote, spans = self._evidence.quote(text, (printed or label, town.label, people[0].label))
        occurrence = OCCURRENCES[self._chance.skewed(len(OCCURRENCES))]
        self._rows.named(
            "meeting", record_id=record_id, kind="meeting", form=form, occurrence=occurrence,
            place_id=town.id, summary=about, **(date_field("date", edtf, printed) if edtf else {}),
        )  # fmt: skip
        present = self._participations(record_id, "meeting", people)
        self._claim_date(record_id, "meeting", quote, spans[0], edtf, printed)
        claim = self._evidence.claim
        claim(quote, Claimed(record_id, "meeting", "place", *naming(town)), spans[1])
        claim(quote, _took_part(present, people[0]), spans[2])
        self._records.shown(
            record_id,
            "meeting",
            label,
            involved=_involved(people, town),
            words=(about,) if about else (),
            quoted=text,
            who=" · ".join(person.label for person in people),
            where_id=town.id,
            state=occurrence,
            unsourced=2 + len(people) - 1 + bool(about),
            **record_date(edtf),
        )

    def agreement(self, number: int) -> None:
        """Write an agreement between two officials."""
        record_id = self._records.number()
        people = self._people(2)
        edtf, printed = self._chance.when()
        form = AGREEMENT_FORMS[self._chance.skewed(len(AGREEMENT_FORMS))]
        stage = STAGES[number % len(STAGES)]
        label = f"{form.capitalize()} on {WORDS[number % 40]} and {WORDS[number * 7 % 40]}"
        text = f"{label}: a {form} between {people[0].label} and {people[1].label}"
        text += f", {printed}." if printed else "."
        quote, spans = self._evidence.quote(text, (printed or label, form, people[0].label))
        self._rows.named(
            "agreement", record_id=record_id, kind="agreement", form=form, stage=stage,
            **(date_field("date", edtf, printed) if edtf else {}),
        )  # fmt: skip
        present = self._participations(record_id, "agreement", people)
        self._claim_date(record_id, "agreement", quote, spans[0], edtf, printed)
        claim = self._evidence.claim
        claim(quote, Claimed(record_id, "agreement", "form", form, {"value_text": form}), spans[1])
        claim(quote, _took_part(present, people[0]), spans[2])
        self._records.shown(
            record_id,
            "agreement",
            label,
            involved=_involved(people, None),
            quoted=text,
            who=" · ".join(person.label for person in people),
            state=stage,
            unsourced=2,
            **record_date(edtf),
        )

    def statement(self, number: int) -> None:
        """Write what one official said."""
        record_id = self._records.number()
        speaker = self._people(1)[0]
        edtf, printed = self._chance.when()
        words = f"We talked about {WORDS[number % 40]} and {WORDS[number * 3 % 40]}"
        label = f"“{words}”"
        text = f"{label}, {speaker.label} said{f' on {printed}' if printed else ''}."
        quote, spans = self._evidence.quote(text, (printed or label, words, speaker.label))
        self._rows.named(
            "statement", record_id=record_id, kind="statement", speaker_id=speaker.id,
            speaker_kind="official", mode="direct", words=words,
            **(date_field("date", edtf, printed) if edtf else {}),
        )  # fmt: skip
        self._claim_date(record_id, "statement", quote, spans[0], edtf, printed)
        claim = self._evidence.claim
        said = Claimed(record_id, "statement", "words", words, {"value_text": words})
        claim(quote, said, spans[1])
        claim(quote, Claimed(record_id, "statement", "speaker", *naming(speaker)), spans[2])
        self._records.shown(
            record_id,
            "statement",
            label,
            involved=_involved([speaker], None),
            words=(words,),
            quoted=text,
            who=speaker.label,
            state="direct",
            unsourced=0,
            **record_date(edtf),
        )

    def _people(self, count: int) -> list[Known]:
        return self._chance.people(self._actors.officials, count)

    def _claim_date(
        self,
        record_id: int,
        kind: str,
        quote: int,
        span: tuple[int, int],
        edtf: str | None,
        printed: str | None,
    ) -> None:
        if edtf and printed:
            claimed = Claimed(record_id, kind, "date", *claimed_date(edtf, printed))
            self._evidence.claim(quote, claimed, span)

    def _participations(self, event: int, kind: str, people: list[Known]) -> int:
        """Write who took part and return the id of the first participation."""
        first = 0
        for person in people:
            record_id = self._records.inside("participation", event, person.label)
            first = first or record_id
            self._rows.named(
                "participation", record_id=record_id, kind="participation", event_id=event,
                event_kind=kind, participant_id=person.id, participant_kind="official",
                role="principal",
            )  # fmt: skip
        return first


def _took_part(participation: int, person: Known) -> Claimed:
    return Claimed(participation, "participation", "participant", *naming(person))


def _involved(people: list[Known], town: Known | None) -> set[tuple[int, str]]:
    found = {(person.id, "party") for person in people}
    found |= {(state, "country") for person in people for state in person.states}
    if town is not None:
        found |= {(ground, "place") for ground in town.grounds}
        found |= {(state, "country") for state in town.states}
    return found
