"""Words between quotation marks, and how they are told."""

import pytest

from models.proposing.quotations import quotation_in

EXPANDED = (
    "Bagheri said that military cooperation between Iran and Belarus “should be expanded due to "
    "the changes that are taking place in the global power structure,” according to IRNA."
)
SHOULD = EXPANDED[EXPANDED.index("should") : EXPANDED.index("”")]
COUNTRIES = (
    "“Countries sanctioned by the US should work together and form a group to eliminate the tactic "
    "of sanctions, and we think that can be done,” Khamenei said at the time."
)
SPECIAL = (
    "Ashtiani told his counterpart that Minsk holds a “special place” in Iran’s foreign policy."
)
ADDED = "He added that countries facing sanctions should have better relations with one another."


def told(text, words=None):
    start = text.index(words) if words else 0
    end = start + len(words) if words else len(text)
    found = quotation_in(text, start, end)
    return text[found.words.start : found.words.end], found.mode


@pytest.mark.parametrize(
    ("text", "words", "said", "mode"),
    [
        (COUNTRIES, None, COUNTRIES[1 : COUNTRIES.index("”")], "direct"),
        (COUNTRIES, "form a group", "form a group", "direct"),
        (EXPANDED, None, SHOULD, "partial"),
        (EXPANDED, "“should be expanded", SHOULD, "partial"),
        (SPECIAL, None, "special place", "partial"),
        (ADDED, None, ADDED, "indirect"),
        ("He said: «Мы будем работать вместе.»", None, "Мы будем работать вместе.", "direct"),
        ("An “open mark is left", None, "An “open mark is left", "indirect"),
    ],
)  # fmt: skip
def test_the_words_said_are_told_from_the_telling(text, words, said, mode):
    assert told(text, words) == (said, mode)
