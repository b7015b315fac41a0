"""One story in every form: the words of its quotes are found in each, character for character."""

import hashlib

import pytest

from models.capture.capturing import Hint, read_document
from models.capture.extractors import extractor_named
from models.capture.problems import UnreadableDocumentError
from models.capture.sniffing import Form
from models.seeds.checking import check_seed
from tests.models.capture.documents import (
    ARTICLE,
    ROOT,
    e_mail,
    pdf,
    web_archive,
    web_page,
    word_document,
    wrapped,
)

PARAGRAPHS = [line for line in ARTICLE.split("\n") if line]
FORMS = {
    "story.txt": ARTICLE.encode(),
    "story-16.txt": ARTICLE.encode("utf-16"),
    "story.html": web_page(PARAGRAPHS),
    "story.mhtml": web_archive(web_page(PARAGRAPHS)),
    "story.pdf": pdf(wrapped(PARAGRAPHS)),
    "story-indented.pdf": pdf(wrapped(PARAGRAPHS, columns=60, indent=True), compress=True),
    "story.docx": word_document(PARAGRAPHS),
    "story.eml": e_mail(ARTICLE),
    "story-page.eml": e_mail(page=web_page(PARAGRAPHS, around=False).decode()),
}


@pytest.fixture(scope="module")
def quoted():
    """Give the exact words of every quote of the shipped story."""
    seed = check_seed(ROOT / "seeds" / "iran-belarus")
    words = {quote.exact for quote in seed.quotes.values()}
    assert len(words) > 10
    return words


@pytest.mark.parametrize("name", FORMS)
def test_the_quotes_of_the_story_stand_in_every_form_of_it(name, quoted):
    text = read_document(FORMS[name], Hint(name=name)).text
    assert [words for words in quoted if words not in text] == []


@pytest.mark.parametrize("name", FORMS)
def test_the_reading_text_holds_the_story_and_nothing_beside_it(name):
    lines = [line for line in read_document(FORMS[name], Hint(name=name)).text.split("\n") if line]
    if name.endswith(".eml"):
        assert [line.partition(":")[0] for line in lines[:4]] == ["From", "To", "Subject", "Date"]
        lines = lines[4:]
    assert " ".join(lines) == " ".join(PARAGRAPHS)


@pytest.mark.parametrize("name", FORMS)
def test_the_extractor_a_snapshot_names_reads_the_same_text_again(name):
    document = read_document(FORMS[name], Hint(name=name))
    again = extractor_named(document.extractor, document.version)(FORMS[name])
    assert again.text == document.text
    assert again.labels == document.reading.labels == ()
    assert document.original == FORMS[name]
    assert document.original_sha256 == hashlib.sha256(FORMS[name]).hexdigest()


@pytest.mark.parametrize(
    ("name", "encoding", "words"),
    [
        ("windows-1251", "cp1251", "Віктар Хрэнін сустрэўся ў Тэгеране з кіраўніком Генштаба."),
        (
            "windows-1256",
            "cp1256",
            "التقى رئيس أركان القوات المسلحة وزير الدفاع في طهران يوم الأربعاء.",
        ),
        ("windows-1252", "cp1252", "Le chef d’état-major a rencontré le ministre à Téhéran."),
        ("windows-1250", "cp1250", "Szef sztabu spotkał się w środę z ministrem obrony Białorusi."),
        ("windows-1254", "cp1254", "İran Genelkurmay Başkanı çarşamba günü Bakan ile görüştü."),
        ("gb18030", "gb18030", "伊朗武装部队总参谋长星期三在德黑兰会见了白俄罗斯国防部长。"),
    ],
)
def test_an_encoding_that_nothing_names_is_guessed_said_and_kept(name, encoding, words):
    original = (words + "\n" + words).encode(encoding)
    document = read_document(original, Hint(name="a.txt"))
    assert document.text == words + "\n" + words
    assert document.encoding.how == "guessed"
    assert document.extractor == f"plain text in {name}"
    assert any(name in warning and "guessed" in warning for warning in document.warnings)
    assert extractor_named(document.extractor, document.version)(original).text == document.text


