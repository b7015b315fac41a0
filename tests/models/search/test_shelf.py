"""What was read for one query serves the next, until the file is changed."""

from array import array

import pytest

from bench.generate import generate
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference
from models.search import finding, question
from models.search.finding import Order, find_first, find_records
from models.search.question import read_question
from models.search.shelf import AbandonedError, Shelf, mask_of, sift
from tests.models.search.test_first_page import QUERIES


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("generated") / "some.attache"
    generate(path, 400)
    return path


@pytest.fixture
def database(path):
    with Reference.open(path, read_only=True) as reference:
        yield reference.database


@pytest.mark.parametrize("key", ["when", "name", "kind"])
@pytest.mark.parametrize("descending", [False, True])
def test_first_rows_sifted_from_a_known_order_are_those_of_the_whole(
    database, monkeypatch, key, descending
):
    monkeypatch.setattr(finding, "FEW", 0)
    monkeypatch.setattr(finding, "FIRST_SECONDS", 60)
    order, shelf = Order(key, descending), Shelf()
    find_records(database, "", order=order, shelf=shelf)
    for query in (*QUERIES, "port -a", "after:1900 before:1950", "on:1950 -kind:visit", "port kh"):
        whole = find_records(database, query, order=order)
        first = find_first(database, query, order=order, limit=7, shelf=shelf)
        if first is None:
            assert len(whole.ids) < 7, query
        else:
            assert list(first.ids) == list(whole.ids[: len(first.ids)]), query


def test_masks_and_short_lists_agree(database, monkeypatch):
    for query in (*QUERIES, "port -a", "-port -a", "is:quoted -is:unsourced", "a -kind:meeting"):
        listed = list(find_records(database, query).ids)
        with monkeypatch.context() as patched:
            patched.setattr(finding, "SORTED", -1)
            patched.setattr(finding, "MANY", -1)
            assert list(find_records(database, query, shelf=Shelf()).ids) == listed, query


@pytest.mark.parametrize(
    "query",
    ["with:kh", "with:khan port", "-with:a", "place:port", "-place:port", "country:afghanistan",
     "-country:afghanistan", "source:file", "-source:file", "with:zzzz", "place:port with:a"],
)  # fmt: skip
def test_whom_terms_are_about_may_be_listed_beforehand(database, monkeypatch, query):
    found = list(find_records(database, query).ids)
    monkeypatch.setattr(question, "NAMED", -1)
    assert list(find_records(database, query).ids) == found


@pytest.mark.parametrize("query", ["place:port", "with:kh", "country:afghanistan"])
def test_whom_a_term_is_about_is_looked_for_once(database, monkeypatch, query):
    shelf = Shelf()
    find_records(database, "", shelf=shelf)
    asked = []
    execute = ReferenceDatabase.execute_sql
    monkeypatch.setattr(
        ReferenceDatabase,
        "execute_sql",
        lambda self, sql, *rest: asked.append(sql) or execute(self, sql, *rest),
    )
    find_first(database, query, limit=7, shelf=shelf)
    assert len([sql for sql in asked if "record_search" in sql or "name.folded" in sql]) == 1


def test_a_walk_between_two_days_meets_all_that_the_days_ask_for(database, monkeypatch):
    monkeypatch.setattr(finding, "FEW", 0)
    monkeypatch.setattr(finding, "MANY", -1)
    monkeypatch.setattr(finding, "FIRST_SECONDS", 60)
    for query in ("after:1950", "before:1900", "on:1950", "after:1900 before:1950", "on:1950-07"):
        for descending in (False, True):
            order = Order("when", descending)
            whole = list(find_records(database, query, order=order).ids)
            first = find_first(database, query, order=order, limit=max(len(whole), 1))
            assert (list(first.ids) if first else []) == whole, (query, descending)


def test_what_is_kept_is_forgotten_when_somebody_else_changes_the_file(path, database):
    shelf = Shelf()
    before = list(find_records(database, "", shelf=shelf).ids)
    with Reference.open(path) as other, other.step(label="Delete a record"):
        other.database.run(
            "UPDATE record SET trashed = '2026-01-01T00:00:00Z' WHERE id = ?", (before[0],)
        )
    try:
        assert list(find_records(database, "", shelf=shelf).ids) == before[1:]
    finally:
        with Reference.open(path) as other, other.step(label="Bring it back"):
            other.database.run("UPDATE record SET trashed = NULL WHERE id = ?", (before[0],))


def test_what_is_kept_serves_the_next_query(database):
    shelf = Shelf()
    everything = find_records(database, "", shelf=shelf).ids
    assert find_records(database, "", shelf=shelf).ids is everything
    shelf.forget()
    assert shelf.known_order(Order(), ()) is None


def test_nobody_sifts_for_nobody(database):
    with pytest.raises(AbandonedError):
        find_records(database, "-port", shelf=Shelf(), cancelled=lambda: True)
    with pytest.raises(AbandonedError):
        sift(array("q", [1]), b"\1\1", cancelled=lambda: True)
    with pytest.raises(AbandonedError):
        mask_of(array("q", [1]), cancelled=lambda: True)


def test_ids_beyond_a_mask_are_not_in_it():
    mask = mask_of(array("q", [3, 1]))
    ids = array("q", [9, 1, 2, 3, 100_000])
    assert list(sift(ids, mask)) == [1, 3]
    assert list(sift(ids, mask, leaving=True)) == [9, 2, 100_000]
    assert list(sift(array("q", [1]), mask)) == [1]
    assert list(sift(array("q"), mask)) == []


@pytest.mark.parametrize(
    "term",
    ["kind:official", "review:draft", "occurrence:denied", "stage:signed", "is:unsourced",
     "is:disputed", "after:1950", "before:1950", "on:1950"],
)  # fmt: skip
def test_closed_terms_are_listed_along_an_index_alone(database, term):
    (condition,) = read_question(term, (), across_scripts=True).conditions
    plan = database.rows(f"EXPLAIN QUERY PLAN {condition.members}", condition.parameters)
    steps = [step for *_, step in plan if "dated" in step or " one " in f"{step} "]
    assert steps
    assert all("INDEX record_" in step for step in steps), steps
    # The place of the table is noted, and never gone to: the index has all that is asked for.
    program = database.rows(f"EXPLAIN {condition.members}", condition.parameters)
    tables = {p3 for _, name, _, _, p3, *_ in program if name == "DeferredSeek"}
    assert tables
    assert not [row for row in program if row[1] == "Column" and row[2] in tables]


def test_nobody_looks_for_a_culprit_unless_it_is_to_be_explained(database, monkeypatch):
    monkeypatch.setattr(finding, "say_culprit", lambda *_: pytest.fail("somebody looked"))
    outcome = find_records(database, "port zzzzqqq", shelf=Shelf(), explained=False)
    assert not outcome.ids
    assert outcome.culprit is None


def test_what_is_known_of_one_term_narrows_a_short_list_of_another(database, monkeypatch):
    monkeypatch.setattr(finding, "SORTED", -1)
    shelf = Shelf()
    port = list(find_records(database, "-kind:meeting", shelf=shelf).ids)
    short = list(find_records(database, "port -kind:meeting").ids)
    monkeypatch.setattr(ReferenceDatabase, "rows_of", lambda *_: pytest.fail("asked one by one"))
    assert list(find_records(database, "port -kind:meeting", shelf=shelf).ids) == short
    assert set(short) < set(port)
