"""Which other records tie to a record, and which claims tie them."""

from __future__ import annotations

from dataclasses import dataclass

from models.dates import stored_date
from models.reference.database import ReferenceDatabase


@dataclass(frozen=True, slots=True)
class Tie:
    """A record to go to, why, and where the claims stand that tie the two.

    `claimed_on` and `field` name the record and field whose claims make the tie; `value` is the
    record those claims must name, where the field can hold several.
    """

    section: str
    link_id: int
    label: str
    addition: str | None
    claimed_on: int
    field: str
    value: int | None


LIVE = "shown.trashed IS NULL"
PARTICIPATED = f"""
SELECT CASE shown.kind WHEN 'meeting' THEN 'meetings' ELSE 'agreements' END, shown.id,
       shown.when_edtf, place.label, participation.record_id, '{{field}}', ?1
FROM participation JOIN record AS shown ON shown.id = participation.event_id
JOIN record AS own ON own.id = participation.record_id AND own.trashed IS NULL
LEFT JOIN record AS place ON place.id = shown.where_id
WHERE participation.{{column}} = ?1 AND {LIVE} ORDER BY shown.when_min, shown.id
"""
POINTING = f"""
SELECT '{{section}}', shown.id, shown.when_edtf, {{addition}}, shown.id, '{{field}}', ?1
FROM {{table}} AS typed JOIN record AS shown ON shown.id = typed.record_id
WHERE typed.{{column}} = ?1 AND {LIVE} ORDER BY shown.when_min, shown.id
"""
LISTED = f"""
SELECT '{{section}}', shown.id, shown.when_edtf, {{addition}}, shown.id, '{{field}}', ?1
FROM {{table}} AS listed JOIN record AS shown ON shown.id = listed.{{owner}}
WHERE listed.{{column}} = ?1 AND {LIVE} ORDER BY shown.when_min, shown.id
"""


def _participated(column: str, field: str) -> str:
    return PARTICIPATED.format(column=column, field=field)


def _pointing(
    section: str, table: str, field: str, *, addition: str = "NULL", column: str | None = None
) -> str:
    return POINTING.format(
        section=section,
        table=table,
        column=column or f"{field}_id",
        field=field,
        addition=addition,
    )


def _listed(
    section: str, table: str, owner: str, column: str, field: str, *, addition: str = "NULL"
) -> str:
    return LISTED.format(
        section=section, table=table, owner=owner, column=column, field=field, addition=addition
    )


SPOKE = (
    _pointing("statements", "statement", "speaker"),
    _listed(
        "statements", "addressee", "statement_id", "party_id", "addressees", addition="'addressed'"
    ),
)
RELATED = (
    _pointing("relations", "relation", "subject"),
    _pointing("relations", "relation", "object"),
    _listed("relations", "accuser", "relation_id", "party_id", "accusers", addition="'accuser'"),
)
TIE_QUERIES: dict[str, tuple[str, ...]] = {
    "official": (_participated("participant_id", "participant"), *SPOKE, *RELATED),
    "organization": (
        _participated("participant_id", "participant"),
        _participated("side_id", "side"),
        _pointing("officials", "official", "country"),
        "SELECT 'officials', tenure.official_id, NULL, tenure.title, tenure.record_id, "
        "'organization', ?1 FROM tenure JOIN record AS shown ON shown.id = tenure.record_id "
        f"WHERE tenure.organization_id = ?1 AND {LIVE} ORDER BY tenure.start_min, shown.id",
        *SPOKE,
        *RELATED,
    ),
    "place": (
        _pointing("meetings", "meeting", "place"),
        _pointing("agreements", "agreement", "place"),
        _pointing("statements", "statement", "place"),
        _pointing("places", "place", "within"),
    ),
    "meeting": (
        _pointing("meetings", "meeting", "part_of"),
        _pointing("statements", "statement", "meeting"),
    ),
    "agreement": (
        _listed(
            "meetings",
            "meeting_agreement",
            "meeting_id",
            "agreement_id",
            "agreements",
            addition="listed.connection",
        ),
    ),
}


MOST_TIES = 200
"""So many ties of a section are shown: an official can have been at thousands of meetings, and
whoever looks for one of those searches the table (`with:`)."""


def ties_of(
    database: ReferenceDatabase, kind: str, record_id: int
) -> tuple[list[Tie], dict[str, int]]:
    """Return the ties of the record, section by section, each section in order of time.

    Of each section the first `MOST_TIES`, and how many ties there are in all by section.

    A record tied in two ways (a participant's side is also the side of another) shows once in
    each section.
    """
    found: dict[tuple[str, int], Tie] = {}
    counts: dict[str, int] = {}
    passed: set[tuple[str, int]] = set()
    for query in TIE_QUERIES.get(kind, ()):
        for section, link_id, edtf, addition, claimed_on, field, value in database.rows(
            query, (record_id,)
        ):
            if (section, link_id) in passed:
                continue
            passed.add((section, link_id))
            counts[section] = counts.get(section, 0) + 1
            if counts[section] <= MOST_TIES:
                label = stored_date(edtf, short=True) if edtf else ""
                found[section, link_id] = Tie(
                    section, link_id, label, addition, claimed_on, field, value
                )
    return list(found.values()), counts
