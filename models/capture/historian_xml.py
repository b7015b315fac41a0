"""The extractor of the XML files of the Historian's diplomatic record.

The reading text has one group of lines for each entry (a person, an appointment, a journey, a
visit): first a label that the source does not say, naming what stands below it; then, one on a
line and in the file's order, every text of the entry and every value of an attribute. An empty
element gives nothing. Blanks that XML only lays out with (runs of space, tab and line end) become
one space, as in the `token` type of XML Schema; no other character is touched. Comments,
processing instructions and the attributes of markup inside a running text (italics, links) are no
words of the source and are left out.

The label stands on a line of its own above the entry, not before each value, so that one quote can
hold a whole entry: no quote may touch a label (law 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from models.text.reading_text import ReadingText, UnreadableTextError, reading_text

EXTRACTOR: Final = "historian xml"
VERSION: Final = "1"
"""Raise it, and keep the old one in the registry, when the same bytes would give another text."""

LARGEST_FILE: Final = 32 * 1024 * 1024
DEEPEST_NESTING: Final = 32
ENTRY_TAGS: Final = frozenset(
    {
        "chief",
        "concurrent-appointments",
        "item",
        "mission-note",
        "person",
        "president",
        "principal",
        "role",
        "trip",
        "visit",
    }
)
"""Elements that are an entry of their own where they have parts; the root is one, too."""

_LAID_OUT: Final = " \t\r\n"
_BLANKS = re.compile(r"[ \t\r\n]+")
_DECLARATION = re.compile(r"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_WIDER_SIGNATURES = (b"\xff\xfe", b"\xfe\xff")


class Word(NamedTuple):
    """One text or attribute value, by the tags that lead to it from its entry, and where it is.

    `start` and `end` are code points of the reading text. There are hundreds of thousands of them,
    and a frozen dataclass takes three times as long to make.
    """

    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """The words of one entry, in the file's order; `within` is the tag of what holds it."""

    tag: str
    within: str
    words: tuple[Word, ...]

    def all(self, name: str) -> list[Word]:
        """Return every word of that name."""
        return [word for word in self.words if word.name == name]

    def first(self, name: str) -> Word | None:
        """Return the first word of that name, None where the source leaves it empty."""
        for word in self.words:
            if word.name == name:
                return word
        return None


@dataclass(frozen=True, slots=True)
class HistorianFile:
    """What one file says: its reading text, and its entries with their places in that text."""

    root: str
    reading: ReadingText
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class _Group:
    """An entry being read; `holder` tells entries with the same tag apart."""

    tag: str
    within: str
    holder: object
    words: list[tuple[str, str]]


def extract(original: bytes) -> ReadingText:
    """Return the reading text and its inserted labels (law 4).

    Raises:
        UnreadableTextError: the bytes are no such XML; the message says why, for a person.
    """
    return read(original).reading


def read(original: bytes) -> HistorianFile:
    """Return what the bytes of one file say.

    Raises:
        UnreadableTextError: too large, not UTF-8, with a document type (the only way to declare
            entities, which can blow up or reach for other files), malformed, or nested too deeply.
    """
    root = _parsed(original)
    groups: list[_Group] = []
    for tag, within, holder, name, text in _words(root):
        if not groups or groups[-1].holder is not holder:
            groups.append(_Group(tag, within, holder, []))
        groups[-1].words.append((name, text))
    pieces: list[str] = []
    labels: list[tuple[int, int]] = []
    entries: list[Entry] = []
    position = 0
    for group in groups:
        if pieces:
            pieces.append("\n")
            position += 1
        label = _collapsed(f"{group.tag}: {', '.join(name for name, _ in group.words)}")
        labels.append((position, position + len(label)))
        pieces.append(label + "\n")
        position += len(label) + 1
        words = []
        for name, text in group.words:
            words.append(Word(name, text, position, position + len(text)))
            pieces.append(text + "\n")
            position += len(text) + 1
        entries.append(Entry(group.tag, group.within, tuple(words)))
    whole = reading_text("".join(pieces))
    # Line ends keep marks apart, so that NFC of the whole is NFC of each line.
    assert len(whole.text) == position
    reading = ReadingText(
        text=whole.text,
        was_normalized=original.isascii() or _was_normalized(root),
        unicode_version=whole.unicode_version,
        removed_nul=0,
        labels=tuple(labels),
    )
    return HistorianFile(root.tag, reading, tuple(entries))


