"""Editing beside readers, and one whole file afterwards (law 11)."""

import shutil
import stat
import threading
import uuid
from pathlib import Path

import pytest

from models.reference import journal, problems
from models.reference.header import is_write_ahead
from models.reference.reference import Reference


def add_tag(reference: Reference, text: str) -> None:
    with reference.step(label="Tag"):
        reference.database.run(
            "INSERT INTO tag (uid, text) VALUES (?, ?)", (str(uuid.uuid4()), text)
        )


def tags(reference: Reference) -> set[str]:
    with reference.connected() as database:
        return {text for (text,) in database.rows("SELECT text FROM tag")}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "notes.attache"
    Reference.create(made, title="Notes").close()
    return made


def test_a_reader_in_the_middle_does_not_stop_the_writer(path: Path) -> None:
    with Reference.open(path) as writer, Reference.open(path) as reader:
        assert writer.begin_editing()
        reading = reader.database.execute_sql("SELECT type FROM sqlite_master")
        assert reading.fetchone() is not None
        add_tag(writer, "written")
        assert tags(writer) == {"written"}
        assert reading.fetchone() is not None


def test_after_a_pause_a_plain_copy_of_the_one_file_is_whole(path: Path, tmp_path: Path) -> None:
    with Reference.open(path) as reference:
        reference.begin_editing()
        add_tag(reference, "kept")
        assert journal.left_over(path)
        assert reference.fold_back()
        assert not journal.left_over(path)
        copied = tmp_path / "elsewhere.attache"
        shutil.copyfile(path, copied)
        with Reference.open(copied) as copy:
            assert tags(copy) == {"kept"}


def test_a_reader_of_older_pages_delays_folding_and_nothing_is_lost(path: Path) -> None:
    with Reference.open(path) as writer, Reference.open(path) as reader:
        writer.begin_editing()
        reading = reader.database.execute_sql("SELECT type FROM sqlite_master")
        reading.fetchone()
        add_tag(writer, "late")
        assert not writer.fold_back()
        reading.close()
        assert writer.fold_back()


def test_closing_leaves_one_file_that_opens_on_read_only_media(path: Path) -> None:
    with Reference.open(path) as reference:
        reference.begin_editing()
        add_tag(reference, "kept")
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert not is_write_ahead(path)
    path.chmod(stat.S_IREAD)
    with Reference.open(path, read_only=True) as again:
        assert tags(again) == {"kept"}


def test_another_thread_that_still_reads_leaves_the_file_good_for_the_next_start(
    path: Path,
) -> None:
    reference = Reference.open(path)
    reference.begin_editing()
    add_tag(reference, "kept")
    reading, end = threading.Event(), threading.Event()

    def read() -> None:
        with reference.connected():
            reading.set()
            end.wait(10)

    thread = threading.Thread(target=read)
    thread.start()
    assert reading.wait(10)
    reference.close()
    assert is_write_ahead(path)
    end.set()
    thread.join()
    with Reference.open(path) as again:
        assert not is_write_ahead(path)
        assert tags(again) == {"kept"}


def test_edits_beside_the_file_are_never_left_out_silently(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Reference.open(path) as reference:
        reference.begin_editing()
        add_tag(reference, "kept")
        folder = tmp_path / "left by force"
        folder.mkdir()
        for part in path.parent.glob("notes.attache*"):
            shutil.copyfile(part, folder / part.name)
    monkeypatch.setattr("models.reference.reference.can_write", lambda _: False)
    with pytest.raises(problems.NotWritableError, match="last edits lie in a second file"):
        Reference.open(folder / path.name)
    monkeypatch.undo()
    with Reference.open(folder / path.name) as restored:
        assert tags(restored) == {"kept"}
        assert not is_write_ahead(folder / path.name)


def test_a_file_on_a_network_drive_keeps_the_rollback_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "is_on_network", lambda _: True)
    with Reference.open(path) as reference:
        assert not reference.begin_editing()
        add_tag(reference, "kept")
        assert not is_write_ahead(path)
        assert not journal.left_over(path)


def test_the_kind_of_drive_is_read_off_the_table_of_mounts() -> None:
    mounts = (
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
        "40 22 0:40 / /home/mira/News\\040desk rw,relatime - cifs //server/desk rw",
        "41 22 0:41 / /home/mira/News rw,relatime - tmpfs tmpfs rw",
        "cut short",
    )
    assert journal.file_system_of(Path("/home/mira/News desk/a.attache"), mounts) == "cifs"
    assert journal.file_system_of(Path("/home/mira/News/a.attache"), mounts) == "tmpfs"
    assert journal.file_system_of(Path("/srv/a.attache"), mounts) == "ext4"
    assert journal.file_system_of(Path("/srv/a.attache"), ()) is None


def test_a_crash_amid_folding_back_leaves_a_file_that_opens(path: Path, tmp_path: Path) -> None:
    """The first page, which says how long the file is, can be in it before the last ones are."""
    left = tmp_path / "left.attache"
    with Reference.open(path) as reference:
        assert reference.begin_editing()
        for number in range(20):
            add_tag(reference, f"{number} {'x' * 5000}")
        shutil.copyfile(path, left)
        shutil.copyfile(f"{path}-wal", f"{left}-wal")
        assert reference.fold_back()
        first_page = path.read_bytes()[:4096]
    with left.open("rb+") as half:
        half.write(first_page)
    without_log = Path(shutil.copyfile(left, tmp_path / "without.attache"))
    with Reference.open(left) as reference:
        assert len(tags(reference)) == 20
    with pytest.raises(problems.DamagedError, match="cut short"):
        Reference.open(without_log)
