"""A person brings a spreadsheet: sees what its columns become, says so by keyboard, imports it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.mapping.pane import MappingPane
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key

TABLE = """\
ID,Date,Place,Who,Remarks
1,2 Aug 2023,Tehran,Mohammad Bagheri; Viktor Khrenin,ties
2,03/04/2023,Minsk,Viktor Khrenin,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "met.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def mapping_of(desk: Desk, table: Path, monkeypatch: pytest.MonkeyPatch) -> MappingPane:
    """Choose the file by the command, and wait until its columns are shown."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    desk.window.commands.action("import_table").trigger()
    pane = desk.window.tables.pane
    desk.qtbot.waitUntil(lambda: pane.isVisible() and bool(pane.counts.text()), timeout=5_000)
    return pane


def until_imported(desk: Desk) -> str:
    desk.qtbot.waitUntil(
        lambda: any(not line.working for line in desk.window.progress.lines), timeout=20_000
    )
    desk.settle()
    return desk.window.progress.lines[-1].text


def test_a_spreadsheet_is_mapped_by_keyboard_and_its_rows_are_in_the_table(
    desk: Desk, path: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.open(path)
    before = len(desk.ids)
    pane = mapping_of(desk, table, monkeypatch)
    assert not pane.isModal()
    assert pane.kind.currentData() == "meeting"
    chosen = [one.currentData() for one in pane.choices]
    assert chosen == ["", "date", "place", "official:principal", "note"]
    assert "Of 2 rows: 2 meetings" in pane.counts.text()
    assert "1 cell refused" in pane.counts.text()
    assert "3 April 2023 or 4 March 2023" in pane.problems.text()
    desk.until(pane.kind.hasFocus)
    while not pane.choices[1].hasFocus():
        desk.press(Key.Key_Tab)
    # Without the dates nothing is refused any more; the first choice is not to import.
    desk.press(Key.Key_Home)
    desk.until(lambda: "refused" not in pane.counts.text())
    desk.press(Key.Key_Return, CONTROL)
    assert until_imported(desk).startswith("Imported ")
    assert not pane.isVisible()
    desk.until(lambda: len(desk.ids) > before)
    desk.press(Key.Key_Z, CONTROL)
    desk.until(lambda: len(desk.ids) == before)
    desk.press(Key.Key_Z, CONTROL | SHIFT)
    desk.until(lambda: len(desk.ids) > before)


def test_what_was_chosen_is_remembered_for_such_headings(
    desk: Desk, path: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.open(path)
    pane = mapping_of(desk, table, monkeypatch)
    pane.choices[1].setCurrentIndex(0)
    desk.qtbot.waitUntil(lambda: "refused" not in pane.counts.text())
    pane.take.click()
    until_imported(desk)
    pane = mapping_of(desk, table, monkeypatch)
    assert [one.currentData() for one in pane.choices][:2] == ["", ""]
    desk.press(Key.Key_Escape)
    desk.until(lambda: not pane.isVisible())
    assert desk.window.panes.isVisible()


def test_another_kind_of_row_asks_for_its_own_columns(
    desk: Desk, path: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.open(path)
    pane = mapping_of(desk, table, monkeypatch)
    pane.kind.setCurrentIndex(pane.kind.findData("statement"))
    desk.qtbot.waitUntil(lambda: "words that were said" in pane.counts.text())
    assert not pane.take.isEnabled()


def test_what_is_no_table_is_a_sentence_and_nothing_is_shown(
    desk: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.open(path)
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04xl/workbook.xml")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(bad), ""))
    desk.window.commands.action("import_table").trigger()
    assert "cannot be read" in until_imported(desk)
    assert not desk.window.tables.pane.isVisible()
