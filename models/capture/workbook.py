"""The extractor of spreadsheets in Office Open XML (.xlsx), through openpyxl in its reading mode.

The reading text is that of `models.capture.delimited_text`: a line a row, a tab between cells; the
sheets follow each other, and a locator says where each begins. Of a calculated cell the result
that the file keeps is read. What the file keeps as a number and shows as a date is written as year,
month and day: how a program would show it depends on the country of whoever looks.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from models.capture.delimited_text import MOST_COLUMNS, table_text
from models.capture.document import Extraction, Locator, TextPieces
from models.capture.packed_parts import Package
from models.text.reading_text import UnreadableTextError

SHEET: Final = "sheet "
HIDDEN: Final = "hidden sheet "
"""How the locators of sheets begin; the sheet's name follows."""
LONGEST_NAME: Final = 60
_SHEET_PART: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA: Final = re.compile(rb"<f[ >/]")
_WITHOUT_RESULT: Final = re.compile(rb"(?:</f>|<f[^>]*/>)(?:<v */>|<v></v>)?</c>")
_DOCTYPES: Final = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_BROKEN: Final = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError, SyntaxError,
    OSError,
)  # fmt: skip
"""What openpyxl lets through where a file breaks the rules of its format."""


def read(original: bytes) -> Extraction:
    """Return what the sheets of a workbook say.

    Raises:
        UnreadableTextError: it is damaged, locked, no workbook, or beyond the limits.
    """
    said = _looked_at(Package(original))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _read(original, said)
        except UnreadableTextError:
            raise
        except _BROKEN as error:
            raise UnreadableTextError("It is damaged: its sheets cannot be read.") from error


def _looked_at(package: Package) -> list[str]:
    """Unpack every part once within the limits; return what is to be said of the sheets."""
    if "xl/workbook.xml" not in package.names:
        raise UnreadableTextError("It is no spreadsheet.")
    calculated = empty = 0
    merged = False
    for name in package.names:
        part = package.part(name) or b""
        if name.endswith((".xml", ".rels")) and any(one in part for one in _DOCTYPES):
            raise UnreadableTextError(
                "It has a document type, which can declare entities; such files are not read."
            )
        if _SHEET_PART.fullmatch(name):
            calculated += len(_FORMULA.findall(part))
            empty += len(_WITHOUT_RESULT.findall(part))
            merged = merged or b"<mergeCell " in part
    said = []
    if calculated:
        said.append(
            f"Calculated cells: {calculated:,}. The results that the file keeps were read"
            + (f"; {empty:,} have none and are empty." if empty else ".")
        )
    if merged:
        said.append("Some cells are merged: their words stand in the first of them.")
    return said


def _read(original: bytes, said: list[str]) -> Extraction:
    book = load_workbook(io.BytesIO(original), read_only=True, data_only=True, keep_links=False)
    if book.epoch == CALENDAR_MAC_1904:
        said.append("It counts days from 1904, as old Macintosh programs did; so they were read.")
    pieces = TextPieces()
    locators = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        text = table_text(_rows(sheet))
        if not text.strip():
            continue
        hidden = sheet.sheet_state != "visible"
        name = " ".join(sheet.title.split())[:LONGEST_NAME]
        if hidden:
            said.append(f"The sheet “{name}” is hidden in the file.")
        locators.append(Locator(pieces.position, f"{HIDDEN if hidden else SHEET}{name}"))
        pieces.add(text)
    if not locators:
        raise UnreadableTextError("Its sheets hold nothing.")
    return Extraction(pieces.whole(), locators=tuple(locators), warnings=tuple(said))


def _rows(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows(values_only=True):
        if len(row) > MOST_COLUMNS:
            raise UnreadableTextError(f"It has more than {MOST_COLUMNS:,} columns.")
        yield [_words(cell) for cell in row]


def _words(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        if cell.time() == dt.time():
            return cell.date().isoformat()
        return cell.isoformat(
            " ", "minutes" if not (cell.second or cell.microsecond) else "seconds"
        )
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)
