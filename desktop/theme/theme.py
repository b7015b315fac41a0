"""The theme of the application: which palette, which faces and how large, and all of it applied."""

import tempfile
import weakref
from pathlib import Path
from typing import Final, Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from desktop.theme.fonts import LoadedFonts, load_fonts
from desktop.theme.icons import write_glyphs
from desktop.theme.metrics import BASE_PIXEL_SIZE, TEXT_SCALES, Metrics
from desktop.theme.stylesheet import stylesheet
from desktop.theme.tokens import DARK, LIGHT, Palette, Scheme
from models.files.work_folder import WorkFolder

__all__ = ["PICTURES", "Choice", "Theme"]

PICTURES: Final = "attache-pictures-"
"""Of the folder, among the system's temporary ones, that holds a theme's drawn pictures."""

Choice = Literal["system", "light", "dark"]
"""What a reader can choose; `system` follows the desktop, also when it changes by the hour."""

_INCHES_TO_POINTS = 72


class Theme(QObject):
    """Dresses one application, and dresses it anew when a choice or the system changes.

    `changed` is emitted after the application has its new look: the moment to ask for icons
    again and to repaint what is drawn by hand.
    """

    changed = Signal()

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        """Load the faces and apply the system's scheme at 100 %."""
        super().__init__(parent)
        self._application = application
        self._hints = application.styleHints()
        self._choice: Choice = "system"
        self._system = self._hints.colorScheme()
        self._text_scale = TEXT_SCALES[0]
        # Before anything is set: what the reader's desktop says ordinary text should be.
        self._system_font = QFont(application.font())
        self._fonts = load_fonts()
        # Pictures for the style sheet, which reads them from files alone.
        self._pictures = WorkFolder.make(Path(tempfile.gettempdir()), PICTURES)
        # With the theme, or with the program where nobody deletes it before.
        weakref.finalize(self, self._pictures.remove)
        self._palette = LIGHT
        self._metrics = self._measured()
        self._apply()
        self._hints.colorSchemeChanged.connect(self._on_system_scheme)

    @property
    def palette(self) -> Palette:
        """The colours in force."""
        return self._palette

    @property
    def scheme(self) -> Scheme:
        """Whether the window is light or dark now."""
        return self._palette.scheme

    @property
    def choice(self) -> Choice:
        """What the reader chose."""
        return self._choice

    @property
    def text_scale(self) -> int:
        """The text scale in per cent of the system's font size."""
        return self._text_scale

    @property
    def metrics(self) -> Metrics:
        """The measures in force."""
        return self._metrics

    @property
    def fonts(self) -> LoadedFonts:
        """The faces that could be loaded, with a sentence for each that could not."""
        return self._fonts

    def ui_font(self) -> QFont:
        """Return the face of ordinary text at its size."""
        return self._fonts.ui_font(self._metrics.point_size)

    def reading_font(self) -> QFont:
        """Return the face of quotes and of the reader at its size."""
        return self._fonts.reading_font(self._metrics.reading)

    def set_choice(self, choice: Choice) -> None:
        """Choose the scheme.

        Raises:
            ValueError: there is no such choice.
        """
        if choice not in get_args(Choice):
            message = f"a theme is system, light or dark, not {choice}"
            raise ValueError(message)
        self._choice = choice
        # Title bars and native dialogs follow; the signal this may send finds the choice made.
        if choice == "system":
            self._hints.unsetColorScheme()
            self._system = self._hints.colorScheme()
        else:
            dark = choice == "dark"
            self._hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._renew()

    def set_text_scale(self, percent: int) -> None:
        """Make all text, and with it every measure, `percent` of the system's size (100–200).

        Raises:
            ValueError: the scale lies outside 100–200.
        """
        least, greatest = TEXT_SCALES
        if not least <= percent <= greatest:
            message = f"a text scale lies between {least} and {greatest} per cent, not {percent}"
            raise ValueError(message)
        self._text_scale = percent
        self._renew()

    def _on_system_scheme(self, scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self._system = scheme
            self._renew()

    def _chosen(self) -> Palette:
        if self._choice == "system":
            return DARK if self._system == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def _measured(self) -> Metrics:
        screen = self._application.primaryScreen()
        resolution = screen.logicalDotsPerInch() if screen else 96.0
        if self._system_font.pointSizeF() > 0:
            pixels = self._system_font.pointSizeF() * resolution / _INCHES_TO_POINTS
        else:
            pixels = float(self._system_font.pixelSize())
        # Some systems report a size for which their own face is drawn large; ours is not.
        pixels = max(pixels, BASE_PIXEL_SIZE) * self._text_scale / 100
        return Metrics(point_size=pixels * _INCHES_TO_POINTS / resolution, pixel_size=pixels)

    def _renew(self) -> None:
        if (self._chosen(), self._measured()) != (self._palette, self._metrics):
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._palette = self._chosen()
        self._metrics = self._measured()
        glyphs = write_glyphs(self._pictures.path, self._palette)
        self._application.setPalette(_qt_palette(self._palette))
        self._application.setFont(self.ui_font())
        self._application.setStyleSheet(stylesheet(self._palette, self._metrics, glyphs))


def _qt_palette(palette: Palette) -> QPalette:
    """Return the colours for all that the style sheet does not reach, by Qt's roles."""
    role = QPalette.ColorRole
    colours = {
        role.Window: palette.window,
        role.WindowText: palette.text,
        role.Base: palette.pane,
        role.AlternateBase: palette.sidebar,
        role.Text: palette.text,
        role.Button: palette.chip,
        role.ButtonText: palette.text,
        role.BrightText: palette.error,
        role.ToolTipBase: palette.card,
        role.ToolTipText: palette.text,
        role.PlaceholderText: palette.text_faint,
        role.Link: palette.link,
        role.LinkVisited: palette.link,
        role.Highlight: palette.selection,
        role.HighlightedText: palette.selection_text,
        role.Accent: palette.accent,
        role.Light: palette.card,
        role.Midlight: palette.hover,
        role.Mid: palette.control_border,
        role.Dark: palette.control_border,
        role.Shadow: palette.border,
    }
    result = QPalette()
    for name, colour in colours.items():
        result.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(palette.text_faint))
    return result
