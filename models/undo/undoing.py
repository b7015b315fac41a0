"""Going back and forth through the steps of a reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from models.editing.done import Done, RefusedError
from models.reference.database import BrokenRuleError, ReferenceDatabase
from models.reference.reference import CLOSED, Reference, close_way_forward, now
from models.schema.vocabulary import TABLE_KINDS
from models.seeds.problems import shown as quoted
from models.summaries.following import Following, follow, following, shown
from models.undo.imports import delete_import
from models.undo.meant import meant_first
from models.undo.replaying import backwards, forwards

FINAL: Final = "Removed for good"
"""How the label of a step begins that nothing takes back: before it there is no history."""

FEW_QUOTES: Final = 20
"""So many are looked at one by one: a person does not quote more in one step."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step that would be taken back or made again; `made` is a moment in UTC (ISO 8601).

    Before one that `is_final` (a removal for good) there is no history, and nothing takes it back.
    """

    step: int
    label: str
    made: str
    is_import: bool
    is_final: bool = False


def next_undo(reference: Reference) -> NextStep | None:
    """Return the step `undo_last` would take back; None at the beginning of the file."""
    with reference.connected() as database:
        return _next(
            database,
            "SELECT id, label, made FROM step WHERE undone IS NULL ORDER BY id DESC LIMIT 1",
        )


def next_redo(reference: Reference) -> NextStep | None:
    """Return the step `redo` would make again; None when there is none."""
    with reference.connected() as database:
        return _next(
            database,
            "SELECT id, label, made FROM step WHERE undone IS NOT NULL "
            f"AND undone NOT LIKE '%{CLOSED}' ORDER BY id LIMIT 1",
        )


def _ignore(done: int, total: int, what: str) -> None:
    """Tell nobody."""


def undo_last(
    reference: Reference,
    *,
    imports: bool = False,
    progress: Callable[[int, int, str], None] = _ignore,
    cancelled: Callable[[], bool] = lambda: False,
) -> Done:
    """Take the last step back, also one made before the file was last closed.

    The step keeps its history and is marked as undone. An import is taken back only with
    `imports`, for it cannot be made again from the history: import it again.
    That takes its time: `progress` is told of it, and `cancelled` asked.

    Raises:
        RefusedError: there is nothing to undo, the last step is an import, or something rests on
            what it brought.
        UndoCancelledError: `cancelled` said so; nothing was changed.
        NotWritableError: the reference is open read-only.
    """
    with reference.transaction("Undo") as database:
        step = next_undo(reference)
        if step is None:
            raise RefusedError(None, "There is nothing to undo.")
        if is_final(database, step.step):
            raise RefusedError(None, "Something was removed for good; what was before has no undo.")
        if step.is_import:
            if not imports:
                raise RefusedError(None, f"{quoted(step.label)} is an import; undo leaves it.")
            return _without_import(database, step, progress, cancelled)
        found = following(database, step.step)
        backwards(database, step.step)
        database.run("UPDATE step SET undone = ? WHERE id = ?", (now(), step.step))
        return _told(database, step, found, f"Undo: {step.label}")


def _without_import(
    database: ReferenceDatabase,
    step: NextStep,
    progress: Callable[[int, int, str], None],
    cancelled: Callable[[], bool],
) -> Done:
    found = following(database, step.step)
    # Records that were there before lose what the import put inside them: names, posts, presences.
    owners = [
        row[0]
        for row in database.rows(
            "SELECT DISTINCT inside.owner_id FROM record AS inside JOIN record AS owner "
            "ON owner.id = inside.owner_id WHERE inside.batch_id = ?1 "
            "AND owner.batch_id IS NOT ?1",
            (step.step,),
        )
    ]
    found.touched |= dict.fromkeys(owners)
    found.named.update(owners)
    close_way_forward(database)
    try:
        delete_import(database, step.step, progress=progress, cancelled=cancelled)
    except BrokenRuleError as error:
        raise RefusedError(None, f"Something rests on {quoted(step.label)}.") from error
    database.run("UPDATE step SET undone = ? WHERE id = ?", (f"{now()}{CLOSED}", step.step))
    done = _told(database, step, found, f"Undo: {step.label}")
    return replace(done, notices=("To have it again, import it again.",))


def redo(reference: Reference) -> Done:
    """Make the step again that was undone last, with the same ids and uids.

    Raises:
        RefusedError: there is nothing to redo.
        NotWritableError: the reference is open read-only.
    """
    with reference.transaction("Redo", many_quotes=_has_many_quotes(reference)) as database:
        step = next_redo(reference)
        if step is None:
            raise RefusedError(None, "There is nothing to redo.")
        found = following(database, step.step)
        forwards(database, step.step)
        database.run("UPDATE step SET undone = NULL WHERE id = ?", (step.step,))
        return _told(database, step, found, f"Redo: {step.label}")


def _has_many_quotes(reference: Reference) -> bool:
    """Whether what would be made again is an import: its quotes are looked at together."""
    with reference.connected() as database:
        step = next_redo(reference)
        return step is not None and bool(
            database.rows(
                "SELECT 1 FROM change WHERE step_id = ? AND table_name = 'quote' "
                "AND operation = 'insert' LIMIT 1 OFFSET ?",
                (step.step, FEW_QUOTES),
            )
        )


def _next(database: ReferenceDatabase, query: str) -> NextStep | None:
    rows = database.rows(query)
    if not rows:
        return None
    step, label, made = rows[0]
    if is_final(database, step):
        return NextStep(step, label, made, is_import=False, is_final=True)
    return NextStep(step, label, made, is_import=is_import(database, step))


def imported_records(reference: Reference, step: int) -> int:
    """Return how many records an import brought, as the table shows them without being asked.

    Where it brought sources and places alone, those are counted.
    """
    with reference.connected() as database:
        counts = dict(
            database.rows(
                "SELECT kind, count(*) FROM record WHERE batch_id = ? AND owner_id IS NULL "
                "GROUP BY kind",
                (step,),
            )
        )
    return sum(counts.get(kind, 0) for kind in TABLE_KINDS) or sum(counts.values())


def is_final(database: ReferenceDatabase, step: int) -> bool:
    """Whether nothing of `step` was kept by which it could be taken back: a removal for good."""
    label = database.rows("SELECT label FROM step WHERE id = ?", (step,))[0][0]
    return str(label).startswith(FINAL) and not database.rows(
        "SELECT 1 FROM change WHERE step_id = ? LIMIT 1", (step,)
    )


def is_import(database: ReferenceDatabase, step: int) -> bool:
    """Whether rows of `step` carry its number instead of being recorded.

    Asked of the last step that stands: its rows are the last of their tables.
    """
    if database.rows("SELECT 1 FROM record WHERE batch_id = ? LIMIT 1", (step,)):
        return True
    return any(
        database.rows(f"SELECT batch_id FROM {table} ORDER BY id DESC LIMIT 1") == [(step,)]
        for table in ("claim", "quote", "snapshot")
    ) or not database.rows("SELECT 1 FROM change WHERE step_id = ? LIMIT 1", (step,))


def _told(database: ReferenceDatabase, step: NextStep, found: Following, label: str) -> Done:
    records = meant_first(database, step.step, shown(database, found))
    follow(database, found)
    there = [
        record
        for record in records
        if database.rows("SELECT 1 FROM record WHERE id = ? AND trashed IS NULL", (record,))
    ]
    return Done(step.step, label, there[0] if there else None, tuple(there))
