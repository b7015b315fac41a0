"""A reference without records says what can be done first."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from models.reference.reference import Reference
from tests.journeys.desk import CONTROL, Desk, Key
from tests.journeys.test_taking_in import drop, read


def test_an_empty_reference_lists_what_can_be_done(
    sit: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = sit()
    with desk.qtbot.waitSignal(desk.window.opened):
        desk.window.create_at(tmp_path / "mine")
    desk.settle()
    page = desk.window.panes.table.empty
    desk.until(page.isVisible)
    assert page.message == "This reference is empty"
    texts = [button.text() for button in page.commands]
    assert any("Import the US diplomatic record" in text for text in texts)
    assert any("Ctrl+I" in text for text in texts)
    chosen: list[str] = []

    def note(command: str, _: bool = False) -> None:
        chosen.append(command)

    for button in page.commands:
        action = button.defaultAction()
        action.triggered.disconnect()
        action.triggered.connect(partial(note, action.objectName()))
    page.setFocus()
    for button in page.commands:
        button.setFocus()
        desk.until(button.hasFocus)
        desk.press(Key.Key_Space)
    assert chosen == [button.defaultAction().objectName() for button in page.commands]
    desk.search("nobody")
    desk.until(lambda: page.message != "This reference is empty")
    assert page.commands == ()


def test_with_a_source_and_no_record_it_says_how_words_become_one(
    sit: Callable[..., Desk], tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Officials met in Tehran on Wednesday.\n", "utf-8")
    path = tmp_path / "mine.attache"
    Reference.create(path, title="Mine").close()
    desk = sit(path)
    page = desk.window.panes.table.empty
    drop(desk, article)
    read(desk)
    desk.until(lambda: page.message == "There is no record yet")
    assert desk.shown == "article"
    assert any("Ctrl+N" in button.text() for button in page.commands)
    desk.press(Key.Key_Z, CONTROL)
    desk.until(lambda: page.message == "This reference is empty")
