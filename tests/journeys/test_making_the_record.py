"""The US diplomatic record is made beside the window, with real keys, and leaves nothing behind."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from desktop.app import welcome
from desktop.start import record
from models.seeds import shipped
from tests.historian_data import write_small_data, write_small_seed
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key, beside


@pytest.fixture(scope="session")
def small_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small-seed")
    write_small_seed(write_small_data(folder / "data"), folder / "seeds")
    return folder / "seeds"


class Gate:
    """Holds the making at its first file until it is let go on."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.open = threading.Event()


@pytest.fixture
def documents(tmp_path: Path, small_seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the record is made; the data is the small part of it."""
    folder = tmp_path / "documents"
    folder.mkdir()
    monkeypatch.setattr(shipped, "seeds_folder", lambda: small_seeds)
    place = folder / record.RECORD_NAME
    for module in ("desktop.window.making", "desktop.start.record"):
        monkeypatch.setattr(f"{module}.record_place", lambda: place)
    return folder


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate()
    real = record.make_record

    def held(path: Path, tell: Callable[..., None], cancelled: Callable[[], bool]) -> Path:
        def told(done: int, total: int, what: str) -> None:
            tell(done, total, what)
            if total:
                gate.reached.set()
                while not cancelled() and not gate.open.wait(0.005):
                    pass

        return real(path, told, cancelled)

    monkeypatch.setattr("desktop.window.making.make_record", held)
    yield gate
    gate.open.set()


def button(desk: Desk, words: str) -> QPushButton:
    found = [one for one in desk.window.welcome.findChildren(QPushButton) if words in one.text()]
    assert len(found) == 1
    return found[0]


def test_the_welcome_page_makes_the_record_and_opens_it(
    sit: Callable[..., Desk], documents: Path, gate: Gate
) -> None:
    desk = sit()
    window = desk.window
    # By keyboard alone: the button stands right after the story's.
    desk.press(Key.Key_Tab)
    desk.until(button(desk, "diplomatic").hasFocus)
    desk.press(Key.Key_Space)
    desk.until(gate.reached.is_set)
    (line,) = window.progress.lines
    desk.until(lambda: " files" in line.text)
    assert line.text.startswith("Making the US diplomatic record 0 of ")
    # Nothing is seen at its place, and the window can be used meanwhile.
    assert not (documents / record.RECORD_NAME).exists()
    desk.press(Key.Key_P, CONTROL | SHIFT)
    desk.until(window.palette_overlay.isVisible)
    desk.press(Key.Key_Escape)
    desk.until(lambda: not window.palette_overlay.isVisible())
    assert line.working
    gate.open.set()
    desk.until(lambda: window.session is not None)
    assert desk.session.reference.path == documents / record.RECORD_NAME
    assert beside(desk.session.reference.path) == [record.RECORD_NAME]
    desk.until(lambda: bool(desk.ids))
    assert window.progress.lines == ()


def test_esc_cancels_the_making_and_leaves_nothing(
    sit: Callable[..., Desk], documents: Path, gate: Gate
) -> None:
    desk = sit()
    desk.click(button(desk, "diplomatic"))
    desk.until(gate.reached.is_set)
    assert desk.window.commands.action("cancel_work").isEnabled()
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.window.progress.lines == ())
    assert list(documents.iterdir()) == []
    assert "cancelled" in desk.window.status.currentMessage()
    assert not desk.window.commands.action("cancel_work").isEnabled()
    assert desk.window.commands.reason("cancel_work") == "Nothing is being done that takes long"
    assert desk.window.session is None


def test_a_reference_that_is_open_stays_and_the_made_one_is_offered(
    desk: Desk, path: Path, documents: Path, gate: Gate
) -> None:
    desk.window.making.make_record()
    desk.until(gate.reached.is_set)
    # One reads on meanwhile.
    desk.search("khamenei")
    assert 0 < len(desk.ids) < 20
    gate.open.set()
    (line,) = desk.window.progress.lines
    desk.until(lambda: not line.working)
    assert line.text == f"The US diplomatic record is ready: {record.RECORD_NAME}"
    assert desk.session.reference.path == path
    line.action_button.setFocus()
    desk.until(line.action_button.hasFocus)
    desk.press(Key.Key_Space)
    desk.until(lambda: desk.session.reference.path.parent == documents)
    assert desk.window.progress.lines == ()


def test_esc_in_the_table_cancels_too(desk: Desk, documents: Path, gate: Gate) -> None:
    desk.window.making.make_record()
    desk.until(gate.reached.is_set)
    desk.window.panes.table.setFocus()
    desk.until(lambda: desk.has_keyboard(desk.window.panes.table))
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.window.progress.lines == ())
    assert list(documents.iterdir()) == []


def test_closing_the_window_in_the_middle_leaves_nothing(
    sit: Callable[..., Desk], documents: Path, gate: Gate, qtbot
) -> None:
    desk = sit()
    desk.window.making.make_record()
    desk.until(gate.reached.is_set)
    assert list(documents.iterdir()) != []
    desk.window.close()
    qtbot.waitUntil(lambda: list(documents.iterdir()) == [])


def test_the_record_is_made_once_and_then_opened(
    sit: Callable[..., Desk], documents: Path, gate: Gate
) -> None:
    desk = sit()
    desk.window.making.make_record()
    desk.window.making.make_record()
    assert len(desk.window.progress.lines) == 1
    gate.open.set()
    desk.until(lambda: desk.window.session is not None)
    desk.window.close_reference()
    desk.click(button(desk, "diplomatic"))
    desk.until(lambda: desk.window.session is not None)
    assert desk.window.progress.lines == ()


def test_a_folder_that_cannot_be_written_is_told_in_the_strip(
    sit: Callable[..., Desk], documents: Path, tmp_path: Path
) -> None:
    desk = sit()
    desk.window.making.make_record(tmp_path / "gone" / "record.attache")
    (line,) = desk.window.progress.lines
    desk.until(lambda: not line.working)
    assert "Nothing can be saved at" in line.text
    assert "Choose another folder" in line.text


def test_the_command_asks_where_and_adds_the_ending(
    sit: Callable[..., Desk], documents: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(parent: object, title: str, place: str, kinds: str) -> tuple[str, str]:
        asked.append(place)
        return os.fspath(documents / "mine"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    gate.open.set()
    desk = sit()
    desk.window.commands.action("make_record").trigger()
    assert asked == [os.fspath(documents / record.RECORD_NAME)]
    desk.until(lambda: desk.window.session is not None)
    assert desk.session.reference.path == documents / "mine.attache"


def test_the_first_start_offers_the_record_in_a_quiet_line_once(
    desk: Desk, documents: Path, gate: Gate
) -> None:
    window = desk.window
    focused = desk.has_keyboard(window.panes.table)
    window.making.offer_once()
    (line,) = window.progress.lines
    assert "US diplomatic record" in line.text
    assert desk.has_keyboard(window.panes.table) == focused
    line.close_button.setFocus()
    desk.until(line.close_button.hasFocus)
    desk.press(Key.Key_Escape)
    assert window.progress.lines == ()
    desk.until(lambda: desk.has_keyboard(window.panes.table))
    window.making.offer_once()
    assert window.progress.lines == ()


def test_the_offer_comes_when_the_tour_is_over(desk: Desk, documents: Path) -> None:
    welcome(desk.window)
    assert desk.window.progress.lines == ()
    desk.press(Key.Key_Escape)
    desk.until(lambda: len(desk.window.progress.lines) == 1)
