"""Filling a new reference quickly: rows in bulk, indexes and triggers taken off and put back.

What stands in the file afterwards is, object for object, what `create_schema` makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from models.reference.database import ReferenceDatabase
from models.schema.base import ReferenceTable
from models.schema.evidence import Claim, Original, Quote, Snapshot
from models.schema.plumbing import Involvement, SearchDocument
from models.schema.records import TYPED_TABLES, Record
from models.schema.triggers import column_names, table_name

ROWS = 20_000
FILLED: tuple[type[ReferenceTable], ...] = (
    Record,
    *TYPED_TABLES.values(),
    Snapshot,
    Original,
    Quote,
    Claim,
    Involvement,
    SearchDocument,
)
COLUMNS = {table_name(table): column_names(table) for table in FILLED}


class BulkRows:
    """Collects rows by table and writes them some thousands at a time."""

    def __init__(self, database: ReferenceDatabase) -> None:
        self._connection = database.connection()
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
        self._statements = {
            table: f"INSERT INTO {table} ({', '.join(map(_quoted, columns))}) "
            f"VALUES ({', '.join('?' * len(columns))})"
            for table, columns in COLUMNS.items()
        }

    def add(self, table: str, *row: Any) -> None:
        """Keep a row, given in the order of the table's columns."""
        rows = self._rows[table]
        rows.append(row)
        if len(rows) >= ROWS:
            self._write(table)

    def named(self, table: str, **cells: Any) -> None:
        """Keep a row of which only some columns are given; the rest are NULL."""
        self.add(table, *map(cells.get, COLUMNS[table]))

    def finish(self) -> None:
        """Write what is left."""
        for table in self._rows:
            self._write(table)

    def _write(self, table: str) -> None:
        self._connection.executemany(self._statements[table], self._rows[table])
        self._rows[table].clear()


def _quoted(column: str) -> str:
    return f'"{column}"'


@contextmanager
def bare_tables(database: ReferenceDatabase) -> Iterator[None]:
    """Take off indexes, triggers and key checks for the length of the block, then put them back.

    The search tables are built from their content at the end.
    """
    for pragma in ("foreign_keys = OFF", "synchronous = OFF", "journal_mode = MEMORY",
                   "cache_size = -1000000", "threads = 4"):  # fmt: skip
        database.rows(f"PRAGMA {pragma}")
    made = database.rows(
        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') "
        "AND sql IS NOT NULL ORDER BY rowid"
    )
    for type_, name, _ in reversed(made):
        database.run(f"DROP {type_} {name}")
    with database.atomic():
        yield
    searched = database.rows("SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5%'")
    with database.atomic():
        for (name,) in searched:
            database.run(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
            database.run(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
    with database.atomic():
        for *_, text in made:
            database.run(text)
    database.run("ANALYZE")
    database.rows("PRAGMA journal_mode = DELETE")
