"""What other registers hold is imported without a window."""

from pathlib import Path

import pytest

from desktop.command_line import main
from models.reference.reference import Reference
from tests.command_line.program import one_sentence
from tests.conftest import StoryFile


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
