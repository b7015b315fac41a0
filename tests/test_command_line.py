"""The `attache` command without a window: what it prints, its exit codes, and no traceback ever."""

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from desktop.command_line import main
from models import VERSION
from models.migrating import numbered
from models.reference.reference import Reference
from models.schema.version import SCHEMA_VERSION
from models.schema.vocabulary import KINDS
from models.summaries.refresh import refresh
from tests.conftest import StoryFile
from tests.factories import add_record
from tests.models.migrating import older

CHECKOUT = Path(__file__).resolve().parents[1]


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a program of its own."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, arguments)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        **options,
    )


def one_sentence(said: str) -> str:
    """Return what was said on standard error, which must be a line of sentences."""
    assert "Traceback" not in said
    assert said.endswith(".\n")
    assert said.count("\n") == 1
    return said


# ---------------------------------------------------------- help and version


def test_help_names_the_commands_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    for word in ("new", "import", "info", "verify", "register", "unregister", "exit codes", "FILE"):
        assert word in said


@pytest.mark.parametrize("command", ["new", "import", "info", "verify", "register", "unregister"])
def test_each_command_has_a_help_of_its_own(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"attache {command}" in capsys.readouterr().out


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"Attaché {VERSION}\n"


def test_an_option_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["info", "--colour"])
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


# ----------------------------------------------------------------------- new


def test_new_makes_an_empty_reference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "fresh.attache"
    assert main(["new", str(path), "--title", "گزارش"]) == 0
    assert capsys.readouterr().out == f"{path} is ready.\n"
    with Reference.open(path) as reference:
        assert reference.facts()["title"] == "گزارش"
        assert reference.database.rows("SELECT count(*) FROM record") == [(0,)]


def test_new_fills_a_reference_from_a_seed_that_then_verifies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "story.attache"
    assert main(["new", str(path), "--seed", "iran-belarus"]) == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["story.attache"]
    assert main(["verify", str(path)]) == 0
    assert "story.attache holds" in capsys.readouterr().out


def test_new_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "there.attache"
    path.write_text("mine")
    for seed in ([], ["--seed", "iran-belarus"]):
        assert main(["new", str(path), *seed]) == 2
        assert "exists already" in one_sentence(capsys.readouterr().err)
        assert path.read_text() == "mine"


def test_an_unknown_seed_lists_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.attache"
    assert main(["new", str(path), "--seed", "iran-belgium"]) == 2
    said = one_sentence(capsys.readouterr().err)
    assert "iran-belgium" in said
    assert "iran-belarus" in said
    assert not path.exists()


def test_a_folder_that_does_not_exist_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "no" / "a.attache")]) == 2
    assert "Nothing can be saved" in one_sentence(capsys.readouterr().err)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_seed_names_file_line_and_reason_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = tmp_path / "seeds" / "broken"
    seed.mkdir(parents=True)
    (seed / "reference.yaml").write_text("title: Broken\nuid: 17\nsurprise: yes\n")
    path = tmp_path / "a.attache"
    code = main(["new", str(path), "--seed", "broken", "--seeds", str(tmp_path / "seeds")])
    assert code == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "reference.yaml" in said
    assert not path.exists()


# ---------------------------------------------------------------------- info


