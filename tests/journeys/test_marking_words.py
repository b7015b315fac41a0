"""Marking words in a source: by keys, with the bar beside them, and onto a field."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from models.queries.views import Span
from tests.journeys.desk import CONTROL, NONE, SHIFT, Desk, Key
from tests.mouse import double_click

FIRST = "Both countries maintain close ties with Russia"


def read_story(desk: Desk) -> str:
    """Open the story in the reader and return its text."""
    desk.press(Key.Key_E, CONTROL | SHIFT)
    reader = desk.window.panes.reader
    desk.until(lambda: not reader.isHidden() and desk.has_keyboard(reader.text))
    assert reader._snapshot is not None
    return reader._snapshot.text


def put_caret(desk: Desk, words: str) -> None:
    reader = desk.window.panes.reader
    assert reader._snapshot is not None
    at = reader._snapshot.text.index(words)
    reader.select(Span(at, at))
    reader.text.ensureCursorVisible()


def marked(desk: Desk) -> str:
    span = desk.window.panes.reader.selection()
    assert span is not None
    return desk.window.panes.reader.text.stored.text[span.start : span.end]


def test_one_key_marks_the_sentence_at_the_caret_and_again_the_next_one(desk: Desk) -> None:
    text = read_story(desk)
    put_caret(desk, "close ties")
    desk.press(Key.Key_S)
    assert marked(desk).startswith(FIRST)
    assert marked(desk).endswith("use in the invasion of Ukraine.")
    one = marked(desk)
    desk.press(Key.Key_S)
    assert marked(desk).startswith(one)
    assert marked(desk).endswith("IRNA reported.")
    desk.press(Key.Key_S, SHIFT)
    assert marked(desk) == one
    desk.press(Key.Key_S, SHIFT)
    assert desk.window.panes.reader.selection() is None
    assert one in text


def test_words_are_marked_with_the_arrows_and_by_double_click(desk: Desk) -> None:
    read_story(desk)
    put_caret(desk, FIRST)
    for _ in range(2):
        desk.press(Key.Key_Right, CONTROL | SHIFT)
    assert marked(desk).split() == ["Both", "countries"]
    desk.press(Key.Key_Left, SHIFT)
    assert marked(desk) == "Both countries"
    text = desk.window.panes.reader.text
    cursor = text.textCursor()
    cursor.setPosition(cursor.selectionStart() + 8)
    double_click(text.viewport(), text.cursorRect(cursor).center())
    assert marked(desk) == "countries"


def test_the_bar_stands_beside_the_words_and_goes_with_them(desk: Desk) -> None:
    read_story(desk)
    bar = desk.window.panes.reader.words_bar
    assert not bar.isVisible()
    put_caret(desk, "close ties")
    desk.press(Key.Key_S)
    desk.until(bar.isVisible)
    words = bar.words_place()
    assert words is not None
    assert not bar.geometry().intersects(words)
    assert desk.has_keyboard(desk.window.panes.reader.text)
    assert next(button.text() for button in bar.buttons if button.isVisible()).endswith("Ctrl+U")
    desk.press(Key.Key_Escape)
    assert not bar.isVisible()
    assert not desk.window.panes.reader.isHidden()
    desk.press(Key.Key_Escape)
    desk.until(desk.window.panes.reader.isHidden)


def test_the_bar_is_reached_with_tab_and_enter_presses_in_it(desk: Desk) -> None:
    read_story(desk)
    bar = desk.window.panes.reader.words_bar
    put_caret(desk, "close ties")
    desk.press(Key.Key_S)
    desk.until(bar.isVisible)
    desk.press(Key.Key_Tab)
    assert bar.buttons[0].hasFocus()
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return)
    editor = desk.window.overlays.field_editor
    desk.until(lambda: editor.isVisible() and "New meeting" in editor._label.text())
    assert not bar.isVisible()
    desk.press(Key.Key_Escape)
    desk.until(bar.isVisible)


def test_enter_with_words_marked_asks_what_they_are_for(desk: Desk) -> None:
    read_story(desk)
    put_caret(desk, "close ties")
    desk.press(Key.Key_S)
    desk.press(Key.Key_Return)
    desk.until(desk.window.overlays.what_for.isVisible)
    desk.press(Key.Key_Escape)


def test_words_dropped_on_a_field_are_used_for_it(desk: Desk) -> None:
    desk.go_to("Khrenin – Ashtiani meeting")
    read_story(desk)
    reader, detail = desk.window.panes.reader, desk.window.panes.detail
    put_caret(desk, "On Monday")
    for _ in range(2):
        desk.press(Key.Key_Right, CONTROL | SHIFT)
    mime = reader.text.createMimeDataFromSelection()
    line = next(one for one in detail.lines if one.label == "When")
    place = line.text.mapTo(detail, line.text.rect().center())
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place, copy, mime, left, NONE)
    QApplication.sendEvent(detail, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(detail, QDragMoveEvent(place, copy, mime, left, NONE))
    assert any(grid.is_lit(line) for grid in [line.text.parentWidget()] if grid is not None)
    QApplication.sendEvent(detail, QDropEvent(place, copy, mime, left, NONE))
    editor = desk.window.overlays.field_editor
    desk.until(lambda: editor.isVisible() and editor._label.text() == "When")
    assert editor.text == "2023-07-31"
    assert editor.evidence.startswith("Backed by “On Monday")
    desk.press(Key.Key_Escape)
    QApplication.sendEvent(detail, QDragEnterEvent(place, copy, mime, left, NONE))
    QApplication.sendEvent(detail, QDropEvent(QPoint(2, 2), copy, mime, left, NONE))
    desk.until(desk.window.overlays.what_for.isVisible)
    desk.press(Key.Key_Escape)


def test_a_new_official_from_a_title_and_a_name_gets_both_apart(desk: Desk) -> None:
    read_story(desk)
    put_caret(desk, "Iran’s Defense Minister Mohammad")
    for _ in range(6):
        desk.press(Key.Key_Right, CONTROL | SHIFT)
    while not marked(desk).strip().endswith("Ashtiani"):
        desk.press(Key.Key_Right, CONTROL | SHIFT)
    desk.press(Key.Key_N, CONTROL | SHIFT)
    editor = desk.window.overlays.field_editor
    desk.until(lambda: editor.isVisible() and editor._label.text() == "New official · Called")
    assert editor.text == "Mohammad Reza Ashtiani"
    assert "Defense Minister" in editor.note
    desk.press(Key.Key_Return)
    desk.until(lambda: editor.isVisible() and editor._label.text() == "Post")
    assert editor.text == "Defense Minister"
    desk.press(Key.Key_Tab)
    desk.until(lambda: editor.isVisible() and editor._label.text().startswith("Of · "))
    desk.until(lambda: editor.chosen is not None and editor.chosen.text == "Iran")
    desk.press(Key.Key_Return)
    desk.until(lambda: not editor.isVisible() and not desk.session.writer.busy)
    detail = desk.session.record.detail
    assert detail is not None
    values = [
        value for section in detail.sections for one in section.fields for value in one.values
    ]
    assert any("Defense Minister" in value.text for value in values)
    assert any("Iran’s Defense Minister" in card.exact for card in detail.quotes)
