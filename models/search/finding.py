"""Finding the records a query asks for, in display order: the first of them at once, then all."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final, TypeAlias

from models.dates import Match, matches_on
from models.queries.views import SearchOutcome
from models.records.values import marks
from models.reference.database import ReferenceDatabase, TooSlowError
from models.search.grammar import PHRASE, WORD, Term
from models.search.orders import ORDERS, Order, sort, walk
from models.search.question import MOST_TERMS, Question, read_question, settled
from models.search.saying import say_culprit, say_query
from models.search.shelf import STRIDE, Shelf, mask_of, never, sift

__all__ = ["MOST_TERMS", "ORDERS", "Order", "find_first", "find_records"]

NEWEST_FIRST: Final = Order()

FEW: Final = 2_500
"""So many records are read and sorted within a frame or two."""
SORTED: Final = 8_000
"""Up to so many are sorted sooner than the whole table is sifted."""
SORTED_OF: Final = 50
"""Of a table known in order one in so many, too: sorting leaves the window's thread alone."""
MANY: Final = 60_000
"""More than so many are not listed for a first page: each row on the way is asked by itself."""
FIRST_SECONDS: Final = 0.08
"""A first page that takes more work is given up: whoever waits for it gets all at once, later."""


def find_records(
    database: ReferenceDatabase,
    text: str,
    *,
    order: Order = NEWEST_FIRST,
    asked_kinds: Sequence[str] = (),
    across_scripts: bool = True,
    shelf: Shelf | None = None,
    explained: bool = True,
    cancelled: Callable[[], bool] = never,
) -> SearchOutcome:
    """Return the records that meet every term of the query `text`, in `order`.

    `asked_kinds` are the kinds beyond the usual ones the table should show; a term `kind:place`
    or `kind:source` asks for them too. A term that cannot be read narrows nothing and is reported
    in `problems`; a name of any script finds the others unless `across_scripts` is off. What is
    read on the way is kept on the `shelf` for the next query. Unless it is to be `explained`,
    nobody finds out which term is the culprit when nothing is found.

    Raises:
        AbandonedError: `cancelled` said that nobody waits any more.
    """
    question = settled(database, read_question(text, asked_kinds, across_scripts=across_scripts))
    kept = shelf or Shelf()
    if shelf is not None:
        shelf.settle(database)
    ids = _all(database, question, order, kept, cancelled)
    culprit = None
    if explained and not ids and question.terms:
        # A single term is the culprit, however many there are without it.
        without = [question.without(place) for place in range(len(question.terms))]
        counts_without = (
            [len(_all(database, each, order, kept, cancelled)) for each in without]
            if without[1:]
            else [1]
        )
        culprit = say_culprit(question.terms, counts_without)
    return _outcome(question, ids, culprit=culprit, complete=True)


def find_first(
    database: ReferenceDatabase,
    text: str,
    *,
    order: Order = NEWEST_FIRST,
    limit: int,
    asked_kinds: Sequence[str] = (),
    across_scripts: bool = True,
    shelf: Shelf | None = None,
) -> SearchOutcome | None:
    """Return the first `limit` of what `find_records` finds, or more; None when that takes long.

    The answer is `complete` where there are few enough to be sorted at once; else its ids are
    those `find_records` begins with, and how many there are in all is not known yet. An order of
    the table that `find_records` left on the `shelf` is made use of.
    """
    question = read_question(text, asked_kinds, across_scripts=across_scripts)
    if question.trash:
        return None
    try:
        with database.within(FIRST_SECONDS):
            question = settled(database, question)
            lists = _lists(database, question)
            # Nothing of the shelf: it may be older than the file, and this answer the last.
            listed = _listed(question, lists, Shelf())
            if listed is not None and len(listed.ids) <= FEW:
                ids = _sorted(database, question, order, lists, listed)
                return _outcome(question, ids, complete=True) if ids else None
            ordered = shelf.known_order(order, question.kinds) if shelf is not None else None
            dated = order.key == "when" and all(each.days for each in question.conditions)
            # The walk among days begins at the first of them.
            if ordered is None or listed is None or dated:
                ids = _walked(database, question, lists, order, limit)
            else:
                ids = _sifted_first(database, question, listed, ordered, limit)
    except TooSlowError:
        return None
    if len(ids) < limit:
        return None
    return _outcome(question, _without_holes(database, ids, question.terms), complete=False)


