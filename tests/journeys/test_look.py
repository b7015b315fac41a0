"""Dark and light follow the system, and the window is painted anew in the other colours."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desktop.theme.tokens import DARK, LIGHT
from tests.journeys.desk import Desk


def share_of(image: QImage, colour: str) -> float:
    """Return which part of the picture has this colour exactly."""
    wanted = QColor(colour).rgb() & 0xFFFFFF
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    points = [(x, y) for x in range(0, small.width(), 7) for y in range(0, small.height(), 7)]
    return sum(small.pixel(x, y) & 0xFFFFFF == wanted for x, y in points) / len(points)


def test_the_window_follows_the_system_to_dark_and_back(desk: Desk, qapp: QApplication) -> None:
    for scheme, palette, other in (
        (Qt.ColorScheme.Dark, DARK, LIGHT),
        (Qt.ColorScheme.Light, LIGHT, DARK),
        (Qt.ColorScheme.Dark, DARK, LIGHT),
    ):
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert desk.window.theme.palette is palette
        image = desk.window.grab().toImage()
        assert share_of(image, palette.pane) > 0.3
        assert share_of(image, other.pane) < 0.01
        for pane in (desk.window.panes.table, desk.window.panes.detail, desk.window.panes.sidebar):
            picture = pane.grab().toImage()
            ground = palette.sidebar if pane is desk.window.panes.sidebar else palette.pane
            assert share_of(picture, ground) > 0.3, pane.accessibleName()


def test_a_chosen_scheme_does_not_follow_the_system(desk: Desk, qapp: QApplication) -> None:
    desk.window.commands.action("theme_dark").trigger()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert desk.window.theme.palette is DARK
    desk.window.commands.action("theme_light").trigger()
    assert share_of(desk.window.grab().toImage(), LIGHT.pane) > 0.3
