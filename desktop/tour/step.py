"""What one card of a tour says, and which part of the window it speaks of."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.theme.evidence import Evidence
from desktop.tour.placing import SIDES, Side

__all__ = ["Line", "Step"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line below the text: a sign or keys, and what it means. All plain text.

    `head` is a word or the keys themselves. `icon` is a name for `icons.icon`; without one the
    head stands in a frame, as keys do. With `evidence` sign and word look as that state does.
    """

    head: str
    meaning: str
    icon: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One card. `target` is asked again whenever the window changes; it may not be there (None).

    `sides` are the sides of the target where the card may stand, the best first.
    """

    title: str
    text: str
    target: Callable[[], QWidget | None]
    lines: tuple[Line, ...] = ()
    sides: tuple[Side, ...] = SIDES

    @property
    def heard(self) -> str:
        """The whole card as a screen reader says it."""
        lines = (f"{line.head}: {line.meaning}" for line in self.lines)
        return " ".join((f"{self.title}.", self.text, *lines))
