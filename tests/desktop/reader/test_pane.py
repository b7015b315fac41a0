"""The reader as its reader uses it: looking, choosing, finding, copying, all by keyboard too."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QToolButton, QToolTip

from desktop.text.marked import MarkStyle
from desktop.theme.tokens import DARK, LIGHT, contrast
from models.queries.views import OriginalView, Span
from tests.desktop.reader.sources import ARTICLE, article, passage, snapshot, span_of

# The offscreen platform says of each window what it cannot do.

ENGLISH = "Top military officials from Iran and Belarus met on Wednesday to discuss a commission"
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def point_of(reader, words):
    """Return the middle of the first letter of `words`, in the viewport."""
    start, _ = reader.text.stored.on_page(span_of(reader.text.stored.text, words))
    cursor = QTextCursor(reader.text.document())
    cursor.setPosition(start)
    box = reader.text.cursorRect(cursor)
    right_to_left = reader.text.page.is_right_to_left(cursor.blockNumber())
    return box.center() + QPoint(-4 if right_to_left else 4, 0)


def styles_at(reader, words):
    start, end = reader.text.stored.on_page(span_of(reader.text.stored.text, words))
    return {styles for _, _, styles in reader.text.marking.pieces(start, end)}


def test_passages_decisive_words_and_unused_sentences_are_marked(reader):
    assert styles_at(reader, "Top military") == {frozenset({MarkStyle.PASSAGE})}
    assert styles_at(reader, "on Wednesday") == {frozenset({MarkStyle.PASSAGE, MarkStyle.DECISIVE})}
    assert styles_at(reader, "Nobody quotes this") == {frozenset({MarkStyle.UNUSED})}
    assert styles_at(reader, "seek closer") == set()


def test_a_passage_has_a_ground_and_an_underline(reader):
    made = reader.text.page.looks.format_of(frozenset({MarkStyle.PASSAGE}))
    assert made.background().style() != Qt.BrushStyle.NoBrush
    assert made.underlineStyle() != made.UnderlineStyle.NoUnderline


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_quieter_words_of_unused_sentences_keep_their_contrast(palette):
    assert contrast(palette.text_muted, palette.pane) >= 4.5


def test_the_legend_counts_what_is_marked(reader):
    assert reader.header.passages_legend.text() == "3 passages quoted"
    assert reader.header.unused_legend.text() == "2 sentences back nothing"


def test_each_paragraph_has_its_own_direction(reader):
    directions = [reader.text.page.is_right_to_left(number) for number in range(5)]
    assert directions == [False, False, True, True, False]


def test_right_to_left_paragraphs_begin_at_the_right_edge(reader):
    column = reader.text.page.column
    block = reader.text.document().findBlockByNumber(2)
    reader.text.page.blockBoundingRect(block)
    line = block.layout().lineAt(0)
    assert line.naturalTextRect().right() == pytest.approx(column.width(), abs=2)


def test_an_added_label_is_slanted_and_does_not_turn_persian_words_round(show):
    text = "Title: دیدار وزیران دفاع"
    reader = show(snapshot(text, inserted=[span_of(text, "Title: ")]))
    assert reader.text.page.is_right_to_left(0)
    formats = reader.text.document().firstBlock().layout().formats()
    assert [(one.start, one.length, one.format.fontItalic()) for one in formats] == [(0, 7, True)]
    assert not reader.header.inserted_legend.isHidden()


def test_showing_a_passage_puts_it_a_third_from_the_top_and_sends_nothing(show, qtbot):
    text = "\n".join(f"Paragraph {number} says something. " * 6 for number in range(400))
    words = "Paragraph 250 says something."
    reader = show(snapshot(text, [passage(text, 7, words)]))
    with qtbot.assertNotEmitted(reader.quote_chosen):
        assert reader.show_passage(7)
    assert reader.current_quote_id == 7
    place = point_of(reader, words).y() / reader.text.viewport().height()
    assert place == pytest.approx(1 / 3, abs=0.06)
    reader.resize(480, 700)
    assert point_of(reader, words).y() / reader.text.viewport().height() == pytest.approx(
        1 / 3, abs=0.06
    )


def test_a_quote_of_another_snapshot_is_refused(reader):
    assert not reader.show_passage(999)
    assert reader.current_quote_id is None


def test_n_goes_through_the_passages_and_round_again(reader, qtbot):
    chosen = []
    reader.quote_chosen.connect(chosen.append)
    for _ in range(4):
        qtbot.keyClick(reader.text, Qt.Key.Key_N)
    qtbot.keyClick(reader.text, Qt.Key.Key_N, SHIFT)
    assert chosen == [101, 102, 103, 101, 103]
    assert reader.current_quote_id == 103


def test_u_goes_through_the_sentences_that_back_nothing(reader, qtbot):
    qtbot.keyClick(reader.text, Qt.Key.Key_U)
    start, end = reader.text.marking.pointed
    assert reader.text.stored.words(start, end) == "Nobody quotes this sentence."
    assert reader.passage_bar.said.text() == "This sentence backs nothing (1 of 2)."
    qtbot.keyClick(reader.text, Qt.Key.Key_U, SHIFT)
    assert reader.text.stored.words(*reader.text.marking.pointed) == "And so does nobody this."


@pytest.mark.parametrize(
    ("words", "quote"), [("military officials", 101), ("خرنین", 102), ("delegation 🤝", 103)]
)
def test_clicking_a_passage_chooses_its_quote_and_lists_what_rests_on_it(
    reader, qtbot, words, quote
):
    with qtbot.waitSignal(reader.quote_chosen) as sent:
        qtbot.mouseClick(
            reader.text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(reader, words)
        )
    assert sent.args == [quote]
    assert reader.current_quote_id == quote
    assert reader.passage_bar.links


def test_clicking_plain_words_chooses_nothing(reader, qtbot):
    with qtbot.assertNotEmitted(reader.quote_chosen):
        qtbot.mouseClick(
            reader.text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(reader, "seek closer")
        )


def test_clicking_again_goes_on_to_the_passage_around_it(show, qtbot):
    text = "The two met in Tehran."
    reader = show(snapshot(text, [passage(text, 1, text), passage(text, 2, "met in Tehran")]))
    chosen = []
    reader.quote_chosen.connect(chosen.append)
    for _ in range(3):
        qtbot.mouseClick(
            reader.text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(reader, "met")
        )
        # Far enough apart to be no double click.
        qtbot.mouseClick(reader.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert chosen == [2, 1, 2]


def test_enter_chooses_the_passage_at_the_caret(reader, qtbot):
    place = span_of(ARTICLE, "خرنین")
    reader.select(Span(place.start, place.start))
    with qtbot.waitSignal(reader.quote_chosen) as sent:
        qtbot.keyClick(reader.text, Qt.Key.Key_Return)
    assert sent.args == [102]


def test_enter_with_words_marked_asks_what_they_are_for(reader, qtbot):
    reader.select(span_of(ARTICLE, "خرنین"))
    with qtbot.waitSignal(reader.use_wanted), qtbot.assertNotEmitted(reader.quote_chosen):
        qtbot.keyClick(reader.text, Qt.Key.Key_Return)


def test_pointing_at_a_passage_names_what_rests_on_it(reader, qtbot):
    place = point_of(reader, "delegation")
    asked = QHelpEvent(QEvent.Type.ToolTip, place, reader.text.viewport().mapToGlobal(place))
    QApplication.sendEvent(reader.text.viewport(), asked)
    assert QToolTip.text() == "R&amp;D &lt;b&gt;Office&lt;/b&gt;<br>Bagheri – Khrenin talks"
    QToolTip.hideText()


def test_the_links_under_the_text_ask_for_their_records(reader, qtbot):
    reader.show_passage(103)
    links = reader.passage_bar.links
    assert [link.text() for link in links] == ["R&&D <b>Office</b>", "Bagheri – Khrenin talks"]
    assert links[0].accessibleName() == "Organization: R&D <b>Office</b>"
    links[1].setFocus()
    with qtbot.waitSignal(reader.record_requested) as sent:
        qtbot.keyClick(links[1], Qt.Key.Key_Space)
    assert sent.args == [51]


def test_margin_marks_count_the_records_of_each_paragraph(reader):
    marks = reader.marks.visible()
    assert [mark.text() for mark in marks] == ["2", "1", "2"]
    assert marks[0].accessibleName() == "Paragraph 2: 2 records rest on it"
    assert "Viktor Khrenin" in marks[0].toolTip()
    assert "&lt;b&gt;" in marks[2].toolTip()


def test_a_margin_mark_opens_the_list_of_records_by_keyboard(reader, qtbot):
    mark = reader.marks.visible()[0]
    mark.setFocus()
    qtbot.keyClick(mark, Qt.Key.Key_Space)
    menu = reader.text.findChild(QMenu)
    assert [action.text() for action in menu.actions()[2:]] == [
        "Meeting: Bagheri – Khrenin talks",
        "Official: Viktor Khrenin",
    ]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(reader.record_requested) as sent:
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert sent.args == [12]


def test_m_opens_the_list_of_the_carets_paragraph(reader, qtbot):
    reader.show_passage(102)
    qtbot.keyClick(reader.text, Qt.Key.Key_M)
    menu = reader.text.findChild(QMenu)
    assert len(menu.actions()) == 3
    menu.close()


def test_markup_in_a_source_is_shown_letter_by_letter(reader):
    assert "<b>at noon</b> &" in reader.text.document().lastBlock().text()
    assert reader.header.title.text() == "Iran, Belarus <i>seek</i> closer collaboration"
    assert reader.header.title.textFormat() == Qt.TextFormat.PlainText


def test_ctrl_c_copies_the_stored_words_and_not_the_widgets(show, qtbot):
    text = "a\u00a0b\u2028c\u2029d\ufdd0e😀f\tg\u202eh"
    reader = show(snapshot(text))
    qtbot.keyClick(reader.text, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(reader.text, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == text
    assert reader.selection() == Span(0, len(text))


def test_selecting_by_keyboard_gives_code_points(show, qtbot):
    reader = show(snapshot("😀😀 met"))
    for _ in range(2):
        qtbot.keyClick(reader.text, Qt.Key.Key_Right, SHIFT)
    assert reader.selection() == Span(0, 2)


def test_find_counts_and_steps_through_the_matches(reader, qtbot):
    qtbot.keyClick(reader.text, Qt.Key.Key_F, CONTROL)
    field = reader.find_bar.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "NOBODY")
    assert reader.find_bar.count.text() == "1 of 2"
    assert len(reader.text.marking.matches) == 2
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert reader.find_bar.count.text() == "2 of 2"
    qtbot.keyClick(field, Qt.Key.Key_F3)
    assert reader.find_bar.count.text() == "1 of 2"
    qtbot.keyClick(field, Qt.Key.Key_F3, SHIFT)
    assert reader.find_bar.count.text() == "2 of 2"
    assert reader.text.stored.words(*reader.text.marking.match) == "nobody"


def test_find_meets_other_scripts_and_says_when_there_is_nothing(reader, qtbot):
    reader.finding.open()
    reader.find_bar.field.setText("خرنين")
    assert reader.text.stored.words(*reader.text.marking.match) == "خرنین"
    reader.find_bar.field.setText("Khamenei")
    assert reader.find_bar.count.text() == "Not in this source"


def test_esc_closes_find_then_lets_what_was_found_go_then_closes_the_reader(reader, qtbot):
    reader.finding.open()
    reader.find_bar.field.setText("noon")
    with qtbot.assertNotEmitted(reader.closed):
        qtbot.keyClick(reader.find_bar.field, Qt.Key.Key_Escape)
    assert reader.find_bar.isHidden()
    assert not len(reader.text.marking.matches)
    assert reader.text.hasFocus()
    found = reader.selection()
    assert reader.text.stored.text[found.start : found.end] == "noon"
    qtbot.keyClick(reader.text, Qt.Key.Key_Escape)
    assert reader.selection() is None
    with qtbot.waitSignal(reader.closed):
        qtbot.keyClick(reader.text, Qt.Key.Key_Escape)


def test_ctrl_f_inside_the_reader_is_the_readers_own(show, qtbot):
    reader = show(article())
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(reader)
    taken = []
    action = window.addAction("Search")
    action.setShortcut("Ctrl+F")
    action.triggered.connect(lambda: taken.append("window"))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    reader.text.setFocus()
    qtbot.keyClick(reader.text, Qt.Key.Key_F, CONTROL)
    assert not taken
    assert not reader.find_bar.isHidden()


def test_a_letter_without_a_name_among_qts_keys_is_no_error(reader, qtbot):
    for letter in "خن":
        pressed = QKeyEvent(QEvent.Type.KeyPress, ord(letter), Qt.KeyboardModifier(0), letter)
        QApplication.sendEvent(reader.text, pressed)
    assert reader.current_quote_id is None


def test_the_original_is_asked_for_shown_and_left_again(reader, qtbot):
    with qtbot.waitSignal(reader.original_requested) as sent:
        reader.header.original_toggle.click()
    assert sent.args == [9]
    assert not reader.header.original_toggle.isChecked()
    reader.show_original(OriginalView(9, b"<b>bytes</b>\xff", "text/html"))
    assert reader.original_shown
    assert reader.header.original_toggle.isChecked()
    assert reader.original.letters.toPlainText() == "<b>bytes</b>\ufffd"
    qtbot.keyClick(reader.original.letters, Qt.Key.Key_Escape)
    assert not reader.original_shown


def test_an_original_that_comes_too_late_is_dropped(reader):
    reader.show_original(OriginalView(8, b"another", "text/plain"))
    assert not reader.original_shown


def test_the_head_says_where_the_text_comes_from_and_copies_its_hash(reader):
    assert reader.header.origin.text() == "Iran International · 2 August 2023"
    assert "1 March 2026" in reader.header.capture.text()
    assert "plain-text 1" in reader.header.capture.text()
    reader.header.text_hash.click()
    assert QGuiApplication.clipboard().text() == "3fa4" * 16
    assert "3fa4" * 16 in reader.header.text_hash.toolTip()
    assert reader.header.original_hash.accessibleDescription() == "81bc" * 16


def test_a_capture_time_that_is_no_edtf_is_shown_as_it_is(reader):
    reader.show_snapshot(replace(article(), captured="last Tuesday"))
    assert "last Tuesday" in reader.header.capture.text()


def test_every_control_has_an_accessible_name(reader):
    reader.show_passage(101)
    for button in reader.findChildren(QToolButton):
        if not button.isHidden():
            assert button.accessibleName() or button.text(), button
    assert reader.text.accessibleName()
    assert reader.find_bar.field.accessibleName()


def test_an_empty_text_and_a_source_without_quotes_say_so(show):
    reader = show(snapshot(""))
    assert reader.passage_bar.said.text() == "Nothing is quoted from this source yet."
    assert not reader.header.passages_legend.isEnabled()
    reader.steps.next_passage()
    reader.steps.next_unused()
    assert reader.current_quote_id is None
