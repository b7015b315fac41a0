"""Acts on a reference until it is killed; a line before and after each act."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from models.reference.reference import Reference
from tests.crash.acts import acting

if __name__ == "__main__":
    path, folder, told, seed, manner = sys.argv[1:]
    with Reference.open(Path(path)) as reference:
        if manner == "beside readers":
            assert reference.begin_editing()

        def tell(line: str) -> None:
            os.write(int(told), f"{line}\n".encode())

        acting(reference, random.Random(seed), Path(folder), tell)
