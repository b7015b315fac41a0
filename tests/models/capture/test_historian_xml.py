"""The Historian's XML: only the source's words, labels that no quote may touch, nothing trusted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.capture.extractors import extractor_named
from models.capture.historian_xml import DEEPEST_NESTING, EXTRACTOR, VERSION, extract, read
from models.text.reading_text import UnreadableTextError

VISIT = """<?xml version="1.0" encoding="UTF-8"?>
<visits>
    <visit>
        <id>2076</id>
        <start-date>2010-02-17</start-date>
        <end-date/>
        <visitor>King Juan Carlos I </visitor>
        <from id="spain">Spain</from>
        <description>Working visit; met with
            <hi rend="italic">nobody</hi> else.</description>
    </visit>
</visits>
"""


def test_every_word_stands_on_its_own_line_under_one_label():
    assert extract(VISIT.encode()).text == (
        "visit: id, start-date, visitor, from id, from, description\n"
        "2076\n2010-02-17\nKing Juan Carlos I\nspain\nSpain\n"
        "Working visit; met with nobody else.\n"
    )


def test_the_label_is_a_marked_span_and_the_entry_is_free_of_labels():
    found = read(VISIT.encode())
    (label,) = found.reading.labels
    assert found.reading.text[slice(*label)].startswith("visit: id")
    entry = found.entries[0]
    assert all(word.start >= label[1] for word in entry.words)


def test_every_word_is_where_it_says():
    found = read(VISIT.encode())
    for word in found.entries[0].words:
        assert found.reading.text[word.start : word.end] == word.text
    assert found.entries[0].first("end-date") is None
    assert found.entries[0].first("from id").text == "spain"


def test_the_registry_knows_it_by_name_and_version():
    assert extractor_named(EXTRACTOR, VERSION) is extract


def test_words_are_normalized_line_by_line():
    decomposed = VISIT.replace("King", "Ko\u0308nig").encode()
    found = read(decomposed)
    visitor = found.entries[0].first("visitor")
    assert visitor.text == "König Juan Carlos I"
    assert found.reading.text[visitor.start : visitor.end] == visitor.text
    assert not found.reading.was_normalized
    assert read(VISIT.encode()).reading.was_normalized


def test_no_break_spaces_are_words_of_the_source():
    found = read(VISIT.replace("Carlos I ", "Carlos\u00a0I").encode())
    assert found.entries[0].first("visitor").text == "King Juan Carlos\u00a0I"


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20),
        max_size=6,
    )
)
def test_whatever_the_words_are_they_are_where_they_say_and_in_order(texts):
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;") for text in texts]
    escaped = [text.replace(">", "&gt;") for text in escaped]
    inside = "".join(f"<a>{text}</a>" for text in escaped)
    found = read(f"<root><item><b>x</b>{inside}</item></root>".encode())
    words = [word for word in found.entries[0].words if word.name == "a"]
    expected = [unicodedata.normalize("NFC", text.strip(" ")) for text in texts]
    assert [" ".join(w.text.split()) for w in words] == [
        " ".join(text.split()) for text in expected if text
    ]
    for word in words:
        assert found.reading.text[word.start : word.end] == word.text


BOMB = """<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><person><id>&b;</id></person>"""
OUTSIDE = """<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><person><id>&x;</id></person>"""


@pytest.mark.parametrize(
    ("original", "said"),
    [
        (BOMB.encode(), "document type"),
        (OUTSIDE.encode(), "document type"),
        (b'<!DOCTYPE p SYSTEM "http://example.org/p.dtd"><person><id>a</id></person>', "document"),
        (b"<person><id>a</person>", "not well-formed XML: mismatched tag in line 1"),
        (b"", "not well-formed"),
        (b"<person>&nbsp;</person>", "not well-formed"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1"), "not UTF-8"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a>e</a>', "written in ISO-8859-1"),
        ("<a>é</a>".encode("utf-16"), "UTF-16"),
        (b"<a>" * (DEEPEST_NESTING + 1) + b"x" + b"</a>" * (DEEPEST_NESTING + 1), "deeper than"),
        (b"<a>" * 200_000 + b"</a>" * 200_000, "deeper than"),
        (b"<a>\x00</a>", "not well-formed"),
    ],
)
def test_what_cannot_be_trusted_is_refused_in_a_sentence(original, said):
    with pytest.raises(UnreadableTextError, match=said) as refused:
        extract(original)
    assert str(refused.value).endswith(".")


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr("models.capture.historian_xml.LARGEST_FILE", 10)
    with pytest.raises(UnreadableTextError, match="larger than"):
        extract(b"<a>0123456789</a>")
