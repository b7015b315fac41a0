"""What was done lately to the file, what a step is about, and why one cannot be taken back."""

from models.editing import create_record, rename, restore_all, set_field, set_note, trash, trash_all
from models.editing.edit import editing
from models.editing.trash import in_trash, resting_on
from models.queries.table import data_version
from models.undo import changes_of, recent_steps, redo, take_back, undo_last, why_not
from models.undo.undoing import next_undo


def test_the_last_steps_of_the_file_are_told_and_which_were_undone(story):
    reference, ids = story
    set_note(reference, record=ids.meeting, note="one")
    rename(reference, record=ids.khrenin, label="V. Khrenin")
    undo_last(reference)
    with reference.connected() as database:
        last, before = recent_steps(database, most=2)
        assert (last.label, before.label) == (
            "Rename Viktor Khrenin to V. Khrenin",
            "Note on Bagheri meets Khrenin",
        )
        assert last.undone is not None
        assert before.undone is None
        (change,) = changes_of(database, before.step)
        assert (change.what, change.before, change.after) == (
            "Bagheri meets Khrenin: Note",
            None,
            "one",
        )


def test_why_a_step_cannot_be_taken_back_is_said_before_it_is_tried(story):
    reference, ids = story
    first = set_note(reference, record=ids.meeting, note="one").step
    second = set_note(reference, record=ids.meeting, note="two").step
    with reference.connected() as database:
        before = data_version(database)
        assert why_not(database, first) == (
            "“Note on Bagheri meets Khrenin” was made after it and changed the same."
        )
        assert why_not(database, second) is None
        assert why_not(database, 1 << 40) == "This step is not in the history."
        assert data_version(database) == before
    assert take_back(reference, step=second).step is not None


def test_undo_and_redo_show_first_what_was_there_before_the_step(story):
    reference, ids = story
    with editing(reference, label="A place on the way") as edit:
        place = create_record(edit, kind="place", label="Minsk").focus
        set_field(edit, record=ids.relation, field="object", value=ids.iran)
        rename(edit, record=ids.khrenin, label="Khrenin")
    undone = undo_last(reference)
    assert place not in undone.records
    assert undone.records[0] in (ids.relation, ids.khrenin)
    made_again = redo(reference)
    assert made_again.records[-1] == place
    assert made_again.records[0] == undone.records[0]


def test_several_records_go_to_the_trash_as_one_step(story):
    reference, ids = story
    done = trash_all(reference, records=[ids.meeting, ids.statement])
    assert done.label == "Move 2 records to the trash"
    with reference.connected() as database:
        assert set(in_trash(database)) == {ids.meeting, ids.statement}
    restored = restore_all(reference, records=[ids.meeting, ids.statement])
    assert restored.label == "Take 2 records out of the trash"
    undo_last(reference)
    undo_last(reference)
    with reference.connected() as database:
        assert in_trash(database) == []


def test_one_that_is_in_the_trash_already_does_not_hinder_the_others(story):
    reference, ids = story
    trash(reference, record=ids.meeting)
    done = trash_all(reference, records=[ids.meeting, ids.statement])
    assert "2 records" not in done.label
    with reference.connected() as database:
        assert set(in_trash(database)) == {ids.meeting, ids.statement}


def test_what_rests_on_a_record_is_counted_by_kind_and_what_goes_along_is_left_out(story):
    reference, ids = story
    found = resting_on(reference, ids.khrenin)
    kinds = dict(found.kinds)
    assert sum(kinds.values()) == found.total
    assert kinds["meeting"] >= 1
    fewer = resting_on(reference, ids.khrenin, besides=[ids.meeting])
    assert fewer.total == found.total - 1


def test_what_would_be_undone_is_asked_without_counting_an_import(story):
    reference, ids = story
    set_note(reference, record=ids.meeting, note="x")
    step = next_undo(reference)
    assert step is not None
    assert not step.is_import
    assert not step.is_final
