"""A file of an older version is brought up wholly or not at all, after a full backup."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from models.backups import making
from models.backups.backup import backups_in
from models.backups.place import room
from models.backups.restoring import restore
from models.checking.inspection import StoppedError
from models.checking.verification import verify
from models.editing import rename, set_note
from models.editing.done import RefusedError
from models.migrating import numbered
from models.migrating.bringing_up import MigrationError, bring_up_to_date
from models.migrating.migration import Migration
from models.reference import problems
from models.reference import reference as reference_module
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference
from models.reference.shape import expected_objects
from models.undo import next_undo, recent_steps, redo, take_back, undo_last
from tests.factories import make_story
from tests.models.migrating import older
from tests.models.reference.test_bad_input import held_by_another_program

CHECKOUT = Path(__file__).resolve().parents[3]
TAGS = ["defence", "Tehran"]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def add_tag(reference: Reference, text: str) -> None:
    with reference.step(label=f"Tag {text}"):
        reference.database.run(
            "INSERT INTO tag (uid, text) VALUES (?, ?)", (str(uuid.uuid4()), text)
        )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a story in which things were done and one undone, as a file of version 1."""
    path = tmp_path / "references" / "old.attache"
    path.parent.mkdir()
    reference, ids = make_story(path)
    with reference:
        for tag in TAGS:
            add_tag(reference, tag)
        with reference.step(label="Drop a tag"):
            reference.database.run("DELETE FROM tag WHERE text = 'Tehran'")
        rename(reference, record=ids.meeting, label="Talks")
        set_note(reference, record=ids.meeting, note="Undone")
        undo_last(reference)
    return path


@pytest.fixture
def migrations(monkeypatch: pytest.MonkeyPatch) -> list[Migration]:
    """The made-up migrations of a test."""
    found: list[Migration] = []
    monkeypatch.setattr(numbered, "MIGRATIONS", found)
    return found


@pytest.fixture
def old(path: Path, migrations: list[Migration]) -> Path:
    """Return the same as a file of version 0, and know how to bring it up."""
    migrations.append(older.keeping_steps(older.make_older(path)))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def untouched(path: Path, before: str) -> None:
    assert digest(path) == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    with pytest.raises(problems.OlderVersionError):
        Reference.open(path)


def labels(reference: Reference) -> list[str]:
    return [row[0] for row in reference.database.rows("SELECT label FROM record ORDER BY id")]


# -------------------------------------------------------------------- opening


def test_an_older_file_is_not_opened_but_told_and_left_as_it_is(old: Path) -> None:
    before = digest(old)
    with pytest.raises(problems.OlderVersionError, match="made by an older Attaché") as caught:
        Reference.open(old)
    assert caught.value.path == old
    assert "full backup" in caught.value.advice
    untouched(old, before)


def test_a_version_nobody_knows_is_damage(old: Path, migrations: list[Migration]) -> None:
    migrations.clear()
    with pytest.raises(problems.DamagedError, match="version is missing"):
        Reference.open(old)
    with pytest.raises(problems.DamagedError):
        bring_up_to_date(old)


def test_a_newer_file_is_refused_in_a_sentence_and_left_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 2")
    database.close()
    before = digest(path)
    for attempt in (Reference.open, bring_up_to_date):
        with pytest.raises(problems.NewerVersionError, match="made by a newer Attaché"):
            attempt(path)
    assert digest(path) == before


def test_a_file_of_this_version_is_left_as_it_is(path: Path, folder: Path) -> None:
    before = digest(path)
    assert bring_up_to_date(path, folder=folder) is None
    assert digest(path) == before
    assert not folder.exists()


# ------------------------------------------------------------------- bringing


def test_it_becomes_a_file_as_new_ones_are_with_every_row(old: Path, folder: Path) -> None:
    bring_up_to_date(old, folder=folder)
    assert [one.name for one in old.parent.iterdir()] == [old.name]
    with Reference.open(old) as reference:
        assert verify(reference).complete
        assert reference.database.rows("SELECT text FROM tag") == [("defence",)]
        assert "version 1 since" in reference.facts()
        add_tag(reference, "new")
        undo_last(reference)


