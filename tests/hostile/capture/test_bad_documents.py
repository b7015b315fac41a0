"""Documents made to break what reads them: each is refused in a sentence, or read as what it is."""

import io
import os
import zipfile
import zlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.capture import packed_parts, web_page
from models.capture.capturing import NO_HINT, Hint, read_document
from models.capture.child_process import Limits
from models.capture.document import LARGEST_ORIGINAL
from models.capture.parsing import Request, extraction
from models.capture.problems import ParserFailedError, UnreadableDocumentError
from models.capture.sniffing import Form, sniff
from models.text.reading_text import UnreadableTextError, reading_text
from tests.models.capture import documents
from tests.models.capture.documents import ARTICLE, e_mail, pdf
from tests.models.capture.documents import word_document as word

PARAGRAPHS = [line for line in ARTICLE.split("\n") if line]


def refused(original, words, **hint):
    with pytest.raises(UnreadableDocumentError, match=words) as problem:
        read_document(original, Hint(**hint))
    assert problem.value.sentence.endswith(".")
    assert problem.value.advice.endswith(".")
    return problem.value


def text_or_sentence(original, hint=NO_HINT):
    """Give what is read and no sentence, or no text and the sentence of the refusal."""
    try:
        return read_document(original, hint, limits=Limits(seconds=60)).text, ""
    except UnreadableDocumentError as problem:
        return "", problem.sentence


# ------------------------------------------------------------------------ PDF


def test_a_pdf_with_a_password_says_so():
    refused(documents.pdf_with_password(), "protected by a password")


@pytest.mark.parametrize("length", [8, 20, 200, 1500])
def test_a_pdf_that_is_cut_short_is_refused_or_read(length):
    whole = pdf(documents.wrapped(PARAGRAPHS))
    text, said = text_or_sentence(whole[:length])
    assert "damaged" in said if said else text == ""


def test_rubbish_behind_the_name_of_a_pdf_is_refused():
    refused(b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged, or no whole PDF")


def test_a_pdf_of_pictures_is_kept_and_said():
    document = read_document(documents.scanned_pdf(3), Hint(name="scan.pdf"))
    assert document.text == ""
    assert document.warnings[0].startswith("No page holds any text: it is probably a scan.")
    assert len(document.locators) == 3


def test_a_pdf_that_unpacks_to_far_more_than_it_is_does_not_fill_the_memory():
    many = b"BT /F 11 Tf 72 700 Td " + b"<00410020> Tj 5 0 Td " * 6_000_000 + b" ET"
    packed = zlib.compress(zlib.compress(many, 9), 9)
    objects = documents._text_objects([[]], 11, False, 500)
    objects[6] = (
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>" % len(packed)
        + b"\nstream\n" + packed + b"\nendstream"
    )  # fmt: skip
    bomb = documents._assembled(objects)
    assert len(bomb) < 100_000
    limits = Limits(seconds=60, memory=400 * 1024 * 1024)
    with pytest.raises(ParserFailedError, match=r"“bomb.pdf” (cannot be read|needs more memory)"):
        read_document(bomb, Hint(name="bomb.pdf"), limits=limits)


def test_a_pdf_whose_pages_lead_in_a_circle_ends():
    objects = documents._text_objects([[(72, 700, "Words")]], 11, False, 500)
    objects[1] = b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 8 0 R] >>"
    text, said = text_or_sentence(documents._assembled(objects))
    assert set(text.split()) <= {"Words"}
    assert text or said


# ----------------------------------------------------------------------- Word


def packed(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}</w:body></w:document>"
)
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def body(content):
    return packed({"word/document.xml": BODY.format(content)})


def test_a_word_document_that_unpacks_to_a_thousand_times_its_size_is_not_opened():
    refused(body(PARAGRAPH.format("a" * 20_000_000)), "made to bring programs down")


def test_a_package_of_very_many_parts_is_not_opened():
    parts = {f"word/{number}": b"" for number in range(packed_parts.MOST_MEMBERS + 1)}
    refused(packed(parts | {"word/document.xml": b""}), "more parts than a document has")


