"""Claims as people weigh them: what each says, in which words, from whom, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.evidence.claims import Hop, Premise, load_claims
from models.fields.registry import FIELD_BY_NAME, Field
from models.queries.explaining import Explainer
from models.queries.links import load_links
from models.queries.value_views import ValueViews
from models.queries.weights import Weights
from models.records.values import Value, chunks, marks
from models.reference.database import ReferenceDatabase


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim with the quote it stands on; `field` is None where the record holds at all."""

    id: int
    record: int
    kind: str
    field: str | None
    label: str
    """The field in words."""
    value: str
    quote: int
    words: str
    snapshot: int
    source: int
    source_label: str
    reliability: str
    supports: bool
    direct: bool
    rank: str
    reason: str | None
    credibility: str
    printed: str | None
    premises: tuple[Premise, ...]
    leaning: tuple[str, ...]
    """What each premise says, in a sentence."""
    hops: tuple[Hop, ...]
    hop_names: tuple[str, ...]
    """What each hop's record is called; as printed where it is nobody's."""


def claim_lines(database: ReferenceDatabase, ids: Sequence[int]) -> tuple[ClaimLine, ...]:
    """Return the claims `ids` that are still there, in the order they were made."""
    wanted = set(ids)
    kinds: dict[int, str] = {}
    for chunk in chunks(sorted(wanted)):
        kinds.update(
            database.rows(
                "SELECT record.id, record.kind FROM claim JOIN record "
                f"ON record.id = claim.record_id WHERE claim.id IN ({marks(len(chunk))})",
                chunk,
            )
        )
    claims = [one for one in load_claims(database, sorted(kinds)) if one.id in wanted]
    linked = {claim.value.record_id for claim in claims if claim.value.record_id is not None}
    linked |= {hop.party_id for claim in claims for hop in claim.hops if hop.party_id is not None}
    links = load_links(database, linked)
    explainer = Explainer(database, claims)
    views = ValueViews(links, explainer, Weights(database, (), {}))
    quotes = _quotes(database, {claim.quote_id for claim in claims})
    found = []
    for claim in claims:
        kind = kinds[claim.record_id]
        field = FIELD_BY_NAME[kind, claim.field] if claim.field else None
        words, snapshot, source, source_label, reliability = quotes[claim.quote_id]
        found.append(
            ClaimLine(
                id=claim.id,
                record=claim.record_id,
                kind=kind,
                field=claim.field,
                label=field.label if field else "The record holds",
                value=_shown(views, field, claim.value),
                quote=claim.quote_id,
                words=words,
                snapshot=snapshot,
                source=source,
                source_label=source_label,
                reliability=reliability,
                supports=claim.supports,
                direct=claim.direct,
                rank=claim.rank,
                reason=claim.reason,
                credibility=claim.credibility,
                printed=claim.printed,
                premises=claim.premises,
                leaning=explainer.leaning(claim),
                hops=claim.hops,
                hop_names=tuple(
                    links[hop.party_id].label if hop.party_id in links else hop.printed
                    for hop in claim.hops
                ),
            )
        )
    return tuple(found)


def _shown(views: ValueViews, field: Field | None, value: Value) -> str:
    return views.text_of(value) if field is not None else ""


def _quotes(
    database: ReferenceDatabase, ids: set[int]
) -> dict[int, tuple[str, int, int, str, str]]:
    found: dict[int, tuple[str, int, int, str, str]] = {}
    for chunk in chunks(sorted(ids)):
        for quote, *cells in database.rows(
            "SELECT quote.id, quote.exact, quote.snapshot_id, source.record_id, record.label, "
            "source.reliability FROM quote JOIN snapshot ON snapshot.id = quote.snapshot_id "
            "JOIN source ON source.record_id = snapshot.source_id "
            f"JOIN record ON record.id = source.record_id WHERE quote.id IN ({marks(len(chunk))})",
            chunk,
        ):
            words, snapshot, source, label, reliability = cells
            found[quote] = (words, snapshot, source, label, reliability)
    return found


def other_quotes(
    database: ReferenceDatabase, snapshot: int, without: int
) -> tuple[tuple[int, str], ...]:
    """Return the other quotes of a captured text in its order: id and words."""
    return tuple(
        database.rows(
            "SELECT id, exact FROM quote WHERE snapshot_id = ? AND id <> ? ORDER BY start, id",
            (snapshot, without),
        )
    )


def printed_in(database: ReferenceDatabase, snapshot: int, names: Sequence[str]) -> str | None:
    """Return the first of `names` that stands in a captured text, exactly as written."""
    rows = database.rows("SELECT text FROM snapshot WHERE id = ?", (snapshot,))
    text = rows[0][0] if rows else ""
    return next((name for name in names if name and name in text), None)


def all_tags(database: ReferenceDatabase) -> tuple[str, ...]:
    """Return every tag there is, in order."""
    return tuple(row[0] for row in database.rows("SELECT text FROM tag ORDER BY text"))


def tags_of(database: ReferenceDatabase, records: Sequence[int]) -> dict[str, int]:
    """Return the tags on any of `records`, and on how many of them each is."""
    found: dict[str, int] = {}
    for chunk in chunks(records):
        for text, count in database.rows(
            "SELECT tag.text, count(*) FROM tagging JOIN tag ON tag.id = tagging.tag_id "
            f"WHERE tagging.record_id IN ({marks(len(chunk))}) GROUP BY tag.id",
            chunk,
        ):
            found[text] = found.get(text, 0) + count
    return found


def schemes(database: ReferenceDatabase) -> tuple[str, ...]:
    """Return the registers that identifiers are of, the most used first."""
    return tuple(
        row[0]
        for row in database.rows(
            "SELECT scheme FROM identifier GROUP BY scheme ORDER BY count(*) DESC, scheme LIMIT 40"
        )
    )
