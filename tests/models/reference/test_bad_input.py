"""Whatever is opened that is no sound reference: one problem in words, and nothing on disk changed.

The tests may run as root, for whom every file is writable: what is read-only is said by
`can_write`, which is replaced where that matters.
"""

import hashlib
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import apsw
import pytest

from models.checking.verification import verify
from models.reference import database as database_module
from models.reference import problems
from models.reference import reference as reference_module
from models.reference.reference import Reference
from models.schema import creation
from models.schema.version import SCHEMA_VERSION
from tests.factories import add_record, make_reference

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def beside_of(path):
    """Return the names of everything in the file's folder."""
    return sorted(other.name for other in path.parent.iterdir())


def refused(path, kind, *, words=""):
    """Open the file: it must be refused with `kind`, untouched, with nothing left beside it."""
    there = path.is_file()
    before = digest(path) if there else None
    beside = beside_of(path)
    with pytest.raises(problems.ProblemError) as caught:
        Reference.open(path).close()
    problem = caught.value
    assert type(problem) is kind, problem
    assert problem.sentence.endswith(".")
    assert problem.advice.endswith(".")
    assert words in problem.sentence
    assert beside_of(path) == beside
    assert (digest(path) if there else None) == before
    return problem


def stranger(path):
    return sqlite3.connect(path, isolation_level=None)


HOLDER = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
other.close()
"""


@contextmanager
def held_by_another_program(path, statement):
    """Let another process hold the file. Locks of POSIX are the process's: a second library in
    this one would neither see them nor respect them."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), statement],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline().strip() == b"held"
        yield
        process.stdin.close()
        process.wait(timeout=30)


def test_a_missing_file(tmp_path):
    refused(tmp_path / "none.attache", problems.MissingFileError, words="none.attache")


def test_a_file_under_a_file(tmp_path):
    (tmp_path / "a").write_text("x")
    with pytest.raises(problems.MissingFileError):
        Reference.open(tmp_path / "a" / "b.attache")


def test_a_folder(tmp_path):
    folder = tmp_path / "folder.attache"
    folder.mkdir()
    refused(folder, problems.MissingFileError, words="is a folder")


def test_a_name_that_no_system_takes(tmp_path):
    with pytest.raises(problems.MissingFileError):
        Reference.open(tmp_path / ("x" * 5000))


@pytest.mark.parametrize(
    "content",
    [b"", b"S", b"Hello", "Привет\n".encode() * 50, PNG, b"\x00" * 4096, b"PK\x03\x04" * 100],
    ids=["empty", "a byte", "short text", "text", "PNG", "zeros", "zip"],
)
def test_another_kind_of_file(tmp_path, content):
    path = tmp_path / "other.attache"
    path.write_bytes(content)
    refused(path, problems.NotAReferenceError)


def test_the_first_fifty_bytes(story_file):
    path = story_file.path
    path.write_bytes(path.read_bytes()[:50])
    refused(path, problems.DamagedError, words="cut short")


def test_the_magic_words_alone(tmp_path):
    path = tmp_path / "short.attache"
    path.write_bytes(b"SQLite format 3\x00")
    refused(path, problems.DamagedError)


@pytest.mark.parametrize("number", [0, 1, 0x41747444])
def test_a_database_of_another_program(story_file, number):
    other = stranger(story_file.path)
    other.execute(f"PRAGMA application_id = {number}")
    other.close()
    refused(story_file.path, problems.NotAReferenceError, words="another program")


def test_a_file_of_a_newer_version(story_file):
    other = stranger(story_file.path)
    other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    other.close()
    problem = refused(story_file.path, problems.NewerVersionError)
    assert "Update" in problem.advice


@pytest.mark.parametrize("version", [0, -1])
def test_a_file_without_a_version(story_file, version):
    other = stranger(story_file.path)
    other.execute(f"PRAGMA user_version = {version}")
    other.close()
    kind = problems.DamagedError if version == 0 else problems.NewerVersionError
    refused(story_file.path, kind)


