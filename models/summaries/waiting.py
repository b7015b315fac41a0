"""Records whose table lines and search text are not brought up to date yet, and doing so.

A name can stand in fifty thousand records; storing it in all of them takes longer than anybody
should wait for an edit. The edit then only notes, in the file itself, what made them follow, and
`catch_up` goes through them bite by bite, also after a restart.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Final, TypeAlias

from models.records.values import chunks
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference
from models.summaries.refresh import refresh

Causes: TypeAlias = dict[str, list[int]]
"""What makes other records follow, by kind of cause: the ids of those that changed."""

KEY: Final = "waiting summaries"
RECORDS: Final = "records"
"""The cause of those that were touched themselves, too many at once."""
BITE: Final = 200
"""So many records at once: some tenths of a second, after which an edit can come in between."""

_INVOLVING: Final = (
    "SELECT +record_id AS follower FROM involvement "
    "WHERE involved_id IN ({0}) AND manner IN ('party', 'country', 'place')"
)
FOLLOWERS: Final[dict[str, tuple[str, ...]]] = {
    "named": (
        _INVOLVING,
        "SELECT +official_id AS follower FROM tenure WHERE organization_id IN ({0})",
        "SELECT +event_id AS follower FROM participation WHERE side_id IN ({0})",
    ),
    "placed": (_INVOLVING,),
    "posts": (
        "SELECT +event_id AS follower FROM participation WHERE capacity_id IN ({0})",
        "SELECT +record_id AS follower FROM statement WHERE capacity_id IN ({0})",
    ),
    "derived": (
        "SELECT +record_id AS follower FROM involvement WHERE manner = 'source' AND involved_id IN "
        "(WITH RECURSIVE below (id) AS (SELECT value FROM json_each('[{0}]') UNION "
        "SELECT record_id FROM source JOIN below ON source.derived_from_id = below.id "
        "OR source.part_of_id = below.id) SELECT id FROM below)",
    ),
}
"""Who shows or is found by what changed: by their names, their ground, their posts, their origin.

The plus keeps SQLite from walking all records in the order that is asked for.
"""


def following_records(
    database: ReferenceDatabase, causes: Causes, *, after: int = 0, most: int | None = None
) -> list[int]:
    """Return the first `most` records (or all) behind the id `after` that follow from `causes`."""
    found: set[int] = {one for one in causes.get(RECORDS, ()) if one > after}
    for cause, ids in causes.items():
        if cause == RECORDS:
            continue
        for chunk in chunks(ids):
            listed = ", ".join(str(int(one)) for one in chunk)
            for query in FOLLOWERS[cause]:
                rows = database.rows(
                    f"SELECT DISTINCT follower FROM ({query.format(listed)}) "
                    "WHERE follower > ? ORDER BY follower LIMIT ?",
                    (after, -1 if most is None else most),
                )
                found.update(row[0] for row in rows)
    return sorted(found)[:most]


def wait(database: ReferenceDatabase, causes: Causes) -> None:
    """Note that what follows from `causes` is still to be done, from the first record on."""
    known, _ = _noted(database)
    merged = {
        cause: sorted({*known.get(cause, ()), *causes.get(cause, ())})
        for cause in (RECORDS, *FOLLOWERS)
    }
    _note(database, merged, 0)


def waiting(database: ReferenceDatabase, ids: Collection[int]) -> frozenset[int]:
    """Return which of `ids` are still to be brought up to date."""
    causes, after = _noted(database)
    if not causes:
        return frozenset()
    all_of_them = following_records(database, causes, after=after)
    return frozenset(all_of_them) & frozenset(ids)


def anything_waits(database: ReferenceDatabase) -> bool:
    """Whether `catch_up` was broken off, by a crash or by closing."""
    return bool(_noted(database)[0])


def catch_up(reference: Reference, *, most: int = BITE) -> int:
    """Bring up to `most` waiting records up to date and return how many; 0 when none wait.

    It is no step: what follows is no history. Call it again until it returns 0, between edits.

    Raises:
        ProblemError: the file cannot be written.
    """
    with reference.connected() as database:
        if not _noted(database)[0]:
            return 0
    with reference.transaction("Bring up to date") as database:
        causes, after = _noted(database)
        ids = following_records(database, causes, after=after, most=most)
        if ids:
            refresh(database, ids)
            _note(database, causes, ids[-1])
        else:
            database.run("DELETE FROM meta WHERE key = ?", (KEY,))
    return len(ids)


def _noted(database: ReferenceDatabase) -> tuple[Causes, int]:
    rows = database.rows("SELECT value FROM meta WHERE key = ?", (KEY,))
    if not rows:
        return {}, 0
    noted = json.loads(rows[0][0])
    causes = {cause: noted["causes"].get(cause, []) for cause in (RECORDS, *FOLLOWERS)}
    return causes, int(noted["after"])


def _note(database: ReferenceDatabase, causes: Causes, after: int) -> None:
    database.run("DELETE FROM meta WHERE key = ?", (KEY,))
    database.run(
        "INSERT INTO meta (key, value) VALUES (?, ?)",
        (KEY, json.dumps({"causes": causes, "after": after})),
    )
