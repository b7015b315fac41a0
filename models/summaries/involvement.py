"""Whom, which state and which ground a record is about (`involvement`), for search and facets."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from models.reference.database import ReferenceDatabase
from models.summaries.bundle import Bundle, first


class Geography(Protocol):
    """The states and grounds of a reference: who belongs to which state."""

    def states_of(self, party: int) -> AbstractSet[int]:
        """Return the states a party stands for; a state stands for itself."""

    def wider(self, place: int) -> int | None:
        """Return the place in which `place` lies."""

    def state_on(self, place: int) -> int | None:
        """Return the state whose whole territory `place` is."""


def grounds(geography: Geography, place: int | None) -> list[int]:
    """Return `place` and everything it lies in, nearest first; a loop ends the walk."""
    found: list[int] = []
    while place is not None and place not in found:
        found.append(place)
        place = geography.wider(place)
    return found


def states_on(geography: Geography, place: int | None) -> set[int]:
    """Return the states in whose territory `place` lies."""
    states = (geography.state_on(ground) for ground in grounds(geography, place))
    return {state for state in states if state is not None}


@dataclass(frozen=True, slots=True)
class LoadedGeography:
    """All of it, small enough to hold: for summarising a whole reference."""

    country_of_party: dict[int, set[int]]
    wider_place: dict[int, int]
    state_of_territory: dict[int, int]

    def states_of(self, party: int) -> AbstractSet[int]:
        """Return the states a party stands for; a state stands for itself."""
        return self.country_of_party.get(party, frozenset())

    def wider(self, place: int) -> int | None:
        """Return the place in which `place` lies."""
        return self.wider_place.get(place)

    def state_on(self, place: int) -> int | None:
        """Return the state whose whole territory `place` is."""
        return self.state_of_territory.get(place)


class AskedGeography:
    """Asks for each party and place once, by its key: for a few records of many."""

    def __init__(self, database: ReferenceDatabase) -> None:
        self._database = database
        self._states: dict[int, frozenset[int]] = {}
        self._wider: dict[int, int | None] = {}
        self._on: dict[int, int | None] = {}

    def states_of(self, party: int) -> AbstractSet[int]:
        """Return the states a party stands for; a state stands for itself."""
        if party not in self._states:
            rows = self._database.rows(
                "SELECT country_id FROM official WHERE record_id = ?1 UNION "
                "SELECT country_id FROM organization WHERE record_id = ?1 UNION "
                "SELECT record_id FROM organization WHERE record_id = ?1 AND type = 'state'",
                (party,),
            )
            self._states[party] = frozenset(state for (state,) in rows if state is not None)
        return self._states[party]

    def wider(self, place: int) -> int | None:
        """Return the place in which `place` lies."""
        if place not in self._wider:
            self._wider[place] = self._only(
                "SELECT within_id FROM place WHERE record_id = ?", place
            )
        return self._wider[place]

    def state_on(self, place: int) -> int | None:
        """Return the state whose whole territory `place` is; of several the last made."""
        if place not in self._on:
            self._on[place] = self._only(
                "SELECT max(record_id) FROM organization WHERE territory_id = ?", place
            )
        return self._on[place]

    def _only(self, query: str, place: int) -> int | None:
        rows = self._database.rows(query, (place,))
        return rows[0][0] if rows else None


def load_geography(database: ReferenceDatabase) -> LoadedGeography:
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
            "SELECT territory_id, record_id FROM organization WHERE territory_id IS NOT NULL "
            "ORDER BY record_id"
        )
    )
    return LoadedGeography(countries, wider, territories)


PARTY_FIELDS = ("speaker", "addressees", "subject", "object", "accusers", "publisher")


def involved(bundle: Bundle, record_id: int, geography: Geography) -> set[tuple[int, str]]:
    """Return `(record, manner)` pairs of the record.

    Whom, which states and which ground it is about, and which sources it rests on.
    """
    values = bundle.values[record_id]
    parties: set[int] = set()
    states: set[int] = set()
    places: list[int] = []
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
        states |= geography.states_of(party)
    if bundle.kind == "place":
        places = grounds(geography, record_id)
    place = first(values, "place")
    if place is not None:
        places += grounds(geography, place.record_id)
    for ground in places:
        states |= states_on(geography, ground)
    return (
        {(party, "party") for party in parties}
        | {(state, "country") for state in states}
        | {(ground, "place") for ground in places}
        | {(bundle.sources[claim.quote_id], "source") for claim in bundle.all_claims(record_id)}
    )
