"""From a document that is dropped or pasted to the reader, with nothing in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from models.checking.verification import verify
from models.reference.reference import Reference
from tests.journeys.conftest import Sit
from tests.journeys.desk import CONTROL, NONE, SHIFT, Desk, Key

WORDS = "Officials met in Tehran on Wednesday.\n\nThe talks lasted an hour.\n"


@pytest.fixture(autouse=True)
def clipboard(qapp: QApplication) -> Iterator[None]:
    """What a test puts there must not outlive Python: Qt would delete it when nobody is left."""
    del qapp
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "notes.attache"
    Reference.create(path, title="Notes").close()
    return path


def drop(desk: Desk, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, left = QPoint(400, 400), Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, left, NONE)
    QApplication.sendEvent(desk.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(
        desk.window, QDropEvent(place, Qt.DropAction.CopyAction, mime, left, NONE)
    )


def read(desk: Desk) -> str:
    """Wait for the reader and return the text it shows."""
    reader = desk.window.panes.reader
    desk.until(lambda: not reader.isHidden() and reader._snapshot is not None)
    assert reader._snapshot is not None
    return reader._snapshot.text


def test_a_dropped_file_opens_in_the_reader_and_one_undo_takes_it_back(
    sit: Sit, empty: Path, tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(WORDS, "utf-16")
    desk = sit(empty)
    drop(desk, article)
    assert read(desk) == WORDS
    with Reference.open(empty) as reference:
        assert verify(reference).failures == ()
    desk.press(Key.Key_Z, CONTROL)
    desk.until(lambda: not desk.session.writer.busy)
    with Reference.open(empty) as reference:
        assert reference.database.rows("SELECT count(*) FROM snapshot") == [(0,)]
        assert reference.database.rows("SELECT count(*) FROM record") == [(0,)]


def test_a_page_is_pasted_as_its_words_and_kept_as_it_was(sit: Sit, empty: Path) -> None:
    mime = QMimeData()
    page = (
        "<html><head><title>Talks</title></head><body><article><h1>Talks in Tehran</h1>"
        f"<p>{WORDS.strip()}</p><script>alert(1)</script></article></body></html>"
    )
    mime.setHtml(page)
    QGuiApplication.clipboard().setMimeData(mime)
    desk = sit(empty)
    desk.press(Key.Key_V, CONTROL | SHIFT)
    text = read(desk)
    assert "Officials met in Tehran on Wednesday." in text
    assert "alert" not in text
    assert desk.shown


def test_an_empty_clipboard_is_said(sit: Sit, empty: Path) -> None:
    QGuiApplication.clipboard().clear()
    desk = sit(empty)
    desk.press(Key.Key_V, CONTROL | SHIFT)
    desk.until(lambda: desk.window.status.currentMessage() == "There is no text on the clipboard")


def test_a_bad_file_is_named_and_stops_no_other(sit: Sit, empty: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text(WORDS)
    bad.write_bytes(b"%PDF-1.7\nnot really")
    desk = sit(empty)
    drop(desk, bad, good)
    assert read(desk) == WORDS
    (line,) = desk.window.progress.lines
    desk.until(lambda: "1 added" in line.text and "1 refused" in line.text)


def test_the_same_file_twice_is_noticed(sit: Sit, empty: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(WORDS)
    desk = sit(empty)
    drop(desk, article)
    read(desk)
    drop(desk, article)
    desk.until(lambda: bool(desk.window.progress.lines))
    (line,) = desk.window.progress.lines
    desk.until(lambda: "is there already; nothing was added." in line.text)
    with Reference.open(empty) as reference:
        assert reference.database.rows("SELECT count(*) FROM snapshot") == [(1,)]


def test_a_file_dropped_where_no_reference_is_open_can_begin_one(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(WORDS)
    desk = sit()
    drop(desk, article)
    assert "none is open" in desk.window.banner.text
    made = tmp_path / "made.attache"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(made), ""))
    desk.click(desk.window.banner.action_button)
    assert read(desk) == WORDS
    with Reference.open(made) as reference:
        assert reference.database.rows("SELECT count(*) FROM snapshot") == [(1,)]
