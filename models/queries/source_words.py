"""Authors of a source and the rest of its CSL, each as one line that people can read and write."""

from __future__ import annotations

import json
from typing import Final

from models.reference.database import ReferenceDatabase

AUTHORS: Final = "authors"
CSL: Final = "csl"
LABELS: Final = {AUTHORS: "Authors", CSL: "More (CSL)"}
"""The lines of a source's form that are not fields of the registry."""


def source_words(database: ReferenceDatabase, source: int) -> dict[str, str]:
    """Return the lines: authors "Last, First; Literal name", CSL "volume: 3; page: 12–14"."""
    authors = "; ".join(
        literal or ", ".join(part for part in (family, given) if part)
        for literal, family, given in database.rows(
            "SELECT literal, family, given FROM author WHERE source_id = ? ORDER BY position",
            (source,),
        )
    )
    rows = database.rows("SELECT csl FROM source WHERE record_id = ?", (source,))
    known = json.loads(rows[0][0]) if rows and rows[0][0] else {}
    csl = "; ".join(f"{name}: {value}" for name, value in known.items())
    return {AUTHORS: authors, CSL: csl}
