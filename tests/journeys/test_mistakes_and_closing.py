"""A mistake of ours is shown and can be sent; closing leaves nothing behind."""

import sys
import threading
from pathlib import Path

import apsw
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from desktop import app
from desktop.window import browsing
from desktop.window.report import Report
from models import VERSION
from tests.journeys.desk import ALT, CONTROL, Desk, Key, beside, digest


def shown_reports(desk: Desk) -> list[Report]:
    return [report for report in desk.window.findChildren(Report) if report.isVisible()]


def test_a_mistake_in_a_job_is_shown_and_can_be_copied(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> object:
        raise ZeroDivisionError("the search went wrong")

    monkeypatch.setattr(browsing, "find_first", broken)
    # At once: the report takes the keyboard in the middle of a word.
    desk.window.search.setText("khrenin")
    desk.until(lambda: bool(shown_reports(desk)))
    report = shown_reports(desk)[0]
    text = report.text.toPlainText()
    assert "ZeroDivisionError: the search went wrong" in text
    assert "Traceback" in text
    assert f"Attaché {VERSION}" in text
    assert not report.isModal()
    copy = next(
        button
        for button in report.findChild(QDialogButtonBox).findChildren(QPushButton)
        if button.text().replace("&", "") == "Copy"
    )
    desk.click(copy)
    assert QGuiApplication.clipboard().text() == text
    report.close()
    monkeypatch.undo()
    desk.window.session.listing.clear_query()
    desk.until(lambda: len(desk.ids) == 35)


def test_a_mistake_in_a_handler_is_shown_and_never_a_silent_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: bool = False) -> None:
        raise LookupError("the handler went wrong")

    monkeypatch.setattr(sys, "excepthook", app._hook(desk.window))
    action = desk.window.commands.action("columns")
    action.triggered.disconnect()
    action.triggered.connect(broken)
    action.trigger()
    action.trigger()
    reports = shown_reports(desk)
    assert len(reports) == 1, "one at a time, however often it goes wrong"
    assert "LookupError: the handler went wrong" in reports[0].text.toPlainText()
    assert "LookupError" in capsys.readouterr().err
    reports[0].close()
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    desk.search("khrenin")
    assert desk.ids


def test_ctrl_c_in_the_terminal_closes_the_window(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app._hook(desk.window)(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not desk.window.isVisible()
    assert desk.window.session is None


def test_what_a_mistake_reports_closes_with_the_window(desk: Desk) -> None:
    desk.window.show_bug(ValueError("x"))
    desk.window.show_about()
    assert len(shown_reports(desk)) == 2
    desk.window.close()
    desk.qtbot.waitUntil(lambda: not shown_reports(desk))


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if "attache" in thread.name]


def test_a_reading_session_leaves_one_unchanged_file_and_nothing_running(
    sit,
    path: Path,
) -> None:
    before, connections = digest(path), len(apsw.connections())
    desk = sit(path)
    assert len(threads()) == 4
    desk.search("khrenin")
    desk.press(Key.Key_Down)
    for _ in range(3):
        desk.press(Key.Key_Down)
        desk.settle()
    desk.window.commands.action("open_quote").trigger()
    desk.until(lambda: not desk.window.panes.reader.isHidden())
    desk.window.commands.action("show_original").trigger()
    desk.until(lambda: desk.window.panes.reader.original_shown)
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Left, ALT)
    desk.settle()
    desk.press(Key.Key_K, CONTROL)
    desk.type("nato")
    desk.settle()
    desk.press(Key.Key_Escape)
    desk.window.commands.action("verify").trigger()
    desk.settle()
    assert beside(path) == [path.name], "no journal stands beside a file that is only read"
    desk.window.close()
    assert threads() == []
    assert len(apsw.connections()) == connections
    assert beside(path) == [path.name]
    assert digest(path) == before


def test_closing_amid_work_waits_for_nothing(sit, path: Path) -> None:
    connections = len(apsw.connections())
    desk = sit()
    with desk.qtbot.waitSignal(desk.window.opened):
        desk.window.open_path(path)
    desk.window.search.setText("khrenin")
    desk.window.commands.action("verify").trigger()
    desk.window.close()
    assert threads() == []
    assert len(apsw.connections()) == connections


def test_opening_another_reference_closes_the_first(
    desk: Desk,
    path: Path,
    story_file,
) -> None:
    connections = len(apsw.connections())
    desk.search("khrenin")
    assert desk.open(story_file.path)
    assert len(threads()) == 4
    assert len(apsw.connections()) == connections
    assert desk.window.search.text() == ""
    assert desk.window.panes.filter_line.isHidden()
    assert {name.split()[0] for name in desk.names} >= {"Mohammad", "Viktor"}
    assert desk.open(path)
    assert len(desk.ids) == 35


def test_a_relative_path_is_remembered_whole(
    sit,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(path.parent)
    desk = sit(Path(path.name))
    assert desk.settings.recent() == (path,)
    assert Path(desk.settings.text("references/last")) == path
