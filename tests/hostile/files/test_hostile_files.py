"""Files from a stranger that harm other programs: refused in a sentence, or they do nothing."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import apsw
import pytest

from models.checking.verification import verify
from models.reference import problems
from models.reference.companions import beside
from models.reference.database import LIMITS, ReferenceDatabase
from models.reference.header import HEADER_SIZE
from models.reference.reference import Reference
from models.repair.repairing import repair
from models.summaries.refresh import refresh
from tests.conftest import StoryFile
from tests.factories import add_record
from tests.hostile.files import makers
from tests.hostile.files.asking import everything

POSIX = pytest.mark.skipif(os.name != "posix", reason="only POSIX has such files")


def refused(path: Path, kind: type[problems.ProblemError], words: str) -> None:
    """Open a file that must be refused, and be left as it is, with these words."""
    held = path.read_bytes() if path.is_file() else None
    with pytest.raises(kind, match=words) as problem:
        Reference.open(path)
    assert problem.value.sentence.endswith(".")
    assert problem.value.advice.endswith(".")
    assert held is None or path.read_bytes() == held


# ------------------------------------------------------------ what it is made of


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (makers.defined_anew("tag", " STRICT", ""), "tag"),
        (makers.defined_anew("tag", '"text" TEXT NOT NULL', '"text" TEXT'), "tag"),
        (
            makers.defined_anew(
                "tag", '"text" TEXT NOT NULL', '"text" TEXT NOT NULL COLLATE NOCASE'
            ),
            "tag",
        ),
        (
            makers.defined_anew(
                "tag",
                '"text" TEXT NOT NULL',
                '"text" TEXT NOT NULL, "spy" AS (load_extension(text))',
            ),
            "tag",
        ),
        (
            makers.defined_anew(
                "tag", "(length(uid) = 36)", "(length(uid) = 36 AND load_extension(uid) IS NULL)"
            ),
            "tag",
        ),
        (makers.defined_anew("record_search", "fts5", "fts4"), "record_search"),
        (
            makers.defined_anew("record_search", "search_document", "meta"),
            "record_search",
        ),
        (
            makers.defined_anew("record_search_data", "block BLOB", "block BLOB, spy"),
            "record_search_data",
        ),
        (makers.statements("CREATE TABLE spy (id INTEGER PRIMARY KEY AUTOINCREMENT)"), "spy"),
        (makers.statements("CREATE INDEX spy ON tag (text COLLATE RTRIM)"), "spy"),
        (makers.statements("CREATE INDEX spy ON tag (text) WHERE text > 'a'"), "spy"),
        (makers.statements("CREATE INDEX spy ON tag (upper(text))"), "spy"),
        (makers.statements("CREATE VIRTUAL TABLE spy USING dbstat"), "spy"),
        (makers.statements("CREATE VIRTUAL TABLE spy USING rtree (a, b, c)"), "spy"),
    ],
)
def test_what_is_defined_otherwise_is_not_opened(
    story_file: StoryFile, make: makers.Maker, named: str
) -> None:
    make(story_file.path)
    with pytest.raises(problems.ProblemError) as problem:
        Reference.open(story_file.path)
    assert named in problem.value.sentence or isinstance(problem.value, problems.DamagedError)


@pytest.mark.parametrize(
    "definition",
    [
        "CREATE TABLE sqlite_stat1(tbl,idx,stat CHECK (load_extension(stat)))",
        "CREATE TABLE sqlite_stat1(tbl,idx,stat, spy AS (abs(stat)))",
        "CREATE TABLE sqlite_stat1(tbl,idx,stat) STRICT",
    ],
)
def test_statistics_in_another_form_than_sqlites_are_not_opened(
    story_file: StoryFile, definition: str
) -> None:
    makers.statements("ANALYZE")(story_file.path)
    makers.schema(f"UPDATE sqlite_schema SET sql = '{definition}' WHERE name = 'sqlite_stat1'")(
        story_file.path
    )
    with pytest.raises((problems.TamperedError, problems.DamagedError)):
        Reference.open(story_file.path)


@pytest.mark.parametrize(
    "stat", ["1 1 1", "unordered", "9" * 5000, "-1 -1", "sz=0 noskipscan", "x"]
)
def test_invented_statistics_change_no_answer(story_file: StoryFile, stat: str) -> None:
    makers.statements("ANALYZE", f"UPDATE sqlite_stat1 SET stat = '{stat}'")(story_file.path)
    with Reference.open(story_file.path) as reference:
        assert verify(reference).passed


def test_another_encoding_is_not_opened(story_file: StoryFile) -> None:
    makers.in_utf_16(story_file.path)
    refused(story_file.path, problems.TamperedError, "keeps its text otherwise")


@pytest.mark.parametrize(
    ("made", "reserved"),
    [*(((f"page_size = {512 << power}",), 0) for power in range(8)), (("auto_vacuum = FULL",), 0),
     (("auto_vacuum = INCREMENTAL",), 0), ((), 32), (("page_size = 512",), 32)],
)  # fmt: skip
def test_other_pages_than_ours_are_read_and_written(
    story_file: StoryFile, made: tuple[str, ...], reserved: int
) -> None:
    makers.settings_anew(*made, reserved=reserved)(story_file.path)
    with Reference.open(story_file.path) as reference:
        with reference.step(label="An edit"):
            record = add_record(reference.database, "official", "Somebody")
            refresh(reference.database, [record])
        failures = verify(reference).failures
    assert failures == ()


@pytest.mark.parametrize("place", [16, 18, 19, 20, 21, 22, 23, 44, 47, 52, 56, 59, 64])
@pytest.mark.parametrize("value", [0, 1, 3, 5, 127, 255])
def test_any_byte_of_the_first_hundred_is_a_sentence_or_does_nothing(
    story_file: StoryFile, place: int, value: int
) -> None:
    content = bytearray(story_file.path.read_bytes())
    content[place] = value
    story_file.path.write_bytes(content)
    assert place < HEADER_SIZE
    try:
        with Reference.open(story_file.path) as reference:
            verify(reference)
    except problems.ProblemError as problem:
        assert problem.sentence.endswith(".")


# --------------------------------------------------------------- what it holds


UNLAWFUL = [
    ("record", "label", "x'00ff'"), ("record", "label", "CAST(x'ff' AS TEXT)"),
    ("record", "note", "x'07'"), ("record", "when_edtf", "x'41'"), ("record", "when_edtf", "'no'"),
    ("record", "quotes", "'many'"), ("record", "label_key", "'x'"), ("record", "kind", "'ghost'"),
    ("record", "created", "x''"), ("record", "owner_id", "-5"), ("record", "where_id", "999999"),
    ("quote", "start", "'first'"), ("quote", '"end"', "9223372036854775807"),
    ("quote", "start", "-9223372036854775807"), ("quote", "snapshot_id", "4711"),
    ("snapshot", "text", "zeroblob(1000)"), ("snapshot", "text", "''"),
    ("snapshot", "source_id", "1"), ("name", "text", "x'31'"), ("name", "bearer_id", "4711"),
    ("claim", "value_edtf", "x'00'"), ("claim", "value_edtf", "'no date'"),
    ("claim", "span_start", "-1"), ("claim", "field_id", "4711"), ("claim", "rank", "'none'"),
    ("meeting", "date_edtf", "'2023-99'"), ("meeting", "date_edtf", "1e300"),
    ("original", "content", "zeroblob(100000)"), ("original", "content", "'text'"),
    ("original", "compression", "'none'"), ("participation", "event_id", "1"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "value"), UNLAWFUL)
def test_a_value_that_its_column_cannot_hold_is_damage(
    story_file: StoryFile, table: str, column: str, value: str
) -> None:
    makers.unlawful_value(table, column, value)(story_file.path)
    with Reference.open(story_file.path) as reference:
        assert not verify(reference).passed
        try:
            everything(reference)
        except problems.DamagedError as problem:
            assert problem.sentence.endswith(".")


def test_a_table_that_lies_on_the_page_of_another_is_no_crash(story_file: StoryFile) -> None:
    for one, other in (("tag", "record"), ("record", "tag"), ("quote", "snapshot")):
        path = story_file.path.with_name(f"{one}.attache")
        shutil.copyfile(story_file.path, path)
        makers.schema(
            f"UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
            f"WHERE name = '{other}') WHERE name = '{one}'"
        )(path)
        try:
            with Reference.open(path) as reference:
                assert not verify(reference).passed
                everything(reference)
        except problems.ProblemError as problem:
            assert problem.sentence.endswith(".")


# ------------------------------------------------------------- what lies beside


@pytest.mark.parametrize("place", [0, 1, 2], ids=["journal", "log", "index of the log"])
@POSIX
def test_a_link_beside_it_is_not_followed(
    story_file: StoryFile, tmp_path: Path, place: int
) -> None:
    precious = tmp_path / "thesis.txt"
    precious.write_text("the work of years")
    beside(story_file.path)[place].symlink_to(precious)
    refused(story_file.path, problems.TamperedError, "beside it is no ordinary file")
    assert precious.read_text() == "the work of years"


def test_a_journal_that_names_another_file_deletes_nothing(
    story_file: StoryFile, tmp_path: Path
) -> None:
    precious = tmp_path / "thesis.txt"
    precious.write_text("the work of years")
    journal = beside(story_file.path)[0]
    journal.write_bytes(makers.rolled_back_journal(story_file.path, precious))
    refused(story_file.path, problems.TamperedError, "names a file elsewhere")
    repair(story_file.path, tmp_path / "repaired.attache")
    assert precious.read_text() == "the work of years"
    assert journal.exists()


def test_a_journal_that_names_no_other_file_is_taken_back(story_file: StoryFile) -> None:
    journal = beside(story_file.path)[0]
    journal.write_bytes(makers.rolled_back_journal(story_file.path, None))
    with Reference.open(story_file.path) as reference:
        assert verify(reference).passed
    assert not journal.exists()


def test_a_log_beside_it_cannot_bring_in_what_the_file_may_not_hold(
    story_file: StoryFile, tmp_path: Path
) -> None:
    path, log = story_file.path, beside(story_file.path)[1]
    makers.statements("PRAGMA journal_mode = WAL")(path)
    writing = makers.stranger(path)
    writing.execute("CREATE TRIGGER spy AFTER INSERT ON record BEGIN DELETE FROM tag; END")
    sent = tmp_path / "sent.attache"
    shutil.copyfile(path, sent)
    shutil.copyfile(log, beside(sent)[1])
    writing.close()
    with pytest.raises(problems.TamperedError, match="spy"):
        Reference.open(sent)


@pytest.mark.parametrize(
    ("pragma", "kind"),
    [("user_version = 99", problems.TamperedError), ("application_id = 7", problems.TamperedError)],
)
def test_a_log_beside_it_cannot_make_it_another_kind_of_file(
    story_file: StoryFile, tmp_path: Path, pragma: str, kind: type[problems.ProblemError]
) -> None:
    path, log = story_file.path, beside(story_file.path)[1]
    makers.statements("PRAGMA journal_mode = WAL")(path)
    writing = makers.stranger(path)
    writing.execute(f"PRAGMA {pragma}")
    sent = tmp_path / "sent.attache"
    shutil.copyfile(path, sent)
    shutil.copyfile(log, beside(sent)[1])
    writing.close()
    with pytest.raises(kind):
        Reference.open(sent)


# ------------------------------------------------------------- what is no file


@POSIX
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.attache"
    os.mkfifo(path)
    refused(path, problems.MissingFileError, "a device or a pipe")
    with pytest.raises(problems.MissingFileError):
        repair(path, tmp_path / "repaired.attache")
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such devices")
@pytest.mark.parametrize("device", ["zero", "null", "tty", "random"])
def test_a_device_is_refused_and_not_read(tmp_path: Path, device: str) -> None:
    path = tmp_path / "device.attache"
    path.symlink_to(f"/dev/{device}")
    refused(path, problems.MissingFileError, "device|no file|cannot be read")


@POSIX
def test_links_that_lead_in_a_circle_are_refused(tmp_path: Path) -> None:
    path, other = tmp_path / "one.attache", tmp_path / "other.attache"
    path.symlink_to(other)
    other.symlink_to(path)
    refused(path, problems.MissingFileError, "cannot be read|There is no file")


@POSIX
def test_a_link_to_a_reference_opens_that(story_file: StoryFile, tmp_path: Path) -> None:
    link = tmp_path / "folder" / "link.attache"
    link.parent.mkdir()
    link.symlink_to(story_file.path)
    with Reference.open(link) as reference:
        assert verify(reference).passed


def test_a_file_that_grows_and_shrinks_while_it_is_open_is_no_crash(story_file: StoryFile) -> None:
    path = story_file.path
    whole = path.read_bytes()
    with Reference.open(path) as reference:
        for content in (whole + bytes(100_000), whole[: len(whole) // 2], whole[:50], whole):
            path.write_bytes(content)
            try:
                everything(reference)
            except problems.ProblemError as problem:
                assert problem.sentence.endswith(".")


# ------------------------------------------------------------------- limits


def test_every_connection_is_restrained(story_file: StoryFile) -> None:
    for read_only in (False, True):
        database = ReferenceDatabase(story_file.path, read_only=read_only)
        database.connect()
        connection = database.connection()
        asked = {kind: connection.limit(kind) for kind in LIMITS}
        switches = {
            name: connection.config(getattr(apsw, f"SQLITE_DBCONFIG_{name}"), -1)
            for name in ("DEFENSIVE", "TRUSTED_SCHEMA", "DQS_DDL", "ENABLE_LOAD_EXTENSION")
        }
        mapped = database.rows("PRAGMA mmap_size")
        database.close()
        assert asked == LIMITS
        assert switches == {
            "DEFENSIVE": 1, "TRUSTED_SCHEMA": 0, "DQS_DDL": 0, "ENABLE_LOAD_EXTENSION": 0
        }  # fmt: skip
        # A mapped file that somebody shortens ends the process.
        assert mapped in ([], [(0,)])


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH ':memory:' AS other",
        "SELECT load_extension('spy')",
        "SELECT zeroblob(300000000)",
        "SELECT " + "1 + " * 1_100 + "1",
        " UNION ALL ".join(["SELECT 1"] * 200),
        "SELECT " + ", ".join(["1"] * 300),
        "SELECT '" + "x" * 1_100_000 + "'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = sql",
    ],
    ids=lambda statement: statement[:20],
)
def test_what_no_question_of_ours_needs_is_refused(story_file: StoryFile, statement: str) -> None:
    database = ReferenceDatabase(story_file.path)
    database.connect()
    try:
        with pytest.raises(apsw.Error):
            database.connection().execute(statement)
    finally:
        database.close()