def test_a_package_that_declares_a_giant_is_not_opened():
    bomb = bytearray(body(PARAGRAPH.format("words")))
    directory = bomb.rindex(b"PK\x01\x02")
    bomb[directory + 24 : directory + 28] = (0xFFFFFFF0).to_bytes(4, "little")
    refused(bytes(bomb), "made to bring programs down")


def test_a_package_that_declares_less_than_it_unpacks_to_is_not_believed():
    bomb = bytearray(body(PARAGRAPH.format("a" * 20_000_000)))
    directory = bomb.rindex(b"PK\x01\x02")
    bomb[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    refused(bytes(bomb), "damaged")


def test_entities_that_blow_up_are_refused():
    entities = "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {chr(98 + number)} '{f'&{chr(97 + number)};' * 10}'>" for number in range(9)
    )
    laughs = entities + "]>" + BODY.format(PARAGRAPH.format("&j;"))
    refused(packed({"word/document.xml": laughs}), "document type")
    outside = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + BODY.format(
        PARAGRAPH.format("&a;")
    )
    refused(packed({"word/document.xml": outside}), "document type")


def test_xml_that_is_nested_without_end_is_refused():
    refused(body("<w:p>" * 100_000 + "</w:p>" * 100_000), "nested deeper than")


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl/workbook.xml": b""}, "its sheets cannot be read"),
        ({"ppt/presentation.xml": b""}, "presentation"),
        ({"content.xml": b""}, "OpenDocument"),
        ({"a.txt": b"words"}, "packed archive"),
        ({"word/document.xml": b"<w:document"}, "its XML is wrong in line 1"),
        ({"../../word/document.xml": b"x"}, "packed archive"),
    ],
)
def test_other_packages_are_named(parts, words):
    refused(packed(parts), words)


