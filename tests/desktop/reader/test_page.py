"""The page: its measure, its place when it changes, and texts of any shape."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QTextCursor, QTextOption

from desktop.reader.marking import Marking
from desktop.theme.tokens import DARK
from models.queries.views import Passage, Span
from tests.desktop.reader.sources import article, snapshot, span_of

CONTROL = Qt.KeyboardModifier.ControlModifier
ENGLISH = "Top military officials from Iran and Belarus met on Wednesday to discuss a commission"


def point_of(reader, words):
    """Return the middle of the first letter of `words`, in the viewport."""
    start, _ = reader.text.stored.on_page(span_of(reader.text.stored.text, words))
    cursor = QTextCursor(reader.text.document())
    cursor.setPosition(start)
    box = reader.text.cursorRect(cursor)
    right_to_left = reader.text.page.is_right_to_left(cursor.blockNumber())
    return box.center() + QPoint(-4 if right_to_left else 4, 0)


def point_of_position(reader, position):
    cursor = QTextCursor(reader.text.document())
    cursor.setPosition(position)
    return reader.text.cursorRect(cursor).center()


def test_the_column_is_at_most_seventy_two_characters_wide(show):
    reader = show(article(), 1400)
    metrics = QFontMetricsF(reader.text.document().defaultFont())
    character = metrics.horizontalAdvance(ENGLISH) / len(ENGLISH)
    assert 60 < reader.text.page.column.width() / character < 76
    middle = reader.text.page.column.left() + reader.text.page.column.width() / 2
    assert middle == pytest.approx(reader.text.viewport().width() / 2, abs=2)


def test_colours_and_size_follow_the_theme_with_the_passage_in_place(reader, theme):
    reader.show_passage(103)
    before = reader.text.page.leading
    theme.set_choice("dark")
    theme.set_text_scale(200)
    assert reader.text.page.leading > before * 1.8
    assert reader.text.page.looks.text.name() == DARK.text
    assert 0 <= point_of(reader, "delegation").y() <= reader.text.viewport().height()


def test_scrolling_up_from_the_end_never_jumps_about(show, qtbot):
    text = "\n".join(
        "Words of very different length. " * (1 + number % 13) for number in range(300)
    )
    reader = show(snapshot(text))
    qtbot.keyClick(reader.text, Qt.Key.Key_End, CONTROL)
    bar = reader.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    seen = []
    while bar.value() > 0:
        bar.setValue(bar.value() - 200)
        seen.append(reader.text.page.paragraph_at(bar.value()))
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] == 0


def test_a_book_in_one_paragraph_marks_only_what_is_in_view(show, monkeypatch):
    text = "Some words are here again. " * 4000
    places = [Span(start, start + 20) for start in range(0, len(text) - 20, 54)]
    passages = [Passage(number, span.start, span.end, (), ()) for number, span in enumerate(places)]
    reader = show(snapshot(text, passages))
    asked = []
    pieces = reader.text.marking.pieces
    monkeypatch.setattr(
        Marking, "pieces", lambda _, start, end: asked.append(end - start) or pieces(start, end)
    )
    assert reader.show_passage(1500)
    reader.grab()
    assert asked
    assert max(asked) < 8000
    assert (
        abs(point_of_position(reader, places[1500].start).y() * 3 - reader.text.viewport().height())
        < 60
    )


def test_a_word_without_an_end_is_broken_anywhere(show):
    reader = show(snapshot("Short words.\n" + "a" * 5000))
    page, document = reader.text.page, reader.text.document()
    modes = []
    for number in range(2):
        block = document.findBlockByNumber(number)
        page.blockBoundingRect(block)
        modes.append(block.layout().textOption().wrapMode())
    assert modes == [
        QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere,
        QTextOption.WrapMode.WrapAnywhere,
    ]
