"""A word nothing was found for is near to a stored name, or to none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reference.reference import Reference
from models.search import near_names as near
from models.search.finding import find_records
from models.search.near_names import near_names, one_off


def queries(database, text):
    return [name.query for name in near_names(database, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khremin", ["Khrenin"]),
        ("bagkeri", ["Bagheri"]),
        ("with:khremin", ["with:Khrenin"]),
        ('with:"viktor khremin"', ['with:"viktor Khrenin"']),
        ('with:"wictor khremin"', ['with:"wictor Khrenin"']),
        ("khremin bagkeri", ["Khrenin Bagheri"]),
        ("on:2023 khremin -iran", ["on:2023 Khrenin -iran"]),
        ("place:tehrab", ["place:Tehran"]),
        ("source:irma", ["source:IRNA"]),
        ("country:irna", ["country:Iran"]),
        ("country:irania", []),
        ("country:iranain", ["country:Iran"]),
        ("country:belaruss", ["country:Belarus"]),
        ("country:frence", []),
        ('"viktor khremin"', ['"viktor Khrenin"']),
        ("хрэмін", ["Хрэнін"]),
        ("-khremin", []),
        ("khrenin", []),
        ("khremin qqqqq", []),
        ("qqqqq", []),
        ("kx", []),
        ("tag:khremin", []),
        ("", []),
        ("\ud800", []),
    ],
)
def test_a_near_name_is_offered_in_place_of_the_word(story, text, expected):
    reference, _ = story
    assert queries(reference.database, text) == expected


def test_what_is_offered_finds_something(story):
    reference, _ = story
    for text in ("with:khremin", "khremin bagkeri", "country:irna", "place:tehrab"):
        assert not find_records(reference.database, text).ids
        (offered,) = queries(reference.database, text)
        assert find_records(reference.database, offered).ids, offered


def test_the_name_is_shown_as_it_is_written(story):
    reference, _ = story
    (name,) = near_names(reference.database, "khremin")
    assert name.label == "Khrenin"


def test_none_is_given_where_it_takes_long(story, monkeypatch):
    reference, _ = story
    monkeypatch.setattr(near, "SECONDS", 0)
    monkeypatch.setattr("models.reference.database.STEPS_BETWEEN_LOOKS", 1)
    assert near_names(reference.database, "khremin") == ()


@pytest.mark.parametrize("other", ["khrnin", "khreniin", "khrenim", "khrenni", "hkrenin", "hrenin"])
def test_one_letter_left_out_put_in_changed_or_swapped_is_near(other):
    letters = "abcdefghijklmnopqrstuvwxyz"
    assert other in one_off("khrenin", letters)
    assert "khrenin" in one_off(other, letters)


def test_two_letters_off_is_not_near():
    assert "khrnn" not in one_off("khrenin", "abcdefghijklmnopqrstuvwxyz")


@given(st.text("abc", min_size=1, max_size=6))
def test_near_words_are_near_each_other(word):
    for other in one_off(word, "abc"):
        assert other != word
        assert word in one_off(other, "abc")


@given(st.text(max_size=30))
def test_any_text_can_be_asked(shared_story, text):
    for name in near_names(shared_story, text):
        assert name.query != text
        assert name.label


@pytest.fixture(scope="module")
def shared_story(story_template):
    with Reference.open(story_template.path, read_only=True) as reference:
        yield reference.database
