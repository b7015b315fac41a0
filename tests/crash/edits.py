"""Numbered edits that touch many tables, and how to tell afterwards which are there, and whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.checking.verification import verify
from models.reference.reference import Reference
from models.summaries.refresh import refresh
from tests.factories import add_name, add_record

SPELLINGS = 3
LARGE_EVERY = 25
LARGE_ROWS = 2500
"""Names of five thousand letters: more than a connection keeps in memory, so that SQLite writes
into the file before the edit is done, and only its journal can take that back."""


def begin(path: Path) -> None:
    """Make the reference that is edited."""
    with Reference.create(path, title="Edited") as reference, reference.step(label="Counter"):
        add_record(reference.database, "organization", "Counter")
        refresh(reference.database)


def edit(reference: Reference, number: int, *, large: bool = False) -> None:
    """Make edit `number` as one step: an official, its names, a note with the number."""
    database = reference.database
    with reference.step(label=f"Edit {number}", bulk=large):
        official = add_record(database, "official", f"Edit {number}")
        for spelling in range(SPELLINGS):
            add_name(database, official, f"Edit {number} {spelling}")
        database.run("UPDATE record SET note = ? WHERE label = 'Counter'", (str(number),))
        refresh(database, [official])
        if large:
            _fill(reference, number)


def _fill(reference: Reference, number: int) -> None:
    database = reference.database
    database.run_many(
        "INSERT INTO tag (uid, text) VALUES (?, ?)",
        (
            (f"{number:018}{row:018}", f"Edit {number} {row} {'x' * 5000}")
            for row in range(LARGE_ROWS)
        ),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds after a crash."""

    whole: frozenset[int]
    half: frozenset[int]
    failures: tuple[str, ...]


def look(path: Path) -> Found:
    """Open the file as the next start would, verify it, and tell which edits are there."""
    with Reference.open(path) as reference:
        database = reference.database
        failures = verify(reference).failures
        steps = _numbers(reference, "SELECT label FROM step WHERE label LIKE 'Edit %'")
        officials = _numbers(reference, "SELECT label FROM record WHERE kind = 'official'")
        names = [
            int(text.split()[1]) for (text,) in database.rows("SELECT text FROM name ORDER BY text")
        ]
        tags = [int(text.split()[1]) for (text,) in database.rows("SELECT text FROM tag")]
        note = database.rows("SELECT note FROM record WHERE label = 'Counter'")[0][0]
        last = int(note) if note is not None else -1
    half = set(steps ^ officials)
    half |= {number for number in steps | set(names) if names.count(number) != SPELLINGS}
    half |= {number for number in set(tags) if tags.count(number) != LARGE_ROWS}
    half |= set(tags) - steps
    if last != max(steps, default=-1):
        half.add(last)
    return Found(frozenset(steps - half), frozenset(half), failures)


def _numbers(reference: Reference, query: str) -> set[int]:
    return {int(label.split()[1]) for (label,) in reference.database.rows(query)}
