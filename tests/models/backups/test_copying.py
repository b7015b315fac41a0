"""A copy of a reference, with its history or without, and its file at another place."""

import errno
from pathlib import Path

import pytest

from models.backups.backup import backups_in
from models.backups.copying import move_file, save_copy
from models.backups.making import back_up
from models.backups.place import room
from models.checking.inspection import StoppedError
from models.checking.verification import verify
from models.editing import create_record, merge, rename, set_note, unmerge
from models.editing.done import RefusedError
from models.reference.problems import ExistsError, MissingFileError, NotWritableError
from models.reference.reference import Reference
from models.removing.backups import backups_of, forget_backups
from models.seeds.loading import load_seed
from models.seeds.shipped import named_seed, seeds_folder
from models.undo import history, next_undo, undo_last
from tests.factories import make_reference


def test_a_copy_can_be_undone_like_the_original(story, tmp_path):
    reference, ids = story
    set_note(reference, record=ids.meeting, note="one")
    told = []
    copy = save_copy(reference, tmp_path / "copy.attache", progress=lambda *far: told.append(far))
    assert told
    with Reference.open(copy) as again:
        assert verify(again).failures == ()
        assert undo_last(again).label == "Undo: Note on Bagheri meets Khrenin"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.attache", "story.attache"]


def test_a_copy_without_history_holds_no_earlier_word_and_still_comes_apart(story, tmp_path):
    reference, ids = story
    rename(reference, record=ids.khrenin, label="Zebediah Quux")
    undo_last(reference)
    set_note(reference, record=ids.meeting, note="Quuxian")
    set_note(reference, record=ids.meeting, note=None)
    twin = create_record(reference, kind="official", label="Viktor Hrenin").focus
    merge(reference, keep=ids.khrenin, gone=twin)
    copy = save_copy(reference, tmp_path / "copy.attache", history=False)
    with Reference.open(copy) as bare:
        assert verify(bare).failures == ()
        assert history(bare, ids.meeting) == ()
        assert next_undo(bare).is_final
        with pytest.raises(RefusedError, match="removed for good"):
            undo_last(bare)
        unmerge(bare, record=twin)
        assert verify(bare).failures == ()
    assert b"Quux" not in copy.read_bytes()
    assert history(reference, ids.meeting)


def test_what_an_import_brought_is_in_the_copy_without_history(tmp_path):
    with make_reference(tmp_path / "one.attache") as reference:
        load_seed(reference, named_seed("iran-belarus", seeds_folder()))
        count = reference.database.rows("SELECT count(*) FROM record")
        copy = save_copy(reference, tmp_path / "copy.attache", history=False)
        with Reference.open(copy) as bare:
            assert bare.database.rows("SELECT count(*) FROM record") == count
            labels = {row[0] for row in bare.database.rows("SELECT label FROM step")}
            assert not any("Belarus" in label for label in labels)
            assert verify(bare).failures == ()


def test_nothing_is_overwritten_and_a_copy_broken_off_leaves_nothing(story, tmp_path):
    reference, _ = story
    taken = tmp_path / "taken.attache"
    taken.write_bytes(b"mine")
    with pytest.raises(ExistsError):
        save_copy(reference, taken)
    assert taken.read_bytes() == b"mine"
    with pytest.raises(StoppedError):
        save_copy(reference, tmp_path / "copy.attache", cancelled=lambda: True)
    with pytest.raises(NotWritableError):
        save_copy(reference, tmp_path / "nowhere" / "copy.attache")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["story.attache", "taken.attache"]


def test_a_file_moves_also_to_another_drive(story_file, tmp_path, monkeypatch):
    there = move_file(story_file.path, tmp_path / "گزارش.attache")
    renamed = Path.rename

    def other_drive(self, target):
        if self.name == there.name:
            raise OSError(errno.EXDEV, "another drive")
        return renamed(self, target)

    monkeypatch.setattr(Path, "rename", other_drive)
    moved = move_file(there, tmp_path / "again.attache")
    assert [path.name for path in tmp_path.iterdir()] == ["again.attache"]
    with Reference.open(moved) as reference:
        assert verify(reference).failures == ()


def test_a_file_that_cannot_be_moved_stays_where_it_is(story_file, tmp_path, monkeypatch):
    taken = tmp_path / "taken.attache"
    taken.write_bytes(b"mine")
    with pytest.raises(ExistsError):
        move_file(story_file.path, taken)
    with pytest.raises(MissingFileError):
        move_file(tmp_path / "gone.attache", tmp_path / "new.attache")

    def refused(_self, _target):
        raise OSError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(NotWritableError):
        move_file(story_file.path, tmp_path / "new.attache")
    assert story_file.path.exists()
    assert taken.read_bytes() == b"mine"


def test_backups_made_before_a_removal_go_and_a_new_one_is_made(story, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    reference, ids = story
    own = room(reference.facts()["uid"])
    first = back_up(reference)
    set_note(reference, record=ids.meeting, note="x")
    back_up(reference, reason="asked for")
    assert backups_of(reference) == 2
    forgotten = forget_backups(reference)
    assert (forgotten.deleted, forgotten.left, forgotten.made) == (2, 0, True)
    (left,) = backups_in(own)
    assert left.reason == "after a removal"
    assert not first.path.exists()