def _parsed(original: bytes) -> ET.Element:
    """Return the root; the standard library's expat is safe once no document type can stand."""
    if len(original) > LARGEST_FILE:
        size = LARGEST_FILE // (1024 * 1024)
        raise UnreadableTextError(f"The file is larger than {size} MB.")
    if original.startswith(_WIDER_SIGNATURES):
        raise UnreadableTextError("The file is written in UTF-16; only UTF-8 is read.")
    try:
        text = original.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = original.count(b"\n", 0, error.start) + 1
        raise UnreadableTextError(
            f"The file is not UTF-8: byte {error.start + 1}, in line {line}, belongs to no UTF-8 "
            "character."
        ) from error
    declared = _DECLARATION.match(text)
    if declared and declared[1].lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise UnreadableTextError(
            f"The file says that it is written in {declared[1][:40]}; only UTF-8 is read."
        )
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise UnreadableTextError(
            "The file has a document type, which can declare entities; such files are not read."
        )
    try:
        # No document type, hence no entities but the five of XML and numbered characters.
        return ET.fromstring(text)  # noqa: S314
    except ET.ParseError as error:
        line, column = error.position
        raise UnreadableTextError(
            f"The file is not well-formed XML: {str(error).partition(':')[0]} in line {line}, "
            f"column {column + 1}."
        ) from error


def _collapsed(text: str | None) -> str:
    """Return a text with its blanks collapsed, in NFC."""
    if not text:
        return ""
    if text.isascii():
        # The blanks that `split` knows beyond those of XML cannot stand in XML 1.0.
        return " ".join(text.split())
    return reading_text(_BLANKS.sub(" ", text).strip(" ")).text


def _is_running_text(element: ET.Element) -> bool:
    if element.text and element.text.strip(_LAID_OUT):
        return True
    for child in element:  # noqa: SIM110 - asked of every element: `any` would take twice as long
        if child.tail and child.tail.strip(_LAID_OUT):
            return True
    return False


def _words(root: ET.Element) -> Iterator[tuple[str, str, object, str, str]]:
    """Yield entry tag, its holder's tag, the entry itself, the name and the text of each word."""
    stack: list[tuple[ET.Element, ET.Element, str, str, int]] = [(root, root, "", "", 1)]
    while stack:
        element, entry, within, path, depth = stack.pop()
        if depth > DEEPEST_NESTING:
            raise UnreadableTextError(f"The file is nested deeper than {DEEPEST_NESTING} levels.")
        for name, value in element.attrib.items():
            if text := _collapsed(value):
                yield entry.tag, within, entry, f"{path} {name}".strip(), text
        is_leaf = not len(element)
        if is_leaf or _is_running_text(element):
            if text := _collapsed(element.text if is_leaf else "".join(element.itertext())):
                yield entry.tag, within, entry, path or element.tag, text
            continue
        for child in reversed(element):
            if len(child) and child.tag in ENTRY_TAGS and not _is_running_text(child):
                stack.append((child, child, element.tag, "", depth + 1))
            else:
                name = f"{path} {child.tag}".strip()
                stack.append((child, entry, within, name, depth + 1))


def _was_normalized(root: ET.Element) -> bool:
    """Whether every text already was NFC."""
    for element in root.iter():
        for text in (element.text, element.tail, *element.attrib.values()):
            if text and not text.isascii() and not reading_text(text).was_normalized:
                return False
    return True