def test_a_reference_cut_short_anywhere(story_file):
    path = story_file.path
    whole = path.read_bytes()
    sizes = set(range(4096, len(whole), 4096)) | {100, 101, 511, 512, 4095, 4097, 9999}
    sizes |= {len(whole) - 1, len(whole) - 4095, len(whole) // 2 + 7}
    for size in sorted(sizes):
        path.write_bytes(whole[:size])
        refused(path, problems.DamagedError)


def test_a_reference_that_ends_in_zeros_does_not_crash(story_file):
    path = story_file.path
    whole = path.read_bytes()
    for keep in range(4096, len(whole), 16 * 4096):
        path.write_bytes(whole[:keep].ljust(len(whole), b"\x00"))
        opens_or_says_why(path)


def opens_or_says_why(path):
    """Open and verify; return what was said. Anything but a ProblemError is a crash."""
    try:
        with Reference.open(path) as reference:
            return verify(reference).failures
    except problems.ProblemError as problem:
        return (f"{problem.sentence} {problem.advice}",)


def test_a_flipped_bit_never_crashes(story_file):
    path = story_file.path
    whole = path.read_bytes()
    chance = random.Random(20230802)
    said = 0
    used = [place for place, byte in enumerate(whole) if byte]
    for turn in range(200):
        place = chance.choice(used) if turn % 4 else chance.randrange(len(whole))
        bit = chance.randrange(8)
        damaged = bytearray(whole)
        damaged[place] ^= 1 << bit
        path.write_bytes(damaged)
        said += bool(opens_or_says_why(path))
        assert digest(path) == hashlib.sha256(damaged).hexdigest()
        assert beside_of(path) == [path.name]
    assert said > 20


def test_a_flipped_bit_in_the_header_never_crashes(story_file):
    path = story_file.path
    whole = path.read_bytes()
    for place in range(100):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << (place % 8)
        path.write_bytes(damaged)
        opens_or_says_why(path)
        for beside in path.parent.glob("*-*"):
            pytest.fail(f"{beside.name} was left at byte {place}")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("CREATE VIEW spy AS SELECT * FROM record", "spy"),
        ("CREATE TRIGGER spy AFTER INSERT ON record BEGIN DELETE FROM tag; END", "spy"),
        ("CREATE VIRTUAL TABLE spy USING fts5 (words)", "spy"),
        ("CREATE TABLE spy (x)", "spy"),
        ("CREATE INDEX spy ON record (note)", "spy"),
        ("CREATE INDEX spy ON record (abs(quotes))", "spy"),
        ("DROP TRIGGER quote_is_the_snapshot", "quote_is_the_snapshot"),
        ("DROP TRIGGER claim_update_is_recorded", "claim_update_is_recorded"),
        ("DROP INDEX record_by_label", "record_by_label"),
        ("DROP TABLE suggestion", "suggestion"),
        ("ALTER TABLE tag ADD COLUMN spy TEXT", "tag"),
        ("ALTER TABLE tag RENAME TO spy", "tag"),
        (
            "DROP TRIGGER quote_is_the_snapshot; CREATE TRIGGER quote_is_the_snapshot BEFORE "
            "INSERT ON quote BEGIN SELECT 1; END",
            "quote_is_the_snapshot",
        ),
    ],
)
def test_a_file_with_anything_added_changed_or_taken_away(story_file, statement, named):
    other = stranger(story_file.path)
    other.executescript(statement)
    other.close()
    refused(story_file.path, problems.TamperedError, words=named)


