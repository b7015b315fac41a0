"""Each term of a query as an SQL condition over `record`, with its bound values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
    TABLE_KINDS,
)
from models.search.grammar import PHRASE, WORD, Term

STATES = ("unsourced", "disputed", "inferred", "quoted", "trashed")
VOCABULARY = {
    "kind": tuple(
        dict.fromkeys(
            (*TABLE_KINDS, *ASKED_KINDS, *MEETING_FORMS, *AGREEMENT_FORMS, *RELATION_TYPES)
        )
    ),
    "review": REVIEWS,
    "occurrence": OCCURRENCES,
    "is": STATES,
}
"""The values of the grammar's closed keys."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A boolean SQL expression over `record` and its parameters, in order.

    Where the records that meet it can be listed, `members` is the query that lists their ids, with
    the same parameters: a search then begins with the shortest list. `probe` is another form of
    `sql` that asks of one record at a time and lists nothing, for lists too long to be made.
    """

    sql: str
    parameters: tuple[object, ...] = ()
    members: str | None = None
    probe: str | None = None

    def negated(self) -> Condition:
        """Return the opposite; what is unknown does not match, so its opposite does."""
        return Condition(f"NOT coalesce(({self.probe or self.sql}), 0)", self.parameters)


def listed(members: str, parameters: tuple[object, ...], *, probe: str | None = None) -> Condition:
    """Return the condition that a record is one of `members`.

    The plus keeps SQLite from walking through the members where it should walk in table order.
    """
    return Condition(f"+record.id IN ({members})", parameters, members, probe)


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
    matches = [
        _match(phrase, prefix=prefix, across_scripts=across_scripts) for phrase in phrases if phrase
    ]
    return containing(" AND ".join(matches)) if matches else None


def containing(match: str) -> Condition:
    """Return the condition that the full-text query `match` finds the record."""
    return listed(
        "SELECT rowid FROM record_search WHERE record_search MATCH ?",
        (match,),
        probe="EXISTS (SELECT 1 FROM record_search WHERE record_search MATCH ? "
        "AND rowid = record.id)",
    )


def _match(phrase: str, *, prefix: bool, across_scripts: bool) -> str:
    words = quoted_phrase(phrase, prefix=prefix)
    match = f"{{names related words quoted}} : {words}"
    if prefix and across_scripts:
        for skeleton in skeletons(phrase):
            sound = quoted_phrase(skeleton, prefix=False)
            match += f" OR {{skeleton related_skeleton}} : {sound}"
    return f"({match})"


def _word(value: str, across_scripts: bool) -> Condition | None:
    return _text(value, prefix=True, across_scripts=across_scripts)


def _exact(value: str, across_scripts: bool) -> Condition | None:
    return _text(value, prefix=False, across_scripts=across_scripts)


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
    may also sound like those of a name: IRNA is not meant to bring Iran along.
    """
    phrases = query_words(value)
    if not phrases:
        return None
    written = " AND ".join(f"names : {quoted_phrase(phrase, prefix=True)}" for phrase in phrases)
    sql = (
        "SELECT rowid FROM record_search WHERE record_search MATCH ? UNION "
        "SELECT record_id FROM identifier WHERE value = ?"
    )
    if not across_scripts:
        return Condition(sql, (written, value.upper()))
    return Condition(
        f"{sql} UNION SELECT rowid FROM record_search WHERE record_search MATCH ? "
        "AND NOT EXISTS (SELECT 1 FROM record_search WHERE record_search MATCH ?)",
        (written, value.upper(), sounding(phrases), written),
    )


def _involving(manner: str) -> Callable[[str, bool], Condition | None]:
    def make(value: str, across_scripts: bool) -> Condition | None:
        who = named(value, across_scripts=across_scripts)
        if who is None:
            return None
        about = f"FROM involvement WHERE manner = '{manner}' AND involved_id IN ({who.sql})"
        return listed(
            f"SELECT record_id {about}",
            who.parameters,
            probe=f"EXISTS (SELECT 1 {about} AND record_id = record.id)",
        )

    return make


