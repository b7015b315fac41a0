"""What many records show of one is brought up to date later, bite by bite, and never forgotten."""

from models.checking.verification import verify
from models.editing import clear_field, editing, rename, set_field
from models.reference.reference import Reference
from models.summaries import following
from models.summaries.waiting import catch_up
from models.undo import undo_last


def who(reference, record):
    with reference.connected() as database:
        return database.rows("SELECT who FROM record WHERE id = ?", (record,))[0][0]


def test_a_name_that_stands_in_many_records_follows_bite_by_bite(story, monkeypatch):
    reference, ids = story
    monkeypatch.setattr(following, "AT_ONCE", 0)
    rename(reference, record=ids.iran, label="Persia")
    assert who(reference, ids.relation).startswith("Iran")
    assert verify(reference).passed
    bites = 0
    while catch_up(reference, most=1):
        bites += 1
        assert verify(reference).passed
    assert bites > 2
    assert who(reference, ids.relation).startswith("Persia")
    assert catch_up(reference) == 0


def test_what_waits_is_not_forgotten_when_the_file_is_closed(story_file, monkeypatch):
    ids = story_file.ids
    monkeypatch.setattr(following, "AT_ONCE", 0)
    with Reference.open(story_file.path) as reference:
        rename(reference, record=ids.belarus, label="Belarus’")
        catch_up(reference, most=1)
        set_field(reference, record=ids.bagheri, field="country", value=ids.belarus)
    with Reference.open(story_file.path) as reference:
        while catch_up(reference, most=2):
            pass
        assert who(reference, ids.relation) == "Iran → Belarus’"
        assert verify(reference).passed
        undo_last(reference)
        undo_last(reference)
        while catch_up(reference):
            pass
        assert who(reference, ids.relation) == "Iran → Belarus"
        assert verify(reference).passed


def test_an_edit_that_touches_too_many_records_itself_lets_some_wait(story, monkeypatch):
    reference, ids = story
    monkeypatch.setattr(following, "AT_ONCE", 1)
    with editing(reference) as edit:
        for record, field in (
            (ids.agreement, "summary"),
            (ids.relation, "matter"),
            (ids.statement, "language"),
        ):
            set_field(edit, record=record, field=field, value="x")
        clear_field(edit, record=ids.meeting, field="occurrence")
    assert verify(reference).passed
    while catch_up(reference, most=1):
        assert verify(reference).passed
    with reference.connected() as database:
        assert database.rows("SELECT state FROM record WHERE id = ?", (ids.meeting,)) == [(None,)]
