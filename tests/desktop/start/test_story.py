"""The story is made once, whole, where it can be written."""

from pathlib import Path

import pytest

from desktop.start import story
from desktop.start.story import STORY_NAME, story_path
from models.reference.problems import NotWritableError, ProblemError
from models.reference.reference import Reference
from models.seeds import building


def test_the_story_is_made_alone_in_its_folder_and_then_kept(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    path = story_path(documents)
    assert path == documents / STORY_NAME
    assert [one.name for one in documents.iterdir()] == [STORY_NAME]
    with Reference.open(path) as reference:
        assert reference.database.rows("SELECT count(*) FROM record")[0][0] > 30
    before = path.stat().st_mtime_ns
    assert story_path(documents) == path
    assert path.stat().st_mtime_ns == before


def test_where_the_documents_cannot_be_written_the_story_is_made_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setattr(story, "_places", lambda: [blocked, tmp_path / "other"])
    assert story_path() == tmp_path / "other" / STORY_NAME


def test_where_nothing_can_be_written_it_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_: object, **__: object) -> None:
        path.write_text("half")
        raise NotWritableError("The disk is full.", "Make room.")

    monkeypatch.setattr(building, "create_from_seed", full)
    with pytest.raises(ProblemError, match="The disk is full"):
        story_path(tmp_path)
    assert list(tmp_path.iterdir()) == []
