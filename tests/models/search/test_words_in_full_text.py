"""The words of search_text are the words that SQLite's full text stores and finds."""

import apsw
import pytest

from models.names.folding import query_words, search_text, search_words

TEXTS = [
    "Viktor Khrenin met O’Brien",
    "习近平会见普京",
    "김정은은 평양에서",
    "सिंह हिन्दी में",
    "سید علی خامنه\u200cای",
    "ปู่ไทย",
    "がぎぐ",
    "Хрэнін, Łukaszenka F-16",
]


@pytest.fixture
def connection():
    connection = apsw.Connection(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE passage USING fts5"
        "(words, tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
    )
    connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(passage, 'row')")
    yield connection
    connection.close()


@pytest.mark.parametrize("text", TEXTS)
def test_full_text_parts_the_stored_words_as_we_do(connection, text):
    connection.execute("INSERT INTO passage VALUES (?)", (search_text(text),))
    stored = {term for (term,) in connection.execute("SELECT term FROM vocabulary")}
    assert stored == set(search_words(text))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("khr", TEXTS[0]),
        ("o'bri", TEXTS[0]),
        ("近平", TEXTS[1]),
        ("김정은", TEXTS[2]),
        ("हिन्", TEXTS[3]),
        ("خامنه", TEXTS[4]),
        ("ไท", TEXTS[5]),
        ("ぎぐ", TEXTS[6]),
        ("lukas f-1", TEXTS[7]),
    ],
)
def test_what_is_typed_finds_its_text_and_no_other(connection, typed, found):
    for text in TEXTS:
        connection.execute("INSERT INTO passage VALUES (?)", (search_text(text),))
    phrases = " ".join(f'"{phrase}"*' for phrase in query_words(typed))
    rows = connection.execute("SELECT words FROM passage WHERE passage MATCH ?", (phrases,))
    assert [words for (words,) in rows] == [search_text(found)]
