"""The evidence layer: what the sources say, verbatim, anchored and immutable."""

from __future__ import annotations

import peewee

from models.schema import vocabulary
from models.schema.base import (
    IdentifiedTable,
    ReferenceTable,
    choice,
    pinned,
    reference,
    together,
)
from models.schema.records import Record, Source, Step

HASH_CHECK = "length({0}) = 64 AND {0} NOT GLOB '*[^0-9a-f]*'"


class FieldEntry(ReferenceTable):
    """The field registry as the file knows it; generated, so that claims can refer to a field."""

    id = peewee.AutoField()
    kind = choice("kind", vocabulary.KINDS)
    name = peewee.TextField()
    label = peewee.TextField()
    type = peewee.TextField()
    several = peewee.IntegerField(constraints=[peewee.Check("several IN (0, 1)")])
    citable = peewee.IntegerField(constraints=[peewee.Check("citable IN (0, 1)")])

    class Meta:
        table_name = "field"
        constraints = [peewee.SQL("UNIQUE (kind, name)"), peewee.SQL("UNIQUE (id, kind)")]


class Snapshot(IdentifiedTable):
    """One immutable captured copy of a source: its reading text and how it was read.

    Hashes are SHA-256 in lower-case hexadecimal: of the original bytes, and of the reading text
    in UTF-8. `length` is in code points.
    """

    source = reference(Source, "source_id", on_delete="RESTRICT")
    text = peewee.TextField()
    length = peewee.IntegerField()
    text_sha256 = peewee.TextField(constraints=[peewee.Check(HASH_CHECK.format("text_sha256"))])
    original_sha256 = peewee.TextField(
        constraints=[peewee.Check(HASH_CHECK.format("original_sha256"))]
    )
    original_size = peewee.IntegerField(constraints=[peewee.Check("original_size >= 0")])
    media_type = peewee.TextField()
    captured = peewee.TextField()
    method = peewee.TextField()
    extractor = peewee.TextField()
    extractor_version = peewee.TextField()
    unicode_version = peewee.TextField()
    was_normalized = peewee.IntegerField(
        constraints=[peewee.Check("was_normalized IN (0, 1)")], default=1
    )
    """1 where the extracted text already was in NFC."""
    batch = reference(Step, "batch_id", on_delete="RESTRICT", null=True, index=False)

    class Meta:
        constraints = [peewee.Check("length(text) = length AND instr(text, char(0)) = 0")]


class Original(ReferenceTable):
    """The bytes as captured, apart from the snapshot so that listing stays cheap."""

    snapshot = reference(Snapshot, "snapshot_id", on_delete="RESTRICT", primary_key=True)
    compression = choice("compression", vocabulary.COMPRESSIONS)
    content = peewee.BlobField()


class InsertedLabel(ReferenceTable):
    """A stretch of reading text the extractor had to add; no quote may touch it (law 4)."""

    snapshot = reference(Snapshot, "snapshot_id", on_delete="RESTRICT", index=False)
    start = peewee.IntegerField(constraints=[peewee.Check("start >= 0")])
    end = peewee.IntegerField()

    class Meta:
        primary_key = peewee.CompositeKey("snapshot", "start")
        constraints = [peewee.Check('"end" > start')]


class Quote(IdentifiedTable):
    """A passage of a snapshot: exactly its text at these code points (laws 1 to 3)."""

    snapshot = reference(Snapshot, "snapshot_id", on_delete="RESTRICT", index=False)
    start = peewee.IntegerField(constraints=[peewee.Check("start >= 0")])
    end = peewee.IntegerField()
    exact = peewee.TextField()
    before = peewee.TextField(default="")
    after = peewee.TextField(default="")
    paragraph = peewee.IntegerField(null=True)
    locator = peewee.TextField(null=True)
    folded = peewee.TextField()
    """Search text of the words; derived, checked by Verify."""
    batch = reference(Step, "batch_id", on_delete="RESTRICT", null=True, index=False)

    class Meta:
        constraints = [
            peewee.Check('length(exact) = "end" - start AND "end" > start'),
            peewee.Check("instr(exact, char(0)) = 0"),
        ]
        indexes = ((("snapshot", "start", "end"), True),)


