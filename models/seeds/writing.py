"""Writing a checked seed into a reference: rows in bulk, with identities that never change."""

from __future__ import annotations

import hashlib
import json
import uuid
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

from models.fields.registry import FieldType, fields_of
from models.names.folding import search_text
from models.names.scripts import script_of
from models.names.skeleton import skeletons
from models.records.values import chunks
from models.reference.database import ReferenceDatabase
from models.schema.base import ReferenceTable
from models.schema.evidence import (
    Attribution,
    Claim,
    FieldEntry,
    Original,
    Premise,
    Quote,
    Snapshot,
)
from models.schema.lists import LISTED_TABLES, Author, Identifier
from models.schema.plumbing import Tag, Tagging
from models.schema.records import TYPED_TABLES, Record
from models.seeds.checked import CheckedClaim, CheckedRecord, CheckedSeed, CheckedValue
from models.text.segments import context, paragraph_number

ROWS: Final = 1000
COMPRESSION_LEVEL: Final = 9
_LISTED_BY_NAME: Final = {str(table._meta.table_name): table for table in LISTED_TABLES}


class SeedWriter:
    """Writes one checked seed; the caller holds the transaction and refreshes the summaries."""

    def __init__(self, database: ReferenceDatabase, seed: CheckedSeed, step: int) -> None:
        self._database = database
        self._seed = seed
        self._step = step
        self._namespace = uuid.UUID(seed.draft.namespace)
        self._records = self._numbered(Record, seed.records)
        self._snapshots = self._numbered(Snapshot, seed.captures)
        self._quotes = self._numbered(Quote, seed.quotes)

    def write(self) -> None:
        """Write every row of the seed."""
        # Records point to one another in every direction; all are there before the commit.
        self._database.run("PRAGMA defer_foreign_keys = ON")
        self._write_records()
        self._write_listed()
        self._write_snapshots()
        self._write_quotes()
        self._write_claims()
        self._write_tags()

    def uid(self, what: str) -> str:
        """Return the identity of a part of this seed, the same in every load."""
        return str(uuid.uuid5(self._namespace, what))

    def _numbered(self, table: type[ReferenceTable], keys: Iterable[str]) -> dict[str, int]:
        name = table._meta.table_name
        last = self._database.rows(f"SELECT coalesce(max(id), 0) FROM {name}")[0][0]
        return {key: number for number, key in enumerate(keys, start=last + 1)}

    def _insert(self, table: type[ReferenceTable], rows: Iterable[dict[str, Any]]) -> None:
        # Few enough at a time for SQLite's limit of bound parameters.
        for part in chunks(rows, ROWS):
            table.insert_many(part).execute(self._database)

    def _write_records(self) -> None:
        created = self._seed.draft.created
        self._insert(
            Record,
            (
                {
                    "id": self._records[key],
                    "uid": self.uid(f"record/{key}"),
                    "kind": record.draft.kind,
                    "owner": self._records[record.draft.owner] if record.draft.owner else None,
                    "label": record.label,
                    "review": record.draft.review,
                    "note": record.draft.note,
                    "created": created,
                    "modified": created,
                    "batch": self._step,
                }
                for key, record in self._seed.records.items()
            ),
        )
        for kind, table in TYPED_TABLES.items():
            by_column = {str(one.column_name): one.name for one in table._meta.sorted_fields}
            self._insert(
                table,
                (
                    {by_column[column]: cell for column, cell in self._typed_row(record).items()}
                    for record in self._seed.records.values()
                    if record.draft.kind == kind
                ),
            )

    def _typed_row(self, record: CheckedRecord) -> dict[str, Any]:
        """Return the row of the kind's own table, by column; all rows have the same columns."""
        draft = record.draft
        row: dict[str, Any] = {"record_id": self._records[draft.key], "kind": draft.kind}
        for field in fields_of(draft.kind):
            if field.several:
                continue
            values = record.values.get(field.name)
            value = values[0] if values else None
            if field.type is FieldType.DATE:
                row[f"{field.column}_edtf"] = value.edtf if value else None
                row[f"{field.column}_min"] = value.earliest if value else None
                row[f"{field.column}_max"] = value.latest if value else None
                row[f"{field.column}_printed"] = record.printed.get(field.name)
            elif field.type is FieldType.RECORD:
                row[field.column] = self._id_of(value)
                if field.kind_column is not None:
                    row[field.kind_column] = self._kind_of(value)
            else:
                row[field.column] = value.text if value else None
        if draft.kind == "participation":
            assert draft.owner is not None
            row["event_id"] = self._records[draft.owner]
            row["event_kind"] = self._seed.records[draft.owner].draft.kind
        elif draft.kind == "name":
            assert draft.owner is not None
            row["bearer_id"] = self._records[draft.owner]
            row["form"] = row["form"] or "printed"
            row["script"] = row["script"] or script_of(row["text"])
            row["folded"] = search_text(row["text"])
            row["skeleton"] = " ".join(skeletons(row["text"]))
        elif draft.kind == "source":
            row["reliability"] = row["reliability"] or "F"
            row["csl"] = json.dumps(draft.csl, ensure_ascii=False) if draft.csl else None
        return row

    def _id_of(self, value: CheckedValue | None) -> int | None:
        return self._records[value.record] if value and value.record else None

    def _kind_of(self, value: CheckedValue | None) -> str | None:
        return self._seed.records[value.record].draft.kind if value and value.record else None

    def _write_listed(self) -> None:
        rows: dict[str, list[dict[str, Any]]] = {}
        authors: list[dict[str, Any]] = []
        identifiers: list[dict[str, Any]] = []
        for key, record in self._seed.records.items():
            for field in fields_of(record.draft.kind):
                if not field.several:
                    continue
                assert field.table is not None
                assert field.owner_column is not None
                for position, value in enumerate(record.values.get(field.name, ())):
                    row: dict[str, Any] = {field.owner_column: self._records[key]}
                    if field.type is FieldType.RECORD:
                        row[field.column] = self._id_of(value)
                        if field.kind_column is not None:
                            row[field.kind_column] = self._kind_of(value)
                        if field.connection_column is not None:
                            row[field.connection_column] = value.connection
                    else:
                        row[field.column] = value.text
                        row["position"] = position
                        if field.kind_column is not None:
                            row[field.kind_column] = record.draft.kind
                    rows.setdefault(field.table, []).append(row)
            authors += [
                {
                    "source": self._records[key],
                    "position": position,
                    "literal": author.literal,
                    "family": author.family,
                    "given": author.given,
                }
                for position, author in enumerate(record.draft.authors)
            ]
            identifiers += [
                {"scheme": scheme, "value": value, "record": self._records[key]}
                for _, scheme, value in record.draft.identifiers
            ]
        for name, found in rows.items():
            table = _LISTED_BY_NAME[name]
            by_column = {str(one.column_name): one.name for one in table._meta.sorted_fields}
            self._insert(
                table,
                [{by_column[column]: cell for column, cell in row.items()} for row in found],
            )
        self._insert(Author, authors)
        self._insert(Identifier, identifiers)

    def _write_snapshots(self) -> None:
        for key, capture in self._seed.captures.items():
            text = capture.reading.text
            self._insert(
                Snapshot,
                [
                    {
                        "id": self._snapshots[key],
                        "uid": self.uid(f"snapshot/{key}"),
                        "source": self._records[capture.draft.source],
                        "text": text,
                        "length": len(text),
                        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
                        "original_sha256": hashlib.sha256(capture.original).hexdigest(),
                        "original_size": len(capture.original),
                        "media_type": capture.media_type,
                        "captured": capture.captured,
                        "method": capture.method,
                        "extractor": capture.extractor,
                        "extractor_version": capture.extractor_version,
                        "unicode_version": capture.reading.unicode_version,
                        "was_normalized": int(capture.reading.was_normalized),
                        "batch": self._step,
                    }
                ],
            )
            self._insert(
                Original,
                [
                    {
                        "snapshot": self._snapshots[key],
                        "compression": "zlib",
                        "content": zlib.compress(capture.original, COMPRESSION_LEVEL),
                    }
                ],
            )

    def _write_quotes(self) -> None:
        rows = []
        for key, quote in self._seed.quotes.items():
            text = self._seed.captures[quote.snapshot].reading.text
            before, after = context(text, quote.start, quote.end)
            rows.append(
                {
                    "id": self._quotes[key],
                    "uid": self.uid(f"quote/{key}"),
                    "snapshot": self._snapshots[quote.snapshot],
                    "start": quote.start,
                    "end": quote.end,
                    "exact": quote.exact,
                    "before": before,
                    "after": after,
                    "paragraph": paragraph_number(text, quote.start),
                    "locator": quote.draft.locator,
                    "folded": search_text(quote.exact),
                    "batch": self._step,
                }
            )
        self._insert(Quote, rows)

    def _write_claims(self) -> None:
        fields = {
            (kind, name): number
            for number, kind, name in FieldEntry.select(
                FieldEntry.id, FieldEntry.kind, FieldEntry.name
            )
            .tuples()
            .execute(self._database)
        }
        names = self._claim_names(self._seed.claims)
        numbers = self._numbered(Claim, names)
        claims, premises, hops = [], [], []
        for name, claim in zip(names, self._seed.claims, strict=True):
            kind = self._seed.records[claim.record].draft.kind
            field = claim.field
            value = claim.value or CheckedValue()
            claims.append(
                {
                    "id": numbers[name],
                    "uid": self.uid(name),
                    "record_id": self._records[claim.record],
                    "record_kind": kind,
                    "field_id": fields[kind, field.name] if field else None,
                    "quote": self._quotes[claim.quote],
                    "value_text": value.connection if value.record else value.text,
                    "value_record": self._id_of(value),
                    "value_edtf": value.edtf,
                    "value_min": value.earliest,
                    "value_max": value.latest,
                    "printed": claim.printed,
                    "span_start": claim.span[0] if claim.span else None,
                    "span_end": claim.span[1] if claim.span else None,
                    "stance": "supports" if claim.supports else "denies",
                    "directness": "direct" if claim.direct else "inferred",
                    "rank": claim.rank,
                    "reason": claim.reason,
                    "credibility": claim.credibility,
                    "batch": self._step,
                }
            )
            premises += [
                {
                    "claim": numbers[name],
                    "position": position,
                    "type": premise.type,
                    "quote": self._quotes[premise.quote] if premise.quote else None,
                    "source": self._records[premise.source] if premise.source else None,
                    "note": premise.note,
                }
                for position, premise in enumerate(claim.premises)
            ]
            hops += [
                {
                    "claim": numbers[name],
                    "position": position,
                    "printed": hop.printed,
                    "party_id": self._records[hop.party] if hop.party else None,
                    "party_kind": self._seed.records[hop.party].draft.kind if hop.party else None,
                    "publisher": int(hop.publisher),
                }
                for position, hop in enumerate(claim.hops)
            ]
        self._insert(Claim, claims)
        self._insert(Premise, premises)
        self._insert(Attribution, hops)

    def _claim_names(self, claims: Sequence[CheckedClaim]) -> list[str]:
        """Return what identifies each claim: what it says and by which quote, not where it stands.

        Claims alike in all of this are told apart by a number.
        """
        counts: dict[str, int] = {}
        names = []
        for claim in claims:
            field = claim.field.name if claim.field else ""
            value = claim.value.told() if claim.value else ""
            name = f"claim\n{claim.record}\n{field}\n{value}\n{claim.quote}"
            counts[name] = counts.get(name, 0) + 1
            names.append(f"{name}\n{counts[name]}")
        return names

    def _write_tags(self) -> None:
        wanted = dict.fromkeys(
            tag.text for record in self._seed.records.values() for tag in record.draft.tags
        )
        known = {
            text: number
            for number, text in Tag.select(Tag.id, Tag.text).tuples().execute(self._database)
        }
        numbers = self._numbered(Tag, [text for text in wanted if text not in known])
        self._insert(
            Tag,
            [
                {"id": number, "uid": self.uid(f"tag/{text}"), "text": text}
                for text, number in numbers.items()
            ],
        )
        numbers |= known
        self._insert(
            Tagging,
            [
                {"tag": numbers[text], "record": self._records[key]}
                for key, record in self._seed.records.items()
                for text in dict.fromkeys(tag.text for tag in record.draft.tags)
            ],
        )