def _outcome(
    question: Question, ids: Sequence[int], *, complete: bool, culprit: str | None = None
) -> SearchOutcome:
    return SearchOutcome(
        ids=ids,
        words=tuple(
            term.value
            for term in question.terms
            if not term.negated and term.kind in (WORD, PHRASE, "with", "country", "place")
        ),
        said=say_query(question.terms),
        culprit=culprit,
        problems=question.problems,
        complete=complete,
        all_of=None if question.conditions else question.kinds,
    )


Lists: TypeAlias = "dict[int, array[int]]"
"""By the place of a condition, the records it lists; the first of them where there are too many."""


def _lists(database: ReferenceDatabase, question: Question) -> Lists:
    """Return what each condition lists, up to one more than are ever of use."""
    most = max(MANY, SORTED, FEW) + 1
    lists: Lists = {}
    for place, condition in enumerate(question.conditions):
        if condition.members is not None:
            lists[place] = database.column(
                f"SELECT * FROM ({condition.members} LIMIT {most})", condition.parameters
            )
    return lists


@dataclass(frozen=True, slots=True)
class _Listed:
    """Who meets some conditions of a question, in no order, and the places of these."""

    ids: array[int]
    places: frozenset[int]


def _listed(question: Question, lists: Lists, shelf: Shelf) -> _Listed | None:
    """Return who is in the shortest list, and meets what else is known; None if all are long."""
    shortest = min(lists, key=lambda place: len(lists[place]), default=None)
    if shortest is None or len(lists[shortest]) > MANY:
        return None
    ids, places = lists[shortest], {shortest}
    for place, condition in enumerate(question.conditions):
        if place == shortest:
            continue
        meant = condition.opposite or condition
        mask = shelf.known_mask(meant.listing, meant.parameters)
        if mask is not None:
            ids = sift(ids, mask, leaving=condition.opposite is not None)
        elif place in lists and len(lists[place]) <= MANY:
            members = frozenset(lists[place])
            ids = array(ids.typecode, [each for each in ids if each in members])
        else:
            continue
        places.add(place)
    return _Listed(ids, frozenset(places))


_MARK = re.compile(r"\?")


def _where(
    question: Question, lists: Lists, most: int, leaving: Container[int] = ()
) -> tuple[str, list[object]]:
    """Return the conditions but `leaving` as SQL with numbered parameters.

    Members beyond `most` are not listed but asked for one record at a time.
    """
    parts = [f"record.kind IN ({marks(len(question.kinds))})"]
    parameters: list[object] = list(question.kinds)
    for place, condition in enumerate(question.conditions):
        if place not in leaving:
            long = condition.probe is not None and len(lists.get(place, ())) > most
            asked = condition.probe if condition.probe is not None and long else condition
            parts.append(f"({asked.sql})")
            parameters += asked.parameters
    numbers = count(1)
    return _MARK.sub(lambda _: f"?{next(numbers)}", " AND ".join(parts)), parameters


