"""Tables kept as text: a line a row, a tab between cells, and the table's own words."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.capture import delimited_text
from models.capture.capturing import Hint, read_document
from models.capture.extractors import extractor_named
from models.capture.problems import UnreadableDocumentError
from models.capture.sniffing import Form
from models.text.reading_text import UnreadableTextError

CELLS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00\ufeff"), max_size=12
)


def read(content, **hint):
    return read_document(content, Hint(form=Form.TABLE, name="t.csv", **hint))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_and_named(delimiter):
    rows = ["Name{0}Born", "Ali, Reza{0}1960", "Bob; Bill{0}1961"]
    text = "\n".join(row.format(delimiter) for row in rows)
    if delimiter in ",;":
        text = text.replace("Ali, Reza", '"Ali, Reza"').replace("Bob; Bill", '"Bob; Bill"')
    document = read(text.encode())
    assert document.text == "Name\tBorn\nAli, Reza\t1960\nBob; Bill\t1961\n"
    name = delimited_text.DELIMITERS[delimiter]
    assert document.extractor == f"{name}-separated table"


def test_excels_own_line_about_the_delimiter_is_believed():
    assert read(b"sep=|\nA|B,C\n1|2,3\n").text == "sep=\nA\tB,C\n1\t2,3\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8-sig", ""), ("utf-16", " in UTF-16"), ("cp1251", " in windows-1251")],
)
def test_every_encoding_of_text_is_read(encoding, named):
    words = "Имя,Страна\n" + "Виктор Хренин,Беларусь\nМохаммад Багери,Иран\n" * 8
    document = read(words.encode(encoding))
    assert document.text == words.replace(",", "\t")
    assert document.extractor == f"comma-separated table{named}"
    again = extractor_named(document.extractor, document.version)
    assert again is not None
    assert again(document.original).text == document.text


def test_lines_and_tabs_inside_a_cell_stay_inside_its_row():
    document = read(b'A,B\n"one\r\ntwo","x\ty"\n\n3,4\n')
    assert document.text == "A\tB\none\u2028two\tx y\n\n3\t4\n"


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=6))
def test_any_table_gives_one_line_a_row_and_the_same_text_again(rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    original = out.getvalue().encode()
    try:
        found = delimited_text.read(original, "utf-8", ",")
    except UnreadableTextError:
        assert not "".join("".join(row) for row in rows).strip()
        return
    text = found.reading.text
    assert "\x00" not in text
    assert text.count("\n") <= len(rows)
    assert delimited_text.read(original, "utf-8", ",").reading.text == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "nothing but blanks"),
        (b"   \n , \n", "nothing but blanks"),
        (b'A,B\n"' + b"x,\n" * 60_000, "quotation mark is never closed"),
        (b",".join(b"x" for _ in range(20_000)), "columns"),
        ("A,B\nÄ,Ö\n".encode() * 30 + b"\xff\n", "damaged"),
        (b"\x00\x01\x02\x03" * 400, "no text"),
    ],
)
def test_what_is_no_table_is_one_sentence(content, said):
    with pytest.raises(UnreadableDocumentError, match="cannot be read") as told:
        read(content)
    assert said in told.value.sentence
