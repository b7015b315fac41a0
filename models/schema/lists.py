"""What a record holds several of: tables beside the typed ones, a row an entry, most in order."""

from __future__ import annotations

import peewee

from models.schema import vocabulary
from models.schema.base import ReferenceTable, choice, pinned, reference
from models.schema.records import Agreement, Meeting, Record, Relation, Source, Statement


class Author(ReferenceTable):
    """An author of a source, in order; parts only where the source gives them apart."""

    source = reference(Source, "source_id", on_delete="CASCADE", index=False)
    position = peewee.IntegerField()
    literal = peewee.TextField(null=True)
    family = peewee.TextField(null=True)
    given = peewee.TextField(null=True)

    class Meta:
        primary_key = peewee.CompositeKey("source", "position")
        constraints = [peewee.Check("literal IS NOT NULL OR family IS NOT NULL")]


class Topic(ReferenceTable):
    """A subject of a meeting or an agreement, in the words we keep for it."""

    event_id = peewee.IntegerField()
    event_kind = choice("event_kind", vocabulary.EVENT_KINDS)
    position = peewee.IntegerField()
    text = peewee.TextField()

    class Meta:
        primary_key = peewee.CompositeKey("event_id", "position")
        constraints = [
            pinned("event_id, event_kind", "CASCADE"),
            peewee.SQL("UNIQUE (event_id, text)"),
        ]


class AgendaItem(ReferenceTable):
    """A point of a meeting's agenda, in order."""

    meeting = reference(Meeting, "meeting_id", on_delete="CASCADE", index=False)
    position = peewee.IntegerField()
    text = peewee.TextField()

    class Meta:
        primary_key = peewee.CompositeKey("meeting", "position")
        constraints = [peewee.SQL("UNIQUE (meeting_id, text)")]


class Addressee(ReferenceTable):
    """To whom a statement was made."""

    statement = reference(Statement, "statement_id", on_delete="CASCADE", index=False)
    party_id = peewee.IntegerField(index=True)
    party_kind = choice("party_kind", vocabulary.PARTY_KINDS)

    class Meta:
        primary_key = peewee.CompositeKey("statement", "party_id")
        constraints = [pinned("party_id, party_kind", "RESTRICT")]


class MeetingAgreement(ReferenceTable):
    """At a meeting an agreement was discussed, announced or signed; many to many."""

    meeting = reference(Meeting, "meeting_id", on_delete="CASCADE", index=False)
    agreement = reference(Agreement, "agreement_id", on_delete="RESTRICT")
    connection = choice("connection", vocabulary.CONNECTIONS)

    class Meta:
        primary_key = peewee.CompositeKey("meeting", "agreement", "connection")


class Reason(ReferenceTable):
    """Why a relation stands, in the words we keep for it."""

    relation = reference(Relation, "relation_id", on_delete="CASCADE", index=False)
    position = peewee.IntegerField()
    text = peewee.TextField()

    class Meta:
        primary_key = peewee.CompositeKey("relation", "position")
        constraints = [peewee.SQL("UNIQUE (relation_id, text)")]


class Accuser(ReferenceTable):
    """By whom a relation is alleged, where somebody is named."""

    relation = reference(Relation, "relation_id", on_delete="CASCADE", index=False)
    party_id = peewee.IntegerField(index=True)
    party_kind = choice("party_kind", vocabulary.PARTY_KINDS)

    class Meta:
        primary_key = peewee.CompositeKey("relation", "party_id")
        constraints = [pinned("party_id, party_kind", "RESTRICT")]


class Identifier(ReferenceTable):
    """The name another register has for a record: Wikidata, ISO 3166, the Historian's ids."""

    scheme = peewee.TextField()
    value = peewee.TextField()
    record = reference(Record, "record_id", on_delete="CASCADE")

    class Meta:
        primary_key = peewee.CompositeKey("scheme", "value")


LISTED_TABLES = (
    Author,
    Topic,
    AgendaItem,
    Addressee,
    MeetingAgreement,
    Reason,
    Accuser,
    Identifier,
)
