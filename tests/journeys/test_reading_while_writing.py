"""The source that is open follows what is written from it: marks, counts, dates, undo."""

from pathlib import Path

from tests.journeys.conftest import Sit
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key
from tests.journeys.test_marking_words import marked, put_caret, read_story
from tests.journeys.test_taking_in import clipboard, drop, read
from tests.journeys.test_writing import empty, opened, saved

__all__ = ["clipboard", "empty"]

WORDS = "Officials met in Tehran on Wednesday.\n\nThe talks lasted an hour.\n"


def quoted(desk: Desk) -> str:
    return desk.window.panes.reader.header.passages_legend.text()


def test_what_is_quoted_is_marked_at_once_and_no_more_when_it_is_undone(
    sit: Sit, empty: Path, tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(WORDS, "utf-8")
    desk = sit(empty)
    drop(desk, article)
    read(desk)
    reader = desk.window.panes.reader
    assert quoted(desk) == "0 passages quoted"
    put_caret(desk, "met in")
    desk.press(Key.Key_S)
    desk.press(Key.Key_N, CONTROL)
    opened(desk, "Called")
    desk.type("Talks")
    desk.press(Key.Key_Return)
    opened(desk, "When")
    desk.press(Key.Key_Escape)
    saved(desk)
    desk.until(lambda: quoted(desk) == "1 passage quoted")
    assert reader.header.unused_legend.text() == "1 sentence backs nothing"
    assert marked(desk) == "Officials met in Tehran on Wednesday."
    assert desk.has_keyboard(reader.text)
    assert [record.label for record in reader.marks.records_of(0)] == ["Talks"]
    desk.press(Key.Key_Z, CONTROL)
    saved(desk)
    desk.until(lambda: quoted(desk) == "0 passages quoted")
    assert marked(desk) == "Officials met in Tehran on Wednesday."
    assert reader.marks.visible() == []


def test_a_source_whose_capture_is_undone_is_closed(sit: Sit, empty: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(WORDS, "utf-8")
    desk = sit(empty)
    drop(desk, article)
    read(desk)
    desk.press(Key.Key_Z, CONTROL)
    saved(desk)
    desk.until(desk.window.panes.reader.isHidden)


def test_where_one_reads_and_what_is_marked_stays(desk: Desk) -> None:
    desk.go_to("Khrenin – Ashtiani meeting")
    read_story(desk)
    reader = desk.window.panes.reader
    for key in (Key.Key_N, Key.Key_N, Key.Key_S, Key.Key_L, Key.Key_S):
        desk.press(key)
    current, scroll = reader.current_quote_id, reader.text.verticalScrollBar().value()
    words, leaning, passages = marked(desk), reader.leaning, len(reader.text.passages)
    assert current is not None
    assert leaning is not None
    desk.press(Key.Key_U, CONTROL | SHIFT)
    saved(desk)
    desk.until(lambda: len(reader.text.passages) == passages + 1)
    assert reader.current_quote_id == current
    assert reader.text.marking.current is not None
    assert (marked(desk), reader.leaning) == (words, leaning)
    assert reader.text.verticalScrollBar().value() == scroll
