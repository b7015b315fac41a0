"""The field registry: what can be said of each kind of record, and where the value is kept.

Claims name a field by `(kind, name)`; the detail pane shows fields in this order; a value of a
citable field that no claim supports is a gap, unless it is the field's `neutral` value, which
asserts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from models.schema import vocabulary


class FieldType(StrEnum):
    """What the values of a field are."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one kind.

    `column` is the column of the kind's own table (for dates: the prefix of its four columns).
    For several-valued fields `table` is the table of values, `owner_column` its link to the
    record and `column` its value. A record field with `kind_column` points to a party and keeps
    the party's kind beside the id.
    """

    kind: str
    name: str
    label: str
    type: FieldType
    column: str
    several: bool = False
    citable: bool = True
    table: str | None = None
    owner_column: str | None = None
    kind_column: str | None = None
    ordered: bool = False
    targets: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    neutral: str | None = None
    connection_column: str | None = None


def text(kind: str, name: str, label: str, *, citable: bool = True) -> Field:
    """Return a field of free words."""
    return Field(kind, name, label, FieldType.TEXT, name, citable=citable)


def date(kind: str, name: str, label: str) -> Field:
    """Return a field that is an uncertain date."""
    return Field(kind, name, label, FieldType.DATE, name)


def choice(
    kind: str,
    name: str,
    label: str,
    choices: tuple[str, ...],
    *,
    citable: bool = True,
    neutral: str | None = None,
) -> Field:
    """Return a field whose value is one of `choices`."""
    return Field(
        kind,
        name,
        label,
        FieldType.CHOICE,
        name,
        citable=citable,
        choices=choices,
        neutral=neutral,
    )


def link(
    kind: str,
    name: str,
    label: str,
    *targets: str,
    party: bool = False,
    citable: bool = True,
) -> Field:
    """Return a field that points to a record of one of the kinds `targets`."""
    return Field(
        kind,
        name,
        label,
        FieldType.RECORD,
        f"{name}_id",
        citable=citable,
        targets=targets,
        kind_column=f"{name}_kind" if party else None,
    )


def parties(kind: str, name: str, label: str, table: str, owner_column: str) -> Field:
    """Return a several-valued field that points to officials and organizations."""
    return Field(
        kind,
        name,
        label,
        FieldType.RECORD,
        "party_id",
        several=True,
        table=table,
        owner_column=owner_column,
        kind_column="party_kind",
        targets=vocabulary.PARTY_KINDS,
    )


def phrases(kind: str, name: str, label: str, table: str, owner_column: str) -> Field:
    """Return a several-valued field of words, kept in order."""
    return Field(
        kind,
        name,
        label,
        FieldType.TEXT,
        "text",
        several=True,
        table=table,
        owner_column=owner_column,
        kind_column="event_kind" if owner_column == "event_id" else None,
        ordered=True,
    )


FIELDS: Final[tuple[Field, ...]] = (
    link("official", "country", "Country", "organization"),
    date("official", "birth", "Born"),
    date("official", "death", "Died"),
    text("official", "description", "Description"),
    choice("organization", "type", "Type", vocabulary.ORGANIZATION_TYPES, citable=False),
    link("organization", "country", "Country", "organization"),
    link("organization", "part_of", "Part of", "organization"),
    link("organization", "territory", "Territory", "place"),
    date("organization", "start", "Founded"),
    date("organization", "end", "Dissolved"),
    text("organization", "description", "Description"),
    choice("place", "type", "Type", vocabulary.PLACE_TYPES, citable=False),
    link("place", "within", "Lies in", "place"),
    link("tenure", "official", "Held by", "official"),
    text("tenure", "title", "Post"),
    link("tenure", "organization", "Of", "organization"),
    choice("tenure", "manner", "Manner", vocabulary.TENURE_MANNERS),
    date("tenure", "start", "From"),
    date("tenure", "end", "Until"),
    date("meeting", "date", "When"),
    link("meeting", "place", "Where", "place"),
    choice("meeting", "form", "Kind", vocabulary.MEETING_FORMS),
    choice("meeting", "occurrence", "Occurrence", vocabulary.OCCURRENCES),
    phrases("meeting", "topics", "About", "topic", "event_id"),
    phrases("meeting", "agenda", "Agenda", "agenda_item", "meeting_id"),
    Field(
        "meeting",
        "agreements",
        "Outcome",
        FieldType.RECORD,
        "agreement_id",
        several=True,
        table="meeting_agreement",
        owner_column="meeting_id",
        targets=("agreement",),
        connection_column="connection",
        choices=vocabulary.CONNECTIONS,
    ),
    link("meeting", "part_of", "Part of", "meeting"),
    text("meeting", "summary", "Summary"),
    link("participation", "participant", "Present", *vocabulary.PARTY_KINDS, party=True),
    choice("participation", "role", "Role", vocabulary.ROLES, neutral="principal"),
    link("participation", "capacity", "In the capacity of", "tenure"),
    link("participation", "side", "For", "organization"),
    choice("agreement", "form", "Kind", vocabulary.AGREEMENT_FORMS),
    choice("agreement", "stage", "Stage", vocabulary.STAGES),
    date("agreement", "date", "When"),
    link("agreement", "place", "Where", "place"),
    phrases("agreement", "topics", "About", "topic", "event_id"),
    text("agreement", "summary", "Summary"),
    link("statement", "speaker", "Speaker", *vocabulary.PARTY_KINDS, party=True),
    text("statement", "words", "Words"),
    choice("statement", "mode", "Speech", vocabulary.STATEMENT_MODES, citable=False),
    parties("statement", "addressees", "To", "addressee", "statement_id"),
    link("statement", "meeting", "At", "meeting"),
    date("statement", "date", "When"),
    link("statement", "place", "Where", "place"),
    link("statement", "capacity", "In the capacity of", "tenure"),
    text("statement", "language", "Language", citable=False),
    choice("relation", "type", "Kind", vocabulary.RELATION_TYPES),
    link("relation", "subject", "From", *vocabulary.PARTY_KINDS, party=True),
    link("relation", "object", "To", *vocabulary.PARTY_KINDS, party=True),
    text("relation", "matter", "Matter"),
    phrases("relation", "reasons", "Why", "reason", "relation_id"),
    choice("relation", "standing", "Standing", vocabulary.STANDINGS),
    parties("relation", "accusers", "Alleged by", "accuser", "relation_id"),
    date("relation", "start", "Since"),
    date("relation", "end", "Until"),
    text("name", "text", "Name"),
    text("name", "language", "Language", citable=False),
    text("name", "script", "Script", citable=False),
    text("name", "scheme", "Transliteration", citable=False),
    choice("name", "form", "Form", vocabulary.NAME_FORMS, citable=False),
    text("name", "given", "Given name"),
    text("name", "family", "Family name"),
    text("name", "sort_as", "Sorted as", citable=False),
    text("source", "title", "Title"),
    link("source", "publisher", "Publisher", "organization"),
    date("source", "date", "Published"),
    choice("source", "type", "Type", vocabulary.SOURCE_TYPES, citable=False),
    text("source", "container", "In"),
    text("source", "language", "Language", citable=False),
    text("source", "url", "Address", citable=False),
    text("source", "archive_url", "Archived at", citable=False),
    text("source", "accessed", "Accessed", citable=False),
    link("source", "part_of", "Part of", "source", citable=False),
    link("source", "derived_from", "Derived from", "source"),
    choice("source", "derivation", "Derivation", vocabulary.DERIVATIONS),
    choice("source", "reliability", "Reliability", vocabulary.RELIABILITIES, citable=False),
)
FIELD_BY_NAME: Final = {(field.kind, field.name): field for field in FIELDS}


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """Return the fields of `kind` in the order people see them."""
    return tuple(field for field in FIELDS if field.kind == kind)
