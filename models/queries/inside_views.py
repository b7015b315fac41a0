"""Participations, tenures and names as lines of the record that owns them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.dates import stored_date
from models.evidence.claims import ClaimView
from models.evidence.marks import claims_about
from models.fields.registry import FIELD_BY_NAME, fields_of
from models.names.folding import fold
from models.queries.value_views import ValueViews, standing_of, weakest
from models.queries.views import FieldView, RecordLink, ValueView
from models.records.posts import Held, PostOnDay, post_on
from models.records.values import Value, Values
from models.summaries.bundle import InsideRecord, first


@dataclass(frozen=True, slots=True)
class Post:
    """A tenure as it is shown beside a person."""

    values: Values
    organization: str | None

    @property
    def title(self) -> str:
        """The title and what it is of, as far as they are known."""
        title = first(self.values, "title")
        parts = (title.text if title else None, self.organization)
        return ", ".join(part for part in parts if part)


def participation_view(
    views: ValueViews,
    participation: InsideRecord,
    claims: Sequence[ClaimView],
    posts: Mapping[int, Post],
    day: Value | None,
) -> ValueView | None:
    """Return one participant with the post held on the day; all its claims share one slot."""
    participant = first(participation.values, "participant")
    if participant is None:
        return None
    shown = views.view(
        participation.id, FIELD_BY_NAME["participation", "participant"], participant, claims
    )
    parts = [
        views.view(participation.id, field, value, claims)
        for field in fields_of("participation")
        for value in participation.values.get(field.name, ())
    ]
    role = first(participation.values, "role")
    side = first(participation.values, "side")
    capacity = first(participation.values, "capacity")
    words: list[str] = []
    warning = None
    if role is not None and role.text not in (None, "principal"):
        words.append(str(role.text))
    post = posts.get(capacity.record_id or 0) if capacity is not None else None
    if capacity is not None and post is not None:
        words.append(post.title)
        words += _on_the_day(post_on(_start(post), _end(post), day))
        warning = _other_title(post, capacity, claims)
    if side is not None:
        words.append(f"for {views.text_of(side)}")
    reasons = dict.fromkeys(reason for part in parts for reason in part.reasons)
    quotes = dict.fromkeys(quote_id for part in parts for quote_id in part.quote_ids)
    # Posts and sides that were claimed and are not held are weighed here too.
    return replace(
        shown,
        claims=tuple(claim.id for claim in claims if claim.field is not None),
        slot=participation_slot(participation.id),
        mark=weakest(part.mark for part in parts),
        quote_ids=tuple(quotes),
        addition="; ".join(word for word in words if word) or None,
        warning=warning,
        reasons=tuple(reasons),
    )


def participation_slot(participation_id: int) -> str:
    """Return the one slot that all values of a participation share."""
    return f"{participation_id}:participation"


def _start(post: Post) -> Value | None:
    return first(post.values, "start")


def _end(post: Post) -> Value | None:
    return first(post.values, "end")


def _on_the_day(post: PostOnDay) -> list[str]:
    if post.held is Held.YES:
        return []
    if post.held is Held.NO:
        return ["not held on that day"]
    if post.nearest is None:
        return ["not known for that day"]
    return [f"not known for that day, attested {stored_date(post.nearest)}"]


def _other_title(post: Post, capacity: Value, claims: Sequence[ClaimView]) -> str | None:
    """Return a warning where the words for this capacity do not hold the post's own title."""
    title = first(post.values, "title")
    if title is None or not title.text:
        return None
    for claim in claims_about(capacity, FIELD_BY_NAME["participation", "capacity"], claims):
        if claim.printed and fold(title.text) not in fold(claim.printed):
            return f"The source says “{claim.printed}” here."
    return None


def tenure_field(
    views: ValueViews, tenure_id: int, values: Values, claims: Sequence[ClaimView]
) -> FieldView:
    """Return one tenure as a line: the title, then of what, from and until when."""
    fields = views.fields(tenure_id, "tenure", values, claims, without=frozenset({"official"}))
    shown: list[ValueView] = []
    for field in fields:
        for value in field.values:
            label = {"organization": "of", "start": "from", "end": "until"}.get(field.name)
            shown.append(replace(value, text=f"{label} {value.text}") if label else value)
    return FieldView("tenure", "Post", tuple(shown))


def name_field(
    views: ValueViews, name_id: int, values: Values, claims: Sequence[ClaimView]
) -> FieldView:
    """Return one name as a line, labelled by its form, with language and script beside it."""
    form = first(values, "form")
    notes = [
        value.text
        for key in ("language", "script", "scheme")
        for value in values.get(key, ())
        if value.text
    ]
    field = views.field(name_id, FIELD_BY_NAME["name", "text"], values, claims)
    assert field is not None
    parts = [
        view
        for part in ("given", "family")
        if (view := views.field(name_id, FIELD_BY_NAME["name", part], values, claims))
    ]
    shown = [replace(value, addition=", ".join(notes) or None) for value in field.values]
    for part in parts:
        shown += [replace(value, addition=part.label.lower()) for value in part.values]
    return FieldView("name", str(form.text if form else "printed").capitalize(), tuple(shown))


def link_line(
    label: str,
    link: RecordLink,
    claims: Sequence[ClaimView],
    *,
    slot: str,
    addition: str | None,
) -> FieldView:
    """Return a line that leads to another record, marked by the claims that tie them."""
    quotes = tuple(dict.fromkeys(claim.quote_id for claim in claims))
    return FieldView(
        link.kind,
        label,
        (ValueView(slot, link.label, standing_of(claims), quotes, link=link, addition=addition),),
    )
