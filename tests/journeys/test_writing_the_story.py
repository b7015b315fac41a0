"""A meeting written by keys alone is the shipped one; it is undone and redone over restarts."""

from pathlib import Path

import pytest

from models.checking.verification import verify
from models.reference.reference import Reference
from models.seeds.shipped import seeds_folder
from tests.journeys.conftest import Sit
from tests.journeys.retracing import retrace
from tests.journeys.story_comparing import differences
from tests.journeys.story_data import read_story
from tests.journeys.story_writing import Writing
from tests.journeys.test_taking_in import drop, read
from tests.journeys.typist import Typist

STORY = seeds_folder() / "iran-belarus"
MEETING = "meeting: Bagheri – Khrenin talks"
NAMED = ("iran", "belarus", "irna", "tehran", "bagheri", "khrenin", "joint-commission",
         "military-attaches")  # fmt: skip
"""What the meeting names."""


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "notes.attache"
    Reference.create(path, title="Notes").close()
    return path


def test_one_meeting_is_written_undone_and_redone_by_keys_alone(
    sit: Sit, empty: Path, path: Path
) -> None:
    desk = sit(empty)
    drop(desk, STORY / "article.txt")
    read(desk)
    writing = Writing(desk, read_story(STORY), Typist(desk))
    writing.source()
    writing.write_records((*NAMED, "bagheri-khrenin"), ("bagheri-khrenin",))
    with (
        Reference.open(empty, read_only=True) as written,
        Reference.open(path, read_only=True) as shipped,
    ):
        found = differences(written, shipped, MEETING)
    assert not found, "\n".join(line for part in found.values() for line in part)
    retrace(desk, empty, lambda: sit(empty))
    with Reference.open(empty, read_only=True) as written:
        assert verify(written).failures == ()
