"""What touches a place, and where a paragraph is, agree with counting it out."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.reader.heights import Heights
from desktop.reader.stretches import Stretches

numbers = st.integers(0, 60)
stretches = st.lists(st.tuples(numbers, numbers).map(lambda pair: (min(pair), max(pair))))


@given(stretches, numbers, numbers)
def test_stretches_that_touch_a_place_are_found_as_by_trying_each(all_of_them, one, other):
    start, end = min(one, other), max(one, other)
    kept = Stretches(all_of_them)
    found = [kept[index] for index in kept.touching(start, end)]
    assert found == [
        (first, last) for first, last in sorted(all_of_them) if first < end and last > start
    ]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=50), st.data())
def test_heights_add_up_after_any_change(heights, data):
    kept = Heights(heights)
    for number in data.draw(st.lists(st.integers(0, len(heights) - 1), max_size=10)):
        height = data.draw(st.integers(1, 80))
        assert kept.change(number, height) == height - heights[number]
        heights[number] = height
    assert kept.total == sum(heights)
    for number in range(len(heights)):
        assert kept.top(number) == sum(heights[:number])
        assert kept.at(kept.top(number)) == number
        assert kept.at(kept.top(number) + heights[number] - 1) == number
    assert kept.at(-5) == 0
    assert kept.at(kept.total + 5) == len(heights) - 1
