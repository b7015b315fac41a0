"""Words of a query, looked for in what records hold, and names, for whom a term is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.names.folding import query_words
from models.names.skeleton import skeletons
from models.search.condition import Condition, listed

_NEVER_STORED = re.compile("[\x00\ud800-\udfff]")


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


def word(value: str, across_scripts: bool) -> Condition | None:
    """Return the condition that each word of `value` begins a word of the record."""
    return _text(value, prefix=True, across_scripts=across_scripts)


def exact(value: str, across_scripts: bool) -> Condition | None:
    """Return the condition that the words of `value` stand in the record, one after the other."""
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


def written_so(value: str) -> Condition | None:
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
