"""The whole shipped story written by keys alone: minutes long, so only where it is asked for."""

import faulthandler
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.checking.verification import verify
from models.reference.reference import Reference
from models.seeds.shipped import seeds_folder
from tests.journeys.conftest import Sit
from tests.journeys.desk import CONTROL, NONE, SHIFT, Desk, Key
from tests.journeys.file_dialogs import answered, own_dialogs
from tests.journeys.retracing import retrace
from tests.journeys.story_comparing import told_apart
from tests.journeys.story_data import read_story
from tests.journeys.story_writing import Writing
from tests.journeys.test_keystrokes import DOCUMENTS
from tests.journeys.test_taking_in import read
from tests.journeys.typist import Typist

STORY = seeds_folder() / "iran-belarus"


@pytest.fixture
def form(request: pytest.FixtureRequest) -> str:
    """Return the form of the article, as it was asked for."""
    return str(request.config.getoption("--story"))


@pytest.fixture(autouse=True)
def unhurried() -> Iterator[None]:
    """Keep the watch over tests that hang from ending one that takes minutes."""
    faulthandler.cancel_dump_traceback_later()
    with own_dialogs():
        yield


def test_the_shipped_reference_is_written_by_keys_alone_undone_and_done_again(
    sit: Sit, tmp_path: Path, path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / f"article.{form}"
    article.write_bytes(DOCUMENTS[form]())
    mine = tmp_path / "notes.attache"

    def again() -> Desk:
        desk = sit(size=(1360, 700))
        answered(desk, Key.Key_O, CONTROL, mine)
        return desk.ready()

    begun = time.monotonic()
    desk = sit(size=(1360, 700))
    typist = Typist(desk)
    typist.command(Key.Key_P, CONTROL | SHIFT)
    typist.see(desk.window.palette_overlay.isVisible)
    typist.type("New empty")
    typist.tally.keys += 1 + answered(desk, Key.Key_Return, NONE, mine)
    desk.ready()
    typist.tally.keys += 2 + answered(desk, Key.Key_I, CONTROL, article)
    read(desk)
    Writing(desk, read_story(STORY), typist).write()
    written = time.monotonic()
    assert not told_apart(mine, path, form), "\n".join(told_apart(mine, path, form))

    steps = retrace(desk, mine, again) // 2
    retraced = time.monotonic()
    assert not told_apart(mine, path, form)
    with Reference.open(mine, read_only=True) as reference:
        assert verify(reference).failures == ()
    tally = typist.tally
    with capsys.disabled():
        sys.stdout.write(
            f"\n{article.name}: {tally.keys} keys and {tally.decisions} decisions in "
            f"{written - begun:.0f} s; {steps} steps undone and done again in "
            f"{retraced - written:.0f} s\n"
        )