def _bounds(value: str) -> tuple[str | None, str | None]:
    try:
        return bounds_for(value)
    except DateError as error:
        raise UnreadableTermError(str(error)) from error


DATED = (
    "SELECT id FROM record AS dated WHERE dated.trashed IS NULL AND dated.owner_id IS NULL "
    "AND dated.when_edtf IS NOT NULL AND "
)


def _after(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    first, _ = _bounds(value)
    return Condition(
        "record.when_edtf IS NOT NULL AND (record.when_max >= ? OR record.when_max IS NULL)",
        (first or "0001-01-01",),
        DATED + "(dated.when_max >= ? OR dated.when_max IS NULL)",
    )


def _before(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    first, _ = _bounds(value)
    return Condition(
        "record.when_edtf IS NOT NULL AND (record.when_min < ? OR record.when_min IS NULL)",
        (first or "0001-01-01",),
        DATED + "(dated.when_min < ? OR dated.when_min IS NULL)",
    )


def _on(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    first, last = _bounds(value)
    return Condition(
        "record.when_edtf IS NOT NULL AND (record.when_max >= ? OR record.when_max IS NULL) "
        "AND (record.when_min <= ? OR record.when_min IS NULL)",
        (first or "0001-01-01", last or "9999-12-31"),
        DATED + "(dated.when_max >= ? OR dated.when_max IS NULL) "
        "AND (dated.when_min <= ? OR dated.when_min IS NULL)",
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
        return Condition("record.kind = ?", (wanted,))
    return Condition(
        " OR ".join(
            f"record.kind = '{table}' AND EXISTS (SELECT 1 FROM {table} "
            f"WHERE record_id = record.id AND {column} = ?)"
            for table, column in forms
        ),
        (wanted,) * len(forms),
    )


def _source(value: str, across_scripts: bool) -> Condition | None:
    who = named(value, across_scripts=across_scripts)
    if who is None:
        return None
    return listed(
        "SELECT record_id FROM involvement WHERE manner = 'source' AND involved_id IN "
        f"(SELECT record_id FROM source WHERE record_id IN ({who.sql}) "
        f"OR publisher_id IN ({who.sql})) UNION "
        "SELECT coalesce(resting.owner_id, resting.id) FROM attribution "
        "JOIN claim ON claim.id = attribution.claim_id "
        "JOIN record AS resting ON resting.id = claim.record_id "
        f"WHERE attribution.party_id IN ({who.sql}) "
        "OR instr(lower(attribution.printed), lower(?)) > 0",
        (*who.parameters * 3, value),
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
    return Condition("record.review = ?", (_known("review", value),))


def _occurrence(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    return Condition("record.kind = 'meeting' AND record.state = ?", (_known("occurrence", value),))


def _tag(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    return listed(
        "SELECT tagging.record_id FROM tagging JOIN tag ON tag.id = tagging.tag_id "
        "WHERE tag.text = ? COLLATE NOCASE",
        (value,),
    )


CLAIMED = (
    "EXISTS (SELECT 1 FROM claim WHERE claim.directness = '{0}' AND claim.record_id = record.id) "
    "OR EXISTS (SELECT 1 FROM record AS inside JOIN claim ON claim.record_id = inside.id "
    "WHERE inside.owner_id = record.id AND claim.directness = '{0}')"
)
_STATE_SQL = {
    "unsourced": "record.unsourced > 0",
    "disputed": "record.disputed > 0",
    "quoted": CLAIMED.format("direct"),
    "inferred": CLAIMED.format("inferred"),
    "trashed": "record.trashed IS NOT NULL",
}


def _is(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    sql = _STATE_SQL.get(fold(value))
    if sql is None:
        sentence = f"“{value}” is no state of a record. It can be: {', '.join(STATES)}."
        raise UnreadableTermError(sentence)
    return Condition(sql)


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
    "occurrence": _occurrence,
    "tag": _tag,
    "is": _is,
}
