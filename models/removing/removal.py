"""Removing a record for good: nothing in the file says any more that it was there.

Unlike every other edit this one cannot be undone, and nothing before it can: the history before it
would tell. What other records say in words (a note, a summary, a meeting's label, the text of a
source) is theirs and stays; `remove_for_good` says how many still name it, so that a person can
look. Backups are files of their own: see `models.backups`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from models.editing.done import Done, RefusedError
from models.editing.edit import Edit
from models.editing.merging import settle_all
from models.editing.moving import CELLS, KEYED, NUMBERED
from models.editing.rows import any_row, insert
from models.editing.trash import in_trash
from models.fields.nouns import kind_noun
from models.names.folding import search_text
from models.records.values import chunks
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference
from models.removing.traces import compact_search, forget
from models.summaries.following import Following, relabel
from models.summaries.refresh import refresh
from models.summaries.waiting import following_records
from models.undo.undoing import FINAL

KINDED: Final = {(table, column): kind for table, column, kind in CELLS if kind is not None} | {
    ("attribution", "party_id"): "party_kind"
}
MOST_AT_ONCE: Final = 2_000
"""So many go at once: everything that rests on them is looked at together."""
LEANED_ON: Final = "What this leaned on was removed for good."


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes with a record: itself and what is inside it, participations, claims and quotes.

    `named` are other records that lose a value because it named the record.
    """

    records: int
    claims: int
    quotes: int
    snapshots: int
    named: int


@dataclass(slots=True)
class _Doomed:
    records: list[int]
    claims: list[int]
    quotes: list[int]
    snapshots: list[int]


def removal_of(reference: Reference, *records: int) -> Removal:
    """Return what `remove_for_good` would take out, for the question before it."""
    with reference.connected() as database:
        doomed = _doomed(database, list(records))
        return Removal(
            len(doomed.records),
            len(doomed.claims),
            len(doomed.quotes),
            len(doomed.snapshots),
            len(_affected(database, doomed) - set(doomed.records)),
        )


def remove_for_good(reference: Reference, *, record: int) -> Done:
    """Take `record` out of the file with everything that is about it alone, and every trace of it.

    Other records lose the values that named it; claims by the quotes of a removed source go, and
    what they stood for is unsourced. The file is then written anew, so that nothing is left in its
    free pages; that takes as long as copying it.

    Raises:
        RefusedError: there is no such record.
        ProblemError: the file cannot be written, or is being read by another program.
    """
    with reference.connected() as database:
        rows = database.rows("SELECT kind FROM record WHERE id = ?", (record,))
        if not rows:
            raise RefusedError(None, "This record is no longer there.")
        kind = kind_noun(rows[0][0])
        return _remove_all(reference, [record], f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}")


def empty_trash(reference: Reference, *, records: Sequence[int]) -> Done:
    """Remove for good what of `records` is in the trash, as `remove_for_good` does, in one go.

    Raises:
        RefusedError: none of them is in the trash any more, or they are too many for one go.
        ProblemError: the file cannot be written, or is being read by another program.
    """
    if len(records) > MOST_AT_ONCE:
        raise RefusedError(None, f"Up to {MOST_AT_ONCE:,} records are removed for good at once.")
    with reference.connected() as database:
        trashed = set(in_trash(database))
        found = [record for record in records if record in trashed]
        if not found:
            raise RefusedError(None, "The trash is empty.")
        what = f"{len(found):,} records" if len(found) > 1 else "1 record"
        return _remove_all(reference, found, f"{what} in the trash")


def _remove_all(reference: Reference, records: list[int], what: str) -> Done:
    with reference.connected() as database:
        database.run("PRAGMA secure_delete = ON")
        label = f"{FINAL}: {what}"
        with reference.step(label=label, bulk=True) as step:
            doomed = _doomed(database, records)
            spellings = _spellings(database, records)
            forget(database, step, doomed.records, spellings)
            touched = _remove(database, step, doomed)
            compact_search(database)
        remaining = _still_named(database, spellings)
        database.write_anew()
        reference.fold_back()
    notices = []
    if remaining:
        named = "it" if len(records) == 1 else "one of them"
        notices.append(
            f"{len(remaining)} records still name {named} in their own words or quotes; "
            "look at them."
        )
    shown = tuple(dict.fromkeys((*remaining, *sorted(touched))))
    return Done(step, label, None, shown, tuple(notices))


