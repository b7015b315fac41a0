"""Renaming the place that most records show, on a copy; run in a process of its own.

python -m bench.renaming FILE
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from models.editing import rename
from models.reference.reference import Reference
from models.summaries.waiting import catch_up

LARGEST = 1_500_000_000
"""Bytes of a file that is copied for this."""
TIMES = 3


def renamed(path: Path) -> dict[str, Any]:
    """Return how many records show the place and the milliseconds of each renaming, or why none.

    After a renaming is saved, the table lines and search texts that show the name follow bite by
    bite; that is told apart, in seconds, with the longest bite in milliseconds.
    """
    if path.stat().st_size > LARGEST:
        return {"not measured": "the file is too large to be copied for it"}
    with tempfile.TemporaryDirectory(prefix="attache-bench-") as folder:
        copy = Path(shutil.copyfile(path, Path(folder, "copy.attache")))
        with Reference.open(copy) as reference:
            place, shown, label = reference.database.rows(
                "SELECT record.id, count(*), record.label FROM involvement "
                "JOIN record ON record.id = involved_id "
                "WHERE manner = 'place' GROUP BY involved_id ORDER BY 2 DESC LIMIT 1"
            )[0]
            times, bites = [], []
            for number in range(TIMES):
                begun = time.perf_counter()
                rename(reference, record=place, label=f"{label} {number}")
                times.append((time.perf_counter() - begun) * 1000)
            left = 1
            while left:
                begun = time.perf_counter()
                left = catch_up(reference)
                bites.append((time.perf_counter() - begun) * 1000)
    return {
        "records": shown,
        "times": times,
        "following": sum(bites) / 1000,
        "longest bite": max(bites),
    }


if __name__ == "__main__":
    print(json.dumps(renamed(Path(sys.argv[1]))))
