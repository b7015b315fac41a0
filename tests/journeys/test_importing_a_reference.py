"""A colleague's reference is taken into one's own, and back out again."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from models.reference.reference import Reference
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key


def test_another_reference_is_taken_in_and_one_undo_takes_it_back(
    desk: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine.attache"
    Reference.create(mine, title="Mine").close()
    assert desk.open(mine)
    assert not desk.ids
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    desk.window.commands.action("import_reference").trigger()
    strip = desk.window.progress
    desk.qtbot.waitUntil(lambda: any(not one.working for one in strip.lines), timeout=20_000)
    assert strip.lines[-1].text.startswith("Imported ")
    desk.until(lambda: len(desk.ids) > 5)
    desk.press(Key.Key_Z, CONTROL)
    desk.until(lambda: not desk.ids)
    desk.press(Key.Key_Z, CONTROL | SHIFT)
    desk.until(lambda: len(desk.ids) > 5)


def test_a_file_that_is_no_reference_is_a_sentence(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "bad.attache"
    bad.write_text("words")
    before = len(desk.ids)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(bad), ""))
    desk.window.commands.action("import_reference").trigger()
    strip = desk.window.progress
    desk.qtbot.waitUntil(lambda: any(not one.working for one in strip.lines), timeout=20_000)
    assert "bad.attache" in strip.lines[-1].text
    desk.settle()
    assert len(desk.ids) == before
