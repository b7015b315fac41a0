"""The colours of the window, by what they mean, once for light and once for dark.

Contrast follows WCAG 2.2: text against each surface it stands on at least 4.5:1 (success criterion
1.4.3), evidence marks, control borders and the focus ring at least 3:1 (1.4.11). `TEXT_PAIRS` and
`GRAPHIC_PAIRS` list what must hold; a new colour belongs into one of them.
"""

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "DARK",
    "GRAPHIC_PAIRS",
    "LIGHT",
    "TEXT_PAIRS",
    "Palette",
    "Scheme",
    "contrast",
]

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Named colours, each `#rrggbb` and opaque, as `QColor` and style sheets read them.

    Surfaces: `window` (tool bar, status bar), `pane` (table, detail, reader), `sidebar`, `card`,
    `chip`, `banner`, `hover`, `pressed`, `selection`, `mark` (the decisive words of a quote),
    `mark_strong` (a match of the search). Lines: `border` (decorative: it never says anything by
    itself), `control_border` (what shows that something can be typed in or pressed), `mark_line`
    (the underline that accompanies `mark`), `focus`. The rest is written or drawn on surfaces.
    """

    scheme: Scheme
    window: str
    pane: str
    sidebar: str
    card: str
    chip: str
    banner: str
    border: str
    control_border: str
    text: str
    text_muted: str
    text_faint: str
    accent: str
    accent_hover: str
    accent_text: str
    selection: str
    selection_text: str
    hover: str
    pressed: str
    mark: str
    mark_strong: str
    mark_line: str
    link: str
    quoted: str
    inferred: str
    unsourced: str
    disputed: str
    success: str
    warning: str
    error: str
    focus: str


LIGHT = Palette(
    scheme="light",
    window="#ffffff",
    pane="#ffffff",
    sidebar="#f4f6f8",
    card="#fcfcfa",
    chip="#edf1f5",
    banner="#e9f1fb",
    border="#e1e5ea",
    control_border="#808a96",
    text="#161b22",
    text_muted="#4d5866",
    text_faint="#5b6673",
    accent="#1d5aa9",
    accent_hover="#174b8f",
    accent_text="#ffffff",
    selection="#dfeaf7",
    selection_text="#101820",
    hover="#eef2f6",
    pressed="#e0e6ed",
    mark="#fdeeb8",
    mark_strong="#ffc861",
    mark_line="#a67400",
    link="#1a55a3",
    quoted="#1d5aa9",
    inferred="#6b4aa5",
    unsourced="#8a5200",
    disputed="#b0342b",
    success="#1f6b3a",
    warning="#8a5200",
    error="#b3261e",
    focus="#2468c0",
)

DARK = Palette(
    scheme="dark",
    window="#1a1e23",
    pane="#1a1e23",
    sidebar="#15181c",
    card="#21262d",
    chip="#2b323a",
    banner="#1f2e42",
    border="#30373f",
    control_border="#77828f",
    text="#e7eaee",
    text_muted="#b3bcc6",
    text_faint="#a6b0bb",
    accent="#78aef2",
    accent_hover="#93bff6",
    accent_text="#0b1522",
    selection="#243c58",
    selection_text="#f3f7fc",
    hover="#262c33",
    pressed="#2f363f",
    mark="#4b400f",
    mark_strong="#7a4b00",
    mark_line="#cfa63a",
    link="#8bbaf6",
    quoted="#8bbaf6",
    inferred="#c3a6f2",
    unsourced="#e8b45c",
    disputed="#f79d92",
    success="#7fcf9b",
    warning="#e8b45c",
    error="#f79d92",
    focus="#78aef2",
)

_SURFACES = ("window", "pane", "sidebar", "card", "chip", "banner", "hover", "selection")

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((name, surface) for name in ("text", "text_muted", "text_faint") for surface in _SURFACES),
    *(("text", surface) for surface in ("pressed", "mark", "mark_strong")),
    *(("text_muted", surface) for surface in ("pressed", "mark")),
    ("selection_text", "selection"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    *(
        (name, surface)
        for name in ("link", "quoted", "inferred", "unsourced", "disputed")
        for surface in _SURFACES
    ),
    *(
        (name, surface)
        for name in ("success", "warning", "error")
        for surface in ("window", "pane", "sidebar", "card", "banner", "hover", "selection")
    ),
)
"""(written, behind it): at least 4.5:1 in both schemes."""

GRAPHIC_PAIRS: tuple[tuple[str, str], ...] = (
    *(("control_border", surface) for surface in ("window", "pane", "sidebar", "card")),
    *(
        ("focus", surface)
        for surface in ("window", "pane", "sidebar", "card", "chip", "banner", "hover", "selection")
    ),
    *(("mark_line", surface) for surface in ("pane", "card", "mark")),
    *(("accent", surface) for surface in ("window", "pane", "sidebar", "selection")),
)
"""(drawn, behind or beside it): at least 3:1 in both schemes."""


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it over the sRGB components."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(component: float) -> float:
    if component <= 0.04045:  # the threshold of the sRGB standard
        return component / 12.92
    return float(((component + 0.055) / 1.055) ** 2.4)
