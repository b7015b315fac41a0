import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[3]
PROGRAM = Path(__file__).with_name("start_on_a_reference.py")


class Start:
    """One start of the program, in a process of its own."""

    def __init__(self, reference: Path, way: str, timeout_ms: int, token: str) -> None:
        surroundings = {**os.environ, "PYTHONPATH": str(CHECKOUT), "XDG_ACTIVATION_TOKEN": token}
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(reference), way, str(timeout_ms)],
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def hear(self) -> str:
        """The next word it says; "" when it has ended."""
        return self.process.stdout.readline().strip()

    def go_on(self) -> None:
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def begin(self) -> str:
        """Let it claim the reference; what came of it."""
        assert self.hear() == "here"
        self.go_on()
        return self.hear()

    def end(self) -> int:
        self.process.stdin.close()
        return self.process.wait(20)


@pytest.fixture
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    # A short name: a socket's path may have some ninety bytes.
    folder = tmp_path_factory.mktemp("r")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    monkeypatch.delenv("DESKTOP_STARTUP_ID", raising=False)
    return folder


@pytest.fixture
def reference(tmp_path: Path, runtime: Path) -> Path:
    path = tmp_path / "iran-belarus.attache"
    path.write_bytes(b"any file will do")
    return path


@pytest.fixture
def start(reference: Path) -> Iterator[Callable[..., Start]]:
    started: list[Start] = []

    def one(
        path: Path = reference, *, way: str = "run", timeout_ms: int = 5000, token: str = ""
    ) -> Start:
        started.append(Start(path, way, timeout_ms, token))
        return started[-1]

    yield one
    for each in started:
        each.process.kill()
        each.process.wait()
        each.process.stdin.close()
        each.process.stdout.close()
