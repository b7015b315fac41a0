"""Finding the records a query asks for, in display order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.dates import Match, matches_on
from models.names.folding import fold
from models.queries.views import SearchOutcome
from models.records.values import marks
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import ASKED_KINDS, INSIDE_KINDS, REVIEWS, TABLE_KINDS
from models.search.conditions import (
    VOCABULARY,
    Condition,
    UnreadableTermError,
    condition_of,
    storable,
)
from models.search.grammar import PHRASE, WORD, Term, parse_query
from models.search.saying import say_culprit, say_query

MOST_TERMS: Final = 32
"""A pasted page is no query: SQLite takes no expression of 1,000 terms, and to find the culprit
among n terms takes n queries of n - 1."""

KIND_ORDER = " ".join(
    f"WHEN '{kind}' THEN {position}"
    for position, kind in enumerate((*TABLE_KINDS, *ASKED_KINDS, *INSIDE_KINDS))
)
REVIEW_ORDER = " ".join(
    f"WHEN '{review}' THEN {position}" for position, review in enumerate(REVIEWS)
)
ORDERS: Final = {
    "kind": f"CASE record.kind {KIND_ORDER} END {{direction}}, record.label_key, record.id",
    "name": "record.label_key {direction}, record.id",
    "when": "record.when_edtf IS NULL, record.when_min {direction}, record.when_max {direction}, "
    "record.label_key, record.id",
    "where": "place.id IS NULL, place.label_key {direction}, record.label_key, record.id",
    "who": "record.who = '', record.who_key {direction}, record.label_key, record.id",
    "quotes": "record.quotes {direction}, record.label_key, record.id",
    "status": f"CASE record.review {REVIEW_ORDER} END {{direction}}, record.state IS NULL, "
    "record.state {direction}, record.label_key, record.id",
}
"""How each column sorts; what a record lacks stands last either way."""


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and which way."""

    key: str = "when"
    descending: bool = True


def find_records(
    database: ReferenceDatabase,
    text: str,
    *,
    order: Order = Order(),
    asked_kinds: Sequence[str] = (),
    across_scripts: bool = True,
) -> SearchOutcome:
    """Return the records that meet every term of the query `text`, in `order`.

    `asked_kinds` are the kinds beyond the usual ones the table should show; a term `kind:place`
    or `kind:source` asks for them too. A term that cannot be read narrows nothing and is reported
    in `problems`; a name of any script finds the others unless `across_scripts` is off.
    """
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
    terms = [term for term, _ in asked]
    conditions = [condition for _, condition in asked]
    base = _base(terms, asked_kinds)
    ids = _ids(database, base, conditions, order)
    ids = _without_holes(database, ids, terms)
    culprit = None
    if not ids and terms:
        culprit = say_culprit(
            terms,
            [
                _count(
                    database,
                    _base(terms[:index] + terms[index + 1 :], asked_kinds),
                    conditions[:index] + conditions[index + 1 :],
                )
                for index in range(len(terms))
            ],
        )
    return SearchOutcome(
        ids=tuple(ids),
        words=tuple(
            term.value
            for term in terms
            if not term.negated and term.kind in (WORD, PHRASE, "with", "country", "place")
        ),
        said=say_query(terms),
        culprit=culprit,
        problems=tuple(problems),
    )


def _base(terms: Sequence[Term], asked_kinds: Sequence[str]) -> Condition:
    """Return what is listed before any term narrows it."""
    kinds = [*TABLE_KINDS, *asked_kinds]
    kinds += [
        fold(term.value)
        for term in terms
        if term.kind == "kind" and fold(term.value) in ASKED_KINDS and not term.negated
    ]
    trash = any(term.kind == "is" and fold(term.value) == "trashed" for term in terms)
    live = "" if trash else "record.trashed IS NULL AND "
    return Condition(
        f"{live}record.owner_id IS NULL AND record.kind IN ({marks(len(kinds))})", tuple(kinds)
    )


def _where(base: Condition, conditions: Sequence[Condition]) -> tuple[str, list[object]]:
    parts = [base, *conditions]
    return (
        " AND ".join(f"({part.sql})" for part in parts),
        [parameter for part in parts for parameter in part.parameters],
    )


def _ids(
    database: ReferenceDatabase, base: Condition, conditions: Sequence[Condition], order: Order
) -> list[int]:
    where, parameters = _where(base, conditions)
    by = ORDERS[order.key].format(direction="DESC" if order.descending else "ASC")
    place = " LEFT JOIN record AS place ON place.id = record.where_id"
    joined = place if order.key == "where" else ""
    rows = database.rows(
        f"SELECT record.id FROM record{joined} WHERE {where} ORDER BY {by}", parameters
    )
    return [row[0] for row in rows]


def _count(database: ReferenceDatabase, base: Condition, conditions: Sequence[Condition]) -> int:
    where, parameters = _where(base, conditions)
    count: int = database.rows(f"SELECT count(*) FROM record WHERE {where}", parameters)[0][0]
    return count


def _without_holes(database: ReferenceDatabase, ids: list[int], terms: Sequence[Term]) -> list[int]:
    """Take out records dated by a one-of set none of whose days is asked for.

    Bounds alone would let "31 July or 2 August" through for 1 August.
    """
    days = [term.value for term in terms if term.kind == "on" and not term.negated]
    if not days or not ids:
        return ids
    sets = database.rows("SELECT id, when_edtf FROM record WHERE when_edtf LIKE '[%,%'")
    missed = {
        record_id
        for record_id, edtf in sets
        if any(matches_on(edtf, day) is Match.NO for day in days)
    }
    return [record_id for record_id in ids if record_id not in missed]
