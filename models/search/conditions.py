"""Each term of a query as an SQL condition over `record`, with its bound values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from models.names.folding import fold
from models.schema.vocabulary import (
    AGREEMENT_FORMS,
    ASKED_KINDS,
    MEETING_FORMS,
    OCCURRENCES,
    RELATION_TYPES,
    REVIEWS,
    ROLES,
    STAGES,
    TABLE_KINDS,
)
from models.search import date_conditions
from models.search.condition import About, Condition, UnreadableTermError, along, listed
from models.search.countries import CountryQuery, organizations_meant
from models.search.grammar import PHRASE, WORD, Term
from models.search.word_conditions import exact, named, word, written_so

STATES = ("unsourced", "disputed", "inferred", "quoted", "trashed")
VOCABULARY = {
    "kind": tuple(
        dict.fromkeys(
            (*TABLE_KINDS, *ASKED_KINDS, *MEETING_FORMS, *AGREEMENT_FORMS, *RELATION_TYPES)
        )
    ),
    "role": ROLES,
    "review": REVIEWS,
    "occurrence": OCCURRENCES,
    "stage": STAGES,
    "is": STATES,
}
"""The values of the grammar's closed keys."""


def condition_of(term: Term, *, across_scripts: bool) -> Condition | None:
    """Return the condition `term` asks for; None when it asks for nothing yet.

    Raises:
        UnreadableTermError: a date that is none, an unknown state.
    """
    make = _MAKERS.get(term.kind)
    if make is None or not term.value.strip():
        return None
    condition = make(term.value, across_scripts)
    if condition is not None and term.negated:
        return condition.negated()
    return condition


def _state(value: str, across_scripts: bool) -> Condition | None:
    written = named(value, across_scripts=False)
    otherwise = named(value, across_scripts=across_scripts)
    if written is None or otherwise is None:
        return None
    meant = organizations_meant(
        value,
        written=CountryQuery(written.sql, written.parameters),
        otherwise=CountryQuery(otherwise.sql, otherwise.parameters),
    )
    return Condition(meant.sql, meant.parameters)


def _asking(about: About) -> Condition:
    return replace(about.among(about.who), about=about)


def _tied(manner: str, who: Condition) -> Condition:
    # The pluses: one record has few ties, and they are looked at, not the many who are named.
    about = f"manner = '{manner}' AND {{0}}involved_id IN ({who.sql})"
    return listed(
        f"SELECT record_id FROM involvement WHERE {about.format('')}",
        who.parameters,
        probe=Condition(
            "EXISTS (SELECT 1 FROM involvement INDEXED BY involvement_record_id "
            f"WHERE record_id = record.id AND {about.format('+')})",
            who.parameters,
        ),
    )


def _involving(manner: str) -> Callable[[str, bool], Condition | None]:
    def make(value: str, across_scripts: bool) -> Condition | None:
        if manner == "country":
            who = _state(value, across_scripts)
        else:
            who = named(value, across_scripts=across_scripts)
        if who is None:
            return None
        sooner = None if manner == "country" else written_so(value)
        return _asking(About(who, lambda known: _tied(manner, known), sooner))

    return make


def _known(key: str, value: str) -> str:
    wanted = fold(value)
    if wanted not in VOCABULARY[key]:
        sentence = f"“{value}” is no value of “{key}:”."
        raise UnreadableTermError(sentence)
    return wanted


_FORM_TABLES = (
    ("meeting", "form", MEETING_FORMS),
    ("agreement", "form", AGREEMENT_FORMS),
    ("relation", "type", RELATION_TYPES),
)


