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


def test_another_look_leaves_the_selection_where_it_was(desk: Desk) -> None:
    table = desk.window.panes.table
    table.view.setFocus()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    current, selected = table.current_id, table.selected_ids()
    assert current == desk.ids[2]
    assert selected == (current,)
    for command in ("theme_dark", "text_larger", "text_larger", "theme_light", "text_reset"):
        desk.window.commands.action(command).trigger()
        assert table.current_id == current
        assert table.selected_ids() == selected
    assert table.view.rowHeight(0) == desk.window.theme.metrics.row_height


def test_a_menu_shows_which_colours_are_chosen(desk: Desk) -> None:
    for command in desk.window.commands.commands:
        action = desk.window.commands.action(command.id)
        assert action.isIconVisibleInMenu() is not action.isCheckable()


def test_at_200_percent_the_window_still_fits_a_small_screen(desk: Desk) -> None:
    for _ in range(10):
        desk.window.commands.action("text_larger").trigger()
    assert desk.window.theme.text_scale == 200
    desk.window.commands.action("open_quote").trigger()
    desk.until(desk.window.panes.reader.isVisible)
    least = desk.window.minimumSizeHint()
    assert (least.width() <= 1024, least.height() <= 768) == (True, True), least