def _remove(database: ReferenceDatabase, step: int, doomed: _Doomed) -> set[int]:
    """Delete the rows and bring the rest up to date; return the records that were touched."""
    affected = _affected(database, doomed)
    # Who owned what goes is named otherwise, where it was a name.
    owners = _ids(
        database,
        f"SELECT owner_id FROM record WHERE owner_id > 0 AND id IN ({_listed(doomed.records)})",
    )
    causes = dict.fromkeys(("placed", "posts", "derived"), doomed.records)
    causes["named"] = [*doomed.records, *owners]
    affected.update(following_records(database, causes))
    leaning = _leaning(database, doomed)
    _let_go(database, doomed)
    _delete(database, "claim", "id", doomed.claims)
    for claim in leaning:
        if database.rows("SELECT 1 FROM claim WHERE id = ?", (claim,)):
            insert(
                database,
                "premise",
                {"claim_id": claim, "position": 0, "type": "editor", "note": LEANED_ON},
            )
    _delete(database, "translation", "quote_id", doomed.quotes)
    _delete(database, "quote", "id", doomed.quotes)
    for table, column in (
        ("original", "snapshot_id"),
        ("inserted_label", "snapshot_id"),
        ("snapshot", "id"),
    ):
        _delete(database, table, column, doomed.snapshots)
    inside = [
        one
        for one in doomed.records
        if database.rows("SELECT 1 FROM record WHERE id = ? AND owner_id IS NOT NULL", (one,))
    ]
    _delete(database, "record", "id", inside)
    _delete(database, "record", "id", doomed.records)
    left = {one for one in affected if database.rows("SELECT 1 FROM record WHERE id = ?", (one,))}
    edit = Edit(database, step, FINAL)
    tables = set()
    for one in left:
        settle_all(edit, one)
        tables.add(any_row(database, one).owner or one)
    renamed = relabel(database, Following(touched=dict.fromkeys(left)), tables)
    tables.update(following_records(database, {"posts": sorted(renamed)}))
    refresh(database, sorted(tables))
    return tables


def _doomed(database: ReferenceDatabase, records: list[int]) -> _Doomed:
    """Return what is about the records alone."""
    listed = _listed(records)
    more = [
        row[0]
        for row in database.rows(
            f"SELECT id FROM record WHERE id NOT IN ({listed}) AND (owner_id IN ({listed}) "
            f"OR merged_into_id IN ({listed}) OR id IN (SELECT record_id FROM participation "
            f"WHERE participant_id IN ({listed})))"
        )
    ]
    if more:
        return _doomed(database, [*records, *more])
    snapshots = _ids(database, f"SELECT id FROM snapshot WHERE source_id IN ({listed})")
    captured = _ids(database, f"SELECT id FROM quote WHERE snapshot_id IN ({_listed(snapshots)})")
    claims = _ids(
        database,
        f"SELECT id FROM claim WHERE record_id IN ({listed}) OR value_record_id IN ({listed}) "
        f"OR quote_id IN ({_listed(captured)})",
    )
    # A quote that only stood for what goes is kept by nobody.
    alone = _ids(
        database,
        f"SELECT DISTINCT quote_id FROM claim WHERE id IN ({_listed(claims)}) "
        "AND NOT EXISTS (SELECT 1 FROM claim AS other WHERE other.quote_id = claim.quote_id "
        f"AND other.id NOT IN ({_listed(claims)})) AND NOT EXISTS (SELECT 1 FROM premise "
        f"WHERE premise.quote_id = claim.quote_id AND claim_id NOT IN ({_listed(claims)}))",
    )
    quotes = list(dict.fromkeys((*captured, *alone)))
    return _Doomed(records, claims, quotes, snapshots)


