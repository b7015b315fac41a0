"""How facets are counted in SQL: among some records one by one, among all along the indexes.

Every query gives rows of the key of a facet, a value and a number; numbers of the same value are
added. `{listed}` are the records that are looked at; where all are counted, what is in the trash.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from models.queries.columns import (
    FORMS,
    KINDS,
    STATED,
    YEARS_QUERY,
    Counted,
    read_evidence,
    read_forms,
    read_roles,
    read_status,
    read_years,
)
from models.queries.ties import INVOLVED, read_ties
from models.reference.database import ReferenceDatabase
from models.schema.base import quoted
from models.schema.creation import LIVE
from models.schema.vocabulary import ASKED_KINDS, TABLE_KINDS

__all__ = ["LOOKS", "Look", "Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """Facets that are counted together by a column, or among all along the indexes."""

    name: str
    keys: frozenset[str]
    read: Callable[[ReferenceDatabase, Callable[[], bool]], Counted] | None
    all_of: Callable[[Sequence[str]], str] | None = None
    """The query for all live records of some kinds, where there is one."""
    trash: bool = False
    """Whether it asks what is in the trash."""


@dataclass(frozen=True, slots=True)
class Look:
    """Facets that are counted together when records are looked at one by one."""

    keys: tuple[str, ...]
    direct: str
    parts: tuple[Part, ...]


_LISTED: Final = "{listed}"


def _among(kinds: Sequence[str]) -> str:
    # Without any kind at all no index could be walked along.
    return f"({', '.join(quoted(kind) for kind in kinds) or quoted('')})"


def _unasked(kinds: Sequence[str]) -> str:
    return _among([kind for kind in (*TABLE_KINDS, *ASKED_KINDS) if kind not in kinds])


def _left_out(kinds: Sequence[str]) -> str:
    """Return the query for what is in the trash, and for the live records of other kinds."""
    return (
        f"SELECT value FROM {_LISTED} UNION ALL SELECT id FROM record INDEXED BY record_by_kind "
        f"WHERE {LIVE} AND kind IN {_unasked(kinds)}"
    )


# ------------------------------------------------------------- what records say of themselves

_INFERRED: Final = """
SELECT coalesce(resting.owner_id, resting.id) FROM claim
CROSS JOIN record AS resting ON resting.id = claim.record_id
WHERE claim.directness = 'inferred' AND (resting.owner_id IS NULL OR resting.trashed IS NULL)
"""
_QUOTED: Final = """
record.quotes > 0 AND (record.id NOT IN (SELECT id FROM inferred)
OR EXISTS (SELECT 1 FROM claim WHERE claim.record_id = record.id AND directness = 'direct')
OR EXISTS (SELECT 1 FROM record AS inside JOIN claim ON claim.record_id = inside.id
           WHERE inside.owner_id = record.id AND inside.trashed IS NULL AND directness = 'direct'))
"""
"""Who has quotes is quoted, but for those who have inferred claims alone."""

_STATED: Final = "\n".join(
    f"UNION ALL SELECT '{key}', state, sum(number) FROM alike "
    f"WHERE kind = '{kind}' AND state IS NOT NULL GROUP BY state"
    for kind, key in STATED.items()
)
_RECORDS: Final = f"""
WITH inferred (id) AS MATERIALIZED ({_INFERRED}),
alike (kind, review, state, year, unsourced, disputed, inferred, quoted, number) AS MATERIALIZED (
    SELECT kind, review, state,
           CASE WHEN {LIVE} AND substr(when_min, 1, 4) = substr(when_max, 1, 4)
                THEN substr(when_min, 1, 4) END,
           unsourced > 0, disputed > 0, record.id IN (SELECT id FROM inferred), {_QUOTED}, count(*)
    FROM record NOT INDEXED WHERE id IN {_LISTED} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8)
SELECT '{KINDS}', kind, sum(number) FROM alike GROUP BY kind
UNION ALL SELECT 'review', review, sum(number) FROM alike GROUP BY review
{_STATED}
UNION ALL SELECT 'on', year, sum(number) FROM alike WHERE year IS NOT NULL GROUP BY year
UNION ALL SELECT 'is', 'unsourced', sum(number) FROM alike WHERE unsourced GROUP BY unsourced
UNION ALL SELECT 'is', 'disputed', sum(number) FROM alike WHERE disputed GROUP BY disputed
UNION ALL SELECT 'is', 'inferred', sum(number) FROM alike WHERE inferred GROUP BY inferred
UNION ALL SELECT 'is', 'quoted', sum(number) FROM alike WHERE quoted GROUP BY quoted
"""


def _all_states(kinds: Sequence[str]) -> str:
    numbers = ", ".join(f"sum(kind = '{kind}') AS {kind}" for kind in STATED)
    stated = "\n".join(
        f"UNION ALL SELECT '{key}', state, {kind} FROM alike WHERE state IS NOT NULL"
        for kind, key in STATED.items()
    )
    # Grouped as the index goes, so that nothing is sorted: not by kind, too.
    return f"""
WITH alike AS MATERIALIZED (
    SELECT review, state, count(*) AS number, {numbers} FROM record INDEXED BY record_by_status
    WHERE {LIVE} AND kind IN {_among(kinds)} GROUP BY review, state)
