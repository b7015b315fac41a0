"""The folded text a record is found by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from models.fields.registry import FieldType, fields_of
from models.names.folding import search_text
from models.names.skeleton import skeletons
from models.records.values import Values, chunks, marks
from models.reference.database import ReferenceDatabase
from models.summaries.bundle import Bundle

BETWEEN_QUOTES = " \ue000 "
"""A word nobody writes, so that no phrase is found across two quotes."""


@dataclass(frozen=True, slots=True)
class Document:
    """The columns of `search_document`."""

    names: str
    related: str
    words: str
    quoted: str
    skeleton: str
    related_skeleton: str


def load_names(database: ReferenceDatabase, ids: list[int]) -> dict[int, list[str]]:
    """Return every spelling of each record, its label first."""
    found: dict[int, list[str]] = {}
    for chunk in chunks(ids):
        for record_id, label in database.rows(
            f"SELECT id, label FROM record WHERE id IN ({marks(len(chunk))})",
            chunk,
        ):
            found[record_id] = [label]
        for bearer, text in database.rows(
            "SELECT bearer_id, text FROM name JOIN record ON record.id = name.record_id "
            f"WHERE bearer_id IN ({marks(len(chunk))}) AND trashed IS NULL ORDER BY name.record_id",
            chunk,
        ):
            if text not in found[bearer]:
                found[bearer].append(text)
    return found


def document_of(
    bundle: Bundle, record_id: int, names: dict[int, list[str]], involved: set[int]
) -> Document:
    """Return what the record is found by: its names, those it involves, its words and quotes."""
    own = names[record_id]
    related = [spelling for other in sorted(involved - {record_id}) for spelling in names[other]]
    words: list[str] = []
    _collect(bundle.kind, bundle.values[record_id], words)
    for inside in bundle.inside.get(record_id, ()):
        if inside.kind != "name":
            _collect(inside.kind, inside.values, words)
            for several in inside.values.values():
                related += [
                    bundle.labels[value.record_id]
                    for value in several
                    if value.record_id is not None and value.record_id != record_id
                ]
    return Document(
        names=" ".join(_name_text(spelling) for spelling in own),
        related=" ".join(dict.fromkeys(_name_text(spelling) for spelling in related)),
        words=" ".join(search_text(text) for text in words),
        quoted=BETWEEN_QUOTES.join(
            bundle.folded[quote_id]
            for quote_id in sorted({claim.quote_id for claim in bundle.all_claims(record_id)})
        ),
        skeleton=_sounds(own),
        related_skeleton=_sounds(related),
    )


@lru_cache(maxsize=8192)
def _name_text(spelling: str) -> str:
    """Return the folded words of a name; the same few names stand in many records."""
    return search_text(spelling)


def _sounds(spellings: Sequence[str]) -> str:
    return " ".join(
        dict.fromkeys(skeleton for spelling in spellings for skeleton in skeletons(spelling))
    )


def _collect(kind: str, values: Values, words: list[str]) -> None:
    for field in fields_of(kind):
        if field.type is FieldType.TEXT:
            words += [value.text for value in values.get(field.name, ()) if value.text]
