"""The extractor of PDF files: the words of each page in the file's own order, with page numbers.

A PDF holds placed characters, no lines, blanks or paragraphs: all white space in its reading text
is read off the places. These are the rules (their version: `models.capture.parsing`):

- Characters come as PDFium gives them, in the order the file draws them. A line that holds a
  right-to-left script beside digits or Latin letters is put into the order it is read in by
  `models.capture.visual_order`.
- Lines of one paragraph are joined by one blank, and by nothing between Chinese or Japanese
  characters. A hyphen at the end of a line stays, and nothing comes after it ("co-operation" may
  be what was meant): no printed character is dropped.
- A paragraph ends where `models.capture.pdf_lines` sees one end, and every page does. A paragraph
  end is one line end. A page without text gives nothing.

Pages are locators, no words. Forms, notes and attached files of a PDF are not read.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from models.capture.document import Extraction, Locator, Proposal, TextPieces, spans_of
from models.capture.pdf_lines import Line, paragraphs_of
from models.capture.statement_values import one_line
from models.capture.visual_order import Placed, needs_order, reading_order
from models.text.reading_text import UnreadableTextError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MOST_PAGES: Final = 20_000
NO_TEXT: Final = (
    "No page holds any text: it is probably a scan. It is kept, but nothing can be quoted from it. "
    "Run it through text recognition (OCR), save it as PDF, and add that."
)
_LOCKED: Final = (
    "It is protected by a password. Open it in a PDF reader, save or print it as a PDF without "
    "one, and add that."
)
_ERR_PASSWORD: Final = 4
_ERR_SECURITY: Final = 5
_PLACED_BY_PROGRAMS: Final = ("microsoft word - ", "untitled", "powerpoint presentation", "slide 1")
_LISTED: Final = 12
_LAID_OUT: Final = {ord("\n"): None, ord("\t"): None}
_RIGHT_PAGE: Final = 0.6
"""The share of right-to-left words from which on every line of a page runs to the left."""


def read(original: bytes) -> Extraction:
    """Return what a PDF says.

    Raises:
        UnreadableTextError: it asks for a password, is damaged, or has too many pages.
    """
    import pypdfium2  # noqa: PLC0415 - costs only who reads a PDF

    try:
        document = pypdfium2.PdfDocument(original)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in {_ERR_PASSWORD, _ERR_SECURITY}:
            raise UnreadableTextError(_LOCKED) from error
        raise UnreadableTextError("It is damaged, or no whole PDF: it cannot be opened.") from error
    try:
        return _read(document)
    finally:
        document.close()


def _read(document: PdfDocument) -> Extraction:
    import pypdfium2  # noqa: PLC0415

    count = len(document)
    if count > MOST_PAGES:
        raise UnreadableTextError(f"It has {count:,} pages; up to {MOST_PAGES:,} are read.")
    pieces = TextPieces()
    locators: list[Locator] = []
    empty: list[int] = []
    broken: list[int] = []
    hyphens = 0
    for index in range(count):
        locators.append(Locator(pieces.position, f"p. {index + 1}"))
        try:
            lines = _lines(document, index)
        except pypdfium2.PdfiumError:
            broken.append(index + 1)
            continue
        hyphens += sum(1 for line in lines[:-1] if line.text.endswith("-"))
        paragraphs = paragraphs_of(lines)
        if not paragraphs:
            empty.append(index + 1)
        for paragraph in paragraphs:
            pieces.add(paragraph + "\n")
    reading = pieces.whole()
    return Extraction(
        reading,
        locators=tuple(locators),
        proposals=_proposals(document, reading.text),
        warnings=(*_warnings(count, empty, broken, hyphens), *_of_fonts(reading.text)),
    )


def _lines(document: PdfDocument, index: int) -> list[Line]:
    page = document[index]
    try:
        text_page = page.get_textpage()
        try:
            return _lines_of(text_page)
        finally:
            text_page.close()
    finally:
        page.close()


def _lines_of(text_page: PdfTextPage) -> list[Line]:
    """Return the lines of a page as PDFium parts them, with their places."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    found: list[tuple[str, list[int]]] = []
    codes: list[int] = []
    places: list[int] = []

    def end_line() -> None:
        text = _characters(codes)
        if text.strip():
            found.append((text, list(places)))
        codes.clear()
        places.clear()

    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in {10, 13}:
            end_line()
        elif code == 2 and pdfium.FPDFText_IsHyphen(text_page, index) == 1:
            # PDFium's mark of a hyphen that ends a line; it then leaves the line end out.
            codes.append(0x2D)
            places.append(index)
            end_line()
        else:
            codes.append(code)
            places.append(index)
    end_line()
    whole = "\n".join(text for text, _ in found)
    right_to_left = _leans_right(whole)
    return [
        _placed(text_page, _in_order(text_page, text, places, right_to_left), text, places)
        for text, places in found
    ]


