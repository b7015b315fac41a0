"""One record with everything the detail pane and the quotes below it show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from models.evidence.claims import ClaimView, load_claims
from models.evidence.marks import gaps
from models.evidence.origins import count_origins
from models.fields.registry import FIELD_BY_NAME
from models.queries.cards import BackedBy, load_cards
from models.queries.explaining import Explainer, mark_of_claim
from models.queries.forms import empty_fields
from models.queries.inside_views import (
    Post,
    link_line,
    name_field,
    participation_slot,
    participation_view,
    tenure_field,
)
from models.queries.links import load_links
from models.queries.related import MOST_TIES, Tie, ties_of
from models.queries.source_words import LABELS, source_words
from models.queries.value_views import ValueViews, slot_of
from models.queries.views import (
    FieldView,
    Mark,
    RecordDetail,
    RecordLink,
    SectionView,
    ValueView,
)
from models.queries.weights import Weights
from models.records.values import Value, load_values
from models.reference.database import ReferenceDatabase
from models.summaries.bundle import Bundle, first, linked_ids, load_bundle
from models.summaries.lines import WHEN_FIELD

SECTION_TITLES = {
    "tenures": "Posts",
    "meetings": "Meetings",
    "agreements": "Agreements",
    "statements": "Statements",
    "relations": "Relations",
    "officials": "Officials",
    "places": "Places",
    "names": "Names",
    "described": "Described",
    "identifiers": "Identifiers",
    "tags": "Tags",
}


@dataclass(frozen=True, slots=True)
class _Head:
    id: int
    uid: str
    kind: str
    label: str
    review: str
    state: str | None
    note: str | None
    trashed: bool


def record_detail(database: ReferenceDatabase, record_id: int) -> RecordDetail | None:
    """Return the record, or the record it is inside of; None when it is gone.

    One in the trash says so (`trashed`); one that was merged into another is not shown.

    The number of queries does not depend on how many claims or links there are, beyond one round
    for every few hundred.
    """
    head = _head(database, record_id)
    if head is None:
        return None
    bundle = load_bundle(database, head.kind, [head.id], premises=True)
    claims = bundle.all_claims(head.id)
    ties, tie_counts = ties_of(database, head.kind, head.id)
    tie_claims = _tie_claims(database, ties)
    links = load_links(database, linked_ids(bundle) | {tie.link_id for tie in ties})
    views = ValueViews(links, Explainer(database, claims), Weights(database, claims, bundle.roots))
    values = bundle.values[head.id]
    own = bundle.claims.get(head.id, [])
    fields = list(views.fields(head.id, head.kind, values, own))
    day = first(values, WHEN_FIELD.get(head.kind, ""))
    present = _present(database, bundle, head, views, day)
    if present is not None:
        fields.insert(_after_where(fields), present)
    backed = _backed_by(bundle, head, Explainer(database, claims), links)
    unsourced, disputed = _gap_counts(bundle, head)
    sections = tuple(
        _limited(_sections(database, bundle, head, views, ties, tie_claims, links), tie_counts)
    )
    described = {line.name for section in sections for line in section.fields}
    return RecordDetail(
        id=head.id,
        uid=head.uid,
        kind=head.kind,
        label=head.label,
        review=head.review,
        state=head.state,
        note=head.note,
        fields=tuple(fields),
        sections=sections,
        quotes=load_cards(database, claims, backed),
        origins=count_origins(claims, bundle.roots),
        unsourced=unsourced,
        disputed=disputed,
        snapshot_ids=_snapshots(database, head),
        trashed=bool(head.trashed),
        empty=empty_fields(head.kind, _filled(bundle, head, fields, described & LABELS.keys())),
    )


def _filled(
    bundle: Bundle, head: _Head, fields: Sequence[FieldView], described: set[str]
) -> set[str]:
    filled = {field.name for field in fields} | set(bundle.values[head.id])
    filled |= {inside.kind for inside in bundle.inside.get(head.id, ())}
    if "participation" in filled:
        filled.add("participant")
    if head.note:
        filled.add("note")
    filled |= described
    return filled


def _head(database: ReferenceDatabase, record_id: int) -> _Head | None:
    rows = database.rows(
        "SELECT id, uid, kind, label, review, state, note, trashed IS NOT NULL FROM record "
        "WHERE merged_into_id IS NULL "
        "AND id = (SELECT coalesce(owner_id, id) FROM record WHERE id = ?)",
        (record_id,),
    )
    return _Head(*rows[0]) if rows else None


def _after_where(fields: Sequence[FieldView]) -> int:
    """Return where the participants stand: after when and where, before the rest."""
    return sum(1 for field in fields if field.name in ("date", "place", "form", "stage"))


def _present(
    database: ReferenceDatabase,
    bundle: Bundle,
    head: _Head,
    views: ValueViews,
    day: Value | None,
) -> FieldView | None:
    participations = bundle.inside_of(head.id, "participation")
    if not participations:
        return None
    capacities = [
        value.record_id
        for participation in participations
        for value in participation.values.get("capacity", ())
        if value.record_id is not None
    ]
    posts = _posts(database, capacities)
    shown = (
        participation_view(
            views, participation, bundle.claims.get(participation.id, []), posts, day
        )
        for participation in participations
    )
    label = "Present" if head.kind == "meeting" else "Parties"
    return FieldView("participations", label, tuple(view for view in shown if view is not None))


def _posts(database: ReferenceDatabase, tenure_ids: Sequence[int]) -> dict[int, Post]:
    values = load_values(database, "tenure", list(dict.fromkeys(tenure_ids)))
    organizations = {
        value.record_id
        for tenure in values.values()
        for value in tenure.get("organization", ())
        if value.record_id is not None
    }
    labels = load_links(database, organizations)
    posts: dict[int, Post] = {}
    for tenure_id, tenure in values.items():
        organization = first(tenure, "organization")
        link = labels.get(organization.record_id or 0) if organization else None
        posts[tenure_id] = Post(tenure, link.label if link else None)
    return posts


def _tie_claims(database: ReferenceDatabase, ties: Sequence[Tie]) -> dict[int, list[ClaimView]]:
    found: dict[int, list[ClaimView]] = {}
    for claim in load_claims(database, sorted({tie.claimed_on for tie in ties})):
        found.setdefault(claim.record_id, []).append(claim)
    return found


def _sections(
    database: ReferenceDatabase,
    bundle: Bundle,
    head: _Head,
    views: ValueViews,
    ties: Sequence[Tie],
    tie_claims: dict[int, list[ClaimView]],
    links: dict[int, RecordLink],
) -> Iterable[SectionView]:
    lines: dict[str, list[FieldView]] = {}
    for inside in bundle.inside_of(head.id, "tenure"):
        lines.setdefault("tenures", []).append(
            tenure_field(views, inside.id, inside.values, bundle.claims.get(inside.id, []))
        )
    for tie in ties:
        if tie.link_id not in links:
            continue
        claims = [claim for claim in tie_claims.get(tie.claimed_on, []) if claim.field == tie.field]
        if tie.value is not None:
            claims = [claim for claim in claims if claim.value.record_id == tie.value]
        lines.setdefault(tie.section, []).append(
            link_line(
                tie.label,
                links[tie.link_id],
                claims,
                slot=f"{tie.claimed_on}:{tie.field}:{head.id}",
                addition=tie.addition,
            )
        )
    for inside in bundle.inside_of(head.id, "name"):
        lines.setdefault("names", []).append(
            name_field(views, inside.id, inside.values, bundle.claims.get(inside.id, []))
        )
    for name, line in _editors_words(database, head):
        lines.setdefault(name, []).append(line)
    for name, title in SECTION_TITLES.items():
        if name in lines:
            yield SectionView(name, title, tuple(lines[name]))


def _limited(sections: Iterable[SectionView], counts: dict[str, int]) -> Iterable[SectionView]:
    """Say of each section that shows only the first of many how many there are."""
    for section in sections:
        many = counts.get(section.name, 0) > MOST_TIES
        yield replace(section, total=counts[section.name]) if many else section


def _editors_words(database: ReferenceDatabase, head: _Head) -> Iterable[tuple[str, FieldView]]:
    """Yield what the editor put on the record: names in other registers, tags; no claims."""
    for scheme, value in database.rows(
        "SELECT scheme, value FROM identifier WHERE record_id = ? ORDER BY scheme, value",
        (head.id,),
    ):
        slot = f"{head.id}:identifier:{scheme}:{value}"
        yield (
            "identifiers",
            FieldView("identifier", scheme, (ValueView(slot, value, Mark.QUOTED),)),
        )
    if head.kind == "source":
        for name, words in source_words(database, head.id).items():
            if words:
                slot = f"{head.id}:{name}:{words}"
                view = ValueView(slot, words, Mark.QUOTED)
                yield "described", FieldView(name, LABELS[name], (view,))
    for (text,) in database.rows(
        "SELECT tag.text FROM tagging JOIN tag ON tag.id = tagging.tag_id "
        "WHERE tagging.record_id = ? ORDER BY tag.text",
        (head.id,),
    ):
        slot = f"{head.id}:tag:{text}"
        yield "tags", FieldView("tag", "Tag", (ValueView(slot, text, Mark.QUOTED),))


def _backed_by(
    bundle: Bundle, head: _Head, explainer: Explainer, links: dict[int, RecordLink]
) -> Callable[[ClaimView], BackedBy]:
    kinds = {inside.id: inside for inside in bundle.inside.get(head.id, ())}

    def backed(claim: ClaimView) -> BackedBy:
        inside = kinds.get(claim.record_id)
        kind = inside.kind if inside else head.kind
        field = FIELD_BY_NAME[kind, claim.field] if claim.field else None
        label = field.label if field else "The record holds"
        slot = slot_of(claim.record_id, claim.field or "record", claim.value)
        if inside is not None and inside.kind == "participation":
            slot = participation_slot(inside.id)
            participant = first(inside.values, "participant")
            link = links.get(participant.record_id or 0) if participant else None
            label = f"{label}: {link.label}" if link else label
        elif inside is not None and inside.kind == "tenure" and claim.field == "title":
            label = "Post"
        return BackedBy(slot, label, mark_of_claim(claim), explainer.reasons(claim))

    return backed


def _gap_counts(bundle: Bundle, head: _Head) -> tuple[int, int]:
    unsourced, disputed = gaps(head.kind, bundle.values[head.id], bundle.claims.get(head.id, []))
    counts = [len(unsourced), len(disputed)]
    for inside in bundle.inside.get(head.id, ()):
        found = gaps(inside.kind, inside.values, bundle.claims.get(inside.id, []))
        counts[0] += len(found[0])
        counts[1] += len(found[1])
    return counts[0], counts[1]


def _snapshots(database: ReferenceDatabase, head: _Head) -> tuple[int, ...]:
    if head.kind != "source":
        return ()
    return tuple(
        row[0]
        for row in database.rows(
            "SELECT id FROM snapshot WHERE source_id = ? ORDER BY captured DESC, id DESC",
            (head.id,),
        )
    )
