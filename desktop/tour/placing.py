"""Where a card stands beside what it explains: geometry alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize

__all__ = ["SIDES", "Measures", "Place", "Side", "place"]

Side = Literal["right", "left", "below", "above"]

SIDES: tuple[Side, ...] = ("right", "left", "below", "above")


@dataclass(frozen=True, slots=True)
class Measures:
    """What a card wants: `width`, never less than `least`, and `gap` between it and the target.

    `height` returns the height that a width needs. All in device-independent pixels.
    """

    width: int
    least: int
    gap: int
    height: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the card stands, and on which side of the target: None when it is beside nothing."""

    card: QRect
    side: Side | None

    def pointer(self, target: QRect, half: int) -> tuple[QPoint, QPoint, QPoint] | None:
        """Return the corners of the triangle from the card to `target`, the tip first.

        `half` is half the length of its side at the card. None when the card stands beside
        nothing, or nowhere straight across from the target.
        """
        card = self.card
        if self.side in ("right", "left"):
            first, last = max(card.top(), target.top()), min(card.bottom(), target.bottom())
            if last - first < 4 * half:
                return None
            middle = (first + last) // 2
            base = card.left() if self.side == "right" else card.right()
            tip = target.right() if self.side == "right" else target.left()
            return (QPoint(tip, middle), QPoint(base, middle - half), QPoint(base, middle + half))
        if self.side in ("below", "above"):
            first, last = max(card.left(), target.left()), min(card.right(), target.right())
            if last - first < 4 * half:
                return None
            middle = (first + last) // 2
            base = card.top() if self.side == "below" else card.bottom()
            tip = target.bottom() if self.side == "below" else target.top()
            return (QPoint(middle, tip), QPoint(middle - half, base), QPoint(middle + half, base))
        return None


def place(area: QRect, target: QRect | None, measures: Measures, sides: Sequence[Side]) -> Place:
    """Return where in `area` the card stands so that it covers nothing of `target`.

    The first of `sides` with room for the whole card at its full width wins, then the first with
    room for a narrower card, then the one with the most room: the card is lower there than it
    would like to be, and its words scroll. Without a target, or with one that leaves no room at
    all, the card stands in the lower right corner.
    """
    if target is not None:
        strips = [(side, _strip(area, target, side, measures.gap)) for side in sides]
        for narrowest in (measures.width, measures.least):
            for side, strip in strips:
                width = min(measures.width, strip.width())
                if width >= narrowest and measures.height(width) <= strip.height():
                    card = _aligned(strip, target, side, QSize(width, measures.height(width)))
                    return Place(card, side)
        wide = [pair for pair in strips if pair[1].width() >= measures.least]
        side, strip = max(wide or strips, key=lambda pair: _room(pair[1]))
        if _room(strip) > 0:
            width = min(measures.width, strip.width())
            height = min(measures.height(width), strip.height())
            return Place(_aligned(strip, target, side, QSize(width, height)), side)
    width = min(measures.width, area.width())
    card = QRect(QPoint(), QSize(width, min(measures.height(width), area.height())))
    card.moveBottomRight(area.bottomRight())
    return Place(card, None)


def _room(strip: QRect) -> int:
    return max(strip.width(), 0) * max(strip.height(), 0)


def _strip(area: QRect, target: QRect, side: Side, gap: int) -> QRect:
    """Return what is left of `area` on one side of `target`; it may be empty."""
    strip = QRect(area)
    if side == "right":
        strip.setLeft(max(area.left(), target.right() + 1 + gap))
    elif side == "left":
        strip.setRight(min(area.right(), target.left() - 1 - gap))
    elif side == "below":
        strip.setTop(max(area.top(), target.bottom() + 1 + gap))
    else:
        strip.setBottom(min(area.bottom(), target.top() - 1 - gap))
    return strip


def _aligned(strip: QRect, target: QRect, side: Side, size: QSize) -> QRect:
    """Return a card in `strip`, against the target and across from its middle.

    Beside something tall it stands at the lower end: what one reads there begins at the top.
    """
    card = QRect(QPoint(), size)
    card.moveCenter(target.center())
    if side in ("right", "left"):
        if side == "right":
            card.moveLeft(strip.left())
        else:
            card.moveRight(strip.right())
        if target.height() > 2 * size.height():
            card.moveBottom(target.bottom())
        card.moveTop(_within(card.top(), strip.top(), strip.bottom() + 1 - size.height()))
        return card
    if side == "below":
        card.moveTop(strip.top())
    else:
        card.moveBottom(strip.bottom())
    card.moveLeft(_within(card.left(), strip.left(), strip.right() + 1 - size.width()))
    return card


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
