"""The record layer: what we hold to be so, one supertype and eleven typed tables.

Typed tables share the key of `record`; the pair (id, kind) is a foreign key, so a row of `meeting`
can only ever belong to a record of kind meeting. Dates are stored as EDTF with strict bounds
(`*_min`, `*_max`: ISO days, NULL where open) and the words as printed.
"""

from __future__ import annotations

import peewee

from models.schema import vocabulary
from models.schema.base import (
    IdentifiedTable,
    ReferenceTable,
    choice,
    one_of,
    pinned,
    quoted,
    reference,
    together,
)


class Step(IdentifiedTable):
    """One labelled edit, the unit of undo; a bulk import is one step, named by rows' `batch_id`."""

    label = peewee.TextField()
    actor = peewee.TextField()
    made = peewee.TextField()
    undone = peewee.TextField(null=True)
    """When it was taken back; with " closed" behind it where something else was made instead since,
    so that it is not made again."""


class Record(IdentifiedTable):
    """Anything that can be asserted and so can carry evidence.

    Columns from `label_key` on are derived by `models.summaries` and checked by Verify; they
    exist so that the combined table is one query over covering indexes.
    """

    kind = choice("kind", vocabulary.KINDS)
    owner = reference("self", "owner_id", on_delete="RESTRICT", null=True)
    label = peewee.TextField()
    review = choice("review", vocabulary.REVIEWS, default="draft")
    note = peewee.TextField(null=True)
    created = peewee.TextField()
    modified = peewee.TextField()
    trashed = peewee.TextField(null=True)
    merged_into = reference("self", "merged_into_id", on_delete="RESTRICT", null=True)
    batch = reference(Step, "batch_id", on_delete="RESTRICT", null=True, index=False)
    label_key = peewee.BlobField(default=b"")
    when_edtf = peewee.TextField(null=True)
    when_min = peewee.TextField(null=True)
    when_max = peewee.TextField(null=True)
    where = reference("self", "where_id", on_delete="SET NULL", null=True)
    who = peewee.TextField(default="")
    who_key = peewee.BlobField(default=b"")
    state = peewee.TextField(null=True)
    quotes = peewee.IntegerField(default=0)
    origins = peewee.IntegerField(default=0)
    unsourced = peewee.IntegerField(default=0)
    disputed = peewee.IntegerField(default=0)

    class Meta:
        constraints = [
            peewee.SQL("UNIQUE (id, kind)"),
            peewee.Check(
                "(owner_id IS NOT NULL) = (kind IN ("
                + ", ".join(quoted(kind) for kind in vocabulary.INSIDE_KINDS)
                + "))"
            ),
            peewee.Check("merged_into_id IS NOT id AND owner_id IS NOT id"),
        ]


def typed_key() -> peewee.IntegerField:
    """Return the key a typed table shares with `record`."""
    return peewee.IntegerField(primary_key=True)


def kind_of(kind: str) -> peewee.TextField:
    """Return the constant column that pins a typed row to a record of `kind`."""
    return peewee.TextField(
        default=kind, constraints=[peewee.SQL(f"DEFAULT {quoted(kind)}"), one_of("kind", (kind,))]
    )


class Place(ReferenceTable):
    """A country, city or venue, as ground; it lies within a wider place."""

    record_id = typed_key()
    kind = kind_of("place")
    type = choice("type", vocabulary.PLACE_TYPES, null=True)
    within = reference("self", "within_id", on_delete="RESTRICT", null=True)

    class Meta:
        constraints = [pinned("record_id, kind", "CASCADE")]


class Organization(ReferenceTable):
    """A state, ministry, force, agency, newspaper, alliance or company, as a party."""

    record_id = typed_key()
    kind = kind_of("organization")
    type = choice("type", vocabulary.ORGANIZATION_TYPES, null=True)
    country = reference("self", "country_id", on_delete="RESTRICT", null=True)
    part_of = reference("self", "part_of_id", on_delete="RESTRICT", null=True)
    territory = reference(Place, "territory_id", on_delete="RESTRICT", null=True)
    start_edtf = peewee.TextField(null=True)
    start_min = peewee.TextField(null=True)
    start_max = peewee.TextField(null=True)
    start_printed = peewee.TextField(null=True)
    end_edtf = peewee.TextField(null=True)
    end_min = peewee.TextField(null=True)
    end_max = peewee.TextField(null=True)
    end_printed = peewee.TextField(null=True)
    description = peewee.TextField(null=True)

    class Meta:
        constraints = [pinned("record_id, kind", "CASCADE")]


