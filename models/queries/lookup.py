"""Going straight to a record by its name: quick open."""

from __future__ import annotations

from collections.abc import Sequence

from models.dates import stored_date
from models.names.folding import matches, query_words
from models.queries.views import OpenHit
from models.records.values import marks
from models.reference.database import ReferenceDatabase
from models.search.word_conditions import quoted_phrase, sounding, storable

OPEN_QUERY = """
SELECT record.id, record.kind, record.label, record.who, record.when_edtf, place.label
FROM (
    SELECT rowid AS id FROM (SELECT rowid FROM record_search WHERE record_search MATCH ? LIMIT ?)
    UNION SELECT bearer_id FROM name JOIN record AS spelling ON spelling.id = name.record_id
    WHERE name.folded = ? AND spelling.trashed IS NULL
) AS hit
JOIN record ON record.id = hit.id
LEFT JOIN record AS place ON place.id = record.where_id
WHERE record.trashed IS NULL AND record.owner_id IS NULL {narrowed}
ORDER BY NOT EXISTS (SELECT 1 FROM name WHERE bearer_id = record.id AND name.folded = ?),
    record.kind <> 'official', record.label_key LIMIT ?
"""
MOST_READ = 5_000
"""So many of those whose names begin so are put in order, and all that are named just so."""
NAMES_QUERY = """
SELECT bearer_id, text FROM name JOIN record ON record.id = name.record_id
WHERE bearer_id IN ({marks}) AND trashed IS NULL ORDER BY record_id
"""
POST_QUERY = """
SELECT official_id, title FROM tenure JOIN record ON record.id = tenure.record_id
WHERE official_id IN ({marks}) AND title IS NOT NULL AND trashed IS NULL
ORDER BY start_min, record_id
"""


def quick_open(
    database: ReferenceDatabase, text: str, *, limit: int = 50, kinds: Sequence[str] = ()
) -> tuple[OpenHit, ...]:
    """Return the records whose names begin with the words of `text`, in any script.

    Only those of the `kinds` given, where any are.

    Records named just so come first, then those whose names begin so, then those that only sound
    so; among them officials before the rest, as far as there are not thousands. What was
    matched is given where it is not the label: another spelling, another script.
    """
    phrases = query_words(storable(text))
    if not phrases:
        return ()
    exact = " ".join(phrases)
    written = " AND ".join(f"names : {quoted_phrase(p, prefix=True)}" for p in phrases)
    query = OPEN_QUERY.format(narrowed=f"AND record.kind IN ({marks(len(kinds))})" if kinds else "")
    found: dict[int, tuple[object, ...]] = {}
    for match in (written, sounding(phrases)):
        if len(found) < limit:
            rows = database.rows(query, (match, MOST_READ, exact, *kinds, exact, limit))
            for row in rows:
                found.setdefault(row[0], row)
    return _hits(database, list(found.values())[:limit], phrases)


def recent_hits(database: ReferenceDatabase, ids: Sequence[int]) -> tuple[OpenHit, ...]:
    """Return the records `ids` as quick open shows them, in that order; gone ones left out."""
    if not ids:
        return ()
    rows = database.rows(
        "SELECT record.id, record.kind, record.label, record.who, record.when_edtf, place.label "
        "FROM record LEFT JOIN record AS place ON place.id = record.where_id "
        f"WHERE record.id IN ({marks(len(ids))}) AND record.trashed IS NULL",
        tuple(ids),
    )
    by_id = {row[0]: row for row in rows}
    return _hits(database, [by_id[record_id] for record_id in ids if record_id in by_id], ())


def _hits(
    database: ReferenceDatabase, rows: Sequence[tuple[object, ...]], phrases: Sequence[str]
) -> tuple[OpenHit, ...]:
    ids = [row[0] for row in rows]
    if not ids:
        return ()
    names: dict[object, list[str]] = {}
    for bearer, text in database.rows(NAMES_QUERY.format(marks=marks(len(ids))), ids):
        names.setdefault(bearer, []).append(text)
    posts = dict(database.rows(POST_QUERY.format(marks=marks(len(ids))), ids))
    hits = []
    for record_id, kind, label, who, edtf, place in rows:
        when = stored_date(str(edtf), short=True) if edtf else None
        parts = (posts.get(record_id), when, place, who)
        hits.append(
            OpenHit(
                id=int(str(record_id)),
                kind=str(kind),
                label=str(label),
                matched=_matched(str(label), names.get(record_id, []), phrases),
                hint=", ".join(str(part) for part in parts if part),
            )
        )
    return tuple(hits)


def _matched(label: str, names: Sequence[str], phrases: Sequence[str]) -> str | None:
    """Return the spelling that holds all of `phrases` when the label does not."""
    if not phrases or all(matches(label, [phrase]) for phrase in phrases):
        return None
    for name in names:
        if name != label and all(matches(name, [phrase]) for phrase in phrases):
            return name
    return None
