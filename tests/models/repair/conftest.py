"""How many files are damaged, and what is printed of them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

SHORT = 4
ROUND = 10
FIGURES: pytest.StashKey[dict[str, Counter[str]]] = pytest.StashKey()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Damage a few files, or as many as `--damage` says, ten in a row: no test takes minutes."""
    if "damages" not in metafunc.fixturenames:
        return
    asked: int | None = metafunc.config.getoption("--damage")
    total = SHORT if asked is None else asked
    rounds = [range(done, min(done + ROUND, total)) for done in range(0, total, ROUND)]
    metafunc.parametrize(
        "damages", rounds, ids=[f"round {number}" for number in range(len(rounds))]
    )


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Counter[str]:
    """What a test counts, printed when all is done."""
    counted = request.config.stash.setdefault(FIGURES, {})
    return counted.setdefault(re.sub(r"-?round \d+-?", "", request.node.name), Counter())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was counted when somebody asked for damage."""
    config = terminalreporter.config
    if config.getoption("--damage") is None:
        return
    for name, counted in config.stash.get(FIGURES, {}).items():
        said = ", ".join(f"{number:,} {what}" for what, number in counted.items())
        terminalreporter.write_line(f"{name.replace('_', ' ')}: {said}")
