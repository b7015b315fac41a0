"""Finding the records a query asks for, in display order: the first of them at once, then all."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from models.dates import Match, matches_on
from models.names.folding import fold
from models.queries.views import SearchOutcome
from models.records.values import marks
from models.reference.database import ReferenceDatabase, TooSlowError
from models.schema.vocabulary import ASKED_KINDS, TABLE_KINDS
from models.search.conditions import (
    VOCABULARY,
    Condition,
    UnreadableTermError,
    condition_of,
    storable,
)
from models.search.grammar import PHRASE, WORD, Term, parse_query
from models.search.orders import ORDERS, Order, sort, walk
from models.search.saying import say_culprit, say_query
from models.search.shelf import STRIDE, Shelf, mask_of, never, sift

__all__ = ["MOST_TERMS", "ORDERS", "Order", "find_first", "find_records"]

MOST_TERMS: Final = 32
"""A pasted page is no query: SQLite takes no expression of 1,000 terms, and to find the culprit
among n terms takes n queries of n - 1."""

NEWEST_FIRST: Final = Order()

FEW: Final = 2_500
"""So many records are read and sorted within a frame or two."""
SORTED: Final = 8_000
"""Up to so many are sorted sooner than the whole table is sifted."""
MANY: Final = 60_000
"""More than so many are not listed for a first page: each row on the way is asked by itself."""
FIRST_SECONDS: Final = 0.08
"""A first page that takes more work is given up: whoever waits for it gets all at once, later."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query that was read: what it asks for, in SQL, and what there is to say about it."""

    kinds: tuple[str, ...]
    trash: bool
    terms: tuple[Term, ...]
    conditions: tuple[Condition, ...]
    problems: tuple[str, ...]

    def without(self, place: int) -> Question:
        """Return the question without the term at `place`."""
        return Question(
            self.kinds,
            self.trash,
            self.terms[:place] + self.terms[place + 1 :],
            self.conditions[:place] + self.conditions[place + 1 :],
            self.problems,
        )


def find_records(
    database: ReferenceDatabase,
    text: str,
    *,
    order: Order = NEWEST_FIRST,
    asked_kinds: Sequence[str] = (),
    across_scripts: bool = True,
    shelf: Shelf | None = None,
    cancelled: Callable[[], bool] = never,
) -> SearchOutcome:
    """Return the records that meet every term of the query `text`, in `order`.

    `asked_kinds` are the kinds beyond the usual ones the table should show; a term `kind:place`
    or `kind:source` asks for them too. A term that cannot be read narrows nothing and is reported
    in `problems`; a name of any script finds the others unless `across_scripts` is off. What is
    read on the way is kept on the `shelf` for the next query.

    Raises:
        AbandonedError: `cancelled` said that nobody waits any more.
    """
    question = _read(text, asked_kinds, across_scripts)
    kept = shelf or Shelf()
    if shelf is not None:
        shelf.settle(database)
    ids = _all(database, question, order, kept, cancelled)
    culprit = None
    if not ids and question.terms:
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
    question = _read(text, asked_kinds, across_scripts)
    if question.trash:
        return None
    try:
        with database.within(FIRST_SECONDS):
            counts = _counts(database, question, MANY)
            shortest = _shortest(counts)
            if shortest is not None and counts[shortest] <= FEW:
                ids = _sorted(database, question, order, counts)
                return _outcome(question, ids, complete=True) if ids else None
            ordered = shelf.known_order(order, question.kinds) if shelf is not None else None
            if ordered is not None and shortest is not None and counts[shortest] <= MANY:
                ids = _sifted_first(database, question, counts, ordered, limit)
            else:
                ids = _walked(database, question, counts, order, limit)
    except TooSlowError:
        return None
    if len(ids) < limit:
        return None
    return _outcome(question, _without_holes(database, ids, question.terms), complete=False)


def _read(text: str, asked_kinds: Sequence[str], across_scripts: bool) -> Question:
    query = parse_query(storable(text), VOCABULARY)
    problems = [problem.sentence for problem in query.problems]
    asked: list[tuple[Term, Condition]] = []
    wanted = {term.meaning: term for term in reversed(query.effective_terms)}
    distinct = list(reversed(wanted.values()))
    if len(distinct) > MOST_TERMS:
        problems.append(f"Only the first {MOST_TERMS} terms are used.")
    for term in distinct[:MOST_TERMS]:
        try:
            condition = condition_of(term, across_scripts=across_scripts)
        except UnreadableTermError as error:
            if not any(term.start <= problem.start < term.end for problem in query.problems):
                problems.append(str(error))
        else:
            if condition is not None:
                asked.append((term, condition))
            else:
                problems.append(f"“{term.value}” holds no letter or figure to search for.")
    terms = tuple(term for term, _ in asked)
    kinds = [*TABLE_KINDS, *asked_kinds]
    kinds += [
        fold(term.value)
        for term in terms
        if term.kind == "kind" and fold(term.value) in ASKED_KINDS and not term.negated
    ]
    return Question(
        kinds=tuple(dict.fromkeys(kinds)),
        trash=any(term.kind == "is" and fold(term.value) == "trashed" for term in terms),
        terms=terms,
        conditions=tuple(condition for _, condition in asked),
        problems=tuple(problems),
    )


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


