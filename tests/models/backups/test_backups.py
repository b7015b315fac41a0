"""Backups are whole, checked, kept in number, and never in the way of the work."""

import errno
import hashlib
import json
import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import apsw
import pytest

from models.backups import making
from models.backups.backup import AUTOMATIC, Backup, backups_in, differences
from models.backups.making import BusyWithEditsError, back_up, before
from models.backups.place import (
    backup_folder,
    choose_folder,
    data_folder,
    default_folder,
    room,
    synchronizer,
)
from models.backups.restoring import place_beside, restore
from models.backups.rotation import superseded
from models.checking.information import information
from models.checking.inspection import StoppedError
from models.checking.verification import verify
from models.reference.problems import ExistsError, NotWritableError, ProblemError
from models.reference.reference import Reference
from tests.factories import add_record, make_reference

MORNING = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def note(reference, text):
    with reference.step(label="A note"):
        reference.database.run("UPDATE record SET note = ? WHERE kind = 'meeting'", (text,))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


# --------------------------------------------------------------------- making


def test_a_backup_is_a_whole_reference_with_the_same_records(story, folder):
    reference, _ = story
    made = back_up(reference, folder=folder, now=MORNING)
    assert made.path.parent == room(reference.facts()["uid"], folder)
    assert made.path.name == "2026-03-04T08-00-00Z.attache"
    with Reference.open(made.path, read_only=True) as copy:
        assert verify(copy).failures == ()
        assert information(copy).kinds == information(reference).kinds
    assert backups_in(made.path.parent) == [made]
    assert made.counts["official"] == 2
    assert made.counts["quote"] == 2


def test_it_leaves_the_reference_byte_by_byte_as_it_was(story, folder):
    reference, _ = story
    before_it = digest(reference.path)
    back_up(reference, folder=folder)
    assert digest(reference.path) == before_it
    assert sorted(path.name for path in reference.path.parent.iterdir()) == [
        "backups",
        reference.path.name,
    ]


def test_an_unchanged_reference_is_not_copied_twice(story, folder):
    reference, _ = story
    first = back_up(reference, folder=folder, now=MORNING)
    assert back_up(reference, folder=folder, now=MORNING + timedelta(hours=2)) == first
    note(reference, "changed")
    second = back_up(reference, folder=folder, now=MORNING + timedelta(hours=3))
    assert second.path != first.path
    assert len(backups_in(first.path.parent)) == 2


def test_two_backups_in_one_second_are_two(story, folder):
    reference, _ = story
    first = back_up(reference, folder=folder, now=MORNING, reason="asked for")
    note(reference, "changed")
    second = back_up(reference, folder=folder, now=MORNING, reason="asked for")
    assert first.path != second.path
    assert first.path.exists()
    assert second.path.exists()


