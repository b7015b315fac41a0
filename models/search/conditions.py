"""Each term of a query as an SQL condition over `record`, with its bound values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from models.dates import DateError, bounds_for
from models.names.folding import fold, query_words
from models.names.skeleton import skeletons
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
from models.search.countries import CountryQuery, organizations_meant
from models.search.grammar import PHRASE, WORD, Term

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


@dataclass(frozen=True, slots=True)
class Condition:
    """A boolean SQL expression over `record` and its parameters, in order.

    Where the records that meet it can be listed, `members` is the query that lists their ids, with
    the same parameters: a search then begins with the shortest list. `probe` is the same condition
    asked of one record at a time, listing nothing, for lists too long to be made. `everything`
    lists the members where that takes a while: it is for whole answers, with the parameters of
    `sql`. `opposite` is the condition of which this one is the opposite. Who
    meets it is dated, and may be dated between two `days`, if there are any. `about` tells whom
    it asks for, by a query that may be answered first.
    """

    sql: str
    parameters: tuple[object, ...] = ()
    members: str | None = None
    probe: Condition | None = None
    everything: str | None = None
    opposite: Condition | None = None
    days: tuple[str, str] | None = None
    about: About | None = None

    def negated(self) -> Condition:
        """Return the opposite; what is unknown does not match, so its opposite does."""
        asked = self.probe or self
        return Condition(f"NOT coalesce(({asked.sql}), 0)", asked.parameters, opposite=self)

    @property
    def listing(self) -> str:
        """The query that lists every record that meets it, in no order; trashed ones may be."""
        return (
            self.members
            or self.everything
            or (
                "SELECT record.id FROM record WHERE record.trashed IS NULL "
                f"AND record.owner_id IS NULL AND ({self.sql})"
            )
        )


@dataclass(frozen=True, slots=True)
class About:
    """Whom a condition is about: the query that lists them, and the condition for another list.

    `sooner` lists them more quickly, or nobody; then `who` has to be asked.
    """

    who: Condition
    among: Callable[[Condition], Condition]
    sooner: Condition | None = None


def among(ids: Sequence[int]) -> Condition:
    """Return the query that lists `ids`."""
    return Condition("SELECT value FROM json_each(?)", (json.dumps(list(ids)),))


def listed(
    members: str,
    parameters: tuple[object, ...],
    *,
    probe: Condition | None = None,
    days: tuple[str, str] | None = None,
) -> Condition:
    """Return the condition that a record is one of `members`.

    The plus keeps SQLite from walking through the members where it should walk in table order.
    """
    return Condition(f"+record.id IN ({members})", parameters, members, probe, days=days)


_NEVER_STORED = re.compile("[\x00\ud800-\udfff]")


class UnreadableTermError(ValueError):
    """A term's value cannot be read; the message is a sentence for people."""


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


def storable(text: str) -> str:
    """Return `text` without what no stored text holds and SQLite cannot be asked for.

    Halves of surrogate pairs come from pasted UTF-16, NUL from anywhere; both part words.
    """
    return _NEVER_STORED.sub(" ", text)


def quoted_phrase(words: str, *, prefix: bool) -> str:
    """Return folded words as an FTS5 phrase; with `prefix` the last word may go on."""
    return '"' + words.replace('"', '""') + '"' + ("*" if prefix else "")


def _text(value: str, *, prefix: bool, across_scripts: bool) -> Condition | None:
    phrases = query_words(value) if prefix else (" ".join(query_words(value)),)
    phrases = tuple(phrase for phrase in phrases if phrase)
    if not phrases:
        return None
    sounds = [skeletons(phrase) if prefix and across_scripts else () for phrase in phrases]
    match = " AND ".join(
        f"({_match(phrase, sounded, prefix=prefix)})"
        for phrase, sounded in zip(phrases, sounds, strict=True)
    )
    probes = [
        _read_in_document(phrase, sounded, prefix=prefix)
        for phrase, sounded in zip(phrases, sounds, strict=True)
    ]
    probe = Condition(
        "EXISTS (SELECT 1 FROM search_document AS document "
        f"WHERE record_id = record.id AND {' AND '.join(each.sql for each in probes)})",
        tuple(parameter for each in probes for parameter in each.parameters),
    )
    return listed(
        "SELECT rowid FROM record_search WHERE record_search MATCH ?", (match,), probe=probe
    )


