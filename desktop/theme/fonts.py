"""The faces that come with Attaché, and the order in which they stand in for one another.

The window must look the same and show every name on a system with no fonts at all, so a face for
the interface, one for reading, and faces for the scripts they lack are bundled. What even those
lack (Han, Devanagari, …) the system's own fonts fill, if there are any.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from desktop.text.translate import tr
from desktop.theme.resources import resource_folder

__all__ = ["LoadedFonts", "load_fonts"]

_UI = ("Inter", "Vazirmatn", "Noto Sans Hebrew")
_READING = ("Source Serif 4", "Noto Naskh Arabic", "Noto Serif Hebrew", "Inter")
_REST = ("Noto Sans Symbols2", "Noto Emoji")
_EMOJI = "Noto Emoji"


@dataclass(frozen=True, slots=True)
class LoadedFonts:
    """What `load_fonts` found: families in the order in which they are asked for a character.

    `problems` holds a sentence for each face that could not be loaded; the window works without
    it, in the system's own fonts.
    """

    ui_families: tuple[str, ...]
    reading_families: tuple[str, ...]
    problems: tuple[str, ...] = ()

    @property
    def ui_family(self) -> str:
        """The face of the interface, or "" for the system's own."""
        return self.ui_families[0] if self.ui_families else ""

    @property
    def reading_family(self) -> str:
        """The face of quotes and of the reader, or "" for the system's own."""
        return self.reading_families[0] if self.reading_families else ""

    def ui_font(self, point_size: float) -> QFont:
        """Return the interface face at a size."""
        return _font(self.ui_families, point_size, QFont.StyleHint.SansSerif)

    def reading_font(self, point_size: float) -> QFont:
        """Return the reading face at a size."""
        return _font(self.reading_families, point_size, QFont.StyleHint.Serif)


def _font(families: tuple[str, ...], point_size: float, hint: QFont.StyleHint) -> QFont:
    font = QFont()
    if families:
        font.setFamilies(list(families))
    font.setStyleHint(hint)
    font.setPointSizeF(point_size)
    # Inter would draw the x of "x86_64" as a multiplication sign: words are shown as they are.
    font.setFeature(QFont.Tag("calt"), 0)
    return font


@cache
def load_fonts(folder: Path | None = None) -> LoadedFonts:
    """Register the bundled faces with Qt, once in a process, and say what there is.

    Needs a `QGuiApplication`. Never raises for a face that is missing or damaged: it is left out,
    and a sentence in `problems` says so. `folder` is `resources/fonts` unless given.
    """
    folder = folder or resource_folder() / "fonts"
    files = sorted(path for path in folder.glob("*/*") if path.suffix in {".ttf", ".otf"})
    loaded: set[str] = set()
    problems: list[str] = []
    for path in files:
        number = QFontDatabase.addApplicationFont(str(path))
        if number == -1:
            problems.append(
                tr("The face {file} could not be loaded; another takes its place.", file=path.name)
            )
        else:
            loaded.update(QFontDatabase.applicationFontFamilies(number))
    if not files:
        problems.append(
            tr("The bundled faces are missing from {folder}; install again.", folder=folder)
        )
    if _EMOJI in loaded:
        # One emoji face everywhere: it takes the colour of the text and is never an empty box.
        QFontDatabase.setApplicationEmojiFontFamilies([_EMOJI])
    return LoadedFonts(
        ui_families=tuple(family for family in (*_UI, *_REST) if family in loaded),
        reading_families=tuple(family for family in (*_READING, *_REST) if family in loaded),
        problems=tuple(problems),
    )
