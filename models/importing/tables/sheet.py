"""The rows and cells of a table, found again in the reading text its extractor made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from models.capture.document import CapturedDocument

SHEET: Final = "sheet "
HIDDEN: Final = "hidden sheet "
"""How the locators of a workbook's sheets begin (see `models.capture.workbook`)."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a cell, and where they stand in the reading text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as spreadsheets count, its place without outer blanks, its cells.

    Empty cells are absent.
    """

    number: int
    start: int
    end: int
    cells: dict[int, Words]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a table: where its rows stand in the reading text."""

    name: str
    start: int
    end: int
    hidden: bool = False


def sheets_of(document: CapturedDocument) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook in their order; a table kept as text is one sheet."""
    marked = [one for one in document.locators if one.label.startswith((SHEET, HIDDEN))]
    if not marked:
        return (Sheet("", 0, len(document.text)),)
    ends = [one.start for one in marked[1:]] + [len(document.text)]
    return tuple(
        Sheet(
            one.label.removeprefix(HIDDEN).removeprefix(SHEET),
            one.start,
            end,
            hidden=one.label.startswith(HIDDEN),
        )
        for one, end in zip(marked, ends, strict=True)
    )


def rows_of(text: str, sheet: Sheet) -> Iterator[Row]:
    """Yield the rows that hold something, in their order."""
    position = sheet.start
    number = 0
    while position < sheet.end:
        number += 1
        end = text.find("\n", position, sheet.end)
        end = sheet.end if end < 0 else end
        row = _row(number, text[position:end], position)
        if row is not None:
            yield row
        position = end + 1


def _row(number: int, line: str, position: int) -> Row | None:
    cells: dict[int, Words] = {}
    for column, cell in enumerate(line.split("\t")):
        words = trimmed(cell, position)
        if words is not None:
            cells[column] = words
        position += len(cell) + 1
    if not cells:
        return None
    return Row(number, next(iter(cells.values())).start, list(cells.values())[-1].end, cells)


def trimmed(text: str, position: int) -> Words | None:
    """Return words that begin somewhere behind `position`, without outer blanks; None for none."""
    words = text.strip()
    if not words:
        return None
    start = position + text.index(words[0])
    return Words(words, start, start + len(words))


def parts(words: Words, separator: str) -> tuple[Words, ...]:
    """Return the values of a cell that holds several."""
    if not separator:
        return (words,)
    found = []
    position = words.start
    for part in words.text.split(separator):
        one = trimmed(part, position)
        if one is not None:
            found.append(one)
        position += len(part) + len(separator)
    return tuple(found)


def headings_of(row: Row | None, width: int) -> tuple[str, ...]:
    """Return a name for each column: its heading, told apart where two are the same."""
    names: list[str] = []
    for column in range(width):
        cell = row.cells.get(column) if row else None
        name = " ".join(cell.text.split()) if cell else f"column {column + 1}"
        again, count = name, 1
        while again in names:
            count += 1
            again = f"{name} ({count})"
        names.append(again)
    return tuple(names)
