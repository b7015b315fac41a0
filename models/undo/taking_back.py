"""Taking one old step back although others came after it, where nothing stands on it."""

from __future__ import annotations

import json
from typing import Any, Final

from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.rows import any_row
from models.editing.settling import settle
from models.evidence.claims import load_claims
from models.fields.registry import FIELD_BY_NAME
from models.reference.database import BrokenRuleError, ReferenceDatabase
from models.seeds.problems import shown
from models.summaries.following import following
from models.undo.replaying import backwards
from models.undo.undoing import is_import

MOMENTS: Final = frozenset({"modified"})
"""Columns that every edit touches: nobody stands on them."""


LATEST: Final = 1 << 62


@service
def take_back(edit: Edit, *, step: int) -> Told:
    """Take back what one old step did, as a step of its own.

    Raises:
        RefusedError: a later step changed the same, or something rests on it; names that step.
    """
    database = edit.database
    why = _why_not(database, step, edit.step)
    if why is not None:
        raise RefusedError(None, why)
    label = database.rows("SELECT label FROM step WHERE id = ?", (step,))[0][0]
    try:
        backwards(database, step, without=MOMENTS)
        _settle(edit, step)
    except BrokenRuleError as error:
        raise RefusedError(None, f"Something made later rests on {shown(label)}.") from error
    return Told(f"Take back: {label}", None)


def why_not(database: ReferenceDatabase, step: int) -> str | None:
    """Return why `take_back` would refuse, in a sentence; None where it probably would not.

    Whether something rests on a row that would go is known only when it is tried.
    """
    return _why_not(database, step, LATEST)


def _why_not(database: ReferenceDatabase, step: int, until: int) -> str | None:
    rows = database.rows("SELECT label, undone FROM step WHERE id = ?", (step,))
    if not rows or step == until:
        return "This step is not in the history."
    label, undone = rows[0]
    if undone is not None:
        return f"{shown(label)} is undone already."
    if not database.rows("SELECT 1 FROM change WHERE step_id = ? LIMIT 1", (step,)):
        return f"Nothing was kept by which {shown(label)} could be taken back."
    if is_import(database, step):
        return f"{shown(label)} is an import; only undo takes it back whole."
    later = _standing_on(database, step, until)
    if later is not None:
        return f"{shown(later)} was made after it and changed the same."
    return None


def _standing_on(database: ReferenceDatabase, step: int, until: int) -> str | None:
    """Return the label of the first later step that changed the same cells."""
    done: dict[tuple[str, str], frozenset[str] | None] = {}
    for table, key, operation, before, after in database.rows(
        "SELECT table_name, row_key, operation, before, after FROM change WHERE step_id = ?",
        (step,),
    ):
        cells = _cells(operation, before, after)
        known = done.get((table, key), frozenset())
        done[table, key] = None if cells is None or known is None else known | cells
    for table, key, operation, before, after, label in database.rows(
        "SELECT table_name, row_key, operation, before, after, step.label FROM change "
        "JOIN step ON step.id = change.step_id AND step.undone IS NULL "
        "WHERE step_id > ? AND step_id < ? ORDER BY change.id",
        (step, until),
    ):
        if (table, key) not in done:
            continue
        ours, theirs = done[table, key], _cells(operation, before, after)
        if theirs is None or (ours is None and theirs) or (ours is not None and ours & theirs):
            return str(label)
    return None


def _cells(operation: str, before: str | None, after: str | None) -> frozenset[str] | None:
    """Return the columns that changed; None for the whole row."""
    if operation != "update" or before is None or after is None:
        return None
    old: dict[str, Any] = json.loads(before)
    new: dict[str, Any] = json.loads(after)
    return frozenset(column for column in new if new[column] != old.get(column)) - MOMENTS


def _settle(edit: Edit, step: int) -> None:
    """Let fields follow the claims that are left."""
    for record in following(edit.database, step).touched:
        if not edit.database.rows("SELECT 1 FROM record WHERE id = ?", (record,)):
            continue
        row = any_row(edit.database, record)
        names = dict.fromkeys(claim.field for claim in load_claims(edit.database, [record]))
        for name in names:
            if name is not None:
                settle(edit, row, FIELD_BY_NAME[row.kind, name])
