import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.names import sorting
from models.names.sorting import collation_key

WITHOUT_NUL = st.text(st.characters(exclude_characters="\x00"), max_size=12)


@pytest.mark.parametrize(
    "order",
    [
        ["elan", "Elan", "élan", "eland", "fa"],
        ["Zoe", "Zoé", "Zoë", "zoo"],
        ["L", "Łukaszenka", "M"],
        ["Lukashenka", "Łukaszenka", "Lukaz"],
        ["Ann Z", "Anna", "Annan"],
        ["Countrie", "“Countries", "Countries’"],
        ["10", "2", "a"],
        ["Khrenin", "Μητσοτάκης", "Хренин", "نتانیاهو", "习近平"],
        ["", "…", "a"],
        ["习", "\U000e0fff"],
        ["Aa", "Ab", "AB", "ABc"],
    ],
)
def test_names_stand_in_the_order_of_the_default_table(order):
    shuffled = order[::-1]
    assert sorted(shuffled, key=collation_key) == order


def test_leading_punctuation_only_breaks_ties():
    assert collation_key("Countries") < collation_key("“Countries") < collation_key("Country")


@given(st.lists(WITHOUT_NUL, max_size=6))
def test_equal_keys_mean_canonically_equal_texts_so_the_order_is_total(texts):
    keys = {text: collation_key(text) for text in texts}
    for one in texts:
        for other in texts:
            same = unicodedata.normalize("NFD", one) == unicodedata.normalize("NFD", other)
            assert (keys[one] == keys[other]) == same


@given(WITHOUT_NUL)
def test_a_text_sorts_before_itself_with_a_letter_added(text):
    assert collation_key("a" + text) < collation_key("a" + text + "z")


def test_very_long_texts_still_differ():
    start = "Tehran " * 200
    assert collation_key(start + "a") < collation_key(start + "b")


def test_several_threads_get_the_same_key():
    with ThreadPoolExecutor(max_workers=4) as pool:
        keys = set(pool.map(collation_key, ["Mohammad Reza Ashtiani"] * 40))
    assert keys == {collation_key("Mohammad Reza Ashtiani")}


def test_importing_the_module_loads_no_table():
    program = "import sys, models.names.sorting; sys.exit('pyuca' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@given(st.one_of(st.text(st.characters(max_codepoint=127), max_size=40), WITHOUT_NUL))
@example("a \u0301e и\u0306 l·l  เก ")
def test_a_text_weighed_in_pieces_weighs_what_it_does_as_a_whole(text):
    assert sorting._levels(text) == sorting._packed_levels(text)