class Translation(IdentifiedTable):
    """A rendering of a quote in another language, and by whom; the quote itself never changes."""

    quote = reference(Quote, "quote_id", on_delete="RESTRICT")
    language = peewee.TextField()
    text = peewee.TextField()
    translator = peewee.TextField()


class Claim(IdentifiedTable):
    """A quote asserts a value for one field of one record, or that the record holds at all.

    `span_start` and `span_end` are the decisive words, absolute in the snapshot and inside the
    quote. `printed` is the value in the source's own characters, inside the decisive words.
    """

    record_id = peewee.IntegerField()
    record_kind = choice("record_kind", vocabulary.KINDS)
    field_id = peewee.IntegerField(null=True)
    quote = reference(Quote, "quote_id", on_delete="RESTRICT")
    value_text = peewee.TextField(null=True)
    value_record = reference(Record, "value_record_id", on_delete="RESTRICT", null=True)
    value_edtf = peewee.TextField(null=True)
    value_min = peewee.TextField(null=True)
    value_max = peewee.TextField(null=True)
    printed = peewee.TextField(null=True)
    span_start = peewee.IntegerField(null=True)
    span_end = peewee.IntegerField(null=True)
    stance = choice("stance", vocabulary.STANCES, default="supports")
    directness = choice("directness", vocabulary.DIRECTNESSES, default="direct")
    rank = choice("rank", vocabulary.RANKS, default="normal")
    reason = peewee.TextField(null=True)
    credibility = choice("credibility", vocabulary.CREDIBILITIES, default="6")
    batch = reference(Step, "batch_id", on_delete="RESTRICT", null=True, index=False)

    class Meta:
        constraints = [
            pinned("record_id, record_kind", "RESTRICT"),
            peewee.SQL(
                "FOREIGN KEY (field_id, record_kind) REFERENCES field (id, kind) ON DELETE RESTRICT"
            ),
            peewee.Check("(span_start IS NULL) = (span_end IS NULL)"),
            peewee.Check("span_start IS NULL OR span_end > span_start"),
            peewee.Check(
                "(field_id IS NULL) = (value_text IS NULL AND value_record_id IS NULL "
                "AND value_edtf IS NULL)"
            ),
            peewee.Check("rank = 'normal' OR reason IS NOT NULL"),
            peewee.Check("printed <> ''"),
            peewee.Check("directness = 'inferred' OR field_id IS NULL OR printed IS NOT NULL"),
        ]
        indexes = ((("record_id", "field_id"), False),)


class Premise(ReferenceTable):
    """What an inferred claim leans on: its source's date, another passage, the editor."""

    claim = reference(Claim, "claim_id", on_delete="CASCADE", index=False)
    position = peewee.IntegerField()
    type = choice("type", vocabulary.PREMISE_TYPES)
    quote = reference(Quote, "quote_id", on_delete="RESTRICT", null=True)
    source = reference(Source, "source_id", on_delete="RESTRICT", null=True)
    note = peewee.TextField(null=True)

    class Meta:
        primary_key = peewee.CompositeKey("claim", "position")
        constraints = [
            peewee.Check("(type = 'quote') = (quote_id IS NOT NULL)"),
            peewee.Check("(type = 'source date') = (source_id IS NOT NULL)"),
            peewee.Check("type <> 'editor' OR note IS NOT NULL"),
        ]


class Attribution(ReferenceTable):
    """One hop of a claim's chain between the words and the page, speaker first.

    `party` is the record where there is one: "Iranian state media" is nobody's. A publisher hop
    counts for the claim's origin; a speaker does not.
    """

    claim = reference(Claim, "claim_id", on_delete="CASCADE", index=False)
    position = peewee.IntegerField()
    printed = peewee.TextField()
    party_id = peewee.IntegerField(null=True, index=True)
    party_kind = choice("party_kind", vocabulary.PARTY_KINDS, null=True)
    publisher = peewee.IntegerField(constraints=[peewee.Check("publisher IN (0, 1)")])

    class Meta:
        primary_key = peewee.CompositeKey("claim", "position")
        constraints = [
            pinned("party_id, party_kind", "RESTRICT"),
            together("party_id", "party_kind"),
        ]


EVIDENCE_TABLES = (
    FieldEntry,
    Snapshot,
    Original,
    InsertedLabel,
    Quote,
    Translation,
    Claim,
    Premise,
    Attribution,
)
