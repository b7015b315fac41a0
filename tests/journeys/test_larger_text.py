"""Enlarging the text leaves the names in the sidebar whole."""

from collections.abc import Callable
from pathlib import Path

from tests.journeys.desk import Desk


def test_the_sidebar_grows_and_shrinks_with_the_text(sit: Callable[..., Desk], path: Path) -> None:
    desk = sit(path, size=(1360, 860))
    panes = desk.window.panes
    before = panes.columns.sizes()
    for _ in range(10):
        desk.window.commands.action("text_larger").trigger()
    assert desk.window.theme.text_scale == 200
    desk.settle()
    usual = panes._usual_sidebar(sum(panes.columns.sizes()))
    assert panes.sidebar.width() >= usual - 2
    assert panes.sidebar.width() > before[0] * 1.5
    desk.window.commands.action("text_reset").trigger()
    desk.settle()
    assert abs(panes.sidebar.width() - before[0]) <= 4


def test_a_sidebar_made_wider_by_hand_stays_wider(sit: Callable[..., Desk], path: Path) -> None:
    desk = sit(path, size=(1600, 860))
    panes = desk.window.panes
    sizes = panes.columns.sizes()
    panes.columns.setSizes([500, sizes[1] - 500 + sizes[0], sizes[2]])
    wide = panes.sidebar.width()
    desk.window.commands.action("text_larger").trigger()
    desk.settle()
    assert panes.sidebar.width() >= wide
    desk.window.commands.action("theme_dark").trigger()
    desk.settle()
    assert panes.sidebar.width() >= wide
