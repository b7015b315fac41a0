"""The original is shown as letters or numbers, and nothing in it is ever interpreted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.reader.original_bytes import MOST_TEXT, shown_original
from models.queries.views import OriginalView


def shown(content: bytes, media_type: str = "text/plain"):
    return shown_original(OriginalView(9, content, media_type))


def test_a_text_is_decoded_as_its_type_declares():
    assert shown("Минск".encode("cp1251"), "text/plain; charset=windows-1251").text == "Минск"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_before_the_type(encoding):
    assert shown("تهران".encode(encoding), "text/plain; charset=ascii").text == "تهران"


def test_bytes_that_cannot_be_read_are_shown_and_counted():
    result = shown("ok \ufffd".encode() + b"\xff and \xfe")
    assert result.text == "ok \ufffd\ufffd and \ufffd"
    assert any("2 places" in sentence and "UTF-8" in sentence for sentence in result.sentences)


@pytest.mark.parametrize("name", ["zip", "hex", "unicode_escape", "idna", "no-such"])
def test_an_encoding_that_is_none_falls_back_to_utf_8_and_says_so(name):
    result = shown("é \\u0041".encode(), f"text/plain; charset={name}")
    assert result.text == "é \\u0041"
    assert any("not known" in sentence for sentence in result.sentences)


def test_markup_is_shown_as_its_letters():
    result = shown(b"<script>alert(1)</script>", "text/html")
    assert (result.text, result.is_words) == ("<script>alert(1)</script>", True)


@pytest.mark.parametrize("media_type", ["application/pdf", "image/png", "", "nonsense/\n\x00;;=="])
def test_anything_else_is_shown_as_numbers_with_its_size(media_type):
    result = shown(b"%PDF\x00\xff" * 1000, media_type)
    assert not result.is_words
    assert result.text.startswith("00000000  25 50 44 46 00 ff ")
    assert "%PDF··" in result.text
    assert "6,000 bytes" in result.sentences[0]
    assert any("Only the first" in sentence for sentence in result.sentences)


def test_of_a_huge_text_only_the_beginning_is_shown():
    result = shown(b"a" * (MOST_TEXT + 1))
    assert len(result.text) == MOST_TEXT
    assert "Only the first" in result.sentences[-1]


@given(st.binary(max_size=80), st.text(max_size=40))
def test_no_content_and_no_type_can_break_it(content, media_type):
    assert shown(content, media_type).sentences
    assert shown(content, f"text/plain; charset={media_type}").sentences
