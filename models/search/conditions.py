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
    """A boolean SQL expression over `record` and its parameters, in order."""

    sql: str
    parameters: tuple[object, ...] = ()

    def negated(self) -> Condition:
        """Return the opposite; what is unknown does not match, so its opposite does."""
        return Condition(f"NOT coalesce(({self.sql}), 0)", self.parameters)


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
    conditions = [
        _phrase(phrase, prefix=prefix, across_scripts=across_scripts)
        for phrase in phrases
        if phrase
    ]
    if not conditions:
        return None
    return Condition(
        " AND ".join(condition.sql for condition in conditions),
        tuple(parameter for condition in conditions for parameter in condition.parameters),
    )


def _phrase(phrase: str, *, prefix: bool, across_scripts: bool) -> Condition:
    words = quoted_phrase(phrase, prefix=prefix)
    match = f"{{names related words}} : {words}"
    if prefix and across_scripts:
        for skeleton in skeletons(phrase):
            sound = quoted_phrase(skeleton, prefix=False)
            match += f" OR {{skeleton related_skeleton}} : {sound}"
    return Condition(
        "record.id IN (SELECT rowid FROM record_search WHERE record_search MATCH ? UNION "
        "SELECT coalesce(resting.owner_id, resting.id) FROM quote_search "
        "JOIN claim ON claim.quote_id = quote_search.rowid "
        "JOIN record AS resting ON resting.id = claim.record_id WHERE quote_search MATCH ?)",
        (match, words),
    )


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
        return Condition(
            "record.id IN (SELECT involvement.record_id FROM involvement "
            f"WHERE manner = '{manner}' AND involved_id IN ({who.sql}))",
            who.parameters,
        )

    return make


def _bounds(value: str) -> tuple[str | None, str | None]:
    try:
        return bounds_for(value)
    except DateError as error:
        raise UnreadableTermError(str(error)) from error


def _after(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    first, _ = _bounds(value)
    return Condition(
        "record.when_edtf IS NOT NULL AND coalesce(record.when_max, '9999-12-31') >= ?",
        (first or "0001-01-01",),
    )


def _before(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    first, _ = _bounds(value)
    return Condition(
        "record.when_edtf IS NOT NULL AND coalesce(record.when_min, '0001-01-01') < ?",
        (first or "0001-01-01",),
    )


def _on(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    first, last = _bounds(value)
    return Condition(
        "record.when_edtf IS NOT NULL AND coalesce(record.when_max, '9999-12-31') >= ? "
        "AND coalesce(record.when_min, '0001-01-01') <= ?",
        (first or "0001-01-01", last or "9999-12-31"),
    )


def _known(key: str, value: str) -> str:
    wanted = fold(value)
    if wanted not in VOCABULARY[key]:
        sentence = f"“{value}” is no value of “{key}:”."
        raise UnreadableTermError(sentence)
    return wanted


def _kind(value: str, across_scripts: bool) -> Condition:
    del across_scripts
    wanted = _known("kind", value)
    return Condition(
        "record.kind = ? OR record.id IN (SELECT record_id FROM meeting WHERE form = ? UNION ALL "
        "SELECT record_id FROM agreement WHERE form = ? UNION ALL "
        "SELECT record_id FROM relation WHERE type = ?)",
        (wanted,) * 4,
    )


def _source(value: str, across_scripts: bool) -> Condition | None:
    who = named(value, across_scripts=across_scripts)
    if who is None:
        return None
    return Condition(
        "record.id IN (SELECT coalesce(resting.owner_id, resting.id) FROM claim "
        "JOIN record AS resting ON resting.id = claim.record_id "
        "JOIN quote ON quote.id = claim.quote_id JOIN snapshot ON snapshot.id = quote.snapshot_id "
        "JOIN source ON source.record_id = snapshot.source_id "
        "LEFT JOIN attribution ON attribution.claim_id = claim.id "
        f"WHERE attribution.party_id IN ({who.sql}) OR source.record_id IN ({who.sql}) "
        f"OR source.publisher_id IN ({who.sql}) "
        "OR instr(lower(attribution.printed), lower(?)) > 0)",
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
    return Condition(
        "record.id IN (SELECT tagging.record_id FROM tagging JOIN tag ON tag.id = tagging.tag_id "
        "WHERE tag.text = ? COLLATE NOCASE)",
        (value,),
    )


CLAIMED = (
    "record.id IN (SELECT coalesce(resting.owner_id, resting.id) FROM claim "
    "JOIN record AS resting ON resting.id = claim.record_id WHERE claim.directness = '{}')"
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
