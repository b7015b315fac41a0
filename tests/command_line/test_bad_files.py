"""A bad file is one sentence and an exit code, and never a traceback."""

from pathlib import Path

import apsw
import pytest

from desktop.command_line import main
from tests.command_line.program import one_sentence
from tests.conftest import StoryFile


def text(path: Path) -> None:
    path.write_text("not a reference\n" * 50)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def gone(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def newer(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def stranger(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("CREATE VIEW sneak AS SELECT label FROM record")
    connection.close()


@pytest.mark.parametrize("command", ["info", "verify"])
@pytest.mark.parametrize(
    "wrong", [text, half, gone, folder, newer, stranger], ids=lambda wrong: wrong.__name__
)
def test_a_bad_file_is_one_sentence_and_the_code_two(
    story_file: StoryFile, capsys: pytest.CaptureFixture[str], wrong, command: str
) -> None:
    path = story_file.path
    wrong(path)
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir())
    assert main([command, str(path)]) == 2
    printed = capsys.readouterr()
    one_sentence(printed.err)
    assert printed.out == ""
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(path.parent.iterdir()) == beside


def test_a_damaged_page_in_the_middle_is_no_traceback(
    story_file: StoryFile, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(story_file.path.read_bytes())
    for page in range(8, len(content) // 4096, 5):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    story_file.path.write_bytes(content)
    code = main(["verify", str(story_file.path)])
    printed = capsys.readouterr()
    assert code in (1, 2)
    assert "Traceback" not in printed.err
    assert printed.out if code == 1 else printed.err
