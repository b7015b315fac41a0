"""The `attache` command as a program of its own, and what it may say."""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a program of its own."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, arguments)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        **options,
    )


def one_sentence(said: str) -> str:
    """Return what was said on standard error, which must be a line of sentences."""
    assert "Traceback" not in said
    assert said.endswith(".\n")
    assert said.count("\n") == 1
    return said
