"""Measures on a grid of four pixels that grows with the reader's font."""

from dataclasses import dataclass
from functools import lru_cache

__all__ = ["BASE_PIXEL_SIZE", "GRID", "TEXT_SCALES", "Metrics"]

GRID = 4
"""One unit in device-independent pixels, at 100 % and the base font size."""

BASE_PIXEL_SIZE = 13.0
"""The font height in device-independent pixels at which one unit is exactly `GRID` pixels."""

TEXT_SCALES = (100, 200)
"""The least and the greatest text scale in per cent; WCAG 2.2 asks for 200 (1.4.4)."""


@lru_cache(maxsize=512)
def _pixels(count: float, pixel_size: float) -> int:
    # Asked some hundred times for each record that is shown, always for the same few counts.
    pixels = round(count * GRID * (pixel_size / BASE_PIXEL_SIZE))
    return max(1, pixels) if count > 0 else pixels


@dataclass(frozen=True, slots=True)
class Metrics:
    """The measures that follow from one application font.

    `point_size` is the size of ordinary text, `pixel_size` the same in device-independent pixels.
    """

    point_size: float
    pixel_size: float

    @property
    def font_scale(self) -> float:
        """How much larger than the base the ordinary text is (1.0 at 13 pixels)."""
        return self.pixel_size / BASE_PIXEL_SIZE

    def unit(self, count: float) -> int:
        """Return `count` grid units in device-independent pixels, at least one for any amount."""
        return _pixels(count, self.pixel_size)

    @property
    def row_height(self) -> int:
        """The height of a table row: 30 pixels at 100 %."""
        return self.unit(7.5)

    @property
    def icon(self) -> int:
        """The side of an icon that stands beside ordinary text."""
        return self.unit(4)

    @property
    def radius(self) -> int:
        """The corner radius of buttons, fields and cards."""
        return self.unit(1.75)

    @property
    def small(self) -> float:
        """The point size of captions: where a quote comes from, group titles."""
        return self.point_size * 0.88

    @property
    def heading(self) -> float:
        """The point size of a record's title."""
        return self.point_size * 1.5

    @property
    def subheading(self) -> float:
        """The point size of a section's title."""
        return self.point_size * 1.15

    @property
    def reading(self) -> float:
        """The point size of quotes and of the reader."""
        return self.point_size * 1.1
