"""A query that was read: what it asks for in SQL, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.names.folding import fold
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import ASKED_KINDS, TABLE_KINDS
from models.search.condition import Condition, UnreadableTermError, among
from models.search.conditions import VOCABULARY, condition_of
from models.search.grammar import Term, parse_query
from models.search.word_conditions import storable

__all__ = ["MOST_TERMS", "Question", "read_question", "settled"]

MOST_TERMS: Final = 32
"""A pasted page is no query: SQLite takes no expression of 1,000 terms, and to find the culprit
among n terms takes n queries of n - 1."""

NAMED: Final = 2_000
"""More than so many who are meant by a term are not listed beforehand."""


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


def read_question(text: str, asked_kinds: Sequence[str], *, across_scripts: bool) -> Question:
    """Return what the query `text` asks for, of the kinds of the table and `asked_kinds`."""
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


def settled(database: ReferenceDatabase, question: Question) -> Question:
    """Return the question with those listed whom its terms are about, where they are few.

    They would be looked for again in every query that is asked on the way to an answer.
    """
    return replace(
        question,
        conditions=tuple(
            _about(database, condition.opposite).negated()
            if condition.opposite is not None
            else _about(database, condition)
            for condition in question.conditions
        ),
    )


def _about(database: ReferenceDatabase, condition: Condition) -> Condition:
    about = condition.about
    if about is None:
        return condition
    ids: Sequence[int] = ()
    for asked in (about.sooner, about.who):
        if asked is not None and not ids:
            ids = database.column(
                f"SELECT * FROM ({asked.sql}) LIMIT {NAMED + 1}", asked.parameters
            )
    return about.among(among(ids)) if len(ids) <= NAMED else condition
