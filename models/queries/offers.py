"""The values the search field offers behind a key: names, countries, places, sources, tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from models.dates import stored_date
from models.names.folding import fold, matches, query_words, search_text, search_words
from models.queries.views import ValueOffer
from models.records.values import marks
from models.reference.database import ReferenceDatabase, TooSlowError
from models.search.countries import countries_begun, countries_called, filed_as
from models.search.word_conditions import quoted_phrase, sounding, storable

OFFER_SECONDS: Final = 0.08
"""Whoever types waits for no offer: what is not there by then is left out."""
MOST_READ: Final = 2_000
"""So many of those whose names hold a word that begins so are looked at."""
MOST_WEIGHED: Final = 60
"""So many are weighed by how often they stand in the reference; the rest are further down."""
OFTEN: Final = 50
"""Nobody minds who stands first of two who stand in more records than this."""
OFTEN_A_COUNTRY: Final = 300
"""There are few, and all of them are offered before a letter is typed."""
LEAST_SOUNDED: Final = 3

_KINDS: Final = {
    "with": ("official", "organization"),
    "country": ("organization",),
    "place": ("place",),
    "source": ("source", "organization"),
}
_MANNERS: Final = {"with": "party", "country": "country", "place": "place", "source": "source"}
OPEN_KEYS: Final = (*_KINDS, "tag")
"""The keys whose values come from the reference."""

_BEGUN = """
SELECT bearer_id FROM (SELECT bearer_id, folded FROM name WHERE folded >= ? AND folded < ?
                       ORDER BY folded LIMIT ?)
"""
_WORDS = "SELECT rowid FROM record_search WHERE record_search MATCH ? LIMIT ?"
_LISTED = """
SELECT id FROM record INDEXED BY record_by_kind_and_label WHERE kind = ? AND owner_id IS NULL
AND trashed IS NULL AND {used} ORDER BY label_key, id LIMIT ?
"""
_WEIGHED = """
SELECT record.id, record.kind, record.label, record.label_key,
       (SELECT count(*) FROM (SELECT 1 FROM involvement
        WHERE involved_id = record.id AND manner = ? LIMIT {often}))
FROM record WHERE record.id IN ({marks}) AND record.trashed IS NULL
AND record.kind IN ({kinds}) AND {used}
"""
_NAMES = """
SELECT bearer_id, text FROM name CROSS JOIN record ON record.id = name.record_id
WHERE bearer_id IN ({marks}) AND trashed IS NULL ORDER BY record_id
"""
_POSTS = """
SELECT official_id, title, office.label FROM tenure
CROSS JOIN record ON record.id = tenure.record_id
LEFT JOIN record AS office ON office.id = tenure.organization_id
WHERE official_id IN ({marks}) AND title IS NOT NULL AND record.trashed IS NULL
ORDER BY start_min, tenure.record_id
"""
LONG_TITLE: Final = 30
"""Behind a longer title nobody would see of what it is the post: that stands first then."""
_BESIDE = {
    "official": "SELECT official.record_id, country.label FROM official "
    "JOIN record AS country ON country.id = official.country_id "
    "WHERE official.record_id IN ({marks})",
    "organization": "SELECT organization.record_id, identifier.value FROM organization "
    "JOIN identifier ON identifier.record_id = organization.record_id "
    "AND identifier.scheme = 'iso-3166-1' WHERE organization.record_id IN ({marks})",
    "place": "SELECT place.record_id, wider.label FROM place "
    "JOIN record AS wider ON wider.id = place.within_id WHERE place.record_id IN ({marks})",
    "source": "SELECT source.record_id, publisher.label FROM source "
    "JOIN record AS publisher ON publisher.id = source.publisher_id "
    "WHERE source.record_id IN ({marks})",
}
_DATES = "SELECT id, when_edtf FROM record WHERE id IN ({marks}) AND when_edtf IS NOT NULL"


def value_offers(
    database: ReferenceDatabase, key: str, typed: str, *, limit: int = 12
) -> tuple[ValueOffer, ...]:
    """Return values for a key of the search that are in the reference, those that fit best first.

    Fit: a name that begins with what is `typed`, then one with a later word that does, then one
    that only sounds so; of equals, what stands in more records. Only values that some record has
    are offered. It takes a tenth of a second at most and then offers what it has found.
    """
    typed = storable(typed).strip()
    if key == "tag":
        return _tags(database, typed, limit)
    if key not in _KINDS:
        return ()
    return _offers(database, typed, _found(database, key, typed, limit), limit)


def _found(
    database: ReferenceDatabase, key: str, typed: str, limit: int
) -> list[tuple[int, str, str, bytes, int]]:
    """Return what was found before the time was up."""
    found: dict[int, None] = {}
    rows: list[tuple[int, str, str, bytes, int]] = []
    try:
        with database.within(OFFER_SECONDS):
            for way in _ways(key, typed, limit):
                if len(rows) >= limit or (way.only_sounds and rows):
                    break
                ids = database.column(way.statement, way.parameters)
                fresh = [each for each in ids if each not in found]
                found.update(dict.fromkeys(fresh))
                rows += _weighed(database, key, fresh)
    except TooSlowError:
        return rows
    return rows


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to find values; those that only sound so are for a word that nobody is named by."""

    statement: str
    parameters: Sequence[object]
    only_sounds: bool = False


