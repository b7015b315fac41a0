import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.names.skeleton import LEAST_CONSONANTS, skeleton, skeletons

MEETING = [
    "Хрэнін Хренин Khrenin Hrenin خرنین",
    "Bagheri Багери Багхери Бахери باقری Baqeri",
    "Lukashenko Лукашенко Лукашэнка Łukaszenka لوکاشنکو Łukašenka",
    "Khamenei خامنه‌ای خامنهای Хаменеи خامنئي",
    "Ashtiani آشتیانی اشتیانی Аштиани",
    "Putin Путин پوتین Poutine Πούτιν",
    "Zelensky Зеленський Зеленский Zelenskyy Zelenskiy زلنسکی",
    "Netanyahu נתניהו Нетаньяху نتانیاهو",
    "Jinping Цзиньпин جین‌پینگ",
    "Mohammed Muhammad Mohamed Mohammad محمد مُحَمَّد Мухаммед",
    "Lavrov Лавров لاوروف",
    "Rouhani Rohani روحانی Рухани",
    "Tehran Тегеран تهران",
    "Milošević Milosevic Милошевич",
    "Mousavi موسوی Мусави",
    "Velayati ولایتی",
    "Obama اوباما Обама",
    "Mitsotakis Μητσοτάκης Мицотакис",
    "Araghchi Araqchi عراقچی Арагчи",
    "Erdoğan Erdogan Эрдоган اردوغان",
    "Hussein Husayn حسین Хусейн Гусейн",
    "Yeltsin Ельцин یلتسین",
    "Kerry Керри کری",
    "John Джон جان",
    "O'Brien O’Brien OBrien",
]
DIFFERENT = ["Putin Biden", "Khrenin Bagheri", "Lukashenko Lavrov", "Raisi Rouhani", "Xi Li"]
# Spellings that do not meet: the docstring names them, and whoever mends one moves it up.
MISSES = ["Putin بوتين", "Zelensky Selenskyj", "Lukashenko Loukachenko", "Medvedev مدودف"]


@pytest.mark.parametrize("spellings", MEETING)
def test_spellings_of_one_name_meet(spellings):
    assert len({skeleton(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize("words", [*DIFFERENT, *MISSES])
def test_other_names_and_known_misses_do_not_meet(words):
    assert len({skeleton(word) for word in words.split()}) == 2


@pytest.mark.parametrize("word", ["", "习近平", "きし", "김정은", "1962", "—", "सिंह"])
def test_what_has_no_consonants_we_know_has_no_skeleton(word):
    assert skeleton(word) == ""


def test_a_name_gives_one_skeleton_a_word_without_the_weak_ones():
    assert skeletons("Viktor Gennadievich Khrenin") == ("vktr", "gndvc", "grnn")
    assert skeletons("Xi Jinping") == ("jnpn",)
    assert skeletons("Ali Khamenei") == skeletons("سید علی خامنه‌ای")[-1:] == ("gmn",)
    assert skeletons("Jean-Pierre O’Neill") == ("jn", "pr", "anl")
    assert skeletons("") == skeletons("习近平") == ()


def test_a_silent_heh_stays_silent_however_the_parts_are_joined():
    joined, parted, spaced = "خامنهای", "خامنه\u200cای", "خامنه ای"
    assert skeletons(joined) == skeletons(parted) == skeletons(spaced) == ("gmn",)


def test_the_arabic_article_can_be_left_out():
    assert set(skeletons("al-Sadr")) <= set(skeletons("الصدر"))
    assert skeleton("Aleksandr") == skeletons("الکساندر")[0]


@given(st.text(max_size=20))
def test_a_skeleton_is_plain_and_always_the_same(word):
    key = skeleton(word)
    assert key == skeleton(word)
    assert set(key) <= set("abcdgjklmnprstvz")
    assert "a" not in key[1:]
    assert skeleton(word.upper().lower()) == skeleton(word.lower())


@given(st.text(max_size=40))
def test_skeletons_are_strong_and_each_comes_once(name):
    found = skeletons(name)
    assert len(set(found)) == len(found)
    assert all(len(key.removeprefix("a")) >= LEAST_CONSONANTS for key in found)
