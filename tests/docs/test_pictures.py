"""The script makes every picture of the documents from the real window."""

import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

from tests.docs.pages import CHECKOUT, script

MOST_BYTES = 300_000


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of the pictures made now, by the script as anybody starts it."""
    folder = tmp_path_factory.mktemp("pictures") / "new folder"
    done = subprocess.run(
        [sys.executable, CHECKOUT / "docs" / "pictures.py", folder],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    # A warning of Qt on the way is a mistake in the window.
    assert done.stderr == ""
    return folder


def names():
    return [f"{name}.png" for name, *_ in script("pictures").PICTURES]


def test_every_picture_is_made_and_no_other(made):
    assert sorted(path.name for path in made.iterdir()) == sorted(names())


def test_the_pictures_of_the_documents_are_those_of_the_script():
    kept = (CHECKOUT / "docs" / "pictures").iterdir()
    assert sorted(path.name for path in kept) == sorted(names())


@pytest.mark.parametrize("name", names())
def test_a_picture_shows_a_window_and_is_small(made, name):
    picture = QImage(str(made / name))
    pictures = script("pictures")
    assert (picture.width(), picture.height()) == (pictures.WIDTH, pictures.HEIGHT)
    assert picture.devicePixelRatio() == 1
    assert (made / name).stat().st_size < MOST_BYTES
    colours = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert len(colours) > 200


def test_dark_is_dark_and_light_is_light(made):
    light, dark = (
        QImage(str(made / f"window-{scheme}.png")).pixelColor(700, 890).lightness()
        for scheme in ("light", "dark")
    )
    assert light > 200
    assert dark < 60


def test_no_two_pictures_are_the_same(made):
    pictures = {name: (made / name).read_bytes() for name in names()}
    assert len(set(pictures.values())) == len(pictures)


def test_a_picture_loses_nothing_on_its_way_to_the_disk():
    picture = QImage(7, 5, QImage.Format.Format_RGB888)
    for x in range(7):
        for y in range(5):
            picture.setPixel(x, y, 0xFF000000 | (x * 30) << 16 | (y * 40) << 8 | (x + y))
    read = QImage.fromData(script("pictures").as_png(picture), "PNG")
    assert read.convertToFormat(QImage.Format.Format_RGB888) == picture


def test_a_window_that_never_gets_there_ends_with_a_sentence(qapp, monkeypatch):
    pictures = script("pictures")
    monkeypatch.setattr(pictures, "PATIENCE_MILLISECONDS", 60)
    with pytest.raises(pictures.UnreachedError, match="did not come to show the moon"):
        pictures._wait("the moon", lambda: False)


def test_an_error_while_waiting_is_not_swallowed(qapp):
    def fail():
        message = "out of paint"
        raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="out of paint"):
        script("pictures")._wait("the moon", fail)
