"""The first rows of an answer are those the whole answer begins with, however it is found."""

import pytest

from bench.generate import generate
from models.queries.facets import facets
from models.reference.database import TooSlowError
from models.reference.reference import Reference
from models.search import finding
from models.search.finding import ORDERS, Order, find_first, find_records
from models.search.question import read_question

QUERIES = (
    "", "k", "a", "port", "-port", "kh zh", '"grain, oil"', "王", "with:a", "country:iran",
    "place:port", "after:1950", "before:1900", "on:1950", "kind:visit", "kind:treaty",
    "review:verified", "is:unsourced", "is:quoted", "-is:inferred", "source:file", "origin:1",
    "country:albania kind:visit a", "kind:place", "occurrence:denied",
)  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("generated") / "some.attache"
    generate(path, 400)
    with Reference.open(path, read_only=True) as reference:
        yield reference.database


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", ORDERS)
@pytest.mark.parametrize(("few", "many"), [(2500, 10_000), (0, 10_000), (0, 0)])
def test_the_first_rows_are_those_of_the_whole(database, monkeypatch, key, descending, few, many):
    """Sorted at once, walked with a list at hand, and asked row by row: one answer."""
    monkeypatch.setattr(finding, "FEW", few)
    monkeypatch.setattr(finding, "MANY", many)
    monkeypatch.setattr(finding, "FIRST_SECONDS", 60)
    order = Order(key, descending)
    for query in QUERIES:
        whole = find_records(database, query, order=order)
        first = find_first(database, query, order=order, limit=7)
        if first is None:
            assert len(whole.ids) < 7, query
            continue
        assert list(first.ids) == list(whole.ids[: len(first.ids)]), query
        assert first.complete == (len(first.ids) == len(whole.ids)) or len(first.ids) == 7
        assert (first.said, first.words, first.problems) == (
            whole.said, whole.words, whole.problems
        )  # fmt: skip


@pytest.mark.parametrize("key", ORDERS)
def test_a_walk_through_all_and_a_sorted_list_agree(database, monkeypatch, key):
    for query in QUERIES:
        sorted_list = find_records(database, query, order=Order(key))
        with monkeypatch.context() as patched:
            patched.setattr(finding, "SORTED", -1)
            walked = find_records(database, query, order=Order(key))
        assert list(walked.ids) == list(sorted_list.ids), query


def test_every_order_walks_along_indexes_and_sorts_nothing(database):
    for key in ORDERS:
        for descending in (False, True):
            question = read_question("", (), across_scripts=True)
            where, parameters = finding._where(question, {}, 0)
            walk = finding.walk(Order(key, descending), question.kinds, where, 7)
            plan = database.rows(f"EXPLAIN QUERY PLAN {walk}", parameters)
            assert not [step for *_, step in plan if "TEMP B-TREE" in step], key


def test_a_first_page_that_takes_long_is_given_up_and_the_connection_stays_good(
    database, monkeypatch
):
    monkeypatch.setattr(finding, "FIRST_SECONDS", -1)
    monkeypatch.setattr("models.reference.database.STEPS_BETWEEN_LOOKS", 1)
    assert find_first(database, "port", limit=7) is None
    assert len(find_records(database, "port").ids)


def test_what_takes_too_long_is_broken_off(database):
    endless = (
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    )
    with pytest.raises(TooSlowError), database.within(0.01):
        database.rows(endless)
    assert database.rows("SELECT 1") == [(1,)]


def test_nothing_found_is_told_with_its_culprit_by_the_whole_answer(database):
    assert find_first(database, "zzzzqqq", limit=7) is None
    assert find_records(database, "zzzzqqq").culprit


def test_facets_nobody_waits_for_are_given_up(database):
    ids = find_records(database, "").ids
    assert facets(database, ids, cancelled=lambda: True) == ()
