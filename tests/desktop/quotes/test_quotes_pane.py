"""The quotes pane: exact words, marks that can be lit both ways, and everything by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from desktop.controls.drawn import DrawnButton
from desktop.quotes.pane import QuotesPane
from desktop.quotes.passage import quotation_marks
from desktop.quotes.wording import grade_meaning, provenance
from desktop.text.marked import MarkStyle
from models.queries.views import Mark, Span
from tests.desktop.specimens import (
    EMOJI,
    HEBREW,
    MET,
    PERSIAN,
    SOURCE,
    backing,
    quote_card,
    script_quotes,
    story_quotes,
)
from tests.mouse import double_click

# The platform without a screen says so of every window that is shown.


@pytest.fixture
def pane(qtbot, theme):
    made = QuotesPane(theme)
    qtbot.addWidget(made)
    made.resize(560, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    # The mouse of the test before may lie where the cards will be.
    qtbot.mouseMove(made, QPoint(1, 1))
    return made


def clipboard():
    return QGuiApplication.clipboard().text()


def marked(card, style):
    """The words of the card that are shown in `style`."""
    return [
        card.card.exact[span.start : span.end]
        for span, found in card.passage.marks
        if found is style
    ]


def chip(card, label):
    return next(button for button in card.findChildren(DrawnButton) if button.words == label)


def point_at(qtbot, widget, arrived):
    """Move the mouse to the left edge of `widget` and wait until `arrived`."""
    qtbot.mouseMove(widget, QPoint(2, widget.height() // 2))
    qtbot.waitUntil(lambda: bool(arrived()))


def drag(qtbot, passage, start, end):
    """Select by a real drag from one position of the quote to another."""
    first, last = passage.point_of(start), passage.point_of(end)
    qtbot.mousePress(passage, Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(passage, (first + last) / 2)
    qtbot.mouseMove(passage, last)
    qtbot.mouseRelease(passage, Qt.MouseButton.LeftButton, pos=last)


def test_it_says_how_many_quotes_there_are(pane):
    pane.show_quotes(story_quotes())
    heading = pane.findChildren(QLabel)[0]
    assert heading.text() == "SOURCE QUOTES · 3"
    assert heading.accessibleName() == "3 source quotes"


def test_without_quotes_it_says_so(pane):
    pane.show_quotes(story_quotes())
    pane.show_quotes(())
    assert pane.cards == ()
    assert any(
        "Nothing is quoted" in label.text() and label.isVisible()
        for label in pane.findChildren(QLabel)
    )
    assert not pane.focus_first()
    assert not pane.focus_slot("when")


def test_the_decisive_words_of_every_claim_are_marked(pane):
    pane.show_quotes(story_quotes())
    assert marked(pane.cards[0], MarkStyle.DECISIVE) == [
        "on Wednesday",
        "establishment of a commission for military cooperation",
    ]


def test_lighting_a_value_lights_its_words_and_makes_the_others_faint(pane):
    pane.show_quotes(story_quotes())
    pane.light(frozenset(("when",)))
    first, second = pane.cards[:2]
    assert marked(first, MarkStyle.LIT) == ["on Wednesday"]
    assert marked(first, MarkStyle.DECISIVE) == []
    assert len(marked(first, MarkStyle.FAINT)) == 1
    assert first.lit
    assert chip(first, "When").lit
    assert not chip(first, "About").lit
    assert not second.lit
    pane.light(frozenset())
    assert not first.lit
    assert len(marked(first, MarkStyle.DECISIVE)) == 2


def test_a_lit_card_looks_different(pane):
    pane.show_quotes(story_quotes())
    card = pane.cards[1]
    before = card.grab().toImage()
    pane.light(frozenset(("where",)))
    assert card.grab().toImage() != before
    pane.light(frozenset())
    assert card.grab().toImage() == before


def test_a_claim_without_decisive_words_lights_the_whole_quote(pane):
    pane.show_quotes([quote_card(1, MET, backing("record", "Record", MET))])
    pane.light(frozenset(("record",)))
    assert marked(pane.cards[0], MarkStyle.LIT) == [MET]


def test_pointing_at_a_card_and_at_a_chip_tells_the_values(pane, qtbot):
    pane.show_quotes(story_quotes())
    card = pane.cards[1]
    told = []
    pane.slots_pointed.connect(told.append)
    point_at(qtbot, card, lambda: told and told[-1] == card.slots)
    point_at(qtbot, chip(card, "Where"), lambda: told[-1] == {"where"})
    assert marked(card, MarkStyle.LIT) == ["in Tehran"]


def test_cards_that_come_to_a_resting_mouse_are_not_pointed_at(pane, qtbot):
    pane.show_quotes(story_quotes())
    told = []
    pane.slots_pointed.connect(told.append)
    card = pane.cards[0]
    here = QPointF(2, 2)
    # What Qt sends to a widget that appears under a mouse nobody has moved.
    QApplication.sendEvent(card, QEnterEvent(here, here, QPointF(QCursor.pos())))
    assert told == []
    point_at(qtbot, card, lambda: told and told[-1] == card.slots)


def test_tab_reaches_the_chips_and_a_chip_lights_its_words(pane, qtbot):
    pane.show_quotes(story_quotes())
    assert pane.focus_first()
    told = []
    pane.slots_pointed.connect(told.append)
    reached = set()
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if isinstance(focused, DrawnButton):
            reached.add(focused.words)
    assert {"When", "About", "F6", "Read in source ↗", "Copy"} <= reached
    assert {"when"} in told
    assert {"about.1"} in told


def test_keys_walk_the_cards(pane, qtbot):
    pane.show_quotes(story_quotes())
    pane.focus_first()
    walked = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_J,
        Qt.Key.Key_K,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
        Qt.Key.Key_Home,
    ):
        qtbot.keyClick(QApplication.focusWidget(), key)
        walked.append(pane.current_quote_id)
    assert walked == [102, 103, 102, 101, 101, 103, 101]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_R])
def test_enter_and_r_read_in_the_source(pane, qtbot, key):
    pane.show_quotes(story_quotes())
    pane.focus_quote(102)
    with qtbot.waitSignal(pane.source_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert asked.args == [102]


def test_the_button_reads_in_the_source(pane, qtbot):
    pane.show_quotes(story_quotes())
    with qtbot.waitSignal(pane.source_requested) as asked:
        qtbot.mouseClick(chip(pane.cards[0], "Read in source ↗"), Qt.MouseButton.LeftButton)
    assert asked.args == [101]


def test_copy_with_citation_is_asked_for_by_key_and_button(pane, qtbot):
    pane.show_quotes(story_quotes())
    pane.focus_quote(103)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(pane.copy_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_C, both)
    assert asked.args == [103]
    with qtbot.waitSignal(pane.copy_requested) as asked:
        qtbot.mouseClick(chip(pane.cards[1], "Copy"), Qt.MouseButton.LeftButton)
    assert asked.args == [102]


def test_the_source_is_a_link_for_mouse_and_keyboard(pane, qtbot):
    pane.show_quotes(story_quotes())
    title = chip(pane.cards[0], SOURCE.label)
    with qtbot.waitSignal(pane.link_followed) as followed:
        qtbot.mouseClick(title, Qt.MouseButton.LeftButton)
    assert followed.args == [SOURCE.id]
    title.setFocus()
    with qtbot.waitSignal(pane.link_followed):
        qtbot.keyClick(title, Qt.Key.Key_Return)


@pytest.mark.parametrize("number", range(5))
def test_all_words_are_copied_exactly_as_stored(pane, qtbot, number):
    cards = script_quotes()
    pane.show_quotes(cards)
    pane.focus_quote(cards[number].id)
    with qtbot.waitSignal(pane.copied) as copied:
        qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier
        )
    assert clipboard() == cards[number].exact
    assert copied.args == [cards[number].exact]


@pytest.mark.parametrize(
    ("exact", "words"),
    [
        (MET, "on Wednesday"),
        (EMOJI, "arrived 𝐢𝐧 Tehran 😀"),
        ("armed\u00a0forces\u2028chief 😀 of\u202fstaff", "\u00a0forces\u2028chief 😀 of\u202f"),
        (PERSIAN, "محمد باقری"),
        (HEBREW, "נפגש בטהרן"),
    ],
)
def test_words_selected_with_the_mouse_are_copied_exactly_as_stored(pane, qtbot, exact, words):
    pane.show_quotes([quote_card(1, exact)])
    card = pane.cards[0]
    start = exact.index(words)
    drag(qtbot, card.passage, start, start + len(words))
    assert card.passage.selection == Span(start, start + len(words))
    assert card.hasFocus()
    qtbot.keyClick(card, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == words


def test_the_quotation_marks_can_be_neither_selected_nor_copied(pane, qtbot):
    pane.show_quotes([quote_card(1, "short words")])
    passage = pane.cards[0].passage
    qtbot.mousePress(passage, Qt.MouseButton.LeftButton, pos=QPoint(0, 5))
    qtbot.mouseMove(passage, QPoint(passage.width() - 1, 5))
    qtbot.mouseRelease(passage, Qt.MouseButton.LeftButton, pos=QPoint(passage.width() - 1, 5))
    assert passage.selected_text() == "short words"


def test_a_double_click_selects_a_word_and_ctrl_a_all_words(pane, qtbot):
    pane.show_quotes([quote_card(1, "The sources 😀 say")])
    card = pane.cards[0]
    double_click(card.passage, card.passage.point_of(6))
    assert card.passage.selected_text() == "sources"
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert card.passage.selected_text() == "The sources 😀 say"


def test_the_words_around_are_shown_on_demand_and_never_copied(pane, qtbot):
    pane.show_quotes([story_quotes()[2]])
    card = pane.cards[0]
    height = card.height()
    qtbot.mouseClick(chip(card, "Context"), Qt.MouseButton.LeftButton)
    assert card.passage.shows_context
    assert card.height() >= height
    card.passage.select_all()
    assert card.passage.selected_text() == card.card.exact
    qtbot.mouseClick(chip(card, "Less"), Qt.MouseButton.LeftButton)
    assert not card.passage.shows_context
    assert card.height() == height


def test_a_quote_without_words_around_offers_none(pane):
    pane.show_quotes([quote_card(1, MET)])
    assert not chip(pane.cards[0], "Context").isVisible()


def test_markup_is_shown_as_it_is_written(pane):
    pane.show_quotes([replace(script_quotes()[4], source=replace(SOURCE, label="<u>Title</u>"))])
    card = pane.cards[0]
    assert chip(card, "not About <i>").words == "not About <i>"
    assert chip(card, "<u>Title</u>").toolTip() == "Go to the source record"
    assert "&lt;i&gt;" in chip(card, "not About <i>").toolTip()
    assert card.accessibleDescription().startswith("<b>bold</b>")


def test_a_mark_beyond_the_words_is_left_out_and_the_words_are_shown(pane):
    wrong = replace(backing("when", "When", MET), decisive=Span(5, len(MET) + 50))
    pane.show_quotes([quote_card(1, MET, wrong)])
    assert marked(pane.cards[0], MarkStyle.DECISIVE) == []


def test_searched_words_are_highlighted_in_their_own_way(pane):
    pane.show_quotes(story_quotes(), ("commission",))
    assert marked(pane.cards[0], MarkStyle.MATCH) == ["commission"]


def test_inferred_disputed_and_denied_show_in_the_chip_without_colour(pane):
    pane.show_quotes(
        [
            quote_card(
                1,
                MET,
                backing("a", "When", MET, mark=Mark.INFERRED),
                backing("b", "Where", MET, mark=Mark.DISPUTED),
                backing("c", "Who", MET, denies=True),
            ),
        ]
    )
    card = pane.cards[0]
    assert chip(card, "When").icon_name == "inferred"
    assert "inferred from these words" in chip(card, "When").accessibleName()
    assert chip(card, "Where").icon_name == "disputed"
    assert "deny" in chip(card, "not Who").accessibleName()


def test_everything_that_takes_the_keyboard_has_a_name(pane):
    pane.show_quotes((*story_quotes(), *script_quotes()))
    for card in pane.cards:
        assert card.accessibleName().startswith("Quote ")
        assert card.card.exact in card.accessibleDescription()
        for button in card.findChildren(DrawnButton):
            assert button.accessibleName()


def test_where_the_words_come_from_is_said_in_full():
    first, second, third = story_quotes()
    assert provenance(first) == ("2 Aug 2023 (editor’s date)", "¶ 1", "via Iranian state media")
    assert provenance(second)[0] == "A Newspaper"
    assert provenance(third) == ("2 Aug 2023", "¶ 3", "via IRNA")
    chained = quote_card(1, MET, chains=(("Mohammad Bagheri", "IRNA"),))
    assert provenance(chained)[-1] == "via Mohammad Bagheri → IRNA"
    assert provenance(quote_card(1, MET, published="when?", paragraph=None)) == (
        "when? (editor’s date)",
    )


def test_a_grade_is_explained():
    assert "usually reliable" in grade_meaning("B2")
    assert "probably true" in grade_meaning("B2")
    assert "reliability cannot be judged" in grade_meaning("F6")
    assert "unknown" in grade_meaning("Z9")
    assert "unknown" in grade_meaning("")


def test_the_grade_explains_itself_to_the_keyboard(pane, qtbot):
    pane.show_quotes(story_quotes())
    grade = chip(pane.cards[0], "F6")
    assert "Admiralty" in grade.accessibleName()
    assert "Admiralty" in grade.toolTip()


def test_quotation_marks_follow_the_language():
    assert quotation_marks("fa", PERSIAN) == ("«", "»")
    assert quotation_marks("en-GB", MET) == ("“", "”")
    assert quotation_marks(None, MET) == ("“", "”")
    assert quotation_marks("he", HEBREW) == ("”", "”")


def test_hundreds_of_quotes_are_built_as_one_scrolls(pane, qtbot):
    many = [replace(story_quotes()[0], id=number) for number in range(300)]
    pane.show_quotes(many)
    assert 6 <= len(pane.cards) <= 30
    bar = pane.scroll_bar
    bar.setValue(bar.maximum())
    assert 12 <= len(pane.cards) <= 60
    pane.focus_quote(299)
    assert pane.current_quote_id == 299
    assert len(pane.cards) == 300


def test_a_high_pane_is_filled(pane, qtbot):
    pane.show_quotes([replace(story_quotes()[0], id=number) for number in range(40)])
    pane.resize(560, 2400)
    qtbot.waitUntil(lambda: pane.cards[-1].geometry().bottom() > pane.height())


def test_a_slot_is_focused_lit_and_brought_into_view(pane):
    pane.resize(560, 200)
    pane.show_quotes(story_quotes())
    assert pane.focus_slot("outcome")
    assert pane.current_quote_id == 103
    card = pane.cards[2]
    assert card.lit
    assert not card.visibleRegion().isEmpty()
    assert not pane.focus_slot("nothing")


def test_the_keyboard_stays_in_the_pane_when_another_record_comes(pane):
    pane.show_quotes(story_quotes())
    pane.focus_quote(102)
    pane.show_quotes(script_quotes())
    assert pane.current_quote_id == 201


def test_a_pane_without_the_keyboard_does_not_take_it(pane, qtbot):
    field = QLineEdit(pane)
    field.show()
    pane.show_quotes(story_quotes())
    pane.focus_first()
    field.setFocus()
    assert pane.current_quote_id is None
    pane.show_quotes(script_quotes())
    assert field.hasFocus()


@pytest.mark.parametrize("width", [320, 600])
@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_is_clipped_or_overlaps(pane, theme, width, scale):
    theme.set_text_scale(scale)
    try:
        pane.resize(width, 900)
        pane.show_quotes((*story_quotes(), *script_quotes()))
        for card in pane.cards:
            assert card.passage.height() >= card.passage.height_for(card.passage.width())
            shown = [part for part in card.findChildren(DrawnButton) if part.isVisibleTo(card)]
            for part in shown:
                assert card.rect().contains(part.geometry())
                if part.words != SOURCE.label:
                    assert part.width() >= part.sizeHint().width() - 1, part.words
            for first in shown:
                for second in shown:
                    if first is not second:
                        crossed = first.geometry().intersected(second.geometry())
                        assert crossed.width() <= 2 * theme.metrics.unit(1) or crossed.isEmpty()
    finally:
        theme.set_text_scale(100)


def test_it_is_dressed_anew_when_the_theme_changes(pane, theme):
    pane.show_quotes(story_quotes())
    before = pane.cards[0].grab().toImage()
    theme.set_choice("dark")
    try:
        assert pane.cards[0].grab().toImage() != before
    finally:
        theme.set_choice("light")


def test_the_context_menu_offers_copying_and_reading(pane, qtbot):
    pane.show_quotes(story_quotes())
    card = pane.cards[0]
    menu = card.menu()
    assert [action.text() for action in menu.actions()] == [
        "Copy the words",
        "Copy with citation",
        "Read in source",
    ]
    with qtbot.waitSignal(pane.copied):
        menu.actions()[0].trigger()
    assert clipboard() == MET
