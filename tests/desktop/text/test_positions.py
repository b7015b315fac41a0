"""Positions in code points and in Qt's UTF-16 units agree, both ways, for every text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.text.positions import Utf16Map, from_utf16, to_utf16, utf16_length

texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("a\u00a0\u2028\u2029\ufdd0\nя😀𝔘🇮\U0010ffff"),
    )
)


def encoded_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(texts)
def test_the_length_is_what_utf16_encoding_counts(text: str) -> None:
    assert utf16_length(text) == encoded_length(text)
    assert Utf16Map(text).utf16_length == encoded_length(text)
    assert Utf16Map(text).length == len(text)


@given(texts)
def test_every_code_point_position_comes_back_whichever_way_it_is_rounded(text: str) -> None:
    positions = Utf16Map(text)
    for position in range(len(text) + 1):
        there = positions.to_utf16(position)
        assert there == encoded_length(text[:position]) == to_utf16(text, position)
        assert positions.from_utf16(there, "start") == position
        assert positions.from_utf16(there, "end") == position


@given(texts)
def test_a_position_inside_a_surrogate_pair_goes_out_of_it_on_the_side_asked_for(
    text: str,
) -> None:
    positions = Utf16Map(text)
    for index, character in enumerate(text):
        if ord(character) > 0xFFFF:
            inside = positions.to_utf16(index) + 1
            assert positions.from_utf16(inside, "start") == index
            assert positions.from_utf16(inside, "end") == index + 1
            assert from_utf16(text, inside, "start") == index
            assert from_utf16(text, inside, "end") == index + 1


@given(texts, st.data())
def test_a_span_from_qt_holds_every_character_it_touches(text: str, data: st.DataObject) -> None:
    positions = Utf16Map(text)
    first = data.draw(st.integers(0, positions.utf16_length))
    last = data.draw(st.integers(first, positions.utf16_length))
    start, end = positions.span_from_utf16(first, last)
    units = text.encode("utf-16-le", "surrogatepass")
    if first == last:
        assert start == end
        return
    covered_from, covered_to = positions.span_to_utf16(start, end)
    assert covered_from <= first
    assert last <= covered_to
    assert first - covered_from <= 1
    assert covered_to - last <= 1
    assert units[2 * covered_from : 2 * covered_to].decode("utf-16-le") == text[start:end]


@pytest.mark.parametrize("text", ["", "abc", "a😀b"])
def test_positions_outside_the_text_are_refused(text: str) -> None:
    positions = Utf16Map(text)
    for outside in (-1, len(text) + 1):
        with pytest.raises(ValueError, match="outside"):
            positions.to_utf16(outside)
        with pytest.raises(ValueError, match="outside"):
            to_utf16(text, outside)
    for outside in (-1, positions.utf16_length + 1):
        with pytest.raises(ValueError, match="outside"):
            positions.from_utf16(outside)
        with pytest.raises(ValueError, match="outside"):
            from_utf16(text, outside)


def test_a_lone_surrogate_counts_as_the_one_unit_it_is() -> None:
    assert utf16_length("a\ud83db") == 3
    assert Utf16Map("a\ud83d😀b").to_utf16(3) == 4


def test_a_text_of_the_basic_plane_needs_no_memory() -> None:
    positions = Utf16Map("Хрэнін\u00a0" * 100_000)
    assert positions._astral == []
    assert positions.to_utf16(654_321) == 654_321


@given(st.text(st.sampled_from("ab\u00a0\u2028я😀𝔘\ufdd0"), min_size=1), st.data())
def test_a_text_document_selects_exactly_the_span_that_was_converted(
    text: str, data: st.DataObject
) -> None:
    """The document may change characters (NBSP, U+2028), never their positions."""
    document = QTextDocument()
    document.setPlainText(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = Utf16Map(text).span_to_utf16(start, end)
    cursor = QTextCursor(document)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (first, last)
    shown = cursor.selectedText().replace("\u2029", "\u2028").replace("\ufdd0", "\u2028")
    expected = text[start:end].replace("\ufdd0", "\u2028")
    assert shown.replace("\u00a0", " ") == expected.replace("\u00a0", " ")
