"""The detail pane: every value with its mark, lit both ways, followed and copied by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from desktop.detail.pane import DetailPane
from desktop.detail.section import FIRST_LINES
from desktop.detail.wording import caption, mark_sentence, summary, value_sentence
from models.queries.views import FieldView, Mark, SectionView, ValueView
from tests.desktop.specimens import (
    BAGHERI,
    COMMISSION,
    LEANS_ON_DATE,
    PERSIAN,
    TEHRAN,
    long_official,
    story_meeting,
)

# The platform without a screen says so of every window that is shown.


@pytest.fixture
def pane(qtbot, theme):
    made = DetailPane(theme)
    qtbot.addWidget(made)
    made.resize(560, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    # The mouse of the test before may lie where the lines will be.
    qtbot.mouseMove(made, QPoint(1, 1))
    return made


def line(pane, slot):
    return next(found for found in pane.lines if found.value.slot == slot)


def clipboard():
    return QGuiApplication.clipboard().text()


def with_value(**changes):
    """The meeting with one field of one value."""
    value = replace(ValueView("only", "Some value", Mark.QUOTED, (101,)), **changes)
    field = FieldView("only", "Only", (value,))
    return replace(story_meeting(), fields=(field,), sections=())


def point_at(qtbot, widget, arrived):
    """Move the mouse onto `widget` and wait until `arrived`."""
    qtbot.mouseMove(widget, QPoint(3, 3))
    qtbot.waitUntil(lambda: bool(arrived()))


def test_it_shows_what_the_record_is(pane):
    pane.show_record(story_meeting())
    assert pane.title.text() == "Bagheri – Khrenin talks"
    assert caption(story_meeting()) == "MEETING · Checked · Reported".replace(" · ", "\u00a0· ")
    assert pane.record_id == story_meeting().id
    assert pane.title.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_it_says_in_numbers_what_the_record_rests_on():
    said = summary(story_meeting()).replace("\u00a0", " ")
    assert said == "3 quotes · 2 origins · 1 value without a source · 1 disputed"
    assert summary(replace(story_meeting(), quotes=(), unsourced=0, disputed=0)) == (
        "0\u00a0quotes"
    )


def test_without_a_record_it_says_what_to_do(pane):
    pane.show_record(story_meeting())
    pane.show_nothing("Nothing is selected. Press Ctrl+F to search.")
    shown = [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]
    assert shown == ["Nothing is selected. Press Ctrl+F to search."]
    assert pane.record_id is None
    assert not pane.focus_first()


@pytest.mark.parametrize(
    ("slot", "sentence"),
    [
        ("when", "When: 2 August 2023, printed as “on Wednesday”, inferred from 1 quote"),
        ("where", "Where: Tehran, link, backed by 1 quote"),
        ("about.1", "About: Joint commission for military cooperation, backed by 2 quotes"),
        ("country", "Country: Iran, no source says so"),
    ],
)
def test_a_value_is_said_in_a_sentence(pane, slot, sentence):
    pane.show_record(story_meeting())
    assert line(pane, slot).text.accessibleName() == sentence
    assert line(pane, slot).mark.accessibleName() == sentence


def test_a_disputed_value_says_so():
    disputed = ValueView("a", "x", Mark.DISPUTED, (1, 2))
    assert mark_sentence(disputed) == "disputed, 2 quotes speak of it"


def test_a_warning_is_part_of_the_sentence_and_a_line_of_its_own(pane):
    with_warning = with_value(warning="The source has another title.")
    pane.show_record(with_warning)
    high = pane.lines[0].text.height()
    assert pane.lines[0].text.accessibleName().endswith("Warning: The source has another title.")
    pane.show_record(replace(with_value(), id=2))
    assert pane.lines[0].text.height() < high


def test_marks_differ_without_colour(pane):
    pane.show_record(story_meeting())
    pictures = {}
    for slot in ("when", "where", "country", "about.2"):
        shown = (
            line(pane, slot)
            .mark.grab()
            .toImage()
            .convertToFormat(line(pane, slot).mark.grab().toImage().Format.Format_Mono)
        )
        pictures[slot] = shown
    kinds = list(pictures.values())
    assert all(kinds[a] != kinds[b] for a in range(4) for b in range(a))


def test_pointing_at_a_value_with_the_mouse_tells_its_slot(pane, qtbot):
    pane.show_record(story_meeting())
    told = []
    pane.slots_pointed.connect(told.append)
    point_at(qtbot, line(pane, "where").text, lambda: told and told[-1] == {"where"})
    point_at(qtbot, line(pane, "outcome").text, lambda: told[-1] == {"outcome"})
    point_at(qtbot, pane.title, lambda: told[-1] == frozenset())


def test_tab_walks_values_and_marks_in_order_and_tells_each_slot(pane, qtbot):
    pane.show_record(story_meeting())
    assert pane.focus_first()
    told = []
    pane.slots_pointed.connect(told.append)
    walked = [QApplication.focusWidget()]
    for _ in range(7):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked == [stop for shown in pane.lines[:4] for stop in (shown.text, shown.mark)]
    assert [next(iter(slots), None) for slots in told] == ["where", "present.1", "present.2"]


def test_tab_order_holds_after_a_longer_record(pane, qtbot):
    pane.show_record(story_meeting())
    pane.show_record(long_official(30, 3))
    assert pane.focus_slot("value.29")
    walked = []
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    section = pane.sections[0]
    lines = section.grid.lines
    assert walked == [
        line(pane, "value.29").mark,
        section.heading,
        lines[0].text,
        lines[0].mark,
        lines[1].text,
    ]


def test_arrows_walk_the_values(pane, qtbot):
    pane.show_record(story_meeting())
    pane.focus_first()
    walked = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(QApplication.focusWidget(), key)
        walked.append(pane.current_slot)
    assert walked == ["where", "present.1", "where", "statement.1", "when"]


def test_lighting_a_slot_changes_its_line_alone_and_back(pane):
    pane.show_record(story_meeting())
    before = pane.grab().toImage()
    pane.light(frozenset(("where", "statement.1")))
    assert [found.value.slot for found in pane.lines if is_lit(pane, found)] == [
        "where",
        "statement.1",
    ]
    assert pane.grab().toImage() != before
    pane.light(frozenset())
    assert pane.grab().toImage() == before


def is_lit(pane, found):
    return found.text.parentWidget().is_lit(found)


def test_enter_follows_a_link(pane, qtbot):
    pane.show_record(story_meeting())
    pane.focus_slot("where")
    with qtbot.waitSignal(pane.link_followed) as followed:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert followed.args == [TEHRAN.id]


def test_a_click_on_the_words_of_a_link_follows_it_and_beside_them_does_not(pane, qtbot):
    pane.show_record(story_meeting())
    followed = []
    pane.link_followed.connect(followed.append)
    text = line(pane, "present.1").text
    qtbot.mouseClick(text, Qt.MouseButton.LeftButton, pos=QPoint(text.width() - 5, 8))
    assert followed == []
    qtbot.mouseClick(text, Qt.MouseButton.LeftButton, pos=text.link_point())
    assert followed == [BAGHERI.id]


def test_enter_on_a_value_without_a_link_follows_nothing(pane, qtbot):
    pane.show_record(story_meeting())
    pane.focus_slot("country")
    with qtbot.assertNotEmitted(pane.link_followed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_mark_asks_for_the_evidence_and_tells_the_reasons(pane, qtbot, key):
    pane.show_record(story_meeting())
    shown = line(pane, "when")
    high = shown.text.height()
    below = line(pane, "where").text.y()
    shown.mark.setFocus()
    with qtbot.waitSignal(pane.evidence_requested) as asked:
        qtbot.keyClick(shown.mark, key)
    assert asked.args == ["when"]
    assert shown.text.explained
    assert shown.text.height() > high
    assert line(pane, "where").text.y() > below
    assert shown.text.accessibleDescription() == LEANS_ON_DATE
    assert LEANS_ON_DATE.split(",", maxsplit=1)[0] in shown.mark.toolTip()
    qtbot.keyClick(shown.mark, key)
    assert shown.text.height() == high


def test_ctrl_c_copies_the_value_as_it_is_stored(pane, qtbot):
    pane.show_record(with_value(text="a\u00a0b 😀 شنبه"))
    pane.focus_first()
    with qtbot.waitSignal(pane.copied) as copied:
        qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier
        )
    assert clipboard() == "a\u00a0b 😀 شنبه"
    assert copied.args == [clipboard()]


def test_a_value_is_copied_with_its_quotes(pane, qtbot):
    pane.show_record(story_meeting())
    menu = line(pane, "about.1").text.menu()
    assert [action.text() for action in menu.actions()] == ["Copy value", "Copy with quote"]
    with qtbot.waitSignal(pane.copied):
        menu.actions()[1].trigger()
    quotes = story_meeting().quotes
    assert clipboard().split("\n\n") == [
        "Joint commission for military cooperation",
        quotes[0].citation,
        quotes[1].citation,
    ]
    assert not line(pane, "country").text.menu().actions()[1].isEnabled()


def test_markup_in_names_and_values_is_shown_as_it_is_written(pane):
    record = replace(
        with_value(text="<b>bold</b>", warning="<i>w</i>", reasons=("<u>r</u>",)),
        label="<b>Name</b> & more",
    )
    pane.show_record(record)
    assert pane.title.textFormat() == Qt.TextFormat.PlainText
    assert pane.title.text() == "<b>Name</b> & more"
    assert "<b>bold</b>" in pane.lines[0].text.accessibleName()
    assert "&lt;u&gt;" in pane.lines[0].mark.toolTip()


def test_dates_are_shown_in_words_and_wrong_ones_as_they_are(pane):
    assert value_sentence("When", ValueView("w", "raw", Mark.QUOTED, (1,), edtf="2023-03")) == (
        "When: March 2023, backed by 1 quote"
    )
    assert "raw" in value_sentence("When", ValueView("w", "raw", Mark.QUOTED, (1,), edtf="soon"))


def test_a_value_written_from_right_to_left_keeps_its_line(pane):
    pane.show_record(with_value(text=PERSIAN, addition="commander"))
    assert PERSIAN in pane.lines[0].text.accessibleName()
    assert not pane.lines[0].text.grab().isNull()


def test_a_long_section_shows_its_first_lines_and_then_all(pane, qtbot):
    pane.show_record(long_official(3, 300))
    section = pane.sections[0]
    assert len(section.grid.lines) == FIRST_LINES
    assert section.more.words == "Show all 300"
    section.more.setFocus()
    qtbot.keyClick(section.more, Qt.Key.Key_Return)
    assert len(section.grid.lines) == 300
    assert not section.more.isVisible()
    assert pane.current_slot == f"statement.{FIRST_LINES}"


def test_a_section_folds_and_stays_folded_for_the_next_record(pane, qtbot):
    pane.show_record(story_meeting())
    section = pane.sections[0]
    assert section.heading.words == "STATEMENTS · 1"
    section.heading.setFocus()
    qtbot.keyClick(section.heading, Qt.Key.Key_Space)
    assert section.grid.lines == ()
    assert section.heading.accessibleName() == "Statements, 1 entry, folded"
    pane.show_record(long_official(2, 5))
    assert pane.sections[0].grid.lines == ()
    qtbot.mouseClick(pane.sections[0].heading, Qt.MouseButton.LeftButton)
    assert len(pane.sections[0].grid.lines) == 5


def test_another_record_starts_at_its_top_and_the_same_one_keeps_its_place(pane):
    pane.resize(500, 200)
    pane.show_record(long_official(30, 0))
    pane.scroll_bar.setValue(150)
    pane.show_record(long_official(30, 0))
    assert pane.scroll_bar.value() == 150
    pane.show_record(replace(long_official(30, 0), id=7))
    assert pane.scroll_bar.value() == 0


def test_columns_do_not_move_from_one_record_to_the_next(pane):
    pane.show_record(story_meeting())
    left = pane.lines[0].text.x()
    pane.show_record(with_value())
    assert pane.lines[0].text.x() == left


def test_widgets_are_used_again(pane):
    pane.show_record(long_official(30, 30))
    before = {found.text for found in pane.lines}
    pane.show_record(replace(long_official(30, 30), id=4))
    assert {found.text for found in pane.lines} == before


def test_everything_that_takes_the_keyboard_has_a_name(pane):
    pane.show_record(story_meeting())
    for found in pane.lines:
        assert found.text.accessibleName()
        assert found.mark.accessibleName()
        assert found.text.focusPolicy() == found.mark.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert all(section.heading.accessibleName() for section in pane.sections)
    assert pane.title.accessibleName() == "Title: Bagheri – Khrenin talks"


def test_a_record_without_fields_and_an_empty_section_are_shown(pane):
    bare = replace(
        story_meeting(), fields=(), quotes=(), sections=(SectionView("names", "Names", ()),)
    )
    pane.show_record(bare)
    assert pane.lines == ()
    assert pane.sections[0].heading.words == "NAMES · 0"


def test_the_title_does_not_move_when_it_takes_the_keyboard(pane):
    pane.show_record(story_meeting())
    title = pane.title
    before, words = title.geometry(), title.contentsRect()
    title.setFocus(Qt.FocusReason.TabFocusReason)
    assert title.hasFocus()
    assert (title.geometry(), title.contentsRect()) == (before, words)
    assert title.heightForWidth(title.width()) == before.height()


def test_a_note_is_shown_and_goes_with_its_record(pane):
    pane.show_record(replace(story_meeting(), note="Check the year."))
    assert any(
        label.text() == "Check the year." and label.isVisible()
        for label in pane.findChildren(QLabel)
    )
    pane.show_record(story_meeting())
    assert not any(label.text() == "Check the year." for label in pane.findChildren(QLabel))


def test_the_searched_words_are_highlighted(pane):
    pane.show_record(story_meeting())
    before = line(pane, "outcome").text.grab().toImage()
    pane.show_record(story_meeting(), ("commission",))
    assert line(pane, "outcome").value.link == COMMISSION
    assert line(pane, "outcome").text.grab().toImage() != before


@pytest.mark.parametrize("width", [320, 600])
@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_is_clipped_or_overlaps(pane, theme, width, scale):
    theme.set_text_scale(scale)
    try:
        pane.resize(width, 900)
        pane.show_record(story_meeting())
        for found in pane.lines:
            inside = found.text.parentWidget().rect()
            assert inside.contains(found.text.geometry())
            assert inside.contains(found.mark.geometry())
            assert found.mark.width() >= found.mark.sizeHint().width()
            assert found.text.height() >= found.text.height_for(found.text.width())
            assert not found.text.geometry().intersects(found.mark.geometry())
    finally:
        theme.set_text_scale(100)


def test_it_is_dressed_anew_when_the_theme_changes(pane, theme):
    pane.show_record(story_meeting())
    before = pane.lines[0].text.grab().toImage()
    theme.set_choice("dark")
    try:
        assert pane.lines[0].text.grab().toImage() != before
    finally:
        theme.set_choice("light")
