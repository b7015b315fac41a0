"""The first rows a window shows are those the whole table begins with, in every order."""

import pytest

from bench.generate import generate
from models.queries.rows import first_page, table_rows
from models.reference.reference import Reference
from models.schema.vocabulary import ASKED_KINDS, TABLE_KINDS
from models.search.finding import find_records
from models.search.orders import ORDERS, Order


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("generated") / "some.attache"
    generate(path, 200)
    with Reference.open(path, read_only=True) as reference:
        yield reference.database


@pytest.mark.parametrize("asked", [(), ASKED_KINDS])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", ORDERS)
def test_the_first_page_is_the_beginning_of_the_whole(database, key, descending, asked):
    then = (("name", False),) if key != "name" else ()
    for order in (Order(key, descending), Order(key, descending, then)):
        whole = find_records(database, "", order=order, asked_kinds=asked).ids
        page = first_page(database, order, kinds=(*TABLE_KINDS, *asked), limit=7, seconds=60)
        assert page is not None
        assert page.ids == whole[:7]
        assert page.rows == table_rows(database, whole[:7])
        assert not page.complete


def test_a_page_that_is_not_full_is_all_there_is(database):
    whole = find_records(database, "").ids
    page = first_page(database, Order(), kinds=TABLE_KINDS, limit=len(whole) + 1, seconds=60)
    assert page is not None
    assert page.ids == whole
    assert page.complete


def test_a_page_that_takes_too_long_is_given_up(database):
    assert first_page(database, Order(), kinds=TABLE_KINDS, limit=9999, seconds=-1) is None