def _leans_right(text: str) -> float:
    """Return the share of right-to-left words: a long address has many letters, and is one."""
    right = left = 0
    for word in text.split():
        kinds = {unicodedata.bidirectional(character) for character in word}
        right += bool(kinds & {"R", "AL"})
        left += "L" in kinds
    return right / max(right + left, 1)


def _in_order(text_page: PdfTextPage, text: str, places: list[int], page: float) -> str:
    """Return a line in the order it is read; `page` is how far the page leans to the right."""
    if len(text) != len(places) or not needs_order(text):
        return text
    line = [
        Placed(character, _origin(text_page, place)[0])
        for character, place in zip(text, places, strict=True)
    ]
    return reading_order(line, right_to_left=page >= _RIGHT_PAGE or _leans_right(text) > 0.5)


def _origin(text_page: PdfTextPage, index: int) -> tuple[float, float]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(across), ctypes.byref(up))
    return across.value, up.value


def _characters(codes: list[int]) -> str:
    """Return UTF-16 code units as text; half a pair, which no font can mean, becomes U+FFFD."""
    units = b"".join((code & 0xFFFF).to_bytes(2, "little") for code in codes if code <= 0xFFFF)
    if all(code <= 0xFFFF for code in codes):
        return units.decode("utf-16-le", "replace")
    whole = "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)
    return whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _placed(text_page: PdfTextPage, text: str, drawn: str, places: list[int]) -> Line:
    """Return a line with its edges: those of its first and last characters that are seen."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    # Beyond the basic plane a character has two places; either will do for an edge.
    seen = [place for place, one in zip(places, drawn, strict=False) if not one.isspace()] or places
    edges = []
    for index in (seen[0], seen[-1], seen[len(seen) // 2]):
        sides = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(text_page, index, *(ctypes.byref(side) for side in sides))
        edges += [sides[0].value, sides[1].value]
    size = float(pdfium.FPDFText_GetFontSize(text_page, seen[0]))
    base = _origin(text_page, seen[0])[1]
    return Line(text.strip(" \t"), min(edges), max(edges), base, size)


def _proposals(document: PdfDocument, text: str) -> tuple[Proposal, ...]:
    """Return what the file says of itself; when it was made is no date of publication."""
    found = []
    stated = document.get_metadata_dict(skip_empty=True)
    title = one_line(stated.get("Title"))
    if title and not title.lower().startswith(_PLACED_BY_PROGRAMS):
        found.append(Proposal("title", title, "the PDF's title", spans_of(title, text)))
    author = one_line(stated.get("Author"))
    if author:
        found.append(Proposal("author", author, "the PDF's author", spans_of(author, text)))
    made = one_line(stated.get("CreationDate"))
    digits = made.removeprefix("D:")[:8]
    if len(digits) == 8 and digits.isascii() and digits.isdigit():
        day = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
        found.append(Proposal("created", day, "the PDF's date of making", printed=made))
    return tuple(found)


def _warnings(count: int, empty: list[int], broken: list[int], hyphens: int) -> tuple[str, ...]:
    found = []
    if count and len(empty) == count:
        found.append(NO_TEXT)
    elif empty:
        found.append(f"{_pages(empty)} no text: nothing can be quoted from there.")
    if broken:
        found.append(f"{_pages(broken)} no readable content: damaged.")
    if hyphens:
        found.append(
            f"{hyphens:,} line{'s end' if hyphens > 1 else ' ends'} in a hyphen, which stays in "
            "the text."
        )
    return tuple(found)


def _of_fonts(text: str) -> tuple[str, ...]:
    """Say how many characters the file's fonts give no meaning: they are drawn, and not told."""
    kinds = Counter(map(unicodedata.category, text.translate(_LAID_OUT)))
    count = kinds["Cc"] + kinds["Co"] + kinds["Cn"] + text.count("\ufffd")
    if not count:
        return ()
    return (
        f"The fonts of the file do not say what {count:,} of its characters are; other letters may "
        "be wrong there. Compare with the original before you quote.",
    )


def _pages(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Page {numbers[0]} has"
    listed = ", ".join(str(number) for number in numbers[:_LISTED])
    more = f" and {len(numbers) - _LISTED:,} more" if len(numbers) > _LISTED else ""
    return f"Pages {listed}{more} have"
