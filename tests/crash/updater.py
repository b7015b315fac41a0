"""Brings a reference of the made-up older version up to date, until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from models.migrating import numbered
from models.migrating.bringing_up import bring_up_to_date
from tests.models.migrating import older

if __name__ == "__main__":
    path, shape, folder = sys.argv[1:]
    numbered.MIGRATIONS.append(older.keeping_steps(shape))

    def tell(_done: int, _total: int, what: str) -> None:
        sys.stdout.write(f"{what}\n")
        sys.stdout.flush()

    tell(0, 0, "beginning")
    bring_up_to_date(Path(path), folder=Path(folder), progress=tell)
    tell(0, 0, "ended")
