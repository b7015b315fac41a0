"""What is marked in a text on the page, and how each marked piece looks."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from PySide6.QtGui import QBrush, QColor, QTextCharFormat

from desktop.reader.stored_text import StoredText, Stretch
from desktop.reader.stretches import Stretches
from desktop.text.marked import MarkColours, MarkStyle, char_format
from desktop.theme.tokens import Palette
from models.queries.views import Passage, SnapshotView

__all__ = ["Looks", "MarkedText", "Marking", "Piece"]

Piece = tuple[int, int, frozenset[MarkStyle]]
"""Start and end on the page, and the styles that meet there."""

_SOFT_SHARE = 0.45
"""How much of the mark's colour the background of an ordinary passage takes."""


def _nothing() -> Stretches:
    return Stretches(())


@dataclass(slots=True)
class Marking:
    """All that is marked in one text, in positions on the page.

    Nothing is laid out or formatted for it: the pieces of a paragraph are worked out when it is
    painted, so a source with thousands of passages opens as fast as one with none.
    """

    passages: Stretches = field(default_factory=_nothing)
    decisive: Stretches = field(default_factory=_nothing)
    unused: Stretches = field(default_factory=_nothing)
    inserted: Stretches = field(default_factory=_nothing)
    matches: Stretches = field(default_factory=_nothing)
    current: tuple[int, int] | None = None
    """The passage one came for."""
    pointed: tuple[int, int] | None = None
    """The unused sentence one has gone to."""
    leaning: tuple[int, int] | None = None
    """Words the next reading leans on."""
    match: tuple[int, int] | None = None
    """The match one has gone to."""

    @classmethod
    def of(cls, snapshot: SnapshotView, stored: StoredText) -> Self:
        """Return the marks of a snapshot on its page."""

        def placed(spans: Iterable[Stretch]) -> Stretches:
            return Stretches(stored.all_on_page(spans))

        return cls(
            passages=placed(snapshot.passages),
            decisive=placed(span for one in snapshot.passages for span in one.decisive),
            unused=placed(snapshot.unused),
            inserted=placed(snapshot.inserted),
        )

    def pieces(self, start: int, end: int) -> list[Piece]:
        """Return the marked pieces between two positions, in order and never overlapping."""
        found = list(self._met(start, end))
        edges = sorted({edge for first, last, _ in found for edge in (first, last)})
        pieces: list[Piece] = []
        for first, last in itertools.pairwise(edges):
            styles = frozenset(
                style for opened, closed, style in found if opened <= first and last <= closed
            )
            if styles:
                pieces.append((first, last, styles))
        return pieces

    def _met(self, start: int, end: int) -> Iterable[tuple[int, int, MarkStyle]]:
        layers = (
            (self.unused, MarkStyle.UNUSED),
            (self.inserted, MarkStyle.INSERTED),
            (self.passages, MarkStyle.PASSAGE),
            (self.decisive, MarkStyle.DECISIVE),
            (self.matches, MarkStyle.MATCH),
        )
        for stretches, style in layers:
            for index in stretches.touching(start, end):
                first, last = stretches[index]
                yield max(first, start), min(last, end), style
        if self.current is not None:
            first, last = max(self.current[0], start), min(self.current[1], end)
            if first < last:
                yield first, last, MarkStyle.CURRENT


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A snapshot's text with all its marks, ready to be put on the page.

    No part of it needs the window's thread: a source with thousands of passages is made ready
    where it is read.
    """

    stored: StoredText
    marking: Marking
    passages: tuple[Passage, ...]
    """In order of their places; their numbers are those of `marking.passages`."""

    @classmethod
    def of(cls, snapshot: SnapshotView) -> Self:
        """Make the text of `snapshot` ready."""
        stored = StoredText(snapshot.text)
        places = stored.all_on_page(snapshot.passages)
        order = sorted(range(len(places)), key=places.__getitem__)
        passages = tuple(snapshot.passages[number] for number in order)
        return cls(stored, Marking.of(snapshot, stored), passages)


class Looks:
    """The formats of the pieces in one palette; no format changes the width of a glyph."""

    def __init__(self, palette: Palette) -> None:
        """Take the colours once; each combination of styles is made once."""
        self._colours = MarkColours.of(palette)
        self._formats: dict[frozenset[MarkStyle], QTextCharFormat] = {}
        self._soft = _mixed(QColor(palette.pane), QColor(palette.mark), _SOFT_SHARE)
        self.label = QColor(palette.chip)
        self._current = QColor(palette.mark)
        self._decisive_current = self._colours.lit
        self.outline = QColor(palette.mark_line)
        self.rule = QColor(palette.control_border)
        self.quiet = QColor(palette.text_muted)
        self.match_outline = QColor(palette.text)
        self.text = QColor(palette.text)
        self.soft = self._soft

    def format_of(self, styles: frozenset[MarkStyle]) -> QTextCharFormat:
        """Return the format of a piece in which `styles` meet."""
        if styles not in self._formats:
            self._formats[styles] = self._made(styles)
        return self._formats[styles]

    def _made(self, styles: frozenset[MarkStyle]) -> QTextCharFormat:
        # An unused sentence is told by the dotted rule beside it: whole pages can be unused, and
        # dots under all their words would be read as something wrong with them.
        made = char_format(styles - {MarkStyle.UNUSED, MarkStyle.INSERTED}, self._colours)
        if MarkStyle.MATCH in styles:
            return made
        if MarkStyle.CURRENT in styles:
            decisive = MarkStyle.DECISIVE in styles
            made.setBackground(QBrush(self._decisive_current if decisive else self._current))
        elif MarkStyle.PASSAGE in styles and MarkStyle.DECISIVE not in styles:
            made.setBackground(QBrush(self._soft))
        elif MarkStyle.INSERTED in styles or styles == {MarkStyle.UNUSED}:
            made.setForeground(QBrush(self.quiet))
        return made


def _mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        ground.redF() + (colour.redF() - ground.redF()) * share,
        ground.greenF() + (colour.greenF() - ground.greenF()) * share,
        ground.blueF() + (colour.blueF() - ground.blueF()) * share,
    )
