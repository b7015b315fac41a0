import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.files.work_folder import LOCK, WorkFolder, sweep

PREFIX = "attache-test-"
KEEP = """
import sys
from pathlib import Path
from models.files.work_folder import WorkFolder
folder = WorkFolder.make(Path(sys.argv[1]), sys.argv[2])
(folder.path / "half").write_text("half")
print(folder.path, flush=True)
sys.stdin.read()
"""


def owner(parent: Path) -> tuple[subprocess.Popen[str], Path]:
    """Start a process that owns a work folder until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", KEEP, str(parent), PREFIX],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_work_folder_goes_with_what_is_in_it(tmp_path: Path) -> None:
    with WorkFolder.make(tmp_path, PREFIX) as folder:
        (folder.path / "inside").mkdir()
        (folder.path / "inside" / "file").write_text("x")
        assert folder.path.parent == tmp_path
        assert folder.path.name.startswith(PREFIX)
    assert list(tmp_path.iterdir()) == []
    folder.remove()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a matter of POSIX")
def test_a_work_folder_is_closed_to_others(tmp_path: Path) -> None:
    with WorkFolder.make(tmp_path, PREFIX) as folder:
        assert folder.path.stat().st_mode & 0o077 == 0


def test_the_folder_of_a_living_process_is_not_swept(tmp_path: Path) -> None:
    process, path = owner(tmp_path)
    try:
        assert sweep(tmp_path, PREFIX) == 0
        assert (path / "half").exists()
    finally:
        end(process)


def test_the_folder_of_a_killed_process_is_swept(tmp_path: Path) -> None:
    process, path = owner(tmp_path)
    end(process)
    assert path.exists()
    assert sweep(tmp_path, PREFIX) == 1
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_a_work_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}no-lock").mkdir()
    (tmp_path / f"{PREFIX}file").write_text("x")
    (tmp_path / "another").mkdir()
    (tmp_path / "another" / LOCK).touch()
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "another")
    before = sorted(tmp_path.rglob("*"))
    assert sweep(tmp_path, PREFIX) == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_sweeping_a_folder_that_is_not_there_does_nothing(tmp_path: Path) -> None:
    assert sweep(tmp_path / "gone", PREFIX) == 0


def test_a_folder_swept_between_making_and_locking_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[str] = []
    real = os.open

    def opened(path: Path, *arguments: int) -> int:
        handle = real(path, *arguments)
        if not swept:
            swept.append(str(path))
            Path(path).unlink()
            Path(path).parent.rmdir()
        return handle

    monkeypatch.setattr("models.files.work_folder.os.open", opened)
    with WorkFolder.make(tmp_path, PREFIX) as folder:
        assert folder.path.exists()
        assert str(folder.path / LOCK) not in swept
