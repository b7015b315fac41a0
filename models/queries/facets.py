"""Facets: how many of the listed records each country, year, form and state has."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from models.queries.views import Facet, FacetValue
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase

STRIDE: Final = 50_000
"""So many records are counted at a time; between them a count nobody waits for ends."""
MOST_OF: Final = 16
"""From one in so many of all records on, those inside others counted, it is most of them."""
MOST_VALUES: Final = 250
"""A facet shows so many values, the commonest: nobody reads more, and the search field has all."""

TIES_QUERY = """
SELECT manner, involved_id, count(*) FROM involvement INDEXED BY involvement_record_id
WHERE record_id IN {listed} AND manner IN ('country', 'source') GROUP BY manner, involved_id
"""
MOST_TIES_QUERY = """
SELECT manner, involved_id, count(*) FROM involvement NOT INDEXED
WHERE involved_id IN (SELECT record_id FROM organization WHERE type = 'state'
                      UNION SELECT country_id FROM organization
                      UNION SELECT country_id FROM official
                      UNION SELECT record_id FROM source)
AND manner IN ('country', 'source') AND +record_id IN {listed} GROUP BY involved_id, manner
"""
"""The same along the other index, where most of the reference is listed: nothing is sorted."""
ROWS_QUERY = """
SELECT CASE WHEN substr(when_min, 1, 4) = substr(when_max, 1, 4) THEN substr(when_min, 1, 4) END,
       review, unsourced > 0, disputed > 0, count(*)
FROM record NOT INDEXED WHERE id IN {listed} GROUP BY 1, 2, 3, 4
"""
# "kind:meeting" is the kind of record: as a form it would narrow to more than is counted here.
FORM_QUERY = """
SELECT form, count(*) FROM meeting
WHERE form IS NOT NULL AND form <> 'meeting' AND record_id IN {listed} GROUP BY form
"""
TAG_QUERY = """
SELECT tag.text, count(*) FROM tagging JOIN tag ON tag.id = tagging.tag_id
WHERE +tagging.record_id IN {listed} GROUP BY tag.id
"""
LABELS_QUERY = "SELECT id, label, label_key FROM record WHERE id IN ({marks})"


def facets(
    database: ReferenceDatabase,
    ids: Sequence[int],
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Facet, ...]:
    """Return the facets of the records `ids`, each value with the term that narrows to it.

    Nothing is returned once `cancelled` says that nobody waits any more.
    """
    listed = ids if isinstance(ids, array) else array("q", ids)
    counted: dict[str, Counter[Any]] = {
        name: Counter() for name in ("country", "source", "on", "kind", "review", "tag", "is")
    }
    last = database.rows("SELECT max(id) FROM record")[0][0] or 0
    most = len(listed) > STRIDE and len(listed) * MOST_OF > last
    if most:
        _count_ties(database, MOST_TIES_QUERY, listed, counted)
    for first in range(0, len(listed), STRIDE):
        if cancelled():
            return ()
        stride = listed[first : first + STRIDE]
        if not most:
            _count_ties(database, TIES_QUERY, stride, counted)
        _count_rows(database, stride, counted)
    found = [
        _named(database, "country", "Country", counted["country"]),
        _facet("on", "Year", sorted(counted["on"].items(), reverse=True)),
        _facet("kind", "Kind of meeting", _commonest(counted["kind"])),
        _facet("review", "Review", _commonest(counted["review"])),
        _named(database, "source", "Source", counted["source"]),
        _facet("tag", "Tag", _commonest(counted["tag"])),
    ]
    states = (("unsourced", "Unsourced"), ("disputed", "Disputed"))
    evidence = tuple(
        FacetValue("is", state, label, counted["is"][state]) for state, label in states
    )
    return (*(facet for facet in found if facet.values), Facet("is", "Evidence", evidence))


def _count_ties(
    database: ReferenceDatabase,
    query: str,
    listed: array[int],
    counted: dict[str, Counter[Any]],
) -> None:
    for manner, involved_id, number in database.rows_of(query, listed):
        counted[manner][involved_id] += number


def _count_rows(
    database: ReferenceDatabase, listed: array[int], counted: dict[str, Counter[Any]]
) -> None:
    for year, review, unsourced, disputed, number in database.rows_of(ROWS_QUERY, listed):
        if year is not None:
            counted["on"][year] += number
        counted["review"][review] += number
        counted["is"]["unsourced"] += number * unsourced
        counted["is"]["disputed"] += number * disputed
    for key, query in (("kind", FORM_QUERY), ("tag", TAG_QUERY)):
        for value, number in database.rows_of(query, listed):
            counted[key][value] += number


def _commonest(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_VALUES]


def _facet(key: str, title: str, counts: Iterable[tuple[str, int]]) -> Facet:
    return Facet(
        key, title, tuple(FacetValue(key, value, value, number) for value, number in counts)
    )


def _named(database: ReferenceDatabase, key: str, title: str, counts: Counter[int]) -> Facet:
    common = dict(counts.most_common(MOST_VALUES))
    labels: dict[int, tuple[str, bytes]] = {}
    for chunk in chunks(common):
        for record_id, label, label_key in database.rows(
            LABELS_QUERY.format(marks=marks(len(chunk))), chunk
        ):
            labels[record_id] = (label, label_key)
    ordered = sorted(common, key=lambda record_id: (-common[record_id], labels[record_id][1]))
    return _facet(key, title, [(labels[each][0], common[each]) for each in ordered])
