"""A reference as text that depends on its content alone: two that say the same are the same text.

Records are named by kind and label, quotes by their words and place; ids, uids, moments, history,
the trash and everything derived are left out. It is for comparing, not for exchange: records of
one kind that are called alike are told apart by what they hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from models.evidence.claims import ClaimView, load_claims
from models.fields.registry import fields_of
from models.records.values import Value, Values, chunks, load_values, marks
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference
from models.schema.vocabulary import INSIDE_KINDS, KINDS

Content: TypeAlias = dict[str, Any]


def canonical(reference: Reference) -> str:
    """Return the content of `reference` as indented JSON, the same for the same content."""
    return _text(canonical_content(reference))


def canonical_content(reference: Reference) -> list[Content]:
    """Return the records outside of the trash with their values, claims, quotes and texts."""
    with reference.connected() as database:
        return _Canon(database).records()


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)


def _sorted(items: Iterable[Any]) -> list[Any]:
    return sorted(items, key=_text)


class _Canon:
    def __init__(self, database: ReferenceDatabase) -> None:
        self._database = database
        self._names: dict[int, str] = {
            record: f"{kind}: {label}" + (f" ({owner})" if owner else "")
            for record, kind, label, owner in database.rows(
                "SELECT record.id, record.kind, record.label, owner.label FROM record "
                "LEFT JOIN record AS owner ON owner.id = record.owner_id"
            )
        }
        self._quotes: dict[int, Content] = {
            quote: {"source": self._names[source], "start": start, "words": exact}
            for quote, source, start, exact in database.rows(
                "SELECT quote.id, snapshot.source_id, quote.start, quote.exact FROM quote "
                "JOIN snapshot ON snapshot.id = quote.snapshot_id"
            )
        }

    def records(self) -> list[Content]:
        inside: dict[int, list[Content]] = {}
        for kind in INSIDE_KINDS:
            for record, owner, content in self._of_kind(kind):
                inside.setdefault(owner or record, []).append(content)
        found = []
        for kind in KINDS:
            if kind in INSIDE_KINDS:
                continue
            for record, _, content in self._of_kind(kind):
                if record in inside:
                    content["inside"] = _sorted(inside[record])
                found.append(content)
        return _sorted(found)

    def _of_kind(self, kind: str) -> Iterable[tuple[int, int | None, Content]]:
        rows = self._database.rows(
            "SELECT id, owner_id, label, review, note FROM record "
            "WHERE kind = ? AND trashed IS NULL ORDER BY id",
            (kind,),
        )
        for chunk in chunks(rows):
            ids = [row[0] for row in chunk]
            values = load_values(self._database, kind, ids)
            claims: dict[int, list[ClaimView]] = {}
            for claim in load_claims(self._database, ids):
                claims.setdefault(claim.record_id, []).append(claim)
            words = self._editors_words(ids)
            for record, owner, label, review, note in chunk:
                content: Content = {"kind": kind, "review": review, **words.get(record, {})}
                if owner is None:
                    content["label"] = label
                if note is not None:
                    content["note"] = note
                content["fields"] = self._fields(kind, values[record])
                content["claims"] = _sorted(map(self._claim, claims.get(record, ())))
                if kind == "source":
                    content |= self._source(record)
                yield record, owner, content

    def _editors_words(self, ids: list[int]) -> dict[int, Content]:
        found: dict[int, Content] = {}
        for name, query in (
            (
                "tags",
                "SELECT record_id, tag.text FROM tagging JOIN tag ON tag.id = tag_id "
                "WHERE record_id IN ({}) ORDER BY tag.text",
            ),
            (
                "identifiers",
                "SELECT record_id, scheme || ' ' || value FROM identifier "
                "WHERE record_id IN ({}) ORDER BY scheme, value",
            ),
        ):
            for record, text in self._database.rows(query.format(marks(len(ids))), ids):
                found.setdefault(record, {}).setdefault(name, []).append(text)
        return found

    def _fields(self, kind: str, values: Values) -> Content:
        fields: Content = {}
        for field in fields_of(kind):
            held = [self._value(value) for value in values.get(field.name, ())]
            if held:
                fields[field.name] = held if field.ordered else _sorted(held)
        return fields

    def _value(self, value: Value) -> str | Content:
        if value.record_id is not None:
            name = self._names[value.record_id]
            return f"{value.connection} {name}" if value.connection else name
        if value.edtf is not None:
            return {"date": value.edtf, "printed": value.printed} if value.printed else value.edtf
        return value.text or ""

    def _claim(self, claim: ClaimView) -> Content:
        quote = self._quotes[claim.quote_id]
        content: Content = {
            "quote": quote,
            "supports": claim.supports,
            "direct": claim.direct,
            "rank": claim.rank,
            "reason": claim.reason,
            "credibility": claim.credibility,
            "printed": claim.printed,
        }
        if claim.field is not None:
            content |= {"field": claim.field, "value": self._value(claim.value)}
        if claim.span is not None:
            start, end = (place - quote["start"] for place in claim.span)
            content["decisive"] = [start, quote["words"][start:end]]
        if claim.premises:
            content["leans on"] = [
                [
                    premise.type,
                    self._quotes.get(premise.quote_id or 0),
                    self._names.get(premise.source_id or 0),
                    premise.note,
                ]
                for premise in claim.premises
            ]
        if claim.hops:
            content["through"] = [
                [hop.printed, self._names.get(hop.party_id or 0), hop.publisher]
                for hop in claim.hops
            ]
        return content

    def _source(self, source: int) -> Content:
        content: Content = {}
        csl = self._database.rows("SELECT csl FROM source WHERE record_id = ?", (source,))[0][0]
        if csl is not None:
            content["csl"] = json.loads(csl)
        authors = self._database.rows(
            "SELECT literal, family, given FROM author WHERE source_id = ? ORDER BY position",
            (source,),
        )
        if authors:
            content["authors"] = [list(author) for author in authors]
        snapshots = [
            {
                "text": text,
                "original": original,
                "type": media,
                "read by": extractor,
                "quotes": self._quotes_of(snapshot),
            }
            for snapshot, text, original, media, extractor in self._database.rows(
                "SELECT id, text_sha256, original_sha256, media_type, extractor || ' ' || "
                "extractor_version FROM snapshot WHERE source_id = ?",
                (source,),
            )
        ]
        if snapshots:
            content["snapshots"] = _sorted(snapshots)
        return content

    def _quotes_of(self, snapshot: int) -> list[Content]:
        translations: dict[int, list[list[str]]] = {}
        for quote, *words in self._database.rows(
            "SELECT quote_id, language, translation.text, translator FROM translation "
            "JOIN quote ON quote.id = quote_id WHERE quote.snapshot_id = ?",
            (snapshot,),
        ):
            translations.setdefault(quote, []).append(words)
        found = []
        for quote, start, exact, locator in self._database.rows(
            "SELECT id, start, exact, locator FROM quote WHERE snapshot_id = ? "
            'ORDER BY start, "end"',
            (snapshot,),
        ):
            content: Content = {"start": start, "words": exact}
            if locator is not None:
                content["locator"] = locator
            if quote in translations:
                content["translations"] = _sorted(translations[quote])
            found.append(content)
        return found
