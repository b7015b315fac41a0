"""A disk without room is told in a sentence; what was saved stays, and work goes on with room."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from models.backups.copying import save_copy
from models.backups.making import back_up
from models.checking.verification import verify
from models.editing import set_note
from models.importing.tables import import_table, propose, read_table
from models.migrating import numbered
from models.migrating.bringing_up import bring_up_to_date
from models.reference import journal
from models.reference.database import ReferenceDatabase
from models.reference.problems import NotWritableError, ProblemError
from models.reference.reference import Reference
from models.repair.repairing import repair
from models.undo import undo_last
from tests.factories import Story, make_story
from tests.models.migrating import older
from tests.models.reference.mounting import mounted

MEGABYTES = 6


class Disk:
    """A small file system of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, *, but: int) -> None:
        """Leave so many bytes free."""
        free = shutil.disk_usage(self.folder).free
        self._ballast.write_bytes(bytes(max(0, free - but)))

    def clear(self) -> None:
        self._ballast.unlink(missing_ok=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs") as folder:
        yield Disk(folder)


@pytest.fixture
def kept(disk: Disk) -> Iterator[tuple[Reference, Story]]:
    reference, story = make_story(disk.folder / "kept.attache")
    with reference:
        yield reference, story


def import_many(reference: Reference) -> None:
    rows = "".join(f"Talks {number},visit,2023-08-02\n" for number in range(400))
    table = read_table(f"title,form,date\n{rows}".encode(), name="talks.csv")
    import_table(reference, table, propose(table.headings), logged=0)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(ProblemError) as caught:
        act()
    assert type(caught.value) is NotWritableError
    return caught.value.sentence


@pytest.mark.parametrize("manner", ["beside readers", "in one piece"])
@pytest.mark.parametrize("but", [0, 4096, 20_000, 60_000])
def test_edits_and_imports_are_refused_whole_and_made_when_there_is_room(
    disk: Disk, kept: tuple[Reference, Story], manner: str, but: int
) -> None:
    reference, story = kept
    if manner == "beside readers":
        assert reference.begin_editing()
    set_note(reference, record=story.meeting, note="saved before")
    disk.fill(but=but)
    long = "x" * 200_000
    assert "full" in refused(lambda: set_note(reference, record=story.meeting, note=long))
    assert "full" in refused(lambda: import_many(reference))
    assert verify(reference).failures == ()
    disk.clear()
    rows = reference.database.rows("SELECT note FROM record WHERE id = ?", (story.meeting,))
    assert rows == [("saved before",)]
    import_many(reference)
    undo_last(reference, imports=True)
    undo_last(reference)
    assert verify(reference).complete
    reference.close()
    assert [one.name for one in disk.folder.iterdir()] == ["kept.attache"]
    with Reference.open(reference.path) as again:
        assert verify(again).complete


def test_a_disk_that_is_full_already_is_edited_with_a_journal_and_read_by_all(
    disk: Disk, kept: tuple[Reference, Story]
) -> None:
    """The index of a log needs room even for reading."""
    reference, story = kept
    disk.fill(but=0)
    assert not reference.begin_editing()
    refused(lambda: set_note(reference, record=story.meeting, note="no room"))
    with Reference.open(reference.path) as other:
        assert other.facts()["title"] == "The small story"
        assert verify(other).complete


def test_a_reference_that_a_crash_left_with_its_log_says_that_the_disk_is_full(
    disk: Disk, kept: tuple[Reference, Story], tmp_path: Path
) -> None:
    reference, story = kept
    assert reference.begin_editing()
    set_note(reference, record=story.meeting, note="in the log")
    left = disk.folder / "left.attache"
    for ending in ("", "-wal"):
        shutil.copyfile(f"{reference.path}{ending}", f"{left}{ending}")
    reference.close()
    disk.fill(but=0)
    assert "the disk is full" in refused(lambda: Reference.open(left))
    disk.clear()
    with Reference.open(left) as again:
        rows = again.database.rows("SELECT note FROM record WHERE id = ?", (story.meeting,))
        assert rows == [("in the log",)]


def test_what_makes_a_new_file_leaves_none_behind(
    disk: Disk, kept: tuple[Reference, Story]
) -> None:
    reference, _ = kept
    disk.fill(but=100_000)
    before = sorted(one.name for one in disk.folder.iterdir())
    new = disk.folder / "new.attache"
    for act in (
        lambda: Reference.create(new, title="New"),
        lambda: save_copy(reference, new),
        lambda: repair(reference.path, new),
        lambda: back_up(reference, folder=disk.folder / "backups"),
    ):
        refused(act)
        assert [one for one in disk.folder.rglob("*") if one.is_file()] == [
            disk.folder / name for name in before
        ]


def test_an_update_without_room_for_its_journal_leaves_the_old_file(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = disk.folder / "old.attache"
    make_story(path)[0].close()
    migration = older.keeping_steps(older.make_older(path))
    monkeypatch.setattr(numbered, "MIGRATIONS", [migration])
    disk.fill(but=8192)
    before = path.read_bytes()
    assert "full" in refused(lambda: bring_up_to_date(path, folder=tmp_path / "backups"))
    assert path.read_bytes() == before
    disk.clear()
    bring_up_to_date(path, folder=tmp_path / "backups")
    Reference.open(path).close()


class _Bounded(apsw.VFSFile):
    """A file that takes no more than its disk has room for."""

    def __init__(
        self, name: str | apsw.URIFilename | None, flags: list[int], system: "System"
    ) -> None:
        self._system = system
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        growth = max(0, offset + len(data) - super().xFileSize())
        if growth > self._system.room:
            raise apsw.FullError
        self._system.room -= growth
        super().xWrite(data, offset)


class System(apsw.VFS):
    """The usual files, with room for so many bytes more: where nobody may make a small disk."""

    def __init__(self, room: int) -> None:
        self.name = f"bounded-{id(self)}"
        self.room = room
        super().__init__(self.name, base="")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        return _Bounded(name, flags, self)


@pytest.mark.parametrize("room", [0, 3000, 30_000, 100_000])
def test_a_disk_that_takes_only_so_much_more_takes_an_edit_whole_or_not_at_all(
    tmp_path: Path, room: int
) -> None:
    path = tmp_path / "kept.attache"
    reference, story = make_story(path)
    reference.close()
    system = System(room)
    database = ReferenceDatabase(path, file_system=system.name)
    database.connect()
    try:
        bounded = Reference(path, database)
        text = "x" * 200_000
        assert "full" in refused(lambda: set_note(bounded, record=story.meeting, note=text))
        assert verify(bounded).failures == ()
        system.room = 10_000_000
        set_note(bounded, record=story.meeting, note=text)
        undo_last(bounded)
    finally:
        database.close()
        system.unregister()
    with Reference.open(path) as again:
        assert verify(again).complete
        assert again.database.rows("SELECT note FROM record WHERE id = ?", (story.meeting,)) == [
            (None,)
        ]


def test_where_room_cannot_be_asked_for_there_is_some(tmp_path: Path) -> None:
    assert not journal.nearly_full(tmp_path / "no such folder" / "file.attache")