SELECT 'review', review, number FROM alike
{stated}
UNION ALL SELECT '{KINDS}', kind, count(*) FROM record INDEXED BY record_by_kind
WHERE {LIVE} AND kind IN {_among(kinds)} GROUP BY kind
"""


def _all_years(kinds: Sequence[str]) -> str:
    number = f"""
(SELECT count(*) FROM record INDEXED BY record_by_when WHERE {LIVE} AND when_edtf IS NOT NULL
 AND when_min BETWEEN found.year || '-01-01' AND found.year || '-12-31'
 AND when_max <= found.year || '-12-31' AND kind IN {_among(kinds)})
"""
    return f"SELECT 'on', * FROM ({YEARS_QUERY.format(more=f', {number}')})"


def _all_evidence(kinds: Sequence[str]) -> str:
    among = f"{LIVE} AND kind IN {_among(kinds)}"
    return f"""
WITH inferred (id) AS MATERIALIZED ({_INFERRED})
SELECT 'is', 'unsourced', count(*) FROM record INDEXED BY record_unsourced
WHERE {LIVE} AND unsourced > 0
UNION ALL SELECT 'is', 'unsourced', -count(*) FROM record INDEXED BY record_by_kind
WHERE {LIVE} AND kind IN {_unasked(kinds)} AND unsourced > 0
UNION ALL SELECT 'is', 'disputed', count(*) FROM record INDEXED BY record_disputed
WHERE {among} AND disputed > 0
UNION ALL SELECT 'is', 'inferred', count(*) FROM record NOT INDEXED
WHERE {among} AND id IN (SELECT id FROM inferred)
UNION ALL SELECT 'is', 'quoted', count(*) FROM record INDEXED BY record_by_quotes
WHERE {among} AND {_QUOTED}
"""


# --------------------------------------------------------------------- what other tables say

# "kind:meeting" is the kind of record: as a form it would narrow to more than is counted here.
_FORMS: Final = """
SELECT 'kind', form, count(*) FROM meeting
WHERE form IS NOT NULL AND form <> 'meeting' AND record_id IN {listed} GROUP BY form
"""


def _all_forms(kinds: Sequence[str]) -> str:
    del kinds
    # Grouping would sort all meetings, in memory.
    numbers = ", ".join(f"count(*) FILTER (WHERE form = '{form}')" for form in FORMS)
    columns = ", ".join(f"form_{place}" for place, _ in enumerate(FORMS))
    everything = " UNION ALL ".join(
        f"SELECT 'kind', '{form}', form_{place} FROM everything" for place, form in enumerate(FORMS)
    )
    left_out = _FORMS.replace("count(*)", "-count(*)")
    return (
        f"WITH everything ({columns}) AS MATERIALIZED (SELECT {numbers} FROM meeting) "
        f"{everything} UNION ALL {left_out}"
    )


_TIES: Final = """
SELECT manner, involved_id, {count} FROM involvement INDEXED BY involvement_record_id
WHERE record_id IN {among} AND manner IN ('country', 'source') GROUP BY manner, involved_id
"""


def _all_ties(kinds: Sequence[str]) -> str:
    everything = " UNION ALL ".join(
        f"SELECT '{manner}', involved_id, count(*) FROM involvement "
        f"WHERE involved_id IN ({involved}) AND manner = '{manner}' GROUP BY involved_id"
        for manner, involved in INVOLVED.items()
    )
    left_out = _TIES.format(count="-count(*)", among=f"({_left_out(kinds)})")
    return f"{everything} UNION ALL SELECT * FROM ({left_out})"


_TAGS: Final = """
SELECT 'tag', tag.text, {count} FROM tagging JOIN tag ON tag.id = tagging.tag_id
{among} GROUP BY tag.id
"""


def _all_tags(kinds: Sequence[str]) -> str:
    everything = _TAGS.format(count="count(*)", among="")
    left_out = _TAGS.format(
        count="-count(*)", among=f"WHERE +tagging.record_id IN ({_left_out(kinds)})"
    )
    return f"{everything} UNION ALL {left_out}"


_ROLES: Final = """
SELECT 'role', role, count(DISTINCT event_id) FROM participation
JOIN record AS inside ON inside.id = participation.record_id
WHERE event_id IN {listed} AND role IS NOT NULL AND inside.trashed IS NULL
GROUP BY role
"""


LOOKS: Final = (
    Look(
        ("review", "occurrence", "stage", "on", "is", KINDS),
        _RECORDS,
        (
            Part(
                "status", frozenset((KINDS, "review", *STATED.values())), read_status, _all_states
            ),
            Part("years", frozenset(("on",)), read_years, _all_years),
            Part("evidence", frozenset(("is",)), read_evidence, _all_evidence),
        ),
    ),
    Look(
        ("tag",),
        _TAGS.format(count="count(*)", among=f"WHERE +tagging.record_id IN {_LISTED}"),
        (Part("tag", frozenset(("tag",)), None, _all_tags, trash=True),),
    ),
    Look(
        ("kind",),
        _FORMS,
        (Part("form", frozenset(("kind",)), read_forms, _all_forms, trash=True),),
    ),
    Look(
        ("country", "source"),
        _TIES.format(count="count(*)", among=_LISTED),
        (Part("ties", frozenset(("country", "source")), read_ties, _all_ties, trash=True),),
    ),
    # Among all they are counted by their column, too: SQLite would sort all events, in memory.
    Look(("role",), _ROLES, (Part("role", frozenset(("role",)), read_roles),)),
)
"""Those that are counted sooner come first."""
