"""Marks are counted in code points and shown where the words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QImage, QPainter, QTextLayout

from desktop.controls.marked_layout import MarkedLayout
from desktop.text.marked import (
    MarkColours,
    MarkStyle,
    displayed,
    format_ranges,
    paragraphs,
    segments,
)
from desktop.text.positions import utf16_length
from desktop.theme.tokens import DARK, LIGHT, contrast
from models.queries.views import Span

TEXTS = st.text(
    st.sampled_from("ab שлم\u00a0\u2028\n\u2029\r\x00\x07\u202e\u2066\u2069😀𝐢\ufdd0"), max_size=20
)


@given(TEXTS)
def test_what_is_drawn_has_every_position_of_what_is_stored(text):
    shown = displayed(text)
    assert len(shown) == len(text)
    assert utf16_length(shown) == utf16_length(text)
    assert "\u202e" not in shown
    assert "\x00" not in shown


@given(TEXTS, st.data())
def test_pieces_are_in_order_apart_and_cover_exactly_the_marked_words(text, data):
    places = st.integers(0, len(text))
    spans = [
        Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(places, places), max_size=5))
    ]
    pieces = segments(text, [(span, MarkStyle.DECISIVE) for span in spans])
    units = text.encode("utf-16-le", "surrogatepass")
    covered = set()
    end_before = 0
    for start, end, styles in pieces:
        assert end_before <= start < end
        assert styles == {MarkStyle.DECISIVE}
        end_before = end
        covered.update(range(start, end))
    expected = set()
    for span in spans:
        first = utf16_length(text[: span.start])
        expected.update(range(first, first + utf16_length(text[span.start : span.end])))
    assert covered == expected
    assert end_before * 2 <= len(units)


def test_a_mark_after_an_emoji_is_moved_by_its_second_half():
    text = "😀 in Tehran"
    assert segments(text, [(Span(2, 4), MarkStyle.LIT)]) == [(3, 5, frozenset({MarkStyle.LIT}))]


def test_a_mark_outside_of_the_text_is_refused():
    with pytest.raises(ValueError, match="outside"):
        segments("short", [(Span(2, 9), MarkStyle.LIT)])


def test_overlapping_marks_meet_in_a_piece_of_their_own():
    pieces = segments("abcdef", [(Span(0, 4), MarkStyle.DECISIVE), (Span(2, 6), MarkStyle.MATCH)])
    assert [(start, end) for start, end, _ in pieces] == [(0, 2), (2, 4), (4, 6)]
    assert pieces[1][2] == {MarkStyle.DECISIVE, MarkStyle.MATCH}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_mark_has_a_second_channel_and_words_on_it_can_be_read(palette, qapp):
    colours = MarkColours.of(palette)
    lines = set()
    for style in (MarkStyle.DECISIVE, MarkStyle.FAINT, MarkStyle.MATCH, MarkStyle.PASSAGE):
        (made,) = format_ranges("word", [(Span(0, 4), style)], colours)
        assert made.format.underlineStyle() != made.format.UnderlineStyle.NoUnderline
        lines.add(made.format.underlineStyle())
    assert len(lines) == 3  # solid, dotted, dashed
    assert contrast(palette.text, colours.lit.name()) >= 4.5


def test_paragraphs_end_at_line_ends_but_not_at_line_separators():
    text = "one\u2028still one\ntwo\u2029three"
    assert [text[span.start : span.end] for span in paragraphs(text)] == [
        "one\u2028still one",
        "two",
        "three",
    ]
    assert paragraphs("") == (Span(0, 0),)


def test_each_paragraph_has_its_own_direction(qapp):
    layout = MarkedLayout("left to right\nשלום לכם", QFont())
    layout.lay_out(1000)
    assert layout.position_at(QPointF(0, 2)) == 0
    second = layout.rectangle_of(len("left to right\n"))
    assert second.x() > 500


def test_the_place_of_a_position_is_the_position_of_that_place(qapp):
    text = "ab 😀 cd שלום ef\nگفت‌وگو 😀 then"
    layout = MarkedLayout(text, QFont())
    layout.lay_out(2000)
    for position in (0, 3, 5, 6, text.index("then"), text.index("\n") + 1):
        place = layout.rectangle_of(position)
        point = QPointF(place.x(), place.center().y())
        assert layout.rectangle_of(layout.position_at(point)).x() == pytest.approx(place.x(), abs=1)


def test_a_hanging_mark_stands_in_the_margin(qapp):
    text = "“quoted words that go on and on over more than only one line of text”"
    plain, hanging = MarkedLayout(text, QFont()), MarkedLayout(text, QFont(), hanging=1)
    plain.lay_out(200)
    hanging.lay_out(200)
    assert plain.rectangle_of(1).x() > 3
    assert hanging.rectangle_of(1).x() == pytest.approx(0, abs=1)


def test_marking_never_moves_a_word(qapp):
    text = "Top military officials met on Wednesday to discuss it"
    layout = MarkedLayout(text, QFont())
    before = layout.lay_out(150)
    places = [layout.rectangle_of(position) for position in range(len(text))]
    layout.set_marks(
        [(Span(4, 30), MarkStyle.LIT), (Span(0, 9), MarkStyle.MATCH)], MarkColours.of(LIGHT)
    )
    assert layout.lay_out(150) == before
    for position, place in enumerate(places):
        # Qt shapes pieces one by one: a sixteenth of a pixel is lost here and there.
        assert layout.rectangle_of(position).topLeft().x() == pytest.approx(place.x(), abs=0.5)


def test_marked_words_have_their_background_on_the_screen(qapp):
    layout = MarkedLayout("plain 😀 marked", QFont())
    layout.set_marks([(Span(8, 14), MarkStyle.DECISIVE)], MarkColours.of(LIGHT))
    layout.lay_out(1000)
    image = QImage(1000, 60, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    layout.draw(painter, QPointF(0, 0))
    painter.end()
    row = 1
    coloured = [
        x
        for x in range(1000)
        if image.pixelColor(x, row).name() == MarkColours.of(LIGHT).mark.name()
    ]
    assert min(coloured) == pytest.approx(layout.rectangle_of(8).x(), abs=2)
    assert max(coloured) == pytest.approx(layout.rectangle_of(14).x(), abs=2)


def test_ranges_are_ready_for_a_layout(qapp):
    layout = QTextLayout("a 😀 b")
    layout.setFormats(format_ranges("a 😀 b", [(Span(2, 3), MarkStyle.LIT)], MarkColours.of(DARK)))
    (made,) = layout.formats()
    assert (made.start, made.length) == (2, 2)
