"""The direction of a paragraph, and mixing directions in one line."""

from PySide6.QtCore import Qt

from models.names.scripts import direction

__all__ = ["direction_of", "is_right_to_left", "isolate"]

_FIRST_STRONG_ISOLATE = "\u2068"
_POP_DIRECTIONAL_ISOLATE = "\u2069"


def is_right_to_left(paragraph: str) -> bool:
    """Tell whether one paragraph is read right to left, by its first strong character.

    Rules P2 and P3 of the Unicode Bidirectional Algorithm (UAX #9): characters inside an isolate
    do not count, and a paragraph without a strong character is read left to right.
    """
    return direction(paragraph) == "rtl"


def direction_of(text: str) -> Qt.LayoutDirection:
    """Return the layout direction of one paragraph, as `is_right_to_left` tells it."""
    if is_right_to_left(text):
        return Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight


def isolate(text: str) -> str:
    """Wrap `text` in FSI … PDI, so that its direction does not disturb the line around it.

    Empty text stays empty. The marks are for display alone: never store or copy the result.
    """
    if not text:
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_DIRECTIONAL_ISOLATE}"
