"""The shipped import against bare SQLite: the Historian's record, in processes of their own.

python -m bench.importing whole FILE    the whole import into FILE: seconds, rows, peak memory
python -m bench.importing half FILE     the same with every second file, for the memory
python -m bench.importing raw FILE      all rows of FILE once more, by executemany

The last writes the finished file's rows into an empty reference in one transaction, table after
table in the order of their keys: first the ordinary tables with all their indexes but no triggers,
then the search tables by rebuilding them, which is told apart.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import apsw

from bench.memory import peak_megabytes
from models.importing.historian import import_historian
from models.importing.historian.data_files import ArchiveFiles, DataFiles
from models.reference.reference import Reference
from models.seeds.shipped import named_seed, seeds_folder

DATA = "data.tar.xz"


class EverySecond:
    """Data files of which every second is left out."""

    def __init__(self, data: DataFiles) -> None:
        self._data = data

    def names(self, folder: str) -> list[str]:
        return list(self._data.names(folder))[::2]

    def read(self, name: str) -> bytes:
        return self._data.read(name)


def imported(path: Path, *, half: bool) -> dict[str, float]:
    """Import and return seconds, rows written and the most memory held, in megabytes."""
    data: DataFiles = ArchiveFiles(named_seed("historian", seeds_folder()) / DATA)
    with Reference.create(path, title="Import") as reference:
        begun = time.perf_counter()
        import_historian(reference, EverySecond(data) if half else data)
        seconds = time.perf_counter() - begun
        records = reference.database.rows("SELECT count(*) FROM record")[0][0]
    return {"seconds": seconds, "records": records, "peak": peak_megabytes()}


def written_again(path: Path) -> dict[str, float]:
    """Write the rows of `path` into an empty reference; return the seconds and the rows."""
    full = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    again = path.with_name("again.attache")
    with Reference.create(again, title="Again") as reference:
        connection = reference.database.connection()
        connection.execute("PRAGMA foreign_keys = OFF")
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        tables = connection.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' "
            "AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        seconds, rows = 0.0, 0
        for (table,) in tables:
            columns = [row[1] for row in full.execute(f'PRAGMA table_info("{table}")')]
            names = ", ".join(f'"{column}"' for column in columns)
            cells = full.execute(f'SELECT {names} FROM "{table}"').fetchall()
            statement = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'
            connection.execute(f'DELETE FROM "{table}"')
            begun = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(statement, cells)
            connection.execute("COMMIT")
            seconds += time.perf_counter() - begun
            rows += len(cells)
        searched = connection.execute(
            "SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5%'"
        ).fetchall()
        begun = time.perf_counter()
        for (name,) in searched:
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
        searching = time.perf_counter() - begun
    full.close()
    again.unlink()
    return {"seconds": seconds, "rows": rows, "search seconds": searching}


if __name__ == "__main__":
    what, where = sys.argv[1], Path(sys.argv[2])
    if what == "raw":
        print(json.dumps(written_again(where)))
    else:
        print(json.dumps(imported(where, half=what == "half")))