def _kind(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    wanted = _known("kind", value)
    forms = [
        (table, column)
        for table, column, values in _FORM_TABLES
        # A form named like its kind adds nothing to the kind.
        if wanted in values and wanted != table
    ]
    if not forms:
        return listed(
            along("record_by_kind", "{0}kind = ?"),
            (wanted,),
            probe=Condition("record.kind = ?", (wanted,)),
        )
    return Condition(
        " OR ".join(
            f"record.kind = '{table}' AND EXISTS (SELECT 1 FROM {table} "
            f"WHERE record_id = record.id AND {column} = ?)"
            for table, column in forms
        ),
        (wanted,) * len(forms),
        everything=" UNION ALL ".join(
            f"SELECT record_id FROM {table} WHERE {column} = ?" for table, column in forms
        ),
    )


def _source(value: str, across_scripts: bool) -> Condition | None:
    who = named(value, across_scripts=across_scripts)
    if who is None:
        return None
    return _asking(About(who, lambda known: _resting_on(known, value), written_so(value)))


def _resting_on(who: Condition, value: str) -> Condition:
    sources = (
        f"SELECT record_id FROM source WHERE record_id IN ({who.sql}) "
        f"UNION SELECT record_id FROM source WHERE publisher_id IN ({who.sql})"
    )
    passed_on = (
        "SELECT coalesce(resting.owner_id, resting.id) FROM attribution "
        "JOIN claim ON claim.id = attribution.claim_id "
        "JOIN record AS resting ON resting.id = claim.record_id "
        f"WHERE attribution.party_id IN ({who.sql}) "
        "OR instr(lower(attribution.printed), lower(?)) > 0"
    )
    parameters = (*who.parameters * 3, value)
    return listed(
        # Who rests on several of them comes several times: a UNION would sort what may be all.
        "SELECT record_id FROM involvement WHERE manner = 'source' "
        f"AND involved_id IN ({sources}) UNION ALL {passed_on}",
        parameters,
        probe=Condition(
            "EXISTS (SELECT 1 FROM involvement INDEXED BY involvement_record_id "
            "WHERE record_id = record.id AND manner = 'source' "
            f"AND +involved_id IN ({sources})) OR record.id IN ({passed_on})",
            parameters,
        ),
    )


def _origin(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    number = fold(value)
    if not number.isdecimal() or len(number) > 9:
        sentence = f"“{value}” is no number of origins."
        raise UnreadableTermError(sentence)
    return Condition("record.origins = ?", (int(number),))


def _review(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    review = _known("review", value)
    return listed(
        along("record_by_status", "{0}review = ?"),
        (review,),
        probe=Condition("record.review = ?", (review,)),
    )


def _role(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    return Condition(
        "EXISTS (SELECT 1 FROM participation JOIN record AS inside "
        "ON inside.id = participation.record_id WHERE participation.event_id = record.id "
        "AND participation.role = ? AND inside.trashed IS NULL)",
        (_known("role", value),),
        everything="SELECT event_id FROM participation WHERE role = ? "
        "AND record_id NOT IN (SELECT id FROM record WHERE trashed IS NOT NULL)",
    )


def _in_state(kind: str, key: str) -> Callable[[str, bool], Condition]:
    """Return the maker of the condition that a record of `kind` is in the state asked for."""

    def make(value: str, across_scripts: bool) -> Condition:
        del across_scripts
        state = _known(key, value)
        reviews = ", ".join(f"'{review}'" for review in REVIEWS)
        return listed(
            along(
                "record_by_status",
                f"{{0}}review IN ({reviews}) AND {{0}}state = ? AND {{0}}kind = '{kind}'",
            ),
            (state,),
            probe=Condition(f"record.kind = '{kind}' AND record.state = ?", (state,)),
        )

    return make


def _tag(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    return listed(
        "SELECT tagging.record_id FROM tagging JOIN tag ON tag.id = tagging.tag_id "
        "WHERE tag.text = ? COLLATE NOCASE",
        (value,),
    )


def _claimed(directness: str) -> Condition:
    claimed = f"claim.directness = '{directness}'"
    return listed(
        "SELECT coalesce(resting.owner_id, resting.id) FROM claim "
        f"CROSS JOIN record AS resting ON resting.id = claim.record_id WHERE {claimed} "
        "AND (resting.owner_id IS NULL OR resting.trashed IS NULL)",
        (),
        probe=Condition(
            f"EXISTS (SELECT 1 FROM claim WHERE {claimed} AND claim.record_id = record.id) "
            "OR EXISTS (SELECT 1 FROM record AS inside JOIN claim ON claim.record_id = inside.id "
            f"WHERE inside.owner_id = record.id AND inside.trashed IS NULL AND {claimed})"
        ),
    )


def _quoted_directly() -> Condition:
    """Return the condition that a claim repeats its source's words.

    Most claims do. So whoever has quotes is listed, but for those who have inferred claims alone:
    every claim rests on a quote.
    """
    claimed = _claimed("direct")
    asked = claimed.probe or claimed
    inferred = _claimed("inferred").members
    return Condition(
        asked.sql,
        everything=(
            "SELECT record.id FROM record INDEXED BY record_by_quotes WHERE record.trashed IS NULL "
            f"AND record.owner_id IS NULL AND record.quotes > 0 "
            f"AND (+record.id NOT IN ({inferred}) OR {asked.sql})"
        ),
    )


_STATE_CONDITIONS = {
    "unsourced": listed(
        along("record_unsourced", "{0}unsourced > 0"),
        (),
        probe=Condition("record.unsourced > 0"),
    ),
    "disputed": listed(
        along("record_disputed", "{0}disputed > 0"),
        (),
        probe=Condition("record.disputed > 0"),
    ),
    "quoted": _quoted_directly(),
    "inferred": _claimed("inferred"),
    # What was merged into another record is no rubbish: it is taken out of that one.
    "trashed": Condition("(record.trashed IS NOT NULL AND record.merged_into_id IS NULL)"),
}


def _is(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    condition = _STATE_CONDITIONS.get(fold(value))
    if condition is None:
        sentence = f"“{value}” is no state of a record. It can be: {', '.join(STATES)}."
        raise UnreadableTermError(sentence)
    return condition


_MAKERS: dict[str, Callable[[str, bool], Condition | None]] = {
    WORD: word,
    PHRASE: exact,
    "with": _involving("party"),
    "country": _involving("country"),
    "place": _involving("place"),
    "after": date_conditions.after,
    "before": date_conditions.before,
    "on": date_conditions.on,
    "kind": _kind,
    "source": _source,
    "origin": _origin,
    "review": _review,
    "occurrence": _in_state("meeting", "occurrence"),
    "stage": _in_state("agreement", "stage"),
    "role": _role,
    "tag": _tag,
    "is": _is,
}
