import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.names.scripts import direction, script_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Khrenin", "Latn"),
        ("Łukaszenka Ａ", "Latn"),
        ("Хрэнін met", "Cyrl"),
        ("خامنه‌ای", "Arab"),
        ("נתניהו", "Hebr"),
        ("Μητσοτάκης", "Grek"),
        ("Սերժ", "Armn"),
        ("საქართველო", "Geor"),
        ("नरेन्द्र", "Deva"),
        ("ประยุทธ์", "Thai"),
        ("习近平", "Hans"),
        ("蔡英文總統", "Hant"),
        ("王毅", "Hani"),
        ("岸田さん", "Jpan"),
        ("アベ", "Jpan"),
        ("김정은", "Hang"),
        ("金正은", "Kore"),
        ("习近平 (Xi)", "Hans"),
        ("2023-08-02 …", "Zyyy"),
        ("", "Zyyy"),
        ("\ud800", "Zyyy"),
    ],
)
def test_the_script_is_that_of_most_letters(text, code):
    assert script_of(text) == code


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("Khrenin خرنین", "ltr"),
        ("خرنین Khrenin", "rtl"),
        ("“123 – נתניהו", "rtl"),
        ("\u2067خرنین\u2069 Khrenin", "ltr"),
        ("\u2066Khrenin\u2069 خرنین", "rtl"),
        ("\u2067\u2066a\u2069خ\u2069 b", "ltr"),
        ("\u2069خ", "rtl"),
        ("\u202ba", "ltr"),
        ("\u200f1", "rtl"),
        ("123 …", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_paragraph_reads_as_its_first_strong_character(text, reads):
    assert direction(text) == reads


@given(st.text())
def test_every_text_has_a_script_and_a_direction(text):
    assert len(script_of(text)) == 4
    assert direction(text) in {"ltr", "rtl"}
