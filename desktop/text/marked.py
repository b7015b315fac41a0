"""Plain text with marks: which stretches are shown how, in Qt's positions.

One module turns `(Span, MarkStyle)` pairs, counted in code points, into Qt formats, so that a
quote's decisive words look alike in its card and in the source:

    colours = MarkColours.of(theme.palette)
    layout = QTextLayout(displayed(text), font)
    layout.setFormats(format_ranges(text, [(Span(4, 9), MarkStyle.DECISIVE)], colours))

For a `QTextDocument` filled with `displayed(text)`, take `segments(text, marks)` and give each
piece its `char_format(styles, colours)` by a `QTextCursor` or an `ExtraSelection`: the positions
are those of the whole document.

Each style has a second channel beside its colour (an underline, and which kind of underline).
No style that comes and goes changes the width of a glyph: pointing at things never moves a word.
Spans may overlap; the pieces returned never do.

`desktop.controls.marked_layout.MarkedLayout` draws a whole text so.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Self

from PySide6.QtGui import QBrush, QColor, QTextCharFormat, QTextLayout

from desktop.text.positions import Utf16Map
from desktop.theme.tokens import Palette
from models.queries.views import Span

__all__ = [
    "MarkColours",
    "MarkStyle",
    "Marks",
    "Segment",
    "char_format",
    "displayed",
    "format_range",
    "format_ranges",
    "paragraphs",
    "segments",
]


class MarkStyle(IntEnum):
    """How a stretch of text is shown; where two meet, the higher one decides the background."""

    CONTEXT = 0
    """Words around a quote that are not part of it: faint, no underline."""
    UNUSED = 1
    """A sentence that backs nothing: quieter words under a thin dotted line."""
    INSERTED = 2
    """A label the extractor added and nobody may quote: faint and slanted."""
    PASSAGE = 3
    """A quoted passage in the source: a thin solid line."""
    FAINT = 4
    """Decisive words while others are lit: a dotted line."""
    DECISIVE = 5
    """The words that decide a value: a light background and a solid line."""
    CURRENT = 6
    """The passage one came for: a light background of its own and a solid line."""
    LIT = 7
    """The decisive words of what is pointed at: a strong background and a solid line."""
    MATCH = 8
    """A word that was searched for: a background of another hue and a dashed line."""


Marks = Sequence[tuple[Span, MarkStyle]]

Segment = tuple[int, int, frozenset[MarkStyle]]
"""UTF-16 start, UTF-16 end (exclusive), and the styles that meet there."""


@dataclass(frozen=True, slots=True)
class MarkColours:
    """The colours of all styles, taken from a palette once."""

    quiet: QColor
    mark: QColor
    lit: QColor
    mark_line: QColor
    match: QColor
    match_line: QColor
    passage_line: QColor
    current: QColor

    @classmethod
    def of(cls, palette: Palette) -> Self:
        """Return the colours of the marks in `palette`."""
        mark, line = QColor(palette.mark), QColor(palette.mark_line)
        return cls(
            quiet=QColor(palette.text_faint),
            mark=mark,
            lit=_between(mark, line, _LIT_SHARE),
            mark_line=line,
            match=QColor(palette.mark_strong),
            match_line=QColor(palette.text),
            passage_line=QColor(palette.mark_line),
            current=QColor(palette.selection),
        )


_LIT_SHARE = 0.25
"""How far the lit background goes from the mark towards its line: text on it keeps 4.5:1."""


def _between(first: QColor, second: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        first.redF() + (second.redF() - first.redF()) * share,
        first.greenF() + (second.greenF() - first.greenF()) * share,
        first.blueF() + (second.blueF() - first.blueF()) * share,
    )


_BREAKS = re.compile("[\n\r\u2029\x85]")
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_CONTROL_PICTURES = 0x2400
_FIRST_PRINTABLE = 0x20


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(_CONTROL_PICTURES + code) if code < _FIRST_PRINTABLE else _REPLACEMENT


def displayed(text: str) -> str:
    """Return `text` as it may be drawn, with every position unchanged.

    Controls and bidi embeddings or overrides, which could hide or reorder words, are replaced by
    one visible character each. The result has as many code points and as many UTF-16 units as
    `text`; it is for drawing alone, words are always sliced from `text`.
    """
    return text if text.isprintable() else _HARMFUL.sub(_stand_in, text)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of `text`, without the characters that end them.

    Paragraphs end at LF, CR, NEL and U+2029. A line separator (U+2028) does not end one: it is a
    line break inside it. There is always at least one paragraph.
    """
    spans: list[Span] = []
    start = 0
    for match in _BREAKS.finditer(text):
        spans.append(Span(start, match.start()))
        start = match.end()
    spans.append(Span(start, len(text)))
    return tuple(spans)


