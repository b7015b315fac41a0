"""The journey on a real X server with a window manager, and a picture of its screen."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from models.checking.verification import verify
from models.queries.detail import record_detail
from models.reference.reference import Reference
from tests.journeys.test_keystrokes import ARTICLE, check_detail

JOURNEY = Path(__file__).with_name("journey_on_a_screen.py")
MOUSE = JOURNEY.with_name("mouse_on_a_screen.py")
CHECKOUT = JOURNEY.parents[2]

pytestmark = pytest.mark.skipif(
    shutil.which("Xvfb") is None, reason="there is no Xvfb here to make an X server"
)


@pytest.fixture
def screen() -> Iterator[str]:
    """Start an X server on a free display, with a window manager where there is one."""
    read, write = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            "1280x840x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    assert number, "the X server did not start"
    display = f":{number}"
    manager = None
    if shutil.which("openbox"):
        manager = subprocess.Popen(
            ["openbox", "--sm-disable"],
            env={**os.environ, "DISPLAY": display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    yield display
    for process in (manager, server):
        if process is not None:
            process.terminate()
            process.wait(timeout=20)


def colours_of(image: QImage) -> set[int]:
    return {
        image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)
    }


def run_on(screen: str, folder: Path, program: Path, *arguments: Path) -> str:
    """Run a program of ours on a screen and return what it prints."""
    environment = {
        **os.environ,
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(CHECKOUT),
        "HOME": str(folder),
    }
    environment.pop("WAYLAND_DISPLAY", None)
    ended = subprocess.run(
        [sys.executable, str(program), *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stdout


def test_the_journey_on_a_real_screen(screen: str, path: Path, tmp_path: Path) -> None:
    picture = tmp_path / "screen.png"
    said = run_on(screen, tmp_path, JOURNEY, path, tmp_path / "a.ini", picture)
    told = json.loads(said.splitlines()[-1])
    assert told["platform"] == "xcb"
    assert 0 < told["found"] < 35
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 840)
    assert len(colours_of(image)) > 50, "the screen is not blank"


@pytest.mark.skipif(
    shutil.which("xdotool") is None or shutil.which("openbox") is None,
    reason="there is no xdotool here to move a mouse, or nothing that places windows",
)
def test_a_meeting_is_written_with_a_true_mouse_and_words_are_dragged(
    screen: str, tmp_path: Path
) -> None:
    path, article = tmp_path / "notes.attache", tmp_path / "article.txt"
    Reference.create(path, title="Notes").close()
    article.write_text(ARTICLE, "utf-8")
    picture = tmp_path / "screen.png"
    run_on(screen, tmp_path, MOUSE, path, article, tmp_path / "a.ini", picture)
    assert len(colours_of(QImage(str(picture)))) > 50
    with Reference.open(path) as reference:
        assert verify(reference).failures == ()
        ((meeting,),) = reference.database.rows("SELECT id FROM record WHERE kind = 'meeting'")
        detail = record_detail(reference.database, meeting)
    assert detail is not None
    check_detail(detail)
