"""The table by several columns: what is alike in the first stands by the second, and so on."""

import itertools

import pytest

from models.search import finding
from models.search.finding import find_first, find_records
from models.search.orders import MOST_KEYS, ORDERS, Order, order_by
from models.summaries.refresh import refresh
from tests.factories import add_record, make_reference

PAIRS = list(itertools.permutations(ORDERS, 2))


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Records alike in every column but few."""
    path = tmp_path_factory.mktemp("orders") / "many.attache"
    with make_reference(path) as reference:
        database = reference.database
        with reference.step(label="Many"):
            places = [add_record(database, "place", name) for name in ("Oslo", "Bern", "Rome")]
            for number in range(60):
                add_record(
                    database,
                    ("meeting", "agreement")[number % 2],
                    ("Talks", "Accord", "Visit")[number % 3],
                    date=(None, "2023-08-02", "2021", "2023-08")[number % 4],
                    place=(None, *places)[number // 4 % 4],
                    review=("draft", "checked")[number // 8 % 2],
                )
            for label in ("Somebody", "Anybody"):
                add_record(database, "official", label)
            refresh(database)
        yield database


COLUMNS = {
    "kind": "SELECT id, kind FROM record",
    "name": "SELECT id, label_key FROM record",
    "when": "SELECT id, when_edtf IS NULL, when_min, when_max FROM record",
    "where": "SELECT record.id, place.id IS NULL, place.label_key FROM record "
    "LEFT JOIN record AS place ON place.id = record.where_id",
    "who": "SELECT id, who = '', who_key FROM record",
    "quotes": "SELECT id, quotes FROM record",
    "status": "SELECT id, review, state IS NULL, state FROM record",
}


def values(database, key):
    return {row[0]: row[1:] for row in database.rows(COLUMNS[key])}


@pytest.mark.parametrize(("first", "second"), PAIRS)
@pytest.mark.parametrize("down", [(False, False), (True, False), (False, True)])
def test_what_is_alike_in_one_column_stands_by_the_next(many, first, second, down):
    alone = find_records(many, "", order=Order(first, down[0])).ids
    both = find_records(many, "", order=Order(first, down[0], ((second, down[1]),))).ids
    assert sorted(both) == sorted(alone)
    firsts, seconds = values(many, first), values(many, second)
    assert [firsts[one] for one in both] == [firsts[one] for one in alone]
    by_second = {
        one: place
        for place, one in enumerate(find_records(many, "", order=Order(second, down[1])).ids)
    }
    groups = itertools.groupby(both, key=lambda one: firsts[one])
    for _, group in groups:
        ids = list(group)
        ordered = [seconds[one] for one in sorted(ids, key=lambda one: by_second[one])]
        assert [seconds[one] for one in ids] == ordered


@pytest.mark.parametrize(("first", "second"), PAIRS)
@pytest.mark.parametrize("query", ["", "kind:meeting", "after:2022", "talks", "-talks"])
def test_the_first_rows_are_those_the_whole_begins_with(many, monkeypatch, first, second, query):
    monkeypatch.setattr(finding, "FEW", 0)
    monkeypatch.setattr(finding, "FIRST_SECONDS", 60)
    third = next(key for key in ORDERS if key not in (first, second))
    order = Order(first, True, ((second, False), (third, True)))
    whole = list(find_records(many, query, order=order).ids)
    found = find_first(many, query, order=order, limit=10)
    assert found is not None
    assert list(found.ids)[:10] == whole[:10]


def test_an_order_is_made_of_known_keys_once_each_and_few():
    assert order_by(()) == Order()
    assert order_by([("colour", True)]) == Order()
    assert order_by([("name", False), ("colour", True), ("name", True), ("when", True)]) == Order(
        "name", False, (("when", True),)
    )
    assert len(order_by([(key, False) for key in ORDERS]).keys) == MOST_KEYS
