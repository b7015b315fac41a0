"""States with their land and towns, and the officials who serve them."""

from __future__ import annotations

from bench.invented.chance import Chance
from bench.invented.dates import claimed_date, date_field
from bench.invented.evidence import Evidence
from bench.invented.known import Claimed, Known, folded, naming, sounds_of
from bench.invented.names import STATES, WORDS, person_name, town_name
from bench.invented.record_rows import RecordRows

OFFICES = ("Minister of", "Secretary of", "Ambassador for")


class Actors:
    """Makes those whom meetings, agreements and statements are about."""

    def __init__(self, records: RecordRows, evidence: Evidence, chance: Chance) -> None:
        self.towns: list[Known] = []
        self.officials: list[Known] = []
        self._records = records
        self._evidence = evidence
        self._chance = chance
        self._states: list[Known] = []

    def make_states(self, count: int) -> None:
        """Write `count` states, each with its land and three towns."""
        records, rows, known = self._records, self._records.rows, self._records.known
        for name in STATES[:count]:
            land, state, town = (records.number() for _ in range(3))
            known[land] = Known.by(land, name, states=frozenset((state,)), grounds=(land,))
            known[state] = Known.by(state, name, states=frozenset((state,)))
            self._states.append(known[state])
            rows.named("place", record_id=land, kind="place", type="country")
            rows.named(
                "organization", record_id=state, kind="organization", type="state",
                territory_id=land,
            )  # fmt: skip
            records.shown(
                land, "place", name, involved={(land, "place"), (state, "country")}, unsourced=0
            )
            records.shown(
                state,
                "organization",
                name,
                involved={(state, "party"), (state, "country")},
                unsourced=1,
            )
            for number in range(3):
                self._town(town if number == 0 else records.number(), land, state)

    def _town(self, here: int, land: int, state: int) -> None:
        called = town_name(len(self.towns))
        known = Known.by(here, called, states=frozenset((state,)), grounds=(here, land))
        self._records.known[here] = known
        self.towns.append(known)
        self._records.rows.named("place", record_id=here, kind="place", type="city", within_id=land)
        self._records.shown(
            here,
            "place",
            called,
            involved={(here, "place"), (land, "place"), (state, "country")},
            where_id=land,
            unsourced=1,
        )

    def official(self, number: int) -> None:
        """Write the official `number` with a tenure and the names in one or two scripts."""
        records, rows, evidence = self._records, self._records.rows, self._evidence
        record_id = records.number()
        name = person_name(number)
        state = self._states[self._chance.skewed(len(self._states))]
        born = str(1735 + number * 37 % 250)
        text = f"{name.latin} of {state.label}, born {born}"
        quote, spans = evidence.quote(text, (state.label, born, name.latin))
        post = f"{OFFICES[number % len(OFFICES)]} {WORDS[number % 40]}"
        tenure = records.inside("tenure", record_id, post)
        rows.named(
            "tenure", record_id=tenure, kind="tenure", official_id=record_id, title=post,
            organization_id=state.id, **date_field("start", str(int(born) + 40)),
        )  # fmt: skip
        spellings = [name.latin] + ([name.other] if name.other else [])
        named = [
            self._name(record_id, one, name.script if one == name.other else "Latn")
            for one in spellings
        ]
        rows.named(
            "official", record_id=record_id, kind="official", country_id=state.id,
            **date_field("birth", born),
        )  # fmt: skip
        evidence.claim(quote, Claimed(record_id, "official", "country", *naming(state)), spans[0])
        dated = Claimed(record_id, "official", "birth", *claimed_date(born, born))
        evidence.claim(quote, dated, spans[1])
        bearing = Claimed(named[0], "name", "text", name.latin, {"value_text": name.latin})
        evidence.claim(quote, bearing, spans[2])
        known = Known.by(record_id, *spellings, states=frozenset((state.id,)))
        records.known[record_id] = known
        self.officials.append(known)
        records.shown(
            record_id,
            "official",
            name.latin,
            involved={(record_id, "party"), (state.id, "country")},
            owner_names=tuple(spellings[1:]),
            inside_labels=(state.label,),
            words=(post,),
            quoted=text,
            who=state.label,
            unsourced=4 + len(spellings) - 1,
        )

    def _name(self, bearer: int, text: str, script: str | None) -> int:
        record_id = self._records.inside("name", bearer, text)
        self._records.rows.named(
            "name", record_id=record_id, kind="name", bearer_id=bearer, text=text, script=script,
            form="printed", folded=folded(text), skeleton=" ".join(sounds_of(text)),
        )  # fmt: skip
        return record_id
