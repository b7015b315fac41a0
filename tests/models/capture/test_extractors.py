"""Extractors are found by the name and version that snapshots keep."""

import pytest

from models.capture.extractors import extractor_for, extractor_named, media_types
from models.text.reading_text import UnreadableTextError


def test_plain_text_is_read_by_the_rule_of_reading_texts():
    known = extractor_for("text/plain")
    assert known == ("plain text", "1")
    extract = extractor_named(*known)
    assert extract(b"\xef\xbb\xbfa\r\nb").text == "a\nb"


def test_every_media_type_has_an_extractor_that_is_registered():
    assert media_types()
    for media_type in media_types():
        known = extractor_for(media_type)
        assert known is not None
        assert extractor_named(*known) is not None


def test_what_is_not_known_is_none():
    assert extractor_named("plain text", "0") is None
    assert extractor_for("application/pdf") is None


def test_wrong_bytes_are_told_in_a_sentence():
    with pytest.raises(UnreadableTextError, match="line 1"):
        extractor_named("plain text", "1")(b"\xff\xff\xff")
