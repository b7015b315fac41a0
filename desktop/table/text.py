"""Rows as text for the clipboard."""

from collections.abc import Iterable, Sequence

from desktop.table.columns import Column
from models.queries.views import TableRow

__all__ = ["rows_as_text"]

_DISPLAY_MARKS = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def rows_as_text(rows: Iterable[TableRow], columns: Sequence[Column]) -> str:
    """Return `rows` as lines of tab-separated cells under a line of titles.

    No cell holds a tab or a line end, and none the isolates that guard it on the screen.
    """
    lines = ["\t".join(column.title for column in columns)]
    lines += ["\t".join(column.text(row) for column in columns) for row in rows]
    return "\n".join(lines).translate(_DISPLAY_MARKS) + "\n"
