"""Stored names nearly like a word that nothing was found for: one letter off, or alike in sound."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from models.names.folding import fold, matches, search_text, search_words
from models.names.skeleton import skeletons
from models.names.sounds import ARABIC, CYRILLIC, GREEK, HEBREW, LATIN, VOWEL
from models.queries.views import NearName
from models.reference.database import ReferenceDatabase, TooSlowError
from models.search.countries import countries_begun, countries_called, countries_near, filed_as
from models.search.grammar import PHRASE, WORD, Term, format_term, parse_query
from models.search.word_conditions import quoted_phrase, storable

MOST: Final = 3
LEAST_LETTERS: Final = 3
"""A shorter word is one letter off from too many."""
MOST_LETTERS: Final = 24
LEAST_SOUNDS: Final = 5
"""A shorter skeleton is one sound off from too many."""
SECONDS: Final = 0.5
"""It takes a fiftieth of that in a million records; on a busy machine it may take longer."""
READ: Final = 500
"""So many of those that hold a word are looked at."""

_NAMED: Final = frozenset({WORD, PHRASE, "with", "country", "place", "source"})
_ALPHABETS: Final = tuple(
    "".join(sorted({fold(letter) for letter in table if len(letter) == 1 and letter.isalpha()}))
    for table in (LATIN, CYRILLIC, GREEK, ARABIC, HEBREW)
)
_LATIN: Final = _ALPHABETS[0]
_SOUNDS: Final = "".join(
    sorted({sound for table in (LATIN, ARABIC) for sound in "".join(table.values())} - {VOWEL})
)

_KINDS: Final = {
    "with": "'official', 'organization'",
    "country": "'organization'",
    "place": "'place'",
    "source": "'source', 'organization'",
}
_OF_KIND = " CROSS JOIN record ON record.id = hit.rowid AND record.kind IN ({kinds})"
_THERE = """
SELECT EXISTS (SELECT 1 FROM (SELECT rowid FROM record_search
    WHERE record_search MATCH ? LIMIT {read}) AS hit{of_kind})