_WORDS = ("names", "related", "words", "quoted")
_SOUNDS = ("skeleton", "related_skeleton")


def _match(phrase: str, sounds: Sequence[str], *, prefix: bool) -> str:
    match = f"{{{' '.join(_WORDS)}}} : {quoted_phrase(phrase, prefix=prefix)}"
    for sound in sounds:
        match += f" OR {{{' '.join(_SOUNDS)}}} : {quoted_phrase(sound, prefix=False)}"
    return match


def _read_in_document(phrase: str, sounds: Sequence[str], *, prefix: bool) -> Condition:
    """Return what `_match` asks as a reading of the stored text, whose words single blanks part.

    For one record that is far quicker than the search table, which gathers every record with a
    word that begins so before it looks for the one.
    """
    end = "" if prefix else " "
    parts = [(f"instr(' ' || document.{column} || ' ', ?)", f" {phrase}{end}") for column in _WORDS]
    parts += [
        (f"instr(' ' || document.{column} || ' ', ?)", f" {sound} ")
        for sound in sounds
        for column in _SOUNDS
    ]
    return Condition(
        f"({' OR '.join(sql for sql, _ in parts)})", tuple(words for _, words in parts)
    )


def _word(value: str, across_scripts: bool) -> Condition | None:
    return _text(value, prefix=True, across_scripts=across_scripts)


def _exact(value: str, across_scripts: bool) -> Condition | None:
    return _text(value, prefix=False, across_scripts=across_scripts)


