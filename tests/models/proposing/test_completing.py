"""Completing what is typed from the words in hand."""

import pytest

from models.proposing.completing import completions, is_meant_whole

WORDS = (
    "The meeting in Tehran between Iran’s armed forces chief of staff Mohammad Bagheri and "
    "Belarusian Defense Minister Viktor Khrenin included talks about military attaches."
)


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("moh", ("Mohammad Bagheri",)),
        ("VIK", ("Viktor Khrenin",)),
        ("teh", ("Tehran",)),
        ("ir", ("Iran",)),
        ("chie", ("chief of staff",)),
        ("def", ("Defense Minister Viktor Khrenin",)),
        ("m", ()),
        ("", ()),
        ("minsk", ()),
        ("Tehran", ()),
    ],
)
def test_a_few_letters_are_completed_from_the_words(typed: str, completed: tuple[str, ...]) -> None:
    assert completions(WORDS, typed) == completed


def test_whose_post_it_is_is_no_part_of_the_post() -> None:
    apart = ("Viktor Khrenin", "Khrenin")
    assert completions(WORDS, "def", apart=apart) == ("Defense Minister",)


@pytest.mark.parametrize(
    ("typed", "completion", "whole"),
    [
        ("Belarus", "Belarusian Defense Minister", True),
        ("Bel", "Belarusian Defense Minister", False),
        ("Ali", "Ali Khamenei", True),
        ("Ali Kha", "Ali Khamenei", False),
        ("joint commission", "joint commission for cooperation", True),
    ],
)
def test_who_types_most_of_a_word_means_it_as_typed(
    typed: str, completion: str, *, whole: bool
) -> None:
    assert is_meant_whole(typed, completion) is whole
