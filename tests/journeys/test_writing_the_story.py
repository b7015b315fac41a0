"""A meeting written by keys alone is the shipped one; it is undone and redone over restarts."""

from pathlib import Path

import pytest

from models.checking.verification import verify
from models.exchange.canonical import canonical
from models.reference.reference import Reference
from models.seeds.shipped import seeds_folder
from tests.journeys.conftest import Sit
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key
from tests.journeys.story_comparing import differences
from tests.journeys.story_writing import Writing, read_story
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


def steps_in(path: Path) -> int:
    with Reference.open(path, read_only=True) as reference:
        return int(reference.database.rows("SELECT count(*) FROM step")[0][0])


def content(desk: Desk) -> str:
    with Reference.open(desk.session.reference.path, read_only=True) as reference:
        return canonical(reference)


def press_often(desk: Desk, key: Key, times: int, *, shift: bool = False) -> None:
    for _ in range(times):
        desk.press(key, CONTROL | SHIFT if shift else CONTROL)
        desk.until(lambda: not desk.session.writer.busy)


def test_one_meeting_is_written_undone_and_redone_by_keys_alone(
    sit: Sit, empty: Path, path: Path
) -> None:
    desk = sit(empty)
    nothing = content(desk)
    drop(desk, STORY / "article.txt")
    read(desk)
    writing = Writing(desk, read_story(STORY), Typist(desk))
    writing.source()
    writing.write_records((*NAMED, "bagheri-khrenin"), ("bagheri-khrenin",))
    assert not writing.left
    with Reference.open(empty) as written, Reference.open(path) as shipped:
        assert verify(written).failures == ()
        found = differences(written, shipped, MEETING)
    assert not found, "\n".join(line for part in found.values() for line in part)

    whole, steps = content(desk), steps_in(empty)
    desk.window.panes.table.view.setFocus()
    press_often(desk, Key.Key_Z, steps // 2)
    desk.window.close()
    desk = sit(empty)
    press_often(desk, Key.Key_Z, steps - steps // 2)
    assert content(desk) == nothing
    press_often(desk, Key.Key_Z, steps // 3, shift=True)
    desk.window.close()
    desk = sit(empty)
    press_often(desk, Key.Key_Z, steps - steps // 3, shift=True)
    assert content(desk) == whole
    with Reference.open(empty) as written:
        assert verify(written).failures == ()
