"""Every icon draws, in the colours it is given, at the very pixels a screen asks for."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop.theme.icons import application_icon, icon, icon_names, picture
from desktop.theme.resources import resource_folder
from desktop.theme.tokens import DARK, LIGHT

PROMISED = [
    "official",
    "organization",
    "place",
    "meeting",
    "agreement",
    "statement",
    "relation",
    "source",
    "tenure",
    "all",
    "search",
    "clear",
    "back",
    "forward",
    "copy",
    "open-in-source",
    "quoted",
    "inferred",
    "unsourced",
    "disputed",
    "warning",
    "error",
    "info",
    "check",
    "sun",
    "moon",
    "columns",
    "find",
    "original",
    "close",
    "recent",
    "new",
    "open",
    "keyboard",
    "chevron-right",
    "chevron-down",
]

pytestmark = pytest.mark.usefixtures("qapp")


def ink(image: QImage) -> set[str]:
    """Return the colours of the pixels that are fully painted."""
    return {
        image.pixelColor(column, row).name()
        for column in range(image.width())
        for row in range(image.height())
        if image.pixelColor(column, row).alpha() == 255
    }


def test_all_promised_icons_are_there() -> None:
    assert set(PROMISED) <= set(icon_names())


@pytest.mark.parametrize("name", sorted(icon_names()))
def test_an_icon_takes_the_colour_it_is_given_and_no_other(name: str) -> None:
    assert ink(picture(name, "#ff0080", 64).toImage()) == {"#ff0080"}


@pytest.mark.parametrize("name", sorted(icon_names()))
def test_an_icon_keeps_off_its_edges(name: str) -> None:
    image = picture(name, "#000000", 20).toImage()
    rim = [image.pixelColor(0, at).alpha() for at in range(20)]
    rim += [image.pixelColor(19, at).alpha() for at in range(20)]
    assert not any(rim)


@pytest.mark.parametrize("path", sorted((resource_folder() / "icons").glob("*.svg")), ids=str)
def test_a_drawing_is_plain_svg_without_script_links_or_pictures(path: object) -> None:
    words = str(path)
    with open(words, encoding="utf-8") as file:  # noqa: PTH123
        drawing = file.read()
    assert QSvgRenderer(words).isValid()
    assert not re.search(r"<script|<image|<style|href|url\(|font", drawing)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_an_icon_fills_the_pixels_of_any_screen(ratio: float) -> None:
    pixmap = icon("meeting", LIGHT).pixmap(QSize(16, 16), ratio)
    assert pixmap.size() == QSize(round(16 * ratio), round(16 * ratio))
    assert pixmap.devicePixelRatio() == ratio
    assert picture("meeting", "#000000", 16, ratio).size() == pixmap.size()


def test_an_icon_is_muted_lights_up_and_fades_with_its_mode() -> None:
    drawn = icon("search", DARK)
    for mode, colour in (
        (QIcon.Mode.Normal, DARK.text_muted),
        (QIcon.Mode.Active, DARK.text),
        (QIcon.Mode.Selected, DARK.selection_text),
        (QIcon.Mode.Disabled, DARK.control_border),
    ):
        assert ink(drawn.pixmap(QSize(64, 64), 1.0, mode).toImage()) == {colour}


def test_an_evidence_icon_keeps_its_colour_when_selected() -> None:
    drawn = icon("disputed", LIGHT).pixmap(QSize(64, 64), 1.0, QIcon.Mode.Selected)
    assert ink(drawn.toImage()) == {LIGHT.disputed}


def test_two_evidence_icons_differ_in_shape_not_only_in_colour() -> None:
    shapes = [
        picture(name, "#000000", 16).toImage()
        for name in ("quoted", "inferred", "unsourced", "disputed", "warning", "error")
    ]
    assert all(first != other for first in shapes for other in shapes if first is not other)


def test_an_unknown_icon_is_a_bug_that_shows() -> None:
    with pytest.raises(KeyError, match="no icon named nothing"):
        icon("nothing", LIGHT)


def test_the_application_has_an_icon_that_is_legible_in_sixteen_pixels() -> None:
    assert QApplication.instance() is not None
    image = application_icon().pixmap(QSize(16, 16), 1.0).toImage()
    lightness = [
        QColor(image.pixelColor(column, row)).lightness()
        for column in range(16)
        for row in range(16)
        if image.pixelColor(column, row).alpha() > 200
    ]
    assert max(lightness) - min(lightness) > 120


def test_an_icon_is_as_sharp_as_the_picture_of_its_size() -> None:
    """At no size and on no screen is it one of another size, stretched."""
    for side, ratio in ((16, 1.0), (20, 1.0), (24, 1.75), (32, 3.0), (100, 2.0)):
        shown = icon("search", LIGHT).pixmap(QSize(side, side), ratio).toImage()
        drawn = picture("search", LIGHT.text_muted, side, ratio).toImage()
        assert shown.convertToFormat(drawn.format()) == drawn


def test_an_icon_that_is_on_looks_as_it_does_off() -> None:
    drawn = icon("columns", LIGHT)
    on = drawn.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Normal, QIcon.State.On).toImage()
    off = drawn.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Normal, QIcon.State.Off).toImage()
    assert on == off
    assert ink(on) == {LIGHT.text_muted}
