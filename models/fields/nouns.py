"""What fields and kinds are called inside a sentence, where a label of a form reads badly.

“Set the capacity of …”, not “Set In the capacity of of …”.
"""

from __future__ import annotations

from typing import Final

from models.fields.registry import Field

NOUNS: Final = {
    ("official", "birth"): "date of birth",
    ("official", "death"): "date of death",
    ("organization", "part_of"): "parent organization",
    ("organization", "start"): "founding date",
    ("organization", "end"): "end date",
    ("place", "within"): "wider place",
    ("tenure", "official"): "holder",
    ("tenure", "title"): "title",
    ("tenure", "organization"): "organization",
    ("tenure", "start"): "start",
    ("tenure", "end"): "end",
    ("meeting", "date"): "date",
    ("meeting", "place"): "place",
    ("meeting", "topics"): "topics",
    ("meeting", "agreements"): "outcomes",
    ("meeting", "part_of"): "larger meeting",
    ("participation", "participant"): "participant",
    ("participation", "capacity"): "capacity",
    ("participation", "side"): "side",
    ("agreement", "date"): "date",
    ("agreement", "place"): "place",
    ("agreement", "topics"): "topics",
    ("statement", "words"): "wording",
    ("statement", "mode"): "kind of speech",
    ("statement", "addressees"): "addressees",
    ("statement", "meeting"): "occasion",
    ("statement", "date"): "date",
    ("statement", "place"): "place",
    ("statement", "capacity"): "capacity",
    ("relation", "subject"): "acting party",
    ("relation", "object"): "other party",
    ("relation", "reasons"): "reasons",
    ("relation", "accusers"): "accusers",
    ("relation", "start"): "start",
    ("relation", "end"): "end",
    ("name", "text"): "spelling",
    ("name", "sort_as"): "sorting",
    ("source", "date"): "publication date",
    ("source", "container"): "host publication",
    ("source", "archive_url"): "archive address",
    ("source", "accessed"): "date of access",
    ("source", "part_of"): "larger source",
    ("source", "derived_from"): "original source",
}
KIND_NOUNS: Final = {"tenure": "post", "participation": "participant"}
"""Kinds that people know by another word than the file does."""


def noun(field: Field) -> str:
    """Return the field as a sentence names it, with its article: “the date of birth”.

    A list is in the plural, but for an agenda.
    """
    return "the " + NOUNS.get((field.kind, field.name), field.label.lower())


def kind_noun(kind: str) -> str:
    """Return a kind as a sentence names it, in lower case and without an article."""
    return KIND_NOUNS.get(kind, kind)
