from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.app import build_window
from desktop.state.settings import Settings
from desktop.theme.theme import Theme
from desktop.window.window import Window
from models.seeds import create_from_seed
from models.seeds.shipped import seeds_folder

WIDE = QSize(1360, 860)

Shown = Callable[..., Window]


@pytest.fixture(scope="session")
def iran_belarus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the shipped story once; nothing here writes into it."""
    path = tmp_path_factory.mktemp("story") / "story.attache"
    create_from_seed(path, seeds_folder() / "iran-belarus").close()
    return path


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme, tmp_path: Path, iran_belarus: Path) -> Iterator[Shown]:
    """Return a function that shows the real window with the story in it, the table focused."""
    windows: list[Window] = []

    def show(size: QSize = WIDE, scale: int = 100, scheme: str = "light") -> Window:
        settings = Settings(tmp_path / "s.ini")
        settings.set_text("theme/scheme", scheme)
        settings.set_number("theme/text_scale", scale)
        window = build_window(theme, settings)
        windows.append(window)
        window.resize(size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        with qtbot.waitSignal(window.opened):
            window.open_path(iran_belarus)
        session = window.session
        assert session is not None
        qtbot.waitUntil(lambda: not session.jobs.busy and window.panes.table.current_id is not None)
        qtbot.waitUntil(lambda: bool(window.panes.quotes.cards))
        window.panes.table.view.setFocus()
        return window

    yield show
    for window in windows:
        if isValid(window):
            window.close()
            window.deleteLater()