def _told_apart(value: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a name, and those behind a comma that tell it from its namesakes."""
    name, _, rest = value.partition(",")
    words, more = query_words(name), query_words(rest)
    return (words, more) if words else (more, ())


def _besides(phrases: Sequence[str]) -> str:
    """Return what a namesake is known by, for FTS5: words of its names, post, country."""
    return "".join(
        f" AND {{names words related}} : {quoted_phrase(phrase, prefix=True)}" for phrase in phrases
    )


def sounding(phrases: Sequence[str]) -> str:
    """Return the FTS5 query for records whose names begin with all `phrases` or sound like them."""
    return " AND ".join(
        f"(names : {quoted_phrase(phrase, prefix=True)}"
        + "".join(
            f" OR skeleton : {quoted_phrase(skeleton, prefix=False)}"
            for skeleton in skeletons(phrase)
        )
        + ")"
        for phrase in phrases
    )


def named(value: str, *, across_scripts: bool) -> Condition | None:
    """Return a condition on a record id (`id`): the record bears a name like `value`, or a code.

    Every word of `value` must begin a word of its names. Where no record is named so, its words
    may also sound like those of a name: IRNA is not meant to bring Iran along. Words behind a
    comma tell namesakes apart, by their post or country: "Kim, minister".
    """
    phrases, more = _told_apart(value)
    if not phrases:
        return None
    written = " AND ".join(f"names : {quoted_phrase(phrase, prefix=True)}" for phrase in phrases)
    written += _besides(more)
    sql = (
        "SELECT rowid FROM record_search WHERE record_search MATCH ? UNION "
        "SELECT record_id FROM identifier WHERE value = ?"
    )
    if not across_scripts:
        return Condition(sql, (written, value.upper()))
    return Condition(
        f"{sql} UNION SELECT rowid FROM record_search WHERE record_search MATCH ? "
        "AND NOT EXISTS (SELECT 1 FROM record_search WHERE record_search MATCH ?)",
        (written, value.upper(), sounding(phrases) + _besides(more), written),
    )


def _written(value: str) -> Condition | None:
    """Return the query for what `named` lists where somebody is written so; else for nobody."""
    phrases, more = _told_apart(value)
    if not phrases:
        return None
    written = " AND ".join(f"names : {quoted_phrase(phrase, prefix=True)}" for phrase in phrases)
    return Condition(
        "WITH written (id) AS MATERIALIZED "
        "(SELECT rowid FROM record_search WHERE record_search MATCH ?) "
        "SELECT id FROM written UNION SELECT record_id FROM identifier "
        "WHERE value = ? AND EXISTS (SELECT 1 FROM written)",
        (written + _besides(more), value.upper()),
    )


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
        sooner = None if manner == "country" else _written(value)
        return _asking(About(who, lambda known: _tied(manner, known), sooner))

    return make


def _bounds(value: str) -> tuple[str | None, str | None]:
    try:
        return bounds_for(value)
    except DateError as error:
        raise UnreadableTermError(str(error)) from error


def _along(index: str, condition: str) -> str:
    """Return the query for the live records that meet `condition`, along one index.

    Their table stands in `condition` as `{0}`.
    """
    return (
        f"SELECT id FROM record AS one INDEXED BY {index} WHERE one.trashed IS NULL "
        f"AND one.owner_id IS NULL AND {condition.format('one.')}"
    )


def _dated(index: str, *conditions: str) -> str:
    """Return the query for the dated records that meet any of `conditions`, along one index.

    Each is asked by itself: an OR would make SQLite walk the whole table.
    """
    return " UNION ALL ".join(
        f"SELECT id FROM record AS dated INDEXED BY {index} WHERE dated.trashed IS NULL "
        f"AND dated.owner_id IS NULL AND dated.when_edtf IS NOT NULL AND {condition}"
        for condition in conditions
    )


BEGUN_OR_LASTING = " UNION ALL ".join(
    (
        _dated("record_by_when", "dated.when_min >= ? AND dated.when_min <= ?"),
        # What began before and lasts until then is a month, a year, an open date: few.
        _dated(
            "record_over_days",
            "dated.when_min IS NOT dated.when_max AND (dated.when_max >= ? "
            "OR dated.when_max IS NULL) AND (dated.when_min < ? OR dated.when_min IS NULL)",
        ),
    )
)


def _after(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    first, _ = _bounds(value)
    parameters = (first or "0001-01-01",)
    return listed(
        _dated("record_by_latest", "dated.when_max >= ?", "dated.when_max IS NULL"),
        parameters,
        probe=Condition(
            "record.when_edtf IS NOT NULL AND (record.when_max >= ? OR record.when_max IS NULL)",
            parameters,
        ),
        days=(parameters[0], "9999-12-31"),
    )


def _before(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    first, _ = _bounds(value)
    parameters = (first or "0001-01-01",)
    return listed(
        _dated("record_by_when", "dated.when_min < ?", "dated.when_min IS NULL"),
        parameters,
        probe=Condition(
            "record.when_edtf IS NOT NULL AND (record.when_min < ? OR record.when_min IS NULL)",
            parameters,
        ),
        days=("0001-01-01", parameters[0]),
    )


def _on(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    first, last = _bounds(value)
    first, last = first or "0001-01-01", last or "9999-12-31"
    return listed(
        BEGUN_OR_LASTING,
        (first, last, first, first),
        probe=Condition(
            "record.when_edtf IS NOT NULL AND (record.when_max >= ? OR record.when_max IS NULL) "
            "AND (record.when_min <= ? OR record.when_min IS NULL)",
            (first, last),
        ),
        days=(first, last),
    )


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
            _along("record_by_kind", "{0}kind = ?"),
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
    return _asking(About(who, lambda known: _resting_on(known, value), _written(value)))


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
        _along("record_by_status", "{0}review = ?"),
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
            _along(
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
        _along("record_unsourced", "{0}unsourced > 0"),
        (),
        probe=Condition("record.unsourced > 0"),
    ),
    "disputed": listed(
        _along("record_disputed", "{0}disputed > 0"),
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
    WORD: _word,
    PHRASE: _exact,
    "with": _involving("party"),
    "country": _involving("country"),
    "place": _involving("place"),
    "after": _after,
    "before": _before,
    "on": _on,
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
