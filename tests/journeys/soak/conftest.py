"""How long the soak goes on, from which seed, and what it prints."""

from __future__ import annotations

import random

import pytest

from tests.journeys.soak.figures import Figures

SHORT = 20
FIGURES: pytest.StashKey[Figures] = pytest.StashKey()


@pytest.fixture
def soak_seconds(request: pytest.FixtureRequest) -> float:
    """How long: a short while, or what `--soak` says."""
    asked: float | None = request.config.getoption("--soak")
    return SHORT if asked is None else asked


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """What is counted, printed when all is done; the seed is `--soak-seed`'s or a new one."""
    asked: int | None = request.config.getoption("--soak-seed")
    seed = random.SystemRandom().randrange(1_000_000) if asked is None else asked
    counted = Figures(seed=seed)
    request.config.stash[FIGURES] = counted
    return counted


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was counted when somebody asked for it."""
    config = terminalreporter.config
    counted = config.stash.get(FIGURES, None)
    if counted is not None and config.getoption("--soak") is not None:
        for line in counted.lines():
            terminalreporter.write_line(line)
