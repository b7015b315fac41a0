"""Icons: drawn once in `currentColor`, shown in any colour, sharp at any screen scale."""

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.theme.resources import resource_folder
from desktop.theme.tokens import Palette

__all__ = ["application_icon", "icon", "icon_names", "picture", "write_glyphs"]

_COLOURS = {
    "quoted": "quoted",
    "inferred": "inferred",
    "unsourced": "unsourced",
    "disputed": "disputed",
    "warning": "warning",
    "error": "error",
}
"""Icons that are drawn in a colour of their own; their shapes differ as well."""

_PIXELS = (16, 20, 24, 30, 32, 40, 48, 60, 64, 96)
_ALREADY_COLOURED = frozenset(("attache", "attache-document"))


def icon_names() -> tuple[str, ...]:
    """Return the names that `icon` knows, sorted."""
    return tuple(
        sorted(
            path.stem
            for path in (resource_folder() / "icons").glob("*.svg")
            if path.stem not in _ALREADY_COLOURED
        )
    )


@cache
def _drawing(name: str) -> str:
    path = resource_folder() / "icons" / f"{name}.svg"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        message = f"there is no icon named {name}"
        raise KeyError(message) from None


def _coloured(name: str, colour: str) -> QByteArray:
    return QByteArray(_drawing(name).replace("currentColor", colour).encode())


def icon(name: str, palette: Palette, colour: str | None = None) -> QIcon:
    """Return the icon `name` in the colours of `palette`.

    `colour` (`#rrggbb`) overrides the ordinary colour, which is the muted text colour, or an
    evidence mark's own. Ask again after the theme has changed: an icon keeps its colours.

    Raises:
        KeyError: there is no icon of that name.
    """
    normal = colour or getattr(palette, _COLOURS.get(name, "text_muted"))
    own_colour = colour is not None or name in _COLOURS
    return QIcon(
        _drawn(
            name,
            normal,
            normal if own_colour else palette.text,
            normal if own_colour else palette.selection_text,
            palette.control_border,
        )
    )


def _drawn(name: str, normal: str, active: str, selected: str, disabled: str) -> QIcon:
    # A QIconEngine of our own would draw at any size, but Qt clones and deletes engines behind
    # Python's back, which ends the process. So each size that a screen of 100 to 300 % asks of a
    # 16 or 20 pixel icon is drawn; between them Qt scales a larger one down.
    result = QIcon()
    colours = {
        QIcon.Mode.Normal: normal,
        QIcon.Mode.Active: active,
        QIcon.Mode.Selected: selected,
        QIcon.Mode.Disabled: disabled,
    }
    for mode, colour in colours.items():
        for image in _images(name, colour):
            result.addPixmap(QPixmap.fromImage(image), mode)
    return result


def picture(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon `name` as a square picture of `side` device-independent pixels.

    `ratio` is the screen's device pixel ratio. Raises KeyError when there is no such icon.
    """
    pixmap = QPixmap.fromImage(_image(name, colour, max(1, round(side * ratio))))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


# Images, not pixmaps: what is kept here may outlive the application.
@lru_cache(maxsize=1024)
def _images(name: str, colour: str) -> tuple[QImage, ...]:
    """Draw the icon in all its sizes; the drawing is read once, which costs most."""
    renderer = QSvgRenderer(_coloured(name, colour))
    return tuple(_rendered(renderer, pixels) for pixels in _PIXELS)


@lru_cache(maxsize=4096)
def _image(name: str, colour: str, pixels: int) -> QImage:
    # Read before the painter begins: an error must not leave it at work on a picture that is gone.
    return _rendered(QSvgRenderer(_coloured(name, colour)), pixels)


def _rendered(renderer: QSvgRenderer, pixels: int) -> QImage:
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image


_GLYPHS = {
    "chevron-up": "text_muted",
    "chevron-down": "text_muted",
    "chevron-right": "text_muted",
    "arrow-up": "text_muted",
    "arrow-down": "text_muted",
    "tick": "accent_text",
    "dash": "accent_text",
    "dot": "accent_text",
}
"""The icons that the style sheet puts into parts of widgets, and their colour in the palette."""


def write_glyphs(folder: Path, palette: Palette) -> dict[str, Path]:
    """Write the pictures that the style sheet needs into `folder`; return them by their names.

    Raises:
        OSError: the folder cannot be written.
    """
    glyphs: dict[str, Path] = {}
    for name, colour in _GLYPHS.items():
        path = folder / f"{name}-{palette.scheme}.svg"
        if not path.exists():
            path.write_bytes(_coloured(name, getattr(palette, colour)).data())
        glyphs[name.replace("-", "_")] = path
    return glyphs


def application_icon() -> QIcon:
    """Return the icon of Attaché itself."""
    return QIcon(str(resource_folder() / "icons" / "attache.svg"))