def _affected(database: ReferenceDatabase, doomed: _Doomed) -> set[int]:
    """Return the records whose values or claims change, those that go among them."""
    listed = _listed(doomed.records)
    found = set(
        _ids(
            database,
            f"SELECT record_id FROM claim WHERE id IN ({_listed(doomed.claims)}) UNION "
            "SELECT record_id FROM claim JOIN premise ON claim_id = claim.id WHERE "
            f"premise.quote_id IN ({_listed(doomed.quotes)}) OR source_id IN ({listed}) UNION "
            f"SELECT record_id FROM claim JOIN attribution ON claim_id = claim.id "
            f"WHERE party_id IN ({listed}) UNION SELECT owner_id FROM record "
            f"WHERE id IN ({listed}) AND owner_id IS NOT NULL",
        )
    )
    for table, column, _ in CELLS:
        if table not in ("claim", "attribution", "premise", "identifier", "record"):
            found.update(
                _ids(database, f'SELECT record_id FROM "{table}" WHERE "{column}" IN ({listed})')
            )
    for table, column in KEYED:
        owner = {"addressee": "statement_id", "accuser": "relation_id"}.get(table)
        if table == "meeting_agreement":
            owner = "meeting_id"
        if owner is not None:
            found.update(
                _ids(database, f'SELECT "{owner}" FROM "{table}" WHERE "{column}" IN ({listed})')
            )
    return found


def _leaning(database: ReferenceDatabase, doomed: _Doomed) -> list[int]:
    """Return the claims that stay and lean on nothing but what goes."""
    gone = (
        f"(coalesce(quote_id, 0) IN ({_listed(doomed.quotes)}) "
        f"OR coalesce(source_id, 0) IN ({_listed(doomed.records)}))"
    )
    claims = _ids(database, f"SELECT DISTINCT claim_id FROM premise WHERE {gone}")
    _ids(database, f"DELETE FROM premise WHERE {gone} RETURNING claim_id")
    return [
        claim
        for claim in claims
        if not database.rows("SELECT 1 FROM premise WHERE claim_id = ?", (claim,))
    ]


def _let_go(database: ReferenceDatabase, doomed: _Doomed) -> None:
    """Empty every cell, and take out every listed row, that names what goes."""
    listed = _listed(doomed.records)
    for table, column, _ in CELLS:
        if (table, column) in (
            ("participation", "participant_id"),
            ("claim", "record_id"),
            ("claim", "value_record_id"),
            ("premise", "source_id"),
            ("record", "owner_id"),
            ("identifier", "record_id"),
        ):
            continue
        kind = KINDED.get((table, column))
        cleared = f'"{column}" = NULL' + (f', "{kind}" = NULL' if kind else "")
        database.run(f'UPDATE "{table}" SET {cleared} WHERE "{column}" IN ({listed})')
    for table, column in (*KEYED, *NUMBERED, ("identifier", "record_id"), ("author", "source_id")):
        _delete(database, table, column, doomed.records)
    for column in ("from_record_id", "to_record_id"):
        _delete(database, "merge_move", column, doomed.records)
    database.run(f"UPDATE record SET merged_into_id = NULL WHERE merged_into_id IN ({listed})")


def _spellings(database: ReferenceDatabase, records: list[int]) -> list[str]:
    found: dict[str, None] = {}
    for record in records:
        rows = database.rows(
            "SELECT label FROM record WHERE id = ?1 OR merged_into_id = ?1 UNION SELECT text "
            "FROM name WHERE bearer_id = ?1 OR bearer_id IN "
            "(SELECT id FROM record WHERE merged_into_id = ?1)",
            (record,),
        )
        found |= dict.fromkeys(row[0] for row in rows)
    return list(found)


def _still_named(database: ReferenceDatabase, spellings: Iterable[str]) -> list[int]:
    """Return the records in whose words or quotes one of the spellings stands."""
    found: dict[int, None] = {}
    for spelling in spellings:
        words = search_text(spelling)
        if words:
            rows = database.rows(
                "SELECT rowid FROM record_search WHERE record_search MATCH ? ORDER BY rowid",
                (f'"{words}"',),
            )
            found |= dict.fromkeys(row[0] for row in rows)
    return list(found)


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(str(int(one)) for one in ids)


def _ids(database: ReferenceDatabase, query: str) -> list[int]:
    return [row[0] for row in database.rows(query)]


def _delete(database: ReferenceDatabase, table: str, column: str, ids: Iterable[int]) -> None:
    for chunk in chunks(ids):
        database.run(f'DELETE FROM "{table}" WHERE "{column}" IN ({_listed(chunk)})')