class Official(ReferenceTable):
    """A person in an official role; the names are records of their own."""

    record_id = typed_key()
    kind = kind_of("official")
    country = reference(Organization, "country_id", on_delete="RESTRICT", null=True)
    birth_edtf = peewee.TextField(null=True)
    birth_min = peewee.TextField(null=True)
    birth_max = peewee.TextField(null=True)
    birth_printed = peewee.TextField(null=True)
    death_edtf = peewee.TextField(null=True)
    death_min = peewee.TextField(null=True)
    death_max = peewee.TextField(null=True)
    death_printed = peewee.TextField(null=True)
    description = peewee.TextField(null=True)

    class Meta:
        constraints = [pinned("record_id, kind", "CASCADE")]


class Tenure(ReferenceTable):
    """An official (the owner) held a post; start and end are two separate uncertain dates."""

    record_id = typed_key()
    kind = kind_of("tenure")
    official = reference(Official, "official_id", on_delete="RESTRICT")
    title = peewee.TextField(null=True)
    organization = reference(Organization, "organization_id", on_delete="RESTRICT", null=True)
    manner = choice("manner", vocabulary.TENURE_MANNERS, null=True)
    start_edtf = peewee.TextField(null=True)
    start_min = peewee.TextField(null=True)
    start_max = peewee.TextField(null=True)
    start_printed = peewee.TextField(null=True)
    end_edtf = peewee.TextField(null=True)
    end_min = peewee.TextField(null=True)
    end_max = peewee.TextField(null=True)
    end_printed = peewee.TextField(null=True)

    class Meta:
        constraints = [pinned("record_id, kind", "CASCADE")]


class Meeting(ReferenceTable):
    """Any contact between officials; a visit can contain meetings."""

    record_id = typed_key()
    kind = kind_of("meeting")
    form = choice("form", vocabulary.MEETING_FORMS, null=True)
    occurrence = choice("occurrence", vocabulary.OCCURRENCES, null=True)
    date_edtf = peewee.TextField(null=True)
    date_min = peewee.TextField(null=True)
    date_max = peewee.TextField(null=True)
    date_printed = peewee.TextField(null=True)
    place = reference(Place, "place_id", on_delete="RESTRICT", null=True)
    part_of = reference("self", "part_of_id", on_delete="RESTRICT", null=True)
    summary = peewee.TextField(null=True)

    class Meta:
        constraints = [pinned("record_id, kind", "CASCADE")]


class Agreement(ReferenceTable):
    """A memorandum, treaty, contract, joint statement, commission or arrangement."""

    record_id = typed_key()
    kind = kind_of("agreement")
    form = choice("form", vocabulary.AGREEMENT_FORMS, null=True)
    stage = choice("stage", vocabulary.STAGES, null=True)
    date_edtf = peewee.TextField(null=True)
    date_min = peewee.TextField(null=True)
    date_max = peewee.TextField(null=True)
    date_printed = peewee.TextField(null=True)
    place = reference(Place, "place_id", on_delete="RESTRICT", null=True)
    summary = peewee.TextField(null=True)

    class Meta:
        constraints = [pinned("record_id, kind", "CASCADE")]


class Participation(ReferenceTable):
    """A party took part in a meeting or agreement (the owner), in a role and capacity."""

    record_id = typed_key()
    kind = kind_of("participation")
    event_id = peewee.IntegerField(index=True)
    event_kind = choice("event_kind", vocabulary.EVENT_KINDS)
    participant_id = peewee.IntegerField(index=True)
    participant_kind = choice("participant_kind", vocabulary.PARTY_KINDS)
    role = choice("role", vocabulary.ROLES, null=True)
    capacity = reference(Tenure, "capacity_id", on_delete="RESTRICT", null=True)
    side = reference(Organization, "side_id", on_delete="RESTRICT", null=True)

    class Meta:
        constraints = [
            pinned("record_id, kind", "CASCADE"),
            pinned("event_id, event_kind", "RESTRICT"),
            pinned("participant_id, participant_kind", "RESTRICT"),
        ]


