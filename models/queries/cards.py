"""Quote cards: each passage with its source, its decisive words, and the fields it backs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.dates import stored_date
from models.evidence.claims import ClaimView
from models.queries.views import Backing, Mark, QuoteCard, RecordLink, Span, Translation
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase
from models.summaries.bundle import load_labels

CARD_QUERY = """
SELECT quote.id, quote.snapshot_id, quote.exact, quote.before, quote.after, quote.start,
       quote."end", quote.paragraph, quote.locator, source.record_id, record.label,
       publisher.label, source.date_edtf,
       EXISTS (SELECT 1 FROM claim JOIN field ON field.id = claim.field_id
               WHERE claim.record_id = source.record_id AND field.name = 'date'
               AND claim.stance = 'supports' AND claim.rank <> 'deprecated'),
       source.language, source.reliability, source.url, snapshot.text_sha256
FROM quote
JOIN snapshot ON snapshot.id = quote.snapshot_id
JOIN source ON source.record_id = snapshot.source_id
JOIN record ON record.id = source.record_id
LEFT JOIN record AS publisher ON publisher.id = source.publisher_id
WHERE quote.id IN ({marks})
ORDER BY source.date_min, source.record_id, quote.snapshot_id, quote.start, quote."end"
"""


@dataclass(frozen=True, slots=True)
class BackedBy:
    """How one claim is shown on a card: the slot and label of its value, how firm it is, why."""

    slot: str
    label: str
    mark: Mark
    reasons: tuple[str, ...]


def load_cards(
    database: ReferenceDatabase,
    claims: Sequence[ClaimView],
    backed: Callable[[ClaimView], BackedBy],
) -> tuple[QuoteCard, ...]:
    """Return a card for each quote behind `claims`, in the order of their sources and places."""
    by_quote: dict[int, list[ClaimView]] = {}
    for claim in claims:
        by_quote.setdefault(claim.quote_id, []).append(claim)
    parties = {hop.party_id for claim in claims for hop in claim.hops if hop.party_id is not None}
    named = load_labels(database, parties)
    translated = load_translations(database, by_quote)
    cards: list[QuoteCard] = []
    for chunk in chunks(sorted(by_quote)):
        rows = database.rows(CARD_QUERY.format(marks=marks(len(chunk))), chunk)
        cards += [
            _card(row, by_quote[row[0]], backed, named, translated.get(row[0], ())) for row in rows
        ]
    return tuple(cards)


def load_translations(
    database: ReferenceDatabase, quotes: Iterable[int]
) -> dict[int, tuple[Translation, ...]]:
    """Return what the quotes say in other languages, in the order it was added."""
    found: dict[int, tuple[Translation, ...]] = {}
    for chunk in chunks(sorted(quotes)):
        for quote, *cells in database.rows(
            "SELECT quote_id, id, language, text, translator FROM translation "
            f"WHERE quote_id IN ({marks(len(chunk))}) ORDER BY id",
            chunk,
        ):
            found[quote] = (*found.get(quote, ()), Translation(*cells))
    return found


def _card(
    row: tuple[Any, ...],
    claims: Sequence[ClaimView],
    backed: Callable[[ClaimView], BackedBy],
    named: Mapping[int, str],
    translations: tuple[Translation, ...],
) -> QuoteCard:
    (quote_id, snapshot_id, exact, before, after, start, end, paragraph, locator) = row[:9]
    (source_id, title, publisher, published, sourced, language, reliability, url, digest) = row[9:]
    backings: dict[tuple[str, Span | None], Backing] = {}
    for claim in claims:
        by = backed(claim)
        decisive = Span(claim.span[0] - start, claim.span[1] - start) if claim.span else None
        known = backings.get((by.slot, decisive))
        backings[by.slot, decisive] = (
            Backing(
                by.slot, by.label, by.mark, decisive, claim.printed, not claim.supports,
                by.reasons, (claim.id,), claim.rank,
            )
            if known is None
            else replace(known, claims=(*known.claims, claim.id))
        )  # fmt: skip
    # A pronoun says nothing by itself: a hop that is a record shows under its name.
    chains = longest_chains(
        tuple(named.get(hop.party_id or 0, hop.printed) for hop in claim.hops) for claim in claims
    )
    return QuoteCard(
        id=quote_id,
        snapshot_id=snapshot_id,
        source=RecordLink(source_id, "source", title),
        exact=exact,
        before=before,
        after=after,
        start=start,
        end=end,
        paragraph=paragraph,
        locator=locator,
        publisher=publisher,
        published_edtf=published,
        published_sourced=bool(sourced),
        language=language,
        grade=f"{reliability}{max(claim.credibility for claim in claims)}",
        chains=chains,
        backings=tuple(backings.values()),
        citation=citation(
            exact,
            title,
            publisher=publisher,
            published=published,
            sourced=bool(sourced),
            paragraph=paragraph,
            locator=locator,
            url=url,
            digest=digest,
        ),
        translations=translations,
    )


def longest_chains(chains: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return each chain once, without those that are the last hops of a longer one."""
    found = [chain for chain in dict.fromkeys(chains) if chain]
    return tuple(
        chain
        for chain in found
        if not any(len(other) > len(chain) and other[-len(chain) :] == chain for other in found)
    )


def citation(
    exact: str,
    title: str,
    *,
    publisher: str | None,
    published: str | None,
    sourced: bool,
    paragraph: int | None,
    url: str | None,
    digest: str,
    locator: str | None = None,
) -> str:
    """Return the words in quotation marks and, on the next line, where they stand.

    A publication date no words attest says so; the hash names the very text quoted. The words are
    as they are stored; what stands under them is one line, whatever a title holds.
    """
    date = stored_date(published) if published else "undated"
    if published and not sourced:
        date += " (date supplied by the editor)"
    parts: Iterable[str | None] = (
        publisher,
        date,
        locator,
        f"¶ {paragraph}" if paragraph else None,
        url,
        f"SHA-256 of the text {digest}",
    )
    place = f"{title}. {', '.join(part for part in parts if part)}."
    return f"“{exact}”\n— {' '.join(place.split())}"
