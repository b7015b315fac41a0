"""Taking an import back: its rows carry its number, and go."""

from __future__ import annotations

from models.fields.registry import FIELDS, FieldType
from models.reference.database import ReferenceDatabase
from models.undo.replaying import backwards

OF_BATCH = "(SELECT id FROM record WHERE batch_id = ?)"
NEEDED = {("participation", "participant"), ("tenure", "official")}


def delete_import(database: ReferenceDatabase, step: int) -> None:
    """Delete everything that carries the number of `step`, and take back what it recorded.

    The caller holds the transaction, and has made sure that it is the last step.

    Raises:
        BrokenRuleError: something else rests on it.
    """
    # An import writes rows that point to one another in every direction.
    database.run("PRAGMA defer_foreign_keys = ON")
    backwards(database, step)
    database.run("DELETE FROM claim WHERE batch_id = ?", (step,))
    database.run("DELETE FROM quote WHERE batch_id = ?", (step,))
    for table in ("original", "inserted_label"):
        database.run(
            f"DELETE FROM {table} WHERE snapshot_id IN "
            "(SELECT id FROM snapshot WHERE batch_id = ?)",
            (step,),
        )
    database.run("DELETE FROM snapshot WHERE batch_id = ?", (step,))
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
        database.run("DELETE FROM record WHERE batch_id = ? AND kind = ?", (step, kind))
    database.run("DELETE FROM record WHERE batch_id = ?", (step,))
