"""Which records, copies and quotes of another reference are those of this one."""

from __future__ import annotations

from models.reference.database import ReferenceDatabase

SURVIVOR = (
    "WITH RECURSIVE kept (id, into_id) AS (SELECT id, merged_into_id FROM record WHERE uid = ? "
    "UNION SELECT record.id, record.merged_into_id FROM record JOIN kept ON record.id = into_id) "
    "SELECT id FROM kept WHERE into_id IS NULL"
)


def same_records(theirs: ReferenceDatabase, ours: ReferenceDatabase) -> dict[int, int]:
    """Return the records that both hold, theirs to ours.

    The same uid is the same record (of one that was merged here, what it became); so is the same
    identifier in the same register; so is a source with the same bytes and text.
    """
    kinds = dict(theirs.rows("SELECT id, kind FROM record"))
    here = dict(ours.rows("SELECT id, kind FROM record"))
    found: dict[int, int] = {}
    for record, uid in theirs.rows("SELECT id, uid FROM record"):
        rows = ours.rows(SURVIVOR, (uid,))
        if rows and here[rows[0][0]] == kinds[record]:
            found[record] = rows[0][0]
    known = {
        (scheme, value): record
        for scheme, value, record in ours.rows(
            "SELECT scheme, value, coalesce(merged_into_id, id) FROM identifier "
            "JOIN record ON record.id = record_id"
        )
    }
    for scheme, value, record in theirs.rows("SELECT scheme, value, record_id FROM identifier"):
        there = known.get((scheme, value))
        if record not in found and there is not None and here[there] == kinds[record]:
            found[record] = there
    copies = {
        (original, text): source
        for original, text, source in ours.rows(
            "SELECT original_sha256, text_sha256, coalesce(merged_into_id, record.id) "
            "FROM snapshot JOIN record ON record.id = source_id ORDER BY snapshot.id DESC"
        )
    }
    for original, text, source in theirs.rows(
        "SELECT original_sha256, text_sha256, source_id FROM snapshot"
    ):
        if source not in found and (original, text) in copies:
            found[source] = copies[original, text]
    return found


def same_inside(
    theirs: ReferenceDatabase, ours: ReferenceDatabase, records: dict[int, int]
) -> dict[int, int]:
    """Return names and participations that say what one here says already, theirs to ours."""
    found: dict[int, int] = {}
    names = {
        (bearer, text): record
        for record, bearer, text in ours.rows(
            "SELECT record_id, bearer_id, text FROM name JOIN record ON id = record_id "
            "WHERE trashed IS NULL ORDER BY id DESC"
        )
    }
    for record, bearer, text in theirs.rows("SELECT record_id, bearer_id, text FROM name"):
        there = names.get((records.get(bearer, 0), text))
        if record not in records and there is not None:
            found[record] = there
    present = {
        (event, who): record
        for record, event, who in ours.rows(
            "SELECT record_id, event_id, participant_id FROM participation JOIN record "
            "ON id = record_id WHERE trashed IS NULL ORDER BY id DESC"
        )
    }
    for record, event, who in theirs.rows(
        "SELECT record_id, event_id, participant_id FROM participation"
    ):
        there = present.get((records.get(event, 0), records.get(who, 0)))
        if record not in records and there is not None:
            found[record] = there
    return found