def _ways(key: str, typed: str, limit: int) -> Iterator[_Way]:
    """Give the ways to find values, the quickest and best first."""
    phrases = query_words(typed)
    if key == "country":
        yield _countries(typed)
    elif not typed:
        for kind in _KINDS[key]:
            yield _Way(_LISTED.format(used=_used(key)), (kind, limit))
    if not phrases:
        return
    for start in dict.fromkeys((search_text(typed), fold(typed))):
        yield _Way(_BEGUN, (start, start + "\U0010ffff", MOST_WEIGHED))
    written = " AND ".join(f"names : {quoted_phrase(phrase, prefix=True)}" for phrase in phrases)
    yield _Way(_WORDS, (written, MOST_READ))
    if len(fold(typed)) >= LEAST_SOUNDED:
        yield _Way(_WORDS, (sounding(phrases), MOST_READ), only_sounds=True)


def _countries(typed: str) -> _Way:
    """Return the way to the states that may be meant: all while nothing is typed."""
    if not typed:
        return _Way("SELECT record_id FROM organization WHERE type = 'state'", ())
    meant = dict.fromkeys((*countries_called(typed), *countries_begun(typed)))
    filed = filed_as(tuple(meant))
    return _Way(f"SELECT id FROM ({filed.sql})", filed.parameters)


def _used(key: str) -> str:
    tied = (
        "EXISTS (SELECT 1 FROM involvement WHERE involved_id = record.id "
        f"AND manner = '{_MANNERS[key]}')"
    )
    if key != "source":
        return tied
    return (
        f"({tied} OR EXISTS (SELECT 1 FROM source WHERE publisher_id = record.id) "
        "OR EXISTS (SELECT 1 FROM attribution WHERE party_id = record.id))"
    )


def _weighed(
    database: ReferenceDatabase, key: str, ids: Sequence[int]
) -> list[tuple[int, str, str, bytes, int]]:
    """Return those of `ids` that are of the right kind and stand in some record."""
    kinds = _KINDS[key]
    rows: list[tuple[int, str, str, bytes, int]] = []
    step = 500
    for first in range(0, len(ids), step):
        if key != "country" and len(rows) >= MOST_WEIGHED:
            break
        some = ids[first : first + step]
        often = OFTEN_A_COUNTRY if key == "country" else OFTEN
        statement = _WEIGHED.format(
            often=often, marks=marks(len(some)), kinds=marks(len(kinds)), used=_used(key)
        )
        rows += database.rows(statement, (_MANNERS[key], *some, *kinds))
    return rows


