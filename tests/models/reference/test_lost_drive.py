"""A drive that vanishes or turns read-only under an open reference: told, and nothing is lost.

A drive that is pulled out is unmounted with its files open. One that fails is made read-only by
Linux (ext4's errors=remount-ro); `remount,abort` does the same at once.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.backups.copying import save_copy
from models.backups.making import back_up
from models.checking.verification import verify
from models.editing import set_note
from models.reference.problems import (
    DriveError,
    MissingFileError,
    NotWritableError,
    ProblemError,
)
from models.reference.reference import Reference
from models.undo import undo_last
from tests.factories import make_story
from tests.models.reference.mounting import mounted, unmount

NOTE = "SELECT note FROM record WHERE note IS NOT NULL"
MANNERS = pytest.mark.parametrize("beside_readers", [True, False], ids=["log", "journal"])


def refused(act, *kinds: type[ProblemError]) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        act()
    assert isinstance(caught.value, kinds)
    assert "damaged" not in caught.value.sentence
    assert caught.value.advice
    return caught.value


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "stick", "-t", "tmpfs", "-o", "size=6m", "tmpfs") as folder:
        yield folder


@pytest.fixture
def failing(tmp_path: Path) -> Iterator[Path]:
    maker = shutil.which("mkfs.ext4", path="/usr/sbin:/sbin:/usr/bin")
    if maker is None:
        pytest.skip("mkfs.ext4 is not installed, so no drive can be made that turns read-only")
    image = tmp_path / "image"
    with image.open("wb") as file:
        file.truncate(12 << 20)
    subprocess.run([maker, "-q", "-F", str(image)], check=True)
    with mounted(tmp_path / "drive", "-o", "loop", str(image)) as folder:
        yield folder


@MANNERS
def test_a_vanished_drive_is_told_and_no_edit_is_taken_for_saved(
    stick: Path, tmp_path: Path, beside_readers: bool
) -> None:
    reference, story = make_story(stick / "kept.attache")
    with reference:
        assert not beside_readers or reference.begin_editing()
        set_note(reference, record=story.meeting, note="saved before")
        unmount(stick)
        said = refused(
            lambda: set_note(reference, record=story.meeting, note="lost"), NotWritableError
        )
        assert "moved, deleted or replaced" in said.sentence
        refused(lambda: undo_last(reference), NotWritableError)
        refused(lambda: verify(reference), MissingFileError)
        refused(lambda: Reference.open(reference.path), MissingFileError)
        refused(lambda: back_up(reference, folder=tmp_path / "backups"), MissingFileError)
        # What was read before can still be shown.
        assert reference.database.rows(NOTE) == [("saved before",)]
    assert list(stick.iterdir()) == []


@MANNERS
def test_a_drive_that_turned_read_only_is_told_and_read_and_copied_from(
    failing: Path, tmp_path: Path, beside_readers: bool
) -> None:
    reference, story = make_story(failing / "kept.attache")
    with reference:
        assert not beside_readers or reference.begin_editing()
        set_note(reference, record=story.meeting, note="saved before")
        subprocess.run(["mount", "-o", "remount,abort", str(failing)], check=True)
        refused(lambda: set_note(reference, record=story.meeting, note="lost"), DriveError)
        refused(lambda: undo_last(reference), DriveError)
        refused(lambda: save_copy(reference, failing / "copy.attache"), NotWritableError)
        assert reference.database.rows(NOTE) == [("saved before",)]
        save_copy(reference, tmp_path / "copy.attache")
    with Reference.open(reference.path) as again:
        assert again.database.rows(NOTE) == [("saved before",)]
    with Reference.open(tmp_path / "copy.attache") as copy:
        assert verify(copy).complete
        assert copy.database.rows(NOTE) == [("saved before",)]