def test_others_can_edit_while_it_is_made_and_it_holds_one_state(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(making, "PAGES_AT_ONCE", 20)
    reference = make_reference(tmp_path / "edited.attache")
    with reference, Reference.open(reference.path) as writer:
        with writer.step(label="Many"):
            for number in range(400):
                add_record(writer.database, "official", f"Official {number}")
        edits = 0

        def edit(_done, _total, what):
            nonlocal edits
            if what == "copying" and edits < 3:
                with writer.step(label="One more"):
                    add_record(writer.database, "official", f"Later {edits}")
                edits += 1

        made = back_up(reference, folder=folder, progress=edit)
        assert edits == 3
        with Reference.open(made.path, read_only=True) as copy:
            assert verify(copy).done
            assert copy.database.rows("PRAGMA integrity_check") == [("ok",)]
            labels = {row[0] for row in copy.database.rows("SELECT label FROM record")}
        assert {f"Official {number}" for number in range(400)} <= labels
        assert len(labels) in {400, 401, 402, 403}


def test_it_gives_up_where_edits_never_stop_and_says_so(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(making, "PAGES_AT_ONCE", 5)
    with (
        make_reference(tmp_path / "edited.attache") as reference,
        Reference.open(reference.path) as writer,
    ):
        with writer.step(label="Begin"):
            add_record(writer.database, "official", "One")

        def edit(_done, _total, what):
            if what == "copying":
                with writer.step(label="One more"):
                    add_record(writer.database, "official", "Another")

        with pytest.raises(BusyWithEditsError):
            back_up(reference, folder=folder, progress=edit)
        assert list(room(reference.facts()["uid"], folder).iterdir()) == []


def test_made_while_somebody_edits_it_is_one_file_with_the_last_edit(story, folder):
    """Edits lie in a log beside the file then (`models.reference.journal`)."""
    reference, _ = story
    with Reference.open(reference.path) as writer:
        assert writer.begin_editing()
        note(writer, "in the log")
        made = back_up(reference, folder=folder, now=MORNING)
        assert made.path.read_bytes()[18:20] == b"\x01\x01"
        assert len(list(made.path.parent.iterdir())) == 2
        note(writer, "in the log again")
        later = back_up(reference, folder=folder, now=MORNING + timedelta(hours=1))
        assert later.path != made.path
    with Reference.open(later.path, read_only=True) as copy:
        assert copy.database.rows("SELECT note FROM record WHERE kind = 'meeting'") == [
            ("in the log again",)
        ]
        assert verify(copy).complete


def test_broken_off_it_leaves_nothing_behind(story, folder):
    reference, _ = story
    with pytest.raises(StoppedError):
        back_up(reference, folder=folder, cancelled=lambda: True)
    assert list(folder.rglob("*.attache*")) == []


def test_what_a_crash_left_unfinished_is_no_backup_and_is_swept_away(story, folder):
    reference, _ = story
    own = room(reference.facts()["uid"], folder)
    own.mkdir(parents=True)
    half = own / "2026-03-04T07-00-00Z.attache.unfinished"
    half.write_bytes(b"half")
    assert backups_in(own) == []
    back_up(reference, folder=folder)
    assert not half.exists()


def test_only_the_person_can_read_a_backup(story, folder):
    reference, _ = story
    made = back_up(reference, folder=folder)
    if os.name == "posix":
        assert made.path.stat().st_mode & 0o077 == 0
        assert made.path.parent.stat().st_mode & 0o077 == 0


def test_a_damaged_reference_gives_no_backup_and_takes_none_away(story, folder):
    reference, _ = story
    good = back_up(reference, folder=folder, now=MORNING)
    note(reference, "changed")
    reference.close()
    size = reference.path.stat().st_size
    with reference.path.open("rb+") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096 * 8)
    with Reference.open(reference.path) as again, pytest.raises(ProblemError):
        back_up(again, folder=folder, now=MORNING + timedelta(days=900))
    assert backups_in(good.path.parent) == [good]


# ------------------------------------------------------------------- problems


def test_a_full_disk_is_a_sentence_and_nothing_is_left(story, folder, monkeypatch):
    reference, _ = story
    usage = SimpleNamespace(free=1000)
    monkeypatch.setattr(making.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(NotWritableError) as problem:
        back_up(reference, folder=folder)
    assert "no room" in problem.value.sentence
    assert "work goes on" in problem.value.advice
    assert list(folder.rglob("*.attache*")) == []


def test_a_disk_that_fills_up_while_copying_is_a_sentence(story, folder, monkeypatch):
    reference, _ = story

    def full(*_):
        raise apsw.FullError

    monkeypatch.setattr(making, "copy_pages", full)
    with pytest.raises(NotWritableError, match="disk was full"):
        back_up(reference, folder=folder)
    assert list(folder.rglob("*.attache*")) == []


def test_a_folder_that_cannot_be_made_is_a_sentence(story, tmp_path):
    reference, _ = story
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritableError, match="No backup can be made"):
        back_up(reference, folder=tmp_path / "file" / "backups")


def test_a_folder_that_may_not_be_written_is_a_sentence(story, folder, monkeypatch):
    reference, _ = story

    def refused(*_args, **_kwargs):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(making.os, "open", refused)
    with pytest.raises(NotWritableError, match="Permission denied"):
        back_up(reference, folder=folder)


def test_a_reference_that_vanished_is_a_sentence(story, folder):
    reference, _ = story
    reference.close()
    reference.path.unlink()
    with pytest.raises(ProblemError):
        back_up(reference, folder=folder)
    assert not reference.path.exists()


def test_a_uid_that_is_a_path_stays_in_the_folder(tmp_path):
    assert room("../../etc", tmp_path) == tmp_path / "etc"
    assert room("", tmp_path).parent == tmp_path


# -------------------------------------------------------------------- before


def test_before_a_bulk_step_there_is_a_backup_with_its_reason(story, folder):
    reference, _ = story
    made = before(reference, "before an import: historian", folder=folder)
    assert made.reason == "before an import: historian"
    assert "before an import" in made.path.name
    assert before(reference, "before another", folder=folder) == made


def test_an_empty_reference_needs_none(tmp_path, folder):
    with make_reference(tmp_path / "empty.attache") as reference:
        assert before(reference, "before an import", folder=folder) is None


# ------------------------------------------------------------------- rotation


def backup_at(made, reason=AUTOMATIC, size=1000):
    return Backup(Path(f"{made.isoformat()} {reason}"), made, reason, size)


def test_hours_days_and_weeks_are_kept_and_no_more():
    now = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
    every_ten_minutes = [backup_at(now - timedelta(minutes=10 * n)) for n in range(6 * 24 * 100)]
    gone = superseded(every_ten_minutes, now)
    names = {backup.path for backup in gone}
    kept = [backup for backup in every_ten_minutes if backup.path not in names]
    assert kept[0].made == now
    hours = [one for one in kept if now - one.made <= timedelta(days=1)]
    days = [one for one in kept if timedelta(days=1) < now - one.made <= timedelta(days=14)]
    weeks = [one for one in kept if timedelta(days=14) < now - one.made]
    assert len(hours) == 25
    assert len({one.made.date() for one in days}) == len(days) == 14
    assert len({one.made.isocalendar()[:2] for one in weeks}) == len(weeks)
    assert 10 <= len(weeks) <= 13
    assert min(one.made for one in kept) >= now - timedelta(weeks=13)


def test_the_newest_always_stays_and_the_total_is_bounded():
    now = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
    hourly = [backup_at(now - timedelta(hours=n), size=400) for n in range(10)]
    assert hourly[0] not in superseded(hourly, now, 100)
    assert superseded(hourly, now, 100) == hourly[1:]
    assert superseded(hourly, now, 1300) == hourly[3:]
    ancient = [backup_at(now - timedelta(days=4000))]
    assert superseded(ancient, now) == []


def test_backups_with_a_reason_outlive_the_hours_up_to_ten():
    now = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
    asked = [backup_at(now - timedelta(days=30 * n), "before an import") for n in range(1, 14)]
    newest = backup_at(now)
    assert superseded([newest, *asked], now) == asked[10:]


def test_what_is_superseded_is_deleted_after_the_new_one_is_there(story, folder):
    reference, _ = story
    for minutes in range(0, 50, 10):
        note(reference, f"{minutes}")
        newest = back_up(reference, folder=folder, now=MORNING + timedelta(minutes=minutes))
    assert backups_in(newest.path.parent) == [newest]
    assert {path.name for path in newest.path.parent.iterdir()} == {
        newest.path.name,
        f"{newest.path.name}.json",
    }


# ------------------------------------------------------------------- listing


def test_a_backup_without_its_note_is_still_a_backup(story, folder):
    reference, _ = story
    made = back_up(reference, folder=folder, now=MORNING)
    for spoiled in (None, "no json", json.dumps(["a", "list"])):
        beside = made.path.with_name(f"{made.path.name}.json")
        beside.unlink() if spoiled is None else beside.write_text(spoiled)
        (found,) = backups_in(made.path.parent)
        assert (found.path, found.made, found.size) == (made.path, made.made, made.size)
        assert found.counts == {}


def test_differences_tell_what_the_reference_has_more_or_less(story, folder):
    reference, _ = story
    made = back_up(reference, folder=folder)
    with reference.step(label="More"):
        add_record(reference.database, "official", "One more")
    now = dict(made.counts) | {"official": made.counts["official"] + 1, "name": 0}
    assert differences(made, now) == {"official": 1, "name": -made.counts["name"]}


# ------------------------------------------------------------------ restoring


def test_a_restored_backup_is_a_new_file_that_holds(story, folder, tmp_path):
    reference, _ = story
    made = back_up(reference, folder=folder)
    note(reference, "after the backup")
    before_it, kept = digest(reference.path), digest(made.path)
    into = place_beside(reference.path, made.made)
    assert restore(made.path, into) == into
    with Reference.open(into) as again:
        assert verify(again).failures == ()
        assert again.database.rows("SELECT note FROM record WHERE kind = 'meeting'") == [(None,)]
    assert digest(reference.path) == before_it
    assert digest(made.path) == kept
    assert place_beside(reference.path, made.made) != into


def test_nothing_is_ever_restored_over_a_file(story, folder, tmp_path):
    reference, _ = story
    made = back_up(reference, folder=folder)
    taken = tmp_path / "taken.attache"
    taken.write_text("mine")
    with pytest.raises(ExistsError):
        restore(made.path, taken)
    assert taken.read_text() == "mine"
    with pytest.raises(ExistsError):
        restore(made.path, reference.path)


def test_what_is_no_backup_is_not_restored(tmp_path):
    wrong = tmp_path / "wrong.attache"
    wrong.write_text("words")
    with pytest.raises(ProblemError):
        restore(wrong, tmp_path / "new.attache")
    assert not (tmp_path / "new.attache").exists()


# --------------------------------------------------------------------- places


@pytest.mark.parametrize(
    ("parts", "program"),
    [
        (("Dropbox", "work"), "Dropbox"),
        (("OneDrive - Ministry", "work"), "OneDrive"),
        (("Nextcloud",), "Nextcloud"),
        (("Library", "Mobile Documents", "com~apple~CloudDocs"), "iCloud"),
        (("Google Drive", "My Drive"), "Google Drive"),
        (("Documents", "OneDriveless"), None),
        (("Documents",), None),
    ],
)
def test_folders_that_programs_keep_in_step_are_known_by_name(tmp_path, parts, program):
    assert synchronizer(tmp_path.joinpath(*parts)) == program


def test_folders_that_programs_keep_in_step_are_known_by_their_signs(tmp_path):
    (tmp_path / "elsewhere" / ".stfolder").mkdir(parents=True)
    assert synchronizer(tmp_path / "elsewhere" / "deep" / "er") == "Syncthing"


def test_a_synchronized_folder_is_chosen_only_on_purpose(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with pytest.raises(NotWritableError, match="Dropbox"):
        choose_folder(tmp_path / "Dropbox" / "backups")
    assert backup_folder() == default_folder()
    choose_folder(tmp_path / "Dropbox" / "backups", synchronized_too=True)
    assert backup_folder() == tmp_path / "Dropbox" / "backups"
    choose_folder(None)
    assert backup_folder() == default_folder()


def test_data_in_a_synchronized_place_is_not_copied_there_unasked(story, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "Dropbox"))
    reference, _ = story
    with pytest.raises(NotWritableError, match="Dropbox"):
        back_up(reference)
    assert not (tmp_path / "Dropbox").exists()


def test_the_folder_follows_the_system(monkeypatch):
    monkeypatch.setattr("models.backups.place.sys.platform", "linux")
    assert data_folder({"XDG_DATA_HOME": "/data"}) == Path("/data/attache")
    assert data_folder({"XDG_DATA_HOME": "relative"}) == Path.home() / ".local/share/attache"
    monkeypatch.setattr("models.backups.place.sys.platform", "darwin")
    assert data_folder({}) == Path.home() / "Library/Application Support/attache"


def test_a_copy_that_went_on_elsewhere_is_another_state(story, folder, tmp_path):
    reference, _ = story
    first = back_up(reference, folder=folder, now=MORNING)
    reference.close()
    other = Path(shutil.copyfile(reference.path, tmp_path / "other.attache"))
    with Reference.open(other) as elsewhere:
        note(elsewhere, "elsewhere")
        second = back_up(elsewhere, folder=folder, now=MORNING + timedelta(hours=1))
    assert second.path.parent == first.path.parent
    assert second.state != first.state


def test_a_reader_of_another_program_is_not_in_the_way(story, folder):
    reference, _ = story
    other = sqlite3.connect(reference.path)
    try:
        cursor = other.execute("SELECT id FROM record")
        cursor.fetchone()
        assert back_up(reference, folder=folder).size > 0
        cursor.close()
    finally:
        other.close()