def _offers(
    database: ReferenceDatabase,
    typed: str,
    rows: Sequence[tuple[int, str, str, bytes, int]],
    limit: int,
) -> tuple[ValueOffer, ...]:
    ids = [row[0] for row in rows]
    if not ids:
        return ()
    spelled = _several(database, _NAMES, ids)
    begun = search_text(typed)

    def place(row: tuple[int, str, str, bytes, int]) -> tuple[int, int, bytes, int]:
        names = (row[2], *spelled.get(row[0], ()))
        texts = [search_text(name) for name in names]
        if any(text.startswith(begun) for text in texts):
            fit = 0
        else:
            fit = 1 if any(matches(name, search_words(typed)) for name in names) else 2
        return fit, -row[4], row[3], row[0]

    best = sorted(rows, key=place)[:limit]
    beside = _beside(database, best)
    offers = []
    for record_id, kind, label, _, _ in best:
        parts = beside.get(record_id, [])
        namesakes = [
            beside.get(row[0], []) for row in best if row[2] == label and row[0] != record_id
        ]
        offers.append(
            ValueOffer(
                value=_told_apart(label, parts, namesakes),
                label=label,
                kind=kind,
                matched=_matched(label, spelled.get(record_id, ()), typed),
                beside=", ".join(parts),
            )
        )
    return tuple({(offer.value, offer.beside): offer for offer in offers}.values())


def _told_apart(label: str, parts: Sequence[str], namesakes: Sequence[Sequence[str]]) -> str:
    """Return the name, with what none of its namesakes has: that narrows the search to this one."""
    if not namesakes or not parts:
        return label
    apart = [part for part in parts if not any(part in others for others in namesakes)]
    return f"{label}, {apart[0] if apart else ' '.join(parts)}"


def _matched(label: str, names: Sequence[str], typed: str) -> str:
    """Return the spelling that was typed where it is not the label."""
    words = search_words(typed)
    if not words or matches(label, words):
        return ""
    return next((name for name in names if matches(name, words)), "")


def _beside(
    database: ReferenceDatabase, rows: Sequence[tuple[int, str, str, bytes, int]]
) -> dict[int, list[str]]:
    """Return what tells each from a namesake: post and country, wider place, publisher and date."""
    found: dict[int, list[str]] = {}
    officials = [row[0] for row in rows if row[1] == "official"]
    for record_id, title, office in _rows(database, _POSTS, officials):
        # The latest of them stays.
        parts = [title, office] if len(title) <= LONG_TITLE else [office, title]
        found[record_id] = [part for part in parts if part]
    for kind, query in _BESIDE.items():
        ids = [row[0] for row in rows if row[1] == kind]
        for record_id, labels in _several(database, query, ids).items():
            parts = found.setdefault(record_id, [])
            if labels[0] not in parts:
                parts.append(labels[0])
    sources = [row[0] for row in rows if row[1] == "source"]
    for record_id, dates in _several(database, _DATES, sources).items():
        found.setdefault(record_id, []).append(stored_date(dates[0], short=True))
    return found


def _several(database: ReferenceDatabase, query: str, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for record_id, text in _rows(database, query, ids):
        found.setdefault(record_id, []).append(text)
    return found


def _rows(database: ReferenceDatabase, query: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    return database.rows(query.format(marks=marks(len(ids))), ids) if ids else []


def _tags(database: ReferenceDatabase, typed: str, limit: int) -> tuple[ValueOffer, ...]:
    rows = database.rows("SELECT text FROM tag ORDER BY text")
    begun = fold(typed)
    texts = [text for (text,) in rows]
    fitting = [text for text in texts if fold(text).startswith(begun)]
    fitting += [
        text
        for text in texts
        if not fold(text).startswith(begun)
        and any(word.startswith(begun) for word in search_words(text)[1:])
    ]
    return tuple(ValueOffer(value=text, label=text) for text in fitting[:limit])