class Statement(ReferenceTable):
    """What a party said or wrote; `words` are the speaker's words as the source renders them."""

    record_id = typed_key()
    kind = kind_of("statement")
    speaker_id = peewee.IntegerField(index=True, null=True)
    speaker_kind = choice("speaker_kind", vocabulary.PARTY_KINDS, null=True)
    mode = choice("mode", vocabulary.STATEMENT_MODES, null=True)
    words = peewee.TextField(null=True)
    language = peewee.TextField(null=True)
    capacity = reference(Tenure, "capacity_id", on_delete="RESTRICT", null=True)
    meeting = reference(Meeting, "meeting_id", on_delete="RESTRICT", null=True)
    date_edtf = peewee.TextField(null=True)
    date_min = peewee.TextField(null=True)
    date_max = peewee.TextField(null=True)
    date_printed = peewee.TextField(null=True)
    place = reference(Place, "place_id", on_delete="RESTRICT", null=True)

    class Meta:
        constraints = [
            pinned("record_id, kind", "CASCADE"),
            pinned("speaker_id, speaker_kind", "RESTRICT"),
            together("speaker_id", "speaker_kind"),
        ]


class Relation(ReferenceTable):
    """A standing fact between two parties, asserted or alleged."""

    record_id = typed_key()
    kind = kind_of("relation")
    type = choice("type", vocabulary.RELATION_TYPES, null=True)
    subject_id = peewee.IntegerField(index=True, null=True)
    subject_kind = choice("subject_kind", vocabulary.PARTY_KINDS, null=True)
    object_id = peewee.IntegerField(index=True, null=True)
    object_kind = choice("object_kind", vocabulary.PARTY_KINDS, null=True)
    matter = peewee.TextField(null=True)
    standing = choice("standing", vocabulary.STANDINGS, null=True)
    start_edtf = peewee.TextField(null=True)
    start_min = peewee.TextField(null=True)
    start_max = peewee.TextField(null=True)
    start_printed = peewee.TextField(null=True)
    end_edtf = peewee.TextField(null=True)
    end_min = peewee.TextField(null=True)
    end_max = peewee.TextField(null=True)
    end_printed = peewee.TextField(null=True)

    class Meta:
        constraints = [
            pinned("record_id, kind", "CASCADE"),
            pinned("subject_id, subject_kind", "RESTRICT"),
            pinned("object_id, object_kind", "RESTRICT"),
            together("subject_id", "subject_kind"),
            together("object_id", "object_kind"),
        ]


class Name(ReferenceTable):
    """One spelling of a record's name (the owner); `folded` and `skeleton` are search keys."""

    record_id = typed_key()
    kind = kind_of("name")
    bearer = reference(Record, "bearer_id", on_delete="RESTRICT")
    text = peewee.TextField()
    language = peewee.TextField(null=True)
    script = peewee.TextField(null=True)
    scheme = peewee.TextField(null=True)
    form = choice("form", vocabulary.NAME_FORMS, default="printed")
    given = peewee.TextField(null=True)
    family = peewee.TextField(null=True)
    sort_as = peewee.TextField(null=True)
    folded = peewee.TextField()
    skeleton = peewee.TextField()

    class Meta:
        constraints = [pinned("record_id, kind", "CASCADE")]
        indexes = ((("folded",), False),)


class Source(ReferenceTable):
    """A document somebody published, in the fields of CSL; `csl` holds the rest as CSL-JSON."""

    record_id = typed_key()
    kind = kind_of("source")
    type = choice("type", vocabulary.SOURCE_TYPES, null=True)
    title = peewee.TextField(null=True)
    publisher = reference(Organization, "publisher_id", on_delete="RESTRICT", null=True)
    container = peewee.TextField(null=True)
    date_edtf = peewee.TextField(null=True)
    date_min = peewee.TextField(null=True)
    date_max = peewee.TextField(null=True)
    date_printed = peewee.TextField(null=True)
    language = peewee.TextField(null=True)
    url = peewee.TextField(null=True)
    archive_url = peewee.TextField(null=True)
    accessed = peewee.TextField(null=True)
    part_of = reference("self", "part_of_id", on_delete="RESTRICT", null=True)
    derived_from = reference("self", "derived_from_id", on_delete="RESTRICT", null=True)
    derivation = choice("derivation", vocabulary.DERIVATIONS, null=True)
    reliability = choice("reliability", vocabulary.RELIABILITIES, default="F")
    csl = peewee.TextField(null=True, constraints=[peewee.Check("csl IS NULL OR json_valid(csl)")])

    class Meta:
        constraints = [pinned("record_id, kind", "CASCADE")]


TYPED_TABLES: dict[str, type[ReferenceTable]] = {
    "official": Official,
    "organization": Organization,
    "place": Place,
    "tenure": Tenure,
    "meeting": Meeting,
    "participation": Participation,
    "agreement": Agreement,
    "statement": Statement,
    "relation": Relation,
    "name": Name,
    "source": Source,
}
