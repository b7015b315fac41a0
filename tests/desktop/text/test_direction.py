"""A paragraph runs in the direction of its first strong character."""

import pytest
from PySide6.QtCore import Qt

from desktop.text.direction import direction_of, is_right_to_left, isolate

LEFT = Qt.LayoutDirection.LeftToRight
RIGHT = Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", LEFT),
        ("12 – 34", LEFT),
        ("Tehran تهران", LEFT),
        ("تهران Tehran", RIGHT),
        ("«۱۲» تهران", RIGHT),
        ("12. ירושלים", RIGHT),
        ("\u2067تهران\u2069 is Tehran", LEFT),
        ("\u2067Tehran\u2069 ۱ تهران", RIGHT),
        ("\u200fTehran", RIGHT),
        ("\u2069تهران", RIGHT),
        ("𞤀𞤁", RIGHT),
    ],
)
def test_the_first_strong_character_decides(text: str, expected: Qt.LayoutDirection) -> None:
    assert direction_of(text) == expected
    assert is_right_to_left(text) == (expected == RIGHT)


def test_an_isolate_encloses_the_text_and_nothing_for_nothing() -> None:
    assert isolate("تهران") == "\u2068تهران\u2069"
    assert isolate("") == ""
