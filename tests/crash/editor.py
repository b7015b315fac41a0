"""Edits a reference until it is killed: a byte per edit, written when the edit is acknowledged."""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

from models.reference.reference import Reference
from tests.crash.edits import LARGE_EVERY, edit

if __name__ == "__main__":
    path, first, acknowledged = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with Reference.open(path) as reference:
        for number in count(first):
            edit(reference, number, large=number % LARGE_EVERY == LARGE_EVERY - 1)
            os.write(acknowledged, b".")
