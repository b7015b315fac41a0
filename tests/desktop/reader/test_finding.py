"""Finding words inside a source, whatever their case, marks and spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.reader.finding import FoldedText


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Straße", "STRASSE", ["Straße"]),
        ("Straße", "s", ["S", "ß"]),
        ("un cafe\u0301, deux cafés", "CAFÉ", ["cafe\u0301", "café"]),
        ("كتاب and کتاب", "کتاب", ["كتاب", "کتاب"]),
        ("كِتَاب", "کتاب", ["كِتَاب"]),
        ("می\u200cگوید", "میگوید", ["می\u200cگوید"]),
        ("state\u00a0media", "state media", ["state\u00a0media"]),
        ("Iran’s “place”", 'iran\'s "place"', ["Iran’s “place”"]),
        ("😀 Łódź 😀", "lodz", ["Łódź"]),
        ("ﬁrst", "fi", ["ﬁ"]),
        ("a.b", ".", ["."]),
        ("anything", "  ", []),
        ("anything", "\u0301", []),
        ("anything", "nowhere", []),
    ],
)
def test_words_are_found_as_spans_of_the_stored_text(text, words, found):
    assert [text[span.start : span.end] for span in FoldedText(text).find(words)] == found


@given(st.text(max_size=30), st.text(max_size=3))
def test_what_is_found_lies_inside_the_text_in_order_and_apart(text, words):
    last = 0
    for span in FoldedText(text).find(words):
        assert last <= span.start < span.end <= len(text)
        last = span.end


@given(st.text(st.sampled_from("abßéI\u0307 ﬁ😀كِ"), max_size=20), st.data())
def test_a_part_of_the_text_is_always_found(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    folded = FoldedText(text)
    part = text[start:end]
    if FoldedText(part).find(part):
        assert folded.find(part)
