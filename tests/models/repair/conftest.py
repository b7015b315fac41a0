"""How many files are damaged, and what is printed of them."""

from __future__ import annotations

from collections import Counter

import pytest

SHORT = 4
FIGURES: pytest.StashKey[dict[str, Counter[str]]] = pytest.StashKey()


@pytest.fixture
def damages(request: pytest.FixtureRequest) -> range:
    """The seeds of the damages of one kind: a few, or as many as `--damage` says."""
    asked: int | None = request.config.getoption("--damage")
    return range(SHORT if asked is None else asked)


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Counter[str]:
    """What a test counts, printed when all is done."""
    counted = request.config.stash.setdefault(FIGURES, {})
    return counted.setdefault(request.node.name, Counter())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was counted when somebody asked for damage."""
    config = terminalreporter.config
    if config.getoption("--damage") is None:
        return
    for name, counted in config.stash.get(FIGURES, {}).items():
        said = ", ".join(f"{number:,} {what}" for what, number in counted.items())
        terminalreporter.write_line(f"{name.replace('_', ' ')}: {said}")
