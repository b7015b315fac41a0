"""A reference is made, counted and checked without a window."""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from desktop.command_line import main
from models.reference.reference import Reference
from models.schema.version import SCHEMA_VERSION
from models.schema.vocabulary import KINDS
from tests.command_line.program import one_sentence
from tests.conftest import StoryFile
from tests.damage import damage


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


def test_verify_names_each_failure_and_exits_with_one(
    story_file: StoryFile, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = story_file.ids
    damage(
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
