"""Making foreign text harmless before it is shown: for rich text, and for one line.

Nothing in an opened reference is trusted. Two things can go wrong between a stored string and the
screen: markup in it is interpreted, and invisible characters in it reorder or hide the words
around it ("Trojan Source", CVE-2021-42574). Both end here. The results are for display alone;
a quote's words are always sliced from the stored text.
"""

import re

from PySide6.QtCore import QTextBoundaryFinder

from desktop.text.direction import isolate
from desktop.text.positions import from_utf16, utf16_length

__all__ = ["escape", "plain", "tip", "visible"]

_OVERRIDE = re.compile("[\u202a-\u202e]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_SPACE_LIKE = re.compile("[\\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BIDI_FORMATTING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"
_REPLACEMENT = "\ufffd"
_ELLIPSIS = "…"
_OVERRIDE_NAMES = {
    "\u202a": "[LRE]",
    "\u202b": "[RLE]",
    "\u202c": "[PDF]",
    "\u202d": "[LRO]",
    "\u202e": "[RLO]",
}


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:  # the C0 controls have pictures at the same offsets
        return chr(_CONTROL_PICTURES + code)
    return _DELETE_PICTURE if code == 0x7F else _REPLACEMENT  # DELETE


def visible(text: str) -> str:
    """Return `text` with controls and bidi embeddings or overrides replaced by visible marks.

    Line ends and tabs stay. Isolates stay only where they are balanced (they cannot reach out
    of the text then); an unbalanced one is removed. Lone surrogates become U+FFFD.
    """
    if text.isprintable():
        # The usual case: no control and no format character can be in it.
        return text
    text = _CONTROL.sub(_picture, text)
    text = _OVERRIDE.sub(lambda match: _OVERRIDE_NAMES[match.group()], text)
    text = _LONE_SURROGATE.sub(_REPLACEMENT, text)
    return _with_balanced_isolates(text)


def _with_balanced_isolates(text: str) -> str:
    opened: list[int] = []
    unbalanced: set[int] = set()
    for index, character in enumerate(text):
        if "\u2066" <= character <= "\u2068":
            opened.append(index)
        elif character == "\u2069":
            if opened:
                opened.pop()
            else:
                unbalanced.add(index)
        elif _LINE_END.match(character):
            # UAX #9: a paragraph's end closes all isolates; what follows starts afresh.
            unbalanced.update(opened)
            opened.clear()
    unbalanced.update(opened)
    if not unbalanced:
        return text
    return "".join(character for index, character in enumerate(text) if index not in unbalanced)


def escape(text: str) -> str:
    """Return `text` as a rich-text fragment that shows the same words and nothing else.

    Markup characters become entities (quotes too: the result is safe inside an attribute's
    quotes), line ends become `<br>`, controls and overrides become visible marks.
    """
    import html  # noqa: PLC0415 - rich text comes after the first rows

    return _LINE_END.sub("<br>", html.escape(visible(text), quote=True))


def tip(text: str) -> str:
    """Return `text` as a tooltip that shows the same words and nothing else.

    Qt guesses whether a tooltip is rich text, and then reads its markup and loads its pictures:
    words that could be taken for it are made rich text on purpose, with all of it escaped.
    """
    if "<" not in text and "&" not in text:
        return visible(text)
    return f"<qt>{escape(text)}</qt>"


def plain(text: str, limit: int | None = None) -> str:
    """Return `text` as one line for a cell, a title or a tooltip.

    Runs of white space, line ends and controls become one space; the ends are trimmed. A text
    that carried bidi formatting loses it and is wrapped in an isolate, so that it can neither be
    reordered from within nor reorder what stands beside it. A text of more than `limit`
    characters as a reader counts them (grapheme clusters, UAX #29) is cut at such a boundary and
    ends in "…", which counts.

    Raises:
        ValueError: the limit is less than one.
    """
    if limit is not None and limit < 1:
        message = f"a line of {limit} characters cannot show anything"
        raise ValueError(message)
    if limit is None and text.isprintable() and "  " not in text and text == text.strip():
        # The usual case: of all white space and formatting only single blanks are in it.
        return text
    line = _SPACE_LIKE.sub(" ", text).strip()
    line = _LONE_SURROGATE.sub(_REPLACEMENT, line)
    without_formatting = _BIDI_FORMATTING.sub("", line)
    formatted = without_formatting != line
    line = without_formatting
    if limit is not None and len(line) > limit:
        line = _elided(line, limit)
    return isolate(line) if formatted else line


def _elided(line: str, limit: int) -> str:
    # No reader's character needs this many code points; without the bound a single letter under a
    # million combining marks would be shown whole.
    window = line[: limit * 16 + 64]
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, window)
    kept = 0
    for count in range(limit):
        boundary = finder.toNextBoundary()
        if boundary == -1:
            break
        if count == limit - 2:
            kept = boundary
    else:
        if finder.position() == utf16_length(line):
            return line
        return window[: from_utf16(window, kept)].rstrip() + _ELLIPSIS
    return line if window == line else window.rstrip() + _ELLIPSIS
