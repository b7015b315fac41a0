"""The extractor of Word documents (.docx): the words of the body, then of its notes.

Read is Office Open XML (ECMA-376 part 1, section 17): each paragraph on its line, cells of a row
parted by a tab, a line break inside a paragraph as a line end. Of tracked changes, what was put in
is read and what was taken out is not: the document as it stands when all are accepted. Left out are
hidden text, comments, headers and footers, and numbers of lists, which no document writes down.
Footnotes and endnotes follow the body, as they do in the file.
"""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from models.capture.document import Extraction, Proposal, TextPieces, spans_of
from models.capture.packed_parts import Package
from models.capture.statement_values import day_of, one_line
from models.text.reading_text import UnreadableTextError

DEEPEST_NESTING: Final = 1_000
_SEPARATOR: Final = "\x1f"
_WORD: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_BODY: Final = re.compile(r"word/document\d*\.xml\Z")
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
_OTHERS: Final = (
    ("ppt/presentation.xml", "It is a presentation, which is not read. Save it as PDF."),
    ("META-INF/container.xml", "It is an e-book (EPUB), which is not read."),
    ("content.xml", "It is an OpenDocument file, which is not read. Save it as .docx or PDF."),
)
_INSTEAD: Final = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad",
}  # fmt: skip
_TAKEN_OUT: Final = frozenset({"del", "moveFrom"})
_OFF: Final = frozenset({"0", "false", "off"})
_SEPARATING_NOTES: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(original: bytes) -> Extraction:
    """Return what a Word document says.

    Raises:
        UnreadableTextError: it is damaged, locked, another kind of file, or beyond the limits.
    """
    package = Package(original)
    main = sorted(name for name in package.names if _BODY.match(name))
    if not main:
        raise UnreadableTextError(_what_else(package.names))
    pieces = TextPieces()
    changed = False
    for name in (main[0], *_NOTES):
        part = package.part(name)
        if part is None:
            continue
        found = _Words()
        found.read(part)
        changed |= found.changed
        for paragraph in found.paragraphs:
            pieces.add(paragraph + "\n")
    reading = pieces.whole()
    warnings = []
    if not reading.text.strip():
        warnings.append("The document holds no words.")
    if changed:
        warnings.append(
            "It has tracked changes: what was put in is read, what was taken out is not."
        )
    if "word/comments.xml" in package.names:
        warnings.append("Its comments are not part of the text; they stay in the original.")
    return Extraction(
        reading, proposals=_proposals(package, reading.text), warnings=tuple(warnings)
    )


def _what_else(names: tuple[str, ...]) -> str:
    for name, sentence in _OTHERS:
        if name in names:
            return sentence
    return "It is a packed archive (ZIP). Unpack it and add the documents inside."


