from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QRect

from desktop.tour.placing import SIDES, Measures, place

AREA = QRect(8, 8, 1000, 700)


def measures(area_of_words: int = 60_000) -> Measures:
    return Measures(width=350, least=220, gap=12, height=lambda width: area_of_words // width)


rectangles = some.builds(
    QRect,
    some.integers(-50, 1000),
    some.integers(-50, 700),
    some.integers(1, 1100),
    some.integers(1, 800),
)


@given(rectangles, some.permutations(SIDES), some.integers(10_000, 400_000))
def test_a_card_lies_in_the_window_and_never_on_its_target(target, sides, words):
    placed = place(AREA, target, measures(words), sides)
    assert AREA.contains(placed.card)
    if placed.side is not None:
        assert not placed.card.intersects(target)


@given(rectangles)
def test_a_pointer_goes_from_the_card_to_the_target(target):
    placed = place(AREA, target, measures(), SIDES)
    pointer = placed.pointer(target, 8)
    if pointer is not None:
        tip, *base = pointer
        assert target.contains(tip)
        assert all(placed.card.contains(corner) for corner in base)


def test_the_first_side_with_room_for_the_whole_card_wins():
    middle = QRect(400, 300, 100, 100)
    assert place(AREA, middle, measures(), ("left", "right")).side == "left"
    assert place(AREA, middle, measures(), ("right", "left")).side == "right"
    leftmost = QRect(100, 300, 100, 100)
    assert place(AREA, leftmost, measures(), ("left", "right")).side == "right"


def test_a_narrower_card_is_better_than_one_that_scrolls():
    wide = QRect(8, 8, 700, 700)
    placed = place(AREA, wide, measures(), SIDES)
    assert placed.side == "right"
    assert 220 <= placed.card.width() < 350
    assert placed.card.height() == 60_000 // placed.card.width()


def test_a_card_too_high_for_every_side_takes_the_height_there_is():
    wide = QRect(8, 8, 700, 700)
    placed = place(AREA, wide, measures(400_000), SIDES)
    assert placed.side == "right"
    assert placed.card.height() == AREA.height()


def test_without_a_target_the_card_stands_in_the_corner():
    placed = place(AREA, None, measures(), SIDES)
    assert placed.side is None
    assert placed.card.bottomRight() == AREA.bottomRight()
    assert placed.pointer(QRect(0, 0, 10, 10), 8) is None


def test_beside_something_tall_the_card_leaves_the_upper_end_free():
    tall = QRect(8, 8, 400, 690)
    placed = place(AREA, tall, measures(), SIDES)
    assert placed.card.bottom() == tall.bottom()