def test_info_as_json_counts_what_is_in_the_database(
    story_file: StoryFile, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["info", str(story_file.path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    with sqlite3.connect(story_file.path) as database:

        def count(query: str) -> int:
            return int(database.execute(query).fetchone()[0])

        assert list(found["kinds"]) == list(KINDS)
        for kind in KINDS:
            assert found["kinds"][kind] == count(
                f"SELECT count(*) FROM record WHERE kind = '{kind}' AND trashed IS NULL"
            )
        assert found["records"] == count("SELECT count(*) FROM record WHERE trashed IS NULL")
        assert found["quotes"] == count("SELECT count(*) FROM quote") > 0
        assert found["claims"] == count("SELECT count(*) FROM claim") > 0
        assert found["snapshots"] == count("SELECT count(*) FROM snapshot")
        assert found["sources"] == count("SELECT count(*) FROM source")
        assert found["unsourced_fields"] == count("SELECT sum(unsourced) FROM record")
        assert found["disputed_fields"] == count("SELECT sum(disputed) FROM record")
    database.close()
    assert found["schema_version"] == SCHEMA_VERSION
    assert found["title"] == "The small story"
    assert found["path"] == str(story_file.path)


def test_info_in_words_says_the_same(
    story_file: StoryFile, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["info", str(story_file.path)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("The small story")
    with Reference.open(story_file.path, read_only=True) as reference:
        counts = dict(reference.database.rows("SELECT kind, count(*) FROM record GROUP BY kind"))
    for kind in KINDS:
        count = counts.get(kind, 0)
        assert re.search(rf"^ +{count}  {kind}{'' if count == 1 else 's'}$", said, re.MULTILINE)
    assert re.search(r"^ +2  quotes$", said, re.MULTILINE)
    assert "unsourced field" in said


def test_asking_changes_nothing_on_the_disk(story_file: StoryFile) -> None:
    before = story_file.path.read_bytes()
    beside = sorted(story_file.path.parent.iterdir())
    assert main(["info", str(story_file.path)]) == 0
    assert main(["verify", str(story_file.path)]) == 0
    assert story_file.path.read_bytes() == before
    assert sorted(story_file.path.parent.iterdir()) == beside


# -------------------------------------------------------------------- verify


def alter(path: Path, *statements: str) -> None:
    """Change the file with its laws switched off and put back exactly."""
    connection = apsw.Connection(str(path))
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def test_verify_names_each_failure_and_exits_with_one(
    story_file: StoryFile, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = story_file.ids
    alter(
        story_file.path,
        f"UPDATE quote SET exact = upper(exact) WHERE id = {ids.met}",
        f"UPDATE snapshot SET text_sha256 = printf('%064d', 1) WHERE id = {ids.snapshot}",
        f"UPDATE record SET quotes = 77 WHERE id = {ids.meeting}",
    )
    assert main(["verify", str(story_file.path)]) == 1
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert any(line.startswith(f"Quote {ids.met} of snapshot {ids.snapshot}:") for line in lines)
    assert any(line.startswith(f"Snapshot {ids.snapshot}:") for line in lines)
    assert any(line.startswith(f"Record {ids.meeting}:") for line in lines)
    assert all(line.endswith(".") for line in lines)
    assert printed.err == f"story.attache: {len(lines)} failures.\n"


# -------------------------------------------------------------------- import


def data_folder(folder: Path) -> Path:
    """Make data of one person, one post, one president, one journey and one visit."""
    person = (
        "<person><id>doe-jane</id><persName><surname>Doe</surname><forename>Jane</forename>"
        "</persName><birth>1900</birth><death/></person>"
    )
    chief = (
        "<chief><id>xy-1</id><person-id>doe-jane</person-id><role-title-id>agent</role-title-id>"
        "<contemporary-territory-id>utopia</contemporary-territory-id>"
        "<started><date>1940-01-01</date></started><ended><date>1950</date></ended></chief>"
    )
    trip = (
        '<trip role="secretary" who="doe-jane"><id>1</id><role>secretary</role>'
        "<name>Jane Doe</name><start-date>1941-02-03</start-date><end-date>1941-02-03</end-date>"
        '<country id="utopia">Utopia</country><remarks>Met nobody.</remarks></trip>'
    )
    visit = (
        "<visit><id>1</id><start-date>1942-01-01</start-date><end-date>1942-01-02</end-date>"
        '<visitor>King Nobody</visitor><from id="utopia">Utopia</from></visit>'
    )
    title = "<id>agent</id><names><singular>Agent</singular></names>"
    president = "<president><id>roe-rex</id><name>Rex Roe</name></president>"
    for name, content in {
        "pocom/code-tables/a.xml": "<code-table><name>x</name></code-table>",
        "travels/code-tables/a.xml": "<code-table><name>x</name></code-table>",
        "pocom/roles-country-chiefs/agent.xml": f"<role>{title}</role>",
        "pocom/people/d/doe-jane.xml": person,
        "travels/presidents/presidents.xml": f"<presidents><n>1</n>{president}</presidents>",
        "pocom/positions-principals/p.xml": "<principal-position><id>p</id></principal-position>",
        "pocom/missions-countries/utopia.xml": (
            f"<country-mission><territory-id>utopia</territory-id><chiefs>{chief}</chiefs>"
            "</country-mission>"
        ),
        "pocom/missions-orgs/o.xml": (
            "<org-mission><id>o</id><names><singular>Envoy</singular></names></org-mission>"
        ),
        "pocom/concurrent-appointments/c.xml": (
            "<concurrent-appointments><id>c</id><person-id>doe-jane</person-id>"
            "<chief-id>xy-1</chief-id></concurrent-appointments>"
        ),
        "travels/president-travels/a.xml": "<trips><none>0</none></trips>",
        "travels/secretary-travels/doe-jane.xml": f"<trips>{trip}</trips>",
        "visits/data/1940.xml": f"<visits>{visit}</visits>",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_import_adds_a_register_and_says_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.attache"
    data = data_folder(tmp_path / "data")
    Reference.create(path, title="Mine").close()
    assert main(["import", "historian", str(data), "--into", str(path)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    for word in ("read ", "made ", "merged ", "doubtful ", "refused ", "2 meeting", "3 official"):
        assert word in printed.out
    assert main(["verify", str(path)]) == 0
    capsys.readouterr()
    assert main(["import", "historian", str(data), "--into", str(path)]) == 0
    assert "made      nothing" in capsys.readouterr().out


def test_import_that_refuses_a_file_says_so_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.attache"
    data = data_folder(tmp_path / "data")
    (data / "visits/data/1940.xml").write_text("<visits>", encoding="utf-8")
    Reference.create(path, title="Mine").close()
    assert main(["import", "historian", str(data), "--into", str(path)]) == 1
    assert "visits/data/1940.xml: The file is not well-formed XML" in capsys.readouterr().out


def test_import_of_what_is_no_such_data_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.attache"
    Reference.create(path, title="Mine").close()
    before = path.read_bytes()
    for folder in (tmp_path, tmp_path / "nowhere", path):
        assert main(["import", "historian", str(folder), "--into", str(path)]) == 2
        assert "nothing was imported" in one_sentence(capsys.readouterr().err)
    assert path.read_bytes() == before


def test_import_table_makes_records_of_rows_and_says_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, table, mapping = (tmp_path / name for name in ("mine.attache", "met.csv", "map.json"))
    Reference.create(path, title="Mine").close()
    table.write_text("Date,Who\n2 May 2020,Ali;Bob\n", encoding="utf-8")
    assert main(["import", "table", str(table), "--into", str(path)]) == 0
    printed = capsys.readouterr()
    assert "Who → Official present" in printed.out
    assert "1 meeting" in printed.out
    assert "2 May 2020 → 2 May 2020" in printed.out
    assert main(["import", "table", str(table), "--propose"]) == 0
    mapping.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["import", "table", str(table), "--into", str(path), "--map", str(mapping)]) == 0
    assert "made      nothing" in capsys.readouterr().out
    assert main(["verify", str(path)]) == 0


def test_import_reference_adds_what_another_holds_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], story_file: StoryFile
) -> None:
    path = tmp_path / "mine.attache"
    Reference.create(path, title="Mine").close()
    assert main(["import", "reference", str(story_file.path), "--into", str(path)]) == 0
    assert "its history" in capsys.readouterr().out
    assert main(["import", "reference", str(story_file.path), "--into", str(path)]) == 0
    assert "made      nothing" in capsys.readouterr().out
    assert main(["verify", str(path)]) == 0
    capsys.readouterr()
    assert main(["import", "reference", str(path), "--into", str(path)]) == 2
    assert "is open" in one_sentence(capsys.readouterr().err)


def test_import_table_that_cannot_be_is_one_sentence_and_that_refuses_rows_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, table, mapping = (tmp_path / name for name in ("mine.attache", "met.csv", "map.json"))
    Reference.create(path, title="Mine").close()
    table.write_text("Foo,Bar\n1,2\n", encoding="utf-8")
    assert main(["import", "table", str(table), "--into", str(path)]) == 2
    assert "--map" in one_sentence(capsys.readouterr().err)
    for wrong in (b"[]", b"\xff"):
        mapping.write_bytes(wrong)
        arguments = ["import", "table", str(table), "--into", str(path), "--map", str(mapping)]
        assert main(arguments) == 2
        assert "mapping" in one_sentence(capsys.readouterr().err)
    assert main(["import", "table", str(tmp_path / "none.csv"), "--into", str(path)]) == 2
    table.write_text("Date,Who\n5/6/2020,Ali\n", encoding="utf-8")
    assert main(["import", "table", str(table), "--into", str(path)]) == 1
    assert "row 2, Date" in capsys.readouterr().out
    for wrong_arguments in (["table", "--into", "x"], ["table", "x"], ["x", "--propose"]):
        with pytest.raises(SystemExit):
            main(["import", *wrong_arguments])


def test_import_into_what_is_no_reference_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = data_folder(tmp_path / "data")
    assert main(["import", "historian", str(data), "--into", str(tmp_path / "none.attache")]) == 2
    assert "There is no file" in one_sentence(capsys.readouterr().err)


def test_import_adds_documents_and_says_how_each_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.attache"
    Reference.create(path, title="Mine").close()
    (tmp_path / "a.txt").write_bytes(
        "Міністр абароны Беларусі сустрэўся ў Тэгеране.".encode("cp1251")
    )
    (tmp_path / "b.txt").write_bytes(b"Words.")
    documents = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert main(["import", *documents, "--into", str(path)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.splitlines()[0] == "a.txt: added “a” (plain text in windows-1251)"
    assert "windows-1251 was guessed" in printed.out
    assert "b.txt: added “b” (plain text, UTF-8)\n2 added.\n" in printed.out
    assert main(["import", *documents, "--into", str(path)]) == 0
    assert capsys.readouterr().out.endswith("2 there already.\n")
    assert main(["verify", str(path)]) == 0
    capsys.readouterr()
    assert main(["import", documents[0], "--encoding", "koi8-r", "--into", str(path)]) == 0
    assert "plain text in koi8-r" in capsys.readouterr().out


def test_import_of_a_document_that_cannot_be_read_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.attache"
    Reference.create(path, title="Mine").close()
    (tmp_path / "b.txt").write_bytes(b"Words.")
    documents = [str(tmp_path / "b.txt"), str(tmp_path / "none.pdf")]
    assert main(["import", *documents, "--into", str(path)]) == 1
    printed = capsys.readouterr()
    assert "“none.pdf” cannot be read. There is no such file." in printed.out
    assert printed.out.endswith("1 added, 1 refused.\n")


def test_import_of_the_record_without_its_folder_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["import", "historian", "--into", str(tmp_path / "mine.attache")])
    assert ended.value.code == 2
    assert "one folder" in capsys.readouterr().err


def test_import_that_is_interrupted_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.attache"
    data = data_folder(tmp_path / "data")
    Reference.create(path, title="Mine").close()
    before = path.read_bytes()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.command_line._ProgressLine.__call__", interrupt)
    assert main(["import", "historian", str(data), "--into", str(path)]) == 2
    assert "nothing was changed" in one_sentence(capsys.readouterr().err.lstrip("\n"))
    assert path.read_bytes() == before


# ----------------------------------------------------------------- bad files


def text(path: Path) -> None:
    path.write_text("not a reference\n" * 50)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def gone(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def newer(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def stranger(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("CREATE VIEW sneak AS SELECT label FROM record")
    connection.close()


@pytest.mark.parametrize("command", ["info", "verify"])
@pytest.mark.parametrize(
    "wrong", [text, half, gone, folder, newer, stranger], ids=lambda wrong: wrong.__name__
)
def test_a_bad_file_is_one_sentence_and_the_code_two(
    story_file: StoryFile, capsys: pytest.CaptureFixture[str], wrong, command: str
) -> None:
    path = story_file.path
    wrong(path)
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir())
    assert main([command, str(path)]) == 2
    printed = capsys.readouterr()
    one_sentence(printed.err)
    assert printed.out == ""
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(path.parent.iterdir()) == beside


def test_a_damaged_page_in_the_middle_is_no_traceback(
    story_file: StoryFile, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(story_file.path.read_bytes())
    for page in range(8, len(content) // 4096, 5):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    story_file.path.write_bytes(content)
    code = main(["verify", str(story_file.path)])
    printed = capsys.readouterr()
    assert code in (1, 2)
    assert "Traceback" not in printed.err
    assert printed.out if code == 1 else printed.err


# ------------------------------------------------------------ as a program


def test_a_problem_as_a_program_is_one_sentence(tmp_path: Path) -> None:
    ended = run("info", tmp_path / "none.attache")
    assert ended.returncode == 2
    assert "There is no file" in one_sentence(ended.stderr)
    assert ended.stdout == ""


def test_who_stops_reading_stops_us_quietly(story_file: StoryFile) -> None:
    """Like `attache info FILE | head -0`."""
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "desktop", "info", str(story_file.path)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) == 0
    assert said == b""


@pytest.mark.parametrize("buffered", [True, False])
def test_who_stops_reading_json_stops_us_quietly_too(
    story_file: StoryFile,
    buffered: bool,
) -> None:
    unbuffered = [] if buffered else ["-u"]
    with subprocess.Popen(
        [sys.executable, *unbuffered, "-m", "desktop", "info", "--json", str(story_file.path)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) == 0
    assert said == b""


@pytest.mark.parametrize("command", ["new", "info", "verify", "--version"])
def test_commands_without_a_window_bring_no_qt(
    story_file: StoryFile, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "new.attache" if command == "new" else story_file.path
    arguments = [command] if command.startswith("-") else [command, str(path)]
    program = (
        "import sys\n"
        "from desktop.command_line import main\n"
        "try:\n"
        f"    main({arguments!r})\n"
        "except SystemExit:\n"
        "    pass\n"
        "print(sorted(name for name in sys.modules if name.startswith('PySide6')))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert ended.stdout.splitlines()[-1] == "[]"
    assert ended.stderr == ""


def test_a_file_named_like_a_command_is_opened_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path | None] = []
    monkeypatch.setattr("desktop.command_line._open", lambda path: opened.append(path) or 0)
    assert main(["./info"]) == 0
    assert main([]) == 0
    assert opened == [Path("info"), None]


# ------------------------------------------------------------- backups, restore


def test_backups_are_listed_with_what_differs_and_restored_into_a_new_file(
    story_file: StoryFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kept"
    given = ["backups", str(story_file.path), "--folder", str(folder)]
    assert main(given) == 0
    assert "0 backups" in capsys.readouterr().out
    assert main([*given, "--now"]) == 0
    said = capsys.readouterr().out
    assert "1 backup\n" in said
    assert "asked for  (the same counts as now)" in said
    (backup,) = folder.rglob("*.attache")
    with Reference.open(story_file.path) as reference, reference.step(label="More"):
        add_record(reference.database, "official", "One more")
        refresh(reference.database)
    assert main(given) == 0
    assert "(+1 official)" in capsys.readouterr().out
    new = tmp_path / "new.attache"
    assert main(["restore", str(backup), "--into", str(new)]) == 0
    assert main(["verify", str(new)]) == 0
    assert main(["restore", str(backup), "--into", str(new)]) == 2
    assert "exists already" in capsys.readouterr().err


def test_repair_saves_into_a_new_file_and_says_when_not_everything_came_along(
    story_file: StoryFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.attache"
    assert main(["repair", str(story_file.path), "--into", str(new)]) == 0
    assert "Nothing that could be looked for is missing." in capsys.readouterr().out
    assert main(["verify", str(new)]) == 0
    assert main(["repair", str(story_file.path), "--into", str(new)]) == 2
    assert "exists already" in capsys.readouterr().err


def test_update_brings_an_older_file_up_and_says_where_it_is_kept_as_it_was(
    story_file: StoryFile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["update", str(story_file.path)]) == 0
    assert "is up to date already" in capsys.readouterr().out
    shape = older.make_older(story_file.path)
    monkeypatch.setattr(numbered, "MIGRATIONS", [older.keeping_steps(shape)])
    assert main(["info", str(story_file.path)]) == 2
    assert "made by an older Attaché" in capsys.readouterr().err
    assert main(["update", str(story_file.path)]) == 0
    kept = capsys.readouterr().out.partition("it is kept in ")[2].strip().removesuffix(".")
    assert older.version_of(Path(kept)) == 0
    assert main(["verify", str(story_file.path)]) == 0


def test_what_a_file_says_cannot_command_the_terminal(story_file: StoryFile) -> None:
    evil = "\x1b]0;pwned\x07\x1b[2J\x9b31m\u202eoops\nsecond line"
    with Reference.open(story_file.path) as reference:
        reference.database.run("UPDATE meta SET value = ? WHERE key = 'title'", (evil,))
        reference.database.run("UPDATE record SET quotes = 99, label = label || ?", (evil,))
    for command in (["info"], ["info", "--json"], ["verify"], ["backups"]):
        ended = run(*command, story_file.path)
        said = ended.stdout + ended.stderr
        assert said
        assert "Traceback" not in said
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\r"} & set(said)
        assert "\nsecond line" not in said
