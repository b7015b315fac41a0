"""No internet socket is opened, as the system sees it from outside of Python and Qt.

The real program runs without any network (a namespace of its own that has no interfaces) under
strace, which writes down every call about sockets that it and its children make.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.models.capture import documents

CHECKOUT = Path(__file__).resolve().parents[3]
WINDOW = Path(__file__).with_name("window_for_a_while.py")
SOCKET = re.compile(r"\b(?:socket|socketpair)\((\w+)")
ADDRESS = re.compile(r"sa_family=(\w+)")
ALLOWED = {"AF_UNIX"}
"""Sockets inside this computer: where windows of one file find one another, and Qt's own."""


def _watching() -> list[str] | str:
    """Return the command that watches another one without a network, or why there is none."""
    strace, unshare = shutil.which("strace"), shutil.which("unshare")
    if sys.platform != "linux" or strace is None or unshare is None:
        return "strace and unshare are needed, which only Linux has"
    apart = [unshare, "--net"] if os.getuid() == 0 else [unshare, "--map-root-user", "--net"]
    watched = [strace, "-f", "-qq", "-e", "trace=%network", "-e", "signal=none"]
    for command in ([*apart, "true"], [*watched, "-o", "/dev/null", "true"]):
        tried = subprocess.run(command, capture_output=True, text=True, check=False)
        if tried.returncode:
            return f"{Path(command[0]).name} is not permitted here ({tried.stderr.strip()[:100]})"
    return [*apart, *watched]


WATCHING = _watching()
pytestmark = pytest.mark.skipif(isinstance(WATCHING, str), reason=str(WATCHING))


class Watched:
    """Runs commands and keeps what the system was asked about sockets."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.families: Counter[str] = Counter()
        self.calls = 0

    def run(self, *command: object) -> str:
        """Run a command of the program, to its end, and return what it printed."""
        assert isinstance(WATCHING, list)
        log = self._folder / "calls"
        runtime = self._folder / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        ended = subprocess.run(
            [*WATCHING, "-o", str(log), sys.executable, *map(str, command)],
            cwd=CHECKOUT,
            env={
                **os.environ,
                "PYTHONPATH": str(CHECKOUT),
                "QT_QPA_PLATFORM": "offscreen",
                "XDG_RUNTIME_DIR": str(runtime),
                "XDG_DATA_HOME": str(self._folder / "data"),
            },
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr[-2000:]
        assert "Traceback" not in ended.stderr, ended.stderr[-2000:]
        calls = log.read_text("utf-8", "replace")
        self.calls += len(calls.splitlines())
        self.families.update(SOCKET.findall(calls))
        self.families.update(ADDRESS.findall(calls))
        return ended.stdout


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Return a web page that asks for much from elsewhere."""
    head = (
        "<base href='http://elsewhere.example/'><link rel='stylesheet' href='http://a.example/s'>"
        "<script src='https://b.example/x.js'></script><meta http-equiv='refresh' content='0'>"
    )
    page = documents.web_page([line for line in documents.ARTICLE.split("\n") if line], head=head)
    path = tmp_path / "page.html"
    path.write_bytes(page.replace(b"<article>", b"<article><img src='http://c.example/spy.gif'>"))
    return path


def test_the_watch_sees_a_socket(watched: Watched) -> None:
    watched.run("-c", "import socket; socket.socket(socket.AF_INET).close()")
    assert watched.families["AF_INET"] == 1


def test_no_command_opens_a_socket_to_elsewhere(
    watched: Watched, document: Path, tmp_path: Path
) -> None:
    path = tmp_path / "story.attache"
    watched.run("-m", "desktop", "new", path, "--seed", "iran-belarus")
    said = watched.run("-m", "desktop", "import", document, "--into", path)
    assert said
    assert "Iran" in watched.run("-m", "desktop", "info", path)
    assert "holds" in watched.run("-m", "desktop", "verify", path)
    watched.run("-m", "desktop", "backups", path)
    assert set(watched.families) <= ALLOWED


def test_the_window_opens_no_socket_to_elsewhere(
    watched: Watched, document: Path, tmp_path: Path
) -> None:
    path = tmp_path / "story.attache"
    watched.run("-m", "desktop", "new", path, "--seed", "iran-belarus")
    said = watched.run(WINDOW, path, document, tmp_path / "settings.ini")
    assert said == "done: search, read_the_source, search_nothing, add_a_document\n"
    assert "2  snapshots" in watched.run("-m", "desktop", "info", path)
    # Windows of one file find one another through a socket of this computer: the watch saw that.
    assert set(watched.families) == ALLOWED