def segments(text: str, marks: Marks) -> list[Segment]:
    """Return the marked pieces of `text` in order, none overlapping another, in UTF-16.

    Raises:
        ValueError: a mark lies outside the text.
    """
    spans = [(span.start, span.end, style) for span, style in marks if span.start < span.end]
    if not spans:
        return []
    positions = Utf16Map(text)
    edges = sorted({edge for start, end, _ in spans for edge in (start, end)})
    styles: list[set[MarkStyle]] = [set() for _ in edges]
    for start, end, style in spans:
        for index in range(bisect_left(edges, start), bisect_left(edges, end)):
            styles[index].add(style)
    return [
        (*positions.span_to_utf16(start, end), frozenset(met))
        for start, end, met in zip(edges, edges[1:], styles, strict=False)
        if met
    ]


@dataclass(frozen=True, slots=True)
class _Look:
    """How one style adds to a format; the names are those of `MarkColours`."""

    background: str | None = None
    line: QTextCharFormat.UnderlineStyle | None = None
    line_colour: str = "mark_line"
    quiet: bool = False
    slanted: bool = False


_Underline = QTextCharFormat.UnderlineStyle
_LOOKS = {
    MarkStyle.CONTEXT: _Look(quiet=True),
    MarkStyle.UNUSED: _Look(quiet=True, line=_Underline.DotLine, line_colour="quiet"),
    MarkStyle.INSERTED: _Look(quiet=True, slanted=True),
    MarkStyle.PASSAGE: _Look(line=_Underline.SingleUnderline, line_colour="passage_line"),
    MarkStyle.FAINT: _Look(line=_Underline.DotLine),
    MarkStyle.DECISIVE: _Look("mark", _Underline.SingleUnderline),
    MarkStyle.CURRENT: _Look("current", _Underline.SingleUnderline, "passage_line"),
    MarkStyle.LIT: _Look("lit", _Underline.SingleUnderline),
    MarkStyle.MATCH: _Look("match", _Underline.DashUnderline, "match_line"),
}


def char_format(styles: Iterable[MarkStyle], colours: MarkColours) -> QTextCharFormat:
    """Return the format of a piece in which `styles` meet."""
    made = QTextCharFormat()
    for style in sorted(styles):
        look = _LOOKS[style]
        if look.quiet:
            made.setForeground(QBrush(colours.quiet))
        if look.slanted:
            made.setFontItalic(True)
        if look.background is not None:
            made.setBackground(QBrush(getattr(colours, look.background)))
        # A match inside decisive words keeps their solid line: both can be told there.
        if look.line is not None and made.underlineStyle() != _Underline.SingleUnderline:
            made.setUnderlineStyle(look.line)
            made.setUnderlineColor(getattr(colours, look.line_colour))
    return made


def format_ranges(text: str, marks: Marks, colours: MarkColours) -> list[QTextLayout.FormatRange]:
    """Return the marks as formats for a `QTextLayout` of `displayed(text)`.

    Raises:
        ValueError: a mark lies outside the text.
    """
    return [
        format_range(start, end, char_format(styles, colours))
        for start, end, styles in segments(text, marks)
    ]


def format_range(start: int, end: int, made: QTextCharFormat) -> QTextLayout.FormatRange:
    """Return a range of a `QTextLayout`, from UTF-16 `start` to `end` (exclusive)."""
    piece = QTextLayout.FormatRange()
    piece.start = start
    piece.length = end - start
    piece.format = made
    return piece