def test_the_backup_of_before_is_the_old_file_and_comes_up_as_well(
    old: Path, folder: Path, tmp_path: Path
) -> None:
    with ReferenceDatabase(old) as database:
        uid = dict(database.rows("SELECT key, value FROM meta"))["uid"]
    made = bring_up_to_date(old, folder=folder)
    assert made is not None
    assert [backup.path for backup in backups_in(room(uid, folder))] == [made.path]
    assert "before an update" in made.reason
    assert older.version_of(made.path) == 0
    restored = restore(made.path, tmp_path / "restored.attache")
    bring_up_to_date(restored, folder=folder)
    with Reference.open(restored) as reference, Reference.open(old) as there:
        assert labels(reference) == labels(there)


def test_old_steps_can_be_undone_where_the_migration_keeps_them(old: Path, folder: Path) -> None:
    bring_up_to_date(old, folder=folder)
    with Reference.open(old) as reference:
        redo(reference)
        undo_last(reference)
        undo_last(reference)
        assert "Talks" not in labels(reference)
        undo_last(reference)
        found = reference.database.rows("SELECT text FROM tag ORDER BY text")
        assert found == [("Tehran",), ("defence",)]
        for _ in range(3):
            undo_last(reference)
        assert labels(reference) == []
        assert verify(reference).complete


def test_old_steps_are_told_and_refused_where_it_lets_them_go(
    path: Path, folder: Path, migrations: list[Migration]
) -> None:
    migrations.append(older.letting_steps_go(older.make_older(path)))
    bring_up_to_date(path, folder=folder)
    with Reference.open(path) as reference:
        before = labels(reference)
        step = next_undo(reference)
        assert step is not None
        assert step.is_final
        with pytest.raises(RefusedError, match="what was before has no undo"):
            undo_last(reference)
        with pytest.raises(RefusedError, match="nothing to redo"):
            redo(reference)
        steps = recent_steps(reference.database)
        assert "Tag defence" in [one.label for one in steps]
        old = next(one.step for one in steps if one.label == "Tag defence")
        with pytest.raises(RefusedError, match="Nothing was kept"):
            take_back(reference, step=old)
        add_tag(reference, "later")
        undo_last(reference)
        assert labels(reference) == before
        assert verify(reference).complete


# ------------------------------------------------------------ nothing half done


def half(database: ReferenceDatabase) -> None:
    older.with_history(database)
    database.run("DELETE FROM claim")
    raise ZeroDivisionError


def forgetful(database: ReferenceDatabase) -> None:
    views = database.rows("SELECT sql FROM sqlite_schema WHERE name = 'saved_view'")[0][0]
    older.with_history(database)
    older.rebuild(
        database, "saved_view", views, {"id": "id", "uid": "uid", "name": "name", "query": "query"}
    )


def unhistoric(database: ReferenceDatabase) -> None:
    older.tags_and_views(database)


def orphaning(database: ReferenceDatabase) -> None:
    older.with_history(database)
    database.run("DELETE FROM quote")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (half, ZeroDivisionError),
        (forgetful, MigrationError),
        (unhistoric, MigrationError),
        (orphaning, problems.DamagedError),
    ],
)
def test_one_that_fails_leaves_the_old_file(
    path: Path,
    folder: Path,
    migrations: list[Migration],
    change: Callable[[ReferenceDatabase], None],
    error: type[Exception],
) -> None:
    migrations.append(Migration(0, older.make_older(path), change, keeps_steps=True))
    before = digest(path)
    with pytest.raises(error):
        bring_up_to_date(path, folder=folder)
    untouched(path, before)
    migrations[:] = [older.keeping_steps(migrations[0].shape)]
    bring_up_to_date(path, folder=folder)
    Reference.open(path).close()


KILLED = """
import os, signal, sys
from pathlib import Path
from models.migrating import numbered
from models.migrating.bringing_up import bring_up_to_date
from models.migrating.migration import Migration
from tests.models.migrating import older

def change(database):
    database.run("PRAGMA cache_size = 1")
    older.with_history(database)
    database.run("UPDATE record SET note = 'half'")
    database.run("PRAGMA user_version = 1")
    database.run("CREATE TABLE large (x)")
    for _ in range(50):
        database.run("INSERT INTO large VALUES (randomblob(100000))")
    os.kill(os.getpid(), signal.SIGKILL)

numbered.MIGRATIONS.append(Migration(0, sys.argv[2], change, keeps_steps=True))
bring_up_to_date(Path(sys.argv[1]), folder=Path(sys.argv[3]))
"""