"""
_STORED = """
SELECT near.value, (SELECT count(*) FROM (SELECT rowid FROM record_search
    WHERE record_search MATCH '{column} : "' || near.value || '"' LIMIT {read}) AS hit{of_kind}
) AS often
FROM json_each(?) AS near WHERE often > 0 ORDER BY often DESC
"""
_SHOWN = f"""
SELECT record.label
FROM (SELECT rowid FROM record_search WHERE record_search MATCH ? LIMIT {READ}) AS hit
JOIN record ON record.id = hit.rowid WHERE record.trashed IS NULL
ORDER BY record.kind <> 'official', record.id LIMIT 5
"""

_SPELLED = f"""
SELECT name.text
FROM (SELECT rowid FROM record_search WHERE record_search MATCH ? LIMIT {READ}) AS hit
JOIN name ON name.bearer_id = hit.rowid LIMIT 20
"""


def near_names(database: ReferenceDatabase, text: str) -> tuple[NearName, ...]:
    """Return up to three queries like `text` in which words that no record has are stored names.

    A name is near when one letter was left out, put in, changed, or swapped with its neighbour
    (Damerau's distance of 1 between folded forms); where no name is, one that differs in one
    consonant. None is given where that takes half a second.
    """
    text = storable(text)
    changes: list[_Change] = []
    try:
        with database.within(SECONDS):
            for term in parse_query(text).effective_terms:
                if term.kind in _NAMED and not term.negated:
                    changes += _changes(database, term)
    except TooSlowError:
        return ()
    if not changes or not all(change.values for change in changes):
        return ()
    most = max(len(change.values) for change in changes)
    found: dict[str, NearName] = {}
    for place in range(min(most, MOST)):
        query = text
        shown: list[str] = []
        # From the last to the first, so that the positions of the others stay right.
        for change in reversed(changes):
            value, label = change.values[min(place, len(change.values) - 1)]
            written = format_term(Term(change.term.kind, value))
            query = query[: change.term.start] + written + query[change.term.end :]
            shown.insert(0, label)
        found.setdefault(query, NearName(query, " ".join(shown)))
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Change:
    """A term of which something is not there: what it may have been, and what of it to show."""

    term: Term
    values: tuple[tuple[str, str], ...]


def _changes(database: ReferenceDatabase, term: Term) -> list[_Change]:
    """Return what may have been meant by a term, nothing when all its words are there."""
    if term.kind == "country":
        if countries_called(term.value) or countries_begun(term.value):
            return []
        names = _countries(database, term.value)
        if names:
            return [_Change(term, tuple((name, name) for name in names))]
    words = search_words(term.value)
    missing = [
        place for place, word in enumerate(words) if not _is_there(database, word, term.kind)
    ]
    if not missing:
        return []
    near = {place: _near(database, words[place], term.kind) for place in missing}
    if not all(near.values()):
        return [_Change(term, ())]
    values = []
    for number in range(max(len(each) for each in near.values())):
        chosen = {place: each[min(number, len(each) - 1)] for place, each in near.items()}
        value = " ".join(chosen.get(place, word) for place, word in enumerate(words))
        values.append((value, " ".join(chosen.values())))
    return [_Change(term, tuple(values))]


def _countries(database: ReferenceDatabase, value: str) -> list[str]:
    """Return the states near `value` that the reference has."""
    names = []
    for country in countries_near(value, one_off(search_text(value).replace(" ", ""), _LATIN)):
        filed = filed_as((country,))
        if database.rows(f"SELECT 1 FROM ({filed.sql}) LIMIT 1", filed.parameters):
            names.append(country.name)
    return names[:MOST]


def _of_kind(key: str) -> str:
    return _OF_KIND.format(kinds=_KINDS[key]) if key in _KINDS else ""


def _is_there(database: ReferenceDatabase, word: str, key: str) -> bool:
    """Return whether some record has the word, or one that begins or sounds so.

    Behind a key it must be the name of one that the key asks for.
    """
    match = quoted_phrase(word, prefix=True)
    sounds = [quoted_phrase(sound, prefix=False) for sound in skeletons(word)]
    if key in _KINDS:
        match = f"names : {match}" + "".join(f" OR skeleton : {sound}" for sound in sounds)
    else:
        match += "".join(f" OR {{skeleton related_skeleton}} : {sound}" for sound in sounds)
    statement = _THERE.format(read=READ, of_kind=_of_kind(key))
    return bool(database.rows(statement, (match,))[0][0])


def _near(database: ReferenceDatabase, word: str, key: str) -> tuple[str, ...]:
    """Return the stored words near `word` as labels write them, the likeliest first."""
    if not LEAST_LETTERS <= len(word) <= MOST_LETTERS:
        return ()
    letters = "".join(alphabet for alphabet in _ALPHABETS if any(each in alphabet for each in word))
    found = _known(database, "names", one_off(word, letters), key)
    found.sort(key=lambda near: near[0] != word[0])
    if not found:
        for skeleton in skeletons(word):
            if len(skeleton) >= LEAST_SOUNDS:
                found += _by_sound(database, one_off(skeleton, _SOUNDS), key)
    written = (_as_written(database, near) for near in found[:MOST])
    return tuple(dict.fromkeys(written))


def _known(database: ReferenceDatabase, column: str, near: set[str], key: str) -> list[str]:
    """Return those of `near` that stand in a name, those in more names first."""
    statement = _STORED.format(column=column, read=READ, of_kind=_of_kind(key))
    return [row[0] for row in database.rows(statement, (json.dumps(sorted(near)),))]


def _by_sound(database: ReferenceDatabase, near: set[str], key: str) -> list[str]:
    """Return a word of a name for each skeleton of `near` that a name has."""
    words = []
    for skeleton in _known(database, "skeleton", near, key)[:MOST]:
        match = f"skeleton : {quoted_phrase(skeleton, prefix=False)}"
        for (label,) in database.rows(_SHOWN, (match,)):
            words += [word for word in search_words(label) if skeleton in skeletons(word)]
    return list(dict.fromkeys(words))


def _as_written(database: ReferenceDatabase, word: str) -> str:
    """Return a stored word as a label or name writes it, with its capitals and accents."""
    match = f"names : {quoted_phrase(word, prefix=False)}"
    for statement in (_SHOWN, _SPELLED):
        for (text,) in database.rows(statement, (match,)):
            for span in matches(text, (word,), whole_words=True):
                return str(text[span.start : span.end])
    return word


def one_off(word: str, letters: str) -> set[str]:
    """Return every word at Damerau's distance of 1 from `word`, in the given letters."""
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {first + rest[1:] for first, rest in halves if rest}
    found |= {first + rest[1] + rest[0] + rest[2:] for first, rest in halves if len(rest) > 1}
    found |= {first + letter + rest[1:] for first, rest in halves if rest for letter in letters}
    found |= {first + letter + rest for first, rest in halves for letter in letters}
    return found - {word, ""}
