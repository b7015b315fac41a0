"""A reader that is shown on the offscreen screen, in the real theme."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop.reader.pane import ReaderPane
from desktop.theme.theme import Theme
from models.queries.views import SnapshotView
from tests.desktop.reader.sources import article


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Callable[[SnapshotView], ReaderPane]:
    def shown(view: SnapshotView, width: int = 700, height: int = 640) -> ReaderPane:
        pane = ReaderPane(theme)
        qtbot.addWidget(pane)
        pane.resize(width, height)
        with qtbot.waitExposed(pane):
            pane.show()
        pane.show_snapshot(view)
        pane.text.setFocus()
        return pane

    return shown


@pytest.fixture
def reader(show: Callable[[SnapshotView], ReaderPane]) -> ReaderPane:
    return show(article())
