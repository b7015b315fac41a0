"""How long is fuzzed, from which seed, and what is printed."""

from __future__ import annotations

import os
import random

import pytest

from tests.fuzz.targets import DOORS

SHORT = 13.0
FIGURES: pytest.StashKey[list[str]] = pytest.StashKey()


@pytest.fixture
def fuzz_seconds(request: pytest.FixtureRequest) -> float:
    """How long one door is tried: its share of a short while, or of what `--fuzz` says."""
    asked: float | None = request.config.getoption("--fuzz")
    return (SHORT if asked is None else asked) / len(DOORS)


@pytest.fixture
def keeps(request: pytest.FixtureRequest) -> bool:
    """Whether what led further is to be saved."""
    return bool(request.config.getoption("--keep"))


@pytest.fixture(scope="session")
def fuzz_seed() -> str:
    """Where chance begins: another place each run, or `ATTACHE_FUZZ_SEED`."""
    return os.environ.get("ATTACHE_FUZZ_SEED", str(random.SystemRandom().randrange(1_000_000)))


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> list[str]:
    """Lines that are printed when all is done."""
    return request.config.stash.setdefault(FIGURES, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was counted when somebody asked for it."""
    config = terminalreporter.config
    if config.getoption("--fuzz") is not None:
        for line in config.stash.get(FIGURES, []):
            terminalreporter.write_line(line)
