"""Makes a reference of any size, shaped like the Historian's record; the same size, the same file.

Of what the table shows 12 % are officials, 72 % meetings, 8 % agreements and 8 % statements; beside
them stand states, towns, sources, tenures, names in four scripts and some two participations a
record, one quote and nearly three claims a record.
"""

from __future__ import annotations

import gc
import time
from pathlib import Path

from bench.invented.actors import Actors
from bench.invented.bulk_rows import BulkRows, bare_tables
from bench.invented.chance import Chance
from bench.invented.events import Events
from bench.invented.evidence import Evidence
from bench.invented.names import STATES
from bench.invented.record_rows import RecordRows
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference

QUOTES_A_SOURCE = 2000
SEED = 1778
LEAST_STATES = 8


def generate(path: Path, size: int) -> float:
    """Make the reference of `size` records at `path`, and return how many seconds it took."""
    begun = time.perf_counter()
    # Nothing that is kept holds a ring: looking for some among millions of rows takes long.
    collecting = gc.isenabled()
    gc.disable()
    title = f"{size:,} invented records"
    with Reference.create(path, title=title) as reference, bare_tables(reference.database):
        fill(reference.database, size)
    if collecting:
        gc.enable()
    return time.perf_counter() - begun


def fill(database: ReferenceDatabase, size: int) -> None:
    """Write all records into an empty reference."""
    fields = {
        (kind, name): number
        for number, kind, name in database.rows("SELECT id, kind, name FROM field")
    }
    rows = BulkRows(database)
    records, chance = RecordRows(rows), Chance(SEED)
    evidence = Evidence(records, fields)
    actors = Actors(records, evidence, chance)
    events = Events(records, evidence, actors, chance)
    counts = [max(1, size * share // 100) for share in (12, 8, 8)]
    actors.make_states(min(len(STATES), max(LEAST_STATES, size // 50)))
    evidence.begin_source()
    rest = ["agreement"] * counts[1] + ["statement"] * counts[2]
    rest += ["meeting"] * (size - sum(counts))
    chance.shuffle(rest)
    make = {
        "official": actors.official,
        "agreement": events.agreement,
        "statement": events.statement,
        "meeting": events.meeting,
    }
    for number, kind in enumerate(["official"] * counts[0] + rest):
        if number and number % QUOTES_A_SOURCE == 0:
            evidence.end_source()
            evidence.begin_source()
        make[kind](number)
    evidence.end_source()
    rows.finish()
