"""The form on the page has the text's positions, whatever Qt makes of its characters."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.reader.marking import MarkedText
from desktop.reader.reading_text import ReadingText
from desktop.reader.stored_text import StoredText
from models.queries.views import Span
from tests.desktop.reader.sources import snapshot
from tests.look import theme_of

HARD = "\u00a0\u2028\u2029\ufdd0\ufdd1\ufffc\ufeff\r\n\t\x07\x0b\x0c\x1c\x1d\x1e\x1f\x7f\x85\u202e"
LETTERS = HARD + "ab é\u0301😀👩\u200d👧𝔗🇮🇷تهرانטהרן<&>"
texts = st.text(st.sampled_from(LETTERS), max_size=40) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40
)


@pytest.fixture(scope="module")
def page(qapp):
    return ReadingText(theme_of(qapp))


@given(texts)
@example(HARD)
def test_the_document_has_exactly_one_position_for_each_unit_of_the_text(qapp, text):
    document = QTextDocument()
    document.setPlainText(StoredText(text).form)
    # Qt counts one more: the end of the last block.
    assert document.characterCount() - 1 == len(text.encode("utf-16-le")) // 2


@given(texts)
def test_paragraphs_are_the_blocks_of_the_document(qapp, text):
    stored = StoredText(text)
    document = QTextDocument()
    document.setPlainText(stored.form)
    assert document.blockCount() == stored.paragraph_count
    for number in range(stored.paragraph_count):
        block = document.findBlockByNumber(number)
        start, end = stored.paragraph_on_page(number)
        assert (block.position(), block.length() - 1) == (start, end - start)


@given(texts, st.data())
def test_a_selected_span_reads_back_as_the_same_span_and_the_same_words(page, text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    page.show_text(MarkedText.of(snapshot(text)))
    page.select(Span(start, end))
    if start == end:
        assert page.selection() is None
    else:
        assert page.selection() == Span(start, end)
        assert page.createMimeDataFromSelection().text() == text[start:end]


@given(texts, st.data())
def test_a_marked_span_is_drawn_at_its_own_characters(page, text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    page.show_text(MarkedText.of(snapshot(text, unused=[Span(start, end)])))
    assert page.stored.in_text(*page.marking.unused[0]) == Span(start, end)


def test_half_a_surrogate_pair_selects_the_whole_character(page):
    page.show_text(MarkedText.of(snapshot("a😀b")))
    cursor = page.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    assert page.selection() == Span(1, 3)
    assert page.createMimeDataFromSelection().text() == "😀b"


def test_a_span_beyond_the_text_of_a_damaged_file_is_cut_there():
    assert StoredText("abc").on_page(Span(-4, 99)) == (0, 3)
    assert StoredText("abc").on_page(Span(7, 5)) == (3, 3)


@pytest.mark.parametrize("text", ["Tehran", "Tehran 😀 Minsk", ""])
def test_many_spans_are_placed_as_each_would_be(text: str) -> None:
    stored = StoredText(text)
    spans = [Span(0, 3), Span(7, 9), Span(-4, 99), Span(7, 5), Span(2, 2)]
    assert stored.all_on_page(spans) == [stored.on_page(span) for span in spans]


@pytest.mark.parametrize("text", ["", "one\ntwo three\n", "a😀\n\u2029b"])
def test_the_lengths_of_paragraphs_are_those_of_their_stretches(text: str) -> None:
    stored = StoredText(text)
    stretches = map(stored.paragraph_on_page, range(stored.paragraph_count))
    assert stored.paragraph_lengths() == [end - start for start, end in stretches]