def _all(
    database: ReferenceDatabase,
    question: Question,
    order: Order,
    shelf: Shelf,
    cancelled: Callable[[], bool],
) -> Sequence[int]:
    """Return every record asked for, in order: a short list sorted, or the whole table sifted."""
    lists = _lists(database, question)
    listed = None if question.trash else _listed(question, lists, shelf)
    known = shelf.known_order(order, question.kinds)
    few = max(SORTED, len(known or ()) // SORTED_OF)
    if question.trash or (listed is not None and len(listed.ids) <= few):
        ids = _sorted(database, question, order, lists, listed)
    else:
        ids = shelf.order(database, order, question.kinds)
        rest = list(question.conditions)
        if listed is not None:
            rest = [each for place, each in enumerate(rest) if place not in listed.places]
            ids = sift(ids, mask_of(listed.ids, cancelled), cancelled=cancelled)
        for condition in rest:
            meant = condition.opposite or condition
            ids = sift(
                ids,
                shelf.mask(database, meant.listing, meant.parameters, cancelled),
                leaving=condition.opposite is not None,
                cancelled=cancelled,
            )
    return _without_holes(database, ids, question.terms)


def _sorted(
    database: ReferenceDatabase,
    question: Question,
    order: Order,
    lists: Lists,
    listed: _Listed | None,
) -> Sequence[int]:
    """Return every record asked for, sorted: those of `listed` that meet the rest, or the trash."""
    if listed is None:
        where, parameters = _where(question, lists, SORTED)
        members = "record.owner_id IS NULL AND "
    elif listed.ids:
        where, parameters = _where(question, lists, SORTED, leaving=listed.places)
        parameters.append(database.vector(listed.ids))
        members = (
            f"record.id IN (SELECT value FROM carray(?{len(parameters)})) "
            "AND record.trashed IS NULL AND record.owner_id IS NULL AND "
        )
    else:
        # A vector without anything cannot be handed over.
        return listed.ids
    ids = database.column(sort(order, members, where), parameters)
    return _without_holes(database, ids, question.terms)


def _walked(
    database: ReferenceDatabase,
    question: Question,
    lists: Lists,
    order: Order,
    limit: int,
) -> array[int]:
    """Return the first `limit` that are asked for, or all, met on a walk through the table."""
    where, parameters = _where(question, lists, MANY)
    spans = [condition.days for condition in question.conditions if condition.days is not None]
    days = None
    if spans:
        days = (f"?{len(parameters) + 1}", f"?{len(parameters) + 2}")
        parameters += [max(first for first, _ in spans), min(last for _, last in spans)]
    statement = walk(order, question.kinds, where, limit, days)
    # An order of another column has no use for the days.
    bound = parameters if order.key == "when" or days is None else parameters[:-2]
    return database.column(statement, bound)


def _sifted_first(
    database: ReferenceDatabase,
    question: Question,
    listed: _Listed,
    ordered: array[int],
    limit: int,
) -> array[int]:
    """Return the first `limit` of `ordered` that are asked for, or all.

    Of those `listed` the other conditions are asked row by row.
    """
    rest = [
        condition
        for place, condition in enumerate(question.conditions)
        if place not in listed.places
    ]
    mask = mask_of(listed.ids)
    asked = [each.probe or each for each in rest]
    where = " AND ".join(f"({each.sql})" for each in asked)
    parameters = [value for each in asked for value in each.parameters]
    found = array(ordered.typecode)
    stride = limit * 2
    for first in range(0, len(ordered), STRIDE):
        ids = ordered[first : first + STRIDE]
        # Padded once: `sift` would do it again for each stride.
        mask = mask.ljust(max(ids) + 1, b"\0")
        ids = sift(ids, mask)
        while ids and len(found) < limit:
            candidates, ids = ids[:stride], ids[stride:]
            stride *= 2
            if not asked:
                found.extend(candidates)
                continue
            met = {
                row[0]
                for row in database.rows_of(
                    f"SELECT record.id FROM record WHERE record.id IN {{listed}} AND {where}",
                    candidates,
                    parameters,
                )
            }
            found.extend(each for each in candidates if each in met)
        if len(found) >= limit:
            break
    return found[:limit]


def _without_holes(
    database: ReferenceDatabase, ids: Sequence[int], terms: Sequence[Term]
) -> Sequence[int]:
    """Take out records dated by a one-of set none of whose days is asked for.

    Bounds alone would let "31 July or 2 August" through for 1 August.
    """
    days = [term.value for term in terms if term.kind == "on" and not term.negated]
    if not days or not ids:
        return ids
    sets = database.rows("SELECT id, when_edtf FROM record WHERE substr(when_edtf, 1, 1) = '['")
    missed = {
        record_id
        for record_id, edtf in sets
        if any(matches_on(edtf, day) is Match.NO for day in days)
    }
    return array("q", (record_id for record_id in ids if record_id not in missed))
