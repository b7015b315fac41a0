"""What is stored beside records follows from them, and only what is asked for is touched."""

from models.checking.verification import verify
from models.summaries.involvement import grounds, load_geography
from models.summaries.refresh import refresh, summaries
from tests.factories import add_name, add_participation, add_record


def involved(database, record):
    return set(
        database.rows("SELECT involved_id, manner FROM involvement WHERE record_id = ?", (record,))
    )


def test_a_meeting_involves_its_parties_their_states_and_the_ground(story):
    reference, ids = story
    land = reference.database.rows("SELECT within_id FROM place WHERE record_id = ?", (ids.tehran,))
    assert involved(reference.database, ids.meeting) == {
        (ids.bagheri, "party"),
        (ids.khrenin, "party"),
        (ids.iran, "party"),
        (ids.iran, "country"),
        (ids.belarus, "country"),
        (ids.tehran, "place"),
        (land[0][0], "place"),
        (ids.source, "source"),
    }


def test_places_that_lie_in_each_other_in_a_ring_end_the_walk(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="A ring"):
        database.run(
            "UPDATE place SET within_id = ? WHERE record_id = "
            "(SELECT within_id FROM place WHERE record_id = ?)",
            (ids.tehran, ids.tehran),
        )
        refresh(database)
    geography = load_geography(database)
    assert len(grounds(geography, ids.tehran)) == 2
    assert verify(reference).passed


def test_refreshing_again_changes_nothing(story):
    reference, _ = story
    database = reference.database
    tables = ("record", "involvement", "search_document")
    before = {table: database.rows(f"SELECT * FROM {table}") for table in tables}
    with reference.step(label="Again"):
        refresh(database)
    assert {table: database.rows(f"SELECT * FROM {table}") for table in tables} == before
    assert database.rows("SELECT count(*) FROM change WHERE step_id > 1") == [(0,)]


def test_refreshing_some_records_leaves_the_others(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="A new name"):
        database.run("UPDATE record SET label = 'Ali' WHERE id IN (?, ?)", (ids.iran, ids.irna))
        refresh(database, [ids.irna])
    keys = dict(
        database.rows("SELECT id, label_key FROM record WHERE id IN (?, ?)", (ids.iran, ids.irna))
    )
    assert keys[ids.iran] != keys[ids.irna]
    found = [summary.record_id for summary in summaries(database, [ids.irna, ids.chief, 9999])]
    assert found == [ids.irna]


def test_a_new_spelling_is_found_at_once_and_an_old_one_no_more(story):
    reference, ids = story
    database = reference.database

    def finds(word):
        return database.rows(
            "SELECT rowid FROM record_search WHERE record_search MATCH ?", (f'names : "{word}"',)
        )

    with reference.step(label="A spelling"):
        name = add_name(database, ids.khrenin, "Chrenin")
        refresh(database, [ids.khrenin])
    assert finds("chrenin") == [(ids.khrenin,)]
    with reference.step(label="Into the trash"):
        database.run("UPDATE record SET trashed = 'x' WHERE id = ?", (name,))
        refresh(database, [ids.khrenin])
    assert finds("chrenin") == []
    assert verify(reference).failures == ()


def test_a_participation_in_the_trash_is_not_counted(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="One more, and away"):
        extra = add_participation(database, ids.meeting, ids.irna)
        refresh(database)
        database.run("UPDATE record SET trashed = 'x' WHERE id = ?", (extra,))
        refresh(database)
    row = database.rows("SELECT who FROM record WHERE id = ?", (ids.meeting,))
    assert row == [("Mohammad Bagheri · Viktor Khrenin",)]


def test_many_records_are_summarised_in_chunks(story):
    reference, _ = story
    database = reference.database
    with reference.step(label="Many", bulk=True):
        for number in range(450):
            add_record(database, "official", f"Official {number}")
        refresh(database)
    assert database.rows("SELECT count(*) FROM search_document") == [(450 + 12,)]
    assert database.rows("SELECT count(*) FROM record WHERE label_key = x''") == [(7,)]
    assert verify(reference).failures == ()