@pytest.mark.skipif(os.name != "posix", reason="only here a process can kill itself so")
def test_one_that_is_killed_leaves_the_old_file(
    old: Path, folder: Path, migrations: list[Migration]
) -> None:
    with ReferenceDatabase(old) as database:
        before = list(database.connection().execute("SELECT * FROM record"))
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(old), migrations[0].shape, str(folder)],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        check=False,
    )
    assert ended.returncode == -9
    # It had written into the file already, its new number among it.
    assert old.with_name(f"{old.name}-journal").stat().st_size > 50_000
    assert old.stat().st_size > 5_000_000
    with pytest.raises(problems.OlderVersionError):
        Reference.open(old)
    assert [one.name for one in old.parent.iterdir()] == [old.name]
    with ReferenceDatabase(old) as database:
        assert list(database.connection().execute("SELECT * FROM record")) == before
    bring_up_to_date(old, folder=folder)
    with Reference.open(old) as reference:
        assert verify(reference).complete


def test_broken_off_it_changes_nothing(old: Path, folder: Path) -> None:
    before = digest(old)
    with pytest.raises(StoppedError):
        bring_up_to_date(old, folder=folder, cancelled=lambda: True)
    untouched(old, before)
    updating: list[str] = []
    with pytest.raises(StoppedError):
        bring_up_to_date(
            old,
            folder=folder,
            cancelled=lambda: "updating" in updating,
            progress=lambda _done, _total, what: updating.append(what),
        )
    untouched(old, before)


# ------------------------------------------------------- what stands in the way


def test_without_a_backup_nothing_is_done(old: Path, folder: Path) -> None:
    folder.write_text("in the way")
    before = digest(old)
    with pytest.raises(problems.NotWritableError, match="No backup"):
        bring_up_to_date(old, folder=folder)
    untouched(old, before)


def test_without_room_for_a_backup_nothing_is_done(
    old: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "SPARE", 1 << 62)
    before = digest(old)
    with pytest.raises(problems.NotWritableError, match="no room"):
        bring_up_to_date(old, folder=folder)
    untouched(old, before)


def test_while_another_program_has_it_nothing_is_done(old: Path, folder: Path) -> None:
    before = digest(old)
    held = held_by_another_program(old, "BEGIN IMMEDIATE")
    with held, pytest.raises(problems.LockedError):
        bring_up_to_date(old, folder=folder)
    untouched(old, before)


def test_where_nothing_can_be_written_it_says_so(
    old: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.migrating.bringing_up.can_write", lambda _: False)
    before = digest(old)
    with pytest.raises(problems.NotWritableError):
        bring_up_to_date(old, folder=folder)
    untouched(old, before)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER spy AFTER INSERT ON meta BEGIN DELETE FROM claim; END",
        "CREATE VIEW spy AS SELECT * FROM record",
        "DROP TRIGGER quote_is_the_snapshot",
        "ALTER TABLE tag ADD COLUMN spy TEXT",
    ],
)
def test_an_older_file_with_anything_of_a_strangers_is_refused(
    old: Path, folder: Path, statement: str
) -> None:
    with sqlite3.connect(old) as database:
        database.execute(statement)
    database.close()
    before = digest(old)
    with pytest.raises(problems.TamperedError, match="not those of version 0"):
        bring_up_to_date(old, folder=folder)
    untouched(old, before)


def test_a_damaged_older_file_is_not_brought_up(old: Path, folder: Path) -> None:
    size = old.stat().st_size
    with old.open("rb+") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096 * 8)
    before = digest(old)
    with pytest.raises(problems.ProblemError):
        bring_up_to_date(old, folder=folder)
    assert digest(old) == before
    assert list(folder.rglob("*.attache")) == []


def test_one_left_by_a_crash_of_the_older_program_is_brought_up_with_its_last_edit(
    old: Path, folder: Path, tmp_path: Path
) -> None:
    left = tmp_path / "left" / old.name
    left.parent.mkdir()
    database = ReferenceDatabase(old)
    database.connect()
    database.rows("PRAGMA journal_mode = WAL")
    database.run("UPDATE tag SET words = 'the last edit'")
    for part in old.parent.iterdir():
        shutil.copyfile(part, left.with_name(part.name))
    database.close()
    bring_up_to_date(left, folder=folder)
    with Reference.open(left) as reference:
        assert reference.database.rows("SELECT text FROM tag") == [("the last edit",)]


def test_the_made_up_version_differs_from_ours(old: Path) -> None:
    with ReferenceDatabase(old) as database:
        found = set(database.rows("SELECT type, name FROM sqlite_schema"))
    ours = {(kind, name) for kind, name, _ in expected_objects()}
    assert len(ours - found) > 5
    assert reference_module.SCHEMA_VERSION > 0
