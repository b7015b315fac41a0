"""How often the crash tests crash, and the figures they print."""

from __future__ import annotations

from collections import Counter

import pytest

SHORT = 5
FIGURES: pytest.StashKey[dict[str, Counter[str]]] = pytest.StashKey()


@pytest.fixture
def crashes(request: pytest.FixtureRequest) -> int:
    """How many times to crash: a few, or what `--crash` says."""
    asked: int | None = request.config.getoption("--crash")
    return SHORT if asked is None else asked


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Counter[str]:
    """What the test counts, printed when all is done."""
    counted: Counter[str] = Counter()
    request.config.stash.setdefault(FIGURES, {})[request.node.name] = counted
    return counted


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was counted when somebody asked for crashes."""
    config = terminalreporter.config
    if config.getoption("--crash") is None:
        return
    for name, counted in config.stash.get(FIGURES, {}).items():
        said = ", ".join(f"{number:,} {what}" for what, number in counted.items())
        terminalreporter.write_line(f"{name.replace('_', ' ')}: {said}")
