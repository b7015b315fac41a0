"""Two records side by side: what a merge would keep, add and leave standing against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from models.editing.done import RefusedError
from models.editing.merging import cannot_merge, told_apart
from models.editing.rows import record_row
from models.evidence.claims import ClaimView
from models.fields.registry import Field, fields_of
from models.queries.detail import record_detail
from models.queries.explaining import Explainer
from models.queries.links import load_links
from models.queries.value_views import ValueViews
from models.queries.views import RecordDetail, RecordLink
from models.queries.weights import Weights
from models.records.values import Value
from models.reference.database import ReferenceDatabase
from models.summaries.bundle import load_bundle

Outcome = Literal["same", "added", "kept", "both", "left"]
"""`same` in both · `added` from the other · `kept`, the other has none · they disagree: `both`
stand, each with its quotes, or the other's is `left` behind, for no quote backs it."""


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of both records in words, and what becomes of it."""

    label: str
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Moving:
    """What goes over with a record; `others` are records that name it."""

    claims: int
    names: int
    posts: int
    participations: int
    others: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records as a merge would see them; `why_not` says in a sentence why they cannot be.

    `told_apart`: somebody said that they are not the same, which can be taken back.
    """

    kept: RecordLink
    gone: RecordLink
    fields: tuple[ComparedField, ...]
    moving: Moving
    why_not: str | None
    told_apart: bool = False


def compare(database: ReferenceDatabase, kept: int, gone: int) -> Comparison | None:
    """Return both records side by side; None when one is no longer there."""
    try:
        ours, theirs = record_row(database, kept), record_row(database, gone)
    except RefusedError:
        return None
    links = (RecordLink(kept, ours.kind, ours.label), RecordLink(gone, theirs.kind, theirs.label))
    why_not = cannot_merge(database, ours, theirs)
    compared: list[ComparedField] = []
    if ours.kind == theirs.kind:
        bundle = load_bundle(database, ours.kind, [kept, gone])
        ids = {
            value.record_id
            for record in (kept, gone)
            for values in bundle.values[record].values()
            for value in values
            if value.record_id is not None
        }
        ids |= {c.value.record_id for c in bundle.claims.get(gone, []) if c.value.record_id}
        views = ValueViews(
            load_links(database, ids), Explainer(database, []), Weights(database, (), {})
        )
        for field in fields_of(ours.kind):
            one = _compared(
                field,
                bundle.values[kept].get(field.name, ()),
                bundle.values[gone].get(field.name, ()),
                bundle.claims.get(gone, ()),
                views,
            )
            if one is not None:
                compared.append(one)
        details = (record_detail(database, kept), record_detail(database, gone))
        compared += _inside(*details)
    apart = told_apart(database, kept, gone) is not None
    return Comparison(links[0], links[1], tuple(compared), _moving(database, gone), why_not, apart)


def _compared(
    field: Field,
    ours: Sequence[Value],
    theirs: Sequence[Value],
    claims: Sequence[ClaimView],
    views: ValueViews,
) -> ComparedField | None:
    if field.neutral is not None:
        ours = [value for value in ours if value.text != field.neutral]
        theirs = [value for value in theirs if value.text != field.neutral]
    if not ours and not theirs:
        return None
    known = {value.key() for value in ours}
    new = [value for value in theirs if value.key() not in known]
    outcome: Outcome
    if not theirs:
        outcome = "kept"
    elif not new:
        outcome = "same"
    elif not ours or field.several:
        outcome = "added"
    else:
        backed = any(claim.field == field.name and claim.supports for claim in claims)
        outcome = "both" if backed else "left"
    return ComparedField(
        field.label,
        tuple(views.text_of(value) for value in ours),
        tuple(views.text_of(value) for value in theirs),
        outcome,
    )


def _inside(ours: RecordDetail | None, theirs: RecordDetail | None) -> list[ComparedField]:
    """Return the sections of both: posts, names, meetings."""
    if ours is None or theirs is None:
        return []
    titles = dict.fromkeys(section.title for one in (ours, theirs) for section in one.sections)
    found = []
    for title in titles:
        left, right = (
            tuple(
                " · ".join(value.text for value in field.values if value.text)
                for section in one.sections
                if section.title == title
                for field in section.fields
            )
            for one in (ours, theirs)
        )
        new = [line for line in right if line not in left]
        outcome: Outcome = "kept" if not right else "added" if new else "same"
        found.append(ComparedField(title, left, right, outcome))
    return found


def _moving(database: ReferenceDatabase, gone: int) -> Moving:
    def count(query: str) -> int:
        return int(database.rows(query, (gone,))[0][0])

    inside = "SELECT count(*) FROM record WHERE owner_id = ? AND trashed IS NULL AND kind = "
    return Moving(
        claims=count(
            "SELECT count(*) FROM claim WHERE record_id IN "
            "(SELECT id FROM record WHERE id = ?1 OR (owner_id = ?1 AND trashed IS NULL))"
        ),
        names=count(f"{inside}'name'"),
        posts=count(f"{inside}'tenure'"),
        participations=count(f"{inside}'participation'")
        + count(
            "SELECT count(*) FROM participation JOIN record ON record.id = record_id "
            "WHERE participant_id = ? AND trashed IS NULL"
        ),
        others=count(
            "SELECT count(DISTINCT claim.record_id) FROM claim JOIN record "
            "ON record.id = claim.record_id AND record.trashed IS NULL WHERE value_record_id = ?"
        ),
    )


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """A record that was merged into another: `moment` is when, in UTC (ISO 8601)."""

    id: int
    kind: str
    label: str
    moment: str


def merged_into(database: ReferenceDatabase, record: int) -> tuple[MergedRecord, ...]:
    """Return the records that were merged into `record`, the last one first."""
    return tuple(
        MergedRecord(*row)
        for row in database.rows(
            "SELECT id, kind, label, trashed FROM record WHERE merged_into_id = ? "
            "AND owner_id IS NULL ORDER BY trashed DESC, id DESC",
            (record,),
        )
    )
