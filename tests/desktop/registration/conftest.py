from pathlib import Path
from typing import Final

import pytest

from desktop.registration.linux import Places
from desktop.registration.registration import CHECKOUT

TOOLS: Final = ("update-mime-database", "update-desktop-database", "gtk-update-icon-cache")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, so that the person's is never touched."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / ".local/share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    return home


@pytest.fixture
def places(home: Path) -> Places:
    return Places(home / ".local/share", home / ".config")


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path on which the desktop's tools note how they are called, and do nothing."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in TOOLS:
        tool = folder / name
        tool.write_text(f'#!/bin/sh\necho {name} "$@" >>"{folder}/calls"\n')
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def a_checkout(folder: Path) -> Path:
    """A checkout with what a registration needs of it."""
    for name in ("resources/launcher", "resources/icons"):
        (folder / name).mkdir(parents=True)
        for file in (CHECKOUT / name).iterdir():
            if file.is_file():
                copy = folder / name / file.name
                copy.write_bytes(file.read_bytes())
                copy.chmod(file.stat().st_mode)
    run = folder / "run"
    run.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >"${0%/*}/arguments"\n')
    run.chmod(0o755)
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return a_checkout(tmp_path / "checkout")


@pytest.fixture
def tree(home: Path):
    """Everything under the home, with its content."""
    return lambda: {
        path.relative_to(home).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in home.rglob("*")
    }
