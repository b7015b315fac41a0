"""The US diplomatic record is imported into the reference one reads, which goes on meanwhile."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog

from desktop.window import importing
from desktop.window.import_report import report_text, summary
from desktop.window.report import Report
from models.importing.historian import ImportReport
from models.reference.reference import Reference
from tests.historian_data import write_small_data
from tests.journeys.desk import NONE, Desk, Key, beside, counts_in, digest


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_data(tmp_path_factory.mktemp("small-data"))


@pytest.fixture
def data(tmp_path: Path, small_data: Path) -> Path:
    return Path(shutil.copytree(small_data, tmp_path / "data"))


class Gate:
    def __init__(self) -> None:
        self.reached = threading.Event()
        self.open = threading.Event()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Holds an import at its first file until it is let go on."""
    gate = Gate()
    real = importing._imported

    def held(
        reference: Reference,
        folder: Path,
        tell: Callable[..., None],
        cancelled: Callable[[], bool],
    ) -> ImportReport:
        def told(done: int, total: int, what: str) -> None:
            tell(done, total, what)
            if total:
                gate.reached.set()
                while not cancelled() and not gate.open.wait(0.005):
                    pass

        return real(reference, folder, told, cancelled)

    monkeypatch.setattr(importing, "_imported", held)
    yield gate
    gate.open.set()


