"""Backups are listed and restored, and a damaged file is repaired, without a window."""

from pathlib import Path

import pytest

from desktop.command_line import main
from models.migrating import numbered
from models.reference.reference import Reference
from models.summaries.refresh import refresh
from tests.conftest import StoryFile
from tests.factories import add_record
from tests.models.migrating import older


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
