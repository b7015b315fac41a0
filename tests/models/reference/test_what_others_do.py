"""What other programs do to an open file, or lay beside it: nothing acknowledged is lost."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.checking.verification import verify
from models.editing import rename, set_note
from models.reference import problems
from models.reference.companions import beside
from models.reference.header import check_header, is_write_ahead
from models.reference.reference import Reference
from models.repair.repairing import repair
from tests.conftest import StoryFile

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows moves no open file, links no name")


def note_of(path: Path) -> str | None:
    with Reference.open(path) as reference:
        assert verify(reference).failures == ()
        rows = reference.database.rows("SELECT note FROM record WHERE kind = 'meeting'")
        return rows[0][0]


# ---------------------------------------------------------- while it is open


def renamed(path: Path) -> Path:
    return path.rename(path.with_name("renamed.attache"))


def replaced(path: Path) -> None:
    other = path.with_name("brought")
    shutil.copyfile(path, other)
    other.replace(path)


def deleted(path: Path) -> None:
    path.unlink()


def without_its_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


@POSIX
@pytest.mark.parametrize("manner", ["beside readers", "in one piece"])
@pytest.mark.parametrize("done", [renamed, replaced, deleted, without_its_folder])
def test_an_edit_of_a_file_that_is_not_there_any_more_is_not_acknowledged(
    story_file: StoryFile, tmp_path: Path, done: Callable[[Path], Path | None], manner: str
) -> None:
    path = tmp_path / "folder" / "open.attache"
    path.parent.mkdir()
    shutil.copyfile(story_file.path, path)
    reference = Reference.open(path)
    if manner == "beside readers":
        assert reference.begin_editing()
    set_note(reference, record=story_file.ids.meeting, note="saved before")
    now = done(path)
    with pytest.raises(problems.NotWritableError, match="moved, deleted or replaced"):
        set_note(reference, record=story_file.ids.meeting, note="lost")
    rows = reference.database.rows("SELECT note FROM record WHERE kind = 'meeting'")
    assert rows == [("saved before",)]
    reference.close()
    if now is not None:
        assert note_of(now) == "saved before"


@pytest.fixture
def left(story_file: StoryFile, tmp_path: Path) -> tuple[Path, Path]:
    """Return a file and its log as a crash leaves them, with an edit in the log alone."""
    path = tmp_path / "left" / "left.attache"
    path.parent.mkdir()
    with Reference.open(story_file.path) as reference:
        assert reference.begin_editing()
        set_note(reference, record=story_file.ids.meeting, note="in the log")
        shutil.copyfile(story_file.path, path)
        shutil.copyfile(beside(story_file.path)[1], beside(path)[1])
    return path, beside(path)[1]


# -------------------------------------------------------------- logs beside it


def test_a_log_of_its_own_is_brought_in(left: tuple[Path, Path]) -> None:
    path, _ = left
    assert note_of(path) == "in the log"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_log_of_another_time_is_set_aside_and_not_brought_in(
    left: tuple[Path, Path], story_file: StoryFile, read_only: bool
) -> None:
    """A program that keeps folders in step can bring it late, or somebody a copy of the file."""
    path, log = left
    old = log.read_bytes()
    with Reference.open(path) as reference:
        rename(reference, record=story_file.ids.meeting, label="Newer")
        set_note(reference, record=story_file.ids.meeting, note="newer")
    whole = path.read_bytes()
    log.write_bytes(old)
    with Reference.open(path, read_only=read_only) as reference:
        assert verify(reference).complete
    assert path.read_bytes() == whole
    assert note_of(path) == "newer"
    assert not log.exists()
    assert log.with_name(f"{log.name} set aside 1").read_bytes() == old


def test_where_nothing_can_be_written_a_log_of_another_time_is_not_read(
    left: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, log = left
    old = log.read_bytes()
    assert note_of(path) == "in the log"
    log.write_bytes(old)
    monkeypatch.setattr("models.reference.reference.can_write", lambda _: False)
    before = sorted(one.name for one in path.parent.iterdir())
    assert note_of(path) == "in the log"
    assert sorted(one.name for one in path.parent.iterdir()) == before


def test_a_log_that_does_not_fit_the_file_is_not_brought_in(
    left: tuple[Path, Path], story_file: StoryFile
) -> None:
    """Both bear the mark, and are halves of two states: SQLite would make one broken file."""
    path, log = left
    with Reference.open(story_file.path) as reference:
        for number in range(200):
            with reference.step(label="Grow"):
                reference.database.run(
                    "INSERT INTO tag (uid, text) VALUES (?, ?)",
                    (f"{number:036}", f"{number} {'x' * 900}"),
                )
        with reference.step(label="Shrink"):
            reference.database.run("DELETE FROM tag WHERE id % 2")
        assert reference.begin_editing()
        shutil.copyfile(story_file.path, path)
    assert is_write_ahead(path)
    whole, old = path.read_bytes(), log.read_bytes()
    with pytest.raises(problems.DamagedError, match="log beside it may be of another time"):
        Reference.open(path)
    assert path.read_bytes() == whole
    assert log.read_bytes() == old


# ------------------------------------------------------------- second names


@POSIX
@pytest.mark.parametrize("place", [0, 1, 2], ids=["journal", "log", "index of the log"])
def test_a_second_name_of_another_file_is_not_written_to(
    story_file: StoryFile, tmp_path: Path, place: int
) -> None:
    precious = tmp_path / "thesis.txt"
    precious.write_text("the work of years")
    os.link(precious, beside(story_file.path)[place])
    with pytest.raises(problems.TamperedError, match="another name"):
        Reference.open(story_file.path)
    assert precious.read_text() == "the work of years"


@POSIX
def test_a_file_with_two_names_is_only_read(story_file: StoryFile, tmp_path: Path) -> None:
    os.link(story_file.path, tmp_path / "second.attache")
    with Reference.open(story_file.path) as reference:
        assert reference.read_only
        assert verify(reference).complete
    (tmp_path / "second.attache").unlink()
    with Reference.open(story_file.path) as reference:
        assert not reference.read_only


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_name_that_is_no_text_is_told(story_file: StoryFile) -> None:
    path = Path(os.fsdecode(os.fsencode(story_file.path.parent) + b"/\xff.attache"))
    with pytest.raises(problems.NotWritableError, match="not in UTF-8"):
        Reference.create(path, title="New")
    assert not path.exists()
    shutil.copyfile(story_file.path, path)
    with pytest.raises(problems.MissingFileError, match="not in UTF-8"):
        Reference.open(path)


# -------------------------------------------------------------------- locks


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lists the locks")
def test_looking_at_a_file_again_drops_no_lock_on_it(story_file: StoryFile, tmp_path: Path) -> None:
    """POSIX drops all locks of a process on a file when it closes the file anywhere."""
    path = story_file.path

    def locks() -> int:
        own, inode = str(os.getpid()), path.stat().st_ino
        held = (line.split() for line in Path("/proc/locks").read_text("utf-8").splitlines())
        return sum(line[4] == own and line[5].endswith(f":{inode}") for line in held)

    with Reference.open(path) as reference:
        assert reference.begin_editing()
        set_note(reference, record=story_file.ids.meeting, note="open")
        before = locks()
        assert before
        check_header(path)
        assert locks() == before
        Reference.open(path, read_only=True).close()
        assert locks() == before
        repair(path, tmp_path / "repaired.attache")
        assert locks() == before
