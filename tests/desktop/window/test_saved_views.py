"""What a view keeps of the table is read back, and whatever else stands there is passed over."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.window.saved_views import keys_in, layout_in, written

KEYS = (("when", True), ("name", False))


def test_order_and_layout_are_read_back() -> None:
    columns = written(KEYS, b'{"version": 1, "order": []}')
    assert keys_in(columns) == KEYS
    layout = layout_in(columns)
    assert layout is not None
    assert json.loads(layout) == {"version": 1, "order": []}


@pytest.mark.parametrize(
    "columns",
    [
        None,
        "",
        "no JSON",
        "[]",
        "{}",
        '{"version": 2, "order": [["when", true]], "layout": {}}',
        '{"version": 1, "order": "when", "layout": []}',
    ],
)
def test_what_cannot_be_read_is_no_order_and_no_layout(columns: str | None) -> None:
    assert keys_in(columns) == ()
    assert layout_in(columns) is None


def test_keys_that_are_none_are_passed_over() -> None:
    order = [["when", True], ["when"], "when", [1, True], ["name", "down"], ["who", False]]
    assert keys_in(json.dumps({"version": 1, "order": order})) == (("when", True), ("who", False))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_no_content_is_a_mistake(content: object) -> None:
    columns = json.dumps({"version": 1, "order": content, "layout": content})
    assert isinstance(keys_in(columns), tuple)
    assert layout_in(columns) is None