@pytest.mark.parametrize("name", ["sqlite_spy", "sqlite_autoindex_record_9", "sqlite_stat1"])
def test_a_trigger_hidden_under_a_name_of_sqlites_own(story_file, name):
    other = apsw.Connection(str(story_file.path))
    other.execute("CREATE TRIGGER spy AFTER INSERT ON record BEGIN DELETE FROM tag; END")
    other.execute("PRAGMA writable_schema = ON")
    other.execute(
        "UPDATE sqlite_schema SET name = ?1, sql = replace(sql, 'spy', ?1) WHERE name = 'spy'",
        (name,),
    )
    other.close()
    refused(story_file.path, problems.TamperedError, words=name)


def test_statistics_of_sqlite_are_no_tampering(story_file):
    other = stranger(story_file.path)
    other.execute("ANALYZE")
    other.close()
    with Reference.open(story_file.path) as reference:
        assert verify(reference).passed


def test_a_vacuumed_reference_opens(story_file):
    other = stranger(story_file.path)
    other.execute("VACUUM")
    other.close()
    with Reference.open(story_file.path) as reference:
        assert verify(reference).passed


def test_what_a_stranger_put_in_does_not_run(story_file, tmp_path):
    """Views and triggers that would reach out are refused before anything could call them."""
    other = apsw.Connection(str(story_file.path))
    ran = []
    other.create_scalar_function("spy", lambda: ran.append(1))
    other.execute("CREATE TEMP TRIGGER t AFTER INSERT ON tag BEGIN SELECT spy(); END")
    other.execute("CREATE VIEW spying AS SELECT spy() AS x, load_extension('spy') AS y")
    other.execute("CREATE TRIGGER s AFTER UPDATE ON record BEGIN SELECT spy(); END")
    other.close()
    refused(story_file.path, problems.TamperedError)
    assert not ran


def test_a_file_that_another_program_is_writing(story_file, monkeypatch):
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.2)
    held = held_by_another_program(story_file.path, "BEGIN EXCLUSIVE")
    with held, pytest.raises(problems.LockedError):
        Reference.open(story_file.path)
    Reference.open(story_file.path).close()


def test_a_step_while_another_program_is_writing(story_file, monkeypatch):
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.2)
    with Reference.open(story_file.path) as reference:
        with held_by_another_program(story_file.path, "BEGIN IMMEDIATE"):
            assert reference.facts()["title"] == "The small story"
            with pytest.raises(problems.LockedError), reference.step(label="Too early"):
                pytest.fail("the step began")
        with reference.step(label="Now"):
            add_record(reference.database, "official", "Somebody")


def test_a_file_that_vanished_after_it_was_opened(story_file):
    reference = Reference.open(story_file.path)
    reference.close()
    story_file.path.unlink()
    with pytest.raises(problems.MissingFileError), reference.connected():
        pytest.fail("it was found")


def test_a_file_that_became_something_else_after_it_was_opened(story_file):
    reference = Reference.open(story_file.path)
    reference.close()
    story_file.path.write_text("something else " * 500)
    with pytest.raises(problems.ProblemError), reference.connected() as database:
        database.rows("SELECT * FROM record")


def test_a_reference_that_may_not_be_written_opens_read_only(story_file, monkeypatch):
    monkeypatch.setattr(reference_module, "can_write", lambda path: False)
    before = digest(story_file.path)
    with Reference.open(story_file.path) as reference:
        assert reference.read_only
        assert verify(reference).passed
        with pytest.raises(problems.NotWritableError), reference.step(label="Not here"):
            pytest.fail("the step began")
        with pytest.raises(problems.NotWritableError), reference.connected() as database:
            database.run("UPDATE record SET note = 'x'")
    assert digest(story_file.path) == before
    assert beside_of(story_file.path) == [story_file.path.name]


def test_a_write_ahead_reference_on_read_only_media_opens(story_file, monkeypatch):
    other = stranger(story_file.path)
    other.execute("PRAGMA journal_mode = WAL")
    other.close()
    monkeypatch.setattr(reference_module, "can_write", lambda path: False)
    before = digest(story_file.path)
    with Reference.open(story_file.path) as reference:
        assert verify(reference).passed
        assert beside_of(story_file.path) == [story_file.path.name]
    assert digest(story_file.path) == before


