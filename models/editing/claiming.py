"""Turning words of a source into evidence: the quote, its decisive words, what it leans on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.dates import display_date
from models.editing.done import RefusedError
from models.editing.edit import Edit
from models.editing.given import Evidence, Given, Passage
from models.editing.projecting import field_claims
from models.editing.reading_values import check_fits, read_value
from models.editing.rows import Row, insert, kind_of, new_uid
from models.editing.settling import settle
from models.evidence.claims import Hop, Premise
from models.evidence.readings import contradicted
from models.fields.nouns import noun
from models.fields.registry import Field
from models.names.folding import search_text
from models.records.values import Value, load_values
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import CREDIBILITIES, PARTY_KINDS
from models.seeds.problems import shown
from models.text.segments import context, paragraph_number


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote with the text it stands in."""

    id: int
    start: int
    exact: str
    source: int
    text: str


def quote_for(database: ReferenceDatabase, passage: Passage) -> int:
    """Return the quote of exactly this passage, made where there is none.

    Raises:
        RefusedError: it holds no words, lies outside of the text, or touches a label that was
            not the source's.
    """
    start, end = passage.start, passage.end
    rows = database.rows("SELECT text FROM snapshot WHERE id = ?", (passage.snapshot,))
    if not rows:
        raise RefusedError("quote", "The captured text is no longer there.")
    text: str = rows[0][0]
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise RefusedError("quote", "Mark some words of the text.")
    known = database.rows(
        'SELECT id FROM quote WHERE snapshot_id = ? AND start = ? AND "end" = ?',
        (passage.snapshot, start, end),
    )
    if known:
        return int(known[0][0])
    if database.rows(
        'SELECT 1 FROM inserted_label WHERE snapshot_id = ? AND start < ? AND "end" > ?',
        (passage.snapshot, end, start),
    ):
        raise RefusedError("quote", "A part of these words is a label, not the source's own.")
    before, after = context(text, start, end)
    return insert(
        database,
        "quote",
        {
            "uid": new_uid(),
            "snapshot_id": passage.snapshot,
            "start": start,
            "end": end,
            "exact": text[start:end],
            "before": before,
            "after": after,
            "paragraph": paragraph_number(text, start),
            "locator": passage.locator,
            "folded": search_text(text[start:end]),
        },
    )


def quoted(database: ReferenceDatabase, quote: int | Passage) -> Quoted:
    """Return the quote that is meant, made where it is a passage not quoted yet."""
    if isinstance(quote, Passage):
        quote = quote_for(database, quote)
    rows = database.rows(
        "SELECT quote.id, quote.start, quote.exact, snapshot.source_id, snapshot.text FROM quote "
        "JOIN snapshot ON snapshot.id = quote.snapshot_id WHERE quote.id = ?",
        (quote,),
    )
    if not rows:
        raise RefusedError("quote", "This quote is no longer there.")
    return Quoted(*rows[0])


def claim_value(
    edit: Edit, row: Row, field: Field | None, value: Given | None, evidence: Evidence
) -> int:
    """Add one claim, let the field follow it, and return the claim's id.

    Raises:
        RefusedError: the evidence does not say so in a way that can be kept.
    """
    database = edit.database
    if field is not None and not field.citable:
        raise RefusedError(
            field.name, f"{noun(field).capitalize()} is the editor's own and has no quotes."
        )
    if (field is None) != (value is None):
        raise RefusedError(
            field.name if field else None, "A claim names both a field and its value, or neither."
        )
    read: Value | None = None
    if field is not None and value is not None:
        read = read_value(database, field, value)
        if evidence.supports:
            check_fits(database, row, field, read)
    quote = quoted(database, evidence.quote)
    span, printed = decisive(quote, evidence, needed=field is not None and not evidence.premises)
    premises = [
        checked_premise(database, premise, quote, row.id, field) for premise in evidence.premises
    ]
    check_reading(database, read, printed, premises)
    hops = [checked_hop(database, hop, quote) for hop in evidence.hops]
    if evidence.credibility not in CREDIBILITIES:
        raise RefusedError("credibility", "Credibility is a grade from 1 to 6.")
    _refuse_again(edit, row, field, read, quote, evidence)
    claim = _store(database, row, field, read, quote, span, printed, evidence, premises, hops)
    if evidence.prefer is not None:
        prefer(database, row, field, claim, evidence.prefer, supports=evidence.supports)
    if field is not None:
        settle(edit, row, field)
    return claim


