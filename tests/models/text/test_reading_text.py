import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.reading_text import (
    ReadingText,
    UnreadableTextError,
    decode_plain_text,
    reading_text,
)

STORABLE = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("decoded", "text"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("a\r\r\nb", "a\n\nb"),
        ("Cafe\u0301", "Café"),
        ("no\x00thing", "nothing"),
        ("\r\x00\n", "\n"),
        ("e\x00\u0301", "é"),
    ],
)
def test_line_ends_become_lf_and_text_becomes_nfc_and_nul_goes(decoded, text):
    assert reading_text(decoded).text == text


@pytest.mark.parametrize(
    "text",
    [
        "a\u00a0b",
        "a\u2028b\u2029c",
        "a\x85b\x0bc\x0cd",
        "\ufdd0\ufffe\U0010ffff",
        "\ufeffstarts with a zero width no-break space",
        "soft\u00adhyphen \u200f\u200c ﬁ ½ ",
        "\t trailing blanks  \n\n",
        "😀 \U00020000",
    ],
)
def test_nothing_else_is_changed(text):
    assert reading_text(text) == ReadingText(text, True, unicodedata.unidata_version, 0)


def test_it_says_what_it_changed():
    reading = reading_text("Cafe\u0301\x00\x00")
    assert not reading.was_normalized
    assert reading.removed_nul == 2
    assert reading.unicode_version == unicodedata.unidata_version


@pytest.mark.parametrize("half", [0xD800, 0xDFFF])
def test_half_a_surrogate_pair_is_refused_in_a_plain_sentence(half):
    with pytest.raises(UnreadableTextError, match=r"Character 3 of the text is half of"):
        reading_text("ab" + chr(half))


@given(STORABLE)
def test_reading_a_reading_text_changes_nothing(decoded):
    first = reading_text(decoded)
    assert reading_text(first.text) == ReadingText(first.text, True, first.unicode_version, 0)


def test_utf_8_is_decoded_and_one_signature_taken_off():
    assert decode_plain_text("“Tehran” خ".encode()) == "“Tehran” خ"
    assert decode_plain_text(b"\xef\xbb\xbf\xef\xbb\xbfa") == "\ufeffa"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_signature_is_named(encoding):
    with pytest.raises(UnreadableTextError, match=encoding.upper()):
        decode_plain_text("Tehran".encode(encoding))


@pytest.mark.parametrize("signature", [b"", b"\xef\xbb\xbf"])
def test_a_wrong_byte_is_refused_with_its_place(signature):
    place = len(signature) + 6
    with pytest.raises(UnreadableTextError, match=rf"byte {place}, in line 2"):
        decode_plain_text(signature + b"one\nt\xe9 two")


@given(STORABLE.filter(lambda text: not text.startswith("\ufeff")))
def test_what_was_encoded_is_decoded_again(text):
    assert decode_plain_text(text.encode()) == text


@given(st.binary())
def test_any_bytes_are_decoded_as_they_are_or_refused(original):
    try:
        decoded = decode_plain_text(original)
    except UnreadableTextError:
        wide = original.startswith((b"\xff\xfe", b"\xfe\xff"))
        assert wide or original.decode("utf-8", "replace") != original.decode("utf-8", "ignore")
    else:
        assert original.removeprefix(b"\xef\xbb\xbf") == decoded.encode()
