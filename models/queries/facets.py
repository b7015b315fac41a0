"""Facets: how many of the listed records each country, year, form, role and state has."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from models.queries.columns import COLUMNS, EVIDENCE, LIVE, column
from models.queries.postings import Posting, postings
from models.queries.views import Facet, FacetValue
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase
from models.schema.vocabulary import (
    ASKED_KINDS,
    OCCURRENCES,
    REVIEWS,
    ROLES,
    STAGES,
    TABLE_KINDS,
)
from models.search.shelf import AbandonedError, Mask, Shelf, mask_of, never

__all__ = ["FACETS", "KINDS", "SOONEST", "count_facets", "facets"]

PART: Final = 64
"""Fewer than one in so many of all ids are looked at one by one while columns and postings are not
read yet: reading them takes a while, the longer the larger the reference."""
SHORT: Final = 400
"""So many entries of postings are gone through while one record is looked at by itself."""
MOST_VALUES: Final = 250
"""A facet shows so many values, the commonest: nobody reads more, and the search field has all."""

TITLES: Final = {
    "country": "Country",
    "on": "Year",
    "kind": "Kind of meeting",
    "role": "Role",
    "occurrence": "State of meetings",
    "stage": "State of agreements",
    "review": "Review",
    "source": "Source",
    "tag": "Tag",
    "is": "Evidence",
}
FACETS: Final = tuple(TITLES)
"""The keys of the facets, in the order in which they stand."""

KINDS: Final = "record"
"""The name of what is counted like a facet: the kinds of records, all of them."""

SOONEST: Final = (
    "review", "occurrence", "stage", "tag", "on", "kind", "country", "source", "is", "role",
)  # fmt: skip
"""The same in the order in which they are counted: those that are listed sooner come first."""

_TIES = """
SELECT involved_id, count(*) FROM involvement INDEXED BY involvement_record_id
WHERE record_id IN {{listed}} AND manner = '{manner}' GROUP BY involved_id
"""
_INFERRED = """
SELECT coalesce(resting.owner_id, resting.id) FROM claim
CROSS JOIN record AS resting ON resting.id = claim.record_id
WHERE claim.directness = 'inferred' AND (resting.owner_id IS NULL OR resting.trashed IS NULL)
"""
_QUOTED = """
EXISTS (SELECT 1 FROM claim WHERE claim.record_id = record.id AND directness = 'direct')
OR EXISTS (SELECT 1 FROM record AS inside JOIN claim ON claim.record_id = inside.id
           WHERE inside.owner_id = record.id AND inside.trashed IS NULL AND directness = 'direct')
"""
_STATE = """
SELECT state, count(*) FROM record NOT INDEXED
WHERE id IN {{listed}} AND kind = '{kind}' AND state IS NOT NULL GROUP BY state
"""
DIRECTLY: Final = {
    "country": _TIES.format(manner="country"),
    "source": _TIES.format(manner="source"),
    KINDS: "SELECT kind, count(*) FROM record NOT INDEXED WHERE id IN {listed} GROUP BY 1",
    "on": f"""
SELECT substr(when_min, 1, 4), count(*) FROM record NOT INDEXED
WHERE id IN {{listed}} AND substr(when_min, 1, 4) = substr(when_max, 1, 4) AND {LIVE} GROUP BY 1
""",
    "review": "SELECT review, count(*) FROM record NOT INDEXED WHERE id IN {listed} GROUP BY 1",
    "occurrence": _STATE.format(kind="meeting"),
    "stage": _STATE.format(kind="agreement"),
    # "kind:meeting" is the kind of record: as a form it would narrow to more than is counted here.
    "kind": """
SELECT form, count(*) FROM meeting
WHERE form IS NOT NULL AND form <> 'meeting' AND record_id IN {listed} GROUP BY form
""",
    "role": """
SELECT role, count(DISTINCT event_id) FROM participation
JOIN record AS inside ON inside.id = participation.record_id
WHERE event_id IN {listed} AND role IS NOT NULL AND inside.trashed IS NULL GROUP BY role
""",
    "tag": """
SELECT tag.text, count(*) FROM tagging JOIN tag ON tag.id = tagging.tag_id
WHERE +tagging.record_id IN {listed} GROUP BY tag.id
""",
    # Who has quotes is quoted, but for those who have inferred claims alone.
    "is": f"""
