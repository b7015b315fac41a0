"""Facets say how many there are, counted one by one, by columns or along indexes."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.generate import generate
from models.editing import create_record
from models.queries import columns, ties
from models.queries.facets import FACETS, KINDS, count_facets, read_ahead
from models.queries.tallies import LOOKS
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference
from models.schema.vocabulary import ASKED_KINDS, MEETING_FORMS, TABLE_KINDS
from models.search.finding import find_records
from models.search.shelf import AbandonedError, Shelf, never

SIZE = 260
TRASHED = "'2026-01-01T00:00:00Z'"
UNEVEN = (
    # In the trash: records, what is inside records, and what was merged into another.
    f"UPDATE record SET trashed = {TRASHED} WHERE owner_id IS NULL AND id % 11 = 0",
    f"UPDATE record SET trashed = {TRASHED} WHERE owner_id IS NOT NULL AND id % 7 = 0",
    f"UPDATE record SET trashed = {TRASHED}, merged_into_id = (SELECT min(id) FROM record "
    "WHERE kind = 'official') WHERE id IN (SELECT id FROM record WHERE kind = 'official' "
    "ORDER BY id DESC LIMIT 3)",
    "UPDATE participation SET role = 'host' WHERE record_id % 3 = 0",
    "UPDATE participation SET role = NULL WHERE record_id % 5 = 0",
    "UPDATE record SET disputed = 1 WHERE id % 13 = 0",
    "UPDATE record SET review = 'checked' WHERE id % 17 = 0",
    "UPDATE claim SET directness = 'inferred' WHERE id % 4 = 0",
    "INSERT INTO tag (id, uid, text) VALUES "
    "(1, '00000000-0000-4000-8000-000000000001', 'first'), "
    "(2, '00000000-0000-4000-8000-000000000002', 'second')",
    "INSERT INTO tagging (tag_id, record_id) SELECT id % 2 + 1, id FROM record "
    "WHERE owner_id IS NULL AND id % 3 = 0",
    # Records rest on several sources, and places and sources are about states, too.
    "INSERT OR IGNORE INTO involvement (involved_id, manner, record_id) "
    "SELECT (SELECT max(record_id) FROM source), 'source', id FROM record "
    "WHERE owner_id IS NULL AND id % 2 = 0",
    "INSERT OR IGNORE INTO involvement (involved_id, manner, record_id) "
    "SELECT (SELECT min(record_id) FROM organization WHERE type = 'state'), 'country', id "
    "FROM record WHERE kind IN ('place', 'source')",
    "UPDATE record SET when_max = '2999-12-31' WHERE when_max IS NOT NULL AND id % 19 = 0",
)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("generated") / "uneven.attache"
    generate(path, SIZE)
    with Reference.open(path) as reference:
        with reference.step(label="Make it uneven"):
            for statement in UNEVEN:
                reference.database.run(statement)
        yield reference.database


def one_by_one(database: ReferenceDatabase, ids: set[int]) -> dict[str, Counter[object]]:
    """Count in Python what stands in the tables, row by row."""
    counts: dict[str, Counter[object]] = {key: Counter() for key in (*FACETS, KINDS)}
    trashed = {row[0] for row in database.rows("SELECT id FROM record WHERE trashed NOT NULL")}
    owners = dict(database.rows("SELECT id, coalesce(owner_id, id) FROM record"))
    claims: dict[int, set[str]] = {}
    for record, directness in database.rows("SELECT record_id, directness FROM claim"):
        if record not in trashed or owners[record] == record:
            claims.setdefault(owners[record], set()).add(directness)
    for record, kind, review, state, first, last, unsourced, disputed in database.rows(
        "SELECT id, kind, review, state, when_min, when_max, unsourced, disputed FROM record"
    ):
        if record not in ids:
            continue
        counts[KINDS][kind] += 1
        counts["review"][review] += 1
        if state is not None and kind in ("meeting", "agreement"):
            counts["occurrence" if kind == "meeting" else "stage"][state] += 1
        if first is not None and last is not None and first[:4] == last[:4]:
            counts["on"][first[:4]] += 1
        said = claims.get(record, set())
        counts["is"]["unsourced"] += unsourced > 0
        counts["is"]["disputed"] += disputed > 0
        counts["is"]["inferred"] += "inferred" in said
        counts["is"]["quoted"] += "direct" in said
    _count_other_tables(database, ids, trashed, counts)
    return counts


def _count_other_tables(database, ids, trashed, counts):
    forms = {form for form in MEETING_FORMS if form != "meeting"}
    counts["kind"].update(
        form
        for record, form in database.rows("SELECT record_id, form FROM meeting")
        if record in ids and form in forms
    )
    roles = {
        (event, role)
        for record, event, role in database.rows(
            "SELECT record_id, event_id, role FROM participation WHERE role IS NOT NULL"
        )
        if event in ids and record not in trashed
    }
    counts["role"].update(role for _, role in roles)
    labels = dict(database.rows("SELECT id, label FROM record"))
    for involved, manner, record in database.rows(
        "SELECT involved_id, manner, record_id FROM involvement"
    ):
        if record in ids and manner in ("country", "source"):
            counts[manner][labels[involved]] += 1
    counts["tag"].update(
        text
        for text, record in database.rows(
            "SELECT text, record_id FROM tagging JOIN tag ON tag.id = tagging.tag_id"
        )
        if record in ids
    )


def counted(database, ids, **options):
    return {
        facet.key: {value.value: value.count for value in facet.values if value.count}
        for facet in count_facets(database, ids, wanted=(*FACETS, KINDS), **options)
    }


def expected(database, ids):
    return {
        key: {value: number for value, number in values.items() if number}
        for key, values in one_by_one(database, set(ids)).items()
    }


QUERIES = ("", "kind:meeting", "-kind:meeting", "port", "is:inferred", "after:1900", "tag:first")


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("asked_kinds", [(), ASKED_KINDS])
def test_every_way_of_counting_says_how_many_there_are(database, query, asked_kinds, monkeypatch):
    found = find_records(database, query, asked_kinds=asked_kinds)
    truth = expected(database, found.ids)
    assert counted(database, found.ids) == truth
    assert counted(database, found.ids, all_of=found.all_of) == truth
    monkeypatch.setattr("models.queries.facets.PART", 10**9)
    shelf = Shelf()
    assert counted(database, found.ids, shelf=shelf) == truth
    assert shelf.known("ties") is not None
    assert counted(database, found.ids, shelf=shelf) == truth
    monkeypatch.setattr("models.queries.facets.AT_ONCE", 7)
    assert counted(database, found.ids) == truth


def test_the_first_record_of_all_is_counted_though_nothing_rests_on_anything(tmp_path):
    with Reference.create(tmp_path / "first.attache", title="First") as reference:
        create_record(reference, kind="meeting", label="Talks")
        found = find_records(reference.database, "")
        truth = counted(reference.database, found.ids)
        assert truth["review"] == {"draft": 1}
        assert counted(reference.database, found.ids, all_of=found.all_of) == truth


def test_all_that_are_found_are_named_by_their_kinds(database):
    assert find_records(database, "").all_of == TABLE_KINDS
    assert find_records(database, "", asked_kinds=("place",)).all_of == (*TABLE_KINDS, "place")
    assert find_records(database, "kind:meeting").all_of is None
    assert find_records(database, "is:trashed").all_of is None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.sets(st.integers(0, SIZE - 1)), layers=st.integers(0, 2), stride=st.integers(1, 90)
)
def test_any_records_are_counted_alike(database, monkeypatch, chosen, layers, stride):
    live = find_records(database, "", asked_kinds=ASKED_KINDS).ids
    ids = [live[place] for place in chosen if place < len(live)]
    truth = expected(database, ids)
    with monkeypatch.context() as patched:
        patched.setattr("models.queries.facets.PART", 10**9)
        patched.setitem(ties.LAYERS, "country", layers)
        patched.setitem(ties.LAYERS, "source", layers)
        for module in ("queries.columns", "queries.ties", "search.shelf"):
            patched.setattr(f"models.{module}.STRIDE", stride)
        assert counted(database, ids, shelf=Shelf()) == truth
    assert counted(database, ids) == truth


@pytest.mark.parametrize("meetings", [0, 1])
def test_where_no_meeting_says_its_form_there_is_none_to_count(tmp_path, meetings):
    path = tmp_path / "bare.attache"
    Reference.create(path, title="Bare").close()
    with Reference.open(path) as reference:
        create_record(reference, kind="official", label="Somebody")
        for _ in range(meetings):
            create_record(reference, kind="meeting", label="Talks")
        with reference.connected() as database:
            ids = find_records(database, "").ids
            found = {
                facet.key: facet
                for facet in count_facets(database, ids, all_of=TABLE_KINDS, shelf=Shelf())
            }
    assert found["kind"].values == ()
    assert [value.count for value in found["review"].values] == [1 + meetings]


def test_what_is_in_the_trash_is_counted_there(database):
    found = find_records(database, "is:trashed")
    truth = expected(database, found.ids) | {"on": {}}
    assert found.ids
    assert counted(database, found.ids, shelf=Shelf()) == truth


def test_all_are_counted_once_until_the_file_changes(database, monkeypatch):
    found, shelf = find_records(database, ""), Shelf()
    before = counted(database, found.ids, shelf=shelf, all_of=found.all_of)
    asked = []
    rows = ReferenceDatabase.rows
    monkeypatch.setattr(
        ReferenceDatabase,
        "rows",
        lambda self, statement, *rest: asked.append(statement) or rows(self, statement, *rest),
    )
    assert counted(database, found.ids, shelf=shelf, all_of=found.all_of) == before
    # What is asked still: whether the file has changed, where ids end, how two facets are labelled.
    assert len(asked) == 4


def test_columns_take_a_byte_for_each_id(database):
    (last,) = database.rows("SELECT max(id) FROM record")[0]
    for read in (
        columns.read_status,
        columns.read_years,
        columns.read_evidence,
        columns.read_forms,
        columns.read_roles,
    ):
        codes = read(database, never).codes
        assert codes.itemsize == 1
        assert len(codes) == last + 1


def test_columns_of_many_values_take_two(database, monkeypatch):
    found = find_records(database, "")
    truth = expected(database, found.ids)
    monkeypatch.setattr("models.queries.columns._MANY", 3)
    monkeypatch.setattr("models.queries.facets.PART", 10**9)
    shelf = Shelf()
    assert counted(database, found.ids, shelf=shelf) == truth
    assert shelf.known("status").codes.itemsize == 2
    assert shelf.known("years").codes.itemsize == 2


def test_all_are_counted_along_indexes_and_none_of_them_is_sorted(database):
    parts = {part.name: part for look in LOOKS for part in look.parts if part.all_of is not None}
    assert parts.keys() == {"status", "years", "evidence", "tag", "form", "ties"}
    for name, part in parts.items():
        statement = part.all_of(TABLE_KINDS).format(listed="(SELECT 0 AS value)")
        plan = [step for *_, step in database.rows(f"EXPLAIN QUERY PLAN {statement}")]
        records = [step for step in plan if step.startswith("SCAN record")]
        assert all("INDEX" in step for step in records), plan
        if name in ("status", "years", "evidence"):
            # What comes in groups is a few rows; a state is grouped as its index goes.
            assert not [step for step in plan if "TEMP B-TREE" in step], plan


@pytest.mark.parametrize("way", ["one by one", "columns", "all"])
def test_counting_ends_when_nobody_waits(database, monkeypatch, way):
    found = find_records(database, "")
    if way == "columns":
        monkeypatch.setattr("models.queries.facets.PART", 10**9)
    for patience in (0, 1, 3):
        looks = iter([False] * patience + [True] * 1000)
        with pytest.raises(AbandonedError):
            list(
                count_facets(
                    database,
                    found.ids,
                    shelf=Shelf(),
                    all_of=found.all_of if way == "all" else None,
                    cancelled=lambda looks=looks: next(looks),
                )
            )


def test_a_file_with_an_id_far_off_is_counted_without_a_vector_that_long(tmp_path):
    path = tmp_path / "far.attache"
    generate(path, 30)
    far = 2**45
    with Reference.open(path) as reference, reference.step(label="Far off"):
        reference.database.run(
            "INSERT INTO record (id, uid, kind, label, review, created, modified, "
            "label_key, who, who_key, quotes, origins, unsourced, disputed) "
            "SELECT ?, '00000000-0000-4000-8000-000000000009', 'official', 'Far', review, created, "
            "modified, x'', '', x'', 0, 0, 1, 0 FROM record LIMIT 1",
            (far,),
        )
        database = reference.database
        ids = find_records(database, "is:unsourced kind:official", shelf=Shelf()).ids
        assert far in ids
        truth = expected(database, ids)
        assert counted(database, ids, shelf=Shelf(), all_of=TABLE_KINDS) == truth
        assert counted(database, ids, shelf=Shelf()) == truth


def test_columns_are_read_ahead_where_reading_them_takes_long(database, monkeypatch):
    found, shelf = find_records(database, "port"), Shelf()
    read_ahead(database, shelf)
    assert shelf.known("status") is None
    monkeypatch.setattr("models.queries.facets.AHEAD", 1)
    read_ahead(database, shelf)
    monkeypatch.setattr(ReferenceDatabase, "column", lambda *_: pytest.fail("something is read"))
    assert counted(database, found.ids, shelf=shelf) == expected(database, found.ids)


def test_what_was_read_ahead_stays_when_somebody_asks_for_something_else(database, monkeypatch):
    monkeypatch.setattr("models.queries.facets.AHEAD", 1)
    shelf = Shelf()
    with pytest.raises(AbandonedError):
        read_ahead(database, shelf, lambda: shelf.known("status") is not None)
    assert shelf.known("status") is not None
    assert shelf.known("ties") is None