def test_a_write_ahead_reference_opens_and_is_one_file_again(story_file):
    other = stranger(story_file.path)
    other.execute("PRAGMA journal_mode = WAL")
    other.close()
    with Reference.open(story_file.path) as reference:
        assert verify(reference).passed
        with reference.step(label="An edit"):
            add_record(reference.database, "official", "Somebody")
    assert beside_of(story_file.path) == [story_file.path.name]


def test_opening_and_verifying_changes_nothing(story_file):
    before = digest(story_file.path)
    for read_only in (False, True):
        with Reference.open(story_file.path, read_only=read_only) as reference:
            assert reference.facts()["title"] == "The small story"
            assert verify(reference).passed
            assert beside_of(story_file.path) == [story_file.path.name]
    assert digest(story_file.path) == before
    assert beside_of(story_file.path) == [story_file.path.name]


@pytest.mark.parametrize(
    "name",
    [
        "with blank.attache",
        "a?mode=memory.attache",
        "100%.attache",
        "#.attache",
        "نام 😀.attache",
        "file:x.attache",
        ":memory:",
        "'quote'.attache",
    ],
)
def test_any_name_of_a_file_is_a_name(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / name, type(tmp_path)(name)):
        with make_reference(path) as reference:
            assert reference.facts()["title"] == "A reference"
        assert [path.name for path in tmp_path.iterdir()] == [name]
        with Reference.open(path) as reference:
            assert reference.path.exists()
        (tmp_path / name).unlink()


def test_creating_never_overwrites(story_file):
    before = digest(story_file.path)
    with pytest.raises(problems.ExistsError):
        Reference.create(story_file.path, title="Another")
    assert digest(story_file.path) == before


def test_creating_where_there_is_no_folder(tmp_path):
    with pytest.raises(problems.NotWritableError):
        Reference.create(tmp_path / "none" / "new.attache", title="Another")
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_reference_that_cannot_be_finished_leaves_nothing(tmp_path, monkeypatch):
    def fails(database):
        database.run("SELECT nonsense")

    monkeypatch.setattr(creation, "create_schema", fails)
    with pytest.raises(problems.NotWritableError):
        Reference.create(tmp_path / "new.attache", title="Another")
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_device_or_socket_is_no_reference(tmp_path):
    path = tmp_path / "socket.attache"
    listening = socket.socket(socket.AF_UNIX)
    try:
        try:
            listening.bind(str(path))
        except OSError:
            pytest.skip("this system gives no name to a socket here")
        refused(path, problems.MissingFileError)
    finally:
        listening.close()


def test_a_text_that_is_no_utf8_is_damage_and_no_crash(story_file):
    other = stranger(story_file.path)
    other.execute("UPDATE record SET note = CAST(x'61ff62' AS TEXT) WHERE kind = 'meeting'")
    other.close()
    reference = Reference.open(story_file.path)
    with reference, pytest.raises(problems.DamagedError), reference.connected() as database:
        database.rows("SELECT note FROM record")


def test_our_own_wrong_sql_is_a_bug_and_no_damage(story):
    reference, _ = story
    caught = pytest.raises(Exception, match="no such column")
    with caught as found, reference.connected() as database:
        database.rows("SELECT nonsense FROM record")
    assert not isinstance(found.value, problems.ProblemError)


def test_a_copy_made_while_open_is_a_whole_reference(story, tmp_path):
    reference, _ = story
    with reference.step(label="An edit"):
        add_record(reference.database, "official", "Somebody")
    shutil.copyfile(reference.path, tmp_path / "copy.attache")
    with Reference.open(tmp_path / "copy.attache") as copy:
        assert copy.database.rows("SELECT 1 FROM record WHERE label = 'Somebody'") == [(1,)]
