"""Icons: drawn once in `currentColor`, shown in any colour, sharp at any screen scale."""

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QDataStream, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.theme.resources import resource_folder
from desktop.theme.tokens import Palette

__all__ = ["application_icon", "icon", "icon_names", "picture", "usual_colour", "write_glyphs"]

_COLOURS = {
    "quoted": "quoted",
    "inferred": "inferred",
    "unsourced": "unsourced",
    "disputed": "disputed",
    "warning": "warning",
    "error": "error",
}
"""Icons that are drawn in a colour of their own; their shapes differ as well."""

_ENGINE = "svg"
"""Qt's own engine for such drawings, the one that `application_icon` is shown by as well."""
_ALREADY_COLOURED = frozenset(("attache", "attache-document"))


@cache
def icon_names() -> frozenset[str]:
    """Return the names that `icon` knows."""
    drawn = (path.stem for path in (resource_folder() / "icons").glob("*.svg"))
    return frozenset(drawn) - _ALREADY_COLOURED


@cache
def _drawing(name: str) -> str:
    path = resource_folder() / "icons" / f"{name}.svg"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        message = f"there is no icon named {name}"
        raise KeyError(message) from None


def _coloured(name: str, colour: str) -> bytes:
    return _drawing(name).replace("currentColor", colour).encode()


def icon(name: str, palette: Palette, colour: str | None = None) -> QIcon:
    """Return the icon `name` in the colours of `palette`.

    `colour` (`#rrggbb`) overrides the ordinary colour, which is the muted text colour, or an
    evidence mark's own. Ask again after the theme has changed: an icon keeps its colours.

    Raises:
        KeyError: there is no icon of that name.
    """
    normal = colour or usual_colour(name, palette)
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


def usual_colour(name: str, palette: Palette) -> str:
    """Return the colour (`#rrggbb`) in which `icon` draws `name` when nothing points at it."""
    return str(getattr(palette, _COLOURS.get(name, "text_muted")))


@lru_cache(maxsize=512)
def _written(name: str, normal: str, active: str, selected: str, disabled: str) -> bytes:
    """Return the icon as Qt would write one down: its drawing once for each mode.

    Qt draws it from there, at whatever size is asked for, when it is shown and not before. The
    layout is that of `QSvgIconEngine::write` (Qt 6, `qsvgiconengine.cpp`), read by
    `QDataStream` of every version since 4.4: the engine's key, names of files, whether what
    follows is compressed, drawings by mode and state, whether pixmaps follow.
    """
    colours = {
        QIcon.Mode.Normal: normal,
        QIcon.Mode.Active: active,
        QIcon.Mode.Selected: selected,
        QIcon.Mode.Disabled: disabled,
    }
    # By hand: Qt's stream brings in every type that it could be given, for milliseconds.
    engine = _ENGINE.encode("utf-16-be")
    parts = [_number(len(engine)), engine, _number(0), _number(0), _number(len(colours))]
    for mode, colour in colours.items():
        drawing = _coloured(name, colour)
        parts += _number(mode.value << 4 | QIcon.State.Off.value), _number(len(drawing)), drawing
    return b"".join((*parts, _number(0)))


def _number(number: int) -> bytes:
    return number.to_bytes(4, "big")


def _drawn(name: str, normal: str, active: str, selected: str, disabled: str) -> QIcon:
    # A QIconEngine in Python would serve, too, but Qt clones and deletes engines behind Python's
    # back, which ends the process; and pixmaps in all sizes that screens of 100 to 300 % ask for
    # take longer to draw than everything else a window shows at first.
    stream = QDataStream(QByteArray(_written(name, normal, active, selected, disabled)))
    stream.setVersion(QDataStream.Version.Qt_6_0)
    result = QIcon()
    stream >> result
    return result


def picture(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon `name` as a square picture of `side` device-independent pixels.

    `ratio` is the screen's device pixel ratio. Raises KeyError when there is no such icon.
    """
    pixmap = QPixmap.fromImage(_image(name, colour, max(1, round(side * ratio))))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


# Images, not pixmaps: what is kept here may outlive the application.
@lru_cache(maxsize=4096)
def _image(name: str, colour: str, pixels: int) -> QImage:
    # Read before the painter begins: an error must not leave it at work on a picture that is gone.
    renderer = QSvgRenderer(QByteArray(_coloured(name, colour)))
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
            path.write_bytes(_coloured(name, getattr(palette, colour)))
        glyphs[name.replace("-", "_")] = path
    return glyphs


def application_icon() -> QIcon:
    """Return the icon of Attaché itself."""
    return QIcon(str(resource_folder() / "icons" / "attache.svg"))
