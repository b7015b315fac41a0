"""Vectors of ids come as SQLite gives them, in four bytes each where these are enough."""

import pytest

from models.reference.reference import Reference


@pytest.fixture
def database(tmp_path):
    with Reference.create(tmp_path / "some.attache", title="Some") as reference:
        yield reference.database


@pytest.mark.parametrize(
    ("numbers", "bytes_each"),
    [
        ([], 4),
        ([3, 1, 2, 2, 0], 4),
        ([2**31 - 1, 0], 4),
        ([2**31, 7], 8),
        ([7, -1, 8], 8),
        ([2**63 - 1, -(2**63)], 8),
    ],
)
def test_a_column_keeps_its_order_and_every_number(database, numbers, bytes_each):
    values = ", ".join(f"({place}, {number})" for place, number in enumerate(numbers))
    source = f"(VALUES {values})" if numbers else "(SELECT 1 AS column1, 1 AS column2 WHERE 0)"
    for direction in ("ASC", "DESC"):
        found = database.column(
            f"SELECT column2 FROM {source} WHERE ? = 'so' ORDER BY column1 {direction}", ("so",)
        )
        assert list(found) == (numbers if direction == "ASC" else numbers[::-1])
        assert found.itemsize == bytes_each


def test_parts_in_order_stay_in_order(database):
    statement = " UNION ALL ".join(
        f"SELECT n FROM (WITH RECURSIVE up (n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM up "
        f"WHERE n < {first + 999}) SELECT n FROM up ORDER BY n DESC LIMIT -1)"
        for first in (5_000, 0)
    )
    assert list(database.column(statement)) == [*range(5_999, 4_999, -1), *range(999, -1, -1)]
