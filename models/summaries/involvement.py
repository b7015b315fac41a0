"""Whom, which state and which ground a record is about (`involvement`), for search and facets."""

from __future__ import annotations

from dataclasses import dataclass

from models.reference.database import ReferenceDatabase
from models.summaries.bundle import Bundle, first


@dataclass(frozen=True, slots=True)
class Geography:
    """The states and grounds of a reference, small enough to hold: who belongs to which state."""

    country_of_party: dict[int, set[int]]
    """Official or organization → states it stands for; a state stands for itself."""
    wider: dict[int, int]
    """Place → the place it lies in."""
    state_of_territory: dict[int, int]

    def grounds(self, place: int | None) -> list[int]:
        """Return `place` and everything it lies in, nearest first; a loop ends the walk."""
        found: list[int] = []
        while place is not None and place not in found:
            found.append(place)
            place = self.wider.get(place)
        return found

    def states_on(self, place: int | None) -> set[int]:
        """Return the states in whose territory `place` lies."""
        return {
            self.state_of_territory[ground]
            for ground in self.grounds(place)
            if ground in self.state_of_territory
        }


def load_geography(database: ReferenceDatabase) -> Geography:
    """Return the states and grounds of the reference. Four queries."""
    countries: dict[int, set[int]] = {}
    for record_id, type_, country in database.rows(
        "SELECT record_id, type, country_id FROM organization"
    ):
        states = countries.setdefault(record_id, set())
        if type_ == "state":
            states.add(record_id)
        if country is not None:
            states.add(country)
    for record_id, country in database.rows(
        "SELECT record_id, country_id FROM official WHERE country_id IS NOT NULL"
    ):
        countries.setdefault(record_id, set()).add(country)
    wider = dict(
        database.rows("SELECT record_id, within_id FROM place WHERE within_id IS NOT NULL")
    )
    territories = dict(
        database.rows(
            "SELECT territory_id, record_id FROM organization WHERE territory_id IS NOT NULL"
        )
    )
    return Geography(countries, wider, territories)


PARTY_FIELDS = ("speaker", "addressees", "subject", "object", "accusers", "publisher")


def involved(bundle: Bundle, record_id: int, geography: Geography) -> set[tuple[int, str]]:
    """Return `(record, manner)` pairs of the record.

    Whom, which states and which ground it is about, and which sources it rests on.
    """
    values = bundle.values[record_id]
    parties: set[int] = set()
    states: set[int] = set()
    grounds: list[int] = []
    if bundle.kind in ("official", "organization"):
        parties.add(record_id)
    for name in PARTY_FIELDS:
        parties.update(
            value.record_id for value in values.get(name, ()) if value.record_id is not None
        )
    for participation in bundle.inside_of(record_id, "participation"):
        for name in ("participant", "side"):
            value = first(participation.values, name)
            if value is not None and value.record_id is not None:
                parties.add(value.record_id)
    for party in parties:
        states |= geography.country_of_party.get(party, set())
    if bundle.kind == "place":
        grounds = geography.grounds(record_id)
    place = first(values, "place")
    if place is not None:
        grounds += geography.grounds(place.record_id)
    for ground in grounds:
        states |= geography.states_on(ground)
    return (
        {(party, "party") for party in parties}
        | {(state, "country") for state in states}
        | {(ground, "place") for ground in grounds}
        | {(bundle.sources[claim.quote_id], "source") for claim in bundle.all_claims(record_id)}
    )
