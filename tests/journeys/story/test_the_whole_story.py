"""The whole shipped story written by keys alone: minutes long, so only where it is asked for."""

import sys
from pathlib import Path

import pytest

from models.checking.verification import verify
from models.reference.reference import Reference
from models.seeds.shipped import seeds_folder
from tests.journeys.conftest import Sit
from tests.journeys.story_comparing import differences, lines_of
from tests.journeys.story_writing import Writing, read_story
from tests.journeys.test_taking_in import drop, read
from tests.journeys.typist import Typist


def test_the_story_is_written_from_the_article_and_every_difference_is_told(
    sit: Sit, tmp_path: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "notes.attache"
    Reference.create(written, title="Notes").close()
    desk = sit(written, size=(1360, 700))
    folder = seeds_folder() / "iran-belarus"
    drop(desk, folder / "article.txt")
    read(desk)
    writing = Writing(desk, read_story(folder), Typist(desk))
    writing.write()
    keys = writing.typist.tally.keys
    desk.window.close()
    with Reference.open(written) as mine, Reference.open(path) as shipped:
        assert verify(mine).failures == ()
        found = differences(mine, shipped)
        lines = sum(lines_of(shipped).values())
    counts = [*writing.left.items(), *((what, len(told)) for what, told in found.items())]
    with capsys.disabled():
        sys.stdout.write(f"\n{keys} keys; {lines} lines compared\n")
        for what, count in counts:
            sys.stdout.write(f"{count:5} {what}\n")
        for line in (line for told in found.values() for line in told):
            sys.stdout.write(f"{line[:300]}\n")
