"""What is freed goes back to the system, where it would be kept otherwise."""

import subprocess
import sys

import pytest

PROGRAM = """
from array import array
from pathlib import Path
from desktop.jobs.freed_memory import give_freed_back

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

assert give_freed_back()
del (large := [array("B", bytes(8 << 20)) for _ in range(2)])[:]
before = resident()
blocks = [array("B", bytes(4 << 20)) for _ in range(8)]
last = bytearray(b"1" * 200_000)
del blocks[:]
print((resident() - before) >> 20)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' allocators need no word")
def test_vectors_that_are_freed_are_held_no_longer():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) <= 1