def bring(desk: Desk, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Import the folder by the command."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(data))
    desk.window.commands.action("import_record").trigger()


def until_done(desk: Desk) -> str:
    desk.qtbot.waitUntil(
        lambda: any(not line.working for line in desk.window.progress.lines), timeout=20_000
    )
    desk.settle()
    return desk.window.progress.lines[-1].text


def test_an_import_adds_its_records_and_ends_with_a_report(
    desk: Desk, path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk.window
    selected = desk.go_to("Khrenin – Ashtiani meeting")
    before = set(desk.ids)
    bring(desk, data, monkeypatch)
    said = until_done(desk)
    assert said.startswith("Imported ")
    assert " new records." in said
    desk.until(lambda: len(desk.ids) > len(before))
    # What one looked at is still what one looks at.
    assert window.panes.table.current_id == selected
    assert before < set(desk.ids)
    (line,) = window.progress.lines
    line.action_button.setFocus()
    desk.until(line.action_button.hasFocus)
    desk.press(Key.Key_Space)
    (report,) = window.findChildren(Report)
    desk.until(report.isVisible)
    assert not report.isModal()
    text = report.text.toPlainText()
    for word in ("Read: ", "Made:", "Merged: ", "Doubtful", "Refused: "):
        assert word in text
    buttons = report.findChildren(QDialogButtonBox)[0].buttons()
    next(one for one in buttons if one.text() == "Copy").click()
    assert QGuiApplication.clipboard().text() == text
    report.close()
    window.close()
    assert beside(path) == [path.name]
    assert counts_in(path)["official"] > 10


def test_one_reads_on_while_records_come_in(
    desk: Desk, data: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(desk, data, monkeypatch)
    desk.until(gate.reached.is_set)
    (line,) = desk.window.progress.lines
    desk.until(lambda: " files" in line.text)
    assert line.text.startswith("Importing the US diplomatic record into story.attache")
    desk.search("khamenei")
    found = len(desk.ids)
    assert 0 < found < 20
    assert desk.window.banner.text == ""
    # A second import into the same reference would only wait for the first.
    bring(desk, data, monkeypatch)
    assert len(desk.window.progress.lines) == 1
    gate.open.set()
    assert until_done(desk).startswith("Imported ")
    assert len(desk.ids) == found


def test_an_import_that_is_cancelled_changes_nothing(
    desk: Desk, path: Path, data: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts_in(path)
    bring(desk, data, monkeypatch)
    desk.until(gate.reached.is_set)
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.window.progress.lines == ())
    assert "cancelled" in desk.window.status.currentMessage()
    desk.window.close()
    assert counts_in(path) == before
    assert beside(path) == [path.name]


def test_closing_the_window_in_the_middle_of_an_import_changes_nothing(
    desk: Desk, path: Path, data: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts_in(path)
    bring(desk, data, monkeypatch)
    desk.until(gate.reached.is_set)
    desk.window.close()
    desk.qtbot.waitUntil(
        lambda: not any(one.name == "attache-long-work" for one in threading.enumerate())
    )
    assert counts_in(path) == before
    assert beside(path) == [path.name]


def test_an_import_that_is_repeated_adds_nothing(
    desk: Desk, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(desk, data, monkeypatch)
    until_done(desk)
    found = desk.ids
    desk.window.progress.lines[0].close_button.click()
    bring(desk, data, monkeypatch)
    assert until_done(desk).startswith("Imported: there was nothing new.")
    assert desk.ids == found


def test_another_reference_that_is_opened_meanwhile_stays(
    desk: Desk, path: Path, data: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = Path(shutil.copyfile(path, tmp_path / "other.attache"))
    bring(desk, data, monkeypatch)
    desk.until(gate.reached.is_set)
    desk.open(other)
    shown = desk.ids
    gate.open.set()
    assert until_done(desk).startswith("Imported ")
    assert desk.session.reference.path == other
    assert desk.ids == shown
    assert counts_in(path)["official"] > 10
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name]


def test_a_folder_with_something_else_is_told(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "holiday"
    folder.mkdir()
    bring(desk, folder, monkeypatch)
    said = until_done(desk)
    assert "has no pocom" in said
    assert "nothing was imported" in said


def test_refused_files_are_told_with_their_reasons(
    desk: Desk, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "visits" / "data" / "1870.xml").write_text("<visits><visit>")
    bring(desk, data, monkeypatch)
    assert "refused" in until_done(desk)
    desk.window.progress.lines[0].action_button.click()
    (report,) = desk.window.findChildren(Report)
    assert "visits/data/1870.xml: " in report.text.toPlainText()
    report.close()


def test_nothing_is_imported_into_a_reference_that_can_only_be_read(
    desk: Desk, path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reference, "read_only", True)
    desk.window.update_states()
    assert not desk.window.commands.action("import_record").isEnabled()
    assert desk.window.commands.reason("import_record") == "This reference can only be read"
    before = digest(path)
    desk.window.importing.import_record(data, desk.session.reference)
    assert "read-only" in until_done(desk)
    assert digest(path) == before


# -------------------------------------------------------------------- dropping


def drag(desk: Desk, *paths: Path) -> bool:
    """Drop files on the window, as the desktop does; tell whether they were taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, left = QPoint(300, 300), Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, left, NONE)
    QApplication.sendEvent(desk.window, enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(place, Qt.DropAction.CopyAction, mime, left, NONE)
    QApplication.sendEvent(desk.window, drop)
    return drop.isAccepted()


def test_a_folder_that_is_dropped_is_imported(desk: Desk, data: Path) -> None:
    before = len(desk.ids)
    assert drag(desk, data)
    assert until_done(desk).startswith("Imported ")
    desk.until(lambda: len(desk.ids) > before)


def test_a_reference_that_is_dropped_is_opened(desk: Desk, path: Path, tmp_path: Path) -> None:
    other = Path(shutil.copyfile(path, tmp_path / "other.attache"))
    assert drag(desk, other)
    desk.until(lambda: desk.session.reference.path == other)


def test_anything_else_cannot_be_dropped(desk: Desk, path: Path, data: Path) -> None:
    assert not drag(desk, path.parent)
    assert not drag(desk, data, path)
    assert not drag(desk, path, path.with_name("another.attache"))
    assert desk.window.progress.lines == ()


def test_without_a_reference_a_folder_says_what_to_do(sit: Callable[..., Desk], data: Path) -> None:
    desk = sit()
    assert drag(desk, data)
    assert "drop it again" in desk.window.banner.text


# ---------------------------------------------------------------------- report


def test_a_report_says_everything_in_words() -> None:
    report = ImportReport(files=1_234, entries=5_678, unchanged=3, changed=2, quotes=7, claims=8)
    report.made.update({"official": 1, "meeting": 2, "tenure": 3})
    report.merged.append("a and b are one")
    report.doubtful["namesake"] = 4
    report.refused.append(("x.xml", "It is malformed."))
    assert summary(report) == "Imported 3 new records. 1 entry or file was refused."
    text = report_text(report)
    assert "Read: 1,234 files with 5,678 entries; 3 files held nothing new." in text
    assert "    1 official" in text
    assert "    2 meetings" in text
    assert "    3 posts held" in text
    assert "    a and b are one" in text
    assert "    4 × namesake" in text
    assert "    x.xml: It is malformed." in text


def test_a_report_of_nothing_says_so() -> None:
    assert summary(ImportReport()) == "Imported: there was nothing new."
    assert summary(ImportReport(changed=1)) == "1 record has changed."
    assert "Made: nothing new." in report_text(ImportReport())
    assert "Doubtful: none." in report_text(ImportReport())
