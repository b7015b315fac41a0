"""The command among other programs: its output is cut off, holds no commands, and brings no Qt."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.command_line import main
from models.reference.reference import Reference
from tests.command_line.program import CHECKOUT, one_sentence, run
from tests.conftest import StoryFile


def test_a_problem_as_a_program_is_one_sentence(tmp_path: Path) -> None:
    ended = run("info", tmp_path / "none.attache")
    assert ended.returncode == 2
    assert "There is no file" in one_sentence(ended.stderr)
    assert ended.stdout == ""


def test_who_stops_reading_stops_us_quietly(story_file: StoryFile) -> None:
    """Like `attache info FILE | head -0`."""
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "desktop", "info", str(story_file.path)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) == 0
    assert said == b""


@pytest.mark.parametrize("buffered", [True, False])
def test_who_stops_reading_json_stops_us_quietly_too(
    story_file: StoryFile,
    buffered: bool,
) -> None:
    unbuffered = [] if buffered else ["-u"]
    with subprocess.Popen(
        [sys.executable, *unbuffered, "-m", "desktop", "info", "--json", str(story_file.path)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) == 0
    assert said == b""


@pytest.mark.parametrize("command", ["new", "info", "verify", "--version"])
def test_commands_without_a_window_bring_no_qt(
    story_file: StoryFile, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "new.attache" if command == "new" else story_file.path
    arguments = [command] if command.startswith("-") else [command, str(path)]
    program = (
        "import sys\n"
        "from desktop.command_line import main\n"
        "try:\n"
        f"    main({arguments!r})\n"
        "except SystemExit:\n"
        "    pass\n"
        "print(sorted(name for name in sys.modules if name.startswith('PySide6')))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert ended.stdout.splitlines()[-1] == "[]"
    assert ended.stderr == ""


def test_a_file_named_like_a_command_is_opened_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path | None] = []
    monkeypatch.setattr("desktop.command_line._open", lambda path: opened.append(path) or 0)
    assert main(["./info"]) == 0
    assert main([]) == 0
    assert opened == [Path("info"), None]


def test_what_a_file_says_cannot_command_the_terminal(story_file: StoryFile) -> None:
    evil = "\x1b]0;pwned\x07\x1b[2J\x9b31m\u202eoops\nsecond line"
    with Reference.open(story_file.path) as reference:
        reference.database.run("UPDATE meta SET value = ? WHERE key = 'title'", (evil,))
        reference.database.run("UPDATE record SET quotes = 99, label = label || ?", (evil,))
    for command in (["info"], ["info", "--json"], ["verify"], ["backups"]):
        ended = run(*command, story_file.path)
        said = ended.stdout + ended.stderr
        assert said
        assert "Traceback" not in said
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\r"} & set(said)
        assert "\nsecond line" not in said
