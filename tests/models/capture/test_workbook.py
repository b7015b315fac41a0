"""Spreadsheets: a line a row, a locator a sheet, kept results, and limits looked at first."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from models.capture.capturing import read_document
from models.capture.extractors import extractor_named
from models.capture.problems import UnreadableDocumentError
from models.importing.tables import BadMappingError, Mapping, read_table


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*rows, title="Meetings"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def changed(original, name, change):
    """Return a workbook with one of its parts changed, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(original)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            content = old.read(one)
            new.writestr(one, change(content) if one == name else content)
    return out.getvalue()


def moment(hour=0, minute=0):
    """Return a moment as spreadsheets keep it: without a zone."""
    return dt.datetime(2023, 8, 2, hour, minute)  # noqa: DTZ001


SHEET = "xl/worksheets/sheet1.xml"


def test_cells_are_read_as_the_words_they_stand_for():
    book = book_of(
        ["When", "Year", "Share", "Yes", "Text"],
        [moment(), 2023, 0.25, True, "a\nb\tc"],
        [moment(14, 30), 2023.0, -1, False, None],
    )
    document = read_document(saved(book))
    assert document.text == (
        "When\tYear\tShare\tYes\tText\n"
        "2023-08-02\t2023\t0.25\tTRUE\ta\u2028b c\n"
        "2023-08-02 14:30\t2023\t-1\tFALSE\n"
    )
    again = extractor_named(document.extractor, document.version)
    assert again is not None
    assert again(document.original).text == document.text


def test_days_counted_from_1904_are_the_same_days():
    book = book_of(["When"], [moment()])
    book.epoch = CALENDAR_MAC_1904
    document = read_document(saved(book))
    assert document.text == "When\n2023-08-02\n"
    assert any("1904" in one for one in document.warnings)


def test_sheets_follow_each_other_and_hidden_ones_are_not_chosen():
    book = book_of(["secret"], title="First")
    book.active.sheet_state = "hidden"
    second = book.create_sheet("Second")
    second["B3"] = "Name"
    second["B4"] = "Ali"
    book.create_sheet("Empty")
    table = read_table(saved(book), name="t.xlsx")
    assert [(one.name, one.hidden) for one in table.sheets] == [("First", True), ("Second", False)]
    assert table.headings == ("column 1", "Name")
    assert [row.number for row in table.rows] == [4]
    assert table.of_sheet("First").headings == ("secret",)
    assert any("hidden" in one for one in table.document.warnings)
    with pytest.raises(BadMappingError, match="no sheet"):
        read_table(saved(book), mapping=Mapping("meeting", sheet="Third"))


def test_calculated_cells_give_the_result_the_file_keeps_and_merged_cells_are_said():
    book = book_of(["Name", "Born"], ["Ali", "=1900+60"], ["Bob", "=1900+61"])
    book.active.merge_cells("A4:B4")
    kept = changed(
        saved(book),
        SHEET,
        lambda part: part.replace(b"60</f><v></v>", b"60</f><v>1960</v>").replace(
            b"60</f><v />", b"60</f><v>1960</v>"
        ),
    )
    document = read_document(kept)
    assert document.text == "Name\tBorn\nAli\t1960\nBob\n"
    said = " ".join(document.warnings)
    assert "Calculated cells: 2" in said
    assert "1 have none and are empty" in said
    assert "merged" in said


def test_an_error_stands_as_it_is_shown():
    book = book_of(["Name", "Born"], ["Ali", "#REF!"])
    assert read_document(saved(book)).text.endswith("Ali\t#REF!\n")


def test_the_last_row_a_spreadsheet_can_have_is_read():
    book = book_of(["Name"])
    book.active.cell(1_048_576, 1, "last")
    table = read_table(saved(book))
    assert table.rows[-1].number == 1_048_576


def bomb(part):
    return part.replace(b"<sheetData>", b"<sheetData>" + b" " * (64 * 1024 * 1024))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda whole: whole[: len(whole) // 2], "cut short"),
        (lambda whole: changed(whole, SHEET, lambda part: part[:-40]), "damaged"),
        (lambda whole: changed(whole, "xl/workbook.xml", lambda _: b"<x/>"), "hold nothing"),
        (
            lambda whole: changed(
                whole, SHEET, lambda part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part
            ),
            "document type",
        ),
        (lambda whole: changed(whole, SHEET, lambda _: b""), "damaged"),
        (lambda _: saved(Workbook()), "hold nothing"),
    ],
)
def test_a_bad_workbook_is_one_sentence(damage, said):
    whole = saved(book_of(["Name"], ["Ali"]))
    with pytest.raises(UnreadableDocumentError) as told:
        read_document(damage(whole))
    assert said in told.value.sentence


def test_a_workbook_that_unpacks_to_far_more_than_it_holds_is_not_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        new.writestr("xl/workbook.xml", b"<workbook/>")
        new.writestr(SHEET, bomb(b"<worksheet><sheetData></sheetData></worksheet>"))
    with pytest.raises(UnreadableDocumentError, match="far more than it holds"):
        read_document(out.getvalue())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4\n", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Office file"),
        (b"<html><body>x", "a web page"),
        (b"", "empty"),
        (b"PK\x03\x04", "Word document"),
    ],
)
def test_what_is_no_table_is_refused_by_name(content, said):
    with pytest.raises(UnreadableDocumentError) as told:
        read_table(content, name="t.xlsx")
    assert said in told.value.sentence
