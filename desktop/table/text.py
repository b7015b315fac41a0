"""Rows as text for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from desktop.table.columns import Column
    from models.queries.rows import TableRow

__all__ = ["rows_as_text"]

_DISPLAY_MARKS = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_QUOTED = '"'
"""Spreadsheets read what is between two of these as one cell: a formula, or the rows below."""


def rows_as_text(rows: Iterable[TableRow], columns: Sequence[Column]) -> str:
    """Return `rows` as lines of tab-separated cells under a line of titles.

    No cell holds a tab or a line end, and none the isolates that guard it on the screen. A cell
    that a spreadsheet would reckon with, or take for more than one, begins with an apostrophe,
    which there means text.
    """
    lines = ["\t".join(column.title for column in columns)]
    lines += ["\t".join(_cell(column.text(row)) for column in columns) for row in rows]
    return "\n".join(lines) + "\n"


def _cell(shown: str) -> str:
    words = shown.translate(_DISPLAY_MARKS)
    first = next((one for one in words if not one.isspace() and category(one) != "Cf"), "")
    return f"'{words}" if first in (*_FORMULA_STARTS, _QUOTED) else words
