import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import build_window
from desktop.state.settings import Settings
from desktop.theme.theme import Theme
from models.seeds import create_from_seed
from models.seeds.shipped import named_seed, seeds_folder
from tests.journeys.desk import Desk
from tests.look import looking

Sit = Callable[..., Desk]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from looking(qapp, "system")


@pytest.fixture
def settings_path(tmp_path: Path) -> Path:
    folder = tmp_path / "settings"
    folder.mkdir()
    return folder / "attache.ini"


@pytest.fixture
def sit(qtbot: QtBot, theme: Theme, settings_path: Path) -> Iterator[Sit]:
    """Make windows on the same settings, one after the other; each is closed at the end."""
    desks: list[Desk] = []

    def sit_down(path: Path | None = None, *, size: tuple[int, int] | None = (1360, 860)) -> Desk:
        settings = Settings(settings_path)
        window = build_window(theme, settings)
        desk = Desk(window, settings, qtbot)
        desks.append(desk)
        if size is not None:
            window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        if path is not None:
            assert desk.open(path), window.banner.text
        return desk

    yield sit_down
    for desk in desks:
        desk.window.close()
        desk.window.deleteLater()


@pytest.fixture(scope="session")
def seed_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the Iran–Belarus reference once; tests get copies."""
    path = tmp_path_factory.mktemp("seed") / "story.attache"
    create_from_seed(path, named_seed("iran-belarus", seeds_folder())).close()
    return path


@pytest.fixture
def path(tmp_path: Path, seed_template: Path) -> Path:
    """Return this test's own copy of the Iran–Belarus reference, alone in its folder."""
    folder = tmp_path / "references"
    folder.mkdir()
    return Path(shutil.copyfile(seed_template, folder / "story.attache"))


@pytest.fixture
def desk(sit: Sit, path: Path) -> Desk:
    """Return the window with the Iran–Belarus reference open and nothing being read."""
    return sit(path)
