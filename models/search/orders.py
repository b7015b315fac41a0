"""The orders of the table: each a walk along indexes, so that its first rows are there at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.schema.vocabulary import ASKED_KINDS, INSIDE_KINDS, REVIEWS, TABLE_KINDS


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and which way; `then` by which others, where records are alike in it."""

    key: str = "when"
    descending: bool = True
    then: tuple[tuple[str, bool], ...] = ()
    """Keys of other columns, each with whether it descends."""

    @property
    def keys(self) -> tuple[tuple[str, bool], ...]:
        """Every key with whether it descends, the first first."""
        return ((self.key, self.descending), *self.then)


MOST_KEYS: Final = 3
"""Records alike in three columns are few; a fourth would hardly be seen."""


def order_by(keys: Sequence[tuple[str, bool]]) -> Order:
    """Return the order by these keys; those unknown or named again are left out.

    Without any it is the order of a new window.
    """
    known: dict[str, bool] = {}
    for key, descending in keys:
        if key in ORDERS:
            known.setdefault(key, descending)
    if not known:
        return Order()
    first, *others = known.items()
    return Order(*first, tuple(others[: MOST_KEYS - 1]))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the table in order: rows read from `source` that meet `where`.

    They come by `order`, and what is alike in it by `rest`. Other keys go between: the index gives
    the order, and SQLite sorts only what is alike in it.
    """

    source: str
    where: str
    order: tuple[str, ...]
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """How a column sorts: any records at hand, and all of them along the indexes.

    `terms` are what it sorts by, of any record; `rest` sorts what is alike.
    """

    terms: tuple[str, ...]
    stretches: Callable[[str, Sequence[str]], list[Stretch]]
    rest: tuple[str, ...] = ("record.id {direction}",)


def _along(index: str, where: str, *columns: str) -> Stretch:
    return Stretch(
        f"record INDEXED BY {index}",
        where,
        tuple(f"record.{column} {{direction}}" for column in columns),
        ("record.id {direction}",),
    )


def _with_rest(first: Stretch, rest: str, lacks: str) -> Callable[..., list[Stretch]]:
    """Return the stretch of those that have the value and, last either way, those that lack it."""
    return lambda _direction, _kinds: [first, _along(rest, lacks)]


def _by_kind(direction: str, kinds: Sequence[str]) -> list[Stretch]:
    ordered = [kind for kind in KINDS_IN_ORDER if kind in kinds]
    return [
        Stretch(
            "record INDEXED BY record_by_kind_and_label",
            f"record.kind = '{kind}'",
            (),
            ("record.label_key", "record.id"),
        )
        for kind in (ordered if direction == "ASC" else ordered[::-1])
    ]


def _by_status(direction: str, kinds: Sequence[str]) -> list[Stretch]:
    del kinds
    return [
        _along("record_by_status", f"record.review = '{review}' AND record.state {state}", *columns)
        for review in (REVIEWS if direction == "ASC" else REVIEWS[::-1])
        for state, columns in (("IS NOT NULL", ("state",)), ("IS NULL", ()))
    ]


def _between(days: tuple[str, str], direction: str) -> list[Stretch]:
    """Return the stretches of records dated from one day to another, by the bounds of their dates.

    Those that began earlier and last until then are a month, a year, an open date: few.
    """
    first, last = days
    by_days = ("record.when_min {direction}", "record.when_max {direction}")
    dated = "record.when_edtf IS NOT NULL"
    since = Stretch(
        "record INDEXED BY record_over_days",
        f"{dated} AND record.when_min IS NOT record.when_max AND record.when_min < {first} "
        f"AND (record.when_max >= {first} OR record.when_max IS NULL)",
        by_days,
        ("record.id {direction}",),
    )
    unknown = _along(
        "record_by_when", f"{dated} AND record.when_min IS NULL", "when_min", "when_max"
    )
    within = _along(
        "record_by_when",
        f"{dated} AND record.when_min >= {first} AND record.when_min <= {last}",
        "when_min",
        "when_max",
    )
    stretches = [unknown, since, within]
    return stretches if direction == "ASC" else stretches[::-1]


def _by_where(direction: str, kinds: Sequence[str]) -> list[Stretch]:
    del direction, kinds
    placed = Stretch(
        "record AS place INDEXED BY place_by_label "
        "CROSS JOIN record INDEXED BY record_by_where ON record.where_id = place.id",
        "place.kind = 'place' AND record.where_id IS NOT NULL",
        ("place.label_key {direction}", "place.id {direction}"),
        ("record.id {direction}",),
    )
    return [placed, _along("record_without_where", "record.where_id IS NULL")]


KINDS_IN_ORDER: Final = (*TABLE_KINDS, *ASKED_KINDS, *INSIDE_KINDS)
_KIND_PLACES = " ".join(f"WHEN '{kind}' THEN {n}" for n, kind in enumerate(KINDS_IN_ORDER))
_REVIEW_PLACES = " ".join(f"WHEN '{review}' THEN {n}" for n, review in enumerate(REVIEWS))

_PLACE = "(SELECT place.{column} FROM record AS place WHERE place.id = record.where_id)"

ORDERS: Final = {
    "kind": _Column(
        (f"CASE record.kind {_KIND_PLACES} END {{direction}}",),
        _by_kind,
        ("record.label_key", "record.id"),
    ),
    "name": _Column(
        ("record.label_key {direction}",),
        lambda _direction, _kinds: [_along("record_by_label", "1", "label_key")],
    ),
    "when": _Column(
        (
            "record.when_edtf IS NULL",
            "record.when_min {direction}",
            "record.when_max {direction}",
        ),
        _with_rest(
            _along("record_by_when", "record.when_edtf IS NOT NULL", "when_min", "when_max"),
            "record_without_when",
            "record.when_edtf IS NULL",
        ),
    ),
    "where": _Column(
        (
            "record.where_id IS NULL",
            _PLACE.format(column="label_key") + " {direction}",
            "record.where_id {direction}",
        ),
        _by_where,
    ),
    "who": _Column(
        ("record.who = ''", "record.who_key {direction}"),
        _with_rest(
            _along("record_by_who", "record.who <> ''", "who_key"),
            "record_without_who",
            "record.who = ''",
        ),
    ),
    "quotes": _Column(
        ("record.quotes {direction}",),
        lambda _direction, _kinds: [_along("record_by_quotes", "1", "quotes")],
    ),
    "status": _Column(
        (
            f"CASE record.review {_REVIEW_PLACES} END {{direction}}",
            "record.state IS NULL",
            "record.state {direction}",
        ),
        _by_status,
    ),
}
"""How each column sorts; what a record lacks stands last either way."""


def walk(
    order: Order,
    kinds: Sequence[str],
    where: str,
    count: int | None,
    days: tuple[str, str] | None = None,
) -> str:
    """Return the query for the live records of `kinds` that meet `where`, in `order`.

    It reads along the indexes and stops after the first `count`. The parameters of `where` are
    needed once: every stretch asks for the same numbered ones. Where all of them are dated between
    two `days` (SQL), an order by date begins there.
    """
    if count is None and order.then:
        # Row by row through an index, then sorted, takes longer than sorting the table as it lies.
        return sort(order, "record.trashed IS NULL AND record.owner_id IS NULL AND ", where)
    # A limit, even none (-1), keeps SQLite from taking the order of a part for idle.
    some = f" LIMIT {-1 if count is None else count}"
    parts = [
        f"SELECT id FROM (SELECT record.id AS id FROM {stretch.source} "
        f"WHERE record.trashed IS NULL AND record.owner_id IS NULL AND {stretch.where} AND {where} "
        f"ORDER BY {', '.join((*stretch.order, *stretch.rest))}{some})"
        for stretch in _stretches(order, kinds, days)
    ]
    return " UNION ALL ".join(parts) + some


def _stretches(order: Order, kinds: Sequence[str], days: tuple[str, str] | None) -> list[Stretch]:
    """Return the parts of the table in order, with what they are ordered by as SQL."""
    direction = _direction(descending=order.descending)
    if days is not None and order.key == "when":
        parts = _between(days, direction)
    else:
        parts = ORDERS[order.key].stretches(direction, kinds)
    found = []
    for part in parts:
        rest = [term.format(direction=direction) for term in part.rest]
        if part.order or not order.then:
            first = [term.format(direction=direction) for term in part.order]
            found.append(replace(part, order=(*first, *_then(order)), rest=tuple(rest)))
            continue
        # All of this part are alike: it is walked through in the order of the next key.
        (key, descending), *later = order.then
        for inner in _stretches(Order(key, descending, tuple(later)), kinds, None):
            where = f"{part.where} AND {inner.where}"
            found.append(replace(inner, where=where, rest=tuple(rest)))
    return found


def sort(order: Order, members: str, where: str) -> str:
    """Return the query for those of `members` that meet `where`, sorted into `order`."""
    column, direction = ORDERS[order.key], _direction(descending=order.descending)
    first, rest = (
        [term.format(direction=direction) for term in terms]
        for terms in (column.terms, column.rest)
    )
    return (
        "SELECT record.id FROM record NOT INDEXED "
        f"WHERE {members}{where} ORDER BY {', '.join((*first, *_then(order), *rest))}"
    )


def _direction(*, descending: bool) -> str:
    return "DESC" if descending else "ASC"


def _then(order: Order) -> list[str]:
    """Return what to order by after the first key."""
    return [
        term.format(direction=_direction(descending=descending))
        for key, descending in order.then
        for term in ORDERS[key].terms
    ]
