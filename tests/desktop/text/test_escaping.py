"""Foreign text can neither smuggle markup nor reorder the words around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import Qt, QTextDocument

from desktop.text.escaping import escape, plain, tip, visible


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("\"quoted\" 'single'", "&quot;quoted&quot; &#x27;single&#x27;"),
        ("one\ntwo\r\nthree\u2028four", "one<br>two<br>three<br>four"),
        ("a\x00b\x1b", "a␀b␛"),
        ("a\x7fb\x9b", "a␡b\ufffd"),
        ("pay \u202eevil\u202c now", "pay [RLO]evil[PDF] now"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_escape_shows_the_words_and_nothing_else(given_text: str, expected: str) -> None:
    assert escape(given_text) == expected


@given(st.text(st.sampled_from("<>&\"'ab/;=#x😀é\u202e\u2067\u2069")))
def test_a_rich_text_document_reads_escaped_text_as_the_same_words(text: str) -> None:
    document = QTextDocument()
    document.setHtml(f"<span title='{escape(text)}'>{escape(text)}</span>")
    assert document.toPlainText() == visible(text)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("\u2067closed\u2069", "\u2067closed\u2069"),
        ("\u2067open", "open"),
        ("too much\u2069", "too much"),
        ("\u2067over\nthe line\u2069", "over\nthe line"),
    ],
)
def test_an_isolate_stays_only_where_it_ends_in_its_own_line(
    given_text: str, expected: str
) -> None:
    assert visible(given_text) == expected


@given(st.text())
def test_visible_text_has_no_control_and_no_override_left(text: str) -> None:
    shown = visible(text)
    assert not set(shown) & set("\x00\x07\x1b\x7f\x80\u202a\u202b\u202c\u202d\u202e")
    assert shown.count("\u2069") == sum(shown.count(mark) for mark in "\u2066\u2067\u2068")


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("  a\n\n b\tc\x00d\u2029 ", "a b c d"),
        ("شهر تهران", "شهر تهران"),
        ("a\u202eb", "\u2068ab\u2069"),
        ("", ""),
        ("\u202e", ""),
    ],
)
def test_plain_is_one_line(given_text: str, expected: str) -> None:
    assert plain(given_text) == expected


@given(st.text())
def test_plain_never_leaves_a_line_end_a_control_or_a_stray_bidi_mark(text: str) -> None:
    shown = plain(text)
    assert not set(shown) & set("\n\r\t\x0b\x0c\x1c\x85\u2028\u2029\x00\u202e\u2066\u2067")
    assert shown.count("\u2068") == shown.count("\u2069") <= 1


@pytest.mark.parametrize(
    ("given_text", "limit", "expected"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("abcdef", 1, "…"),
        ("ab cdef", 4, "ab…"),
        ("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧"),
        ("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 2, "👩‍👩‍👧…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("🇮🇷🇧🇾🇷🇺", 2, "🇮🇷…"),
    ],
)
def test_a_long_line_is_cut_between_two_characters_as_a_reader_counts(
    given_text: str, limit: int, expected: str
) -> None:
    assert plain(given_text, limit) == expected


def test_a_letter_under_a_million_marks_is_cut_too() -> None:
    assert len(plain("a" + "\u0301" * 1_000_000, 10)) < 1000


def test_a_limit_that_can_show_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot show"):
        plain("abc", 0)


@pytest.mark.parametrize(
    "text",
    ["<img src='/etc/hostname'>", "&lt;b&gt;", "O'Brien & sons", "a < b", "<b", "&amp;lt;i&gt;"],
)
def test_a_tooltip_shows_just_these_words(qapp, text):
    shown = tip(text)
    assert Qt.mightBeRichText(shown)
    document = QTextDocument()
    document.setHtml(shown)
    assert document.toPlainText() == text
    assert "<img" not in shown


@pytest.mark.parametrize("text", ["O'Brien", 'two\nlines, "quoted"', "", "نام"])
def test_usual_words_are_a_tooltip_as_they_are(qapp, text):
    assert tip(text) == text
    assert not Qt.mightBeRichText(tip(text))