def decisive(
    quote: Quoted, evidence: Evidence, *, needed: bool
) -> tuple[tuple[int, int] | None, str | None]:
    """Return the decisive words' place in the text, and the value as printed.

    Raises:
        RefusedError: they do not stand in the quote, stand there twice, or are missing where a
            claim leans on nothing else.
    """
    span, printed = evidence.span, evidence.printed or None
    if span is not None:
        start, end = span[0] - quote.start, span[1] - quote.start
        if not 0 <= start < end <= len(quote.exact):
            raise RefusedError("span", "The decisive words must lie inside the quote.")
        words = quote.exact[start:end]
        if printed is not None and printed not in words:
            raise RefusedError(
                "printed", f"{shown(printed)} does not stand in the decisive words {shown(words)}."
            )
        return span, printed if printed is not None or not needed else words
    if printed is None:
        if needed:
            raise RefusedError("printed", "Mark the words that say so, as the source prints them.")
        return None, None
    first = quote.exact.find(printed)
    if first < 0:
        raise RefusedError("printed", f"{shown(printed)} does not stand in the quote.")
    if quote.exact.find(printed, first + 1) >= 0:
        raise RefusedError(
            "span", f"{shown(printed)} stands in the quote more than once; mark which is meant."
        )
    return (quote.start + first, quote.start + first + len(printed)), printed


def checked_premise(
    database: ReferenceDatabase, premise: Premise, quote: Quoted, record: int, field: Field | None
) -> Premise:
    """Return what a claim by `quote` on a field of `record` leans on, as it is stored.

    Raises:
        RefusedError: it cannot lean on this.
    """
    if premise.type == "quote":
        if premise.quote_id == quote.id:
            raise RefusedError("premises", "A claim cannot lean on its own quote.")
        if not database.rows("SELECT 1 FROM quote WHERE id = ?", (premise.quote_id,)):
            raise RefusedError("premises", "Choose the passage it leans on.")
        return replace(premise, source_id=None)
    if premise.type == "source date":
        source = premise.source_id if premise.source_id is not None else quote.source
        if source == record and field is not None and field.name == "date":
            raise RefusedError("premises", "The date of a source cannot lean on itself.")
        if _published(database, source) is None:
            raise RefusedError("premises", "This source has no date to lean on; set it first.")
        return replace(premise, source_id=source, quote_id=None)
    if premise.type != "editor":
        raise RefusedError("premises", f"Nothing leans on {shown(premise.type)}.")
    if not (premise.note and premise.note.strip()):
        raise RefusedError("premises", "Say in a few words why you read it so.")
    return replace(premise, source_id=None, quote_id=None)


def _published(database: ReferenceDatabase, source: int) -> Value | None:
    values = load_values(database, "source", [source])[source]
    return next(iter(values.get("date", ())), None)


def check_reading(
    database: ReferenceDatabase, value: Value | None, printed: str | None, premises: list[Premise]
) -> None:
    """Refuse a reading that cannot be what its words say against the source's date (law 7).

    Raises:
        RefusedError: it cannot; says what the words read.
    """
    if value is None or value.edtf is None:
        return
    for premise in premises:
        if premise.source_id is None:
            continue
        published = _published(database, premise.source_id)
        reading = contradicted(printed, published.edtf if published else None, value.edtf)
        if reading is not None:
            raise RefusedError(
                "date",
                f"Against the source's date {shown(printed or '')} reads "
                f"{display_date(reading.edtf)}, not {display_date(value.edtf)}.",
            )


