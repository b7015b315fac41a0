"""One numbered change of a file's tables, and what it may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.reference.database import ReferenceDatabase


@dataclass(frozen=True, slots=True)
class Migration:
    """How files of version `before` become files of the next one.

    `shape` is `models.reference.shape.shape_of` a file of version `before`: whatever else such a
    file holds is no work of ours (law 12). `change` is run inside a transaction, without triggers
    and with foreign keys checked at the end.

    With `keeps_steps`, every change recorded so far can still be undone, redone and told: nothing
    is renamed or taken away, or `change` rewrites the recorded rows along with the real ones.
    Without, what recorded steps were before goes; it is in the backup.
    """

    before: int
    shape: str
    change: Callable[[ReferenceDatabase], object]
    keeps_steps: bool


def rebuild(
    database: ReferenceDatabase, table: str, statement: str, filled: Mapping[str, str]
) -> None:
    """Make `table` anew by its new CREATE TABLE `statement`, with all its rows.

    `filled` says for each column of the new table the expression over the old row it gets. The
    order of steps is that of section 7 of SQLite's "ALTER TABLE".
    """
    name = f"new_{table}"
    opening = f'CREATE TABLE "{table}"'
    if not statement.startswith(opening):
        message = f"The statement makes no table {table!r}."
        raise ValueError(message)
    database.run(f'CREATE TABLE "{name}"{statement.removeprefix(opening)}')
    columns = ", ".join(f'"{column}"' for column in filled)
    values = ", ".join(filled.values())
    database.run(f'INSERT INTO "{name}" ({columns}) SELECT {values} FROM "{table}"')
    database.run(f'DROP TABLE "{table}"')
    database.run(f'ALTER TABLE "{name}" RENAME TO "{table}"')
