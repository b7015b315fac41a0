"""Everything needed to summarise a chunk of records, loaded in a handful of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.evidence.claims import ClaimView, load_claims
from models.evidence.origins import root_sources
from models.records.values import Value, Values, chunks, load_values, marks
from models.reference.database import ReferenceDatabase


@dataclass(slots=True)
class InsideRecord:
    """A tenure, participation or name inside its owner."""

    id: int
    kind: str
    values: Values


@dataclass(slots=True)
class Bundle:
    """A chunk of records of one kind with what is inside them and rests on them."""

    kind: str
    values: dict[int, Values]
    inside: dict[int, list[InsideRecord]]
    claims: dict[int, list[ClaimView]]
    """By record, inside records under their own id; without what they lean on."""
    roots: dict[int, int]
    labels: dict[int, str] = field(default_factory=dict)
    sources: dict[int, int] = field(default_factory=dict)
    """Quote → the source it was taken from; loaded by `load_passages`, as is the next."""
    folded: dict[int, str] = field(default_factory=dict)
    """Quote → the search text of its words."""

    def all_claims(self, record_id: int) -> list[ClaimView]:
        """Return the claims on the record and on what is inside it."""
        found = list(self.claims.get(record_id, ()))
        for inside in self.inside.get(record_id, ()):
            found += self.claims.get(inside.id, ())
        return found

    def inside_of(self, record_id: int, kind: str) -> list[InsideRecord]:
        """Return the inside records of `kind`, in the order they were made."""
        return [inside for inside in self.inside.get(record_id, ()) if inside.kind == kind]


def first(values: Values, name: str) -> Value | None:
    """Return the first value of the field `name`, if there is one."""
    found = values.get(name)
    return found[0] if found else None


def load_bundle(
    database: ReferenceDatabase, kind: str, ids: Sequence[int], *, premises: bool = False
) -> Bundle:
    """Load the records `ids` of `kind` with their inside records, claims and origins.

    Only with `premises` the claims say what they lean on: a line of the table needs none.
    """
    inside: dict[int, list[InsideRecord]] = {}
    by_kind: dict[str, list[tuple[int, int]]] = {}
    for chunk in chunks(ids):
        for record_id, inside_kind, owner in database.rows(
            "SELECT id, kind, owner_id FROM record "
            f"WHERE owner_id IN ({marks(len(chunk))}) AND trashed IS NULL ORDER BY id",
            chunk,
        ):
            by_kind.setdefault(inside_kind, []).append((record_id, owner))
    inside_ids: list[int] = []
    for inside_kind, pairs in by_kind.items():
        loaded = load_values(database, inside_kind, [record_id for record_id, _ in pairs])
        for record_id, owner in pairs:
            inside_ids.append(record_id)
            inside.setdefault(owner, []).append(
                InsideRecord(record_id, inside_kind, loaded[record_id])
            )
    for owned in inside.values():
        owned.sort(key=lambda record: record.id)
    claims: dict[int, list[ClaimView]] = {}
    quote_ids: set[int] = set()
    for claim in load_claims(database, [*ids, *inside_ids], premises=premises):
        claims.setdefault(claim.record_id, []).append(claim)
        quote_ids.add(claim.quote_id)
    bundle = Bundle(
        kind=kind,
        values=load_values(database, kind, ids),
        inside=inside,
        claims=claims,
        roots=root_sources(database, sorted(quote_ids)),
    )
    bundle.labels = load_labels(database, linked_ids(bundle))
    return bundle


def load_passages(database: ReferenceDatabase, bundle: Bundle) -> None:
    """Load where the bundle's quotes were taken from, and the search text of their words."""
    for chunk in chunks(sorted(bundle.roots)):
        for quote_id, source_id, folded in database.rows(
            "SELECT quote.id, snapshot.source_id, quote.folded FROM quote "
            "JOIN snapshot ON snapshot.id = quote.snapshot_id "
            f"WHERE quote.id IN ({marks(len(chunk))})",
            chunk,
        ):
            bundle.sources[quote_id] = source_id
            bundle.folded[quote_id] = folded


def linked_ids(bundle: Bundle) -> set[int]:
    """Return the ids of every record the bundle's values point to."""
    found: set[int] = set()

    def collect(values: Values) -> None:
        for several in values.values():
            found.update(value.record_id for value in several if value.record_id is not None)

    for values in bundle.values.values():
        collect(values)
    for owned in bundle.inside.values():
        for record in owned:
            collect(record.values)
    for claims in bundle.claims.values():
        for claim in claims:
            if claim.value.record_id is not None:
                found.add(claim.value.record_id)
            found.update(hop.party_id for hop in claim.hops if hop.party_id is not None)
    return found


def load_labels(database: ReferenceDatabase, ids: Iterable[int]) -> dict[int, str]:
    """Return the label of each record."""
    found: dict[int, str] = {}
    for chunk in chunks(sorted(ids)):
        found.update(
            database.rows(
                f"SELECT id, label FROM record WHERE id IN ({marks(len(chunk))})",
                chunk,
            )
        )
    return found
