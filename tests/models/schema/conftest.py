"""Another program at work on a reference: another library, other settings, no respect."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw
import pytest


class Stranger:
    """A plain connection of another program; every statement is a transaction of its own."""

    def __init__(self, path: Path, *, library: str, foreign_keys: bool, recursive: bool) -> None:
        self._connection: Any
        if library == "apsw":
            self._connection = apsw.Connection(str(path))
        else:
            self._connection = sqlite3.connect(path, isolation_level=None)
        self.run(f"PRAGMA foreign_keys = {int(foreign_keys)}")
        self.run(f"PRAGMA recursive_triggers = {int(recursive)}")

    def run(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Execute one statement and return its rows."""
        return [tuple(row) for row in self._connection.execute(statement, tuple(parameters))]

    def insert(
        self, table: str, row: dict[str, Any], *, how: str = "INSERT", end: str = ""
    ) -> None:
        """Insert a row given as a dictionary."""
        columns = ", ".join(f'"{column}"' for column in row)
        marks = ", ".join("?" * len(row))
        self.run(f"{how} INTO {table} ({columns}) VALUES ({marks}) {end}", list(row.values()))

    def row(self, table: str, row_id: int) -> dict[str, Any]:
        """Return one row as a dictionary."""
        names = [name for _, name, *_ in self.run(f"PRAGMA table_info({table})")]
        return dict(
            zip(names, self.run(f"SELECT * FROM {table} WHERE id = ?", [row_id])[0], strict=True)
        )

    def dump(self, *tables: str) -> list[tuple[Any, ...]]:
        """Return everything in `tables`, to compare before and after."""
        return [row for table in tables for row in self.run(f"SELECT * FROM {table}")]

    def close(self) -> None:
        self._connection.close()


SETTINGS = list(itertools.product(("apsw", "sqlite3"), (True, False), (True, False)))


def _named(setting: tuple[str, bool, bool]) -> str:
    library, keys, recursive = setting
    return f"{library}-{'keys' if keys else 'no_keys'}-{'deep' if recursive else 'flat'}"


@pytest.fixture(params=SETTINGS, ids=_named)
def stranger(request: pytest.FixtureRequest, story_file: Any) -> Iterator[Stranger]:
    """Yield a connection of another program to the small story, in each of its settings."""
    library, keys, recursive = request.param
    found = Stranger(story_file.path, library=library, foreign_keys=keys, recursive=recursive)
    yield found
    found.close()


@dataclass(frozen=True, slots=True)
class Lawful:
    """The small story's ids and rows, for tests that write SQL themselves."""

    ids: Any
    text: str


@pytest.fixture
def lawful(story_file: Any, stranger: Stranger) -> Lawful:
    """Return what the stranger's file held before."""
    return Lawful(story_file.ids, stranger.run("SELECT text FROM snapshot")[0][0])