def test_a_person_overrules_a_guess_and_the_extractor_remembers():
    original = "Łódź".encode("cp1250") * 3
    document = read_document(original, Hint(encoding="windows-1250"))
    assert document.text == "ŁódźŁódźŁódź"
    assert document.encoding.how == "given"
    assert extractor_named(document.extractor, document.version)(original).text == document.text
    with pytest.raises(UnreadableDocumentError, match="No encoding is called"):
        read_document(original, Hint(encoding="klingon"))
    with pytest.raises(UnreadableDocumentError, match="no encoding of text"):
        read_document(original, Hint(encoding="hex"))
    with pytest.raises(UnreadableDocumentError, match="not UTF-8: byte 1"):
        read_document(original, Hint(encoding="utf-8"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
@pytest.mark.parametrize(
    "words", ["Tehran, on Wednesday\n", "تهران، روز چهارشنبه\nدیدار", "A 😀\n"]
)
def test_unicode_is_read_with_and_without_a_signature(encoding, words):
    document = read_document(words.encode(encoding), Hint(name="a.txt"))
    assert document.text == words
    again = extractor_named(document.extractor, document.version)
    assert again(words.encode(encoding)).text == words


def test_a_signature_is_no_character_of_the_text():
    assert read_document(b"\xef\xbb\xbfWords.\n").text == "Words.\n"
    assert read_document("\ufeffWords.\n".encode("utf-16-le")).text == "Words.\n"


def test_damaged_utf8_is_not_taken_for_something_else():
    original = ("Тегеран " * 50).encode() + b"\xff" + ("Минск " * 50).encode()
    with pytest.raises(UnreadableDocumentError, match="damaged: byte 751, in line 1"):
        read_document(original)


def test_what_a_file_is_follows_from_its_bytes_and_a_wrong_name_is_said():
    document = read_document(web_page(PARAGRAPHS), Hint(name="story.pdf"))
    assert document.media_type == Form.WEB_PAGE
    assert document.warnings[0] == (
        "Its name ends in .pdf, but it is a web page; it was read as that."
    )
    assert read_document(b"From here on nothing is known.\n", Hint(name="a.eml")).media_type == (
        Form.PLAIN
    )
    assert read_document(FORMS["story.txt"], Hint(name="story.txt")).warnings == ()


def test_a_person_can_say_what_a_document_is():
    source = web_page(PARAGRAPHS)
    document = read_document(source, Hint(form=Form.PLAIN))
    assert document.text == source.decode()


def test_the_pages_of_a_pdf_are_places_and_no_words():
    document = read_document(pdf([[(72, 700, "One page.")], [], [(72, 700, "Three pages.")]]))
    assert document.text == "One page.\nThree pages.\n"
    assert [(one.start, one.label) for one in document.locators] == [
        (0, "p. 1"),
        (10, "p. 2"),
        (10, "p. 3"),
    ]
    assert document.locator_at(3) == "p. 1"
    assert document.locator_at(12) == "p. 3"
    assert document.warnings == ("Page 2 has no text: nothing can be quoted from there.",)


def test_attachments_are_named_and_not_opened():
    document = read_document(e_mail("Words.\n", attachment=pdf([[(72, 700, "Secret")]])))
    assert "Secret" not in document.text
    assert "“notes.pdf”" in document.warnings[0]


def test_what_a_document_says_of_itself_is_proposed_with_where_it_stands():
    head = (
        '<link rel="canonical" href="https://news.example/a">'
        '<meta property="og:site_name" content="The Paper">'
        '<meta property="article:published_time" content="2023-08-02T23:50:00-04:00">'
    )
    document = read_document(web_page(PARAGRAPHS, head=head))
    assert document.proposed("url") == "https://news.example/a"
    assert document.proposed("publisher") == "The Paper"
    assert document.proposed("date") == "2023-08-02"  # the day where it was written
    assert document.proposed("language") == "en"
    title = next(one for one in document.proposals if one.field == "title")
    assert title.value == PARAGRAPHS[0]
    assert [document.text[span.start : span.end] for span in title.spans] == [PARAGRAPHS[0]]
    date = next(one for one in document.proposals if one.field == "date")
    assert date.came_from == "the page's meta tag article:published_time"
    assert date.printed == "2023-08-02T23:50:00-04:00"
    assert date.spans == ()


def test_when_a_file_was_made_is_no_date_of_publication():
    document = read_document(pdf([[(72, 700, "Words")]], title="A report", created="D:20240102"))
    assert document.proposed("title") == "A report"
    assert document.proposed("date") is None
    assert document.proposed("created") == "2024-01-02"
