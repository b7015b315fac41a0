import sys
from pathlib import Path

import pytest

from desktop.instance import place
from desktop.instance.place import NoMeetingPlaceError, key_of, meeting_place

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes have names there, not paths")


@pytest.fixture(autouse=True)
def usual(tmp_path, monkeypatch):
    """Where this session's own folder would be: not there, until a test makes it."""
    monkeypatch.setattr(place, "USUAL_FOLDER", str(tmp_path / "usual"))
    return tmp_path / "usual"


def test_links_of_both_kinds_lead_to_the_same_key(tmp_path):
    file, other = tmp_path / "a.attache", tmp_path / "b.attache"
    file.write_bytes(b"")
    other.write_bytes(b"")
    (tmp_path / "symbolic").symlink_to(file)
    (tmp_path / "hard").hardlink_to(file)
    keys = {key_of(tmp_path / name) for name in ("a.attache", "symbolic", "hard")}
    assert len(keys) == 1
    assert key_of(other) not in keys


def test_a_file_that_is_not_there_is_known_by_its_resolved_path(tmp_path, monkeypatch):
    (tmp_path / "folder").symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert key_of(Path("new")) == key_of(tmp_path / "folder" / "new")


def test_a_moved_file_stays_the_same(tmp_path):
    file = tmp_path / "a.attache"
    file.write_bytes(b"")
    before = key_of(file)
    assert key_of(file.rename(tmp_path / "b.attache")) == before


@pytest.mark.parametrize("mode", [0o777, 0o755, 0o710])
def test_a_folder_that_others_can_enter_is_not_used(runtime, tmp_path, monkeypatch, mode):
    monkeypatch.setattr(place, "OWN_FOLDER", str(tmp_path / "own"))
    runtime.chmod(mode)
    assert meeting_place(tmp_path / "a").lock.parent == tmp_path / "own"
    assert (tmp_path / "own").stat().st_mode & 0o777 == 0o700


def test_a_runtime_folder_too_deep_for_a_socket_is_not_used(tmp_path, monkeypatch):
    deep = tmp_path / ("d" * 90)
    deep.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    monkeypatch.setattr(place, "OWN_FOLDER", str(tmp_path / "own"))
    assert meeting_place(tmp_path / "a").lock.parent == tmp_path / "own"


def test_a_folder_of_somebody_elses_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", "relative/is/ignored")
    taken = tmp_path / "taken"
    taken.mkdir()
    taken.chmod(0o777)
    monkeypatch.setattr(place, "OWN_FOLDER", str(taken))
    with pytest.raises(NoMeetingPlaceError, match="belongs to somebody else"):
        meeting_place(tmp_path / "a")


def test_lock_and_socket_lie_side_by_side(runtime, tmp_path):
    found = meeting_place(tmp_path / "a")
    assert found.lock.parent == runtime
    assert found.server + ".lock" == str(found.lock)


def test_a_start_without_the_variable_meets_the_others(usual, runtime, tmp_path, monkeypatch):
    monkeypatch.setattr(place, "USUAL_FOLDER", str(runtime))
    before = meeting_place(tmp_path / "a")
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert meeting_place(tmp_path / "a") == before
