"""Edits a reference until it is killed: a byte per edit, written when the edit is acknowledged."""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

from models.reference.reference import Reference
from tests.crash.edits import LARGE_EVERY, edit

FOLDED_EVERY = 7
"""In the window, a pause folds edits back into the file (`models.reference.journal`)."""

if __name__ == "__main__":
    path, first, acknowledged = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with Reference.open(path) as reference:
        if sys.argv[4] == "beside readers":
            assert reference.begin_editing()
        for number in count(first):
            edit(reference, number, large=number % LARGE_EVERY == LARGE_EVERY - 1)
            os.write(acknowledged, b".")
            if number % FOLDED_EVERY == 0:
                reference.fold_back()