class _Words:
    """Collects the paragraphs of one part while the parser goes through it."""

    def __init__(self) -> None:
        self.changed = False
        self._found: list[str] = []
        self._containers: list[list[str]] = [self._found]
        self._rows: list[list[str]] = []
        self._lines: list[list[str]] = []
        self._skipped = 0
        """How many elements deep the walk is inside something that is left out."""
        self._depth = 0
        self._in_text = False
        self._in_properties = 0
        self._hidden = False

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs that hold more than blanks, in order."""
        return [paragraph for paragraph in self._found if paragraph.strip()]

    def read(self, part: bytes) -> None:
        parse(part, self._start, self._end, self._text)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            raise UnreadableTextError(f"It is nested deeper than {DEEPEST_NESTING} levels.")
        space, _, name = tag.rpartition(_SEPARATOR)
        if self._skipped or (space == _COMPATIBILITY and name == "Fallback"):
            self._skipped += 1
        elif space in _WORD:
            self._start_of_word(name, attributes)

    def _start_of_word(self, name: str, attributes: dict[str, str]) -> None:
        values = {key.rpartition(_SEPARATOR)[2]: value for key, value in attributes.items()}
        if name in _TAKEN_OUT or name == "ins":
            self.changed = True
        if name in _TAKEN_OUT or (
            name in {"footnote", "endnote"} and values.get("type") in _SEPARATING_NOTES
        ):
            # A mark in a paragraph's properties has no content: skipping it skips nothing.
            self._skipped = 1
        elif name in {"pPr", "rPr", "sectPr", "tblPr"}:
            self._in_properties += 1
        elif name == "vanish" and self._in_properties and self._lines:
            self._hidden = values.get("val", "1") not in _OFF
        elif name == "r":
            self._hidden = False
        elif name == "t":
            self._in_text = True
        elif name in _INSTEAD and not self._in_properties and not self._hidden:
            self._add(_INSTEAD[name])
        else:
            self._open(name)

    def _open(self, name: str) -> None:
        if name == "p":
            self._lines.append([])
        elif name == "tr":
            self._rows.append([])
        elif name in {"tc", "txbxContent"}:
            self._containers.append([])

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
            return
        space, _, name = tag.rpartition(_SEPARATOR)
        if space not in _WORD:
            return
        if name in {"pPr", "rPr", "sectPr", "tblPr"}:
            self._in_properties -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p" and self._lines:
            self._containers[-1].append("".join(self._lines.pop()))
        elif name == "tc" and len(self._containers) > 1 and self._rows:
            self._rows[-1].append("\n".join(self._containers.pop()))
        elif name == "tr" and self._rows:
            self._containers[-1].append("\t".join(self._rows.pop()))
        elif name == "txbxContent" and len(self._containers) > 1:
            # A text box hangs on a paragraph and is read before it goes on.
            inner = self._containers.pop()
            self._containers[-1].extend(inner)

    def _text(self, words: str) -> None:
        if self._in_text and not self._skipped and not self._hidden:
            self._add(words)

    def _add(self, words: str) -> None:
        if self._lines:
            self._lines[-1].append(words)


def parse(part: bytes, start: object, end: object, text: object) -> None:
    """Let the handlers see a part; a document type, which could declare entities, is refused.

    Raises:
        UnreadableTextError: the part is not well-formed, or has a document type.
    """
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True

    def refuse(*_declared: object) -> None:
        raise UnreadableTextError(
            "It has a document type, which can declare entities; such files are not read."
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start  # type: ignore[assignment]
    parser.EndElementHandler = end  # type: ignore[assignment]
    parser.CharacterDataHandler = text  # type: ignore[assignment]
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise UnreadableTextError(
            f"It is damaged: its XML is wrong in line {error.lineno}."
        ) from error
    except UnreadableTextError:
        raise
    except (LookupError, ValueError) as error:
        # What Python says of an encoding that it does not know, or that is none.
        raise UnreadableTextError(
            "It is damaged: its XML says that it is written in an encoding nobody knows."
        ) from error


def _proposals(package: Package, text: str) -> tuple[Proposal, ...]:
    """Return what the document says of itself; when it was made is no date of publication."""
    part = package.part("docProps/core.xml")
    if part is None:
        return ()
    stated: dict[str, str] = {}
    path: list[str] = []

    def start(tag: str, _attributes: dict[str, str]) -> None:
        path.append(tag.rpartition(_SEPARATOR)[2])

    def end(_tag: str) -> None:
        path.pop()

    def words(said: str) -> None:
        if len(path) == 2:
            stated[path[1]] = stated.get(path[1], "") + said

    try:
        parse(part, start, end, words)
    except UnreadableTextError:
        return ()  # the text is read all the same
    found = []
    for name, field in (("title", "title"), ("creator", "author"), ("language", "language")):
        value = one_line(stated.get(name))
        if value and value.lower() not in {"word document", "python-docx"}:
            spans = spans_of(value, text) if field != "language" else ()
            found.append(Proposal(field, value, f"the document's {field}", spans))
    made = one_line(stated.get("created"))
    day = day_of(made) if made else None
    if day:
        found.append(Proposal("created", day, "the document's date of making", printed=made))
    return tuple(found)
