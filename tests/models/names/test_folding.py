import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.names.folding import (
    fold,
    fold_with_map,
    matches,
    query_words,
    search_text,
    search_words,
)
from models.text.graphemes import is_boundary
from models.text.segments import Span

WILD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "aé\u0301\u0323ﬁß\u0640\u200c\u200dیيكخ\u0654\u064bか\u3099\uff9e한\u1161\u11abㄱㅏ"
            "क\u094dष\u093eก\u0e33\ufeff\u034f\u0345’“—習🇮🇷👩\r\n "
        ),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukaszenka", "lukaszenka"),
        ("Jørgen Đorđević", "jorgen dordevic"),
        ("STRAẞE, straße", "strasse, strasse"),
        ("Ærø Œuvre Þór", "aero oeuvre thor"),
        ("İSTANBUL ısparta", "istanbul isparta"),
        ("Erdoğan", "erdogan"),
        ("Nguyễn Thị", "nguyen thi"),
        ("Йоўкаў Ёлкин", "иоукау елкин"),
        ("ﬁnal ﬀ ½ ²", "final ff 1⁄2 2"),
        ("ＦＵＬＬ　ＷＩＤＴＨ", "full width"),
        ("آشتیانی", "اشتیانی"),
        ("علي", "علی"),
        ("كريم", "کریم"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("خامنه\u200cای", "خامنهای"),
        ("فاطمة", "فاطمه"),
        ("۱۴۰۲ ٢٠٢٣ २०२३", "1402 2023 2023"),
        ("נְתַנְיָהוּ", "נתניהו"),
        ("Μητσοτάκης", "μητσοτακησ"),
        ("O’Brien O‘Brien Oʼbrien O´Brien", "o'brien o'brien o'brien o'brien"),
        ("“a” „b“ «c»", '"a" "b" "c"'),
        ("2019–2023 — Xi‐Jin", "2019-2023 - xi-jin"),
        ("a\u00adb\u200f\u2066c\u2069\ufeff", "abc"),
        ("सिंह", "सिंह"),
        ("がぎ", "がぎ"),
        ("김정은", "김정은"),
        ("習近平", "習近平"),
    ],
)
def test_what_is_written_alike_folds_alike(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


def test_every_character_folds_to_what_folding_leaves_alone():
    for number in range(0x110000):
        folded = fold(chr(number))
        assert fold(folded) == folded, hex(number)


def test_every_character_is_mapped_as_it_is_folded():
    for number in range(0x20000):
        text = "か" + chr(number) + "a"
        assert fold_with_map(text)[0] == fold(text), hex(number)


@given(WILD)
def test_folding_a_folded_text_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(WILD)
def test_canonically_equal_texts_fold_alike(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(WILD)
def test_the_map_covers_the_folded_text_in_order_and_tears_nothing(text):
    folded, origins = fold_with_map(text)
    assert folded == fold(text)
    assert len(origins) == len(folded)
    for one, following in pairwise(origins):
        assert one == following or one.end <= following.start
    for span in origins:
        assert 0 <= span.start < span.end <= len(text)
        assert is_boundary(text, span.start)
        assert is_boundary(text, span.end)


def test_the_map_points_to_the_whole_ligature_and_the_whole_accented_letter():
    assert fold_with_map("xﬁe\u0301") == (
        "xfie",
        (Span(0, 1), Span(1, 2), Span(1, 2), Span(2, 4)),
    )


@pytest.mark.parametrize(
    ("text", "needles", "lit"),
    [
        ("Viktor Khrenin met Khrenina", ["khrenin"], ["Khrenin", "Khrenin"]),
        ("Viktor Khrenin", ["hrenin"], []),
        ("Łukaszenka", ["lukas"], ["Łukas"]),
        ("Cafe\u0301 de\u0301ja\u0300", ["cafe", "d"], ["Cafe\u0301", "d"]),
        ("ﬁnal", ["f"], ["ﬁ"]),
        ("وزیر خامنه\u200cای", ["خامنه"], ["خامنه\u200c"]),
        ("وزير علي", ["وزیر", "علی"], ["وزير", "علي"]),
        ("习近平会见普京", ["近平"], ["近平"]),
        ("习近平会见普京", query_words("习近平 普"), ["习近平", "普"]),
        ("O’Brien said", ["o'br"], ["O’Br"]),
        ("armed forces, armed drones", ["armed forces"], ["armed forces"]),
        ("armed forces chief", ["armed", "armed for"], ["armed for"]),
        ("armed-forces", ["armed forces"], ["armed-forces"]),
        ("Tehran", [], []),
        ("Tehran", ["", "  ", "—"], []),
        ("한국 한국은", ["한국"], ["한국", "한국"]),
    ],
)
def test_matches_light_what_was_searched(text, needles, lit):
    assert [text[span.start : span.end] for span in matches(text, needles)] == lit


def test_whole_words_light_no_prefix():
    assert matches("armed forces", ["armed force"], whole_words=True) == ()
    assert matches("armed forces", ["armed forces"], whole_words=True) == (Span(0, 12),)


@given(WILD, st.lists(WILD, max_size=3))
def test_matches_are_in_order_apart_and_tear_nothing(text, needles):
    found = matches(text, needles)
    assert all(one.end < following.start for one, following in pairwise(found))
    for span in found:
        assert span.start < span.end
        assert is_boundary(text, span.start)
        assert is_boundary(text, span.end)


@given(WILD)
def test_a_text_is_found_by_each_of_its_own_words_and_by_itself(text):
    words = search_words(text)
    for word in words:
        assert matches(text, [word])
    if words:
        assert len(matches(text, [text], whole_words=True)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Iran’s Defense-Minister", "iran s defense minister"),
        ("习近平 met Путин", "习 近 平 met путин"),
        ("安倍しんぞう", "安 倍 し ん ぞ う"),
        ("김정은 위원장", "김정은 위원장"),
        ("हिन्दी में", "हिन्दी में"),
        ("ปู่", "ปู่"),
        ("ไทย", "ไ ท ย"),
        ("F-16, 2.5%", "f 16 2 5"),
        ("…—!", ""),
    ],
)
def test_search_text_is_the_words_parted_by_blanks(text, words):
    assert search_text(text) == words


@given(WILD)
def test_search_text_is_its_own_search_text(text):
    assert search_text(search_text(text)) == search_text(text)


def test_query_words_are_phrases_of_the_words_that_are_stored():
    assert query_words("  Xí O'Brien 习近平 — x") == ("xi", "o brien", "习 近 平", "x")


@given(WILD)
def test_query_words_are_found_in_the_stored_text_of_the_same_words(text):
    stored = f" {search_text(text)} "
    assert all(f" {phrase} " in stored for phrase in query_words(text))
