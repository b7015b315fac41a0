"""Taking an import back: its rows carry its number, and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from models.fields.registry import FIELDS, FieldType
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase
from models.reference.problems import ProblemError
from models.undo.replaying import backwards

OF_BATCH = "(SELECT id FROM record WHERE batch_id = ?)"
NEEDED = {("participation", "participant"), ("tenure", "official")}
BITE: Final = 500
"""Rows deleted between two looks at whether somebody cancelled: some tenths of a second."""


class UndoCancelledError(ProblemError):
    """Somebody broke the taking back off; the reference is as it was."""


def delete_import(
    database: ReferenceDatabase,
    step: int,
    *,
    progress: Callable[[int, int, str], None],
    cancelled: Callable[[], bool],
) -> None:
    """Delete everything that carries the number of `step`, and take back what it recorded.

    The caller holds the transaction, and has made sure that it is the last step.

    Raises:
        BrokenRuleError: something else rests on it.
        UndoCancelledError: `cancelled` said so; the caller takes everything back.
    """
    ids = {
        table: database.column(f"SELECT id FROM {table} WHERE batch_id = ?", (step,))
        for table in ("claim", "quote", "snapshot")
    }
    records = database.rows("SELECT count(*) FROM record WHERE batch_id = ?", (step,))[0][0]
    total = records + sum(map(len, ids.values()))
    done = 0

    def delete(table: str, numbers: Iterable[int]) -> None:
        nonlocal done
        for part in chunks(numbers, BITE):
            if cancelled():
                raise UndoCancelledError("Nothing was taken back: cancelled.", "Nothing changed.")
            progress(done, total, "taking back")
            database.run(f"DELETE FROM {table} WHERE id IN ({marks(len(part))})", part)
            done += len(part)

    # An import writes rows that point to one another in every direction.
    database.run("PRAGMA defer_foreign_keys = ON")
    backwards(database, step)
    delete("claim", ids["claim"])
    delete("quote", ids["quote"])
    for table in ("original", "inserted_label"):
        database.run(
            f"DELETE FROM {table} WHERE snapshot_id IN "
            "(SELECT id FROM snapshot WHERE batch_id = ?)",
            (step,),
        )
    delete("snapshot", ids["snapshot"])
    # Its records point to one another in every direction: they let go of each other first.
    for field in FIELDS:
        if field.table is not None:
            database.run(
                f'DELETE FROM "{field.table}" WHERE "{field.owner_column}" IN {OF_BATCH}', (step,)
            )
        elif field.type is FieldType.RECORD and (field.kind, field.name) not in NEEDED:
            columns = [field.column, *([field.kind_column] if field.kind_column else [])]
            cleared = ", ".join(f'"{column}" = NULL' for column in columns)
            database.run(
                f'UPDATE "{field.kind}" SET {cleared} WHERE "{field.column}" IS NOT NULL '
                f"AND record_id IN {OF_BATCH}",
                (step,),
            )
    for kind in ("participation", "name", "tenure"):
        delete(
            "record",
            database.column("SELECT id FROM record WHERE batch_id = ? AND kind = ?", (step, kind)),
        )
    delete("record", database.column("SELECT id FROM record WHERE batch_id = ?", (step,)))
    progress(total, total, "taking back")