def checked_hop(database: ReferenceDatabase, hop: Hop, quote: Quoted) -> Hop:
    """Return a hop that stands in the text of the quote's source.

    Raises:
        RefusedError: it does not, or its record is no party.
    """
    if not hop.printed or hop.printed not in quote.text:
        raise RefusedError(
            "hops", f"{shown(hop.printed)} does not stand in the text; write it as printed."
        )
    if hop.party_id is not None:
        rows = database.rows("SELECT kind FROM record WHERE id = ?", (hop.party_id,))
        if not rows or rows[0][0] not in PARTY_KINDS:
            raise RefusedError("hops", "Words pass through officials and organizations.")
    return hop


def _refuse_again(
    edit: Edit,
    row: Row,
    field: Field | None,
    value: Value | None,
    quote: Quoted,
    evidence: Evidence,
) -> None:
    for claim in field_claims(edit.database, row.id, field):
        if (
            claim.quote_id == quote.id
            and claim.supports == evidence.supports
            and (value is None or claim.value.key() == value.key())
        ):
            raise RefusedError("quote", "This quote stands for this already.")


def _store(
    database: ReferenceDatabase,
    row: Row,
    field: Field | None,
    value: Value | None,
    quote: Quoted,
    span: tuple[int, int] | None,
    printed: str | None,
    evidence: Evidence,
    premises: list[Premise],
    hops: list[Hop],
) -> int:
    stored = value or Value()
    claim = insert(
        database,
        "claim",
        {
            "uid": new_uid(),
            "record_id": row.id,
            "record_kind": row.kind,
            "field_id": field_number(database, field) if field else None,
            "quote_id": quote.id,
            "value_text": stored.connection if stored.record_id is not None else stored.text,
            "value_record_id": stored.record_id,
            "value_edtf": stored.edtf,
            "value_min": stored.earliest,
            "value_max": stored.latest,
            "printed": printed,
            "span_start": span[0] if span else None,
            "span_end": span[1] if span else None,
            "stance": "supports" if evidence.supports else "denies",
            "directness": "inferred" if premises else "direct",
            "rank": "normal",
            "credibility": evidence.credibility,
        },
    )
    write_premises(database, claim, premises)
    write_hops(database, claim, hops)
    return claim


def write_premises(database: ReferenceDatabase, claim: int, premises: list[Premise]) -> None:
    """Add what a claim leans on; it leans on nothing yet."""
    for position, premise in enumerate(premises):
        insert(
            database,
            "premise",
            {
                "claim_id": claim,
                "position": position,
                "type": premise.type,
                "quote_id": premise.quote_id,
                "source_id": premise.source_id,
                "note": premise.note,
            },
        )


def write_hops(database: ReferenceDatabase, claim: int, hops: list[Hop]) -> None:
    """Add the attribution of a claim that has none yet."""
    for position, hop in enumerate(hops):
        insert(
            database,
            "attribution",
            {
                "claim_id": claim,
                "position": position,
                "printed": hop.printed,
                "party_id": hop.party_id,
                "party_kind": kind_of(database, hop.party_id) if hop.party_id else None,
                "publisher": int(hop.publisher),
            },
        )


def field_number(database: ReferenceDatabase, field: Field) -> int:
    """Return the number by which the file knows a field."""
    return int(
        database.rows("SELECT id FROM field WHERE kind = ? AND name = ?", (field.kind, field.name))[
            0
        ][0]
    )


def prefer(
    database: ReferenceDatabase,
    row: Row,
    field: Field | None,
    claim: int,
    reason: str,
    *,
    supports: bool,
) -> None:
    """Let one claim of a field count more than the others.

    Raises:
        RefusedError: it denies, is on no field, or there is no reason.
    """
    if not reason.strip():
        raise RefusedError("reason", "Say in a few words why this counts more.")
    if field is None or not supports:
        raise RefusedError(None, "Only a claim that supports a value can be preferred.")
    for other in field_claims(database, row.id, field):
        if other.rank == "preferred" and other.id != claim:
            database.run(
                "UPDATE claim SET rank = 'normal', reason = NULL WHERE id = ?", (other.id,)
            )
    database.run(
        "UPDATE claim SET rank = 'preferred', reason = ? WHERE id = ?", (reason.strip(), claim)
    )