def test_a_word_document_that_is_cut_short_is_refused():
    whole = word(PARAGRAPHS)
    refused(whole[: len(whole) // 2], "cut short")


def test_of_tracked_changes_what_was_put_in_is_read_and_hidden_words_are_not():
    changed = (
        "<w:p><w:r><w:t>One </w:t></w:r><w:del><w:r><w:delText>no </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>two </w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>gone </w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>three</w:t><w:br/><w:t>four</w:t></w:r>"
        "</w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    document = read_document(body(changed))
    assert document.text == "One two three\nfour\na\tb\n"
    assert "tracked changes" in document.warnings[0]


# ------------------------------------------------------------------ web pages


def test_a_page_nested_a_hundred_thousand_deep_is_refused_at_once():
    refused(
        b"<!doctype html>" + b"<div>" * 100_000 + b"words" + b"</div>" * 100_000,
        f"deeper than {web_page.DEEPEST_NESTING:,}",
    )


def test_scripts_styles_and_data_are_no_words():
    page = (
        b"<!doctype html><html><head><style>.a{}</style><base href='http://evil.example/'></head>"
        b"<body onload='steal()'><script>steal()</script><svg><text>drawn</text></svg>"
        b"<img src='data:image/png;base64,AAAA' alt='alternative'><iframe src='http://x'>in</iframe>"
        b"<object data='http://x'>other</object><textarea>typed</textarea><noscript>no</noscript>"
        b"<p hidden>hidden</p><p style='DISPLAY : NONE'>away</p><p aria-hidden='true'>mute</p>"
        b"<template><p>later</p></template><!-- remark --><p>Only these words are shown.</p>"
    )
    assert read_document(page).text == "Only these words are shown.\n"


def test_a_page_that_shows_nothing_without_its_scripts_says_so():
    document = read_document(b"<!doctype html><html><body><div id='app'></div></body></html>")
    assert document.text == ""
    assert "loaded by its scripts" in document.warnings[0]


@pytest.mark.parametrize(
    "statement",
    [
        '{"@type": "NewsArticle", "headline": ' + "[" * 20_000 + "]" * 20_000 + "}",
        '{"@type": ["NewsArticle", 5], "headline": 7, "author": {"name": {"name": 1}}}',
        '{"@type": "NewsArticle", "headline": "\\ud800", "datePublished": "9999-99-99"}',
        '{"@graph": [null, {"@type": null}, {"@type": "Article", "author": [null]}]}',
        "not json",
    ],
)
def test_what_a_page_states_wrongly_is_passed_over(statement):
    head = f'<script type="application/ld+json">{statement}</script>'
    document = read_document(documents.web_page(PARAGRAPHS, head=head))
    assert document.proposed("title") == PARAGRAPHS[0]
    assert document.proposed("date") is None


def test_a_persian_year_is_not_taken_for_one_of_ours():
    head = '<meta property="article:published_time" content="1402-05-11">'
    assert read_document(documents.web_page(PARAGRAPHS, head=head)).proposed("date") is None


def test_a_page_that_states_another_encoding_than_it_has_is_not_believed():
    page = "<html><head><meta charset='us-ascii'></head><body><p>Тегеран</p></body></html>"
    assert read_document(page.encode()).text == "Тегеран\n"
    page = "<html><head><meta charset='utf-8'></head><body><p>Міністр абароны Беларусі</p></body>"
    document = read_document(page.encode("cp1251"))
    assert document.text == "Міністр абароны Беларусі\n"
    assert document.encoding.how == "guessed"
    assert document.extractor == "web page in windows-1251"


# ------------------------------------------------------------------- messages


def test_a_message_with_broken_lines_is_read_as_it_stands():
    message = (
        b"From: =?utf-8?B?broken?= <a@b.example\r\nDate: yesterday\r\nMessage-ID: 1\r\n"
        b"Subject: =?no-such-charset?Q?x?=\r\nContent-Type: text/plain; charset=klingon\r\n\r\n"
        b"The words.\r\n"
    )
    document = read_document(message)
    assert document.media_type == Form.E_MAIL
    assert document.text.endswith("\n\nThe words.\n")
    assert document.proposed("date") is None


def test_a_message_of_very_many_parts_is_refused():
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    message = (
        b"From: a@b.example\r\nDate: x\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 3_000 + b"--b--\r\n"
    )
    refused(message, "more than 2,000 parts")


def test_a_message_of_attachments_alone_says_so():
    message = (
        b"From: a@b.example\r\nDate: x\r\nMIME-Version: 1.0\r\nContent-Type: application/pdf\r\n"
        b"Content-Disposition: attachment; filename=a.pdf\r\n\r\nJVBERi0=\r\n"
    )
    refused(message, "neither text nor a page")


def test_a_mailbox_of_many_messages_is_not_taken_for_one():
    message = b"From a@b.example Thu Aug  3 09:15:00 2023\nFrom: a@b.example\nDate: x\n\nWords.\n"
    assert read_document(message).text.endswith("Words.\n")
    refused(message + b"\n" + message, "mailbox of several e-mails")


def test_a_saved_page_without_its_page_is_refused():
    whole = documents.web_archive(b"<p>words")
    refused(whole.replace(b"Content-Type: text/html", b"Content-Type: text/css"), "holds no page")


# ---------------------------------------------------------------- plain bytes


def test_what_is_empty_is_refused():
    refused(b"", "It is empty.", name="a.pdf")


@pytest.mark.parametrize(
    ("beginning", "words"),
    [
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file"),
        (b"{\\rtf1", "RTF"),
        (b"\x1f\x8b\x08", "packed archive"),
        (b"SQLite format 3\x00", "database"),
        (b"\x7fELF", "program"),
    ],
)
def test_what_is_no_document_is_named_whatever_it_is_called(beginning, words):
    refused(beginning + b"\x00" * 100, words, name="report.pdf")


@pytest.mark.parametrize("original", [os.urandom(5_000), b"\x00" * 5_000, b"\x01\x02\x03" * 900])
def test_bytes_without_words_are_refused(original):
    refused(b"\x07" + original, "no text that can be read")


def test_two_hundred_megabytes_are_refused_without_being_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    def read(*_arguments):
        raise AssertionError("it was opened")

    monkeypatch.setattr(os, "open", read)
    with pytest.raises(UnreadableDocumentError, match="200 MB; up to 64 MB") as problem:
        read_document(path)
    assert problem.value.advice.startswith("Split it")


def test_bytes_that_are_too_many_are_refused():
    refused(bytes(LARGEST_ORIGINAL + 1), "up to 64 MB are read")


def test_a_text_that_is_too_long_is_refused_with_what_to_do():
    problem = refused(b"a " * 8_000_001, "more than 16 million characters")
    assert "Split it, by chapters" in problem.sentence


def test_what_is_no_file_is_refused(tmp_path):
    refused(tmp_path, "It is a folder", name="a")
    refused(tmp_path / "none.txt", "no such file")
    refused(tmp_path / ("n" * 10_000), "The system says")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        refused(tmp_path / "pipe", "no ordinary file")


def test_a_name_of_ten_thousand_characters_stays_short_in_sentences():
    name = "n" * 10_000 + "\u202etxt.exe\n\x00.txt"
    document = read_document(b"Words.", Hint(name=name))
    assert len(document.method) < 400
    problem = refused(b"", "It is empty", name=name)
    assert len(problem.sentence) < 300
    assert "\u202e" not in problem.sentence
    assert "\n" not in problem.sentence


def test_control_and_direction_characters_are_characters_of_the_text():
    words = "Words of a text that is long enough to be one, with odd characters among them: "
    words += "A\u202eB\u2066C\u2069 \u200f\u061c \ufdd0 \u2028 \u0085 \x1b[31m \x07."
    document = read_document(words.encode(), Hint(name="a.txt"))
    assert document.text == words
    page = f"<html><meta charset=utf-8><body><p>{words}</p></body></html>"
    # A page is markup: line separators stay, and blanks of HTML alone collapse.
    assert read_document(page.encode()).text == words + "\n"


def test_nul_is_left_out_and_said():
    document = read_document(b"One\x00 two, three, four, five, six.")
    assert document.text == "One two, three, four, five, six."
    assert document.warnings == ("1 NUL character was left out of the text.",)


def test_nothing_outside_of_the_basic_law_comes_out_of_a_page():
    page = "<html><meta charset=utf-8><body><p>e\u0301 \r\n &#13; &#0; &#xD800; x</p>".encode()
    document = read_document(page)
    assert document.text == reading_text(document.text).text
    assert document.text.startswith("é")
    assert not document.reading.was_normalized


# ----------------------------------------------------------------------- fuzz

SMALL = {
    Form.PLAIN: ARTICLE[:300].encode("cp1252", "replace"),
    Form.WEB_PAGE: documents.web_page(PARAGRAPHS[:3]),
    Form.WEB_ARCHIVE: documents.web_archive(documents.web_page(PARAGRAPHS[:2])),
    Form.E_MAIL: e_mail(ARTICLE[:300], "<p>page</p>"),
    Form.WORD: word(PARAGRAPHS[:2]),
}
edits = st.lists(
    st.tuples(st.integers(0, 1 << 20), st.integers(0, 40), st.binary(max_size=12)), max_size=12
)


def damaged(original, changes):
    content = bytearray(original)
    for place, length, put in changes:
        start = place % (len(content) + 1)
        content[start : start + length] = put
    return bytes(content)


@given(st.sampled_from(sorted(SMALL)), edits)
@example(Form.WORD, [(30, 4, b"\xff\xff\xff\xff")])
def test_whatever_is_damaged_is_read_by_the_laws_or_refused_in_words(form, changes):
    original = damaged(SMALL[form], changes)
    try:
        found = extraction(Request(form), original)
    except UnreadableTextError as error:
        found, said = None, str(error)
    if found is None:
        assert said
        return
    assert reading_text(found.reading.text).text == found.reading.text
    for proposal in found.proposals:
        for span in proposal.spans:
            words = found.reading.text[span.start : span.end]
            assert words == (proposal.printed or proposal.value)


@given(st.binary(max_size=300))
def test_any_bytes_are_something_or_nothing(original):
    try:
        said = sniff(original).value
    except UnreadableTextError as error:
        said = str(error)
    assert said in set(Form) or said.endswith(".")


@settings(max_examples=15)
@given(edits)
def test_a_damaged_pdf_is_read_apart_and_ends_in_text_or_in_a_sentence(changes):
    original = damaged(pdf(documents.wrapped(PARAGRAPHS[:3])), changes)
    text, said = text_or_sentence(original, Hint(form=Form.PDF))
    assert said or text == reading_text(text).text