def _counts(database: ReferenceDatabase, question: Question, most: int) -> dict[int, int]:
    """Return how many records each condition lists, counted up to `most`, by its place."""
    counts: dict[int, int] = {}
    for place, condition in enumerate(question.conditions):
        if condition.members is not None:
            counts[place] = database.rows(
                f"SELECT count(*) FROM ({condition.members} LIMIT {most + 1})",
                condition.parameters,
            )[0][0]
    return counts


def _shortest(counts: dict[int, int]) -> int | None:
    """Return the place of the condition that lists the fewest."""
    return min(counts, key=lambda place: counts[place], default=None)


_MARK = re.compile(r"\?")


def _where(
    question: Question, counts: dict[int, int], most: int, leaving: int | None = None
) -> tuple[str, list[object]]:
    """Return the conditions but `leaving` as SQL with numbered parameters.

    Members beyond `most` are not listed but asked for one record at a time.
    """
    parts = [f"record.kind IN ({marks(len(question.kinds))})"]
    parameters: list[object] = list(question.kinds)
    for place, condition in enumerate(question.conditions):
        if place != leaving:
            long = condition.probe is not None and counts.get(place, 0) > most
            asked = condition.probe if condition.probe is not None and long else condition
            parts.append(f"({asked.sql})")
            parameters += asked.parameters
    if leaving is not None:
        parameters += question.conditions[leaving].parameters
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
    counts = _counts(database, question, MANY)
    shortest = _shortest(counts)
    if question.trash or (shortest is not None and counts[shortest] <= SORTED):
        ids = _sorted(database, question, order, counts)
    else:
        ids = shelf.order(database, order, question.kinds)
        rest = list(question.conditions)
        if shortest is not None and counts[shortest] <= MANY:
            condition = rest.pop(shortest)
            members = database.column(str(condition.members), condition.parameters)
            ids = sift(ids, mask_of(members, cancelled), cancelled=cancelled)
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
    database: ReferenceDatabase, question: Question, order: Order, counts: dict[int, int]
) -> Sequence[int]:
    """Return every record asked for, sorted: all that the shortest list leaves."""
    live = "" if question.trash else "record.trashed IS NULL AND "
    if question.trash:
        where, parameters = _where(question, counts, SORTED)
        ids = database.column(sort(order, "record.owner_id IS NULL AND ", where), parameters)
    else:
        shortest = _shortest(counts)
        assert shortest is not None
        where, parameters = _where(question, counts, SORTED, leaving=shortest)
        members = question.conditions[shortest].members
        listing = f"record.id IN ({members}) AND {live}record.owner_id IS NULL AND "
        offset = len(parameters) - len(question.conditions[shortest].parameters)
        numbers = count(offset + 1)
        listing = _MARK.sub(lambda _: f"?{next(numbers)}", listing)
        ids = database.column(sort(order, listing, where), parameters)
    return _without_holes(database, ids, question.terms)


def _walked(
    database: ReferenceDatabase,
    question: Question,
    counts: dict[int, int],
    order: Order,
    limit: int,
) -> array[int]:
    """Return the first `limit` that are asked for, or all, met on a walk through the table."""
    where, parameters = _where(question, counts, MANY)
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
    counts: dict[int, int],
    ordered: array[int],
    limit: int,
) -> array[int]:
    """Return the first `limit` of `ordered` that are asked for, or all.

    Lists up to `MANY` are made; of what they leave, the other conditions are asked row by row.
    """
    listed = [
        condition
        for place, condition in enumerate(question.conditions)
        if counts.get(place, MANY + 1) <= MANY
    ]
    rest = [condition for condition in question.conditions if condition not in listed]
    masks = [
        mask_of(database.column(str(condition.members), condition.parameters))
        for condition in listed
    ]
    asked = [each.probe or each for each in rest]
    where = " AND ".join(f"({each.sql})" for each in asked)
    parameters = [value for each in asked for value in each.parameters]
    found = array(ordered.typecode)
    stride = limit * 2
    for first in range(0, len(ordered), STRIDE):
        ids = ordered[first : first + STRIDE]
        longest = max(ids) + 1
        # Padded once: `sift` would do it again for each stride.
        masks = [mask.ljust(longest, b"\0") for mask in masks]
        for mask in masks:
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
