"""Back and forward over records, as in a browser."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.window.history import LIMIT, History


def test_one_begins_nowhere() -> None:
    history = History()
    assert not history.can_go_back
    assert not history.can_go_forward
    assert history.back() is None
    assert history.forward() is None
    assert history.recent() == ()


def test_back_and_forward_lead_along_the_same_way() -> None:
    history = History()
    for record in (1, 2, 3):
        history.visit(record)
    assert (history.back(), history.back(), history.back()) == (2, 1, None)
    assert (history.forward(), history.forward(), history.forward()) == (2, 3, None)


def test_a_visit_forgets_what_was_forward_of_here() -> None:
    history = History()
    for record in (1, 2, 3):
        history.visit(record)
    history.back()
    history.visit(9)
    assert not history.can_go_forward
    assert history.back() == 2
    assert history.forward() == 9


def test_the_same_record_twice_in_a_row_is_one_visit() -> None:
    history = History()
    history.visit(1)
    history.visit(1)
    assert not history.can_go_back


def test_recent_names_each_record_once_the_latest_first() -> None:
    history = History()
    for record in (1, 2, 1, 3):
        history.visit(record)
    assert history.recent() == (3, 1, 2)


@given(st.lists(st.integers(0, 5) | st.sampled_from(["back", "forward"]), max_size=300))
def test_wherever_one_goes_one_stands_somewhere_that_was_visited(steps: list[int | str]) -> None:
    history, visited = History(), set()
    for step in steps:
        if isinstance(step, int):
            before = history.recent()
            history.visit(step, passing=step == 0)
            visited.add(step)
            assert history.recent() == before or not history.can_go_forward
            continue
        could = history.can_go_back if step == "back" else history.can_go_forward
        found = history.back() if step == "back" else history.forward()
        assert (found is not None) == could
        assert found is None or found in visited
    assert set(history.recent()) <= visited


def test_a_long_way_is_cut_at_its_beginning() -> None:
    history = History()
    for record in range(LIMIT + 50):
        history.visit(record)
    steps = 0
    last = None
    while (record := history.back()) is not None:
        last, steps = record, steps + 1
    assert steps == LIMIT - 1
    assert last == 50


def test_what_only_passed_by_while_one_typed_is_one_visit() -> None:
    history = History()
    history.visit(1)
    for record in (2, 3, 4):
        history.visit(record, passing=True)
    history.visit(5)
    assert (history.back(), history.back(), history.back()) == (4, 1, None)


def test_passing_by_and_coming_back_to_where_one_was_is_no_visit() -> None:
    history = History()
    history.visit(1)
    history.visit(2, passing=True)
    history.visit(1, passing=True)
    assert not history.can_go_back
    history.visit(2, passing=True)
    assert history.back() == 1


def test_what_was_chosen_stays_though_it_came_into_view_by_itself() -> None:
    history = History()
    history.visit(1, passing=True)
    history.visit(1)
    history.visit(2, passing=True)
    assert history.back() == 1
