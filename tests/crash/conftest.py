"""How often the crash tests crash, and the figures they print."""

from __future__ import annotations

import os
import random
import re
from collections import Counter

import pytest

SHORT = 5
ROUND = 10
FIGURES: pytest.StashKey[dict[str, Counter[str]]] = pytest.StashKey()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Crash a few times, or as often as `--crash` says, ten in a row: no test takes minutes."""
    if "crashes" not in metafunc.fixturenames:
        return
    asked: int | None = metafunc.config.getoption("--crash")
    total = SHORT if asked is None else asked
    rounds = [min(ROUND, total - done) for done in range(0, total, ROUND)]
    metafunc.parametrize(
        "crashes", rounds, ids=[f"round {number}" for number in range(len(rounds))]
    )


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """The moments of the crashes: the same in every run, others with another seed."""
    return random.Random(f"{os.environ.get('ATTACHE_CRASH_SEED', '')} {request.node.name}")


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Counter[str]:
    """What the test counts in all its rounds, printed when all is done."""
    name = re.sub(r"round \d+-?", "", request.node.name)
    return request.config.stash.setdefault(FIGURES, {}).setdefault(name, Counter())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was counted when somebody asked for crashes."""
    config = terminalreporter.config
    if config.getoption("--crash") is None:
        return
    for name, counted in config.stash.get(FIGURES, {}).items():
        said = ", ".join(f"{number:,} {what}" for what, number in counted.items())
        terminalreporter.write_line(f"{name.replace('_', ' ')}: {said}")
