"""Facets: how many of the listed records each country, year, form and state has."""

from __future__ import annotations

import json
from collections.abc import Sequence

from models.queries.views import Facet, FacetValue
from models.reference.database import ReferenceDatabase

LISTED = "(SELECT value FROM json_each(?))"
COUNTRY_QUERY = f"""
SELECT state.label, state.label, count(*) FROM involvement
JOIN record AS state ON state.id = involvement.involved_id
WHERE manner = 'country' AND involvement.record_id IN {LISTED}
GROUP BY state.id ORDER BY count(*) DESC, state.label_key
"""
YEAR_QUERY = f"""
SELECT substr(when_min, 1, 4) AS year, substr(when_min, 1, 4), count(*) FROM record
WHERE when_min IS NOT NULL AND substr(when_min, 1, 4) = substr(when_max, 1, 4)
AND id IN {LISTED} GROUP BY year ORDER BY year DESC
"""
# "kind:meeting" is the kind of record: as a form it would narrow to more than is counted here.
FORM_QUERY = f"""
SELECT form, form, count(*) FROM meeting
WHERE form IS NOT NULL AND form <> 'meeting' AND record_id IN {LISTED}
GROUP BY form ORDER BY count(*) DESC, form
"""
REVIEW_QUERY = f"""
SELECT review, review, count(*) FROM record WHERE id IN {LISTED}
GROUP BY review ORDER BY count(*) DESC, review
"""
TAG_QUERY = f"""
SELECT tag.text, tag.text, count(*) FROM tagging JOIN tag ON tag.id = tagging.tag_id
WHERE tagging.record_id IN {LISTED} GROUP BY tag.id ORDER BY count(*) DESC, tag.text
"""
SOURCE_QUERY = f"""
SELECT source.label, source.label, count(DISTINCT coalesce(resting.owner_id, resting.id))
FROM claim JOIN record AS resting ON resting.id = claim.record_id
JOIN quote ON quote.id = claim.quote_id JOIN snapshot ON snapshot.id = quote.snapshot_id
JOIN record AS source ON source.id = snapshot.source_id
WHERE coalesce(resting.owner_id, resting.id) IN {LISTED}
GROUP BY source.id ORDER BY 3 DESC, source.label_key
"""
EVIDENCE_QUERY = f"""
SELECT count(*) FILTER (WHERE unsourced > 0), count(*) FILTER (WHERE disputed > 0)
FROM record WHERE id IN {LISTED}
"""
FACET_QUERIES = (
    ("country", "Country", COUNTRY_QUERY),
    ("on", "Year", YEAR_QUERY),
    ("kind", "Kind of meeting", FORM_QUERY),
    ("review", "Review", REVIEW_QUERY),
    ("source", "Source", SOURCE_QUERY),
    ("tag", "Tag", TAG_QUERY),
)


def facets(database: ReferenceDatabase, ids: Sequence[int]) -> tuple[Facet, ...]:
    """Return the facets of the records `ids`, each value with the term that narrows to it."""
    listed = json.dumps(list(ids), separators=(",", ":"))
    found: list[Facet] = []
    for key, title, query in FACET_QUERIES:
        rows = database.rows(query, (listed,))
        values = tuple(FacetValue(key, value, label, count) for value, label, count in rows)
        if values:
            found.append(Facet(key, title, values))
    unsourced, disputed = database.rows(EVIDENCE_QUERY, (listed,))[0]
    found.append(
        Facet(
            "is",
            "Evidence",
            (
                FacetValue("is", "unsourced", "Unsourced", unsourced),
                FacetValue("is", "disputed", "Disputed", disputed),
            ),
        )
    )
    return tuple(found)
