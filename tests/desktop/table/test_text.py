"""Rows on the clipboard: cells of a spreadsheet that are text and nothing else."""

import pytest

from desktop.table.columns import table_columns
from desktop.table.text import rows_as_text
from tests.desktop.table.rows import table_row


def copied(**row):
    text = rows_as_text([table_row(1, **row)], table_columns())
    titles, cells, end = text.split("\n")
    assert end == ""
    assert titles.count("\t") == cells.count("\t")
    return cells.split("\t")


@pytest.mark.parametrize(
    "begin", ["=", "+", "-", "@", "\t=", "\r=", "\n+", " =", "\u2068=", "＝", "\u200b="]
)
@pytest.mark.parametrize("column", ["name", "where", "who"])
def test_a_cell_that_would_be_reckoned_with_is_text(begin, column):
    words = f"{begin}cmd|' /C calc'!A0"
    cells = copied(**{column: words})
    assert not [cell for cell in cells if cell.strip()[:1] in set('=+-@＝"')]
    assert any(cell.startswith("'") and cell.endswith("calc'!A0") for cell in cells)


@pytest.mark.parametrize("words", ['"=1+1"', '"', ' "a', '\u200e"=1'])
def test_a_cell_that_would_be_taken_for_a_quoted_one_is_text(words):
    """What follows an opening mark is a formula there, or swallows the cells and rows after it."""
    assert [cell for cell in copied(name=words) if cell.startswith("'") and '"' in cell]


def test_usual_words_are_copied_as_they_are():
    cells = copied(name="O'Brien = somebody", where="Tehran – Minsk", who="–")
    assert "O'Brien = somebody" in cells
    assert "Tehran – Minsk" in cells
    assert not [cell for cell in cells if cell.startswith("'")]
