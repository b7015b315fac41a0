from itertools import pairwise

import pytest

from models.text.graphemes import grapheme_boundaries


def pieces(text):
    edges = grapheme_boundaries(text)
    return [text[start:end] for start, end in pairwise(edges)]


@pytest.mark.parametrize(
    "characters",
    [
        ["e\u0301", "a"],
        ["\r\n", "a", "\n", "\u0301"],
        ["👩\u200d👩\u200d👧", "!"],
        ["🇮🇷", "🇧🇾", "🇺"],
        ["👍\U0001f3fd", "x"],
        ["क\u094dष", "त\u093e"],
        ["ه\u200c", "ا"],
        ["한", "\u1112\u1161\u11ab"],
        ["か\uff9e", "き"],
    ],
)
def test_a_visible_character_is_never_cut(characters):
    assert pieces("".join(characters)) == characters


def test_an_empty_text_has_one_boundary():
    assert grapheme_boundaries("") == [0]


def test_flags_without_end_are_one_piece_instead_of_an_endless_count():
    assert max(map(len, pieces("🇮" * 100_000))) > 99_000
