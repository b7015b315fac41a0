"""What is typed, asked and opened: names, places and words that the reference really holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import apsw

LONGEST = 9
"""Letters typed of a word: what comes after narrows little."""
GRAMMAR = (
    "after:2010", "before:1800", "on:1950", "on:1950-03", "kind:visit", "kind:treaty",
    "kind:official", "review:verified", "occurrence:denied", "is:unsourced", "is:disputed",
    "source:file", "origin:1", "tag:x", '"grain, oil"', "-port",
)  # fmt: skip
LIVE = "record.trashed IS NULL AND record.owner_id IS NULL"


@dataclass(frozen=True, slots=True)
class Samples:
    """Drawn from one reference; the same reference gives the same."""

    typed: tuple[str, ...]
    """Words of which every beginning is asked for."""
    grammar: tuple[str, ...]
    sources: tuple[int, ...]
    """Records whose quotes are in different sources, the ones with most quotes first."""
    quotes: int
    """How many quotes the first of these sources has."""


def draw(path: Path) -> Samples:
    """Return what to do with the reference at `path`."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)

    def column(statement: str, *parameters: object) -> list[str]:
        return [row[0] for row in connection.execute(statement, parameters)]

    typed: list[str] = []
    for script in ("Latn", "Cyrl", "Arab", "Hans"):
        found = column(
            "SELECT text FROM name WHERE script = ? AND record_id > "
            "(SELECT max(record_id) / 20 FROM name) LIMIT 2",
            script,
        )
        typed += [name.split()[-1] for name in found]
        typed += [" ".join(name.split()[:2]) for name in found[1:] if script != "Hans"]
    places = column(f"SELECT label FROM record WHERE kind = 'place' AND {LIVE} ORDER BY id LIMIT 2")
    typed += places
    titles = column("SELECT summary FROM meeting WHERE summary IS NOT NULL LIMIT 1")
    typed += [title.split()[-1].strip(".") for title in titles]
    person = column(f"SELECT label FROM record WHERE kind = 'official' AND {LIVE} LIMIT 1")
    grammar = list(GRAMMAR)
    for place in places[:1]:
        grammar += [f"place:{place.split()[0].lower()}", f"country:{place.split()[0].lower()}",
                    f"country:{place.split()[0].lower()} kind:visit port"]  # fmt: skip
    grammar += [f"with:{name.split()[-1].lower()}" for name in person]
    busiest = connection.execute(
        "SELECT snapshot_id, count(*) FROM quote GROUP BY snapshot_id ORDER BY 2 DESC, 1 LIMIT 12"
    ).fetchall()
    sources = [
        row[0]
        for snapshot, _ in busiest
        for row in connection.execute(
            # The last quote: the way to it is the longest.
            "SELECT claim.record_id FROM quote JOIN claim ON claim.quote_id = quote.id "
            f"JOIN record ON record.id = claim.record_id WHERE snapshot_id = ? AND {LIVE} "
            "AND record.kind IN ('official', 'meeting', 'agreement', 'statement') "
            "ORDER BY quote.start DESC LIMIT 1",
            (snapshot,),
        )
    ]
    connection.close()
    return Samples(
        typed=tuple(dict.fromkeys(word[:LONGEST].rstrip() for word in typed)),
        grammar=tuple(grammar),
        sources=tuple(sources),
        quotes=busiest[0][1] if busiest else 0,
    )