WITH inferred (id) AS MATERIALIZED ({_INFERRED})
SELECT 'unsourced', count(*) FROM record NOT INDEXED WHERE id IN {{listed}} AND unsourced > 0
UNION ALL
SELECT 'disputed', count(*) FROM record NOT INDEXED WHERE id IN {{listed}} AND disputed > 0
UNION ALL
SELECT 'inferred', count(DISTINCT id) FROM inferred WHERE id IN {{listed}}
UNION ALL
SELECT 'quoted', count(*) FROM record NOT INDEXED WHERE id IN {{listed}} AND quotes > 0
AND (+id NOT IN (SELECT id FROM inferred) OR {_QUOTED})
""",
}
"""By facet, the query that counts its values among the listed records, one by one."""

LABELS_QUERY = "SELECT id, label, label_key FROM record WHERE id IN ({marks})"


def facets(
    database: ReferenceDatabase,
    ids: Sequence[int],
    *,
    shelf: Shelf | None = None,
    cancelled: Callable[[], bool] = never,
) -> tuple[Facet, ...]:
    """Return the facets of the records `ids` in their order, those without a value left out.

    Nothing is returned once `cancelled` says that nobody waits any more.
    """
    try:
        counted = {
            facet.key: facet
            for facet in count_facets(database, ids, shelf=shelf, cancelled=cancelled)
        }
    except AbandonedError:
        return ()
    return tuple(counted[key] for key in FACETS if counted[key].values)


def count_facets(
    database: ReferenceDatabase,
    ids: Sequence[int],
    *,
    shelf: Shelf | None = None,
    wanted: Sequence[str] = SOONEST,
    cancelled: Callable[[], bool] = never,
) -> Iterator[Facet]:
    """Give the `wanted` facets of the records `ids`, each as soon as it is counted.

    Each value has the term that narrows to it. What is listed on the way is kept on the `shelf`,
    and makes the next counts quick.

    Raises:
        AbandonedError: `cancelled` said that nobody waits any more.
    """
    listed = ids if isinstance(ids, array) else array("q", ids)
    kept = shelf or Shelf()
    if shelf is not None:
        shelf.settle(database)
    # An answer is in the trash as a whole or not at all; the shelf knows only what is not.
    last, in_trash = database.rows(
        "SELECT coalesce(max(id), 0), (SELECT trashed IS NOT NULL FROM record WHERE id = ?) "
        "FROM record",
        (listed[0] if listed else None,),
    )[0]
    mask: Mask | None = None
    for key in wanted:
        if cancelled():
            raise AbandonedError
        known = None if in_trash else kept.known(key)
        if known is None and not in_trash and shelf is not None and len(listed) * PART > last:
            generation = kept.generation
            read = column if key in COLUMNS else postings
            known = read(database, key, cancelled)
            kept.keep(key, known, generation)
        if known is None or (key not in COLUMNS and _shorter(listed, known)):
            counts = dict(database.rows_of(DIRECTLY[key], listed))
        elif key in COLUMNS:
            counts = known.count(listed, cancelled)
        else:
            longest = max((posting.longest for posting in known), default=1)
            mask = (mask or mask_of(listed, cancelled)).ljust(longest, b"\0")
            counts = {posting.value: posting.count(mask, cancelled) for posting in known}
        yield _facet(database, key, {value: number for value, number in counts.items() if number})


def _shorter(listed: array[int], posted: Sequence[Posting]) -> bool:
    """Whether `listed` are looked at one by one in less time than the postings are gone through."""
    return len(listed) * SHORT < sum(len(posting.ids) for posting in posted)


_WORDS: Final = {
    "role": ROLES,
    "occurrence": OCCURRENCES,
    "stage": STAGES,
    "review": REVIEWS,
    "is": EVIDENCE,
}
"""Values that stand in an order of their own, however common they are."""


def _facet(database: ReferenceDatabase, key: str, counts: Mapping[Any, int]) -> Facet:
    if key == KINDS:
        kinds = (*TABLE_KINDS, *ASKED_KINDS)
        return Facet(
            key,
            "Kind",
            tuple(FacetValue("kind", kind, kind, counts.get(kind, 0)) for kind in kinds),
        )
    title = TITLES[key]
    if key in ("country", "source"):
        return _named(database, key, title, counts)
    if key == "on":
        ordered: Iterable[tuple[str, int]] = sorted(counts.items(), reverse=True)
    elif key == "is":
        # What is lacking is named also where nothing lacks it: that is good news.
        ordered = [
            (state, counts.get(state, 0))
            for state in EVIDENCE
            if state in counts or state in ("unsourced", "disputed")
        ]
    elif key in _WORDS:
        ordered = [(value, counts[value]) for value in _WORDS[key] if value in counts]
    else:
        ordered = _commonest(counts)
    return Facet(
        key, title, tuple(FacetValue(key, value, value, number) for value, number in ordered)
    )


def _commonest(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_VALUES]


def _named(database: ReferenceDatabase, key: str, title: str, counts: Mapping[int, int]) -> Facet:
    common = dict(_commonest(counts))
    labels: dict[int, tuple[str, bytes]] = {}
    for chunk in chunks(common):
        for record_id, label, label_key in database.rows(
            LABELS_QUERY.format(marks=marks(len(chunk))), chunk
        ):
            labels[record_id] = (label, label_key)
    ordered = sorted(labels, key=lambda record_id: (-common[record_id], labels[record_id][1]))
    return Facet(
        key,
        title,
        tuple(FacetValue(key, labels[each][0], labels[each][0], common[each]) for each in ordered),
    )
